"""What is left beside the recruiter's voice: her echo, late and coloured, or somebody else."""

import numpy as np
import pytest

from simulator.hearing.gate import BANDS, Levels
from simulator.hearing.likeness import FRAMES, LAGS, Likeness


def voice(seed: int) -> Levels:
    """Band levels of something that sounds and rests by syllables, shape (frames, BANDS)."""
    rng = np.random.default_rng(seed)
    course = rng.standard_normal((FRAMES + LAGS[-1], BANDS)) + rng.standard_normal((FRAMES + LAGS[-1], 1))
    slow = np.apply_along_axis(np.convolve, 0, course, np.ones(7) / 7, mode="same")
    return np.exp(3 * slow).astype(np.float32)


def likeness(left: Levels, far: Levels) -> float:
    found = Likeness()
    for pair in zip(left, far, strict=True):
        found.step(*pair)
    return found.correlation


@pytest.mark.parametrize("late", [0, 4, 9])
def test_a_coloured_echo_is_like_the_voice_however_late_and_loud(late: int) -> None:
    for seed in range(5):
        far = voice(seed)
        colour = np.random.default_rng(99).uniform(0.05, 20, BANDS)
        assert likeness(np.roll(far, late, axis=0) * colour, far) > 0.7


def test_somebody_else_is_not_even_over_an_echo() -> None:
    for seed in range(5):
        far, other = voice(seed), voice(seed + 100)
        assert likeness(other, far) < 0.4
        assert likeness(other + 0.03 * far, far) < 0.5


def test_silence_is_like_nothing() -> None:
    assert likeness(np.zeros_like(voice(0)), voice(0)) == 0
