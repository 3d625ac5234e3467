"""The notes of whole calls, played without sound: what was said, what was lost, what was noted."""

import datetime as dt
from functools import cache

import pytest

from simulator.call import facts as f
from simulator.call.dryrun import play
from simulator.paths import content
from simulator.scenario.candidate import example_candidate
from simulator.scenario.model import Scenario
from simulator.scenario.reader import LoadedScenario, find
from simulator.scoring.notes import NotesReport, facts_heard, notes_checks, review_notes
from simulator.understanding.notes import Note

CARD = example_candidate()


@cache
def loaded(name: str) -> LoadedScenario:
    return find(name, (content("scenarios"),))


def call(name: str, persona: str) -> tuple[Scenario, tuple[f.Fact, ...]]:
    one = loaded(name)
    day = CARD.interview_date + dt.timedelta(days=9)
    return one.scenario, tuple(play(one.scenario, CARD, one.cases[persona], called_on=day))


def review(name: str, persona: str, *notes: Note) -> NotesReport:
    scenario, facts = call(name, persona)
    return review_notes(notes, facts, scenario, CARD)


def results(report: NotesReport, possible: bool = True) -> dict[str, str]:
    return {check.id: check.result for check in notes_checks(report, possible)}


def test_a_patient_caller_hears_every_fact_of_the_branch() -> None:
    scenario, facts = call("hired", "polite")
    heard = {each.fact.key: each.lost_by for each in facts_heard(facts, scenario, CARD)}
    assert heard == dict.fromkeys(("start", "praise", "contract", "training", "test", "contact"), "")


@pytest.mark.parametrize("name", ["hired", "not-hired", "runner-up"])
@pytest.mark.parametrize("persona", ["polite", "interrupting", "silent", "brief"])
def test_a_fact_is_said_only_where_its_words_were_heard_to_the_end(name: str, persona: str) -> None:
    """Against the plain reading of the fact log: the text of every part that was said in full."""
    scenario, facts = call(name, persona)
    said, part = "", ""
    for fact in facts:
        if isinstance(fact, f.PartStarted):
            part = fact.text
        elif isinstance(fact, f.PartEnded) and fact.said:
            said += part + "\n"
    for each in facts_heard(facts, scenario, CARD):
        if each.lost_by:
            assert each.fact.say not in said
        else:
            assert each.fact.say in said or any(isinstance(x, f.LineEnded) and x.cut for x in facts)


def test_what_an_interruption_cost_is_lost_and_not_missed() -> None:
    scenario, _ = call("hired", "polite")
    words = "Then there is a training day on Friday, from eight to four."
    cut = (
        f.NodeEntered(0, "next-steps", False),
        f.LineStarted(0, 0, "next-steps", 9000, True),
        f.PartStarted(
            0, 0, 0, "say", f"There are three things. First, {scenario.facts['contract'].say}.", 4000
        ),
        f.PartEnded(4000, 0, 0, True, 4000),
        f.PartStarted(5200, 0, 2, "say", words, 8200),
        f.BargedIn(6500, 0, 5800),
        f.PartEnded(6500, 0, 2, False, 1300),
        f.LineEnded(6500, 0, True),
    )
    report = review_notes([Note("contract back Thurs")], cut, scenario, CARD)
    assert [(x.key, x.result) for x in report.findings] == [("contract", "noted")]
    assert {x.fact.key: x.lost_by for x in report.lost} == dict.fromkeys(("test", "training"), "interruption")
    assert results(report) == {"C8": "pass", "C9": "pass", "E6": "not-measurable"}
    resumed = (
        *cut,
        f.LineStarted(8000, 1, "next-steps", 11_000, True),
        f.PartStarted(8000, 1, 2, "say", words, 11_000),
        f.PartEnded(11_000, 1, 2, True, 3000),
    )
    again = review_notes([], resumed, scenario, CARD)
    assert [x.key for x in again.findings] == ["contract", "training"]


def test_a_disclosure_that_was_spoken_over_is_lost() -> None:
    report = review("hired", "interrupting")
    lost = {x.fact.key: x.lost_by for x in report.lost}
    assert lost.get("praise") in ("speaking first", "interruption")
    assert "praise" not in [x.key for x in report.findings]


def test_the_three_checks() -> None:
    good = [Note("start Mon 9", 20_000), Note("contract email Thurs"), Note("trng Fri 8-4"), Note("Dana 274"),
            Note("drug test Mill St")]  # fmt: skip
    assert results(review("hired", "polite", *good)) == {"C8": "pass", "C9": "pass", "E6": "pass"}
    few = review("hired", "polite", Note("start Mon 9"))
    assert results(few) == {"C8": "pass", "C9": "fail", "E6": "fail"}
    wrong = review("hired", "polite", *good[:4], Note("Dana 247"), Note("drug test"))
    assert wrong.contact is not None
    checks = {c.id: c for c in notes_checks(review("hired", "polite", *good[:3], Note("Dana 247")), True)}
    assert checks["C9"].result == checks["E6"].result == "fail" and "247" in checks["C9"].why
    none = review("hired", "polite")
    assert set(results(none, possible=False).values()) == {"not-measurable"}
    assert results(none) == {"C8": "fail", "C9": "fail", "E6": "fail"}


def test_whom_to_ask_for_and_when_to_call_back() -> None:
    report = review("not-hired", "polite", Note("Judith Vance HR"), Note("apply again Oct"))
    assert report.contact is None
    assert [(x.key, x.result) for x in report.call_back] == [("again", "noted")]
    other = review("runner-up", "polite", Note("Helen Marsh x119"))
    assert other.contact is not None and (other.contact.result, other.contact.key) == ("noted", "contact")


def test_a_note_is_of_what_was_said_before_it() -> None:
    scenario, facts = call("hired", "polite")
    at = {each.fact.key: each.at_ms for each in facts_heard(facts, scenario, CARD)}

    def found(*notes: Note) -> dict[str, str]:
        return {x.key: x.result for x in review_notes(notes, facts, scenario, CARD).findings}

    start, contact = at["start"], at["contact"]
    assert found(Note("start Mon 9", start - 4000, start - 2000))["start"] == "missed"
    assert found(Note("start Mon 9", start - 500, start + 3000))["start"] == "noted"
    assert found(Note("start Mon 9"))["start"] == "noted", "paper has no time"
    name = Note("Dana Whitfield", 4000, 6000)
    assert found(name)["contact"] == "missed"
    assert found(name, Note("x 274", contact + 2000, contact + 3000))["contact"] == "noted", (
        "the name came first"
    )
