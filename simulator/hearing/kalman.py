"""A linear echo canceller: a partitioned-block Kalman filter in the frequency domain.

After Enzner and Vary (2006), with partitions as in Kuech et al. (2014). Each coefficient carries its own
uncertainty, so the step is large while the echo path is unknown and nearly nothing while the caller speaks;
no double-talk detector is needed. Live it takes blocks of 10 ms; a recording is heard in longer ones, which
cost less and fit better. Lives here: the filter, and whether it fits. Must not know: delays, bands, who is
speaking.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME
from simulator.hearing.spectra import spectrum

T = TypeVar("T", bound=np.generic)
Samples = NDArray[np.float32]
Spectra = NDArray[np.complex64]

PARTITIONS = 26
"""Blocks of 10 ms that the filter spans, live."""

KEEPS = 0.9998
"""How much of the echo path is the same 10 ms later."""

DOUBT = 0.1
"""Of a coefficient of which nothing is known."""

CERTAINTY = 0.5
"""How much a block lowers the doubt, against a block of white noise. Lower learns faster, and rests less."""

_SMOOTHING = 0.9
_CONSTRAINED_EVERY = 4
_AT_MOST_EVERY = 2
"""Each partition's impulse response is cut to its block once in so many frames of 10 ms, and blocks."""

_TINY = 1e-4
"""Noise at -62 dBFS in a bin. With less, a microphone without any makes the filter learn its roundings."""

HOLD = 30
"""Frames for which a filter that did not fit is not believed."""
_GIVES_UP = 20
"""Frames without a fit after which the echo path is learned anew."""
_FORGIVES = 300
"""Frames of fit after which earlier ones without are forgotten."""


class KalmanFilter:
    """Learns the path from far to microphone. Float32 in [-1, 1), `block` samples at a time.

    With `ways`, so many filters at once, which know nothing of each other: all that goes in and comes out has
    that many rows.
    """

    def __init__(self, partitions: int = PARTITIONS, block: int = FRAME, ways: int | None = None) -> None:
        bins, frames = block + 1, block / FRAME
        rows = () if ways is None else (ways,)
        self._block = block
        self._far: Spectra = np.zeros((*rows, partitions, bins), np.complex64)
        self._path: Spectra = np.zeros((*rows, partitions, bins), np.complex64)
        self._doubt = np.full((*rows, partitions, bins), DOUBT, np.float32)
        self._noise = np.full((*rows, bins), frames, np.float32)
        self._smoothing = np.float32(_SMOOTHING**frames)
        self._tiny = np.float32(_TINY * frames)
        self._keeps = np.float32(KEEPS ** (2 * frames))
        self._padded = np.zeros((*rows, 2 * block), np.float32)
        self._every = max(_AT_MOST_EVERY, round(_CONSTRAINED_EVERY / frames))
        self._count = 0
        self.certainty = CERTAINTY

    def step(self, microphone: Samples, far_pair: Samples) -> tuple[Samples, Samples]:
        """Takes a block and the latest two blocks of far; returns what is left and the echo found."""
        self._far = np.roll(self._far, 1, axis=0)
        self._far[0] = spectrum(far_pair)
        return self.hear(microphone, self._far)

    def hear(self, microphone: Samples, far: Spectra, learn: bool = True) -> tuple[Samples, Samples]:
        """As `step`, with all the far signal that the filter spans: the spectra of each block with the one
        before it, the latest first, shape (partitions, block + 1)."""
        echo: Samples = np.fft.irfft((self._path * far).sum(axis=-2))[..., self._block :].astype(
            np.float32, copy=False
        )
        left: Samples = microphone - echo
        if learn:
            self._padded[..., self._block :] = left
            self._adapt(far, spectrum(self._padded))
        return left, echo

    def realign(self, far: Samples, blocks: int = 0) -> None:
        """Takes another alignment of far for its past: the latest `(partitions + 1)` blocks of samples.

        `blocks`: by so many it lies later than before; what was learned of the echo path moves along.
        """
        if blocks:
            self._path = _moved(self._path, blocks, 0)
            self._doubt = _moved(self._doubt, blocks, DOUBT)
        for index in range(len(self._far)):
            end = len(far) - index * self._block
            self._far[index] = spectrum(far[end - 2 * self._block : end])

    def begin(self, path: Spectra, doubt: NDArray[np.float32]) -> None:
        """The echo path is known from elsewhere, and how well: shape (partitions, block + 1) both."""
        self._path, self._doubt = path.copy(), doubt.copy()

    def doubt_all(self, way: int | None = None) -> None:
        """The echo path may have changed: learn quickly again. `way`: the only one of which that is so."""
        here = ... if way is None else way
        self._doubt[here] = np.maximum(self._doubt[here], np.abs(self._path[here]) ** 2 + np.float32(0.01))

    def swap(self) -> None:
        """Each way gets the other's filter."""
        for part in (self._path, self._doubt, self._noise):
            part[:] = part[::-1].copy()

    def _adapt(self, far: Spectra, error: Spectra) -> None:
        """Most of these lines work in place: a recording spends a third of its time in them."""
        doubtful = _power(far)
        doubtful *= self._doubt
        self._noise += (1 - self._smoothing) * (_power(error) - self._noise)
        share = 1 / (0.5 * doubtful.sum(axis=-2) + self._noise + self._tiny)
        step = np.conj(far)
        step *= (error * share)[..., None, :]
        step *= self._doubt
        self._path += step
        doubtful *= (-self._keeps * np.float32(self.certainty) * share)[..., None, :]
        doubtful += self._keeps
        self._doubt *= doubtful
        changed = _power(self._path)
        changed *= 1 - self._keeps
        self._doubt += changed
        some = slice(self._count % self._every, None, self._every)
        self._count += 1
        response: Samples = np.fft.irfft(self._path[..., some, :]).astype(np.float32, copy=False)
        response[..., self._block :] = 0
        self._path[..., some, :] = spectrum(response)


class Fit:
    """Whether a filter fits: where it does not, what it subtracts adds to the sound instead."""

    def __init__(self, block: int = FRAME) -> None:
        self._frames = block // FRAME
        self._weight = 1 - 0.8**self._frames
        self._quiet = block * 1e-7
        self._was = self._remains = self._found = 0.0
        self._at = 0
        self._broken_until = 0
        self._misfits = 0

    def step(self, heard: Samples, left: Samples, echo: Samples) -> tuple[bool, bool]:
        """Takes a block of each; whether it is to be believed, and whether the path is to be learned anew."""
        return self.judge(float(heard @ heard), float(left @ left), float(echo @ echo))

    def judge(self, heard: float, left: float, echo: float) -> tuple[bool, bool]:
        """As `step`, from the sums of squares of each."""
        self._was += self._weight * (heard - self._was)
        self._remains += self._weight * (left - self._remains)
        self._found += self._weight * (echo - self._found)
        was, remains, found = self._was, self._remains, self._found
        anew = False
        if found > 0.3 * was and remains > 1.1 * was and was > self._quiet:
            self._broken_until = self._at + HOLD
            before, self._misfits = self._misfits, self._misfits + self._frames
            anew = before < _GIVES_UP <= self._misfits
        elif self._at >= self._broken_until + _FORGIVES:
            self._misfits = 0
        fits = self._at >= self._broken_until
        self._at += self._frames
        return fits, anew


def _power(spectra: Spectra) -> NDArray[np.float32]:
    result: NDArray[np.float32] = np.abs(spectra)
    result *= result
    return result


def _moved(rows: NDArray[T], blocks: int, unknown: float) -> NDArray[T]:
    """Row n + blocks of `rows` as row n; `unknown` where there is none."""
    result = np.full_like(rows, unknown)
    known = slice(max(0, -blocks), len(rows) - max(0, blocks))
    result[known] = rows[max(0, blocks) : len(rows) + min(0, blocks)]
    return result
