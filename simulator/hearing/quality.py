"""What a channel sounds like before anybody looks for speech in it: level, noise, clipping, dead zeros."""

import math

import numpy as np

from simulator.audio.pcm import FRAME, Pcm

SILENCE_DBFS = -100.0
"""The level of exact zeros; nothing is quieter."""


def level_dbfs(samples: Pcm) -> float:
    """Root mean square against full scale, in decibels from -100 to 0; -100 for no samples at all."""
    if not len(samples):
        return SILENCE_DBFS
    wide = samples.astype(np.float64)
    power = float(wide @ wide) / len(wide) / 32768**2
    return max(SILENCE_DBFS, 10 * math.log10(power)) if power else SILENCE_DBFS


def levels_dbfs(samples: Pcm) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """`level_dbfs` of every whole 10 ms frame, shape (frames,)."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME).astype(np.float64)
    power = np.einsum("ij,ij->i", frames, frames) / FRAME / 32768**2
    result: np.ndarray[tuple[int], np.dtype[np.float64]] = np.maximum(
        SILENCE_DBFS, 10 * np.log10(np.maximum(power, 1e-12))
    )
    return result


def noise_floor_dbfs(samples: Pcm) -> float:
    """The level that the quietest tenth of the frames stay under; exact zeros are not noise and do not count.

    -100 where nothing but zeros is left.
    """
    levels = levels_dbfs(samples)
    levels = levels[levels > SILENCE_DBFS]
    return float(np.percentile(levels, 10)) if len(levels) else SILENCE_DBFS


def clearance_db(voice: Pcm, between: Pcm) -> float:
    """How far the level of `voice`, speech end to end, is above the noise floor of what lies `between`: dB.

    Infinite where nothing but exact zeros is between, or nothing at all.
    """
    floor = noise_floor_dbfs(between)
    return level_dbfs(voice) - floor if floor > SILENCE_DBFS else math.inf


def clipping_share(samples: Pcm) -> float:
    """The share of samples, 0 to 1, that stand at full scale in runs of two or more."""
    if len(samples) < 2:
        return 0.0
    full = (samples == 32767) | (samples == -32768)
    runs = full.copy()
    runs[1:] &= full[:-1]
    runs[:-1] |= runs[1:]
    return float(np.count_nonzero(runs & full)) / len(samples)


def all_zero(samples: Pcm) -> bool:
    """A microphone without permission, or muted in hardware, delivers exact zeros."""
    return not samples.any()
