"""Edges told from both sides of the moment, drawn: a character is 100 ms, a digit the level in -10 dBFS."""

import numpy as np
import pytest

from simulator.audio.pcm import SAMPLE_RATE, Pcm, from_float
from simulator.hearing.gate import BandGate
from simulator.hearing.likely import likely


def channel(levels: str) -> Pcm:
    rng = np.random.default_rng(0)
    parts = [
        rng.normal(0, 0 if mark == "." else 10 ** (-int(mark) / 2), SAMPLE_RATE // 10) for mark in levels
    ]
    return from_float(np.concatenate(parts))


@pytest.mark.parametrize(
    ("cleaned", "speech", "verdict"),
    [
        ("...222222...", "...#######..", "...CCCCCC..."),  # the detector's word is late at the end
        ("...222222555", "...######...", "...CCCCCC..."),  # a rest of echo after the last word
        ("555222222...", "....######..", "...CCCCCC..."),  # and before the first
        ("...2222225..", "...#########", "...CCCCCCC.."),  # a weak end, since speech goes on
        ("...22.22....", "...######...", "...CC.CC...."),  # a closure inside a word is silent all the same
        ("666666666666", "............", "CCCCCCCCCCCC"),  # noise alone is its own loudest: others judge that
    ],
)
def test_edges(cleaned: str, speech: str, verdict: str) -> None:
    said = np.repeat([mark == "#" for mark in speech], 10)
    expected = np.repeat([mark == "C" for mark in verdict], 10)
    assert (
        np.count_nonzero(likely(channel(cleaned), said) != expected) <= 4
    )  # frames, at 12 characters' edges


def test_a_talkative_caller_does_not_lift_what_is_expected_of_the_echo() -> None:
    """The caller, 40 dB above what is left of the echo, talks three quarters of the time."""
    rng = np.random.default_rng(1)
    gate, above = BandGate(), []
    for frame in range(3000):
        far = rng.normal(0, 0.1, 320).astype(np.float32)
        talking = frame % 400 < 300 and frame > 600
        left = (far * np.float32(0.003) + rng.normal(0, 0.3 * talking, 320)).astype(np.float32)
        peak = gate.step(left, far)
        above += [peak] if talking and frame > 2000 else []
    assert min(above) > 15
