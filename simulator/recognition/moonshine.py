"""Moonshine tiny-en, the offline default: its wheel brings the model.

The only file that imports moonshine_voice. No word times. Where onnxruntime is installed, the same
model files also say how likely a text is. Its own voice detector splits and drops speech, so it is
switched off. Of 120 clicks, hums and bursts of noise that had passed our detector it read 91 as the
lone word "You"; nobody says that alone, so it counts as "not understood". In noise it at times repeats
itself to the end and loses what was said after that (2 of 392 sentences of the development files at 10 dB,
none of 591 quiet ones, in a room or on the telephone): played a little more slowly it gets out of it.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.audio.pcm import SAMPLE_RATE, Clip, to_float
from simulator.audio.stretch import Played
from simulator.protocols import EngineError, EngineInfo
from simulator.recognition.base import SHORTEST_MS, Loaded, attempt, english, package_folder, says_nothing
from simulator.recognition.moonshine_likelihood import LONGEST_MS, Likelihood
from simulator.timeline import Transcript

if TYPE_CHECKING:
    from speech_recognition import AudioData, Recognizer

_NAME = "moonshine"
_FIX = "pip install moonshine-voice==0.1.0"
_MODEL_NAME = "tiny-en"
_REPEATS_ITSELF = re.compile(r"(.{2,40}?)\1{3,}\Z", re.DOTALL)
"""Ends in four or more of the same, and without a full stop: the library cuts a text off at so many tokens
a second. Who says "no" four times ends with a full stop."""
_SLOWER = Played(0.92)
_OPTIONS = {"vad_threshold": "0.0", "return_audio_data": "false"}


def _load() -> Any:
    try:
        from moonshine_voice import ModelArch, get_model_path
        from moonshine_voice.errors import MoonshineError
        from moonshine_voice.transcriber import Transcriber
    except (ImportError, OSError) as error:  # OSError: its library needs glibc 2.34, or macOS 15
        raise EngineError(
            f"Moonshine cannot be loaded on this machine: {error}", "use pocketsphinx"
        ) from error
    try:
        return Transcriber(str(get_model_path(_MODEL_NAME)), ModelArch.TINY, options=_OPTIONS)
    except MoonshineError as error:
        raise EngineError(
            f"Moonshine's model cannot be loaded: {error}", f"{_FIX} --force-reinstall"
        ) from error


def _load_likelihood() -> Likelihood | None:
    """None where no usable onnxruntime is installed: names are then read from the text alone."""
    folder = package_folder("moonshine_voice")
    if folder is None:
        return None
    try:
        return Likelihood(folder / "assets" / _MODEL_NAME)
    except (ImportError, OSError):
        return None
    except ValueError as error:
        raise EngineError(
            f"Moonshine's vocabulary cannot be read: {error}", f"{_FIX} --force-reinstall"
        ) from error


_LIKELIHOOD: Loaded[Likelihood | None] = Loaded(_load_likelihood)
_MODEL: Loaded[Any] = Loaded(_load)  # two threads in one transcriber garble each other's text


def recognize_moonshine(recognizer: "Recognizer", audio_data: "AudioData", *, show_all: bool = False) -> Any:
    """The text of `audio_data`; with `show_all`, Moonshine's own transcript, whatever it says.

    Raises UnknownValueError where nothing was understood, RequestError where the engine fails.
    """
    from moonshine_voice.errors import MoonshineError
    from speech_recognition import RequestError, UnknownValueError

    raw = audio_data.get_raw_data(convert_rate=SAMPLE_RATE, convert_width=2)
    # The binding unpacks its argument one number at a time: Python floats are the fastest it takes.
    samples = to_float(np.frombuffer(raw, dtype="<i2").astype(np.int16)).tolist()
    with _MODEL.lent() as transcriber:
        try:
            transcript = transcriber.transcribe_without_streaming(samples, SAMPLE_RATE)
        except MoonshineError as error:
            raise RequestError(str(error)) from error
    if show_all:
        return transcript
    text = " ".join(line.text.strip() for line in transcript.lines).strip()
    if says_nothing(text):
        raise UnknownValueError
    return text


class MoonshineRecognizer:
    """Raises EngineError where the model cannot be loaded."""

    @classmethod
    def info(cls) -> EngineInfo:
        return english(_NAME, "moonshine-voice", quality=80, problem=_problem())

    def __init__(self) -> None:
        with _MODEL.lent():
            pass

    def transcribe(self, clip: Clip) -> Transcript:
        heard = _read(clip)
        if _REPEATS_ITSELF.search(heard.text):
            slower = _read(_SLOWER(clip))
            if slower.text and not _REPEATS_ITSELF.search(slower.text):
                return slower
        return heard

    def weigh(self, clip: Clip, openings: Sequence[str]) -> tuple[float, ...] | None:
        """None without onnxruntime, and for a clip that is too short or too long to be weighed."""
        if not SHORTEST_MS <= clip.duration_ms <= LONGEST_MS:
            return None
        with _LIKELIHOOD.lent() as likelihood:
            return None if likelihood is None else likelihood.weigh(clip, openings)


def _read(clip: Clip) -> Transcript:
    return attempt(clip, lambda recognizer, audio: Transcript(recognize_moonshine(recognizer, audio)), _NAME)


def _problem() -> tuple[str, str] | None:
    folder = package_folder("moonshine_voice")
    if folder is None:
        return (
            "the package moonshine-voice is not installed",
            f"{_FIX} (where it has a wheel), or use pocketsphinx",
        )
    if not (folder / "assets" / _MODEL_NAME / "encoder_model.ort").is_file():
        return "this release of moonshine-voice does not bring the tiny-en model", _FIX
    return None
