"""Timelines in others' formats, as text."""

from simulator.reports.rttm import to_rttm
from simulator.reports.textgrid import to_textgrid
from simulator.reports.tiers import Tier
from simulator.timeline import Segment

ROWS = (
    Tier("recruiter", ((Segment(0, 1200), "recruiter"),)),
    Tier("caller", ((Segment(1500, 2000), 'says "hi"'), (Segment(2300, 9000), "caller"))),
)


def test_a_textgrid_has_no_holes_and_ends_with_the_recording() -> None:
    text = to_textgrid(ROWS, 3000)
    lines = [line.strip() for line in text.splitlines()]
    assert lines[:2] == ['File type = "ooTextFile"', 'Object class = "TextGrid"']
    assert lines.count("xmax = 3.000") == 1 + 2 + 2
    caller = lines[lines.index('name = "caller"') :]
    assert [line[7:] for line in caller if line.startswith("text")] == [
        '""',
        '"says ""hi"""',
        '""',
        '"caller"',
    ]
    assert [line for line in caller if line.startswith("xmin")][1:] == [
        "xmin = 0.000",
        "xmin = 1.500",
        "xmin = 2.000",
        "xmin = 2.300",
    ]


def test_rttm_is_one_line_an_ipu_in_order() -> None:
    assert to_rttm(ROWS, "my call").splitlines() == [
        "SPEAKER my_call 1 0.000 1.200 <NA> <NA> recruiter <NA> <NA>",
        "SPEAKER my_call 2 1.500 0.500 <NA> <NA> caller <NA> <NA>",
        "SPEAKER my_call 2 2.300 6.700 <NA> <NA> caller <NA> <NA>",
    ]
