"""The moments of a call worth hearing again, in order: what the n and p keys step through."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from simulator.reports.html.call import ReportedCall
from simulator.reports.html.coaching import said_at
from simulator.scoring.measure import Overlap

Kind = Literal["talk-over", "pause-jump", "early", "backchannel", "earned", "lost", "verdict", "check"]

LABELS: dict[Kind, str] = {
    "talk-over": "You talked over them",
    "pause-jump": "You spoke into their pause",
    "early": "You came in early, which is eager and not rude",
    "backchannel": "A short acknowledgement, which is always welcome",
    "earned": "Your silence earned more",
    "lost": "You spoke before they could say more",
    "verdict": "The verdict",
    "check": "A check was lost",
}
LEGEND: dict[Kind, str] = {
    "talk-over": "talked over them",
    "pause-jump": "spoke into a pause",
    "early": "a little early",
    "backchannel": "short acknowledgement",
    "earned": "silence earned more",
    "lost": "silence broken too soon",
    "verdict": "the verdict",
    "check": "words that lost a check",
}
_ROWS: dict[Kind, int] = {
    "talk-over": 0, "pause-jump": 0, "early": 0, "backchannel": 0,
    "verdict": 1, "earned": 1, "lost": 1,
    "check": 2,
}  # fmt: skip
"""Kinds that cannot cover each other share a row under the lanes."""


@dataclass(frozen=True, slots=True)
class Moment:
    """[start, end) in ms of the recording. `detail` is the words at stake, `check` the id of a lost check."""

    kind: Kind
    start: int
    end: int
    label: str
    detail: str = ""
    check: str = ""


def moments(call: ReportedCall) -> tuple[Moment, ...]:
    """Interruptions, early starts, acknowledgements, disclosures, the verdict, and lost words."""
    card = call.card
    found: list[Moment] = []
    if card.turns is not None:
        found += [_overlap(call, overlap) for overlap in card.turns.overlaps]
        if card.verdict_given and card.turns.listening is not None:
            window = card.turns.listening
            found.append(Moment("verdict", window.start, window.end, LABELS["verdict"]))
    for told in card.disclosures:
        kind: Kind = "earned" if told.earned else "lost"
        row = said_at(card.transcript, told.at_ms, "recruiter" if told.earned else "caller")
        end = max(row.end_ms if row else 0, told.at_ms + 1)
        found.append(Moment(kind, told.at_ms, end, LABELS[kind], told.text))
    for check in card.checks:
        lost = check.result == "fail" and check.criterion.kind == "speech"
        if lost and check.heard and check.start_ms is not None and check.end_ms is not None:
            found.append(
                Moment(
                    "check", check.start_ms, check.end_ms, check.why or "Not heard.", check.heard, check.id
                )
            )
    return tuple(sorted(found, key=lambda moment: (moment.start, moment.end, moment.kind)))


def rows(found: Iterable[Moment]) -> dict[Kind, int]:
    """Which row under the lanes each kind is drawn in; rows that nothing is in are left out."""
    used = sorted({_ROWS[moment.kind] for moment in found})
    return {kind: used.index(row) for kind, row in _ROWS.items() if row in used}


def _overlap(call: ReportedCall, overlap: Overlap) -> Moment:
    """An interruption with what the recruiter was saying, any other with what the caller said."""
    match overlap.kind:
        case "backchannel":
            kind: Kind = "backchannel"
        case "terminal-overlap":
            kind = "early"
        case "interruption":
            kind = "pause-jump" if overlap.into_pause else "talk-over"
    party = "recruiter" if overlap.kind == "interruption" else "caller"
    start, transcript = overlap.segment.start, call.card.transcript
    said = [row.text for row in transcript if row.party == party and row.start_ms <= start]
    return Moment(kind, start, overlap.segment.end, LABELS[kind], said[-1] if said else "")
