"""A call that is typed: what the recruiter says and takes from each line, for those who write scenarios.

Pure: lines go in, lines come out. Time is played at once, with the durations of the dry run.
"""

from collections.abc import Iterator, Sequence

from simulator.call import facts as f
from simulator.call.call import Call
from simulator.call.callers import SILENT, Move
from simulator.call.explorer import Stretch, begin
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario
from simulator.scenario.picture import condition

HELP = "Type what you say; nothing is silence; /words talks over the line; /quit hangs up."


class TypedCall:
    """One call, line by line. `answer` takes what is typed and gives what is printed."""

    def __init__(self, scenario: Scenario, candidate: Candidate, seed: int = 0) -> None:
        self._scenario = scenario
        self._call: Call = begin(scenario, seed, candidate)
        self._told = 0
        self._shown: set[f.Fact] = set()

    @property
    def ended(self) -> bool:
        return self._call.ended

    def opening(self) -> Iterator[str]:
        return self._news()

    def answer(self, typed: str) -> Iterator[str]:
        """Plays the line that is on to the next one, with the caller's words in it."""
        typed = typed.strip()
        if typed == "/quit":
            self._call.hang_up("caller")
        elif typed.startswith("/"):
            Stretch(self._call, Move(typed[1:].strip() or "Um.", into_ms=300))
        else:
            Stretch(self._call, Move(typed, after_ms=600) if typed else SILENT)
        return self._news()

    def _news(self) -> Iterator[str]:
        """The new facts as lines, what the recruiter has planned to say in the last line included."""
        new, self._told = self._call.facts_since(self._told), len(self._call.facts)
        for fact in new:
            if fact not in self._shown:
                yield from self._line(fact)
        line = next((x for x in reversed(new) if isinstance(x, f.LineStarted)), None)
        if line is not None and not self.ended:
            yield from self._ahead(line)

    def _line(self, fact: f.Fact) -> Iterator[str]:
        return told(fact, self._scenario)

    def _ahead(self, line: f.LineStarted) -> Iterator[str]:
        """What the line that has just begun goes on to say if nobody talks over it."""
        fork = self._call.copy()
        count = len(fork.facts)
        while not fork.ended and fork.now < line.planned_end:
            if not fork.skip(False, line.planned_end - fork.now):
                fork.tick(False)
        for fact in fork.facts_since(count):
            if isinstance(fact, f.PartStarted | f.NodeEntered):
                self._shown.add(fact)
                yield from self._line(fact)


def retold(scenario: Scenario, facts: Sequence[f.Fact]) -> Iterator[str]:
    """A whole call, such as a case's, each line after its moment in seconds."""
    lines: list[tuple[int, str]] = []
    for fact in facts:
        if isinstance(fact, f.SpeechEnded):
            lines.append((fact.onset, f"  (you talk until {fact.offset / 1000:.1f})"))
        if isinstance(fact, f.Heard):
            lines.append((fact.at, f"You: {fact.text}"))
        lines += [(fact.at, line) for line in told(fact, scenario)]
    for at, line in sorted(lines, key=lambda each: each[0]):
        yield f"{at / 1000:6.1f}  {line}"


def told(fact: f.Fact, scenario: Scenario) -> Iterator[str]:
    """A fact as lines for those who write scenarios; most facts are none."""
    name = scenario.recruiter.name.split()[0]
    match fact:
        case f.NodeEntered(node=node, verdict=verdict):
            yield f"  [{node}{', the verdict' if verdict else ''}]"
        case f.PartStarted(kind="say" | "disclosure" as kind, text=text):
            yield f"{name}: {text}" + ("  (silence earned this)" if kind == "disclosure" else "")
        case f.PartStarted(kind="pause"):
            yield "  ..."
        case f.BargedIn():
            yield "  (you talked over it)"
        case f.DisclosureLost():
            yield "  (you spoke first; something was left unsaid)"
        case f.Heard(given=given, wrong=wrong, cues=cues):
            heard = [f"given: {', '.join(given) or 'nothing'}"]
            heard += [f"wrong: {', '.join(wrong)}"] if wrong else []
            heard += [f"cues: {', '.join(cues) or 'none'}"]
            yield f"  {'; '.join(heard)}"
        case f.BranchTaken(node=node, branch=index, to=to):
            why = condition(scenario.nodes[node].then[index])
            yield f"  branch {index + 1} of {node}: {why} -> {to}"
        case f.PatienceRanOut():
            yield "  (patience ran out)"
        case f.HungUp(by=by):
            yield "  (you hung up)" if by == "caller" else f"  ({name} hung up)"
