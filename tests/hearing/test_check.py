"""The audio check against echo paths of known delay and level, in known noise."""

import numpy as np
import pytest

from simulator.audio.pcm import FRAME, SAMPLE_RATE, SAMPLES_PER_MS, Pcm, from_float, silence
from simulator.hearing.check import CHECK_MS, CheckedCanceller, check_audio
from simulator.protocols import AudioCheck
from simulator.speech.tones import ringback

LEAD_MS = 100
RINGING = ringback(CHECK_MS, hiss=True)


def came_back(
    echo_db: float, delay_ms: float, noise_dbfs: float = -70, gain_db: float = 0, seed: int = 0
) -> Pcm:
    """The ringing after a room of 0.3 s and a loop that delays it by LEAD_MS and so much more."""
    rng = np.random.default_rng(seed)
    late = np.arange(SAMPLE_RATE * 3 // 10)
    room = rng.standard_normal(len(late)) * np.exp(-6.9 * late / len(late))
    room[0] = 8
    room /= np.sqrt(room @ room)
    shift = round((LEAD_MS + delay_ms) * SAMPLES_PER_MS)
    echo = np.convolve(RINGING / 32768, room)[: len(RINGING) - shift] * 10 ** (echo_db / 20)
    near = np.concatenate([np.zeros(shift), echo])
    near += rng.standard_normal(len(near)) * 10 ** (noise_dbfs / 20)
    return from_float(near * 10 ** (gain_db / 20))


@pytest.mark.parametrize("delay_ms", [-30.0, 3.5, 92.0, 380.0])
@pytest.mark.parametrize(("echo_db", "noise_dbfs"), [(6, -70), (-18, -70), (-18, -55), (-30, -70)])
def test_a_loudspeaker_is_found_with_its_delay_and_level(
    delay_ms: float, echo_db: float, noise_dbfs: float
) -> None:
    check = check_audio(RINGING, came_back(echo_db, delay_ms, noise_dbfs), LEAD_MS)
    assert check.mode == "speakers"
    assert check.loop_delay_ms == pytest.approx(delay_ms, abs=0.5)
    assert check.echo_db == pytest.approx(echo_db, abs=3)
    assert check.confidence > 0.7
    assert not check.exact_zeros
    assert check.clipped_share == 0


@pytest.mark.parametrize("echo_db", [6, -30])
def test_the_noise_is_that_of_before_the_echo(echo_db: float) -> None:
    assert check_audio(RINGING, came_back(echo_db, 50, -58), LEAD_MS).noise_dbfs == pytest.approx(-58, abs=2)
    without = np.where(np.arange(len(RINGING)) < LEAD_MS * SAMPLES_PER_MS, 0, came_back(echo_db, 50, -90))
    assert check_audio(RINGING, without.astype(np.int16), LEAD_MS).noise_dbfs < -85


@pytest.mark.parametrize(("echo_db", "noise_dbfs"), [(-50, -75), (-50, -55), (-90, -75), (-90, -50)])
def test_headphones_are_told_in_quiet_and_in_noise(echo_db: float, noise_dbfs: float) -> None:
    check = check_audio(RINGING, came_back(echo_db, 20, noise_dbfs), LEAD_MS)
    assert check.mode == "headphones"
    assert check.echo_db < -40
    assert check.confidence > 0.5


def test_a_suppressor_that_swallows_the_hiss_leaves_a_loudspeaker_without_a_delay() -> None:
    check = check_audio(RINGING, came_back(-15, 60, noise_dbfs=-35), LEAD_MS)
    assert (check.mode, check.loop_delay_ms) == ("speakers", None)
    assert check.confidence <= 0.5


def test_a_microphone_that_clips_says_so() -> None:
    check = check_audio(RINGING, came_back(6, 20, gain_db=16), LEAD_MS)
    assert check.clipped_share > 0.01
    assert check.loop_delay_ms == pytest.approx(20, abs=0.5)


def test_exact_zeros_are_told_and_nothing_is_believed() -> None:
    check = check_audio(RINGING, silence(CHECK_MS), LEAD_MS)
    assert check == AudioCheck("headphones", None, -100.0, -100.0, 0.0, True, 0.0)


def test_a_chirp_serves_as_well() -> None:
    t = np.arange(SAMPLE_RATE // 4) / SAMPLE_RATE
    chirp = from_float(0.1 * np.sin(2 * np.pi * (200 * t + 0.5 * 26_000 * t**2)))
    played = np.concatenate([chirp, silence(700)])
    heard = from_float(0.1 * np.concatenate([silence(92), played])[: len(played)] / 32768)
    check = check_audio(played, heard)
    assert check.loop_delay_ms == pytest.approx(92, abs=0.1)
    assert check.echo_db == pytest.approx(-20, abs=0.5)


def test_two_channels_of_unequal_length_are_a_bug() -> None:
    with pytest.raises(ValueError, match="100 samples played and 99 heard"):
        check_audio(RINGING[:100], RINGING[:99])


def ringing_heard(near: Pcm) -> CheckedCanceller:
    told: list[AudioCheck] = []
    canceller = CheckedCanceller(LEAD_MS, told.append)
    for at in range(0, len(near), FRAME):
        assert not told
        canceller.process(near[at : at + FRAME], RINGING[at : at + FRAME])
    assert told == [canceller.check]
    return canceller


def test_the_live_canceller_is_told_while_it_rings() -> None:
    """Before the recruiter has said a word the delay is known, or that there is nothing to take out."""
    state = ringing_heard(came_back(-10, 150)).state
    assert state.loop_delay_ms == pytest.approx(150, abs=0.5)
    assert state.mode == "speakers"
    assert state.jumps == 0

    headphones = ringing_heard(came_back(-60, 150))
    assert headphones.state.mode == "headphones"
    word = came_back(-60, 0, noise_dbfs=-20, seed=1)[:FRAME]
    np.testing.assert_array_equal(headphones.process(word, RINGING[:FRAME]), word)
