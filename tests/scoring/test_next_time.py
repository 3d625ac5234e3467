"""What to change and what to call next, as tables: checks that failed now, earlier ones, and the choice."""

import pytest
from scoring.drawn import CARD

from simulator import paths
from simulator.scenario.reader import list_all
from simulator.scoring.advice import MOST, ORDER, Change, Habit, advice, weight
from simulator.scoring.check import check
from simulator.scoring.next_time import Option, next_call, trained_by
from simulator.scoring.rubric import RUBRIC
from simulator.scoring.scorecard import Scorecard
from simulator.timeline import THRESHOLDS, Timeline

SCENARIOS = {each.scenario.id: each.scenario for each in list_all((paths.content("scenarios"),))}


def card_of(failed: str, passed: str = "") -> Scorecard:
    checks = [check(code, "fail", "Not heard.") for code in failed.split()]
    checks += [check(code, "pass") for code in passed.split()]
    return Scorecard(
        1000, 2, 16_000, "d", "r", (), tuple(checks), Timeline(), None, (), THRESHOLDS, 0, True, "caller", ()
    )


@pytest.mark.parametrize(
    ("failed", "habits", "expected"),
    [
        ("", {}, []),
        ("E2", {}, ["E2"]),
        ("E2 C2 D4", {}, ["C2", "D4", "E2"]),
        ("B1 B2 B5 E2 C2 D4", {}, ["B5 B1 B2", "C2", "D4"]),  # the whole introduction is one thing
        ("B1 B6", {}, ["B1"]),  # what was never said was not said unasked either
        ("C2 C3", {}, ["C2 C3"]),  # the same thing once
        ("E2 C4 B6 C9 D7", {}, ["E2", "C4", "B6"]),  # never more than three
        ("E2 C4 B6 C9 D7", {"D7": (0, 10)}, ["D7", "E2", "C4"]),  # the habit goes first
        ("E2 C4 B6 C9 D7", {"D7": (10, 0)}, ["E2", "C4", "B6"]),  # it was no habit
        ("C2 E6", {"E6": (0, 10)}, ["C2", "E6"]),  # a habit doubles: the least matter stays behind the most
        ("C1 D4", {"D4": (0, 1)}, ["D4", "C1"]),  # neighbours change places
        ("B1 B2 B3 D12", {"B3": (2, 8)}, ["B3 B1 B2", "D12"]),
    ],
)
def test_what_to_change(failed: str, habits: dict[str, tuple[int, int]], expected: list[str]) -> None:
    earlier = {code: Habit(*counts) for code, counts in habits.items()}
    found = advice(card_of(failed, "B8 E1"), CARD, None, earlier)
    assert [" ".join(change.checks) for change in found] == expected
    assert all(change.habit == earlier.get(change.checks[0]) for change in found)
    assert len(found) <= MOST


def test_a_habit_weighs_at_most_twice_and_practice_never_makes_lighter_than_new() -> None:
    for code in ORDER:
        assert weight(code) == weight(code, Habit(10, 0))
        assert weight(code) < weight(code, Habit(0, 1)) < weight(code, Habit(0, 10)) < 2 * weight(code)


@pytest.mark.parametrize(
    ("wanted", "chosen", "trains"),
    [
        ("B1", "introduction-drill", "B1"),
        ("C3", "silence-drill", "C3"),
        ("C3 C10 D4", "the-rambler", "C3 C10 D4"),
        ("E1", "goodbye-drill", "E1"),
        ("E2 E4 E5", "goodbye-drill", "E2 E4 E5"),
        ("D13", "runner-up", "D13"),
        ("D1 E2", "", "D1 E2"),
        ("C9 E6 D14", "", "C9 E6 D14"),
        ("D14 D1 B1", "", "D14 B1"),  # no call has two verdicts: the weightier one is trained
    ],
)
def test_what_to_call_next(wanted: str, chosen: str, trains: str) -> None:
    found = next_call([Change((code,), "") for code in wanted.split()], map(Option, SCENARIOS.values()))
    assert found is not None
    assert found.scenario in ([chosen] if chosen else SCENARIOS) and " ".join(found.trains) == trains
    assert set(found.trains) == set(wanted.split()) & trained_by(SCENARIOS[found.scenario])
    assert found.command == f"simulator call {found.scenario}"


def test_between_equals_another_one_then_the_least_practised_then_the_easiest() -> None:
    one = SCENARIOS["goodbye-drill"]
    twins = [one.model_copy(update={"id": name, "difficulty": level}) for name, level in (("x", 2), ("y", 1))]
    changes = [Change(("E1",), "")]

    def chosen(played: str, practised: dict[str, int]) -> str:
        options = [Option(twin, practised.get(twin.id, 0)) for twin in twins]
        found = next_call(
            changes, options, next((t for t in twins if t.id == played), None), " --scenarios p"
        )
        assert found is not None and found.command == f"simulator call {found.scenario} --scenarios p"
        return found.scenario

    assert chosen("", {}) == "y"
    assert chosen("", {"y": 1}) == "x"
    assert chosen("y", {"x": 9}) == "x"


def test_who_made_no_mistake_is_sent_to_a_harder_one() -> None:
    options = [Option(scenario, 1) for scenario in SCENARIOS.values()]
    for played in SCENARIOS.values():
        found = next_call((), options, played)
        assert found is not None and found.scenario != played.id
        hardest = max(s.difficulty for s in SCENARIOS.values())
        assert SCENARIOS[found.scenario].difficulty > min(played.difficulty, hardest - 1)
    assert next_call((), []) is None
    assert next_call([Change(("B1",), "")], []) is None


def test_every_check_is_trained_somewhere_and_no_scenario_trains_what_it_cannot_show() -> None:
    trained = {name: trained_by(scenario) for name, scenario in SCENARIOS.items()}
    assert set().union(*trained.values()) == {criterion.id for criterion in RUBRIC}
    assert not {"D4", "E2", "C5"} & trained["introduction-drill"]
    assert not {"B1", "C3", "C10"} & trained["goodbye-drill"] and "E2" not in trained["silence-drill"]
    assert "D7" not in trained["cold-shoulder"] and "D1" not in trained["runner-up"]
