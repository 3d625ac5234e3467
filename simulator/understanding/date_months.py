"""Months by name, their parts, and weekdays counted in them: "last month", "the end of June", "the first
Monday in June"."""

from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_run import Run, days_of, nth_weekday
from simulator.understanding.date_words import MONTH, NTH, WEEKDAY
from simulator.understanding.numerals import ordinal

_PART_OF_MONTH = {
    "beginning": (1, 12), "start": (1, 12), "early": (1, 12), "middle": (8, 23), "mid": (8, 23),
    "midd": (8, 23),    "end": (18, 31), "late": (17, 31), "latter": (15, 31),
}  # fmt: skip
_HALVES = ("evening", "morning", "afternoon", "night")


def _month_at(run: Run, at: int) -> tuple[int, int | None, int] | None:
    """June; last month, this month, the month: its number, its year if only one can be meant, the words."""
    if (month := MONTH.get(run.norm(at))) is not None:
        return month, None, 1
    if run.norm(at + 1) in ("month", "months") and run.norm(at) in ("this", "the", "last"):
        if run.norm(at + 2) in ("of", "in") and run.norm(at + 3) in MONTH:
            return MONTH[run.norm(at + 3)], None, 4  # "the month of June"
        then = run.last_month() if run.norm(at) == "last" else run.called_on
        return then.month, then.year, 2
    return None


def _latest_year(run: Run, month: int, year: int | None) -> int:
    return year if year is not None else run.called_on.year - (month > run.called_on.month)


def named_month(run: Run, at: int, p: Parts) -> int:
    """Last month, this month; a part of a month: "the end of June", "the second week of April"."""
    if p.month is not None:
        return 0
    if p.day is not None and run.norms(at, 2) == ("the", "month"):  # the eighth of the month
        return 2
    span, used = _PART_OF_MONTH.get(run.norm(at)), 1
    if working := _working_day(run, at, p):
        return working
    last_of_it = run.norm(at) in ("last", "final") and run.norm(at + 1) in _HALVES
    if last_of_it:  # the last evening of April
        span, used = (31, 31), 2
    elif run.norm(at) in NTH and run.norm(at + 1) in ("week", "half", "days", "few", "day"):
        span, used = _nth_part(run, at), 2 + (run.norm(at + 1) == "few")
    if not span:
        used = 0
    elif run.norms(at + used, 2) == ("part", "of"):
        used += 1
    used += bool(span) and run.norm(at + used) in ("of", "in")
    month = _month_at(run, at + used)
    if month is None or (not span and (run.norm(at) in MONTH or run.norm(at) == "the")):
        return 0
    number, year, more = month
    if not span:
        p.month, p.year = number, year
        return more
    if run.norm(at + used) in MONTH and ordinal(run.words, at + used + 1):
        return 0  # "early June third" is that day
    p.month, p.year = number, year
    such = days_of(_latest_year(run, number, year), number)
    if last_of_it or (run.norm(at) == "last" and run.norm(at + 1) == "day"):
        second = run.norm(at - 1) == "second" or run.norms(at - 2, 2) == ("second", "to")
        if run.norm(at + used) == "the" and such[-1] > run.called_on:
            then = run.last_month()
            p.month, p.year = then.month, then.year
            such = days_of(then.year, then.month)
        p.day = such[-1 - second].day
    p.part_of_month = {day for day in such if span[0] <= day.day <= span[1]}
    return used + more


def _working_day(run: Run, at: int, p: Parts) -> int:
    """The last working day of June, the first weekday in March: from Monday to Friday."""
    weekday = run.norm(at + 1) == "weekday"
    working = weekday or (run.norm(at + 1) in ("working", "business") and run.norm(at + 2) == "day")
    nth = NTH.get(run.norm(at)) if working else None
    of = at + 3 - weekday
    month = _month_at(run, of + 1) if nth is not None and run.norm(of) in ("of", "in") else None
    if nth is None or month is None or p.exact is not None:
        return 0
    year = _latest_year(run, month[0], month[1])
    p.exact = {[day for day in days_of(year, month[0]) if day.weekday() < 5][nth]}
    return of + 1 + month[2] - at


def _nth_part(run: Run, at: int) -> tuple[int, int] | None:
    nth, unit = NTH[run.norm(at)], run.norm(at + 1)
    if unit == "week":
        return (22, 31) if nth < 0 else (7 * nth + 1 - 6 * (nth > 0), 7 * nth + 10)
    if unit == "half":
        return {0: (1, 16), 1: (14, 31), -1: (14, 31)}.get(nth)
    if unit in ("days", "few"):
        return {0: (1, 8), -1: (22, 31)}.get(nth)
    return (31, 31) if nth < 0 else None  # "the last day"; the first is an ordinal with its month


def nth_weekday_of(run: Run, at: int, p: Parts) -> int:
    """The first Tuesday of June, the last Friday in May, the second Tuesday of this month."""
    nth, day = NTH.get(run.norm(at)), WEEKDAY.get(run.norm(at + 1))
    if nth is None or day is None:
        return 0
    if run.norm(at + 2) not in ("in", "of"):
        if not p.in_month or p.month is None:
            return 0
        p.exact = (
            {such} if (such := nth_weekday(_latest_year(run, p.month, None), p.month, day, nth)) else None
        )
        return 2 if p.exact else 0  # last month, on the fourth Friday
    if run.norms(at + 3, 2) in (("the", "year"), ("this", "year")):
        years = (run.called_on.year, run.called_on.year - 1)
        days = (nth_weekday(year, 1 if nth >= 0 else 12, day, nth) for year in years)
        such = next((one for one in days if one and one <= run.called_on), None)
        p.exact = {such} if such else None
        return 5 if such else 0
    month = _month_at(run, at + 3)
    if month is None:
        return 0
    if run.norm(at + 3) == "the" and month[1] is not None:  # the last Wednesday of the month: the latest one
        then = run.called_on
        here, before = (nth_weekday(m.year, m.month, day, nth) for m in (then, run.last_month()))
        latest = here if here and here <= then else before
        p.exact = {latest} if latest else None
        return 3 + month[2] if latest else 0
    found = nth_weekday(_latest_year(run, month[0], month[1]), month[0], day, nth)
    if found is None:
        return 0
    p.exact = {found}
    return 3 + month[2]
