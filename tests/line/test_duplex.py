"""Re-blocking: frames do not depend on the device's blocks, and nothing shifts when ticks are late."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.audio.pcm import FRAME, Pcm
from simulator.line.duplex import DuplexBuffer, Lost

PREFILL_MS = 80


def sound(frames: int, seed: int) -> Pcm:
    """Speech-like noise: below 4 kHz, so that no resampler has a reason to touch it."""
    white = np.random.default_rng(seed).normal(0, 6000, frames * FRAME + 7)
    return np.convolve(white, np.hanning(8) / 4, "valid")[: frames * FRAME].astype(np.int16)


def call(rate: float, sizes: Callable[[], int], play: Pcm, microphone: Pcm) -> tuple[Pcm, Pcm, Lost]:
    """Exchanges every frame: what the microphone gave, what the device played, and what was lost."""
    buffer = DuplexBuffer(rate, PREFILL_MS)
    heard, played, at = [], [], 0
    positions = np.arange(round(len(microphone) * rate / 16_000)) * (16_000 / rate)
    signal = np.interp(positions, np.arange(len(microphone)), microphone / 32768).astype(np.float32)
    for start in range(0, len(play), FRAME):
        buffer.push(play[start : start + FRAME])
        while (frame := buffer.pull()) is None:
            size = sizes()
            block = signal[at : at + size]
            out = np.empty(size, np.float32)
            buffer.callback(np.concatenate([block, np.zeros(size - len(block), np.float32)]), out)
            played.append(out)
            at += size
        heard.append(frame)
    return np.concatenate(heard), np.round(np.concatenate(played) * 32768).astype(np.int16), buffer.lost()


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    largest=st.integers(1, 1200),
    rate=st.sampled_from([16_000, 44_100, 48_000]),
)
def test_frames_do_not_depend_on_the_blocks(seed: int, largest: int, rate: int) -> None:
    play, microphone = sound(60, 1), sound(60, 2)
    random = np.random.default_rng(seed)
    # 80 ms of prefill cover blocks of 30 ms and the resamplers.
    most = min(largest, rate * 3 // 100)
    heard, played, lost = call(rate, lambda: int(random.integers(1, most + 1)), play, microphone)
    fixed_heard, fixed_played, _ = call(rate, lambda: rate // 100, play, microphone)
    assert lost == Lost()
    assert np.array_equal(heard, fixed_heard)
    common = min(len(played), len(fixed_played))
    assert np.array_equal(played[:common], fixed_played[:common])


def lag(late: np.ndarray, early: np.ndarray) -> int:
    """By how many samples, 50 at most, `late` is behind `early`; it must be the same sound."""
    match = {d: np.corrcoef(np.roll(late, -d)[100:-100], early[100:-100])[0, 1] for d in range(-50, 51)}
    best = max(match, key=lambda d: match[d])
    assert match[best] > 0.98
    return best


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_the_loop_is_the_prefill(rate: int) -> None:
    """What is played is what was pushed, a prefill later; the microphone is not delayed at all."""
    play, microphone = sound(100, 3), sound(100, 4)
    heard, played, _ = call(rate, lambda: rate // 100, play, microphone)
    moments = np.arange(12_000) / 16_000 + PREFILL_MS / 1000
    device = np.interp(moments * rate, np.arange(len(played)), played)
    assert abs(lag(device, play[:12_000])) <= 1
    assert abs(lag(heard[:12_000], microphone[:12_000])) <= 2


def test_late_ticks_lose_what_they_missed_and_shift_nothing() -> None:
    """The ticks stall for 500 ms and catch up at once: 80 ms of prefill go through, the rest is a hole."""
    play = sound(200, 5)
    buffer = DuplexBuffer(16_000, PREFILL_MS)
    played: list[Pcm] = []
    pushed = 0
    buffer.push(play[:FRAME])
    for tick in range(150):
        for _ in range(50 if tick == 60 else 1):
            out = np.empty(FRAME, np.float32)
            buffer.callback(np.full(FRAME, 0.1, np.float32), out)
            played.append(np.round(out * 32768).astype(np.int16))
        while buffer.pull() is not None:
            pushed += 1
            buffer.push(play[pushed * FRAME : (pushed + 1) * FRAME])
    device = np.concatenate(played)
    expected = np.concatenate([np.zeros(PREFILL_MS * 16, np.int16), play])[: len(device)]
    hole = slice((60 + 1 + PREFILL_MS // 10) * FRAME, 110 * FRAME)
    assert not device[hole].any()
    expected[hole] = 0
    assert np.array_equal(device, expected)
    assert buffer.lost() == Lost(play_ms=(hole.stop - hole.start) // 16)
    assert buffer.lost() == Lost()


def test_time_without_a_device_is_silence_on_both_sides_and_shifts_nothing() -> None:
    play = sound(200, 6)
    buffer = DuplexBuffer(16_000, PREFILL_MS)
    played: list[Pcm] = []
    heard: list[Pcm] = []
    buffer.push(play[:FRAME])
    for tick in range(100):
        if tick == 50:
            buffer.skip(30 * FRAME)
            played.append(np.zeros(30 * FRAME, np.int16))
        out = np.empty(FRAME, np.float32)
        buffer.callback(np.full(FRAME, 0.5, np.float32), out)
        played.append(np.round(out * 32768).astype(np.int16))
        while (frame := buffer.pull()) is not None:
            heard.append(frame)
            buffer.push(play[len(heard) * FRAME : (len(heard) + 1) * FRAME])
    expected = np.concatenate([np.zeros(PREFILL_MS * 16, np.int16), play])[: 130 * FRAME]
    # The hole, and the first block after it, whose play the ticks had no time to make.
    hole = slice(50 * FRAME, 81 * FRAME)
    expected[hole] = 0
    assert np.array_equal(np.concatenate(played), expected)
    assert [bool(frame.any()) for frame in heard] == [True] * 50 + [False] * 30 + [True] * 50
    assert buffer.lost() == Lost(play_ms=10)


def test_a_caller_who_never_ticks_costs_memory_for_ten_seconds_only() -> None:
    buffer = DuplexBuffer(16_000, PREFILL_MS, limit_ms=100)
    for _ in range(30):
        buffer.callback(np.full(FRAME, 0.5, np.float32), np.empty(FRAME, np.float32))
    frames = 0
    while buffer.pull() is not None:
        frames += 1
    assert frames == 10
    assert buffer.lost() == Lost(play_ms=300 - PREFILL_MS, microphone_ms=200)
