"""Plays cases without any sound, at CPU speed: the proof that a scenario can be played.

Lives here: a call against a script, every text lasting 60 ms a character, every word understood. What a
recogniser makes of spoken words is for the tests with sound.
"""

import datetime as dt
from collections.abc import Sequence

from simulator.call.call import Call
from simulator.call.commands import Command, Say, StopSaying, Transcribe
from simulator.call.facts import BargedIn, DisclosureEarned, Fact, Heard, HungUp, NodeEntered
from simulator.call.scripted import TICK_MS, script
from simulator.scenario.candidate import EXAMPLE_CALLED_ON, Candidate, example_candidate
from simulator.scenario.checker import Problem, check
from simulator.scenario.model import Case, Scenario
from simulator.scenario.reader import LoadedScenario
from simulator.timeline import THRESHOLDS, Segment, Thresholds, Transcript
from simulator.understanding.vocabulary import FIELDS

MS_A_CHARACTER = 60
LONGEST_CALL_MS = 15 * 60 * 1000


def duration_of(text: str) -> int:
    """How long a text takes to say here, in ms, a whole number of ticks."""
    return max(TICK_MS, MS_A_CHARACTER * len(text))


class _Ears:
    """Both parties' sound as times: until when the recruiter is audible, and what the caller said when."""

    def __init__(self) -> None:
        self.recruiter_until = 0
        self.caller_until = 0
        self._said: list[tuple[Segment, str]] = []
        self._wanted = Transcribe(0, 0, 0)

    def say(self, now: int, text: str) -> None:
        self.caller_until = now + duration_of(text)
        self._said.append((Segment(now, self.caller_until), text))

    def obey(self, commands: Sequence[Command], now: int) -> None:
        """What is commanded in a tick is audible from the next one on."""
        for command in commands:
            match command:
                case Say(text=text):
                    self.recruiter_until = now + TICK_MS + duration_of(text)
                case StopSaying():
                    self.recruiter_until = now + TICK_MS
                case Transcribe():
                    self._wanted = command

    def words(self) -> Transcript:
        """What was said within the stretch that was last asked for."""
        start, end = self._wanted.start, self._wanted.end
        heard = [text for when, text in self._said if when.start < end and start < when.end]
        return Transcript(" ".join(heard))


def play(
    scenario: Scenario,
    candidate: Candidate,
    case: Case,
    *,
    called_on: dt.date,
    thresholds: Thresholds = THRESHOLDS,
    seed: int = 0,
) -> tuple[Fact, ...]:
    """The facts of the call that a case's caller makes; one of over 15 minutes is left without its end."""
    call = Call(
        scenario,
        candidate,
        durations=duration_of,
        called_on=called_on,
        thresholds=thresholds,
        seed=seed,
    )
    caller = script(case, scenario, candidate, duration_of)
    ears = _Ears()
    for now in range(0, LONGEST_CALL_MS, TICK_MS):
        act = caller.step(now < ears.recruiter_until)
        if act is not None and act.text is None:
            call.hang_up("caller")
        elif act is not None and act.text:
            ears.say(now, act.text)
        ears.obey(call.tick(now < ears.caller_until), now)
        if call.awaiting:
            ears.obey(call.heard(ears.words()), now)
        if call.ended:
            break
    return call.facts


def path(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The nodes in the order in which the recruiter came to them."""
    return tuple(fact.node for fact in facts if isinstance(fact, NodeEntered))


def verify(case: Case, facts: Sequence[Fact]) -> tuple[str, ...]:
    """What came out otherwise than the case expects, a sentence each. `checks` need sound, so not these."""
    expect = case.expect
    heard = [fact for fact in facts if isinstance(fact, Heard)]
    given = heard[-1].given if heard else ()
    wrong = heard[-1].wrong if heard else ()
    missing = tuple(field for field in FIELDS if field not in given and field not in wrong)
    ended = next((fact.by for fact in facts if isinstance(fact, HungUp)), None)
    disclosures = sum(isinstance(fact, DisclosureEarned) for fact in facts)
    barge_ins = sum(isinstance(fact, BargedIn) for fact in facts)
    problems = [] if ended else ["the call did not end within 15 minutes"]

    def compare(what: str, wanted: object, found: object) -> None:
        if wanted is not None and wanted != found:
            problems.append(f"{what}: expected {_told(wanted)}, found {_told(found)}")

    if expect.path is not None and expect.path != path(facts):
        compare("path", expect.path, path(facts))
        problems[-1] += _parting(expect.path, facts)
    compare("given", expect.given and _ordered(expect.given), given)
    compare("missing", expect.missing and _ordered(expect.missing), missing)
    compare("disclosures", expect.disclosures, disclosures)
    compare("barge_ins", expect.barge_ins, barge_ins)
    compare("ended_by", expect.ended_by, ended)
    return tuple(problems)


def _parting(wanted: Sequence[str], facts: Sequence[Fact]) -> str:
    """Where a call left the path that was wanted, and after which words."""
    found = path(facts)
    at = next((i for i, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(wanted), len(found)) if at is None else at
    if at == 0:
        return ""
    entered = [index for index, fact in enumerate(facts) if isinstance(fact, NodeEntered)]
    between = facts[entered[at - 1] : entered[at] if at < len(found) else len(facts)]
    heard = next((fact for fact in reversed(between) if isinstance(fact, Heard)), None)
    went = f'went to "{found[at]}"' if at < len(found) else "came to no other"
    if heard is None:
        return f'; it {went} from "{found[at - 1]}", where no words of the caller\'s were heard'
    told = f"given so far: {', '.join(heard.given) or 'nothing'}"
    told += f"; wrong: {', '.join(heard.wrong)}" if heard.wrong else ""
    told += f"; cues: {', '.join(heard.cues) or 'none'}"
    return f'; it {went} from "{found[at - 1]}" after "{heard.text}" ({told})'


def prove(
    loaded: LoadedScenario,
    candidate: Candidate | None = None,
    called_on: dt.date = EXAMPLE_CALLED_ON,
) -> tuple[Problem, ...]:
    """Everything wrong with a scenario: its graph, cases that come out otherwise, nodes that none visits.

    Cases are played only where the graph itself is sound. The candidate is the example one unless given.
    """
    problems = list(check(loaded))
    if problems:
        return tuple(problems)
    visited: set[str] = set()
    for persona, case in loaded.cases.items():
        places = loaded.case_places[persona]
        facts = play(loaded.scenario, candidate or example_candidate(), case, called_on=called_on)
        visited.update(path(facts))
        for told in verify(case, facts):
            key = told.partition(":")[0]
            problems.append(places.problem(("expect", key), told, key=True))
    for node in loaded.scenario.nodes:
        if node not in visited:
            problems.append(loaded.places.problem(("nodes", node), f'no case visits "{node}"', key=True))
    return tuple(sorted(problems))


def _ordered(fields: Sequence[str]) -> tuple[str, ...]:
    return tuple(field for field in FIELDS if field in fields)


def _told(value: object) -> str:
    return (", ".join(map(str, value)) or "nothing") if isinstance(value, tuple) else str(value)
