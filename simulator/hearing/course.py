"""The way of an echo's delay through a whole recording: its courses, their drift, and the jumps between them.

    delay    ________________
                             ?????___________     a jump lies somewhere in what no measurement parts
    late     ----------------------           until the last moment at which it can be
    early    ----------------                 and from the first

Lives here: what was measured, and the known signal read along it. Must not know: how the echo is cancelled.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLES_PER_MS, TICK_MS
from simulator.hearing.delay import LONGEST_MS, WINDOW_MS, DelayTracker, Peak, between, recent_peak

Samples = NDArray[np.float32]

AHEAD = 10 * SAMPLES_PER_MS
"""Samples by which the known signal is read before its echo: what comes on a shorter way is found, too."""

_WINDOW = WINDOW_MS // TICK_MS
_EVERY = 50
"""Frames from one measurement to the next."""
_DRIFT_AFTER = 20
"""Measurements before a drift is believed: 10 s of the recruiter's voice."""
_STEADY = 15
"""Measurements of which the middle one counts: eight seconds of the recruiter's voice. Single ones are off by
a sample or two where clocks drift."""
_BENT = 2.0
"""Samples by which a course must leave its straight line to be followed."""
_STRAIGHT = 0.5
"""Samples by which a whole recording may drift as if it did not."""


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """A stretch without a jump: the frames, in the middle of their windows, and samples of delay that were
    measured, shape (n,) both. Never empty."""

    frames: NDArray[np.float64]
    samples: NDArray[np.float64]

    def slopes(self) -> NDArray[np.float64]:
        """Samples a frame, between measurements half a course apart: Theil and Sen's, thinned."""
        half = len(self.frames) // 2
        if len(self.frames) < _DRIFT_AFTER:
            return np.zeros(0)
        run = self.frames[half:] - self.frames[: len(self.frames) - half]
        slopes: NDArray[np.float64] = (self.samples[half:] - self.samples[: len(self.samples) - half]) / run
        return slopes

    def at(self, frames: NDArray[np.float64], slope: float) -> NDArray[np.float64]:
        """Samples of delay in `frames`. A sound server that steers its own resampler bends the line."""
        off = self.samples - slope * self.frames
        base = float(np.median(off))
        if len(off) >= 2 * _STEADY:
            steady = np.median(np.lib.stride_tricks.sliding_window_view(off, _STEADY), axis=1)
            if np.ptp(steady) > _BENT:
                return slope * frames + np.interp(frames, self.frames[_STEADY // 2 : -(_STEADY // 2)], steady)
        return slope * frames + base


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """All courses of a recording of so many frames. `gaps`: (first, end) frames in which each jump lies."""

    frames: int
    courses: tuple[Course, ...]
    gaps: tuple[tuple[int, int], ...]
    drift_ppm: float

    @property
    def delay(self) -> float:
        """Samples from the known signal to its echo, as last measured."""
        return float(self.courses[-1].samples[-1])

    def delays(self, starts: list[int]) -> NDArray[np.float64]:
        """Of each frame, shape (frames,); `starts`: the frames in which the courses after the first begin."""
        slope = self.drift_ppm * 1e-6 * FRAME
        if abs(slope) * self.frames < _STRAIGHT:
            slope = 0.0
        every = np.arange(self.frames, dtype=np.float64)
        result = self.courses[0].at(every, slope)
        for course, start in zip(self.courses[1:], starts, strict=True):
            result[start:] = course.at(every[start:], slope)
        return result


def follow(heard: Samples, known: Samples) -> Way | None:
    """Both shape (n,), on one clock; None where the delay is never clear."""
    tracker, frames = DelayTracker(), min(len(heard), len(known)) // FRAME
    found: list[tuple[int, list[tuple[int, float]]]] = []
    for frame, peak in _peaks(heard, known, frames):
        if tracker.take(frame, peak):
            found.append((frame, []))
        elif not found or tracker.delay is None or tracker.measured_at != frame:
            continue
        found[-1][1].append((frame - _WINDOW // 2, tracker.delay or 0.0))
    if not found:
        return None
    courses = tuple(Course(*np.array(seen, np.float64).T) for _, seen in found)
    gaps = tuple(
        (max(0, before[1][-1][0] - _WINDOW // 2), max(1, after[0] - _EVERY))
        for before, after in pairwise(found)
    )
    slopes = np.concatenate([course.slopes() for course in courses])
    drift = float(np.median(slopes)) / FRAME * 1e6 if len(slopes) else 0.0
    return Way(frames, courses, gaps, drift)


def _peaks(heard: Samples, known: Samples, frames: int) -> list[tuple[int, Peak]]:
    """What was measured, and the last frame of each window; the first ones begin before the recording."""
    before = np.zeros(_WINDOW * FRAME, np.float32)
    far, near = np.concatenate([before, known]), np.concatenate([before, heard])
    ends = range(_WINDOW // 2, frames + 1, _EVERY)

    def peak(end: int) -> Peak | None:
        here = slice(end * FRAME, (end + _WINDOW) * FRAME)
        return recent_peak(far[here], near[here], LONGEST_MS * SAMPLES_PER_MS)

    with ThreadPoolExecutor(2) as threads:
        return [(end - 1, one) for end, one in zip(ends, threads.map(peak, ends), strict=True) if one]


def read(known: Samples, delays: NDArray[np.float64]) -> Samples:
    """The known signal as it comes back `delays` samples later, a value a frame, and AHEAD earlier."""
    if np.ptp(delays) == 0:
        return _shifted(known, round(float(delays[0])) - AHEAD, len(delays) * FRAME)
    steps = np.diff(delays, append=delays[-1])
    steps[np.abs(steps) > 1] = 0  # a jump, not a drift
    if not steps.any():
        return _whole(known, np.repeat(np.round(delays).astype(np.int64) - AHEAD, FRAME), len(delays) * FRAME)
    inside = np.arange(FRAME) / FRAME
    later = (delays[:, None] + steps[:, None] * inside).ravel() - AHEAD
    whole = np.ceil(later).astype(np.int64)
    t = (whole - later).astype(np.float32)
    around = (_whole(known, whole - i, len(whole)) for i in (-1, 0, 1, 2))
    return between(around, t)


def _shifted(known: Samples, later: int, samples: int) -> Samples:
    """As `_whole`, all by the same."""
    result = np.zeros(samples, np.float32)
    inside = known[max(0, -later) : max(0, samples - later)]
    result[max(0, later) :][: len(inside)] = inside
    return result


def _whole(known: Samples, later: NDArray[np.int64], samples: int) -> Samples:
    """`known`, so many whole samples later; zeros before it begins and after its end."""
    at = np.arange(samples) - later
    inside = (at >= 0) & (at < len(known))
    return np.where(inside, known[np.clip(at, 0, len(known) - 1)], np.float32(0))
