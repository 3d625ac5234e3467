"""Call, write or wait: a table of cases, and both sides for every one of them."""

import datetime as dt
from itertools import product
from typing import Any

import pytest

from simulator.call_or_write import QUESTIONS, Answers, Rehearsable, advise, rehearse

TODAY = dt.date(2026, 6, 17)


def case(days: int, promised: int | None = None, **yes: bool) -> Answers:
    """An interview `days` ago; `promised` days from today."""
    named = None if promised is None else TODAY + dt.timedelta(days=promised)
    return Answers(TODAY - dt.timedelta(days=days), TODAY, named, **yes)


@pytest.mark.parametrize(
    ("days", "promised", "yes", "verdict", "sure"),
    [
        (15, None, ["strong_feeling", "phoning_job"], "call", True),
        (15, None, ["better_at_talking"], "call", False),
        (15, None, [], "write", False),
        (15, None, list(QUESTIONS), "write", True),
        (15, None, ["calls_unwanted", "answer_needed"], "write", True),
        (5, None, [], "wait", True),
        (5, None, ["phoning_job", "better_at_talking"], "wait", False),
        (5, None, ["strong_feeling"], "call", False),
        (5, None, ["answer_needed"], "call", False),
        (1, None, ["strong_feeling", "answer_needed"], "wait", True),
        (0, None, [], "wait", True),
        (13, None, ["phoning_job"], "wait", False),
        (14, None, ["phoning_job"], "call", False),
        (15, 3, ["strong_feeling", "phoning_job"], "wait", True),
        (15, 0, ["strong_feeling"], "wait", True),
        (15, 3, ["answer_needed"], "write", False),
        (4, -1, ["phoning_job", "strong_feeling"], "call", True),
        (4, -1, [], "write", False),
        (60, None, ["phoning_job"], "call", False),
        (60, -30, [], "call", False),
        (60, None, ["calls_unwanted"], "write", True),
    ],
)
def test_verdict(days: int, promised: int | None, yes: list[str], verdict: str, sure: bool) -> None:
    found = advise(case(days, promised, **dict.fromkeys(yes, True)))
    assert (found.verdict, found.sure) == (verdict, sure)


def test_waiting_has_an_end() -> None:
    assert advise(case(5)).until == TODAY + dt.timedelta(days=9)
    assert advise(case(5, 3)).until == TODAY + dt.timedelta(days=4)
    assert advise(case(20, phoning_job=True)).until is None


def test_both_sides_are_always_told_and_an_unwanted_call_is_never_advised() -> None:
    for days, promised, *flags in product((0, 3, 13, 14, 43), (None, -2, 0, 5), *[(False, True)] * 5):
        if promised is not None and promised < -days:
            continue
        yes: dict[str, Any] = dict(zip(QUESTIONS, flags, strict=True))
        found = advise(case(days, promised, **yes))
        assert len(found.calling) >= 2 and len(found.writing) >= 2 and found.sentence
        assert (found.until is not None) >= (found.verdict == "wait")
        if yes["calls_unwanted"]:
            assert found.verdict == "write"
        if promised is not None and promised >= 0:
            assert found.verdict != "call"


def test_an_interview_to_come_is_refused() -> None:
    with pytest.raises(ValueError, match="still to come"):
        advise(case(-1))


def test_a_day_before_the_interview_is_refused() -> None:
    with pytest.raises(ValueError, match="before the interview"):
        advise(case(5, -6))


def test_what_to_rehearse_next() -> None:
    some = [
        Rehearsable("a", "positive", 1, 4),
        Rehearsable("b", "negative", 3, 1),
        Rehearsable("c", "negative", 2, 1),
    ]
    assert rehearse(case(15), []) is None

    def chosen(answers: Answers, more: tuple[Rehearsable, ...] = ()) -> str:
        found = rehearse(answers, [*some, *more])
        assert found is not None
        return found[0].id

    assert chosen(case(15, strong_feeling=True)) == "c"
    assert chosen(case(15, answer_needed=True), (Rehearsable("d", "undecided", 5, 9),)) == "d"
    assert chosen(case(15), (Rehearsable("e", "positive", 4),)) == "e"
    assert chosen(case(15)) == "c"
    assert (
        chosen(case(15), (Rehearsable("f", "positive", 1, checks=9), Rehearsable("e", "positive", 1))) == "f"
    )
