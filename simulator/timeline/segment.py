"""A stretch of time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """Half-open `[start, end)` in integer milliseconds; never empty.

    Raises ValueError where end <= start.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a segment needs start < end, got [{self.start}, {self.end})")

    @property
    def duration(self) -> int:
        return self.end - self.start

    def contains(self, moment: int) -> bool:
        return self.start <= moment < self.end

    def overlaps(self, other: "Segment") -> bool:
        return self.start < other.end and other.start < self.end

    def intersection(self, other: "Segment") -> "Segment | None":
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Segment(start, end) if start < end else None

    def hull(self, other: "Segment") -> "Segment":
        """The shortest segment that holds both."""
        return Segment(min(self.start, other.start), max(self.end, other.end))

    def shifted(self, ms: int) -> "Segment":
        return Segment(self.start + ms, self.end + ms)
