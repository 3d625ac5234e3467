"""One party's segments.

strip       "..RRRR...RR."          100 ms a character
segments    [200, 600) [900, 1100)
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from simulator.timeline.segment import Segment


@dataclass(frozen=True, slots=True)
class Timeline:
    """Sorted, disjoint segments; segments that touch or overlap are merged on the way in."""

    segments: tuple[Segment, ...] = ()

    @classmethod
    def of(cls, segments: Iterable[Segment]) -> "Timeline":
        merged: list[Segment] = []
        for segment in sorted(segments):
            if merged and segment.start <= merged[-1].end:
                merged[-1] = merged[-1].hull(segment)
            else:
                merged.append(segment)
        return cls(tuple(merged))

    @classmethod
    def from_strip(cls, strip: str, ms: int = 100) -> "Timeline":
        """A drawing: every character is `ms` long, and `.` and space are silence."""
        return cls.of(Segment(i * ms, (i + 1) * ms) for i, mark in enumerate(strip) if mark not in ". ")

    def __iter__(self) -> Iterator[Segment]:
        return iter(self.segments)

    def __len__(self) -> int:
        return len(self.segments)

    @property
    def duration(self) -> int:
        """Voiced milliseconds."""
        return sum(segment.duration for segment in self.segments)

    @property
    def extent(self) -> Segment | None:
        return Segment(self.segments[0].start, self.segments[-1].end) if self.segments else None

    def at(self, moment: int) -> Segment | None:
        """The segment that holds `moment`."""
        index = bisect_right(self.segments, moment, key=lambda s: s.start) - 1
        return self.segments[index] if index >= 0 and self.segments[index].contains(moment) else None

    def bridged(self, gap_ms: int) -> "Timeline":
        """Silences shorter than `gap_ms` filled: this is how voiced segments become IPUs."""
        result: list[Segment] = []
        for segment in self.segments:
            if result and segment.start - result[-1].end < gap_ms:
                result[-1] = result[-1].hull(segment)
            else:
                result.append(segment)
        return Timeline(tuple(result))

    def gaps(self) -> "Timeline":
        """The silences between the segments."""
        pairs = zip(self.segments, self.segments[1:], strict=False)
        return Timeline(tuple(Segment(a.end, b.start) for a, b in pairs))

    def within(self, window: Segment) -> "Timeline":
        """The parts that lie inside `window`."""
        parts = (segment.intersection(window) for segment in self.segments)
        return Timeline(tuple(part for part in parts if part))

    def intersection(self, other: "Timeline") -> "Timeline":
        """Where both are voiced."""
        return Timeline(tuple(part for segment in other for part in self.within(segment)))

    def union(self, other: "Timeline") -> "Timeline":
        return Timeline.of((*self.segments, *other.segments))

    def shifted(self, ms: int) -> "Timeline":
        return Timeline(tuple(segment.shifted(ms) for segment in self.segments))
