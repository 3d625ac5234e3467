"""Telephone tones, computed."""

import numpy as np

from simulator.audio.pcm import SAMPLE_RATE, SAMPLES_PER_MS, Pcm, from_float, silence

RINGBACK_HZ = (440, 480)
RINGBACK_ON_MS = 2000
RINGBACK_OFF_MS = 4000
LEVEL_DBFS = -25.0
"""RMS of the two tones together. The network's own level is -19 dBm a tone; this sits 5 dB below a voice."""


def ringback(ms: int) -> Pcm:
    """The first `ms` milliseconds of North American ringback: 440 + 480 Hz, two seconds on, four off.

    The precise tone plan: ITU-T E.180 supplement 2 (national tones, United States) and Bellcore GR-506. Both
    tones start each burst at phase zero.
    """
    burst = np.arange(RINGBACK_ON_MS * SAMPLES_PER_MS) / SAMPLE_RATE
    both = np.sin(2 * np.pi * np.outer(RINGBACK_HZ, burst)).sum(axis=0)
    once = np.concatenate([from_float(10 ** (LEVEL_DBFS / 20) * both), silence(RINGBACK_OFF_MS)])
    return np.resize(once, ms * SAMPLES_PER_MS)
