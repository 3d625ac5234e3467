"""How far a frame stands above the echo that the known signal lets one expect, band by band.

    band level  "..##..####.."     of what the canceller left
    expected    "..##..##...."     a learned mixture of the far signal's last 240 ms, and the noise
    near                "##  "     what only the caller explains

A linear canceller leaves what the loudspeaker distorts and what the room sends late. Its level, though,
follows the far signal's; so the caller is heard where many bands are louder than they can be from that. The
mixture starts too high and comes down, so that a microphone that is not known yet hears nobody break in.
Lives here: that expectation. Must not know: how the echo was cancelled, what is speech.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME
from simulator.hearing.spectra import spectrum

Levels = NDArray[np.float32]
"""Amplitudes, shape (bands,)."""

_EDGES = np.array([2, 4, 6, 8, 10, 12, 14, 16, 18, 21, 24, 28, 32, 37, 43, 49, 57, 66, 76, 88, 102, 120])
"""Of the bands, in bins of 50 Hz: 100 Hz to 6 kHz."""

BANDS = len(_EDGES) - 1
TAPS = 24
FORMANTS = 6
"""Bands that stand out: speech fills a few at a time, a rest of echo seldom so many."""
CAP_DB = 30.0
"""Of their mean: a caller is hardly more certain for being louder."""

UPWARDS = 0.15
"""How far at most a frame above the expectation pulls it up, against 1 for one below: a caller who talks half
of the time, far louder than the echo that is left, hardly moves it."""

_STEP = 0.02
_STEP_AT_FIRST = 0.1
_SETTLES = 500
"""Frames of far speech in which the step comes down."""
_FAR_AUDIBLE = 1e-4
_FLOOR = np.float32(1e-6)
_HANN = np.hanning(2 * FRAME + 1)[:-1].astype(np.float32)
_CENTRES = (_EDGES[:-1] + _EDGES[1:]) / 2
WIDTHS = np.diff(_EDGES).astype(np.float32)
"""Of the bands, in bins."""
_SPREAD = np.array([np.interp(np.arange(FRAME + 1), _CENTRES, one) for one in np.eye(BANDS)], np.float32)
_AT_ONCE = 250
"""Frames that are transformed together."""


def band_levels(pair: NDArray[np.float32]) -> Levels:
    """Amplitude in each band of the latest two frames, Hann-windowed."""
    result: Levels = np.sqrt(_powers(pair)).astype(np.float32)
    return result + _FLOOR


def band_powers(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of each whole frame, with the one before it, each band's power: shape (frames, BANDS)."""
    pairs = paired(samples)
    pieces = [_powers(pairs[i : i + _AT_ONCE]) for i in range(0, len(pairs), _AT_ONCE)]
    result: NDArray[np.float32] = np.concatenate(pieces) + np.float32(1e-12)
    return result


def paired(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each whole frame with the one before it, shape (frames, 320): a view."""
    whole = np.concatenate([np.zeros(FRAME, np.float32), samples[: len(samples) // FRAME * FRAME]])
    return sliding_window_view(whole, 2 * FRAME)[::FRAME]


def _powers(pairs: NDArray[np.float32]) -> NDArray[np.float32]:
    spectra = spectrum(pairs * _HANN)
    power = np.add.reduceat(spectra.real**2 + spectra.imag**2, _EDGES, axis=-1)[..., :-1]
    result: NDArray[np.float32] = power / (WIDTHS * np.float32(120.0))
    return result


def spread(gains: Levels) -> NDArray[np.float32]:
    """One value a band as one value a bin, without steps: shape (..., BANDS) as (..., 161)."""
    result: NDArray[np.float32] = gains @ _SPREAD
    return result


def keeping(left: NDArray[np.float32], echo: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of each band's power and of the echo expected in it, the gain, 0 to 1, that keeps the caller."""
    result: NDArray[np.float32] = np.sqrt(np.clip(1 - 4 * echo / left, 1e-3, 1)).astype(np.float32)
    return result


class BandGate:
    """Learns the expected echo level from each frame that it judges."""

    def __init__(self) -> None:
        self._mixture = np.full((BANDS, TAPS), 2.0 / TAPS, np.float32)
        self._far = np.zeros((BANDS, TAPS), np.float32)
        self._noise = np.full(BANDS, 1e-3, np.float32)
        self._heard = 0
        self.expected = np.zeros(BANDS, np.float32)
        self.level = np.zeros(BANDS, np.float32)

    @property
    def settled(self) -> bool:
        """Enough of the far signal has been heard since the echo path last changed."""
        return self._heard >= _SETTLES

    @property
    def far(self) -> Levels:
        """Of the far signal's latest frame."""
        return self._far[:, 0]

    @property
    def echo_expected(self) -> bool:
        """The far signal is still audible enough to matter against the noise."""
        return float(self.expected @ self.expected) > 0.3 * float(self._noise @ self._noise)

    @property
    def expected_power(self) -> float:
        """Of the echo that is still there, about as the mean square of samples would give it."""
        return float((self.expected**2 * WIDTHS).sum()) / FRAME

    def step(self, left: NDArray[np.float32], far: NDArray[np.float32], learn: bool = True) -> float:
        """Decibels above the expectation, 0 to 30, mean over the bands that stand out. Takes the latest two
        frames of each."""
        self._far[:, 1:] = self._far[:, :-1]
        self._far[:, 0] = band_levels(far)
        self.level = band_levels(left)
        self.expected = (self._mixture * self._far).sum(axis=1)
        quieter = self.level < self._noise
        self._noise = np.where(
            quieter,
            self._noise + np.float32(0.3) * (self.level - self._noise),
            np.minimum(self._noise * np.float32(1.003), self.level),
        )
        total = np.sqrt(self.expected**2 + self._noise**2)
        if learn:
            self._learn(total)
        above = np.partition(20 * np.log10(self.level / total), -FORMANTS)[-FORMANTS:]
        return min(CAP_DB, max(0.0, float(above.mean())))

    def doubt(self, gain: float) -> None:
        """The echo path has changed: `gain` times the far signal's amplitude may be left of it again."""
        np.maximum(self._mixture, np.float32(gain / TAPS), out=self._mixture)
        self._heard = 0

    def gains(self) -> Levels:
        """Of each band, as `keeping` gives them."""
        return keeping(self.level**2, self.expected**2)

    def _learn(self, total: Levels) -> None:
        if float(self._far.max()) < _FAR_AUDIBLE:
            return
        settling = max(0.0, 1 - self._heard / _SETTLES)
        self._heard += float(self._far[:, 0].max()) > 10 * _FAR_AUDIBLE
        step = np.float32(_STEP + (_STEP_AT_FIRST - _STEP) * settling)
        error = np.clip(self.level - total, -total, np.float32(UPWARDS) * total)
        weight = step * error / ((self._far**2).sum(axis=1) + np.float32(1e-9))
        self._mixture += weight[:, None] * self._far
        np.maximum(self._mixture, 0, out=self._mixture)
