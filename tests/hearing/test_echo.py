"""The canceller against echoes of known delay, drift and level, and callers of known times."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from benchmarks.turns import measures
from benchmarks.turns.materials import DEV, clip
from benchmarks.turns.scenes import Scene, echo_scene
from simulator.audio.pcm import FRAME, SAMPLE_RATE, SAMPLES_PER_MS, Pcm, silence
from simulator.hearing.combined import CombinedDetector
from simulator.hearing.delay import find_echo, gcc_phat
from simulator.hearing.echo import EchoCanceller
from simulator.hearing.hear import Hearing, Replayed, judged
from simulator.hearing.listen import ipus
from simulator.hearing.recording import Cancelled, cancel
from simulator.timeline import Timeline, Voicing

pytest.importorskip("hibari", reason="needs the neural voice: pip install hibari-tts")

S, U, C, N = Voicing.SPEECH, Voicing.UNSURE, Voicing.CONFIRMS, Voicing.SILENCE


@cache
def scene(condition: str, silent: bool = False) -> Scene:
    return echo_scene("dev", condition, 0, silent, seconds=30)


@cache
def cancelled(condition: str, silent: bool = False) -> Cancelled:
    there = scene(condition, silent)
    found = cancel(there.microphone, there.recruiter)
    assert found is not None
    return found


def heard(condition: str, silent: bool = False) -> Timeline:
    found = cancelled(condition, silent)
    return ipus(found.samples, Replayed(CombinedDetector(), found))


@pytest.mark.parametrize("delay", [0, 37, 2400])
def test_gcc_phat_finds_a_delay_under_noise(delay: int) -> None:
    rng = np.random.default_rng(0)
    far = rng.normal(0, 0.1, 2 * SAMPLE_RATE).astype(np.float32)
    near = 0.03 * np.concatenate([np.zeros(delay, np.float32), far])[: len(far)]
    near += rng.normal(0, 0.03, len(far)).astype(np.float32)
    assert gcc_phat(far, near, 8000).samples == pytest.approx(delay, abs=1)


def test_a_caller_alone_is_no_echo() -> None:
    there = scene("0 dB")
    apart = echo_scene("dev", "headphones", 7, False, seconds=30).microphone
    assert find_echo(there.recruiter, there.microphone)
    assert not find_echo(there.recruiter, np.roll(apart, 5 * SAMPLE_RATE))
    assert cancel(silence(20_000), there.recruiter[: 20 * SAMPLE_RATE]) is None


@pytest.mark.parametrize(("condition", "delay"), [("0 dB", 80), ("40 ms jump", 120)])
def test_a_silent_caller_never_interrupts(condition: str, delay: float) -> None:
    state = cancelled(condition, True).state
    assert measures.false_segments(heard(condition, True), scene(condition, True)) == 0
    assert state.mode == "speakers"
    assert state.loop_delay_ms == pytest.approx(delay, abs=2)
    assert state.jumps == (condition == "40 ms jump")
    assert state.erle_db > 8


def test_every_interruption_is_found_where_it_began() -> None:
    found = measures.events_found(heard("0 dB"), scene("0 dB").events)
    assert found.events >= 4
    assert found.missed == 0
    assert measures.spread(found.onsets)[1] <= 20


def live(there: Scene) -> Timeline:
    """What a call hears of it, after the ringing."""
    peers = pytest.importorskip("benchmarks.turns.peers", reason="needs the benchmark's packages")
    found: Timeline = peers.ours_live(there)
    return found


@pytest.mark.parametrize("condition", ["40 ms jump", "distorted"])
def test_live_a_silent_caller_never_interrupts(condition: str) -> None:
    """Neither where the echo path changes nor where no filter can take all of it out."""
    assert measures.false_segments(live(scene(condition, True)), scene(condition, True)) == 0


def test_live_who_breaks_in_at_once_is_heard() -> None:
    """The ringing has told what to expect: nobody has to wait until the recruiter has spoken for seconds."""
    there, at = scene("0 dB", True), 4000
    said = clip(DEV.callers[0], DEV.interruptions[0]).samples // 2
    microphone = there.microphone.copy()
    microphone[at * SAMPLES_PER_MS :][: len(said)] += said
    heard_at = [segment.start for segment in live(replace(there, microphone=microphone))]
    assert heard_at and heard_at[0] == pytest.approx(at, abs=150)


def test_headphones_are_let_through_sample_for_sample() -> None:
    there = scene("headphones")
    found = cancel(there.microphone, there.recruiter)
    if found is not None:
        assert found.state.mode == "headphones"
        np.testing.assert_array_equal(found.samples, there.microphone)


def test_until_the_echo_is_known_nobody_breaks_in() -> None:
    there, canceller = scene("+6 dB", True), EchoCanceller()
    hearing = Hearing(CombinedDetector(), canceller)
    first: Pcm = there.microphone[: 5 * SAMPLE_RATE]
    said = [
        hearing.voiced(first[i : i + FRAME], there.recruiter[i : i + FRAME])[0]
        for i in range(0, len(first), FRAME)
    ]
    assert canceller.echoing
    assert Voicing.SPEECH not in said[240:]


@pytest.mark.parametrize(
    ("said", "echoing", "possible", "sure", "verdict"),
    [
        (U, False, False, False, U),  # no echo: the detector's word
        (S, True, True, True, S),
        (C, True, True, True, S),  # under echo the gate marks
        (S, True, True, False, U),
        (N, True, True, True, U),
        (S, True, False, True, C),
        (S, True, False, False, N),
    ],
)
def test_the_verdict(said: Voicing, echoing: bool, possible: bool, sure: bool, verdict: Voicing) -> None:
    assert judged(said, echoing, possible, sure) is verdict
