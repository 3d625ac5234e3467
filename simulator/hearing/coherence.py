"""Whether what is left of the microphone is the echo itself, wave for wave, only filtered wrongly.

    left   = filter x echo found     the recruiter's echo: the filter missed, or the echo path has shifted
    left   = a wave of its own       the caller

Where a clock slips by a sample, what was taken out by 40 dB stands out by 30 at once; and two voices may rise
and fall alike for 200 ms (simulator.hearing.likeness). Their waves tell them apart. Lives here: that
comparison. Must not know: what is expected, what is speech.
"""

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME

Samples = NDArray[np.float32]

FRAMES = 20
"""That are compared: in windows of 20 ms, every 5 ms. Two unrelated sounds come to some 0.05."""

_WINDOW = np.hanning(2 * FRAME).astype(np.float32)


class Coherence:
    """The latest frames of what is left and of the echo found, fed one by one."""

    def __init__(self) -> None:
        self._left: Samples = np.zeros(FRAMES * FRAME, np.float32)
        self._echo: Samples = np.zeros(FRAMES * FRAME, np.float32)

    def step(self, left: Samples, echo: Samples) -> None:
        """Takes a frame of each, float in [-1, 1)."""
        for past, now in ((self._left, left), (self._echo, echo)):
            past[:-FRAME] = past[FRAME:]
            past[-FRAME:] = now

    @property
    def share(self) -> float:
        """Of what is left, the part of its power that is the echo through a fixed filter: 0 to 1.

        Magnitude-squared coherence after Carter, Knapp and Nuttall (1973), each frequency by its power.
        """
        left, echo = _spectra(self._left), _spectra(self._echo)
        power = (np.abs(left) ** 2).sum(axis=0)
        explained = np.abs((left * np.conj(echo)).sum(axis=0)) ** 2
        explained /= (np.abs(echo) ** 2).sum(axis=0) + 1e-12
        return float(explained.sum() / (power.sum() + 1e-12))


def _spectra(samples: Samples) -> NDArray[np.complexfloating]:
    return np.fft.rfft(np.lib.stride_tricks.sliding_window_view(samples, 2 * FRAME)[:: FRAME // 2] * _WINDOW)
