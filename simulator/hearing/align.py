"""The known signal, put where the microphone hears it: by its delay, its drift, and its jumps.

    far        |-- shift --|==window of the filter==|
    microphone                  ^ the echo begins a little inside the window

Lives here: the past of the known signal and where to read it. Must not know: how the echo is cancelled.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLE_RATE, SAMPLES_PER_MS
from simulator.hearing.delay import DelayTracker

Samples = NDArray[np.float32]

HISTORY = SAMPLE_RATE
"""Samples of the known signal that are kept."""

_AHEAD = 20 * SAMPLES_PER_MS
"""After a first measurement the window begins so much before the echo."""
_LATE = 60 * SAMPLES_PER_MS
"""An echo that begins later than this in the window is brought forward."""


@dataclass(slots=True)
class Course:
    """From frame `start` on the delay is `samples` at frame `at`, changing with the drift."""

    start: int
    at: int
    samples: float


class Aligner:
    """Follows the delay of one stream. `lead`: samples by which the known signal is handed in early."""

    def __init__(self, lead: int) -> None:
        self._tracker: DelayTracker | None = DelayTracker()
        self._past: Samples = np.zeros(HISTORY, np.float32)
        self._shift = float(max(0, lead - 50 * SAMPLES_PER_MS))
        self._inside = 0.0
        self._frame = 0
        self.courses: list[Course] = []
        self.drift_ppm = 0.0

    @property
    def delay(self) -> float | None:
        """Samples from the known signal to its echo, as last measured."""
        return self.courses[-1].samples if self.courses else None

    @property
    def jumps(self) -> int:
        return max(0, len(self.courses) - 1)

    def step(self, near: Samples, far: Samples, broke_at: int | None) -> bool:
        """Takes 160 samples of each; true when all of the past has to be read anew.

        `broke_at`: the frame from which on the filter no longer fitted, where that has been noticed.
        """
        self._past = np.concatenate([self._past[FRAME:], far])
        self._frame += 1
        if self._tracker is None:
            return self._replay()
        self._shift += self.drift_ppm * 1e-6 * FRAME
        moved = self._tracker.step(near, far)
        delay = self._tracker.delay
        if delay is None:
            return False
        if not moved:
            self.courses[-1].at, self.courses[-1].samples = self._frame, delay
            self.drift_ppm = self._tracker.drift_ppm
            return False
        before = self.delay
        if before is None:
            return self._first(delay)
        self.courses.append(Course(self._frame if broke_at is None else broke_at, self._frame, delay))
        self._shift = max(0.0, self._shift + delay - before)
        return True

    def expect(self, delay: float) -> bool:
        """The delay, in samples, is known from elsewhere; not where one has been measured. True as `step`."""
        if self._tracker is None or self.courses:
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
        # Four-point Lagrange interpolation: 100 ppm of drift move half a sample in 300 ms.
        a, b, c, d = (self._past_at(whole - samples + i, samples) for i in (-1, 0, 1, 2))
        t = np.float32(part)
        result: Samples = (
            a * (-t * (t - 1) * (t - 2) / 6)
            + b * ((t + 1) * (t - 1) * (t - 2) / 2)
            + c * (-(t + 1) * t * (t - 2) / 2)
            + d * ((t + 1) * t * (t - 1) / 6)
        ).astype(np.float32)
        return result

    def rewind(self) -> None:
        """Back to the first frame; from now on the courses are replayed instead of measured."""
        if self.courses:
            self._inside = self.courses[-1].samples - self._shift
        self._tracker = None
        self._past = np.zeros(HISTORY, np.float32)
        self._frame = 0
        self._replay()

    def _first(self, delay: float) -> bool:
        self.courses.append(Course(0, self._frame, delay))
        if delay - self._shift < _LATE and delay > self._shift:
            return False
        self._shift = max(0.0, delay - _AHEAD)
        return True

    def _past_at(self, start: int, samples: int) -> Samples:
        piece = self._past[start : start + samples]
        return piece if len(piece) == samples else np.pad(piece, (0, samples - len(piece)), mode="edge")

    def _replay(self) -> bool:
        if not self.courses:
            return False
        course = next((c for c in reversed(self.courses) if c.start <= self._frame), self.courses[0])
        delay = course.samples + self.drift_ppm * 1e-6 * FRAME * (self._frame - course.at)
        self._shift = max(0.0, delay - self._inside)
        return self._frame > 0 and course.start == self._frame
