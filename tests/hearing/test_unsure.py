"""Sounds that wait for a word: `?` unsure, `#` speech, `!` confirms, `.` silence; 10 ms a character."""

import pytest

from simulator.hearing.endpointer import Endpointer, Offset, Onset
from simulator.timeline import Thresholds, Voicing

MARKS = {".": Voicing.SILENCE, "?": Voicing.UNSURE, "#": Voicing.SPEECH, "!": Voicing.CONFIRMS}
SMALL = Thresholds(onset_ms=30, onset_window_ms=50, ipu_gap_ms=60, confirm_ms=100, link_ms=30)


def events(strip: str) -> list[Onset | Offset]:
    endpointer = Endpointer(SMALL)
    found = [endpointer.step(MARKS[mark]) for mark in strip]
    return [event for event in (*found, endpointer.flush()) if event]


@pytest.mark.parametrize(
    ("strip", "expected"),
    [
        ("..?????.............", []),  # a key, a cough: nobody says that it was speech
        ("..???###......", [Onset(20), Offset(20, 80)]),
        ("..????!........", [Onset(20), Offset(20, 60)]),  # short, and known only when it is over
        ("..???....????!......", [Onset(90), Offset(90, 130)]),  # the breath before is not the word
        ("..####???????.........", [Onset(20), Offset(20, 60)]),  # a key right after it is not either
        ("..###..........????!.......", [Onset(20), Offset(20, 50), Onset(150), Offset(150, 190)]),
    ],
)
def test_unsure(strip: str, expected: list[Onset | Offset]) -> None:
    assert events(strip + "." * 12) == expected
