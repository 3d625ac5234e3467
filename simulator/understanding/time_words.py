"""The words that times of day are made of, and what a clock read from them can mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.understanding.words import word_set

LEADS = word_set("at around about approximately roughly near nearly almost slot @")
PARTS: Mapping[str, tuple[int, int]] = {
    "morning": (0, 12), "forenoon": (0, 12), "afternoon": (12, 18), "arvo": (12, 18), "evening": (17, 24),
    "night": (18, 24), "lunchtime": (11, 14), "midmorning": (9, 12), "midafternoon": (13, 17),
}  # fmt: skip
"""A part of the day that a listener takes a time of day to lie in, [low, high) hours."""

NOON = ("noon", "midday", "noontime")
COUNTED = word_set(
    """
    day days week weeks month months year years people person persons candidates dollars pounds percent hours
    hour minutes minute times miles pages questions of others employees euros thousand hundred bucks grand
    positions openings jobs applicants interviews rounds references children kids friends stores shops
    blocks degrees points hr hrs mins weekdays business working
    """
)
HEARD_QUARTERS = word_set("order border recorder quota corner quarters")
"""What recognisers write for a quarter before "past" and "to"."""
HEARD_AS = {
    "to": 2,
    "too": 2,
    "tu": 2,
    "for": 4,
    "fore": 4,
    "ate": 8,
    "won": 1,
    "tree": 3,
    "tin": 10,
    "tan": 10,
}
"""What recognisers write for an hour, where nothing but an hour can stand."""
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """`hour`:`minute` in `used` words; `sure` where it is a time even without "at" before it."""

    hour: int
    minute: int
    used: int
    sure: bool


def meanings(hour: int, minute: int, half: str) -> frozenset[int]:
    """The minutes after midnight that an hour can mean: both halves of the day where `half` settles none."""
    base = hour % 24 * 60 + minute
    if hour > 12:
        return frozenset({base})
    if half in ("am", "pm"):
        return frozenset({hour % 12 * 60 + minute + (720 if half == "pm" else 0)})
    both = {hour % 12 * 60 + minute, hour % 12 * 60 + minute + 720}
    if half in PARTS:
        low, high = PARTS[half]
        fitting = frozenset(m for m in both if low * 60 <= m < high * 60)
        return fitting or frozenset(both)
    return frozenset(both)
