"""Sentences spoken by hibari and read by Moonshine tiny-en, kept in the user's cache so that it is done once.

Each sentence has one of four voices (the model's, shifted), chosen by its text, and 200 ms of silence around it.
"""

import hashlib
import json
import sys
import time
import zlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from simulator import paths
from simulator.audio.pcm import Clip, silence
from simulator.protocols import Recognizer, Voice
from simulator.recognition.moonshine import MoonshineRecognizer
from simulator.speech.hibari_voice import HibariVoice

SHIFTS = (0.87, 0.95, 1.0, 1.1)
SECONDS_EACH = 0.8
"""About what one sentence takes on two slow cores."""


@cache
def voice(shift: float) -> Voice:
    return HibariVoice({"shift": shift})


@cache
def recognizer() -> Recognizer:
    return MoonshineRecognizer()


def shift_of(text: str) -> float:
    """The voice that says `text`."""
    return SHIFTS[zlib.crc32(text.encode()) % len(SHIFTS)]


def spoken(text: str) -> Clip:
    """The sentence with 200 ms of silence on both sides."""
    clip = voice(shift_of(text)).render(text)
    return Clip(np.concatenate([silence(200), clip.samples, silence(200)]))


def heard(texts: Sequence[str]) -> list[str]:
    """What is read of each sentence, "" where nothing. Says on stderr how long it will take."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    todo = [text for text in dict.fromkeys(texts) if not _place(folder, text).is_file()]
    if todo:
        minutes = len(todo) * SECONDS_EACH / 60
        print(f"{len(todo)} sentences to speak and to read: about {minutes:.0f} minutes", file=sys.stderr)
    began = time.perf_counter()
    for done, text in enumerate(todo, 1):
        read = recognizer().transcribe(spoken(text)).text
        _place(folder, text).write_text(json.dumps(read), encoding="utf-8")
        if done % 50 == 0:
            left = (time.perf_counter() - began) / done * (len(todo) - done)
            print(f"{done} of {len(todo)}, {left / 60:.0f} minutes left", file=sys.stderr)
    return [json.loads(_place(folder, text).read_text(encoding="utf-8")) for text in texts]


def _folder() -> Path:
    return paths.clips().with_name("benchmark-heard")


@cache
def _engines() -> str:
    return f"{version('hibari-tts')} {version('moonshine-voice')}"


def _place(folder: Path, text: str) -> Path:
    key = f"{_engines()} {shift_of(text)} {text}"
    return folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"
