"""The known signal, put where the microphone hears it: by its delay, its drift, and its jumps.

    far        |-- shift --|==window of the filter==|
    microphone                  ^ the echo begins a little inside the window

Lives here: the past of the known signal and where to read it. Must not know: how the echo is cancelled.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLE_RATE, SAMPLES_PER_MS, TICK_MS
from simulator.hearing.delay import WINDOW_MS, DelayTracker

Samples = NDArray[np.float32]

HISTORY = SAMPLE_RATE
"""Samples of the known signal that are kept."""

_AHEAD = 20 * SAMPLES_PER_MS
"""After a first measurement the window begins so much before the echo."""
_LATE = 60 * SAMPLES_PER_MS
"""An echo that begins later than this in the window is brought forward."""


_MEASURED_MS = WINDOW_MS // 2
"""A measurement is of the middle of its window."""
_STEADY = 9
"""Measurements of which the middle one counts: two seconds of the recruiter's voice."""
_BENT = 0.5
"""Samples by which a course must leave its straight line to be followed."""


@dataclass(slots=True)
class Course:
    """From frame `start` on the delay is `samples` at frame `at`, changing with the drift.

    `seen`: frames and what was measured in them. A sound server that steers its own resampler bends the line.
    """

    start: int
    at: int
    samples: float
    seen: list[tuple[int, float]] = field(default_factory=list)

    def bends(self, per_frame: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Frames, and how far off the line the delay is there, shape (n,) both; zero where it is straight."""
        if len(self.seen) < 2 * _STEADY:
            return np.zeros(1), np.zeros(1)
        frames, delays = np.array(self.seen, np.float64).T
        frames -= _MEASURED_MS // TICK_MS
        off = delays - (self.samples + per_frame * (frames - self.at))
        steady = np.median(np.lib.stride_tricks.sliding_window_view(off, _STEADY), axis=1)
        middles = frames[_STEADY // 2 : -(_STEADY // 2)]
        return (middles, steady) if np.ptp(steady) > _BENT else (np.zeros(1), np.zeros(1))


class Aligner:
    """Follows the delay of one stream. `lead`: samples by which the known signal is handed in early."""

    def __init__(self, lead: int) -> None:
        self._tracker: DelayTracker | None = DelayTracker()
        self._past: Samples = np.zeros(HISTORY, np.float32)
        self._shift = float(max(0, lead - 50 * SAMPLES_PER_MS))
        self._inside = 0.0
        self._frame = 0
        self.courses: list[Course] = []
        self._bends: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
        self.drift_ppm = 0.0
        self.blocks = 0
        """By so many frames the window lies later since the past has last had to be read anew."""

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
        self._shift += self._per_frame
        moved = self._tracker.step(near, far)
        delay = self._tracker.delay
        if delay is None:
            return False
        if not moved:
            course = self.courses[-1]
            if delay != course.samples:
                course.seen.append((self._frame, delay))
            course.at, course.samples = self._frame, delay
            self.drift_ppm = self._tracker.drift_ppm
            return False
        before = self.delay
        if before is None:
            return self._first(delay)
        self.courses.append(Course(self._frame if broke_at is None else broke_at, self._frame, delay))
        self._shift = max(0.0, self._shift + delay - before)
        self.blocks = 0
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
        self._bends = [course.bends(self._per_frame) for course in self.courses]
        if self.courses:
            self._inside = self._delay_at(len(self.courses) - 1, self._frame) - self._shift
        self._tracker = None
        self.blocks = 0
        self._past = np.zeros(HISTORY, np.float32)
        self._frame = 0
        self._replay()

    def _first(self, delay: float) -> bool:
        self.courses.append(Course(0, self._frame, delay))
        if delay - self._shift < _LATE and delay > self._shift:
            return False
        # By whole blocks, so that what the filter has learned can move along.
        self.blocks = max(int((delay - _AHEAD - self._shift) // FRAME), -int(self._shift // FRAME))
        self._shift += self.blocks * FRAME
        return True

    def _past_at(self, start: int, samples: int) -> Samples:
        piece = self._past[start : start + samples]
        return piece if len(piece) == samples else np.pad(piece, (0, samples - len(piece)), mode="edge")

    def _replay(self) -> bool:
        if not self.courses:
            return False
        begun = sum(course.start <= self._frame for course in self.courses)
        number = max(0, begun - 1)
        self._shift = max(0.0, self._delay_at(number, self._frame) - self._inside)
        return self._frame > 0 and self.courses[number].start == self._frame

    def _delay_at(self, number: int, frame: int) -> float:
        """Samples of delay in the course of that number, as known in the end."""
        course, (frames, off) = self.courses[number], self._bends[number]
        return course.samples + self._per_frame * (frame - course.at) + float(np.interp(frame, frames, off))

    @property
    def _per_frame(self) -> float:
        """Samples of drift in one frame."""
        return self.drift_ppm * 1e-6 * FRAME
