"""The synthetic caller: what it hears, when it sounds, and that pace and blocks change nothing."""

import time
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.audio.pcm import FRAME, Clip, Pcm, silence
from simulator.line.ear import Ear
from simulator.line.file import FileLine
from simulator.line.simulated import SimulatedLine
from simulator.protocols import CallerAct
from simulator.speech.tones import ringback


def babble(ms: int, seed: int = 0) -> Pcm:
    """Loud, and no tone."""
    return np.random.default_rng(seed).integers(-4000, 4000, ms * 16, dtype=np.int16)


class Words:
    """A voice of babble, 40 ms a letter."""

    def render(self, text: str) -> Clip:
        return Clip(babble(40 * len(text), seed=len(text)))


class Polite:
    """Says its texts, each once the recruiter has spoken and been silent for 300 ms; then hangs up."""

    def __init__(self, *texts: str, into: bool = False) -> None:
        self._acts = [*(CallerAct(text) for text in texts), CallerAct(None)]
        self._into = into
        self._spoke = False
        self._quiet = self._loud = 0
        self.heard = ""

    def step(self, recruiter_audible: bool) -> CallerAct | None:
        self.heard += "R" if recruiter_audible else "."
        self._spoke = self._spoke or recruiter_audible
        self._quiet = 0 if recruiter_audible else self._quiet + 1
        self._loud = self._loud + 1 if recruiter_audible else 0
        due = self._loud == 30 if self._into else self._spoke and self._quiet == 30
        if due and self._acts:
            self._spoke = False
            return self._acts.pop(0)
        return None


def recruiter(frames: int) -> list[Pcm]:
    """Talks for a second, is quiet for a second, with the closure of a stop in each talk; 100 ms a character:

    RRRRR.RRRR..........RRRRR.RRRR.........., the dip 50 ms only.
    """
    second = np.concatenate([babble(500, 1), silence(50), babble(450, 2), silence(1000)])
    sound = np.resize(second, frames * FRAME)
    return [sound[i : i + FRAME] for i in range(0, len(sound), FRAME)]


def run(line: SimulatedLine | FileLine, play: list[Pcm]) -> list[Pcm]:
    heard = []
    for frame in play:
        came = line.exchange(frame)
        if came is None:
            break
        heard.append(came)
    return heard


def voiced(frames: list[Pcm]) -> str:
    return "".join("C" if frame.any() else "." for frame in frames)


def test_the_caller_answers_and_hangs_up() -> None:
    caller = Polite("hello", "bye")
    line = SimulatedLine(caller, Words())
    heard = run(line, recruiter(800))
    # Heard from 30 ms on, without the dip, until 60 ms after; 300 ms later the words sound.
    assert caller.heard.startswith(".." + "R" * 103 + "." * 97 + "R")
    assert voiced(heard)[:200] == "." * 135 + "C" * 20 + "." * 45
    assert [spoken.text for spoken in line.caller.spoken] == ["hello", "bye"]
    assert line.caller.spoken[0].start == 1350
    assert line.caller.spoken[0].end == 1550
    assert line.exchange(silence(10)) is None


def test_the_caller_can_talk_over_the_recruiter() -> None:
    heard = run(SimulatedLine(Polite("stop stop", into=True), Words()), recruiter(800))
    assert voiced(heard)[:100] == "." * 32 + "C" * 36 + "." * 32


@pytest.mark.parametrize("latency_ms", [0, 10, 150])
def test_latency_is_the_whole_loop(latency_ms: int) -> None:
    heard = run(SimulatedLine(Polite("hi"), Words(), latency_ms=latency_ms), recruiter(800))
    assert voiced(heard).index("C") * 10 == 1350 + latency_ms


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), latency_ms=st.sampled_from([60, 70, 150]))
def test_random_blocks_give_the_same_frames(seed: int, latency_ms: int) -> None:
    play = recruiter(800)
    plain = run(SimulatedLine(Polite("hello", "bye"), Words(), latency_ms=latency_ms), play)
    blocks = run(SimulatedLine(Polite("hello", "bye"), Words(), latency_ms=latency_ms, block_seed=seed), play)
    assert len(plain) < len(play)
    assert np.array_equal(np.concatenate(plain), np.concatenate(blocks))


def test_pace_changes_nothing_but_the_time_it_takes() -> None:
    play = recruiter(160)
    plain = run(SimulatedLine(Polite("hi"), Words()), play)
    paced = SimulatedLine(Polite("hi"), Words(), paced=True)
    start = time.monotonic()
    heard = run(paced, play)
    assert time.monotonic() - start >= 1.58
    assert np.array_equal(np.concatenate(plain), np.concatenate(heard))
    assert paced.realtime
    assert not SimulatedLine(Polite("hi"), Words(), paced=True, patient=True).realtime
    assert not SimulatedLine(Polite("hi"), Words()).realtime


@pytest.mark.parametrize("offset", [0, 1, 37, 80, 159])
@pytest.mark.parametrize(
    "change", [lambda x: x, lambda x: x * 0.2 + np.random.default_rng(0).normal(0, 3, len(x))]
)
def test_the_ringback_tone_is_nobody(offset: int, change: Callable[[Pcm], Pcm]) -> None:
    tone = np.concatenate([silence(20)[:offset], ringback(7000)])
    sound = change(tone).astype(np.int16)
    ear = Ear()
    assert not any(ear.hears(sound[i : i + FRAME]) for i in range(0, len(sound) - FRAME, FRAME))


def test_a_ringback_tone_torn_by_a_busy_sound_server_is_nobody() -> None:
    draw = np.random.default_rng(7)
    tone, pieces = ringback(7000), []
    for at in range(0, len(tone), 1600):
        pieces += [
            tone[at : at + 1600 - int(draw.integers(300))],
            np.zeros(int(draw.integers(200)), np.int16),
        ]
    sound, ear = np.concatenate(pieces), Ear()
    assert not any(ear.hears(sound[i : i + FRAME]) for i in range(0, len(sound) - FRAME, FRAME))


def test_a_voice_over_the_ringback_tone_is_heard() -> None:
    sound = ringback(1000) + babble(1000) // 2
    ear = Ear()
    assert sum(ear.hears(sound[i : i + FRAME]) for i in range(0, len(sound), FRAME)) == 98


def test_a_clip_shorter_than_latency_rounding_is_refused() -> None:
    with pytest.raises(ValueError, match="multiple"):
        SimulatedLine(Polite(), Words(), latency_ms=15)
    with pytest.raises(ValueError, match="60 ms"):
        SimulatedLine(Polite(), Words(), latency_ms=50, block_seed=1)


def test_a_file_plays_to_its_end_and_is_filled_up() -> None:
    recorded = babble(105)
    heard = run(FileLine(recorded), [silence(10)] * 20)
    assert len(heard) == 11
    assert np.array_equal(np.concatenate(heard)[: len(recorded)], recorded)
    assert not heard[-1][80:].any()
