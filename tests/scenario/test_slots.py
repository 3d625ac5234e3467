"""Slots, and dates and times of day as they are said."""

import datetime as dt

import pytest

from simulator.scenario import spoken
from simulator.scenario.candidate import example_candidate
from simulator.scenario.model import Scenario
from simulator.scenario.slots import SLOTS, fill, slots_in

SCENARIO = Scenario.model_validate(
    {
        "format": 1,
        "id": "a",
        "title": "A",
        "outcome": "positive",
        "recruiter": {"name": "Dana Whitfield"},
        "company": "Contoso",
        "facts": {"day": {"say": "on Monday with {recruiter.first_name}"}},
        "start": "a",
        "nodes": {"a": {"say": "Hello", "end": True}},
    }
)
TIMED = example_candidate()
UNTIMED = TIMED.model_copy(update={"interview": TIMED.interview_date, "company": None})


@pytest.mark.parametrize(
    ("text", "timed", "untimed"),
    [
        ("{company}, {recruiter.name}.", "Northwind Traders, Dana Whitfield.", "Contoso, Dana Whitfield."),
        ("{candidate.first_name} of {candidate.company}", "Jordan of Northwind Traders", "Jordan of Contoso"),
        ("{fact.day}.", "On Monday with Dana.", "On Monday with Dana."),
        ("At two p.m. {fact.day}.", "At two p.m. on Monday with Dana.", "At two p.m. on Monday with Dana."),
        ("It is {fact.day}.", "It is on Monday with Dana.", "It is on Monday with Dana."),
        (
            "I was there {candidate.interview_when}.",
            "I was there on Wednesday, June third at two p.m.",
            "I was there on Wednesday, June third.",
        ),
        ("at {candidate.interview_time} then", "at two p.m. then", "at then"),
        ("{candidate.interview_spoken}", "Wednesday, June third", "Wednesday, June third"),
    ],
)
def test_slots(text: str, timed: str, untimed: str) -> None:
    assert fill(text, SCENARIO, TIMED) == timed
    assert fill(text, SCENARIO, UNTIMED) == untimed


@pytest.mark.parametrize("text", ["{candidate.nmae}", "{fact.none}", "{}", "{candidate.__class__}", "{0}"])
def test_an_unknown_slot_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="there is no slot"):
        fill(text, SCENARIO, TIMED)


def test_a_candidate_cannot_bring_slots_of_their_own() -> None:
    card = TIMED.model_copy(update={"name": "{fact.day}"})
    assert fill("{candidate.name}", SCENARIO, card) == "{fact.day}"


def test_slots_in() -> None:
    assert slots_in("{a} b {c.d}{}") == ("a", "c.d", "")
    assert all(slots_in(f"{{{name}}}") == (name,) for name in SLOTS)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 6, 3), "Wednesday, June third"),
        (dt.date(2026, 1, 31), "Saturday, January thirty-first"),
        (dt.date(2026, 2, 12), "Thursday, February twelfth"),
        (dt.date(2026, 8, 20), "Thursday, August twentieth"),
        (dt.date(2026, 12, 25), "Friday, December twenty-fifth"),
    ],
)
def test_spoken_dates(day: dt.date, said: str) -> None:
    assert spoken.date(day) == said


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("14:00", "two p.m."),
        ("14:30", "two thirty p.m."),
        ("09:05", "nine oh five a.m."),
        ("00:15", "twelve fifteen a.m."),
        ("12:45", "twelve forty-five p.m."),
        ("12:00", "noon"),
        ("00:00", "midnight"),
        ("23:59", "eleven fifty-nine p.m."),
    ],
)
def test_spoken_times(clock: str, said: str) -> None:
    assert spoken.time(dt.time.fromisoformat(clock)) == said
