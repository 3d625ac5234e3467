"""The picture of a call on one time axis: shares of its length, and the path of a waveform.

Everything is placed in percent of the call's length, so the picture fits any width without a script.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.reports.html.call import Peaks
from simulator.reports.plain import clock
from simulator.scoring.scorecard import Scorecard
from simulator.timeline import Segment

TICKS_MS = (5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000)
MOST_TICKS = 14


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) in ms; `x` and `width` are where that is, such as "12.5%"."""

    start: int
    end: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Tick:
    """`last`: so near the end that its label must stand before it."""

    x: str
    label: str
    last: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One party. voiced: IPUs. pauses: the planned ones inside a line. lost: planned and never played."""

    party: str
    voiced: tuple[Span, ...]
    wave: str
    pauses: tuple[Span, ...] = ()
    lost: tuple[Span, ...] = ()
    patience: tuple[Span, ...] = ()


class Scale:
    """Milliseconds to percent of the call."""

    def __init__(self, duration_ms: int) -> None:
        self._duration = max(1, duration_ms)

    def x(self, ms: int) -> str:
        return f"{100 * min(max(ms, 0), self._duration) / self._duration:.3f}%"

    def span(self, start: int, end: int) -> Span:
        return Span(start, end, self.x(start), self.x(end - start))

    def spans(self, segments: Iterable[Segment]) -> tuple[Span, ...]:
        return tuple(self.span(segment.start, segment.end) for segment in segments)

    def ticks(self) -> tuple[Tick, ...]:
        step = next((t for t in TICKS_MS if self._duration <= t * MOST_TICKS), TICKS_MS[-1])
        late = 0.96 * self._duration
        return tuple(Tick(self.x(ms), clock(ms), ms > late) for ms in range(0, self._duration, step))


def wave(peaks: Peaks) -> str:
    """A closed SVG path over x 0 to len(peaks), y -100 to 100, the loudest at the edges."""
    upper = " ".join(f"{x} {-max(1, peak)}" for x, peak in enumerate(peaks))
    lower = " ".join(f"{x} {max(1, peak)}" for x, peak in reversed(list(enumerate(peaks))))
    return f"M{upper} {lower}Z"


def lanes(card: Scorecard, caller: Peaks, recruiter: Peaks | None) -> tuple[Lane, ...]:
    """The recruiter's lane, where there is one, and the caller's."""
    scale, turns = Scale(card.duration_ms), card.turns
    if turns is None or recruiter is None:
        return (Lane("caller", scale.spans(card.caller), wave(caller)),)
    theirs = Lane(
        "recruiter",
        scale.spans(turns.conversation.recruiter),
        wave(recruiter),
        tuple(span for line in turns.lines for span in scale.spans(line.pauses)),
        tuple(
            scale.span(line.end, line.planned_end)
            for line in turns.lines
            if line.cut and line.end < line.planned_end
        ),
    )
    waits = tuple(scale.span(p.end, p.onset) for p in turns.patience if p.onset > p.end)
    return theirs, Lane("caller", scale.spans(card.caller), wave(caller), patience=waits)
