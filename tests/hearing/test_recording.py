"""What only a whole recording tells: the delay's course, both ways of the filter, and what the echo explains."""

import numpy as np
import pytest
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLE_RATE
from simulator.hearing.both_ways import both_ways
from simulator.hearing.course import Course, Way, follow, read
from simulator.hearing.explained import explain
from simulator.hearing.recording import SURE_DB

Samples = NDArray[np.float32]


def syllables(seconds: float, seed: int) -> Samples:
    """Noise that comes and goes four times a second and rests now and then, about as loud as speech."""
    rng = np.random.default_rng(seed)
    times = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    loud = np.maximum(0, np.sin(2 * np.pi * 2 * times)) * (np.sin(2 * np.pi * 0.3 * times) > -0.8)
    coloured = np.convolve(rng.normal(0, 1, len(times)), [0.5, 0.4, 0.2, 0.1], mode="same")
    return (0.2 * loud * coloured).astype(np.float32)


def room(seed: int, seconds: float = 0.25) -> Samples:
    rng = np.random.default_rng(seed)
    late = np.arange(int(seconds * SAMPLE_RATE))
    response = rng.normal(0, 0.1, len(late)) * np.exp(-6.9 * late / len(late))
    response[0] = 1
    return response.astype(np.float32)


def echoed(known: Samples, response: Samples, delay: int) -> Samples:
    size = 1 << (len(known) + len(response)).bit_length()
    wet = np.fft.irfft(np.fft.rfft(known, size) * np.fft.rfft(response, size))[: len(known)]
    return np.concatenate([np.zeros(delay), wet])[: len(known)].astype(np.float32)


def hiss(samples: int) -> Samples:
    return np.random.default_rng(99).normal(0, 10**-3.4, samples).astype(np.float32)


def decibels(signal: Samples) -> float:
    return 10 * float(np.log10((signal**2).mean() + 1e-12))


def test_a_drift_is_followed_and_read_along() -> None:
    known = syllables(30, 1)
    slow = np.interp(np.arange(len(known)) * (1 - 80e-6) - 900, np.arange(len(known)), known)
    way = follow(slow.astype(np.float32), known)
    assert way is not None
    assert way.drift_ppm == pytest.approx(80, abs=3)
    assert not way.gaps
    along = read(known, way.delays([]))
    expected = np.concatenate([slow[160:], np.zeros(160)])
    assert decibels(expected - along) < decibels(known) - 15  # a dull copy: lines between samples


def test_a_jump_is_dated_by_both_runs() -> None:
    known, jump = syllables(24, 2), 12 * SAMPLE_RATE
    before, after = echoed(known, room(3), 800), echoed(known, room(3), 1500)
    heard = np.concatenate([before[:jump], after[jump:]]) + hiss(len(known))
    way = follow(heard, known)
    assert way is not None
    assert len(way.gaps) == 1
    assert way.gaps[0][0] * FRAME < jump < way.gaps[0][1] * FRAME
    left = both_ways(heard, known, way).left
    around = slice(jump - SAMPLE_RATE, jump + SAMPLE_RATE)
    assert decibels(left[around]) < decibels(heard[around]) - 20


def test_a_moved_loudspeaker_is_cancelled_on_both_sides_of_the_move() -> None:
    known, moved = syllables(40, 4), 20 * SAMPLE_RATE
    before, after = echoed(known, room(5), 800), echoed(known, -0.7 * room(6), 800)
    heard = np.concatenate([before[:moved], after[moved:]]) + hiss(len(known))
    course = Course(np.array([0.0, 4000.0]), np.array([800.0, 800.0]))
    taken = both_ways(heard, known, Way(4000, (course,), (), 0.0))
    for start in (0, moved - SAMPLE_RATE, moved, len(heard) - SAMPLE_RATE):
        here = slice(start, start + SAMPLE_RATE)
        assert decibels(taken.left[here]) < max(decibels(heard[here]) - 15, -60)


@pytest.mark.parametrize("talks", [0.0, 0.3, 0.5])
def test_rests_of_echo_are_explained_and_a_caller_is_not(talks: float) -> None:
    """A ring of 0.5 s that the filter missed and a loudspeaker that distorts, 30 dB below the caller."""
    known = syllables(30, 7)
    rest = 0.03 * echoed(known, room(8, 0.5), 0) + 0.01 * (known / 0.2) ** 3 * 0.2
    talking = (np.arange(len(known)) // (4 * SAMPLE_RATE // 10) * 0.4) % 4 < 4 * talks
    caller = np.where(talking, np.roll(syllables(30, 9), 4000), 0).astype(np.float32)
    above = explain((rest + caller + hiss(len(known))).astype(np.float32), known).above()
    mean = np.convolve(above, np.ones(15) / 15, mode="same")
    spoken = np.abs(caller).reshape(-1, FRAME).max(axis=1) > 0.02
    apart = np.convolve(spoken, np.ones(41), mode="same") == 0
    assert mean[apart].max() < SURE_DB - 3
    if talks:
        assert np.median(mean[spoken]) > SURE_DB
