"""How much of each band, in each frame of a recording, the recruiter's voice explains.

    left        ..####==##..=####..    what the canceller left, in one band
    explained   ..=========__..____    rests of echo: ringing, distortion, and the noise
    above         ##      ##   ####    what only the caller explains

A rest of echo follows the recruiter's voice: late and weaker where the room rings on, and with the cube and
the square of the sound where the loudspeaker distorts. So its power is a mixture of the powers of those
signals, now and up to 640 ms ago, whose weights are found by quantile regression over the whole call: half of
the frames without the caller lie below. A caller who talks much does not lift it, since frames that stand far
above a first, low quantile are left out of the second. Lives here: that regression. Must not know: how the
echo was cancelled, what is speech.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME
from simulator.hearing.gate import BANDS, CAP_DB, FORMANTS, WIDTHS, band_powers

Samples = NDArray[np.float32]
Powers = NDArray[np.float32]
"""Shape (frames, BANDS)."""

_LAGS = ((0, 1), (1, 2), (2, 4), (4, 8), (8, 16), (16, 32), (32, 64))
"""Frames ago, from and up to: the power is averaged over each."""
_SHORT = _LAGS[:5]
"""Of distortion: it is loud only where the sound itself is."""
_COMES = (_LAGS, _SHORT, _SHORT)
"""The sources' lags."""
_RINGS = 64

_LEAST = 3000
"""Frames that are enough to learn from; of more, every so many-th is taken."""
_LOW, _MIDDLE = 0.25, 0.5
"""Quantiles: the first fit's and the second's."""
_LEFT_OUT_DB = 15.0
"""A frame whose bands stand so far above the first fit is the caller's."""
_ROUNDS = (25, 15)
_AUDIBLE = 1e-7
_FLOOR = np.float32(1e-12)


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """Powers, shape (frames, BANDS): what was left, what the echo explains of it, and noise."""

    left: Powers
    echo: Powers
    noise: Powers

    def above(self) -> NDArray[np.float64]:
        """Decibels, 0 to 30, by which the bands that stand out do so in each frame, shape (frames,)."""
        over = 10 * np.log10(self.left / (self.echo + self.noise))
        top = np.partition(over, -FORMANTS, axis=1)[:, -FORMANTS:]
        result: NDArray[np.float64] = np.clip(top.mean(axis=1, dtype=np.float64), 0, CAP_DB)
        return result

    def echo_expected(self) -> NDArray[np.bool_]:
        """Frames in which rests of echo matter against the noise."""
        return np.asarray(self.echo.sum(axis=1) > 0.3 * self.noise.sum(axis=1))

    def echo_power(self) -> NDArray[np.float64]:
        """Of what is still there, about as the mean square of samples would give it, shape (frames,)."""
        result: NDArray[np.float64] = (self.echo * WIDTHS).sum(axis=1, dtype=np.float64) / FRAME
        return result


def explain(left: Samples, known: Samples) -> Explained:
    """Both shape (n,), whole frames; `known` as the echo comes back."""
    with ThreadPoolExecutor(2) as threads:
        powers, *sources = threads.map(band_powers, (left, *_sources(known)))
    noise = _noise(powers)
    lively = np.convolve(sources[0].sum(axis=1) > _AUDIBLE, np.ones(_RINGS))[: len(powers)] > 0
    some = np.flatnonzero(lively)
    if not len(some):
        return Explained(powers, np.full_like(powers, _FLOOR), noise)
    some = some[:: max(1, len(some) // _LEAST)]
    totals = [_total(source) for source in sources]
    mixed = np.stack([part.T for part in _parts(totals, some)] + [noise[some].T], axis=-1)
    weights = _fitted(mixed, powers[some])
    echo = np.full_like(powers, _FLOOR)
    for weight, part in zip(weights[:, :-1].T, _parts(totals, np.arange(len(powers))), strict=True):
        echo += weight * part
    return Explained(powers, echo, noise * weights[:, -1])


def _sources(known: Samples) -> Iterator[Samples]:
    """What the echo is made of, in the order of _COMES: the sound, its cube and its square."""
    loud = known[np.abs(known) > 0.01]
    unit = known / np.float32(np.sqrt((loud @ loud) / len(loud)) if len(loud) else 1)
    square = unit * unit
    return iter((known, square * unit, square))


def _total(powers: Powers) -> NDArray[np.float64]:
    """Of all frames up to each one, after _RINGS + 1 silent ones."""
    return np.cumsum(np.pad(powers, ((_RINGS + 1, 0), (0, 0))), axis=0, dtype=np.float64)


def _parts(totals: list[NDArray[np.float64]], frames: NDArray[np.intp]) -> Iterator[Powers]:
    """Each source at each of its lags, shape (len(frames), BANDS)."""
    now = frames + _RINGS + 1
    for total, lags in zip(totals, _COMES, strict=True):
        for first, end in lags:
            yield ((total[now - first] - total[now - end]) / (end - first)).astype(np.float32)


def _noise(powers: Powers) -> Powers:
    """The quietest 100 ms within three seconds on either side, twice: about their mean."""
    tenth = len(powers) // 10
    if not tenth:
        return np.full_like(powers, powers.mean())
    means = powers[: tenth * 10].reshape(tenth, 10, BANDS).mean(axis=1)
    least = sliding_window_view(np.pad(means, ((30, 30), (0, 0)), mode="edge"), 61, axis=0).min(axis=-1)
    whole = np.repeat(least, 10, axis=0)
    result: Powers = np.pad(whole, ((0, len(powers) - len(whole)), (0, 0)), mode="edge") * np.float32(1.5)
    return result + _FLOOR


def _fitted(mixed: NDArray[np.float32], powers: Powers) -> NDArray[np.float32]:
    """Weights of each band, shape (BANDS, parts). `mixed`: shape (BANDS, frames, parts), the noise last."""
    seen = powers.T
    weights = np.median(seen, axis=1)[:, None] / (mixed.mean(axis=1) * mixed.shape[-1] + _FLOOR)
    weights[:, -1] = 1.0
    weights = _quantile(mixed, seen, weights, _LOW, _ROUNDS[0])
    over = 10 * np.log10(seen / (mixed @ weights[..., None])[..., 0])
    mean = np.partition(over, -FORMANTS, axis=0)[-FORMANTS:].mean(axis=0)
    around = np.convolve(mean, np.ones(5) / 5, mode="same")
    kept = around < _LEFT_OUT_DB
    if np.count_nonzero(kept) > len(kept) // 10:
        mixed, seen = np.ascontiguousarray(mixed[:, kept]), np.ascontiguousarray(seen[:, kept])
    return _quantile(mixed, seen, weights, _MIDDLE, _ROUNDS[1])


def _quantile(
    mixed: NDArray[np.float32], seen: NDArray[np.float32], weights: NDArray[np.float32], q: float, rounds: int
) -> NDArray[np.float32]:
    """Multiplicative steps towards weights of which `seen` lies below in a share `q` of the frames."""
    turned = np.ascontiguousarray(mixed.transpose(0, 2, 1))
    for _ in range(rounds):
        expected = (mixed @ weights[..., None])[..., 0] + _FLOOR
        above = 1 / (1 + (expected / seen) ** 2)
        more = (turned @ (above / expected)[..., None])[..., 0]
        less = (turned @ ((1 - above) / expected)[..., None])[..., 0] * (q / (1 - q))
        weights = weights * np.clip(np.sqrt((more + _FLOOR) / (less + _FLOOR)), 0.5, 2)
        weights[:, -1] = np.clip(weights[:, -1], 0.5, 3)
    return weights.astype(np.float32)
