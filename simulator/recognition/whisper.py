"""Whisper through faster-whisper, where the user has the package and a model on disk.

The only file that imports faster_whisper. Nothing is ever downloaded: the model is a folder, named by
`SIMULATOR_WHISPER_MODEL` or found in the cache of the Hugging Face hub. The engine is not told which words
are expected: biased, it hears them where nobody spoke.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.audio.pcm import SAMPLE_RATE, Clip, to_float
from simulator.protocols import EngineError, EngineInfo
from simulator.recognition.base import Loaded, attempt, english, package_folder, placed
from simulator.timeline import Transcript

if TYPE_CHECKING:
    from speech_recognition import AudioData, Recognizer

MODEL_VARIABLE = "SIMULATOR_WHISPER_MODEL"

_NAME = "whisper"
_SIZES = ("base.en", "base", "tiny.en", "tiny", "small.en", "small")
# Without a tokenizer of its own beside it, faster-whisper would fetch one.
_NEEDED = ("model.bin", "config.json", "tokenizer.json")


def model_folder() -> Path | None:
    """The folder of the variable, or else the first complete model in the hub's cache, base before tiny."""
    if named := os.environ.get(MODEL_VARIABLE):
        return Path(named).expanduser()
    hub = os.environ.get("HF_HUB_CACHE") or Path(os.environ.get("HF_HOME") or "~/.cache/huggingface") / "hub"
    for size in _SIZES:
        snapshots = Path(hub).expanduser() / f"models--Systran--faster-whisper-{size}" / "snapshots"
        for folder in sorted(snapshots.glob("*")):
            if _missing(folder) is None:
                return folder
    return None


def _missing(folder: Path) -> str | None:
    return next((name for name in _NEEDED if not (folder / name).is_file()), None)


def _load() -> Any:
    problem = _problem()
    if problem:
        raise EngineError(f"Whisper cannot be used: {problem[0]}", problem[1])
    folder = model_folder()
    try:
        from faster_whisper import WhisperModel

        return WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        fix = f"put a faster-whisper model there, or point {MODEL_VARIABLE} at another"
        raise EngineError(f"the Whisper model in {folder} cannot be loaded: {error}", fix) from error


_MODEL: Loaded[Any] = Loaded(_load)


def recognize_whisper(recognizer: "Recognizer", audio_data: "AudioData", *, show_all: bool = False) -> Any:
    """The text of `audio_data`; with `show_all`, faster-whisper's segments, with words.

    Raises UnknownValueError where nothing was understood, RequestError where the engine fails.
    """
    from speech_recognition import RequestError, UnknownValueError

    raw = audio_data.get_raw_data(convert_rate=SAMPLE_RATE, convert_width=2)
    samples = to_float(np.frombuffer(raw, dtype="<i2").astype(np.int16))
    with _MODEL.lent() as model:
        try:
            found, _ = model.transcribe(
                samples,
                language="en",
                temperature=0.0,  # no second try with dice: the same clip gives the same text
                condition_on_previous_text=False,
                vad_filter=False,
                word_timestamps=True,
            )
            segments = list(found)
        except RuntimeError as error:
            raise RequestError(str(error)) from error
    text = " ".join(segment.text.strip() for segment in segments).strip()
    if not text:
        raise UnknownValueError
    return segments if show_all else text


class WhisperRecognizer:
    """Raises EngineError where the model cannot be loaded."""

    @classmethod
    def info(cls) -> EngineInfo:
        return english(_NAME, "faster-whisper", quality=70, problem=_problem(), word_times=True)

    def __init__(self) -> None:
        with _MODEL.lent():
            pass

    def transcribe(self, clip: Clip) -> Transcript:
        def read(recognizer: "Recognizer", audio: "AudioData") -> Transcript:
            segments = recognize_whisper(recognizer, audio, show_all=True)
            words = [(w.word.strip(), w.start, w.end) for segment in segments for w in segment.words or ()]
            return Transcript(" ".join(segment.text.strip() for segment in segments), placed(words, clip))

        return attempt(clip, read, _NAME)


def _problem() -> tuple[str, str] | None:
    if package_folder("faster_whisper") is None:
        return "the package faster-whisper is not installed", "pip install faster-whisper"
    folder = model_folder()
    if folder is None:
        return "no model is on this machine", f"set {MODEL_VARIABLE} to the folder of a faster-whisper model"
    if missing := _missing(folder):
        return f"{folder} holds no {missing}", f"set {MODEL_VARIABLE} to the folder of a faster-whisper model"
    return None
