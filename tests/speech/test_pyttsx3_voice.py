"""The renderer's child process: nothing lost, nothing left behind, nothing trusted."""

import os
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from simulator.protocols import EngineError
from simulator.speech.cache import render_all
from simulator.speech.pyttsx3_voice import Pyttsx3Voice

pytestmark = pytest.mark.skipif(
    not Pyttsx3Voice.info().available, reason=f"pyttsx3: {Pyttsx3Voice.info().why_not}"
)

LONG = (
    "It was a close decision, and I want to be fair to you. The panel liked how you explained the project "
    "that you led last year, and two of them asked for you by name. In the end, however, the other candidate "
    "had worked with exactly our kind of database for five years, and that tipped the scales. I am sorry "
    "that I have no better news for you today, and I hope you will apply again."
)
TEXTS = [
    *(f"This is line number {n} of the twenty that must not be lost." for n in range(1, 18)),
    "Yes.",
    'Quotes " and \\ and %s and <b>tags</b> & [[brackets]] are only text.',
    LONG,
]


def test_twenty_texts_two_at_a_time_and_none_lost() -> None:
    assert len(LONG) > 300
    seen: list[tuple[int, int]] = []
    clips = render_all(Pyttsx3Voice({}), TEXTS, progress=lambda done, total: seen.append((done, total)))
    assert list(clips) == TEXTS
    assert seen == [(n, 20) for n in range(1, 21)]
    for text, clip in clips.items():
        assert clip.duration_ms > 25 * sum(map(str.isalnum, text)), text
        assert np.abs(clip.samples).max() > 3000
    assert clips[LONG].duration_ms > 15_000


def test_variants_and_pitch_are_heard() -> None:
    plain, low, other = (
        Pyttsx3Voice(p).render("Good morning, Northwind Traders.").samples.astype(float)
        for p in ({"voice": "en-us"}, {"voice": "en-us", "pitch": 5}, {"voice": "English (America)+Annie"})
    )
    assert _pitch_hz(low) < 0.8 * _pitch_hz(plain) < 0.8 * _pitch_hz(other)


def test_a_voice_that_this_system_lacks_falls_back_to_its_own() -> None:
    assert Pyttsx3Voice({"voice": "Samantha of another system"}).render("Good morning.").duration_ms > 300


def script(tmp_path: Path, body: str) -> tuple[str, ...]:
    """A stand-in for the child: notes its process id, then does `body`."""
    file = tmp_path / "child.py"
    file.write_text(
        "import json, os, pathlib, sys, time, wave\n"
        "request = json.load(sys.stdin)\n"
        f"with open({str(tmp_path / 'pids')!r}, 'a') as f: print(os.getpid(), file=f)\n{body}\n",
        encoding="utf-8",
    )
    return (sys.executable, str(file))


def pids(tmp_path: Path) -> list[int]:
    return [int(pid) for pid in (tmp_path / "pids").read_text().split()]


def test_a_hung_child_is_ended_and_tried_once_more(tmp_path: Path) -> None:
    voice = Pyttsx3Voice({}, command=script(tmp_path, "time.sleep(600)"), seconds=1.0)
    began = time.monotonic()
    with pytest.raises(EngineError, match="hung for 1") as caught:
        voice.render("Hello.")
    assert time.monotonic() - began < 20
    assert caught.value.fix
    assert len(pids(tmp_path)) == 2
    for pid in pids(tmp_path):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


SILENCE = """
with wave.open(request["file"], "wb") as w:
    w.setnchannels(1); w.setsampwidth(2); w.setframerate(22050); w.writeframes(bytes(44100))
"""


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("", "does not exist"),
        (SILENCE, "no sound"),
        ("pathlib.Path(request['file']).write_bytes(b'')", "is empty"),
        ("pathlib.Path(request['file']).write_text('not sound at all')", "not an audio file"),
        (SILENCE.replace("bytes(44100)", "bytes(range(256)) * 4"), r"\d+ ms of sound for 44 letters"),
        ("sys.exit('OSError: there is no espeak')", "there is no espeak"),
        ("os.abort()", "exit status -6"),
    ],
    ids=["no file", "silence", "empty", "not audio", "cut short", "fails", "crashes"],
)
def test_a_child_that_does_not_deliver_is_told(tmp_path: Path, body: str, why: str) -> None:
    voice = Pyttsx3Voice({}, command=script(tmp_path, body))
    with pytest.raises(EngineError, match=why):
        voice.render("Thank you for calling, we have come to a decision today.")
    assert len(pids(tmp_path)) == 2


def test_a_child_that_fails_once_is_forgiven(tmp_path: Path) -> None:
    body = f"""
if len(open({str(tmp_path / "pids")!r}).read().split()) == 1: sys.exit("lost it")
from simulator.speech.pyttsx3_child import speak
speak(request); os._exit(0)"""
    clip = Pyttsx3Voice({}, command=script(tmp_path, body)).render("Good morning.")
    assert clip.duration_ms > 300
    assert len(pids(tmp_path)) == 2


def test_wrong_parameters_are_refused_before_anything_runs() -> None:
    with pytest.raises(EngineError, match=r'"rat"; did you mean "rate"'):
        Pyttsx3Voice({"rat": 100})
    with pytest.raises(EngineError, match='"rate" is fast'):
        Pyttsx3Voice({"rate": "fast"})


def _pitch_hz(samples: np.ndarray) -> float:
    """The median over loud 40 ms windows of the autocorrelation's highest peak from 60 to 350 Hz."""
    found = []
    for start in range(0, len(samples) - 640, 320):
        window = samples[start : start + 640] - samples[start : start + 640].mean()
        if np.sqrt((window**2).mean()) > 2000:
            lags = np.correlate(window, window, "full")[639:]
            found.append(16_000 / (45 + int(np.argmax(lags[45:267]))))
    return float(np.median(found))
