"""The recruiter's answers, drawn at 100 ms a character."""

import pytest
from scoring.drawn import Script

from simulator.scoring.lines import planned_lines
from simulator.scoring.replies import Reply, gap_median, replies
from simulator.timeline import THRESHOLDS, Timeline

#       a line of 1 s, an answer of 1 s from 3.0, another line of 1 s from 5.0
PLAN = "RRRRRRRRRR....................RRRRRRRRRR..........RRRRRRRRRR"


@pytest.mark.parametrize(
    ("caller", "expected"),
    [
        ("............CCCCCCCC........................................", [(1, 1000, False)]),
        ("............CCCC...CCC......................................", [(1, 800, False)]),
        # Going on right after the answer has begun, or not having stopped at all.
        ("............CCCCCCCC...........CCCCCC.......................", [(1, 1000, True)]),
        ("............CCCCCCCCCCCCCCCCCCCCCCC.........................", [(1, 0, True)]),
        # A reaction to the answer; what was said over a line is no turn of its own.
        ("............CCCCCCCC..............CCC.......................", [(1, 1000, False)]),
        ("....CCCC....................................................", []),
    ],
)
def test_every_answer_has_its_gap(caller: str, expected: list[tuple[int, int, bool]]) -> None:
    script = Script().line(0, ("One.", 1000)).line(3000, ("Two.", 1000)).line(5000, ("Three.", 1000))
    found = replies(Timeline.from_strip(caller), planned_lines(script.facts, 6000), THRESHOLDS)
    assert [(reply.line, reply.gap_ms, reply.cut_off) for reply in found] == expected


def test_the_median_leaves_cut_offs_out() -> None:
    assert gap_median([Reply(1, 600, False), Reply(2, 0, True), Reply(3, 700, False)]) == 650
    assert gap_median([Reply(1, 0, True)]) is None
