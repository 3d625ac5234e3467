"""Days counted from a holiday: "the day after Labor Day", "the Tuesday before Christmas", "the first Monday
back after New Year".

"Before Christmas" and "around Easter" name no day; "on Labor Day" does. "The bank holiday" is a late one.
"""

import datetime as dt

from simulator.understanding.date_feasts import FEASTS, Rule, beside
from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_run import Run, week_around
from simulator.understanding.date_words import DAY, NTH, SMALL, WEEKDAY
from simulator.understanding.numerals import cardinal

_SIDE = {"before": -1, "after": 1, "following": 1, "preceding": -1}
_LONG_AGO = 45
"""Days from which on "the bank holiday" needs its name."""
_BY_FIRST = {
    first: sorted((name for name in FEASTS if name[0] == first), key=len, reverse=True)
    for first in {name[0] for name in FEASTS}
}


def _named(run: Run, at: int) -> tuple[tuple[Rule, ...], int] | None:
    """The rules of the holiday whose name begins at word `at`, and how many words it took."""
    for skip in range(1 + (run.norm(at) in ("the", "that", "this"))):
        for name in _BY_FIRST.get(run.norm(at + skip), ()):
            if run.norms(at + skip, len(name)) == name:
                used = skip + len(name)
                return FEASTS[name], used + (run.norm(at + used) in ("weekend", "break"))
    return None


def _latest(run: Run, rules: tuple[Rule, ...]) -> set[dt.date]:
    """The last such days that are not in the future: one, or of several holidays those of the last weeks."""
    latest = {
        max(day for year in range(10) if (day := rule(run.called_on.year - year)) <= run.called_on)
        for rule in rules
    }
    recent = {day for day in latest if len(rules) == 1 or day >= run.back(_LONG_AGO)}
    return recent or {max(latest)}


def _counted(run: Run, at: int) -> tuple[int | None, int, int] | None:
    """What is counted from a holiday, "the day", "two days", "the Tuesday", "the first Monday back": its
    weekday if it is one, the number of days, and the words it took."""
    nth = NTH.get(run.norm(at), 0) if run.norm(at + 1) in WEEKDAY else 0
    led = run.norm(at) in NTH and run.norm(at + 1) in WEEKDAY and nth >= 0
    if (weekday := WEEKDAY.get(run.norm(at + led))) is not None:
        back = run.norm(at + led + 1) in ("back", "in", "right", "immediately", "straight", "just")
        return weekday, 7 * nth, 1 + led + back
    if run.norm(at) == "day":
        return None, 1, 1 + (run.norm(at + 1) in ("right", "immediately", "straight", "just"))
    number = cardinal(run.words, at, longest=1) or (
        (SMALL[run.norm(at)], 1) if run.norm(at) in SMALL else None
    )
    units = {"day": 1, "days": 1, "week": 7, "weeks": 7}
    if number and (unit := run.norm(at + number[1])) in units:
        return None, number[0] * units[unit], number[1] + 1
    return None


def _counted_from(rule: Rule, side: int, weekday: int | None, days: int) -> Rule:
    """`days` from the feast; or the next such weekday from it, and then `days`."""
    if weekday is None:
        return beside(rule, side * days)

    def of(year: int) -> dt.date:
        feast = rule(year)
        return feast + side * (((weekday - feast.weekday()) * side - 1) % 7 + 1 + days) * DAY

    return of


def _week_beside(rule: Rule, side: int) -> Rule:
    """A day of the week beside the feast's; the week before a Sunday is the one that it ends."""

    def of(year: int) -> dt.date:
        feast = rule(year)
        return feast if side < 0 and feast.weekday() == 6 else feast + 7 * side * DAY

    return of


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
        rules, more = named
        p.exact = _latest(run, tuple(_counted_from(rule, side, weekday, days) for rule in rules))
        return used + 1 + more
    if run.norm(at) == "week" and (run.norm(at + 1) in _SIDE or run.norm(at + 1) == "of"):
        named = _named(run, at + 2)
        if named is None or p.week is not None:
            return 0
        side = _SIDE.get(run.norm(at + 1), 0)
        p.week = {
            day
            for one in _latest(run, tuple(_week_beside(rule, side) for rule in named[0]))
            for day in week_around(one)
        }
        p.loose |= p.week
        if side:  # the week before Christmas is also the days up to it, the week after those behind it
            p.loose |= {feast + side * i * DAY for feast in _latest(run, named[0]) for i in range(1, 8)}
        return 2 + named[1]
    named = _named(run, at)
    if named is None:
        return 0
    rules, used = named
    if run.norm(at + used) == "week" and p.week is None:  # Tuesday of Christmas week
        p.week = {day for feast in _latest(run, rules) for day in week_around(feast)}
        p.loose |= p.week
        return used + 1
    if run.norm(at + used - 1) == "weekend" and p.weekday is not None:  # the Friday of Memorial Day weekend
        p.week = {feast + i * DAY for feast in _latest(run, rules) for i in range(-3, 4)}
        return used
    before, feasts = run.norm(at - 1 - (run.norm(at - 1) == "the")), _latest(run, rules)
    shift = cardinal(run.words, at + used + 1, longest=1)
    if shift and (sign := {"plus": 1, "minus": -1}.get(run.norm(at + used))):  # Groundhog Day plus one
        p.exact = {feast + sign * shift[0] * DAY for feast in feasts}
        return used + 1 + shift[1]
    if before == "between" and run.norm(at + used) == "and" and (then := _named(run, at + used + 1)):
        for a in feasts:  # between Christmas and New Year
            ends = [b for rule in then[0] for year in (a.year, a.year + 1) if (b := rule(year)) > a]
            p.loose |= {a + i * DAY for i in range(1, min((min(ends) - a).days, 30))}
        return used + 1 + then[1]
    if before in _SIDE or before in ("around", "near", "about", "over", "during"):
        low, high = {"before": (-9, -1), "after": (1, 9)}.get(before, (-6, 6))
        p.loose |= {feast + i * DAY for feast in feasts for i in range(low, high + 1)}
        return used
    behind = at + used + (run.norm(at + used) == "at")
    follows = run.norm(behind)
    timed = follows in ("half", "quarter", "noon") or cardinal(run.words, behind, longest=1)
    named_day = run.norm(at + used - 1) in (*WEEKDAY, "day", "eve", "holiday") or follows in WEEKDAY
    dated = len(rules) == 1 and (named_day or bool(timed))
    if before not in ("on", "was") and not (dated and before not in ("happy", "merry")):
        return 0
    p.exact = feasts
    return used
