"""Vosk, where the user has the package and a model folder. The only file that imports vosk.

The model is the folder named by `SIMULATOR_VOSK_MODEL`; nothing is ever downloaded.
"""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.audio.pcm import SAMPLE_RATE, Clip
from simulator.protocols import EngineError, EngineInfo
from simulator.recognition.base import Loaded, attempt, english, package_folder, placed
from simulator.timeline import Transcript

if TYPE_CHECKING:
    from speech_recognition import AudioData, Recognizer

MODEL_VARIABLE = "SIMULATOR_VOSK_MODEL"

_NAME = "vosk"
_ACOUSTIC_MODEL = ("am/final.mdl", "final.mdl")  # by its age, one or the other
_BLOCK = 2 * SAMPLE_RATE // 5


def _load() -> Any:
    problem = _problem()
    if problem:
        raise EngineError(f"Vosk cannot be used: {problem[0]}", problem[1])
    folder = os.environ[MODEL_VARIABLE]
    try:
        from vosk import Model, SetLogLevel

        SetLogLevel(-1)
        return Model(model_path=str(Path(folder).expanduser()))
    except Exception as error:
        fix = f"point {MODEL_VARIABLE} at an unpacked English Vosk model"
        raise EngineError(f"the Vosk model in {folder} cannot be loaded: {error}", fix) from error


_MODEL: Loaded[Any] = Loaded(_load)


def recognize_vosk(recognizer: "Recognizer", audio_data: "AudioData", *, show_all: bool = False) -> Any:
    """The text of `audio_data`; with `show_all`, Vosk's words: objects of `word`, `start`, `end`, `conf`.

    Raises UnknownValueError where nothing was understood.
    """
    from speech_recognition import UnknownValueError
    from vosk import KaldiRecognizer

    raw = audio_data.get_raw_data(convert_rate=SAMPLE_RATE, convert_width=2)
    with _MODEL.lent() as model:
        kaldi = KaldiRecognizer(model, SAMPLE_RATE)
        kaldi.SetWords(True)
        results = [
            kaldi.Result()
            for start in range(0, len(raw), _BLOCK)
            if kaldi.AcceptWaveform(raw[start : start + _BLOCK])
        ]
        results.append(kaldi.FinalResult())
    words = [word for result in results for word in json.loads(result).get("result", ())]
    if not words:
        raise UnknownValueError
    return words if show_all else " ".join(word["word"] for word in words)


class VoskRecognizer:
    """Raises EngineError where the model cannot be loaded."""

    @classmethod
    def info(cls) -> EngineInfo:
        return english(_NAME, "vosk", quality=40, problem=_problem(), word_times=True)

    def __init__(self) -> None:
        with _MODEL.lent():
            pass

    def transcribe(self, clip: Clip) -> Transcript:
        def read(recognizer: "Recognizer", audio: "AudioData") -> Transcript:
            found = recognize_vosk(recognizer, audio, show_all=True)
            words = [(word["word"], word["start"], word["end"]) for word in found]
            return Transcript(" ".join(word for word, _, _ in words), placed(words, clip))

        return attempt(clip, read, _NAME)


def _problem() -> tuple[str, str] | None:
    if package_folder("vosk") is None:
        return "the package vosk is not installed", "pip install vosk"
    fix = f"set {MODEL_VARIABLE} to the folder of an unpacked English Vosk model"
    named = os.environ.get(MODEL_VARIABLE)
    if not named:
        return "no model is named", fix
    if not Path(named).expanduser().is_dir():
        return f"{named} is not a folder", fix
    if not any((Path(named).expanduser() / name).is_file() for name in _ACOUSTIC_MODEL):
        return f"{named} holds no Vosk model", fix
    return None
