"""Two takes of the same call, aligned line by line: what was gained, what was lost.

Takes of a branching call need not follow the same path. Lines are the same where the scenario's node is the
same and they come in the same order; a line that was cut off and resumed is one with what was resumed, and
what only one take has stands alone.

    earlier  greeting  file  verdict  protest            goodbye
    later    greeting  file  verdict           feedback  goodbye

Lives here: the alignment and the differences. Must not know: how they are drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from simulator.scoring.check import Check, Result
from simulator.scoring.lines import RecruiterLine
from simulator.scoring.measure import Overlap
from simulator.scoring.rubric import BY_ID
from simulator.scoring.scorecard import Said, Scorecard


@dataclass(frozen=True, slots=True)
class Side:
    """One take at one node: its lines there, what was said until the next node's, and what was measured.

    waited: the caller's patience after each of the lines that has one, in ms.
    """

    lines: tuple[RecruiterLine, ...]
    said: tuple[Said, ...]
    waited: tuple[int, ...]
    interruptions: tuple[Overlap, ...]

    @property
    def heard_percent(self) -> int | None:
        """Of the line that was cut off the most; None where the plan is unknown."""
        return min((x.heard_percent for x in self.lines if x.heard_percent is not None), default=None)


@dataclass(frozen=True, slots=True)
class Pair:
    """The same line in both takes; None where a take did not come by it."""

    earlier: Side | None
    later: Side | None


@dataclass(frozen=True, slots=True)
class Change:
    """A check that came out differently; None where a take had no such check."""

    id: str
    earlier: Check | None
    later: Check | None

    @property
    def kind(self) -> str:
        before, after = _result(self.earlier), _result(self.later)
        if after == "pass" and before != "pass":
            return "gained"
        if after == "fail" and before != "fail":
            return "lost"
        return "no longer measured"


@dataclass(frozen=True, slots=True)
class Comparison:
    """earlier, later: the scorecards. pairs: their lines. changes: in the order of the rubric."""

    earlier: Scorecard
    later: Scorecard
    pairs: tuple[Pair, ...]
    changes: tuple[Change, ...]

    def of_kind(self, kind: str) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind == kind)


def compare(earlier: Scorecard, later: Scorecard) -> Comparison:
    """Aligns two takes. Recordings of one channel have no lines; their checks are compared all the same."""
    return Comparison(earlier, later, _aligned(_sides(earlier), _sides(later)), _changes(earlier, later))


def _sides(card: Scorecard) -> tuple[Side, ...]:
    turns = card.turns
    if turns is None or not turns.lines:
        return ()
    visits: list[list[RecruiterLine]] = []
    for line in turns.lines:
        if visits and line.node and _key(visits[-1]) == _key([line]):
            visits[-1].append(line)
        else:
            visits.append([line])
    starts = [*(visit[0].start for visit in visits[1:]), card.duration_ms + 1]
    return tuple(
        Side(
            tuple(visit),
            tuple(said for said in card.transcript if visit[0].start <= said.start_ms < until),
            tuple(p.ms for p in turns.patience if p.line in {line.number for line in visit}),
            tuple(o for o in turns.of_kind("interruption") if o.line in {line.number for line in visit}),
        )
        for visit, until in zip(visits, starts, strict=True)
    )


def _key(lines: Sequence[RecruiterLine]) -> tuple[str, bool]:
    return lines[0].node, lines[0].prompt


def _aligned(earlier: tuple[Side, ...], later: tuple[Side, ...]) -> tuple[Pair, ...]:
    keys = [[_key(side.lines) for side in sides] for sides in (earlier, later)]
    pairs: list[Pair] = []
    for kind, a, b, c, d in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += [Pair(x, y) for x, y in zip(earlier[a:b], later[c:d], strict=True)]
        else:
            pairs += [Pair(x, None) for x in earlier[a:b]]
            pairs += [Pair(None, y) for y in later[c:d]]
    return tuple(pairs)


def _changes(earlier: Scorecard, later: Scorecard) -> tuple[Change, ...]:
    found = (Change(code, earlier.check(code), later.check(code)) for code in BY_ID)
    return tuple(change for change in found if _result(change.earlier) != _result(change.later))


def _result(check: Check | None) -> Result:
    return check.result if check else "not-measurable"
