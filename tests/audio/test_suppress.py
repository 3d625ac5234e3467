"""Noise taken out of a clip before it is heard again."""

import numpy as np
import pytest

from simulator.audio.pcm import SAMPLE_RATE, Clip, from_float
from simulator.audio.suppress import suppressed


def level_db(samples: np.ndarray) -> float:
    return float(10 * np.log10((samples.astype(float) ** 2).mean()))


@pytest.fixture
def noisy() -> Clip:
    """Three seconds of hiss; in the second one, a voice's vowel 20 dB above it."""
    time = np.arange(3 * SAMPLE_RATE + 77) / SAMPLE_RATE
    hiss = np.random.default_rng(5).normal(0, 0.01, len(time))
    vowel = sum(np.sin(2 * np.pi * 140 * k * time) / k for k in range(1, 20)) * (
        0.6 + 0.4 * np.sin(25 * time)
    )
    return Clip(from_float(hiss + 0.14 * vowel * ((time >= 1) & (time < 2))))


def test_the_noise_is_less_from_the_first_moment_on_and_the_voice_stays(noisy: Clip) -> None:
    before, after = noisy.samples, suppressed(noisy).samples
    assert len(after) == len(before)
    for first in (0, 2 * SAMPLE_RATE + 8000):
        part = slice(first, first + 8000)
        assert level_db(after[part]) < level_db(before[part]) - 4
    voice = slice(SAMPLE_RATE + 1600, 2 * SAMPLE_RATE - 1600)
    assert abs(level_db(after[voice]) - level_db(before[voice])) < 1


def test_the_same_clip_gives_the_same_samples(noisy: Clip) -> None:
    assert np.array_equal(suppressed(noisy).samples, suppressed(Clip(noisy.samples.copy())).samples)
