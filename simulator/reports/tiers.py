"""Who spoke when, as named rows of labelled segments: what phoneticians and diarisation people exchange."""

from dataclasses import dataclass

from simulator.scoring.scorecard import Scorecard
from simulator.timeline import Segment, Timeline


@dataclass(frozen=True, slots=True)
class Tier:
    """One row: segments in ms of the recording with a label each, sorted and disjoint."""

    name: str
    intervals: tuple[tuple[Segment, str], ...]


def ipu_tiers(card: Scorecard) -> tuple[Tier, ...]:
    """The IPUs of each party that was recorded; the recruiter first."""
    caller = _tier("caller", card.caller)
    return (
        (caller,) if card.turns is None else (_tier("recruiter", card.turns.conversation.recruiter), caller)
    )


def tiers(card: Scorecard) -> tuple[Tier, ...]:
    """The IPUs, and for two channels the kind of every sound of the caller's inside the recruiter's turn."""
    rows = ipu_tiers(card)
    if card.turns is None:
        return rows
    kinds = []
    for overlap in card.turns.overlaps:
        label = f"{overlap.kind} into a pause" if overlap.into_pause else overlap.kind
        kinds.append((overlap.segment, label))
    return (*rows, Tier("overlaps", tuple(sorted(kinds))))


def _tier(name: str, timeline: Timeline) -> Tier:
    return Tier(name, tuple((segment, name) for segment in timeline))
