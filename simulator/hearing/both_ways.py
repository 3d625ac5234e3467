"""The echo filter run through a recording forwards and backwards at once, and each way's beginning again.

    forwards     ????====:====xx==    learns at first (?), and again after a change (x)
    backwards    =========xx=:==??    the other way round
    again        ====            ==   each beginning, by a filter that the other way taught
    left         ==================   of each moment, what the better way left

At any change, one of the two had known the echo path before it came. A path that held for the first seconds
only, such as a sound server's until it has found the clocks' rate, has then been heard twice by the filter
that came back to it. A jump of the delay is dated by the same choice: the way forwards keeps the old delay as
long as it can be, the way backwards the new one. A filter's steps are too short for threads, which would only
take the interpreter's lock from each other; but where nothing jumps, both ways go in step. Lives here: the
ways and the choice. Must not know: bands, who is speaking.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME
from simulator.hearing.course import Way, read
from simulator.hearing.kalman import CERTAINTY, Fit, KalmanFilter
from simulator.hearing.spectra import spectrum

Samples = NDArray[np.float32]
Spectra = NDArray[np.complex64]

BLOCK = 8 * FRAME
PARTITIONS = 4
"""Blocks of 80 ms that the filter spans: what a room sends later than 310 ms stays."""

EAGER = 0.1
"""Certainty of a filter that knows nothing: 20 dB are reached after 6 s of speech instead of 20 ..."""
LEARNED = 375
"""... and so many blocks with the recruiter in them, 30 s, are heard so, and then again."""

_FRAMES = BLOCK // FRAME
_SILENT = 1e-4
_SMOOTH = 21
"""Frames over which the runs are compared."""
_AT_ONCE = 125
"""Blocks that are transformed together."""
_LATEST_FIRST = np.arange(PARTITIONS)[::-1]


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """Of whole frames: what was left, the echo that was taken out, the known signal as it comes back, shape
    (n,) each; and shape (frames,) whether the filter fitted."""

    left: Samples
    echo: Samples
    known: Samples
    fits: NDArray[np.bool_]


def both_ways(heard: Samples, known: Samples, way: Way) -> Taken:
    """`heard`: as many frames as `way` has, and a rest."""
    heard = heard[: way.frames * FRAME]
    late = read(known, way.delays([end for _, end in way.gaps]))
    early = read(known, way.delays([first for first, _ in way.gaps])) if way.gaps else late
    blocks = -(-len(heard) // BLOCK)
    learns = np.ones(blocks, np.bool_)
    for first, end in way.gaps:
        learns[first // _FRAMES : end // _FRAMES + 1] = False
    heard_late = _Heard.of(heard, late, blocks)
    heard_early = heard_late if early is late else _Heard.of(heard, early, blocks)
    ways = (_Way(heard_late, range(blocks), learns), _Way(heard_early, range(blocks)[::-1], learns))
    if early is late:
        taught = _learn(ways)
        taught.swap()
        _run(taught, ways, slice(LEARNED))
    else:
        for one, other in zip(ways, [_learn([one]) for one in reversed(ways)], strict=True):
            _run(other, [one], slice(LEARNED))
    forwards, backwards = (one.whole() for one in ways)
    share = _share(_powers(forwards[0]), _powers(backwards[0]), way.gaps)
    left, echo = (_mixed(share, one, other) for one, other in zip(forwards, backwards, strict=True))
    far = late if early is late else np.where(np.repeat(share, FRAME) > 0.5, late, early)
    return Taken(left, echo, far, _fits(heard, left, echo))


@dataclass(frozen=True, slots=True, eq=False)
class _Heard:
    """A recording in blocks. `microphone`: shape (blocks, BLOCK). `spectra`: of each block of the far signal
    with the one before it, after PARTITIONS - 1 silent ones. `sounding`: whether it is heard in a block."""

    samples: int
    microphone: Samples
    spectra: Spectra
    sounding: NDArray[np.bool_]

    @classmethod
    def of(cls, microphone: Samples, far: Samples, blocks: int) -> "_Heard":
        rest = blocks * BLOCK - len(far)
        known = np.pad(far, (0, rest))
        pairs = sliding_window_view(np.pad(known, (BLOCK, 0)), 2 * BLOCK)[::BLOCK]
        pieces = [spectrum(pairs[i : i + _AT_ONCE]) for i in range(0, blocks, _AT_ONCE)]
        loud = np.abs(known.reshape(blocks, BLOCK)).max(axis=1) > _SILENT
        return cls(
            len(microphone),
            np.pad(microphone, (0, rest)).reshape(blocks, BLOCK),
            np.pad(np.concatenate(pieces), ((PARTITIONS - 1, 0), (0, 0))),
            np.convolve(loud, np.ones(PARTITIONS + 1))[:blocks] > 0,
        )


class _Way:
    """One way through a recording: what it left of the microphone, and the echo."""

    def __init__(self, heard: _Heard, order: Sequence[int], learns: NDArray[np.bool_]) -> None:
        self.heard, self.learns = heard, learns
        self.order = [block for block in order if heard.sounding[block]]
        self._left, self._echo = heard.microphone.copy(), np.zeros_like(heard.microphone)
        self._fit = Fit(BLOCK)

    def begin(self) -> None:
        self._fit = Fit(BLOCK)

    def take(self, block: int, left: Samples, echo: Samples) -> bool:
        """What the filter made of a block; whether it has to learn anew."""
        self._left[block], self._echo[block] = left, echo
        return self._fit.step(self.heard.microphone[block], left, echo)[1]

    def whole(self) -> tuple[Samples, Samples]:
        """Left and echo, shape (n,)."""
        left, echo = (part.ravel()[: self.heard.samples] for part in (self._left, self._echo))
        return left, echo


def _learn(ways: Sequence[_Way]) -> KalmanFilter:
    """All of it, by filters that know nothing; returns those."""
    echo_filter = KalmanFilter(PARTITIONS, BLOCK, len(ways))
    echo_filter.certainty = EAGER
    _run(echo_filter, ways, slice(LEARNED))
    echo_filter.certainty = CERTAINTY
    _run(echo_filter, ways, slice(LEARNED, None))
    return echo_filter


def _run(echo_filter: KalmanFilter, ways: Sequence[_Way], part: slice) -> None:
    """In step. Ways that run together go through the same blocks, of which they all learn or none does."""
    heard, learns = ways[0].heard, ways[0].learns
    for way in ways:
        way.begin()
    blocks = np.array([way.order[part] for way in ways], np.intp).T
    latest = blocks[..., None] + _LATEST_FIRST
    for here, past, learn in zip(blocks, latest, learns[blocks], strict=True):
        lefts, echoes = echo_filter.hear(heard.microphone[here], heard.spectra[past], bool(learn.all()))
        for index, (way, block) in enumerate(zip(ways, here.tolist(), strict=True)):
            if way.take(block, lefts[index], echoes[index]):
                echo_filter.doubt_all(index)


def _share(
    forwards: NDArray[np.float64], backwards: NDArray[np.float64], gaps: Iterable[tuple[int, int]]
) -> NDArray[np.float32]:
    """Of the run forwards in each frame, from the powers that either left, shape (frames,) both."""
    smooth = np.ones(_SMOOTH) / _SMOOTH
    one, other = (np.convolve(powers, smooth, mode="same") + 1e-9 for powers in (forwards, backwards))
    share = other**2 / (one**2 + other**2)
    for first, end in gaps:
        before = np.concatenate([[0], np.cumsum(forwards[first:end])])
        after = np.concatenate([np.cumsum(backwards[first:end][::-1])[::-1], [0]])
        jump = first + int((before + after).argmin())
        share[first:jump], share[jump:end] = 1, 0
    return np.asarray(share, np.float32)


def _mixed(share: NDArray[np.float32], one: Samples, other: Samples) -> Samples:
    """`share`: of `one`, shape (frames,)."""
    wide = share[:, None]
    result = one.reshape(-1, FRAME) * wide
    result += other.reshape(-1, FRAME) * (1 - wide)
    return result.ravel()


def _fits(heard: Samples, left: Samples, echo: Samples) -> NDArray[np.bool_]:
    fit = Fit()
    powers = zip(*(_powers(part).tolist() for part in (heard, left, echo)), strict=True)
    return np.array([fit.judge(*frame)[0] for frame in powers])


def _powers(samples: Samples) -> NDArray[np.float64]:
    frames = samples.reshape(-1, FRAME)
    result: NDArray[np.float64] = np.einsum("ij,ij->i", frames, frames, dtype=np.float64)
    return result
