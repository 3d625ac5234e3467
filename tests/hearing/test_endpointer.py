"""The endpointer, drawn: `#` is a voiced frame, 10 ms a character."""

import pytest

from simulator.hearing.endpointer import Endpointer, Offset, Onset
from simulator.timeline import Thresholds

SMALL = Thresholds(onset_ms=30, onset_window_ms=50, ipu_gap_ms=60)


def events(strip: str, hangover_ms: int = 0) -> list[tuple[int, Onset | Offset]]:
    """What came out, with the number of the frame that made it come out; the end of the strip is flushed."""
    endpointer = Endpointer(SMALL, hangover_ms)
    found = [(i, event) for i, mark in enumerate(strip) if (event := endpointer.step(mark == "#"))]
    last = endpointer.flush()
    return [*found, (len(strip), last)] if last else found


@pytest.mark.parametrize(
    ("strip", "expected"),
    [
        ("", []),
        ("..........", []),
        ("..##......", []),  # a click
        ("..#...#...#...#...#...", []),  # clicks that never fill the window
        ("..###.......", [(4, Onset(20)), (10, Offset(20, 50))]),
        ("..#.##.......", [(5, Onset(20)), (11, Offset(20, 60))]),  # back-dated over a hole
        ("#....##.#......", [(8, Onset(50)), (14, Offset(50, 90))]),  # an old click is no onset
        ("..###.....###......", [(4, Onset(20)), (18, Offset(20, 130))]),  # 50 ms is bridged
        (
            "..###......###......",
            [(4, Onset(20)), (10, Offset(20, 50)), (13, Onset(110)), (19, Offset(110, 140))],
        ),
        ("..###.....#......", [(4, Onset(20)), (16, Offset(20, 110))]),  # inside an IPU one frame is enough
        ("..#####", [(4, Onset(20)), (7, Offset(20, 70))]),  # cut off by the end
    ],
)  # fmt: skip
def test_strips(strip: str, expected: list[tuple[int, Onset | Offset]]) -> None:
    assert events(strip) == expected


def test_the_hangover_is_taken_off_and_the_offset_comes_that_much_sooner() -> None:
    assert events("..######......", hangover_ms=20) == [(4, Onset(20)), (11, Offset(20, 60))]


def test_a_hangover_longer_than_the_speech_leaves_a_segment() -> None:
    assert events("..###.......", hangover_ms=200)[-1][1] == Offset(20, 30)


def test_speaking_is_between_onset_and_offset() -> None:
    endpointer = Endpointer(SMALL)
    drawn = ""
    for mark in "..###......###..":
        endpointer.step(mark == "#")
        drawn += "S" if endpointer.speaking else "."
    assert drawn == "....SSSSSS...SSS"
    assert endpointer.flush() == Offset(110, 140)
    assert endpointer.flush() is None
