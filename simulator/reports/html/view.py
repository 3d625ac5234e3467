"""A report in the order of its reading: everything the template says, worked out before it is written."""

import re
from dataclasses import dataclass

from simulator.reports.html import highlight, picture
from simulator.reports.html.call import ReportedCall
from simulator.reports.html.coaching import Coaching, coach, said_at, unheard
from simulator.reports.html.curves import Curve, Stretched, curve, stretched
from simulator.reports.html.moments import Kind, Moment, moments, rows
from simulator.reports.setup import LIMITS
from simulator.reports.terminal import ENDED, OUTCOMES
from simulator.scoring.check import Check
from simulator.scoring.lines import RecruiterLine
from simulator.scoring.rubric import STEPS
from simulator.timeline import Segment, Thresholds


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check with the moment that it rests on, and what to say instead where it failed."""

    check: Check
    at: Segment | None
    coaching: Coaching | None


@dataclass(frozen=True, slots=True)
class StepView:
    id: str
    number: int
    title: str
    checks: tuple[CheckView, ...]

    def count(self, result: str) -> int:
        return sum(view.check.result == result for view in self.checks)

    @property
    def measured(self) -> int:
        return self.count("pass") + self.count("fail")


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the recruiter's: the words that were heard, those that never went out, and what followed."""

    line: RecruiterLine
    heard: str
    unheard: str
    patience_ms: int | None


@dataclass(frozen=True, slots=True)
class Take:
    """One call as it is shown. `key` tells two calls in one page apart."""

    key: str
    call: ReportedCall
    title: str
    them: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[StepView, ...]
    rows: tuple[highlight.Row, ...]
    moments: tuple[Moment, ...]
    moment_rows: dict[Kind, int]
    lanes: tuple[picture.Lane, ...]
    scale: picture.Scale
    lines: tuple[LineView, ...]
    curves: tuple[Curve, ...]
    stretches: tuple[Stretched, ...]


def take(call: ReportedCall, key: str = "a") -> Take:
    """Everything that is shown of `call`."""
    card, scenario = call.card, call.scenario
    found = moments(call)
    return Take(
        key,
        call,
        scenario.title if scenario else "A recorded call",
        scenario.recruiter.name.split()[0] if scenario and scenario.recruiter.name.split() else "Recruiter",
        _facts(call),
        _steps(call),
        highlight.rows(card),
        found,
        rows(found),
        picture.lanes(card, call.caller_peaks, call.recruiter_peaks),
        picture.Scale(card.duration_ms),
        _lines(call),
        tuple(curve(course, card.duration_ms) for course in call.courses),
        stretched(call.courses),
    )


def _facts(call: ReportedCall) -> tuple[tuple[str, str], ...]:
    card, scenario = call.card, call.scenario
    pairs: list[tuple[str, str]] = []
    if scenario is not None:
        company = (call.candidate and call.candidate.company) or scenario.company
        role = f", {scenario.recruiter.title}" if scenario.recruiter.title else ""
        pairs.append(("Recruiter", f"{scenario.recruiter.name}{role}, {company}"))
        never = "; the verdict was never given" if card.verdict_given is False else ""
        pairs.append(("Outcome", OUTCOMES[scenario.outcome] + never))
    if call.candidate is not None:
        pairs.append(("You", f"{call.candidate.name}, for {call.candidate.position}"))
    if call.started is not None:
        pairs.append(("Called", f"{call.started:%A, %d %B %Y, %H:%M}"))
    if card.ended_by:
        pairs.append(("Ended", ENDED[card.ended_by]))
    return tuple(pairs)


def _steps(call: ReportedCall) -> tuple[StepView, ...]:
    found = []
    for number, (step, title) in enumerate(STEPS.items(), start=1):
        checks = tuple(_check(c, call) for c in call.card.checks if c.criterion.step == step)
        if checks:
            found.append(StepView(step, number, title, checks))
    return tuple(found)


def _check(check: Check, call: ReportedCall) -> CheckView:
    return CheckView(check, _moment(check, call), coach(check, call) if check.result == "fail" else None)


def _moment(check: Check, call: ReportedCall) -> Segment | None:
    """The check's moment; where that is a single point, to the end of what is being said there."""
    if check.start_ms is None or check.end_ms is None:
        return None
    start, end = check.start_ms, max(check.end_ms, check.start_ms + 1)
    if end - start < 100:
        transcript = call.card.transcript
        row = said_at(transcript, start, "recruiter") or said_at(transcript, start, "caller")
        end = max(end, row.end_ms if row else end)
    return Segment(start, end)


def _lines(call: ReportedCall) -> tuple[LineView, ...]:
    turns = call.card.turns
    if turns is None:
        return ()
    waited = {p.line: p.ms for p in reversed(turns.patience)}
    return tuple(
        LineView(line, _heard(line, call), unheard(line, call), waited.get(line.number))
        for line in turns.lines
    )


def _heard(line: RecruiterLine, call: ReportedCall) -> str:
    """The recruiter's words that began during the line."""
    end = max(line.end, line.start + 1)
    said = (
        row.text
        for row in call.card.transcript
        if row.party == "recruiter" and line.start <= row.start_ms < end
    )
    return " ".join(text for text in said if text)


@dataclass(frozen=True, slots=True)
class Threshold:
    name: str
    value: float
    meaning: str


def thresholds(values: Thresholds) -> tuple[Threshold, ...]:
    """Every number that decided a turn, with its meaning and source; and the limits."""
    documented = re.findall(r"^    (\w+): (.+(?:\n        .+)*)", Thresholds.__doc__ or "", re.MULTILINE)
    meanings = {name: " ".join(text.replace("`", "").split()) for name, text in documented}

    def meaning(name: str) -> str:
        beside = next((f"see {other}" for other, text in meanings.items() if name in text), "")
        return meanings.get(name, beside)

    turns = (
        Threshold(name, getattr(values, name), meaning(name)) for name in Thresholds.__dataclass_fields__
    )
    return (*turns, *(Threshold(*limit) for limit in LIMITS))
