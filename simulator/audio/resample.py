"""Changing the sample rate. The only file that imports soxr."""

import numpy as np
import soxr
from numpy.typing import NDArray

from simulator.audio.pcm import SAMPLE_RATE, Pcm, from_float


def resample(samples: NDArray[np.float32], rate: float, to: float = SAMPLE_RATE) -> NDArray[np.float32]:
    """Mono float samples, shape (n,), from `rate` to `to` hertz."""
    if rate == to:
        return samples
    result: NDArray[np.float32] = soxr.resample(samples, rate, to)
    return result


def to_pcm(samples: NDArray[np.float32], rate: float) -> Pcm:
    """Mono float samples at `rate` hertz as the simulator's own PCM."""
    return from_float(resample(samples, rate))


class StreamResampler:
    """Resamples an endless mono stream block by block. Float32 in and out, shape (n,).

    What comes out does not depend on the blocks. Up to 58 ms are held back at a time, or, with `low_delay`,
    at most 15: soxr's variable-rate filter does not gather blocks, for 4 dB at 7.5 kHz and a shift of 0.1 ms.
    """

    def __init__(self, rate: float, to: float, *, low_delay: bool = False) -> None:
        self._same = rate == to
        self._stream = (
            None
            if self._same
            else soxr.ResampleStream(rate, to, 1, dtype="float32", quality="HQ", vr=low_delay)
        )

    def feed(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """As many samples as are ready; the rest comes with later blocks."""
        if self._stream is None:
            return block
        result: NDArray[np.float32] = self._stream.resample_chunk(block)
        return result

    def drain(self) -> NDArray[np.float32]:
        """The samples still inside, at the end of a stream; feed nothing after it."""
        last = np.zeros(0, dtype=np.float32)
        if self._stream is None:
            return last
        result: NDArray[np.float32] = self._stream.resample_chunk(last, last=True)
        return result
