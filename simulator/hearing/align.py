"""The known signal, put where the microphone hears it live: by its delay, its drift, and its jumps.

    far        |-- shift --|==window of the filter==|
    microphone                  ^ the echo begins a little inside the window

Lives here: the past of the known signal and where to read it. Must not know: how the echo is cancelled.
"""

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLE_RATE, SAMPLES_PER_MS
from simulator.hearing.delay import DelayTracker, between

Samples = NDArray[np.float32]

HISTORY = SAMPLE_RATE
"""Samples of the known signal that are kept."""

_AHEAD = 20 * SAMPLES_PER_MS
"""After a first measurement the window begins so much before the echo."""
_LATE = 60 * SAMPLES_PER_MS
"""An echo that begins later than this in the window is brought forward."""


class Aligner:
    """Follows the delay of one stream. `lead`: samples by which the known signal is handed in early."""

    def __init__(self, lead: int) -> None:
        self._tracker = DelayTracker()
        self._past: Samples = np.zeros(HISTORY, np.float32)
        self._shift = float(max(0, lead - 50 * SAMPLES_PER_MS))
        self.delay: float | None = None
        """Samples from the known signal to its echo, as last measured."""
        self.drift_ppm = 0.0
        self.jumps = 0
        self.blocks = 0
        """By so many frames the window lies later since the past has last had to be read anew."""

    @property
    def shift(self) -> int:
        """Whole samples by which the known signal is read later than it was handed in."""
        return round(self._shift)

    def step(self, near: Samples, far: Samples) -> bool:
        """Takes 160 samples of each; true when all of the past has to be read anew."""
        self._past = np.concatenate([self._past[FRAME:], far])
        self._shift += self.drift_ppm * 1e-6 * FRAME
        moved = self._tracker.step(near, far)
        delay, before = self._tracker.delay, self.delay
        if delay is None:
            return False
        if not moved:
            self.delay, self.drift_ppm = delay, self._tracker.drift_ppm
            return False
        if before is None:
            return self._first(delay)
        self.delay = delay
        self.jumps += 1
        self._shift = max(0.0, self._shift + delay - before)
        self.blocks = 0
        return True

    def expect(self, delay: float) -> bool:
        """The delay, in samples, is known from elsewhere; not where one has been measured. True as `step`."""
        if self.delay is not None:
            return False
        self._tracker.expect(delay)
        return self._first(delay)

    def window(self, samples: int) -> Samples:
        """The latest `samples` of the known signal as the filter is to see them."""
        end = HISTORY - self._shift
        whole = int(np.floor(end))
        part = end - whole
        if part < 1e-3:
            return self._past[whole - samples : whole]
        around = (self._past_at(whole - samples + i, samples) for i in (-1, 0, 1, 2))
        return between(around, np.float32(part))

    def _first(self, delay: float) -> bool:
        self.delay = delay
        if delay - self._shift < _LATE and delay > self._shift:
            return False
        # By whole blocks, so that what the filter has learned can move along.
        self.blocks = max(int((delay - _AHEAD - self._shift) // FRAME), -int(self._shift // FRAME))
        self._shift += self.blocks * FRAME
        return True

    def _past_at(self, start: int, samples: int) -> Samples:
        piece = self._past[start : start + samples]
        return piece if len(piece) == samples else np.pad(piece, (0, samples - len(piece)), mode="edge")
