"""Which words of the transcript earned or lost a check.

    "Hello, this is Jordan Ellis. ..."
                    ^^^^^^^^^^^^ B1       words that a check quotes are marked where they stand
    a check without words of its own, or resting on a whole answer, belongs to the row

Lives here: pieces of text. Must not know: how they are drawn.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from simulator.scoring.check import Check
from simulator.scoring.scorecard import Said, Scorecard

LONGEST_MARK = 60
"""A quotation that is both longer than this and most of its row is not marked word by word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a row's text and the checks that rest on it; none for plain text."""

    text: str
    checks: tuple[Check, ...] = ()

    @property
    def result(self) -> str:
        """A failed check wins: the words cost something."""
        results = {check.result for check in self.checks}
        return "fail" if "fail" in results else "pass" if results else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the transcript: its text in pieces, and the checks that rest on it as a whole."""

    said: Said
    pieces: tuple[Piece, ...]
    checks: tuple[Check, ...]


def rows(card: Scorecard) -> tuple[Row, ...]:
    """The transcript in order, every measured check with a moment at exactly one row."""
    marks: dict[int, list[tuple[int, int, Check]]] = {}
    whole: dict[int, list[Check]] = {}
    for check in card.checks:
        at = _row_of(check, card.transcript)
        if at is None:
            continue
        span = _span(check, card.transcript[at])
        if span is None:
            whole.setdefault(at, []).append(check)
        else:
            marks.setdefault(at, []).append((*span, check))
    return tuple(
        Row(said, _pieces(said.text, marks.get(i, ())), tuple(whole.get(i, ())))
        for i, said in enumerate(card.transcript)
    )


def _row_of(check: Check, transcript: tuple[Said, ...]) -> int | None:
    """The row that shares most time with the check's moment; the caller's where there is one."""
    if check.result == "not-measurable" or check.start_ms is None or check.end_ms is None:
        return None
    start, end = check.start_ms, check.end_ms

    def shared(row: Said) -> int:
        return min(row.end_ms, end) - max(row.start_ms, start)

    for party in ("caller", "recruiter"):
        found = [i for i, row in enumerate(transcript) if row.party == party and shared(row) > 0]
        if found:
            return max(found, key=lambda i: shared(transcript[i]))
    return None


def _span(check: Check, said: Said) -> tuple[int, int] | None:
    """Where in `said.text` the check's words stand: the occurrence nearest to its moment."""
    words, text = check.heard, said.text
    if not words or check.start_ms is None:
        return None
    if len(words) > LONGEST_MARK and 2 * len(words) > len(text):
        return None
    expected = len(text) * (check.start_ms - said.start_ms) / max(1, said.end_ms - said.start_ms)
    found: list[int] = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    if not found:
        return None
    start = min(found, key=lambda place: abs(place - expected))
    return start, start + len(words)


def _pieces(text: str, marks: Iterable[tuple[int, int, Check]]) -> tuple[Piece, ...]:
    marks = tuple(marks)
    edges = sorted({0, len(text), *(edge for start, end, _ in marks for edge in (start, end))})
    return tuple(
        Piece(text[a:b], tuple(check for start, end, check in marks if start < b and a < end))
        for a, b in pairwise(edges)
    )
