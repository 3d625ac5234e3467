"""Pitch, energy and pace of voices that are known."""

import numpy as np
import pytest

from simulator.audio.pcm import SAMPLE_RATE, duration_ms, from_float, silence
from simulator.prosody import indicators, pitch_track
from simulator.timeline import Segment, Timeline
from tests.prosody.voices import glide, steady, vowel


def whole(samples: np.ndarray) -> Timeline:
    return Timeline((Segment(0, duration_ms(samples)),))


@pytest.mark.parametrize("hz", [75, 90, 110, 147, 196, 220, 290, 350, 440])
@pytest.mark.parametrize("noise", [0.003, 0.01])
def test_the_pitch_of_a_steady_voice(hz: float, noise: float) -> None:
    samples = vowel(steady(hz), noise)
    found = pitch_track(samples, whole(samples))
    wrong = 12 * np.abs(np.log2(found.voiced / hz))
    assert len(found.voiced) > 0.9 * len(found.hz)
    assert np.median(wrong) < 0.1 and np.percentile(wrong, 95) < 0.5


@pytest.mark.parametrize(("low", "high"), [(85, 170), (150, 380)])
def test_the_pitch_of_a_gliding_voice(low: float, high: float) -> None:
    truth = glide(low, high)
    samples = vowel(truth)
    found = pitch_track(samples, whole(samples))
    known = truth[found.ms * SAMPLE_RATE // 1000][found.hz > 0]
    wrong = 12 * np.abs(np.log2(found.voiced / known))
    assert np.median(wrong) < 0.2 and np.percentile(wrong, 98) < 1
    voice = indicators(samples, whole(samples))
    assert voice.pitch_range_semitones == pytest.approx(0.8 * 12 * np.log2(high / low), abs=0.4)
    assert voice.pitch_median_hz == pytest.approx(np.sqrt(low * high), rel=0.03)


def test_noise_and_silence_have_no_pitch() -> None:
    hiss = from_float(0.1 * np.random.default_rng(3).standard_normal(3 * SAMPLE_RATE))
    assert len(pitch_track(hiss, whole(hiss)).voiced) < 10
    for samples, speech in ((hiss, whole(hiss)), (silence(3000), whole(silence(3000))), (hiss, Timeline())):
        found = indicators(samples, speech)
        assert (
            found.pitch_range_semitones is None and found.articulation_per_s is None and not found.measures()
        )


def test_pitch_is_told_in_the_recordings_time_and_in_speech_only() -> None:
    samples = np.concatenate(
        [silence(1000), vowel(steady(120)), silence(500), vowel(steady(240)), silence(200)]
    )
    speech = Timeline((Segment(1000, 2000), Segment(2500, 3500)))
    found = pitch_track(samples, speech)
    assert found.at(1500) == pytest.approx(120, rel=0.01) and found.at(3000) == pytest.approx(240, rel=0.01)
    assert found.at(500) == found.at(2250) == found.at(9000) == 0
    late = pitch_track(samples, Timeline((Segment(2500, 9000),)))
    assert late.at(3000) == pytest.approx(240, rel=0.01)


def test_syllables_are_counted_and_the_pace_follows() -> None:
    """Vowels that swell and fade, four a second and then six."""

    def babble(rate: float, seconds: float) -> np.ndarray:
        hz = glide(110, 150, seconds)
        swell = 0.06 + 0.94 * np.sin(np.pi * rate * np.arange(len(hz)) / SAMPLE_RATE) ** 2
        return (vowel(hz) * swell).astype(np.int16)

    samples = np.concatenate([babble(4, 5), babble(6, 5)])
    found = indicators(samples, whole(samples))
    assert found.articulation_per_s == pytest.approx(5, abs=0.3)
    paces = [(s.window.start, s.syllables_per_s) for s in found.course]
    assert paces[:3] == [(at, pytest.approx(pace, abs=0.3)) for at, pace in ((0, 4), (2500, 5), (5000, 6))]
    assert found.pace_low_per_s == pytest.approx(4.3, abs=0.4)
    assert found.pace_high_per_s == pytest.approx(6.2, abs=0.4)


def test_pitch_and_loudness_over_the_call_and_where_they_mostly_are() -> None:
    low, high = vowel(steady(110, 5)), vowel(steady(220, 5)) // 4
    samples = np.concatenate([low, silence(5000), high])
    speech = Timeline((Segment(0, 5000), Segment(10_000, 15_000)))
    found = indicators(samples, speech)
    course = {s.window.start: s for s in found.course}
    assert sorted(course) == [0, 2500, 7500, 10_000, 12_500], "nothing is said of silence"
    for at, hz in ((0, 110), (2500, 110), (7500, 220), (10_000, 220)):
        assert course[at].pitch_hz == pytest.approx(hz, rel=0.01)
    alone = [indicators(part, whole(part)).energy_dbfs for part in (low, high)]
    assert [course[at].energy_dbfs for at in (0, 10_000)] == pytest.approx(alone, abs=0.3)
    assert (found.pitch_low_hz, found.pitch_high_hz) == (
        pytest.approx(110, rel=0.01),
        pytest.approx(220, rel=0.01),
    )
    assert found.energy_low_dbfs is not None and found.energy_high_dbfs is not None
    assert [found.energy_high_dbfs, found.energy_low_dbfs] == pytest.approx(alone, abs=0.5)
    whispered = indicators(
        np.concatenate([low, from_float(0.1 * np.random.default_rng(3).standard_normal(5 * SAMPLE_RATE))]),
        Timeline((Segment(0, 10_000),)),
    )
    assert whispered.course[-1].pitch_hz is None


def test_energy_follows_the_level() -> None:
    samples = vowel(steady(120, 3))
    loud, quiet = (indicators(s, whole(samples)) for s in (samples, samples // 4))
    assert loud.energy_dbfs is not None and quiet.energy_dbfs is not None
    assert loud.energy_dbfs - quiet.energy_dbfs == pytest.approx(12, abs=0.3)
