"""What a room lets ring is not spoken: bursts in rooms that are known, and in none."""

import numpy as np
import pytest
from numpy.typing import NDArray

from simulator.audio.pcm import SAMPLE_RATE, Pcm, from_float
from simulator.hearing.quality import levels_dbfs
from simulator.hearing.reverberation import dry, falls

WORD, REST = 60, 50
"""Frames of each burst, and of the silence after it."""
BURSTS = 24


def room(rt60_s: float) -> NDArray[np.float64]:
    """A direct sound and, 9 dB below it, what dies away by 60 dB in so many seconds."""
    late = np.arange(SAMPLE_RATE // 2) / SAMPLE_RATE
    ringing = np.random.default_rng(5).normal(0, 1, len(late)) * 10 ** (-3 * late / rt60_s)
    response = ringing * np.sqrt(10**-0.9 / (ringing @ ringing))
    response[0] = 1
    return response


def words(end_frames: int = 3) -> NDArray[np.float64]:
    """Noise four to five syllables a second, the last frames of each word softly."""
    rng = np.random.default_rng(6)
    frames = np.zeros((BURSTS, WORD + REST))
    frames[:, :WORD] = 0.05 * (0.3 + np.abs(np.sin(np.arange(WORD) / 7 + rng.uniform(0, 3, (BURSTS, 1)))))
    frames[:, WORD - end_frames : WORD] *= np.linspace(0.7, 0.3, end_frames)
    return np.repeat(frames.ravel(), SAMPLE_RATE // 100) * rng.normal(0, 1, frames.size * SAMPLE_RATE // 100)


def heard(response: NDArray[np.float64] | None = None) -> Pcm:
    sound = words()
    if response is not None:
        size = len(sound) + len(response)
        sound = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)[: len(sound)]
    return from_float(sound + np.random.default_rng(7).normal(0, 10**-3.5, len(sound)))


def ends(level: NDArray[np.float64]) -> NDArray[np.int64]:
    """Of each burst, by how many frames the last one within 35 dB of the loudest lies behind the truth."""
    parts = level.reshape(BURSTS, WORD + REST) > level.max() - 35
    late: NDArray[np.int64] = REST - parts[:, ::-1].argmax(axis=1)
    return late


@pytest.mark.parametrize("rt60_s", [0.25, 0.4, 0.6])
def test_a_words_end_is_found_in_a_room(rt60_s: float) -> None:
    level = levels_dbfs(heard(room(rt60_s)))
    assert np.median(ends(level)) >= 8  # 80 ms late and more
    assert abs(np.median(ends(dry(level, -75)))) <= 2
    assert falls(level)[12] - falls(level)[6] == pytest.approx(-60 * 0.06 / rt60_s, abs=3)


def test_where_nothing_rings_words_keep_their_ends_and_holes() -> None:
    level = levels_dbfs(heard())
    kept = dry(level, -75)
    spoken = (np.arange(len(level)) % (WORD + REST)) < WORD
    assert np.median(level[spoken] - kept[spoken]) < 0.5
    assert abs(ends(kept)).max() <= 1


def test_a_short_recording_tells_nothing_of_its_room() -> None:
    level = levels_dbfs(heard(room(0.5)))[: 2 * (WORD + REST)]
    assert np.allclose(dry(level, -120), level)
