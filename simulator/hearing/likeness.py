"""Whether what is left of the microphone rises and falls as the recruiter's voice does, band by band.

    recruiter  "##..###...##"      400 ms in one band
    rest       "..##..###..."      so much later: her echo, however loud it came through
    caller     "#.###.#..##."      not like it at any delay

A rest of echo may stand out above what was learned to expect: after a jump of the delay, where clocks drift,
where a loudspeaker rattles. It still has her rhythm and her formants; somebody else's words have their own.
Live, this is the second look at what stands out; simulator.hearing.explained has the whole recording to learn
from. Lives here: that comparison. Must not know: what is expected, what is speech.
"""

import numpy as np
from numpy.typing import NDArray

from simulator.hearing.gate import BANDS, Levels

FRAMES = 40
"""That are compared: two or three syllables."""
LAGS = range(0, 13, 3)
"""Frames by which the rest may come later than the known signal, which is read a little ahead of its echo: a
jump of 40 ms and the room's first 100 ms are among them."""
_LOUDNESS = np.float32(1 / 3)
"""Amplitudes to this power: the loudest sound shall not decide alone, nor what is hardly heard."""


class Likeness:
    """The latest frames of both sides, fed one by one."""

    def __init__(self) -> None:
        self._left = np.zeros((FRAMES, BANDS), np.float32)
        self._far = np.zeros((FRAMES + LAGS[-1], BANDS), np.float32)

    def step(self, left: Levels, far: Levels) -> None:
        """Takes a frame's band levels of what was left and of the known signal."""
        for past, now in ((self._left, left), (self._far, far)):
            past[:-1] = past[1:]
            past[-1] = now**_LOUDNESS

    @property
    def correlation(self) -> float:
        """Of both, each band about its own mean, at the lag where it is highest: -1 to 1."""
        left = self._left - self._left.mean(axis=0)
        return max(_correlation(left, self._far[LAGS[-1] - lag :][:FRAMES]) for lag in LAGS)


def _correlation(left: NDArray[np.float32], far: NDArray[np.float32]) -> float:
    """`left`: each band's mean taken off; shape (FRAMES, BANDS) both."""
    about = far - far.mean(axis=0)
    norm = float(np.sqrt((left * left).sum() * (about * about).sum()))
    return float((left * about).sum()) / norm if norm > 1e-9 else 0.0
