"""Days counted back from the call: yesterday, three days ago, a week ago today, two Fridays ago, a week
before last Tuesday, ten days since the interview."""

import datetime as dt

from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_run import Run
from simulator.understanding.date_words import ABOUT, DAY, SMALL, WEEKDAY
from simulator.understanding.numerals import cardinal

_AGO = ("ago", "back", "prior", "earlier")
_LOOSE = {"couple": 2, "few": 3, "several": 4}
_UNITS = {"day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
          "fortnight": "week", "night": "day", "nights": "day"}  # fmt: skip
_WORKING = ("business", "working", "work", "week")


def relative_day(run: Run, at: int, p: Parts) -> int:
    """Yesterday, last night, the day before yesterday, today, this time last week, the other day."""
    if p.exact is not None:
        return 0
    a, b, c, d = run.norms(at, 4)
    step = {"before": 2, "prior": 3}.get(b, 0) if a == "day" else 0
    anchor = {"yesterday": 2, "today": 1, "tomorrow": 0}.get(run.norm(at + step)) if step else None
    if anchor is not None:
        p.exact = {run.back(anchor)}
        return step + 1
    if (a, b, c) == ("the", "other", "day"):
        p.loose |= {run.back(days) for days in range(1, 15)}
        return 3
    if a in ("yesterday", "yesterdays") or (a, b) == ("last", "night"):
        p.exact = {run.back(1)}
        return 2 if a == "last" else 1
    if a in ("this", "same") and b in ("time", "day") and (c, d) == ("last", "week"):
        p.exact = {run.back(7)}
        return 4
    weeks = _count(run, at + 2) if a == "this" and b in ("time", "day") else None
    if weeks and run.norm(at + 2 + weeks[1]) in ("week", "weeks") and run.norm(at + 3 + weeks[1]) in _AGO:
        p.exact = {run.back(7 * weeks[0])}
        return 4 + weeks[1]
    if a == "today" or (a == "this" and b in ("morning", "afternoon", "evening")):
        p.exact, p.today = {run.called_on}, True
        return 1 if a == "today" else 2
    return 0


def _count(run: Run, at: int) -> tuple[int, int] | None:
    """A number of days or weeks, and the words that it took."""
    if number := cardinal(run.words, at, longest=2):
        return number
    return (SMALL[run.norm(at)], 1) if run.norm(at) in SMALL else None


def _between(run: Run, at: int, p: Parts) -> int:
    """Two or three weeks ago, a day or two ago, a week and a half ago: days between two counts."""
    low = _count(run, at)
    if low is None:
        return 0
    here = at + low[1]
    if (unit := _UNITS.get(run.norm(here))) and run.norm(here + 1) == "or":  # a day or two ago
        high, here = _count(run, here + 2), here + 2
        end = here + high[1] if high else here
    elif ("and", "a", "half") in (run.norms(here, 3), run.norms(here + 1, 3)):
        unit, high, end = unit or _UNITS.get(run.norm(here + 3)), (low[0] + 1, 1), here + 4
    elif run.norm(here) in ("or", "to") and (high := _count(run, here + 1)):
        end = here + 1 + high[1]
        unit = _UNITS.get(run.norm(end))
        end += 1
    else:
        return 0
    if high is None or unit is None or high[0] < low[0] or run.norm(end) not in _AGO:
        return 0
    days = {"day": 1, "week": 7, "month": 30}[unit]
    slack = {"day": 0, "week": 2, "month": 8}[unit]
    p.loose |= {run.back(d) for d in range(max(1, low[0] * days - slack), high[0] * days + slack + 1)}
    return end + 1 - at


def _since_the_interview(run: Run, at: int) -> bool:
    """ "Ten days since my interview", "since we met": a count of days that ends in the interview's."""
    following = run.norms(at + 1, 5)
    return run.norm(at) == "since" and any(
        word.startswith("interview") or word in ("met", "spoke", "talked") for word in following
    )


def ago(run: Run, at: int, p: Parts) -> int:
    """N days, weeks or months ago (or back, or prior), also "a week ago today" or "Wednesday"."""
    if p.exact is not None or p.week is not None:
        return 0
    if used := _between(run, at, p):
        return used
    before, first = at - 1, at
    if run.norm(at) == "some" and run.norm(at + 1) in ("days", "weeks", "months"):
        return _some_ago(run, at, p)
    loose = next((_LOOSE[w] for w in run.norms(at, 2) if w in _LOOSE), 0)
    if loose:
        at += run.norm(at) in ("a", "the")
        count, used = loose, 2 if run.norm(at + 1) == "of" else 1
        if run.norm(at) not in _LOOSE:
            return 0
    elif (number := _count(run, at)) is not None:
        count, used = number
    else:
        return 0
    working = run.norm(at + used) in _WORKING and run.norm(at + used + 1) in ("day", "days")
    used += working
    unit = _UNITS.get(run.norm(at + used), "day" if run.norm(at) == "fortnight" else "")
    if "fortnight" in run.norms(at, used + 1):
        count, unit, used = 2, "week", used if run.norm(at + used) == "fortnight" else used - 1
    if not count or not unit:
        return 0
    rest = _count(run, at + used + 2) if unit == "week" and run.norm(at + used + 1) == "and" else None
    if rest and run.norm(at + used + 2 + rest[1]) in ("day", "days"):  # a week and two days ago
        count, unit, used = 7 * count + rest[0], "day", used + 2 + rest[1]
    here = at + used + 1
    if run.norm(here) in ("before", "from"):
        return _before_a_weekday(run, here, p, -count if run.norm(here) == "from" else count, unit, first)
    if _since_the_interview(run, here) and not loose:
        p.exact = {run.back(count * {"day": 1, "week": 7, "month": 30}[unit])}
        return here + 1 - first
    if run.norm(here) not in _AGO:
        return 0
    end = here + 1
    about = (
        run.norm(before) in ABOUT
        or (run.norm(before), run.norm(before - 1)) == ("like", "something")
        or run.norms(before - 2, 3) == ("a", "little", "over")
        or run.norms(before - 1, 2) in (("more", "than"), ("less", "than"))
        or run.norms(end, 2) in (("or", "so"), ("or", "thereabouts"), ("give", "or"))
        or run.norm(end) in ("ish", "roughly", "approximately")
    )
    if unit == "day":
        if loose:
            p.loose |= {run.back(d) for d in range(2, 7)}
        elif about:
            p.loose |= {run.back(count + d) for d in (-1, 0, 1)}
        else:
            p.exact = {_working_days_back(run, count) if working else run.back(count)}
        return end - first
    days = count * (7 if unit == "week" else 30)
    anchor = {"today": 0, "yesterday": 1, "tomorrow": -1}.get(run.norm(end))
    if run.norms(end, 3) in (("to", "the", "day"), ("on", "the", "day")):
        p.exact = {run.back(days)}
        return end + 3 - first
    if anchor is not None:
        p.exact = {run.back(days + anchor)}
        if unit == "month":
            p.exact = {run.back(days + anchor + d) for d in (-2, -1, 0, 1)}
        return end + 1 - first
    if unit == "week" and (used := _before_a_weekday(run, end - 1, p, count, unit, first)):
        return used
    slack = 6 if unit == "week" else 10
    p.week = {run.back(days + d) for d in range(-slack, slack + 1) if days + d > 0}
    if unit == "week" and not loose:
        p.week |= run.week_of(count)
        p.centre = None if about else run.back(days)
        p.loose |= {run.back(days + d) for d in range(-4, 5)}
    else:
        p.loose |= p.week | {run.back(days + d) for d in range(-10, 11) if loose}
    return end - first


def _some_ago(run: Run, at: int, p: Parts) -> int:
    """Some days ago, some weeks back: from two of them to five."""
    if run.norm(at + 2) not in _AGO:
        return 0
    days = {"day": 1, "week": 7, "month": 30}[_UNITS[run.norm(at + 1)]]
    p.loose |= {run.back(d) for d in range(2 * days - days // 2, 5 * days + 1)}
    return 3


def _working_days_back(run: Run, count: int) -> dt.date:
    """The day `count` days back, Saturdays and Sundays not counted."""
    day = run.called_on
    while count:
        day -= DAY
        count -= day.weekday() < 5
    return day


def _before_a_weekday(run: Run, here: int, p: Parts, count: int, unit: str, first: int) -> int:
    """A week ago last Friday, a day before last Tuesday: `here` is the word "ago", "before" or "from"."""
    days = count * {"day": 1, "week": 7, "month": 30}[unit]
    if run.norm(here) in ("before", "from") and run.norm(here + 1) in ("yesterday", "today"):
        p.exact = {run.back(days + (run.norm(here + 1) == "yesterday"))}
        return here + 2 - first
    step = here + 1 + (run.norm(here + 1) == "this")
    past = run.norm(step) in ("last", "past")
    weekday = WEEKDAY.get(run.norm(step + past))
    if weekday is None or not (past or step > here + 1):
        return 0
    since = (run.called_on.weekday() - weekday) % 7 or 7
    p.exact = {run.back(since + days)}
    return step + past + 1 - first


def weekdays_ago(run: Run, at: int, p: Parts) -> int:
    """Two Fridays ago."""
    number = _count(run, at)
    weekday = WEEKDAY.get(run.norm(at + number[1])) if number else None
    if number is None or weekday is None or p.exact is not None:
        return 0
    if run.norm(at + number[1] + 1) not in _AGO:
        return 0
    since = (run.called_on.weekday() - weekday) % 7 or 7
    p.exact = {run.back(since + 7 * (number[0] - 1))}
    return number[1] + 2
