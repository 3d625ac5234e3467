"""Levels of signals whose level is known."""

import math

import numpy as np
import pytest

from simulator.audio.pcm import SAMPLE_RATE, Pcm, silence
from simulator.hearing.quality import (
    SILENCE_DBFS,
    all_zero,
    clearance_db,
    clipping_share,
    level_dbfs,
    levels_dbfs,
    noise_floor_dbfs,
)


def noise(dbfs: float, ms: int) -> Pcm:
    rng = np.random.default_rng(0)
    return np.round(rng.normal(0, 32768 * 10 ** (dbfs / 20), ms * SAMPLE_RATE // 1000)).astype(np.int16)


def test_level() -> None:
    square = np.tile(np.array([32767, -32767], dtype=np.int16), 80)
    assert level_dbfs(square) == pytest.approx(0, abs=0.01)
    assert level_dbfs(square // 2) == pytest.approx(-6.02, abs=0.01)
    assert level_dbfs(silence(10)) == level_dbfs(silence(0)) == SILENCE_DBFS
    np.testing.assert_allclose(
        levels_dbfs(np.concatenate([square, silence(10), square[:50]])), [0, -100], atol=0.01
    )


def test_noise_floor_is_what_is_under_the_speech() -> None:
    channel = np.concatenate([silence(500), noise(-60, 1000), noise(-20, 3000), noise(-60, 1000)])
    assert noise_floor_dbfs(channel) == pytest.approx(-60, abs=1)
    assert noise_floor_dbfs(silence(1000)) == SILENCE_DBFS


def test_how_clear_a_voice_is_of_its_noise() -> None:
    assert clearance_db(noise(-20, 2000), noise(-32, 2000)) == pytest.approx(12, abs=1)
    assert clearance_db(noise(-20, 2000), silence(2000)) == math.inf


def test_clipping_counts_runs_at_full_scale_only() -> None:
    assert clipping_share(np.array([0, 32767, 0, -32768, 0], dtype=np.int16)) == 0
    assert clipping_share(np.array([0, 32767, 32767, -32768, 0], dtype=np.int16)) == pytest.approx(3 / 5)
    assert clipping_share(silence(0)) == 0


def test_all_zero() -> None:
    assert all_zero(silence(300))
    assert not all_zero(np.array([0, 0, 1], dtype=np.int16))
