"""Slots in what is said, such as `{candidate.name}`: a fixed set of names, and no code.

{company}  {recruiter.name}  {recruiter.first_name}  {recruiter.title}  {fact.KEY}
{candidate.name}  {candidate.first_name}  {candidate.position}  {candidate.company}
{candidate.interview_date}    "Wednesday, June third"
{candidate.interview_time}    "two p.m.", or nothing where the card has no time
{candidate.interview_when}    "on Wednesday, June third at two p.m.", or without the time
"""

import re
from collections.abc import Callable

from simulator.scenario import spoken
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario

_OPENS = re.compile(r"(?:^|(?<!\.m)[.!?]\s)\s*\Z")
_SLOT = re.compile(r"\{([^{}]*)\}")


def _when(candidate: Candidate) -> str:
    moment = candidate.interview_time
    return f"on {spoken.date(candidate.interview_date)}" + (f" at {spoken.time(moment)}" if moment else "")


def _company(scenario: Scenario, candidate: Candidate) -> str:
    return candidate.company or scenario.company


SLOTS: dict[str, Callable[[Scenario, Candidate], str]] = {
    "company": _company,
    "recruiter.name": lambda s, c: s.recruiter.name,
    "recruiter.first_name": lambda s, c: s.recruiter.name.split()[0],
    "recruiter.title": lambda s, c: s.recruiter.title or "recruiter",
    "candidate.name": lambda s, c: c.name,
    "candidate.first_name": lambda s, c: c.name.split()[0],
    "candidate.position": lambda s, c: c.position,
    "candidate.company": _company,
    "candidate.interview_date": lambda s, c: spoken.date(c.interview_date),
    "candidate.interview_spoken": lambda s, c: spoken.date(c.interview_date),
    "candidate.interview_time": lambda s, c: spoken.time(c.interview_time) if c.interview_time else "",
    "candidate.interview_when": lambda s, c: _when(c),
}
"""Every slot but `fact.KEY`, and what it says."""


def slots_in(text: str) -> tuple[str, ...]:
    """The names between braces, in order; `fact.KEY` for a fact."""
    return tuple(_SLOT.findall(text))


def known_slots(scenario: Scenario) -> tuple[str, ...]:
    """Every slot that the scenario's texts may hold."""
    return (*SLOTS, *(f"fact.{key}" for key in scenario.facts))


def fill(text: str, scenario: Scenario, candidate: Candidate) -> str:
    """The words that are said. A fact's own words may hold any slot but a fact.

    Raises ValueError for a slot that does not exist; the checker finds those beforehand.
    """

    def value(name: str, facts: bool) -> str:
        if name in SLOTS:
            return SLOTS[name](scenario, candidate)
        kind, _, key = name.partition(".")
        if facts and kind == "fact" and key in scenario.facts:
            return _SLOT.sub(lambda m: value(m[1], False), scenario.facts[key].say)
        raise ValueError(f"there is no slot {{{name}}}")

    def placed(match: re.Match[str]) -> str:
        """A fact that is written for mid-sentence gets its capital where it begins one."""
        said = value(match[1], True)
        opens = _OPENS.search(text[: match.start()]) and match[1].startswith("fact.")
        return said[:1].upper() + said[1:] if opens else said

    said = " ".join(_SLOT.sub(placed, text).split())
    return said.replace(".m..", ".m.")  # the full stop after "p.m." is the sentence's own
