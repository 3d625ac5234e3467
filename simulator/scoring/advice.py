"""At most three things to do differently next time, built from what failed, in the words of the card.

The order is the article's: without who, what and why there is no conversation; then silence, which earns the
most; then the reaction and the ending. Three or more gaps in the introduction are one piece of advice, the
whole introduction, so that two others have room.
"""

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

_INTRODUCTION = ("B1", "B2", "B3", "B4", "B5")
_SAME = (
    ("B3", "B4"), ("C8", "C9"), ("C2", "C3"), ("E1", "E3"),
    ("D4", "D5", "D6"), ("D7", "D8"), ("D10", "D11", "D13"),
)  # fmt: skip
"""Advice that comes to the same thing is given once."""


def advice(
    card: Scorecard, candidate: Candidate | None = None, scenario: Scenario | None = None
) -> tuple[str, ...]:
    """Up to three sentences; empty where nothing failed."""
    failed = [code for code in ORDER if (found := card.check(code)) is not None and found.result == "fail"]
    result: list[str] = []
    gaps = [code for code in failed if code in _INTRODUCTION]
    if len(gaps) > 2:
        result.append(f"Say it all at once when they answer: “{_words(candidate, scenario)['introduction']}”")
        failed = [code for code in failed if code not in _INTRODUCTION]
    if gaps:
        failed = [code for code in failed if code != "B6"]
    given: set[str] = set()
    for code in failed:
        if len(result) == MOST:
            break
        if code not in given:
            result.append(instead(code, candidate, scenario))
            given.update(*(group for group in _SAME if code in group))
    return tuple(result)


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
