"""Plays all that can happen in a scenario; proves that each call ends, in time, with no line unused.

Two ways, both with the real call and simulated callers, every word understood:

- the walk: from each situation that a call can be in when a line begins, every move that is worth trying is
  played once. Calls in the same situation go on alike, so this covers every path; paths are counted and the
  longest is added up from the pieces;
- drawn calls: whole calls by callers of six tempers, with drawn seeds, moves and moments.

Lives here: the walk, the calls, and what they prove. Must not know: what callers say.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from simulator.call import facts as f
from simulator.call.call import Call
from simulator.call.callers import SILENT, TEMPERS, Move, Sentences, drawn, moves
from simulator.call.dryrun import duration_of
from simulator.call.states import Situation
from simulator.hearing.endpointer import TICK_MS
from simulator.scenario.candidate import EXAMPLE_CALLED_ON, Candidate, example_candidate
from simulator.scenario.checker import Problem
from simulator.scenario.graph import reachable
from simulator.scenario.model import Disclose, Scenario
from simulator.scenario.reader import LoadedScenario
from simulator.scenario.slots import fill
from simulator.scenario.variants import chosen, longest
from simulator.timeline import Transcript

LONGEST_CALL_MS = 15 * 60 * 1000
MOST_STRETCHES = 10_000
"""A few times what the largest shipped scenario has; beyond it a walk would take minutes."""
DEEPEST = 250
"""Lines in one call; under it Python's own limit is far."""
DRAWN_CALLS = 96
"""A scenario; sixteen of each temper."""


@dataclass(frozen=True, slots=True)
class Exploration:
    """What was played. `paths`: ways through the situations; `stretches`: pieces from line to line."""

    scenario: str
    paths: int
    stretches: int
    calls: int
    longest_ms: int
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Seen:
    """What has happened at least once."""

    nodes: set[str] = field(default_factory=set)
    branches: set[tuple[str, int]] = field(default_factory=set)
    disclosures: set[tuple[str, int]] = field(default_factory=set)

    def take(self, facts: tuple[f.Fact, ...], node: str) -> None:
        for fact in facts:
            match fact:
                case f.NodeEntered(node=entered):
                    self.nodes.add(entered)
                    node = entered
                case f.BranchTaken(node=source, branch=index):
                    self.branches.add((source, index))
                case f.DisclosureEarned(part=part):
                    self.disclosures.add((node, part))


@dataclass(slots=True)
class _Way:
    """From a situation to every end: how many ways, and the longest one's time and nodes."""

    paths: int
    longest_ms: int
    nodes: tuple[str, ...]


_TOO_MANY = (
    f"a call has too many turns to play all: over {DEEPEST}, or {MOST_STRETCHES:,} of all ways together"
)


class _EndlessError(Exception):
    """A call that comes back to a situation that it has been in, or with too many ways to play all."""

    def __init__(self, node: str, why: str) -> None:
        super().__init__(why)
        self.node = node


def begin(scenario: Scenario, seed: int, candidate: Candidate | None = None) -> Call:
    """A call up to its first line; of the example candidate unless given."""
    card = candidate or example_candidate()
    called_on = EXAMPLE_CALLED_ON if candidate is None else card.interview_date + dt.timedelta(days=9)
    call = Call(scenario, card, durations=duration_of, called_on=called_on, seed=seed)
    while not any(isinstance(fact, f.LineStarted) for fact in call.facts_since(0)):
        call.tick(False)
    return call


class Stretch:
    """Plays one move in `call`, up to the next line or the end; `ms` is how long it took."""

    def __init__(self, call: Call, move: Move, earns_ms: int = 0) -> None:
        count = len(call.facts)
        line = next(fact for fact in reversed(call.facts) if isinstance(fact, f.LineStarted))
        begun = call.now
        start, end = _when(move, line, earns_ms)
        words = Transcript(move.text)
        told, next_line = count, False
        while not call.ended and call.now - begun < LONGEST_CALL_MS:
            voiced = start <= call.now < end
            change = end if voiced else start if call.now < start else call.now + LONGEST_CALL_MS
            if not call.skip(voiced, change - call.now):
                call.tick(voiced)
            if call.awaiting:
                call.heard(words)
            new, told = call.facts_since(told), len(call.facts)
            next_line = next_line or any(isinstance(fact, f.LineStarted) for fact in new)
            if next_line and not start < call.now < end:
                break
        self.facts = call.facts_since(count)
        self.ms = call.now - begun


def _when(move: Move, line: f.LineStarted, earns_ms: int) -> tuple[int, int]:
    """When the caller starts and stops talking, in ms of the call; never, for one who stays silent."""
    if move.into_ms is not None:
        start = line.at + move.into_ms
    elif move.after_ms is not None:
        start = line.planned_end + move.after_ms + (earns_ms if move.patient else 0)
    else:
        return LONGEST_CALL_MS * 2, 0
    start -= start % TICK_MS
    return start, start + duration_of(move.text)


class _Explorer:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.seen = _Seen()
        self.stretches = 0
        self._sentences = Sentences(scenario, example_candidate())
        targets = {name: [branch.go for branch in node.then] for name, node in scenario.nodes.items()}
        self._ahead = {name: frozenset(reachable([name], targets)) for name in scenario.nodes}
        self._ways: dict[Situation, _Way | None] = {}

    def earns_ms(self, node: str) -> int:
        """How long the caller must stay silent at a node to have earned all that silence earns there."""
        candidate = example_candidate()
        return sum(
            part.disclose.after_silence_ms + duration_of(fill(part.disclose.say, self.scenario, candidate))
            for part in self.scenario.nodes[node].say
            if isinstance(part, Disclose)
        )

    def choices(self, now: Situation) -> Iterator[Move]:
        return moves(self.scenario, self.scenario.nodes[now.node], frozenset(now.given), self._sentences)

    def walk(self, call: Call, depth: int = 0) -> _Way:
        """Every way on from where `call` is, `depth` lines into it. Raises _EndlessError."""
        now = call.situation()
        key = self._what_matters(now)
        if key in self._ways:
            known = self._ways[key]
            if known is None:
                raise _EndlessError(now.node, "a call can go on from here for ever")
            return known
        if depth > DEEPEST or self.stretches > MOST_STRETCHES:
            raise _EndlessError(now.node, f"{_TOO_MANY}; take out branches, or lower at_most")
        self._ways[key] = None
        self.seen.nodes.add(now.node)
        best = _Way(0, 0, ())
        onwards: set[tuple[Situation | None, tuple[str, ...]]] = set()
        for move in self.choices(now):
            fork = call.copy()
            stretch = Stretch(fork, move, self.earns_ms(now.node))
            self.stretches += 1
            self.seen.take(stretch.facts, now.node)
            rest = _Way(1, 0, ()) if fork.ended else self.walk(fork, depth + 1)
            next_key = None if fork.ended else self._what_matters(fork.situation())
            through = tuple(fact.node for fact in stretch.facts if isinstance(fact, f.NodeEntered))
            if (next_key, through) not in onwards:
                onwards.add((next_key, through))
                best.paths += rest.paths
            if stretch.ms + rest.longest_ms > best.longest_ms:
                best.longest_ms = stretch.ms + rest.longest_ms
                best.nodes = (now.node, *rest.nodes[rest.nodes[:1] == (now.node,) :])
        self._ways[key] = best
        return best

    def _what_matters(self, now: Situation) -> Situation:
        """The situation without what no node ahead asks about."""
        ahead = self._ahead[now.node]
        whens = [branch.when for name in ahead for branch in self.scenario.nodes[name].then]
        fields = {field for when in whens for field in (*when.given, *when.missing, *when.wrong)}
        return replace(
            now,
            given=tuple(each for each in now.given if each in fields),
            wrong=tuple(each for each in now.wrong if each in fields),
            resumed=now.resumed & ahead,
            taken=frozenset(
                (place, count)
                for place, count in now.taken
                if place[0] in ahead and self.scenario.nodes[place[0]].then[place[1]].at_most is not None
            ),
        )

    def draw(self, number: int) -> Call:
        """One whole call; `number` chooses the temper and all that is drawn."""
        temper, dice = TEMPERS[number % len(TEMPERS)], random.Random(number)
        call = begin(self.scenario, seed=number)
        talked = 0
        while not call.ended and call.now < LONGEST_CALL_MS:
            now = call.situation()
            move = drawn(temper, dice, tuple(self.choices(now)), talked)
            talked += move is not SILENT
            Stretch(call, move, self.earns_ms(now.node))
        self.seen.take(call.facts, "")
        return call


def explore(loaded: LoadedScenario, drawn_calls: int = DRAWN_CALLS) -> Exploration:
    """Plays a scenario that the checker has let pass; what is wrong with it is in `problems`."""
    scenario, places = loaded.scenario, loaded.places
    problems: list[Problem] = []

    def tell(loc: tuple[str | int, ...], message: str, key: bool = True) -> None:
        problems.append(places.problem(loc, message, key=key))

    explorer = _Explorer(chosen(scenario, longest))
    first = begin(explorer.scenario, 0)
    way = _Way(0, 0, ())
    try:
        way = explorer.walk(first)
    except _EndlessError as error:
        tell(("nodes", error.node), str(error))
        drawn_calls = 0
    took = way.longest_ms + first.now
    if took > scenario.length_s * 1000:
        route = " > ".join(way.nodes)
        tell(("length_s",), _late(scenario, took, route), key="length_s" in places.children(()))
    by_seed = _Explorer(scenario)
    for number in range(drawn_calls):
        call = by_seed.draw(number)
        if not call.ended:
            tell(("nodes",), f"a drawn call ({number}) did not end within 15 minutes")
            break
        if call.now > scenario.length_s * 1000 and took <= scenario.length_s * 1000:
            tell(("length_s",), _late(scenario, call.now, f"drawn call {number}"), key=False)
            took = call.now
    if way.paths:
        _unused(scenario, (explorer.seen, by_seed.seen), tell)
    return Exploration(
        scenario.id, way.paths, explorer.stretches, drawn_calls, took, tuple(sorted(set(problems)))
    )


def _late(scenario: Scenario, ms: int, route: str) -> str:
    return f"a call can take {-(-ms // 1000)} s ({route}), longer than the stated {scenario.length_s} s"


def _unused(scenario: Scenario, seen: tuple[_Seen, _Seen], tell: Callable[..., None]) -> None:
    nodes = seen[0].nodes | seen[1].nodes
    branches = seen[0].branches | seen[1].branches
    disclosures = seen[0].disclosures | seen[1].disclosures
    for name, node in scenario.nodes.items():
        if name not in nodes:
            tell(("nodes", name), f'no caller ever came to "{name}"')
            continue
        for index, branch in enumerate(node.then):
            # An "otherwise" may stand there for safety's sake alone.
            if (name, index) not in branches and not branch.when.empty:
                tell(("nodes", name, "then", index), "no caller ever took this branch", key=False)
        for index, part in enumerate(node.say):
            if isinstance(part, Disclose) and (name, index) not in disclosures:
                tell(("nodes", name, "say", index), "no caller ever earned this disclosure", key=False)
