"""What the recruiter says only to those who stay silent: earned, or lost by speaking first."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.call import facts as f
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Disclose, Scenario
from simulator.scenario.slots import fill
from simulator.scoring.lines import RecruiterLine


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Said from `at_ms` on, or lost to the caller's onset there. `text` is empty where nothing tells it."""

    earned: bool
    at_ms: int
    text: str


def disclosures(
    facts: Sequence[f.Fact],
    lines: Sequence[RecruiterLine],
    scenario: Scenario | None,
    candidate: Candidate | None,
) -> tuple[Disclosure, ...]:
    """In order. The words of an earned one are from the facts, of a lost one from the scenario."""
    by_number = {line.number: line for line in lines}
    result = []
    for fact in facts:
        if isinstance(fact, f.DisclosureEarned):
            line = by_number.get(fact.line)
            said = (
                p.text for p in (line.parts if line else ()) if p.disclosure and p.segment.start == fact.at
            )
            result.append(Disclosure(True, fact.at, next(said, "")))
        elif isinstance(fact, f.DisclosureLost):
            node = by_number[fact.line].node if fact.line in by_number else ""
            result.append(Disclosure(False, fact.onset, _script(node, fact.part, scenario, candidate)))
    return tuple(result)


def _script(node: str, part: int, scenario: Scenario | None, candidate: Candidate | None) -> str:
    if scenario is None or candidate is None or node not in scenario.nodes:
        return ""
    parts = scenario.nodes[node].say
    if part >= len(parts) or not isinstance(found := parts[part], Disclose):
        return ""
    return fill(found.disclose.say, scenario, candidate)
