"""How soon the recruiter answered, and whether into a caller's thought.

    C  "CCCC..CCCC..............CC.."
    R  "..............RRRR......RRRR"     a gap of 400 ms; then a cut-off: the caller was going on

Lives here: arithmetic on the recording's timelines, so a live call and its score cannot disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from simulator.scoring.lines import RecruiterLine
from simulator.timeline import Thresholds, Timeline


@dataclass(frozen=True, slots=True)
class Reply:
    """The recruiter's line number `line` began `gap_ms` after the caller's last sound."""

    line: int
    gap_ms: int
    cut_off: bool


def replies(caller: Timeline, lines: Sequence[RecruiterLine], thresholds: Thresholds) -> tuple[Reply, ...]:
    """Every line that follows something the caller said, heard beyond the end of the line before it.

    A prompt is none: it answers a silence. `caller` without backchannels.
    """
    found: list[Reply] = []
    before: RecruiterLine | None = None
    for line in lines:
        since = before.end if before else 0
        said = [ipu for ipu in caller if since < ipu.end and ipu.start < line.start]
        before = line
        if not said or line.prompt:
            continue
        goes_on = any(
            ipu.start < line.start + thresholds.cut_off_ms and ipu.end > line.start + thresholds.cut_off_ms
            for ipu in caller
        )
        found.append(Reply(line.number, max(0, line.start - said[-1].end), goes_on))
    return tuple(found)


def gap_median(found: Sequence[Reply]) -> int | None:
    """Of the answers that cut nobody off."""
    gaps = [reply.gap_ms for reply in found if not reply.cut_off]
    return int(median(gaps)) if gaps else None
