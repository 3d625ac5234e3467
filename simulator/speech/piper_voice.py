"""Piper, for users who have one of its voice files. The only file that imports it.

Piper is GPL-3, so it is never installed unasked: it is the extra `piper`. It brings no voice; a voice is two
files, `NAME.onnx` and `NAME.onnx.json`, and `simulator voices add NAME.onnx` writes a card for it.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import Clip
from simulator.protocols import EngineError, EngineInfo
from simulator.speech.parameters import number, refuse_unknown
from simulator.speech.trim import finish

SPEEDS = (0.5, 2.0)
SHIFTS = (0.75, 1.25)
MOST_SPEAKERS = 9999

_one_at_a_time = Lock()


class PiperVoice:
    """`model`: the path of the .onnx file; `speaker` (0): one of those in it; `speed` (1.0): 2 is twice as
    fast; `shift` (1.0): below it a lower, larger voice. The same text gives the same samples.

    Raises EngineError for a missing or damaged file and for parameters out of range.
    """

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        refuse_unknown(parameters, ("model", "speaker", "speed", "shift"))
        self._model = model_files(str(parameters.get("model", "")))
        self._speaker = int(number(parameters, "speaker", 0, 0, MOST_SPEAKERS))
        self._speed = number(parameters, "speed", 1.0, *SPEEDS)
        self._shift = number(parameters, "shift", 1.0, *SHIFTS)

    @classmethod
    def info(cls) -> EngineInfo:
        missing = find_spec("piper") is None
        try:
            installed = version("piper-tts")
        except PackageNotFoundError:
            installed = ""
        return EngineInfo(
            "piper",
            installed,
            ("as the voice file",),
            offline=True,
            available=not missing,
            why_not="the Python package piper-tts is not installed" if missing else "",
            fix='pip install "voice-practice-simulator[piper]" (GPL-3), then: simulator voices add FILE.onnx'
            if missing
            else "",
            quality=70,
        )

    def render(self, text: str) -> Clip:
        with _one_at_a_time:
            samples, rate = _spoken(self._model, text, self._speaker, self._speed / self._shift)
        return finish(samples, rate * self._shift)


def model_files(model: str) -> Path:
    """The voice file of that path, with its card beside it. Raises EngineError."""
    if not model:
        raise EngineError("no voice file is named", "simulator voices add FILE.onnx")
    path = Path(model).expanduser()
    beside = path.with_name(path.name + ".json")
    for file in (path, beside):
        if not file.is_file():
            raise EngineError(f"there is no file {file}", f"put {path.name} and {beside.name} side by side")
    try:
        rate = json.loads(beside.read_text(encoding="utf-8"))["audio"]["sample_rate"]
    except (OSError, ValueError, KeyError, TypeError):
        rate = None
    if not isinstance(rate, int):
        raise EngineError(f"{beside} is not a Piper voice's card", "fetch both files of the voice again")
    return path


def _spoken(path: Path, text: str, speaker: int, pace: float) -> tuple[NDArray[np.float32], int]:
    from piper import SynthesisConfig

    voice = _load(path)
    speakers = max(1, voice.config.num_speakers)
    if speaker >= speakers:
        raise EngineError(f"{path.name} has no speaker {speaker}", f"choose one from 0 to {speakers - 1}")
    # Without its noise the same text always sounds the same.
    manner = SynthesisConfig(
        speaker_id=speaker if speakers > 1 else None,
        length_scale=voice.config.length_scale / pace,
        noise_scale=0.0,
        noise_w_scale=0.0,
    )
    chunks = [chunk.audio_float_array for chunk in voice.synthesize(text, manner)]
    if not chunks:
        raise EngineError("the voice engine gave no sound", "choose another voice")
    return np.concatenate(chunks), voice.config.sample_rate


@cache
def _load(path: Path) -> Any:
    from piper import PiperVoice as Loaded

    try:
        return Loaded.load(path)
    except Exception as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise EngineError(
            f"{path} cannot be loaded: {said}", "fetch both files of the voice again"
        ) from error
