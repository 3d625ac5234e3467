"""The recruiter's voice, taken out of the caller's channel of a recording, all of which is known.

    far (known) --> along its delay's course --> Kalman filter, both ways --> echo
    microphone  ----------------------------------------------------- minus --> left
    left, far   --> what the recruiter's voice explains of each band --> above --> sure
    left  -------------- each band lowered by what is explained ----------------> clean

Lives here: how the parts follow each other, and what is said of the echo. Must not know: what is speech, what
a doubtful interruption means for the score.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLES_PER_MS, Pcm, from_float, to_float
from simulator.hearing.both_ways import Taken, both_ways
from simulator.hearing.course import Way, follow
from simulator.hearing.delay import find_echo
from simulator.hearing.echo import FAR_ACTIVE, HEADPHONES_DB, POSSIBLE_DB, EchoLevel, decibels
from simulator.hearing.explained import Explained, explain
from simulator.hearing.gate import keeping, paired, spread
from simulator.hearing.spectra import spectrum
from simulator.protocols import EchoState

Samples = NDArray[np.float32]

SURE_DB = 18.0
"""The caller is among what is left where the mean over `SURE_FRAMES` stands so far above the explained ..."""
SURE_FRAMES = 15
STILL_SURE_DB = 4.0
"""... and for as long, before and after, as it stays above this, to which words sink where the loudspeaker
rattles. On the development split of `benchmarks/turns` the mean reached at most 14 in rests of echo once a
second had passed, 29 and more in interruptions, and where the loudspeaker rattles 21 and more."""

LOOKS_BACK_MS = 50
"""A recording's echo may seem to come this much too early: a line's latency is never known exactly."""
_RINGS_ON = 100
"""Frames for which an echo may still ring, louder than was learned, once none is expected any more."""
_AT_ONCE = 75
"""Frames that are cleaned together: products of small matrices are no library's reason for more threads."""


@dataclass(frozen=True, slots=True, eq=False)
class Cancelled:
    """A whole channel without its echo, shape (n,); and frame by frame whether the caller surely is among
    what is left, and by how many decibels, 0 to 30, it stands above what the echo explains."""

    samples: Pcm
    sure: NDArray[np.bool_]
    above: NDArray[np.float64]
    state: EchoState


@dataclass(frozen=True, slots=True, eq=False)
class Filtered:
    """A microphone's channel, what the filter took out of it, and the way of the echo's delay."""

    microphone: Pcm
    heard: Samples
    taken: Taken
    way: Way


def cancel(microphone: Pcm, far: Pcm) -> Cancelled | None:
    """Both channels on one clock; what one of them is longer is left alone. None where there is no echo."""
    found = filtered(microphone, far)
    return None if found is None else cleaned(found)


def filtered(microphone: Pcm, far: Pcm) -> Filtered | None:
    """The first half of `cancel`: the echo as far as it is linear."""
    early = np.concatenate([far, np.zeros(LOOKS_BACK_MS * SAMPLES_PER_MS, np.int16)])
    early = early[LOOKS_BACK_MS * SAMPLES_PER_MS :]
    frames = min(len(microphone), len(far)) // FRAME
    early, inside = early[: frames * FRAME], microphone[: frames * FRAME]
    if not find_echo(early, inside):
        return None
    heard, known = to_float(inside), to_float(early)
    way = follow(heard, known)
    if way is None:
        return None
    return Filtered(microphone, heard, both_ways(heard, known, way), way)


def cleaned(found: Filtered) -> Cancelled:
    """The second half: what is left of the echo."""
    taken, frames = found.taken, found.way.frames
    explained = explain(taken.left, taken.known)
    above = np.where(taken.fits, explained.above(), 0.0)
    inside = _lowered(taken.left, explained)
    state = _state(found, explained, above, inside)
    if state.mode == "headphones":
        return Cancelled(found.microphone, np.ones(frames, np.bool_), above, state)
    clean = found.microphone.copy()
    clean[: len(inside)] = inside
    echoing = np.convolve(explained.echo_expected() | ~taken.fits, np.ones(_RINGS_ON))[:frames] > 0
    return Cancelled(clean, _sure(above) | ~echoing, above, state)


def _sure(above: NDArray[np.float64]) -> NDArray[np.bool_]:
    mean = np.convolve(above, np.ones(SURE_FRAMES) / SURE_FRAMES, mode="same")
    edges = np.flatnonzero(np.diff(mean > STILL_SURE_DB, prepend=False, append=False))
    sure = np.zeros(len(above), np.bool_)
    for first, end in edges.reshape(-1, 2):
        sure[first:end] = mean[first:end].max() > SURE_DB
    return sure


def _lowered(left: Samples, explained: Explained) -> Pcm:
    """What is left, with each band lowered by what the recruiter's voice explains of it."""
    pairs = paired(left)
    gains = keeping(explained.left, explained.echo)

    def lowered(start: int) -> Pcm:
        here = slice(start, start + _AT_ONCE)
        spectra = spectrum(pairs[here]) * spread(gains[here])
        return from_float(np.fft.irfft(spectra)[:, FRAME:]).ravel()

    with ThreadPoolExecutor(2) as threads:
        return np.concatenate(list(threads.map(lowered, range(0, len(pairs), _AT_ONCE))))


def _state(found: Filtered, explained: Explained, above: NDArray[np.float64], clean: Pcm) -> EchoState:
    taken, way = found.taken, found.way
    was, far, echo, after = (
        (part.reshape(-1, FRAME) ** 2).mean(axis=1, dtype=np.float64)
        for part in (found.heard, taken.known, taken.echo, to_float(clean))
    )
    level = EchoLevel(seconds=None)
    for near, known in zip(was.tolist(), far.tolist(), strict=True):
        level.step(near, known)
    active = far > FAR_ACTIVE
    rest = explained.echo_power()
    echo_db = level.db
    if active.any():
        echo_db = min(echo_db, decibels((echo + rest)[active].sum(), far[active].sum()))
    alone = active & (above < POSSIBLE_DB)
    return EchoState(
        "headphones" if echo_db < HEADPHONES_DB else "speakers",
        round(way.delay / SAMPLES_PER_MS - LOOKS_BACK_MS, 1),
        round(echo_db, 1),
        round(max(0.0, decibels(was[alone].sum(), after[alone].sum())), 1),
        round(way.drift_ppm, 1),
        len(way.gaps),
        round(float(taken.fits[active].mean()), 3) if active.any() else 1.0,
    )
