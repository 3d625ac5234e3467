"""Which scenario to call next: the one that trains exactly what is to change.

A scenario trains a check where a call of it can pass or fail it: silence inside a line needs a pause there,
and nobody asks a cold recruiter for other openings. Pure: from scenarios to a choice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulator.scenario.model import Disclose, Pause, Scenario, Variants, Words
from simulator.scoring.advice import Change
from simulator.scoring.reaction import HINT
from simulator.scoring.rubric import BY_ID, RUBRIC


@dataclass(frozen=True, slots=True)
class Option:
    """A scenario that can be called, and in how many calls it has been."""

    scenario: Scenario
    practised: int = 0


@dataclass(frozen=True, slots=True)
class NextCall:
    """The scenario to call next. trains: the rubric ids of the changes that it tests. command: to type."""

    scenario: str
    trains: tuple[str, ...]
    why: str
    command: str


@dataclass(frozen=True, slots=True)
class NextTime:
    """What a report says last: what to change, and where to try it."""

    changes: tuple[Change, ...] = ()
    call: NextCall | None = None


def next_call(
    changes: Sequence[Change], options: Iterable[Option], played: Scenario | None = None, more: str = ""
) -> NextCall | None:
    """The best of `options`; None where there is none. `more`: options that the command needs as well.

    First what trains the most of the changes, the weightier one where it cannot train all; of those the one
    that gives the most chances for its length, and tests least besides; then another than the one just
    played, the least practised and the easiest. Where nothing is to change, the least practised of the
    harder ones.
    """
    found = [(option, trained_by(option.scenario)) for option in options]
    if not changes:
        return _harder([option for option, _ in found], played, more)
    wanted = [change.checks[0] for change in changes]

    def rank(each: tuple[Option, frozenset[str]]) -> tuple[object, ...]:
        option, trains = each
        covered = [code in trains for code in wanted]
        others = len(trains - {code for change in changes for code in change.checks})
        scenario = option.scenario
        dense = sum(_chances(scenario, code) for code in wanted if code in trains) / scenario.length_s
        again = played is not None and scenario.id == played.id
        order = (again, option.practised, scenario.difficulty, scenario.id)
        return (-sum(covered), [not c for c in covered], -dense, others, *order)

    fitting = [(option, trains) for option, trains in found if any(code in trains for code in wanted)]
    if not fitting:
        return None
    best, trains = min(fitting, key=rank)
    covered = tuple(code for code in wanted if code in trains)
    return NextCall(best.scenario.id, covered, _why(covered, wanted), _command(best.scenario, more))


def trained_by(scenario: Scenario) -> frozenset[str]:
    """The rubric ids that a call of `scenario` can pass or fail."""
    parts = _parts(scenario)
    said = [text for part in parts for text in _texts(part)]
    decided = scenario.outcome != "none"
    friendly = scenario.recruiter.friendly
    needs = {
        "C3": _chances(scenario, "C3") > 0,
        "C5": decided,
        "C9": bool(scenario.facts),
        "C10": _chances(scenario, "C10") > 0,
        "D6": decided and not _says_why(scenario),
        "D7": friendly,
        "D8": friendly,
        "D13": any(HINT.search(text) for text in [*said, *(fact.say for fact in scenario.facts.values())]),
        "E6": "contact" in scenario.facts,
    }
    return frozenset(
        criterion.id
        for criterion in RUBRIC
        if needs.get(criterion.id, True)
        and criterion.counts_in(scenario.outcome)
        and (decided or criterion.step not in "DE")
        and (criterion.exercise in scenario.only or criterion.kind == "notes")
    )


def _chances(scenario: Scenario, code: str) -> int:
    """How often a call may test a check: as often as there are pauses or disclosures, any other once."""
    kinds: dict[str, type[Pause | Disclose]] = {"C3": Pause, "C10": Disclose}
    kind = kinds.get(code)
    return 1 if kind is None else sum(isinstance(part, kind) for part in _parts(scenario))


def _says_why(scenario: Scenario) -> bool:
    """Whether the verdict comes with its reason, so that there is nothing left to ask."""
    given = [part for node in scenario.nodes.values() if node.verdict for part in node.say]
    return any("{fact.reason}" in text for part in given for text in _texts(part))


def _parts(scenario: Scenario) -> list[Words | Variants | Pause | Disclose]:
    return [part for node in scenario.nodes.values() for part in node.say]


def _texts(part: Words | Variants | Pause | Disclose) -> tuple[str, ...]:
    match part:
        case Words():
            return (part.say,)
        case Variants():
            return part.any
        case Disclose():
            return (part.disclose.say,)
    return ()


def _harder(options: Sequence[Option], played: Scenario | None, more: str) -> NextCall | None:
    """Above the level of the call just played, or as hard as it gets; of those the least practised."""
    others = [option for option in options if played is None or option.scenario.id != played.id]
    if not others:
        return None
    hardest = max(option.scenario.difficulty for option in others)
    level = min(played.difficulty + 1, hardest) if played else 0
    best = min(
        (option for option in others if option.scenario.difficulty >= level),
        key=lambda o: (o.practised, o.scenario.difficulty, o.scenario.id),
    )
    harder = played is not None and best.scenario.difficulty > played.difficulty
    why = "It is harder." if harder else "You have practised it least."
    return NextCall(best.scenario.id, (), why, _command(best.scenario, more))


def _why(covered: tuple[str, ...], wanted: Sequence[str]) -> str:
    if len(covered) == len(wanted):
        return "It trains exactly this." if len(wanted) == 1 else f"It trains all {len(wanted)} of these."
    return f"It trains {len(covered)} of these {len(wanted)}: " + "; ".join(
        BY_ID[code].title for code in covered
    )


def _command(scenario: Scenario, more: str) -> str:
    return f"simulator call {scenario.id}{more}"
