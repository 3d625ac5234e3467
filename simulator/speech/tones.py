"""Telephone tones, computed."""

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import SAMPLE_RATE, SAMPLES_PER_MS, Pcm, from_float, silence

RINGBACK_HZ = (440, 480)
RINGBACK_ON_MS = 2000
RINGBACK_OFF_MS = 4000
LEVEL_DBFS = -25.0
"""RMS of the two tones together. The network's own level is -19 dBm a tone; this sits 5 dB below a voice."""
HISS_DB = -20.0
"""Of the hiss, against the tones: about what a telephone network adds, and hardly heard under them."""
HISS_HZ = (200, 7000)


def ringback(ms: int, hiss: bool = False) -> Pcm:
    """The first `ms` milliseconds of North American ringback: 440 + 480 Hz, two seconds on, four off.

    The precise tone plan: ITU-T E.180 supplement 2 (national tones, United States) and Bellcore GR-506. Both
    tones start each burst at phase zero. `hiss`: with a pink one under the tones, always the same, by which
    an audio check finds their echo: a tone comes back the same many times over.
    """
    burst = np.arange(RINGBACK_ON_MS * SAMPLES_PER_MS) / SAMPLE_RATE
    both = np.sin(2 * np.pi * np.outer(RINGBACK_HZ, burst)).sum(axis=0)
    if hiss:
        both += 10 ** (HISS_DB / 20) * _hiss(len(burst))
    once = np.concatenate([from_float(10 ** (LEVEL_DBFS / 20) * both), silence(RINGBACK_OFF_MS)])
    return np.resize(once, ms * SAMPLES_PER_MS)


def _hiss(samples: int) -> NDArray[np.float64]:
    """Pink noise of power 1 in HISS_HZ, shape (samples,)."""
    hertz = np.fft.rfftfreq(samples, 1 / SAMPLE_RATE)
    shape = np.where((hertz >= HISS_HZ[0]) & (hertz <= HISS_HZ[1]), 1 / np.sqrt(np.maximum(hertz, 1)), 0)
    noise = np.fft.irfft(np.fft.rfft(np.random.default_rng(1).standard_normal(samples)) * shape, samples)
    result: NDArray[np.float64] = noise / noise.std()
    return result
