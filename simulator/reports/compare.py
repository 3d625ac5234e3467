"""Two takes of the same call, aligned line by line: what was gained, what was lost.

Takes of a branching call need not follow the same path. Lines are the same where the scenario's node is the
same and they come in the same order; a line that only one take has stands alone.

    earlier  greeting  file  verdict  protest            goodbye
    later    greeting  file  verdict           feedback  goodbye

Lives here: the alignment and the differences. Must not know: how they are drawn.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

from simulator.scoring.check import Check, Result
from simulator.scoring.lines import RecruiterLine
from simulator.scoring.measure import Overlap
from simulator.scoring.scorecard import Said, Scorecard


@dataclass(frozen=True, slots=True)
class Side:
    """One take at one line: what was said from its start to the next line's, and what was measured there."""

    line: RecruiterLine
    said: tuple[Said, ...]
    patience_ms: int | None
    interruptions: tuple[Overlap, ...]


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
    if card.turns is None:
        return ()
    lines = card.turns.lines
    starts = [*(line.start for line in lines[1:]), card.duration_ms + 1]
    waited = {p.line: p.ms for p in reversed(card.turns.patience)}
    return tuple(
        Side(
            line,
            tuple(said for said in card.transcript if line.start <= said.start_ms < until),
            waited.get(line.number),
            tuple(o for o in card.turns.of_kind("interruption") if o.line == line.number),
        )
        for line, until in zip(lines, starts, strict=True)
    )


def _aligned(earlier: tuple[Side, ...], later: tuple[Side, ...]) -> tuple[Pair, ...]:
    keys = [[(side.line.node, side.line.prompt) for side in sides] for sides in (earlier, later)]
    pairs: list[Pair] = []
    for kind, a, b, c, d in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += [Pair(x, y) for x, y in zip(earlier[a:b], later[c:d], strict=True)]
        else:
            pairs += [Pair(x, None) for x in earlier[a:b]]
            pairs += [Pair(None, y) for y in later[c:d]]
    return tuple(pairs)


def _changes(earlier: Scorecard, later: Scorecard) -> tuple[Change, ...]:
    ids = {check.id: None for card in (later, earlier) for check in card.checks}
    found = (Change(code, earlier.check(code), later.check(code)) for code in ids)
    return tuple(change for change in found if _result(change.earlier) != _result(change.later))


def _result(check: Check | None) -> Result:
    return check.result if check else "not-measurable"
