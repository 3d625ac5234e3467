"""Parts of the day, which agree with a time without naming it: "in the afternoon", "just before lunch",
"between two and three", "shortly before ten", "first thing"."""

from simulator.understanding.date_words import MONTHS, WEEKDAYS
from simulator.understanding.time_clock import Clocks
from simulator.understanding.time_words import PARTS, meanings

Span = tuple[int, int]
"""Minutes after midnight, half-open."""

_MEALS = {
    "breakfast": (420, 600), "lunch": (690, 840), "lunchtime": (660, 840), "noon": (720, 720),
    "dinner": (1020, 1230), "supper": (1020, 1230), "work": (540, 1020), "school": (510, 900),
}  # fmt: skip
NEARLY = ("shortly", "just", "little", "bit", "right", "slightly", "soon")
_PHRASES: tuple[tuple[tuple[str, ...], Span], ...] = (
    (("first", "thing"), (0, 720)),
    (("bright", "and", "early"), (0, 660)),
    (("early", "doors"), (0, 660)),
    (("early", "in", "the", "day"), (0, 720)),
    (("as", "soon", "as", "you", "opened"), (360, 660)),
    (("as", "you", "opened"), (360, 660)),
    (("when", "you", "opened"), (360, 660)),
    (("start", "of", "the", "day"), (360, 660)),
    (("beginning", "of", "the", "day"), (360, 660)),
    (("late", "in", "the", "day"), (840, 1440)),
    (("later", "in", "the", "day"), (720, 1440)),
    (("middle", "of", "the", "day"), (660, 900)),
    (("end", "of", "the", "day"), (900, 1200)),
    (("end", "of", "the", "working", "day"), (900, 1200)),
    (("end", "of", "the", "business", "day"), (900, 1200)),
    (("end", "of", "business"), (900, 1200)),
    (("close", "of", "business"), (900, 1200)),
    (("last", "thing"), (900, 1440)),
    (("over", "lunch"), (660, 870)),
    (("during", "lunch"), (660, 870)),
    (("lunch", "hour"), (660, 870)),
    (("lunch", "break"), (660, 870)),
    (("at", "lunch"), (660, 870)),
    (("around", "lunch"), (660, 870)),
    (("mid", "day"), (660, 840)),
)


def part_of_day(it: Clocks, at: int) -> tuple[Span, int] | None:
    """The part of the day whose words begin at word `at`, and how many they are."""
    for phrase, span in _PHRASES:
        if it.norms(at, len(phrase)) == phrase:
            return span, len(phrase)
    if (beside := _beside_a_meal(it, at)) or (beside := _between(it, at)) or (beside := _one_side(it, at)):
        return beside
    token = it.norm(at)
    greets = it.norm(at - 1) in ("good", "hello", "hi") or at == 0
    if token not in PARTS or (greets and it.norm(at - 1) != "the" and _stands(it, at)):
        return None
    low, high = PARTS[token]
    return (low * 60, high * 60 + (high == 12)), 1  # noon belongs to the morning too


def _beside_a_meal(it: Clocks, at: int) -> tuple[Span, int] | None:
    """Before lunch, after work, after noon."""
    side, the = it.norm(at), it.norm(at + 1) in ("the", "my", "your")
    meal = it.norm(at + 1 + the)
    if side not in ("before", "after") or meal not in _MEALS:
        return None
    if (side, meal) == ("after", "noon") and it.norm(at - 1) in NEARLY:
        return None  # just after noon is a time
    low, high = _MEALS[meal]
    soon = 2 + the + (it.norm(at + 2 + the) in ("hour", "break", "time"))
    if side == "before":
        return (0 if meal == "noon" else max(0, low - 240), low + 45 * (meal == "lunch")), soon
    begins = {"lunch": low + 30, "dinner": low + 60, "supper": low + 60, "work": high - 60}.get(meal, high)
    return (begins, 1080 if meal == "noon" else high + 150), soon


def _between(it: Clocks, at: int) -> tuple[Span, int] | None:
    """Between two and three, somewhere between 2 and 2:30 p.m."""
    if it.norm(at) != "between" or (low := it.clock(at + 1)) is None:
        return None
    half, more = it.half_day(at + 1 + low.used)
    here = at + 1 + low.used + more
    if it.norm(here) not in ("and", "to") or (high := it.clock(here + 1)) is None:
        return None
    last, used = it.half_day(here + 1 + high.used)
    end = here + 1 + high.used + used
    if not last and it.counted(end):
        return None
    ends = sorted(meanings(high.hour, high.minute, last))
    starts = sorted(
        meanings(low.hour, low.minute, half or ("" if not last or high.hour < low.hour else last))
    )
    spans = [(a, b) for a in starts for b in ends if 0 < b - a <= 360]
    if not spans:
        return None
    span = min(spans, key=lambda s: (not 420 <= s[0] < 1140, s[1] - s[0]))
    return span, end - at


def _one_side(it: Clocks, at: int) -> tuple[Span, int] | None:
    """Before nine o'clock, shortly before ten, after two; "shortly after two" is about two, a time."""
    near = it.norm(at) in (*NEARLY, "sometime")
    side, first = it.norm(at + near), at + near + 1
    if side not in ("before", "after") or (near and side == "after" and it.norm(at) != "sometime"):
        return None
    if it.norm(at - 1) in NEARLY:
        return None
    clock = None if it.ends(first) else it.clock(first)
    if clock is None or it.norm(first) in (*MONTHS, *WEEKDAYS):
        return None
    half, more = it.half_day(first + clock.used)
    used = first + clock.used + more - at
    if it.counted(at + used) or not (clock.sure or half or near or it.ends(at + used)):
        return None
    minute = min(meanings(clock.hour, clock.minute, half), key=lambda m: not 420 <= m < 1140)
    reach = 30 if near and side == "before" else 180
    return ((minute - reach, minute) if side == "before" else (minute, minute + reach)), used


def _stands(it: Clocks, at: int) -> bool:
    """Whether the part of the day at `at` is a greeting: "good morning", or "Morning," at first."""
    ends = at + 1 >= len(it.words) or it.words[at + 1].opens_clause
    return ends or it.norm(at - 1) == "good"
