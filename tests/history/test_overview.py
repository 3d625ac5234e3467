"""Streaks, bests and trends: tables of days and of results."""

import datetime as dt
from pathlib import Path

import pytest

from simulator.history import History, overview
from simulator.history.overview import streak
from tests.history import made

TODAY = dt.date(2026, 3, 20)


@pytest.mark.parametrize(
    ("ago", "current", "longest"),
    [
        ((), 0, 0),
        ((0,), 1, 1),
        ((1,), 1, 1),
        ((2,), 0, 1),
        ((0, 1, 2), 3, 3),
        ((1, 2, 3, 7, 8), 3, 3),
        ((0, 2, 3, 4, 5), 1, 4),
        ((20, 21), 0, 2),
    ],
)
def test_streak(ago: tuple[int, ...], current: int, longest: int) -> None:
    found = streak([TODAY - dt.timedelta(days=n) for n in ago], TODAY)
    assert (found.current, found.longest) == (current, longest)


def test_the_whole_history(tmp_path: Path) -> None:
    with History.in_folder(tmp_path) as history:
        for number, failing in enumerate([("C4", "C2", "E2"), ("C4", "C2"), ("C4",), ()]):
            name = "runner-up" if number else "hired"
            history.put(made.record(number, name), f"f{number}", made.result(number, failing))
        history.put(made.record(9, persona="polite"), "f9", made.result(9, ("D4",)))
        found = overview(history, today=(made.FIRST + dt.timedelta(days=4)).date())
        assert [s.scenario for s in found.sessions] == ["hired", "runner-up", "runner-up", "runner-up"]
        assert (found.left_out, found.streak.current, found.streak.longest) == (1, 4, 4)
        assert found.best and found.best.id == made.record(3).id and found.percents[-1] == 100
        assert [(t.id, t.failed) for t in found.failing] == [("C4", 3), ("C2", 2), ("E2", 1)]
        assert found.failing[0].recent == ("fail", "fail", "fail", "pass")
        assert {m.name: (m.last, m.best) for m in found.measures} == {
            "patience_median_ms": (303, 303),
            "interruptions": (0, 0),
        }
        one = overview(history, today=TODAY, scenario="hired")
        assert len(one.sessions) == 1 and one.scenarios[0].last == one.percents[0]
        assert overview(history, today=TODAY, simulated=True).left_out == 0
