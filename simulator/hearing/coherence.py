"""Whether what is left of the microphone is the echo itself, wave for wave, only filtered wrongly.

    left   = filter x echo found     the recruiter's echo: the filter missed, or the echo path has shifted
    left   = a wave of its own       the caller

Where a clock slips by a sample, what was taken out by 40 dB stands out by 30 at once; where the echo comes
40 ms later than before, all of it does; and two voices may rise and fall alike for 200 ms
(simulator.hearing.likeness). Their waves tell them apart. Lives here: that comparison. Must not know: what is
expected, what is speech.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLES_PER_MS
from simulator.hearing.spectra import spectrum

Samples = NDArray[np.float32]

FRAMES = 20
"""That are compared: in windows of 20 ms, every 5 ms. Two unrelated sounds come to some 0.05."""

MOVED = 0.25
"""Least correlation at another delay. On the development split of `benchmarks/turns` it was 0.15 at most
where the caller spoke, and 0.3 to 0.75 after a jump of the delay."""

_FARTHEST = 60 * SAMPLES_PER_MS
_HERE = 2 * SAMPLES_PER_MS
_SIZE = 5 * 2**10
"""Of a transform that holds FRAMES and the farthest delay."""

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

    @property
    def moved(self) -> bool:
        """Whether the microphone has the echo found, only up to 60 ms earlier or later."""
        microphone, echo = np.diff(self._left + self._echo), np.diff(self._echo)
        cross = spectrum(microphone, _SIZE) * np.conj(spectrum(echo, _SIZE))
        correlation = np.roll(np.fft.irfft(cross, _SIZE), _FARTHEST)[: 2 * _FARTHEST + 1]
        here = slice(_FARTHEST - _HERE, _FARTHEST + _HERE + 1)
        at_its_delay = float(correlation[here].max())
        correlation[here] = 0
        elsewhere = float(correlation.max())
        norm = float(np.sqrt((microphone @ microphone) * (echo @ echo)))
        return elsewhere > at_its_delay and elsewhere > MOVED * norm


def _spectra(samples: Samples) -> NDArray[np.complex64]:
    return spectrum(sliding_window_view(samples, 2 * FRAME)[:: FRAME // 2] * _WINDOW)
