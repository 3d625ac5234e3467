"""A linear echo canceller: a partitioned-block Kalman filter in the frequency domain.

After Enzner and Vary (2006), with partitions as in Kuech et al. (2014). Each coefficient carries its own
uncertainty, so the step is large while the echo path is unknown and nearly nothing while the caller speaks;
no double-talk detector is needed. Lives here: the filter. Must not know: delays, bands, who is speaking.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME

T = TypeVar("T", bound=np.generic)
Samples = NDArray[np.float32]
Spectra = NDArray[np.complex64]

PARTITIONS = 26
"""Blocks of 10 ms that the filter spans."""

KEEPS = 0.9998
"""How much of the echo path is the same one frame later."""

DOUBT = 0.1
"""Of a coefficient of which nothing is known."""

_SMOOTHING = np.float32(0.9)
_CONSTRAINED_EVERY = 4
"""Each partition's impulse response is cut to its block once in so many frames."""

_TINY = np.float32(1e-4)
"""Noise at -62 dBFS in a bin. With less, a microphone without any makes the filter learn its roundings."""


class KalmanFilter:
    """Learns the path from far to microphone. Float32 in [-1, 1), 160 samples a frame."""

    def __init__(self, partitions: int = PARTITIONS) -> None:
        bins = FRAME + 1
        self._far: Spectra = np.zeros((partitions, bins), np.complex64)
        self._path: Spectra = np.zeros((partitions, bins), np.complex64)
        self._doubt = np.full((partitions, bins), DOUBT, np.float32)
        self._noise = np.ones(bins, np.float32)
        self._count = 0

    def step(self, microphone: Samples, far_pair: Samples) -> tuple[Samples, Samples]:
        """Takes a frame and the latest two frames of far; returns what is left and the echo found."""
        self._far = np.roll(self._far, 1, axis=0)
        self._far[0] = np.fft.rfft(far_pair)
        echo = np.fft.irfft((self._path * self._far).sum(axis=0))[FRAME:].astype(np.float32)
        left = microphone - echo
        error = np.fft.rfft(np.concatenate([np.zeros(FRAME, np.float32), left])).astype(np.complex64)
        self._adapt(error)
        return left, echo

    def realign(self, far: Samples, blocks: int = 0) -> None:
        """Takes another alignment of far for its past: the latest `(partitions + 1) * 160` samples.

        `blocks`: by so many frames it lies later than before; what was learned of the echo path moves along.
        """
        if blocks:
            self._path = _moved(self._path, blocks, 0)
            self._doubt = _moved(self._doubt, blocks, DOUBT)
        for index in range(len(self._far)):
            end = len(far) - index * FRAME
            self._far[index] = np.fft.rfft(far[end - 2 * FRAME : end])

    def doubt_all(self) -> None:
        """The echo path may have changed: learn quickly again."""
        self._doubt = np.maximum(self._doubt, np.abs(self._path) ** 2 + np.float32(0.01))

    def _adapt(self, error: Spectra) -> None:
        power = self._far.real**2 + self._far.imag**2
        self._noise *= _SMOOTHING
        self._noise += (1 - _SMOOTHING) * (error.real**2 + error.imag**2)
        gain = self._doubt / (0.5 * (self._doubt * power).sum(axis=0) + self._noise + _TINY)
        self._path += gain * np.conj(self._far) * error
        self._doubt *= np.float32(KEEPS**2) * (1 - 0.5 * gain * power)
        self._doubt += np.float32(1 - KEEPS**2) * (self._path.real**2 + self._path.imag**2)
        some = slice(self._count % _CONSTRAINED_EVERY, None, _CONSTRAINED_EVERY)
        self._count += 1
        response = np.fft.irfft(self._path[some])
        response[:, FRAME:] = 0
        self._path[some] = np.fft.rfft(response)


def _moved(rows: NDArray[T], blocks: int, unknown: float) -> NDArray[T]:
    """Row n + blocks of `rows` as row n; `unknown` where there is none."""
    result = np.full_like(rows, unknown)
    known = slice(max(0, -blocks), len(rows) - max(0, blocks))
    result[known] = rows[max(0, blocks) : len(rows) + min(0, blocks)]
    return result
