"""What every registered voice engine promises, and every shipped voice card with it."""

from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from simulator import engines, paths
from simulator.audio.pcm import FRAME, Clip
from simulator.prosody.pitch import pitch_track
from simulator.protocols import Voice
from simulator.speech import catalogue
from simulator.speech.cache import CachedVoice
from simulator.timeline import Segment, Timeline

AVAILABLE = [info.name for info in engines.infos("voices") if info.available and info.name != "piper"]
"""Piper brings no voice: `tests/speech/test_piper_voice.py`."""
CARDS = catalogue.voices(paths.content("voices"))
TEXT = "Northwind Traders. Thanks for calling, how can I help?"


@cache
def spoken(engine: str) -> Clip:
    return engines.load("voices", engine)({}).render(TEXT)


def test_the_engines_of_this_machine() -> None:
    assert {"pyttsx3", "silent"} <= set(AVAILABLE)


@pytest.mark.parametrize("engine", AVAILABLE)
def test_a_clip_is_pcm_in_whole_ticks(engine: str) -> None:
    samples = spoken(engine).samples
    assert samples.dtype == np.int16
    assert samples.ndim == 1
    assert len(samples) % FRAME == 0
    assert 1000 < spoken(engine).duration_ms < 8000


@pytest.mark.parametrize("engine", AVAILABLE)
def test_a_clip_begins_and_ends_with_the_speech_itself(engine: str) -> None:
    """By a rule of its own: samples above 1 % of the peak."""
    samples = np.abs(spoken(engine).samples.astype(np.int32))
    heard = np.flatnonzero(samples > samples.max() / 100)
    assert heard[0] <= 30 * 16
    assert len(samples) - heard[-1] <= 60 * 16
    assert np.diff(heard).max() <= 450 * 16


@pytest.mark.parametrize("engine", AVAILABLE)
def test_the_cache_gives_back_the_same_samples(engine: str, tmp_path: Path) -> None:
    voice = CachedVoice(_Once(spoken(engine), engine), tmp_path, id="x", parameters={})
    first = voice.render(TEXT).samples
    again = voice.render(TEXT).samples
    assert np.array_equal(first, again)
    assert np.array_equal(first, spoken(engine).samples)


@pytest.mark.parametrize("engine", [name for name in AVAILABLE if name != "pyttsx3"])
def test_these_engines_give_the_same_samples_each_time(engine: str) -> None:
    voice: Voice = engines.load("voices", engine)({})
    assert np.array_equal(voice.render(TEXT).samples, spoken(engine).samples)


@pytest.mark.parametrize("card", [c for c in CARDS if c.engine in AVAILABLE], ids=lambda c: c.id)
def test_every_card_speaks(card: catalogue.VoiceCard, tmp_path: Path) -> None:
    voice = catalogue.open_voice(card, lambda name: engines.load("voices", name), tmp_path)
    clip = voice.render("Hello?")
    assert 200 <= clip.duration_ms <= 2000
    assert voice.path("Hello?").exists()
    if card.engine != "silent":
        loud = clip.samples.astype(np.float64).reshape(-1, FRAME)
        power = (loud**2).mean(axis=1)
        active = 10 * np.log10(power[power > power.max() / 300].mean() / 32768**2)
        assert -23 <= active <= -19
        assert np.abs(clip.samples).max() < 32_767


@pytest.mark.skipif("hibari" not in AVAILABLE, reason="most recruiters speak by hibari")
def test_at_least_six_recruiters_clearly_differ(tmp_path: Path) -> None:
    """Every pair by engine, by telephone, by a semitone in pitch, or by an eighth in rate."""
    line = "I am afraid the other candidate had a little more experience, but it was close."
    recruiters = [c for c in CARDS if "recruiter" in c.roles and c.id != "system"]
    assert len(recruiters) >= 6
    heard = {}
    for card in recruiters:
        clip = catalogue.open_voice(card, lambda name: engines.load("voices", name), tmp_path).render(line)
        track = pitch_track(clip.samples, Timeline([Segment(0, clip.duration_ms)]))
        heard[card.id] = 12 * np.log2(np.median(track.voiced)), 6 * np.log2(clip.duration_ms)
    for one, other in combinations(recruiters, 2):
        if (one.engine, one.telephone) == (other.engine, other.telephone):
            apart = np.abs(np.subtract(heard[one.id], heard[other.id]))
            assert apart.max() >= 1, (one.id, other.id, apart)


def test_the_roles_are_filled() -> None:
    recruiters = [c for c in CARDS if "recruiter" in c.roles]
    assert len(recruiters) >= 3
    assert any("caller" in c.roles for c in CARDS)
    infos = engines.infos("voices")
    assert catalogue.default(CARDS, "recruiter", infos).engine == engines.best("voices")


class _Once:
    """The engine's own description around a clip that may be asked for only once."""

    def __init__(self, clip: Clip, engine: str) -> None:
        self._clips = [clip]
        self.info = engines.load("voices", engine).info

    def render(self, text: str) -> Clip:
        return self._clips.pop()
