"""The echo path's impulse response, read off what was played and what the microphone made of it.

    response  "....|#=-_......"     the direct sound, the room, and noise
    blocks        |##|==|--|__|     each as far as it stands above the noise

A broad sound divided out of its echo leaves the path (Farina 2000 does so with sweeps). Lives here: that
division, and the path as a Kalman filter keeps it. Must not know: what was played, what it is for.
"""

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME
from simulator.hearing.kalman import PARTITIONS, Samples, Spectra

Spectrum = NDArray[np.complexfloating]

_LEAST = 0.3
"""Of the played power in its middle bin: less is not divided by."""
_NOISE = 30
"""Blocks before the sound was played in which there is nothing but noise ..."""
_APART = 10
"""... so many from it, since the tail of the longest rooms lies there, too."""
_DOUBT = 0.2
"""Of the power of a block: how well it is known at best, where a loudspeaker distorts or a clock drifts."""
_ELSEWHERE = 1e-4
"""Doubt about blocks in which nothing was found, against the block of most power."""


def deconvolved(far: Spectrum, near: Spectrum, least: float) -> Samples:
    """The path from `far` to `near`, spectra of one circle each; frequencies of less than about `least` power
    are left out. What comes before its cause lies at the end."""
    path: Samples = np.fft.irfft(np.conj(far) * near / (far.real**2 + far.imag**2 + least)).astype(np.float32)
    return path


def echo_path(played: Samples, heard: Samples, first: int) -> tuple[Spectra, NDArray[np.float32]]:
    """Both shape (n,), on one clock. The path from `first` samples of delay on, in PARTITIONS blocks of 10 ms
    as spectra of shape (PARTITIONS, FRAME + 1), and how uncertain each of their powers is."""
    span = first + (PARTITIONS + _NOISE + _APART) * FRAME
    size = 1 << (len(played) + span).bit_length()
    far, near = np.fft.rfft(played, size), np.fft.rfft(heard, size)
    path = deconvolved(far, near, _LEAST * float(np.median(far.real**2 + far.imag**2)))
    found = path[first : first + PARTITIONS * FRAME].reshape(PARTITIONS, FRAME)
    noise = path[-(_NOISE + _APART) * FRAME : -_APART * FRAME].reshape(_NOISE, FRAME)
    power = (found**2).sum(axis=1, keepdims=True) + np.float32(1e-12)
    kept = np.maximum(1 - (noise**2).sum() / _NOISE / power, 0)
    spectra = np.fft.rfft(found * kept, 2 * FRAME)
    powers = (spectra.real**2 + spectra.imag**2).mean(axis=1, keepdims=True)
    hidden = (np.abs(np.fft.rfft(noise, 2 * FRAME)) ** 2).mean(axis=0)
    doubt = _DOUBT * powers + kept * hidden + _ELSEWHERE * powers.max()
    return spectra.astype(np.complex64), doubt.astype(np.float32)
