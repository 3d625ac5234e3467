"""Two lanes of who spoke when, drawn with characters, in as many rows as it takes.

0:00  You   ········██████··········
      Dana  ██████········██████████
                            ▲
"""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.reports.plain import Marks
from simulator.scoring.scorecard import Scorecard
from simulator.timeline import Segment

SCALES_MS = (250, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000)
"""How long one character may be."""

MOST_ROWS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """`width` characters of each lane, from `start_ms` on. `recruiter` is None where nobody recorded them."""

    start_ms: int
    recruiter: str | None
    caller: str
    events: str


def scale_for(duration_ms: int, width: int) -> int:
    """The finest scale that needs no more than `MOST_ROWS` rows."""
    return next((s for s in SCALES_MS if duration_ms <= s * width * MOST_ROWS), SCALES_MS[-1])


def rows(card: Scorecard, width: int, marks: Marks) -> tuple[Row, ...]:
    """A character is voiced if anything in it is. Marks of a later kind win over those of an earlier one."""
    scale = scale_for(card.duration_ms, width)
    cells = max(1, -(-card.duration_ms // scale))
    caller = _lane(card.caller, cells, scale, marks.caller, marks.silent)
    recruiter = None
    events = [" "] * cells
    if card.turns is not None:
        recruiter = _lane(card.turns.conversation.recruiter, cells, scale, marks.recruiter, marks.silent)
        for overlap in card.turns.of_kind("backchannel"):
            _put(events, overlap.segment.start // scale, marks.backchannel)
        for disclosure in card.disclosures:
            _put(events, disclosure.at_ms // scale, marks.earned if disclosure.earned else marks.lost)
        for overlap in card.turns.of_kind("interruption"):
            _put(events, overlap.segment.start // scale, marks.interruption)
    return tuple(
        Row(
            first * scale,
            None if recruiter is None else recruiter[first : first + width],
            caller[first : first + width],
            "".join(events[first : first + width]).rstrip(),
        )
        for first in range(0, cells, width)
    )


def _lane(segments: Iterable[Segment], cells: int, scale: int, voiced: str, silent: str) -> str:
    lane = [silent] * cells
    for segment in segments:
        for cell in range(segment.start // scale, min(cells, -(-segment.end // scale))):
            lane[cell] = voiced
    return "".join(lane)


def _put(events: list[str], cell: int, mark: str) -> None:
    events[min(cell, len(events) - 1)] = mark
