"""The one shape of sound inside the simulator: mono 16-bit PCM at 16 kHz, counted in 10 ms ticks.

Everything between the edges is in this shape; files and devices convert on their own side.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pcm = NDArray[np.int16]
"""Mono samples, shape (n,), int16, 16 kHz."""

SAMPLE_RATE = 16_000
"""Samples a second."""

TICK_MS = 10
"""The length of one tick of a call, in milliseconds."""

FRAME = SAMPLE_RATE * TICK_MS // 1000
"""Samples in one tick."""

SAMPLES_PER_MS = SAMPLE_RATE // 1000


def silence(ms: int) -> Pcm:
    """Exact zeros, `ms` milliseconds of them."""
    return np.zeros(ms * SAMPLES_PER_MS, dtype=np.int16)


def duration_ms(samples: Pcm) -> int:
    """Whole milliseconds in `samples`, rounded down."""
    return len(samples) // SAMPLES_PER_MS


def from_float(samples: NDArray[np.floating]) -> Pcm:
    """Floats in [-1, 1] as int16; louder values are clipped and NaN becomes silence."""
    clean = np.nan_to_num(np.asarray(samples, dtype=np.float64), nan=0.0, posinf=1.0, neginf=-1.0)
    return np.round(np.clip(clean, -1.0, 32767 / 32768) * 32768).astype(np.int16)


def to_float(samples: Pcm) -> NDArray[np.float32]:
    """Samples as float32 in [-1, 1)."""
    return samples.astype(np.float32) / np.float32(32768)


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A stretch of speech, 16 kHz mono, whose first and last samples belong to the speech itself."""

    samples: Pcm

    @property
    def duration_ms(self) -> int:
        return duration_ms(self.samples)
