"""What to say instead, and what it would have brought, in the words of the card and the scenario."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.reports.html.call import ReportedCall
from simulator.scenario.model import Words
from simulator.scenario.slots import fill
from simulator.scoring.advice import instead
from simulator.scoring.check import Check
from simulator.scoring.lines import RecruiterLine
from simulator.scoring.scorecard import Said

FACTS = {"D4": "strength", "D5": "advice", "D6": "reason", "D7": "opening", "D8": "opening"}
"""Rubric id -> the scenario's fact that answers it, where the scenario has one of that name."""


@dataclass(frozen=True, slots=True)
class Coaching:
    """For a failed check. `missed` is what the recruiter had to say and the caller never heard, or empty."""

    instead: str
    missed: str = ""


def coach(check: Check, call: ReportedCall) -> Coaching:
    """One sentence to say or do next time, and what it would have brought."""
    return Coaching(instead(check.id, call.candidate, call.scenario), _missed(check, call))


def unheard(line: RecruiterLine, call: ReportedCall) -> str:
    """The words of a line that was cut off that were not said later either; empty where none are known."""
    if not line.cut or not line.parts or call.card.turns is None:
        return ""
    said = {part.text for each in call.card.turns.lines for part in each.parts if part.said}
    last = line.parts[-1]
    words = []
    if not last.said and last.text not in said:
        row = said_at(call.card.transcript, last.segment.start, "recruiter")
        heard = row.text.removesuffix("—").rstrip() if row else ""
        words.append(f"… {last.text.removeprefix(heard).lstrip(' ,;')}")
    scenario, candidate = call.scenario, call.candidate
    if scenario is not None and candidate is not None and line.node in scenario.nodes and not line.prompt:
        parts = scenario.nodes[line.node].say
        planned = [fill(part.say, scenario, candidate) for part in parts if isinstance(part, Words)]
        if last.text in planned:
            words += [text for text in planned[planned.index(last.text) + 1 :] if text not in said]
    return " ".join(words)


def said_at(transcript: Sequence[Said], at: int, party: str) -> Said | None:
    """The row of `party` that is being said at `at` ms."""
    return next((row for row in transcript if row.party == party and row.start_ms <= at < row.end_ms), None)


def _missed(check: Check, call: ReportedCall) -> str:
    card = call.card
    lines = card.turns.lines if card.turns else ()
    match check.id:
        case "C2" | "C3":
            cut = {
                o.line
                for o in (card.turns.overlaps if card.turns else ())
                if o.kind == "interruption" and o.into_pause == (check.id == "C3")
            }
            return " … ".join(rest for line in lines if line.number in cut and (rest := unheard(line, call)))
        case "C10":
            return " … ".join(told.text for told in card.disclosures if not told.earned and told.text)
    key = FACTS.get(check.id)
    if key is None or call.scenario is None or call.candidate is None or key not in call.scenario.facts:
        return ""
    fact = fill(f"{{fact.{key}}}", call.scenario, call.candidate)
    said = " ".join(part.text for line in lines for part in line.parts if part.said).casefold()
    words = fact.casefold().rstrip(".")
    return "" if words and words in said else fact
