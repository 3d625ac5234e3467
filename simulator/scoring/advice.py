"""At most three things to do differently next time, built from what failed, in the words of the card.

What is worth most comes first. The rubric's worth is the article's order: without who, what and why there is
no conversation; then silence, which earns the most; then the reaction and the ending. What failed in every
earlier call is worth twice as much as what failed for the first time. Three or more gaps in the introduction
are one piece of advice, the whole introduction, so that two others have room.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.scenario import spoken
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario
from simulator.scoring.rubric import BY_ID
from simulator.scoring.scorecard import Scorecard

MOST = 3

ORDER = (
    "B5", "B1", "B2", "B3", "C2", "C3", "C10", "B4", "D12", "B8", "C1", "D4", "D1", "D14", "D13", "D10", "E2",
    "C4", "B6", "C9", "D7", "D5", "D2", "D15", "E4", "D11", "D9", "D6", "E1", "E3", "D3", "C5", "B7", "E5",
    "D8", "C8", "E6",
)  # fmt: skip
"""Rubric ids, the most important first."""

INTRODUCTION = ("B1", "B2", "B3", "B4", "B5")
_SAME = (
    ("B3", "B4"), ("C8", "C9"), ("C2", "C3"), ("E1", "E3"),
    ("D4", "D5", "D6"), ("D7", "D8"), ("D10", "D11", "D13"),
)  # fmt: skip
"""Advice that comes to the same thing is given once."""

_DOUBT = 2
"""Earlier calls that are taken to have passed: one failure alone makes no habit."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How one check came out in the caller's earlier calls, where it could be measured."""

    passed: int
    failed: int

    @property
    def calls(self) -> int:
        return self.passed + self.failed

    @property
    def told(self) -> str:
        return f"failed in {self.failed} of your last {self.calls} calls that tested it"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to do differently. `checks`: the rubric ids that failed for want of it, the weightiest first.

    habit: the earlier results of the first of them; None where there are none.
    """

    checks: tuple[str, ...]
    text: str
    habit: Habit | None = None


def advice(
    card: Scorecard,
    candidate: Candidate | None = None,
    scenario: Scenario | None = None,
    habits: Mapping[str, Habit] | None = None,
) -> tuple[Change, ...]:
    """Up to three changes, the weightiest first; empty where nothing failed. `habits`: by rubric id."""
    habits = habits or {}
    failed = [code for code in ORDER if (found := card.check(code)) is not None and found.result == "fail"]
    failed.sort(key=lambda code: -weight(code, habits.get(code)))
    result: list[Change] = []
    gaps = [code for code in failed if code in INTRODUCTION]
    if len(gaps) > 2:
        whole = f"Say it all at once when they answer: “{_words(candidate, scenario)['introduction']}”"
        result.append(Change(tuple(gaps), whole, habits.get(gaps[0])))
        failed = [code for code in failed if code not in INTRODUCTION]
    if gaps:
        failed = [code for code in failed if code != "B6"]
    given: set[str] = set()
    for code in failed:
        if len(result) == MOST:
            break
        if code not in given:
            same = {code}.union(*(group for group in _SAME if code in group))
            result.append(
                Change(
                    tuple(c for c in failed if c in same),
                    instead(code, candidate, scenario),
                    habits.get(code),
                )
            )
            given |= same
    return tuple(result)


def weight(code: str, habit: Habit | None = None) -> float:
    """What a failed check is worth: from 1 down in the rubric's order, and up to twice that by habit."""
    worth = 1 - ORDER.index(code) / len(ORDER)
    return worth * (1 + (habit.failed / (habit.calls + _DOUBT) if habit else 0))


def instead(code: str, candidate: Candidate | None = None, scenario: Scenario | None = None) -> str:
    """What to do or say instead, for the check of rubric id `code`."""
    return BY_ID[code].instead.format(**_words(candidate, scenario))


def _words(candidate: Candidate | None, scenario: Scenario | None) -> dict[str, str]:
    """The slots of `Criterion.instead`. Without a card they stay the reader's to fill."""
    company = (candidate and candidate.company) or (scenario and scenario.company) or "your company"
    if candidate is None:
        name, position, date = "your name", "the job's title", "on its date"
    else:
        name, position = candidate.name, candidate.position
        date = f"on {spoken.date(candidate.interview_date)}"
        if candidate.interview_time is not None:
            date += f" at {spoken.time(candidate.interview_time)}"
    introduction = (
        f"Hello, this is {name}. I interviewed {date} for the {position} position, "
        "and I'm calling to ask for feedback."
    )
    return {
        "name": name,
        "position": position,
        "date": date,
        "company": company,
        "introduction": introduction,
    }
