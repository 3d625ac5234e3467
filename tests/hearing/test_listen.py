"""From a channel to IPUs, and from IPUs to stretches worth recognising: 100 ms a character."""

from itertools import pairwise

import numpy as np
import pytest

from simulator.audio.pcm import FRAME, SAMPLE_RATE, Pcm
from simulator.hearing.listen import LONGEST_MS, ipus, utterances
from simulator.timeline import Segment, Timeline


class Loud:
    """Voiced is loud: the truth of a channel that was drawn."""

    name = "loud"
    hangover_ms = 0

    def voiced(self, frame: Pcm) -> bool:
        assert frame.shape == (FRAME,)
        return bool(frame.any())


def drawn(strip: str) -> Pcm:
    return np.repeat(np.array([mark != "." for mark in strip], dtype=np.int16) * 1000, SAMPLE_RATE // 10)


@pytest.mark.parametrize("rest", [0, 1, FRAME - 1])
def test_ipus_of_a_channel(rest: int) -> None:
    channel = np.concatenate([drawn("..CCC.CC..CCCC...CC"), np.zeros(rest, dtype=np.int16)])
    assert ipus(channel, Loud()) == Timeline.from_strip("..CCCCCC..CCCC...CC")


def test_no_channel_no_ipus() -> None:
    assert ipus(drawn(""), Loud()) == Timeline()


@pytest.mark.parametrize(
    ("caller", "recruiter", "stretches"),
    [
        ("", "", ""),
        ("CC...CC", "", "1111111"),
        ("CC......CC......CC", "", "111111111111111111"),  # 600 ms
        ("CC.......CC", "", "11.......22"),  # 700 ms
        ("CC...CC", "...R...", "11...22"),  # her onset parts them
        ("CC...CC", "RRRRRRR", "1111111"),  # she was speaking all along
        ("CC...CC", ".RRR...", "1111111"),  # she came in while the caller spoke
        ("CC..CC..CC", "..R...R...", "11..22..33"),
    ],
)
def test_stretches(caller: str, recruiter: str, stretches: str) -> None:
    expected = [Timeline.from_strip("".join(c if c == n else "." for c in stretches)) for n in "123"]
    assert utterances(Timeline.from_strip(caller), Timeline.from_strip(recruiter)) == tuple(
        t.segments[0] if len(t) == 1 else t.extent for t in expected if t
    )


def test_a_long_stretch_is_parted_at_its_longest_pause() -> None:
    talk = Timeline(
        (Segment(0, 9000), Segment(9300, 12_000), Segment(12_500, 15_000), Segment(15_300, 24_000))
    )
    assert utterances(talk) == (Segment(0, 12_000), Segment(12_500, 24_000))


@pytest.mark.parametrize("seconds", [20.01, 37.0, 61.7])
def test_a_long_ipu_is_cut_where_it_is_quietest(seconds: float) -> None:
    rng = np.random.default_rng(0)
    channel = rng.normal(0, 3000, int((seconds + 2) * SAMPLE_RATE)).astype(np.int16)
    dip = int((1 + seconds / 2 + 0.7) * 100) * FRAME
    channel[dip : dip + FRAME] //= 100
    whole = Segment(1000, 1000 + round(seconds * 1000))
    pieces = utterances(Timeline((whole,)), channel=channel)
    assert (pieces[0].start, pieces[-1].end) == (whole.start, whole.end)
    assert all(a.end == b.start for a, b in pairwise(pieces))
    assert all(piece.duration <= LONGEST_MS for piece in pieces)
    assert dip * 1000 // SAMPLE_RATE + 5 in [piece.end for piece in pieces]


def test_a_long_ipu_without_its_sound_is_halved() -> None:
    assert utterances(Timeline((Segment(0, 30_000),))) == (Segment(0, 15_000), Segment(15_000, 30_000))
