"""What is asked of a caller after the verdict, and what is not."""

from typing import Any

import pytest
from scoring.drawn import ALL, NO, SECOND, Script, scored, strip, verdict_call

from simulator.call import facts as f
from simulator.scenario.model import Scenario
from simulator.scoring.reaction import HINT

PLAIN = "I see. I understand."
BYE = "Goodbye."


def reacted(b: str, c: str = BYE, scenario: Scenario = NO, script: Script | None = None) -> dict[str, str]:
    """The results after a reaction `b` at 21 s and a last turn `c` at 29 s."""
    script = (script or verdict_call()).line(25_500, ("Yes.", 2000)).hung_up(33_000)
    caller = strip(("a", 3800, 9800), ("b", 21_000, 24_000), ("c", 29_000, 31_000), until=33_000)
    card = scored(caller, {"a": ALL, "b": b, "c": c}, script=script, scenario=scenario)
    return {check.id: check.result for check in card.checks}


def scenario(**changes: Any) -> Scenario:
    return Scenario.model_validate({**NO.model_dump(), **changes})


@pytest.mark.parametrize(
    ("b", "c", "expected"),
    [
        (PLAIN, BYE, "D4- D7- D8? D9- D12+ E2-"),
        ("Could you give me some feedback on my interview?", BYE, "D4+ D5- D12+"),
        ("Do you have any other openings?", BYE, "D7+ D8- D9+"),
        ("Would you call me if the position opens up again?", BYE, "D10+ D9+ D11-"),
        ("That is not fair.", BYE, "D12-"),
        (PLAIN, "Thank you for your time. I wish you all the best.", "E1+ E2+ E3+ E4-"),
        ("Thank you, goodbye.", "Do you have any other openings?", "E4-"),
        (PLAIN, BYE, "E3- E4+"),
    ],
)  # fmt: skip
def test_a_no_is_reacted_to(b: str, c: str, expected: str) -> None:
    """Expected: a rubric id and + for pass, - for fail, ? for not measurable."""
    results = reacted(b, c)
    marks = {"pass": "+", "fail": "-", "not-measurable": "?"}
    assert " ".join(mark[:-1] + marks[results[mark[:-1]]] for mark in expected.split()) == expected


def test_what_was_asked_before_the_verdict_is_no_reaction() -> None:
    """The introduction asks for feedback; that is B5, and D4 waits for what comes after the no."""
    assert "outcome" in ALL
    assert reacted(PLAIN)["D4"] == "fail"


def test_a_reason_that_was_volunteered_need_not_be_asked_for() -> None:
    assert reacted(PLAIN)["D6"] == "not-measurable"
    assert reacted("Why did you choose the other candidate?")["D6"] == "pass"
    assert reacted(PLAIN, scenario=scenario(facts={"second": {"say": "x"}}))["D6"] == "fail"


def test_an_unfriendly_recruiter_is_not_asked_for_favours() -> None:
    cold = scenario(recruiter={"name": "Dana Whitfield", "friendly": False})
    asked = reacted("Do you have any other openings?", scenario=cold)
    assert asked["D7"] == asked["D8"] == "not-measurable"


def test_a_hint_is_built_on_once_it_was_heard() -> None:
    assert reacted("Since I was your second choice, please call me first.")["D13"] == "pass"
    assert reacted(PLAIN)["D13"] == "fail"
    no_hint = Script().ring(1000).line(1500, ("Northwind.", 1500)).line(11_300, ("No.", 1000), verdict=True)
    assert reacted(PLAIN, script=no_hint)["D13"] == "not-measurable"


def test_each_outcome_has_its_own_checks() -> None:
    yes = reacted("That is wonderful! What are the next steps?", scenario=scenario(outcome="positive"))
    assert (yes["D1"], yes["D2"], yes["D3"]) == ("pass", "fail", "pass")
    assert not {"D4", "D12", "D14"} & set(yes)
    undecided = reacted("When do you expect to decide?", scenario=scenario(outcome="undecided"))
    assert (undecided["D14"], undecided["D15"]) == ("pass", "fail")
    assert not {"D1", "D4"} & set(undecided)


def test_dead_air_counts_after_the_reaction_only() -> None:
    early, late = verdict_call(), verdict_call()
    early.facts.append(f.PatienceRanOut(20_500, 0))
    late.facts.append(f.PatienceRanOut(28_500, 0))
    assert reacted(PLAIN, script=early)["E5"] == "pass"
    assert reacted(PLAIN, script=late)["E5"] == "fail"


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        (SECOND, True),
        ("You came in a very close second.", True),
        ("To be honest, you were the runner-up.", True),
        ("You are next on our list.", True),
        ("One second, please.", False),
        ("The second interview is on Monday.", False),
    ],
)
def test_what_counts_as_a_hint(said: str, hint: bool) -> None:
    assert bool(HINT.search(said)) is hint
