"""C8, C9 and E6: the notes against what the recruiter really said and the caller really let them say.

    line   "RRRRRRRRRR|rrrrr"      said up to the bar, then cut off by the caller
    fact    ^said      ^lost       a fact behind the bar was lost by the interruption, not missed by the notes

Where in a part that was cut off a fact stood is taken from its place in the words, which is right to about a
syllable in ten; a fact counts as said only where it ended clearly before the cut.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from simulator.call import facts as f
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Disclose, Fact, Scenario, Words
from simulator.scenario.slots import fill, slots_in
from simulator.scoring.check import Check, Result, check
from simulator.scoring.scorecard import Scorecard
from simulator.timeline import Segment
from simulator.understanding.note_values import read_values
from simulator.understanding.notes import Finding, Note, SaidFact, check_notes

IDS = ("C8", "C9", "E6")

NOTED_PERCENT = 60
"""Share of the facts that were said which the notes must hold, wholly or in part, for C9."""

CUT_MARGIN = 0.1
"""A fact must end this much of the part's length before the cut to count as said."""

_BACK = re.compile(
    r"\b(?:call|ring|phone|write|apply|applications?|decided?|decision|hear|let you know|again|back)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FactHeard:
    """A fact of the scenario that came up. `lost_by` says what cut it off; empty where it was said.

    at_ms: when the part began that holds it, or when the caller's speech cost it.
    """

    fact: SaidFact
    at_ms: int
    lost_by: Literal["", "interruption", "speaking first"] = ""


@dataclass(frozen=True, slots=True)
class NotesReport:
    """The notes, checked. `findings` are of the facts that were said, in the order of the call.

    contact: the finding for whom to ask for, None where no contact was said. call_back: those that say when
    to call, apply or hear again.
    """

    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]
    lost: tuple[FactHeard, ...]
    contact: Finding | None
    call_back: tuple[Finding, ...]

    def count(self, *results: str) -> int:
        return sum(finding.result in results for finding in self.findings)


def facts_heard(facts: Sequence[f.Fact], scenario: Scenario, candidate: Candidate) -> tuple[FactHeard, ...]:
    """Every fact of the scenario that was said or lost, once each, in the order in which it came up.

    A fact that was cut off and said later was said. Facts of lines that never came up are not there.
    """
    found: dict[str, FactHeard] = {}
    node = ""
    line: f.LineStarted | None = None
    reached = -1
    parts: list[f.PartStarted] = []
    barged: dict[int, int] = {fact.line: fact.onset for fact in facts if isinstance(fact, f.BargedIn)}
    for fact in facts:
        match fact:
            case f.NodeEntered():
                node = fact.node
            case f.LineStarted():
                line, parts, reached = fact, [], -1
            case f.PartStarted():
                parts.append(fact)
                reached = max(reached, fact.part)
            case f.PartEnded() if parts and parts[-1].kind in ("say", "disclosure"):
                _part(found, parts[-1], fact, scenario, candidate)
            case f.DisclosureLost():
                _lost(found, scenario, candidate, node, (fact.part,), fact.onset, "speaking first")
            case f.LineEnded() if fact.cut and line is not None and line.node == node:
                later = range(reached + 1, len(scenario.nodes[node].say)) if node in scenario.nodes else ()
                _lost(found, scenario, candidate, node, later, barged.get(fact.line, fact.at), "interruption")
    return tuple(sorted(found.values(), key=lambda heard: heard.at_ms))


def _part(
    found: dict[str, FactHeard],
    started: f.PartStarted,
    ended: f.PartEnded,
    scenario: Scenario,
    card: Candidate,
) -> None:
    """The facts in one part's words; of a part that was cut off those that were heard before the cut."""
    planned = max(1, started.planned_end - started.at)
    heard = 1.0 if ended.said else ended.heard_ms / planned - CUT_MARGIN
    for key, fact in scenario.facts.items():
        said = _said(key, fact, scenario, card)
        at = started.text.find(said.say)
        if at < 0:
            continue
        if (at + len(said.say)) / len(started.text) <= heard:
            if key not in found or found[key].lost_by:
                found[key] = FactHeard(said, started.at)
        elif key not in found:
            found[key] = FactHeard(said, ended.at, "interruption")


def _lost(
    found: dict[str, FactHeard],
    scenario: Scenario,
    card: Candidate,
    node: str,
    parts: Sequence[int],
    at_ms: int,
    by: Literal["interruption", "speaking first"],
) -> None:
    """The facts in parts that were never begun."""
    say = scenario.nodes[node].say if node in scenario.nodes else ()
    for index in parts:
        part = say[index] if index < len(say) else None
        text = (
            part.say if isinstance(part, Words) else part.disclose.say if isinstance(part, Disclose) else ""
        )
        if by == "interruption" and isinstance(part, Disclose):
            by_now: Literal["interruption", "speaking first"] = "speaking first"
        else:
            by_now = by
        for slot in slots_in(text):
            key = slot.removeprefix("fact.")
            if slot.startswith("fact.") and key in scenario.facts and key not in found:
                said = _said(key, scenario.facts[key], scenario, card)
                found[key] = FactHeard(said, at_ms, by_now)


def _said(key: str, fact: Fact, scenario: Scenario, card: Candidate) -> SaidFact:
    return SaidFact(key, fill(fact.say, scenario, card), fact.note)


def review_notes(
    notes: Sequence[Note], facts: Sequence[f.Fact], scenario: Scenario, candidate: Candidate
) -> NotesReport:
    """Checks the notes of a call against its facts."""
    heard = facts_heard(facts, scenario, candidate)
    said = tuple(each.fact for each in heard if not each.lost_by)
    findings = _once_said(notes, check_notes(notes, said), [each for each in heard if not each.lost_by])
    name = scenario.recruiter.name
    contact = next(
        (
            finding
            for finding, fact in zip(findings, said, strict=True)
            if "contact" in fact.key or any(name == word for word in fact.note)
        ),
        None,
    )
    call_back = tuple(
        finding
        for finding, fact in zip(findings, said, strict=True)
        if finding is not contact and _tells_when(fact)
    )
    return NotesReport(
        tuple(notes), findings, tuple(each for each in heard if each.lost_by), contact, call_back
    )


def _once_said(
    notes: Sequence[Note], findings: Sequence[Finding], heard: Sequence[FactHeard]
) -> tuple[Finding, ...]:
    """A fact that was written down before it was said is guessed or known from an earlier call, not noted.

    It is enough that a part of it was written after it was said: a name may have come up before.
    """
    said = [each.fact for each in heard]

    def missed(index: int) -> bool:
        later = [note for note in notes if note.end_ms is None or note.end_ms >= heard[index].at_ms]
        return check_notes(later, said)[index].result == "missed"

    return tuple(
        Finding(each.key, "missed", why="You wrote it before they said it.")
        if each.result != "missed" and missed(index)
        else each
        for index, each in enumerate(findings)
    )


def _tells_when(fact: SaidFact) -> bool:
    """Whether it says on which day or after how long something is to be heard or done again."""
    timed = any(v.kind in ("weekday", "month", "date", "duration", "time") for v in read_values(fact.say)[0])
    return timed and bool(_BACK.search(fact.say))


def notes_checks(report: NotesReport, possible: bool) -> tuple[Check, ...]:
    """C8, C9 and E6. `possible`: the call had a place to type notes.

    Without any note, and without that, nothing can be measured: paper is not seen.
    """
    if not report.notes and not possible:
        why = "No notes were typed. If you wrote on paper, type them in: simulator notes SESSION"
        return tuple(check(code, "not-measurable", why) for code in IDS)
    return (_took(report), _hold(report), _contact(report))


def _took(report: NotesReport) -> Check:
    if not report.notes:
        return check("C8", "fail", "You took no notes.")
    during = [note for note in report.notes if note.at_ms is not None]
    if not during:
        return check("C8", "pass", "You typed your notes in after the call.")
    first = during[0].at_ms or 0
    why = f"You took {len(report.notes)} note{'' if len(report.notes) == 1 else 's'}."
    return check("C8", "pass", why, at=Segment(first, first + 1), heard=during[0].text)


def _hold(report: NotesReport) -> Check:
    findings = report.findings
    if not findings:
        return check("C9", "not-measurable", "The recruiter said nothing that was worth noting.")
    wrong = next((each for each in findings if each.result == "wrong"), None)
    if wrong is not None:
        return _resting_on(wrong, "C9", "fail", wrong.why)
    held = report.count("noted", "partly")
    missed = [each.key for each in findings if each.result == "missed"]
    why = f"Your notes hold {held} of {len(findings)} facts"
    why += f"; missed: {', '.join(missed)}." if missed else "."
    if report.lost:
        why += f" {len(report.lost)} more you never heard, because you spoke too soon."
    result: Result = "pass" if 100 * held >= NOTED_PERCENT * len(findings) else "fail"
    return check("C9", result, why)


def _contact(report: NotesReport) -> Check:
    contact = report.contact
    if contact is None:
        lost = any("contact" in each.fact.key for each in report.lost)
        why = "You spoke before they could name a contact." if lost else "They named no contact."
        return check("E6", "not-measurable", why)
    if contact.result == "noted":
        return _resting_on(contact, "E6", "pass", "")
    if contact.result == "missed":
        return check("E6", "fail", "Your notes do not hold whom to ask for.")
    return _resting_on(contact, "E6", "fail", contact.why)


def _resting_on(finding: Finding, code: str, result: Result, why: str) -> Check:
    at = None if finding.at_ms is None else Segment(finding.at_ms, finding.at_ms + 1)
    return check(code, result, why, at=at, heard=finding.heard)


def with_notes(card: Scorecard, report: NotesReport, possible: bool) -> Scorecard:
    """The scorecard with the checks of the notes in their places."""
    found = {each.id: each for each in notes_checks(report, possible)}
    checks: list[Check] = [each for each in card.checks if each.id not in found]
    for code in IDS:
        place = max((i for i, each in enumerate(checks) if _before(each.id, code)), default=-1) + 1
        checks.insert(place, found[code])
    return replace(card, checks=tuple(checks))


def _before(one: str, other: str) -> bool:
    return (one[0], int(one[1:])) < (other[0], int(other[1:]))
