"""The spectrum of single-precision samples, computed in single precision.

numpy's forward transform multiplies its result with the scale that is asked for. Without one that is the
integer 1, for which it goes over to doubles and back, in up to twice the time; so the scale here is a single.
"""

import numpy as np
from numpy.typing import NDArray


def spectrum(samples: NDArray[np.float32], size: int | None = None) -> NDArray[np.complex64]:
    """`numpy.fft.rfft` over the last axis: shape (..., n) as (..., size // 2 + 1). `size`: n unless given."""
    size = size or samples.shape[-1]
    result = np.fft.rfft(samples, size, norm="forward").astype(np.complex64, copy=False)
    result *= np.float32(size)
    return result
