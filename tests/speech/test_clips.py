"""Trimming, the cache and the ringback tone."""

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.audio.pcm import FRAME, SAMPLES_PER_MS, Clip
from simulator.protocols import EngineError, EngineInfo
from simulator.speech import cache
from simulator.speech.cache import CachedVoice, render_all
from simulator.speech.silent_voice import SilentVoice
from simulator.speech.tones import ringback
from simulator.speech.trim import finish

RATE = 24_000


def strip(drawing: str, level: float = 0.1) -> np.ndarray:
    """Raw sound, 100 ms a character: S is a 300 Hz tone, `.` is a hiss 60 dB below it."""
    rng = np.random.default_rng(0)
    loud = np.repeat([1.0 if mark == "S" else 1e-3 for mark in drawing], RATE // 10)
    tone = np.sin(2 * np.pi * 300 * np.arange(len(loud)) / RATE)
    return np.asarray(level * loud * np.where(loud == 1, tone, rng.standard_normal(len(loud))), np.float32)


@pytest.mark.parametrize(
    ("raw", "ms"),
    [("...SSS.....", 300), ("SSS", 300), (".S", 100), ("..SS..SS..", 600), ("..SS.........SS....", 800)],
)
def test_only_the_speech_is_kept_and_long_silences_inside_are_cut(raw: str, ms: int) -> None:
    clip = finish(strip(raw), RATE)
    assert len(clip.samples) % FRAME == 0
    assert abs(clip.duration_ms - ms) <= 30


@pytest.mark.parametrize("level", [0.9, 0.1, 0.003])
def test_clips_share_one_loudness(level: float) -> None:
    samples = finish(strip("..SSSSSS...", level), RATE).samples.astype(float)[1600:6400] / 32768
    assert 20 * np.log10(np.sqrt((samples**2).mean())) == pytest.approx(-20, abs=0.5)


def test_high_peaks_are_not_clipped() -> None:
    raw = strip("..SSSSSSSSSS..", 0.02)
    raw[6000::2400] = 0.95
    samples = finish(raw, RATE).samples
    assert 28_000 < np.abs(samples).max() < 32_000


@pytest.mark.parametrize(
    "raw", [np.zeros(0, np.float32), np.zeros(24_000, np.float32), np.full(9000, np.nan)]
)
def test_no_sound_is_an_error_of_the_engine(raw: np.ndarray) -> None:
    with pytest.raises(EngineError, match="no sound"):
        finish(raw, RATE)


def test_the_silent_voice_is_exact_inaudible_and_never_zero() -> None:
    clip = SilentVoice({}).render("Hello.")
    assert clip.duration_ms == 360
    assert set(clip.samples.tolist()) == {1, -1}


class Counting:
    """Says each text with a number of its own, so that a second render would be noticed."""

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.rendered: list[str] = []

    @classmethod
    def info(cls) -> EngineInfo:
        return EngineInfo("counting", "1", ("en",), offline=True, available=True)

    def render(self, text: str) -> Clip:
        if text == "fails":
            raise EngineError("cannot say that")
        self.rendered.append(text)
        return Clip(np.full(FRAME, 100 + len(self.rendered), dtype=np.int16))


def test_a_text_is_rendered_once_and_other_voices_do_not_share(tmp_path: Path) -> None:
    engine = Counting({})
    voice = CachedVoice(engine, tmp_path / "new", id="dana", parameters={"speed": 1.0})
    again = CachedVoice(engine, tmp_path / "new", id="dana", parameters={"speed": 1.0})
    assert np.array_equal(voice.render("Hi.").samples, again.render("Hi.").samples)
    assert engine.rendered == ["Hi."]
    CachedVoice(engine, tmp_path / "new", id="dana", parameters={"speed": 1.1}).render("Hi.")
    CachedVoice(engine, tmp_path / "new", id="tom", parameters={"speed": 1.0}).render("Hi.")
    assert engine.rendered == ["Hi."] * 3
    assert voice.engine == "counting 1"


@pytest.mark.parametrize("damage", [b"", b"short", None, "cut", "longer"], ids=str)
def test_a_damaged_clip_is_rendered_again(tmp_path: Path, damage: bytes | str | None) -> None:
    engine = Counting({})
    voice = CachedVoice(engine, tmp_path, id="dana", parameters={})
    voice.render("Hi.")
    path = voice.path("Hi.")
    whole = path.read_bytes()
    flipped = whole[:100] + bytes([whole[100] ^ 1]) + whole[101:]
    path.write_bytes(
        {"cut": whole[: len(whole) - 2 * FRAME], "longer": whole + bytes(2 * FRAME), None: flipped}.get(
            damage, damage
        )
    )
    assert voice.render("Hi.").samples[0] == 102
    assert voice.render("Hi.").samples[0] == 102
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_a_cache_that_cannot_be_written_costs_no_clip(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    voice = CachedVoice(Counting({}), tmp_path / "file", id="dana", parameters={})
    assert voice.render("Hi.").duration_ms == 10


def test_two_are_rendered_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=20)

    class Meeting(Counting):
        def render(self, text: str) -> Clip:
            both.wait()
            return super().render(text)

    assert list(render_all(Meeting({}), ["a", "b", "a"])) == ["a", "b"]


def test_the_first_failure_ends_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is being said when the failure is noticed is said to its end; nothing after it begins."""
    noticed = threading.Event()

    class Held(Counting):
        def render(self, text: str) -> Clip:
            clip = super().render(text)
            assert noticed.wait(30)
            return clip

    class Pool(ThreadPoolExecutor):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
            super().shutdown(wait=False, cancel_futures=cancel_futures)
            noticed.set()
            super().shutdown(wait=wait)

    monkeypatch.setattr(cache, "ThreadPoolExecutor", Pool)
    engine = Held({})
    with pytest.raises(EngineError, match="cannot say that"):
        render_all(engine, ["fails", *map(str, range(500))], workers=1)
    assert len(engine.rendered) <= 1


def test_ringback_is_two_tones_for_two_seconds_of_six() -> None:
    tone = ringback(14_000).astype(float) / 32768
    assert len(tone) == 14_000 * SAMPLES_PER_MS
    burst = tone[:32_000]
    spectrum = np.abs(np.fft.rfft(burst)) / len(burst) * 2
    assert {round(i / 2) for i in np.flatnonzero(spectrum > 0.01)} == {440, 480}
    assert 20 * np.log10(np.sqrt((burst**2).mean())) == pytest.approx(-25, abs=0.1)
    assert not tone[32_000:96_000].any()
    assert np.array_equal(tone[96_000:128_000], burst)
