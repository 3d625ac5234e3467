"""Timeline algebra against arrays of booleans, and measures drawn as strips of 100 ms a character."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.timeline import Conversation, Segment, Timeline

LENGTH = 60
strips = st.text(alphabet=".#", min_size=1, max_size=LENGTH)


def flags(timeline: Timeline) -> np.ndarray:
    result = np.zeros(LENGTH + 1, dtype=bool)
    for segment in timeline:
        result[segment.start : segment.end] = True
    return result


def of(strip: str) -> Timeline:
    return Timeline.from_strip(strip, ms=1)


@given(strips, strips)
def test_union_and_intersection_are_or_and_and(a: str, b: str) -> None:
    x, y = of(a), of(b)
    assert (flags(x.union(y)) == (flags(x) | flags(y))).all()
    assert (flags(x.intersection(y)) == (flags(x) & flags(y))).all()
    assert x.duration == flags(x).sum()


@given(strips, st.integers(1, 12))
def test_bridging_fills_exactly_the_short_silences(strip: str, gap: int) -> None:
    bridged = of(strip).bridged(gap)
    assert all(silence.duration >= gap for silence in bridged.gaps())
    filled = flags(bridged) & ~flags(of(strip))
    runs = Timeline.of(Segment(i, i + 1) for i in np.flatnonzero(filled))
    assert all(run.duration < gap for run in runs)


@given(strips)
def test_moments(strip: str) -> None:
    timeline = of(strip)
    for moment in range(len(strip)):
        assert (timeline.at(moment) is not None) == (strip[moment] == "#")


def test_a_segment_is_never_empty() -> None:
    with pytest.raises(ValueError, match="start < end"):
        Segment(5, 5)


def conversation(recruiter: str, caller: str) -> Conversation:
    return Conversation(Timeline.from_strip(recruiter), Timeline.from_strip(caller))


@pytest.mark.parametrize(
    ("recruiter", "caller", "offsets"),
    [
        ("RRRR..........", "......CC......", [200]),
        ("RRRR..........", "...CCC........", [-100]),
        ("RRRR......RR..", "......CC......", [200, 200]),
        ("RR..RR........", "........CC....", [200]),
        ("..............", "......CC......", []),
    ],
)
def test_floor_transfer_offsets(recruiter: str, caller: str, offsets: list[int]) -> None:
    assert [ms for _, ms in conversation(recruiter, caller).floor_transfers()] == offsets


def test_backchannels_do_not_split_a_turn() -> None:
    talk = conversation("RRRR..RRRR....", "....C.....CC..")
    mm = Segment(400, 500)
    assert [turn.party for turn in talk.turns()] == ["recruiter", "caller", "recruiter", "caller"]
    assert [turn.party for turn in talk.turns(frozenset({mm}))] == ["recruiter", "caller"]


def test_silences_and_overlaps() -> None:
    talk = conversation("RRRR....RR....", "...CC.......CC")
    assert talk.overlaps().segments == (Segment(300, 400),)
    assert talk.silences().segments == (Segment(500, 800), Segment(1000, 1200))
