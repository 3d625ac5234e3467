"""Days counted from a holiday: "the day after Labor Day", "the Tuesday before Christmas".

Holidays of the United States and those that most English speakers share, by the rule of each. "Before
Christmas" and "around Easter" name no day; "on Labor Day" does.
"""

import datetime as dt
from collections.abc import Callable

from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_run import Run, nth_weekday, week_around
from simulator.understanding.date_words import DAY, SMALL, WEEKDAY
from simulator.understanding.numerals import cardinal


def _fixed(month: int, day: int) -> Callable[[int], dt.date]:
    return lambda year: dt.date(year, month, day)


def _nth(month: int, weekday: int, nth: int) -> Callable[[int], dt.date]:
    return lambda year: nth_weekday(year, month, weekday, nth) or dt.date(year, month, 1)


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _beside(rule: Callable[[int], dt.date], days: int) -> Callable[[int], dt.date]:
    return lambda year: rule(year) + days * DAY


_THANKSGIVING = _nth(11, 3, 3)
_HOLIDAYS: dict[tuple[str, ...], Callable[[int], dt.date]] = {
    ("christmas", "eve"): _fixed(12, 24), ("christmas", "day"): _fixed(12, 25),
    ("christmas",): _fixed(12, 25), ("xmas",): _fixed(12, 25), ("boxing", "day"): _fixed(12, 26),
    ("new", "years", "eve"): _fixed(12, 31), ("new", "year", "eve"): _fixed(12, 31),
    ("new", "years", "day"): _fixed(1, 1), ("new", "years"): _fixed(1, 1), ("new", "year"): _fixed(1, 1),
    ("martin", "luther", "king", "day"): _nth(1, 0, 2), ("mlk", "day"): _nth(1, 0, 2),
    ("valentines", "day"): _fixed(2, 14), ("valentines",): _fixed(2, 14), ("valentine", "day"): _fixed(2, 14),
    ("presidents", "day"): _nth(2, 0, 2), ("saint", "patricks", "day"): _fixed(3, 17),
    ("st", "patricks", "day"): _fixed(3, 17),
    ("good", "friday"): _beside(_easter, -2), ("easter", "monday"): _beside(_easter, 1),
    ("easter", "sunday"): _easter, ("easter",): _easter,
    ("mothers", "day"): _nth(5, 6, 1), ("memorial", "day"): _nth(5, 0, -1), ("fathers", "day"): _nth(6, 6, 2),
    ("juneteenth",): _fixed(6, 19), ("independence", "day"): _fixed(7, 4),
    ("labor", "day"): _nth(9, 0, 0), ("labour", "day"): _nth(9, 0, 0),
    ("columbus", "day"): _nth(10, 0, 1), ("halloween",): _fixed(10, 31), ("veterans", "day"): _fixed(11, 11),
    ("thanksgiving", "day"): _THANKSGIVING, ("thanksgiving",): _THANKSGIVING,
    ("black", "friday"): _beside(_THANKSGIVING, 1),
}  # fmt: skip
_SIDE = {"before": -1, "after": 1, "following": 1, "preceding": -1}


def _named(run: Run, at: int) -> tuple[Callable[[int], dt.date], int] | None:
    """The rule of the holiday whose name begins at word `at`, and how many words it took."""
    for name in sorted(_HOLIDAYS, key=len, reverse=True):
        if run.norms(at, len(name)) == name:
            return _HOLIDAYS[name], len(name)
    return None


def _latest(run: Run, rule: Callable[[int], dt.date]) -> dt.date:
    """The last such day that is not in the future."""
    return max(day for year in range(3) if (day := rule(run.called_on.year - year)) <= run.called_on)


def _counted(run: Run, at: int) -> tuple[int | None, int, int] | None:
    """What is counted from a holiday, "the day", "two days", "the Tuesday": its weekday if it is one, the
    number of days, and the words it took."""
    if (weekday := WEEKDAY.get(run.norm(at))) is not None:
        return weekday, 1, 1
    if run.norm(at) == "day":
        return None, 1, 1
    number = cardinal(run.words, at, longest=1) or (
        (SMALL[run.norm(at)], 1) if run.norm(at) in SMALL else None
    )
    units = {"day": 1, "days": 1, "week": 7, "weeks": 7}
    if number and (unit := run.norm(at + number[1])) in units:
        return None, number[0] * units[unit], number[1] + 1
    return None


def holiday(run: Run, at: int, p: Parts) -> int:
    """A day beside a holiday, a holiday's week, or the holiday itself."""
    if p.exact is not None:
        return 0
    if counted := _counted(run, at):
        weekday, days, used = counted
        side = _SIDE.get(run.norm(at + used))
        named = _named(run, at + used + 1)
        if side is None or named is None:
            return 0
        rule, more = named

        def counted_from(year: int) -> dt.date:
            feast = rule(year)
            if weekday is None:
                return feast + side * days * DAY
            return feast + side * (((weekday - feast.weekday()) * side - 1) % 7 + 1) * DAY

        p.exact = {_latest(run, counted_from)}
        return used + 1 + more
    if run.norm(at) == "week" and (run.norm(at + 1) in _SIDE or run.norm(at + 1) == "of"):
        named = _named(run, at + 2)
        if named is None or p.week is not None:
            return 0
        shift = 7 * _SIDE.get(run.norm(at + 1), 0)
        p.week = week_around(_latest(run, _beside(named[0], shift)))
        p.loose |= p.week
        return 2 + named[1]
    named = _named(run, at)
    if named is None:
        return 0
    before, feast = run.norm(at - 1 - (run.norm(at - 1) == "the")), _latest(run, named[0])
    if before in _SIDE or before in ("around", "near", "about", "over", "during"):
        low, high = {"before": (-9, -1), "after": (1, 9)}.get(before, (-6, 6))
        p.loose |= {feast + i * DAY for i in range(low, high + 1)}
        return named[1]
    dated = run.norm(at + named[1] - 1) in ("day", "eve", "friday", "monday", "sunday")
    if before not in ("on", "was") and not (dated and before not in ("happy", "merry")):
        return 0
    p.exact = {feast}
    return named[1]
