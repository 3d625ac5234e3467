"""Days so far back from the call: three days ago, a week ago today, a week and a half ago, a week before last
Tuesday, ten days since the interview."""

import datetime as dt
from dataclasses import replace

from simulator.understanding.date_bare import ends_bare
from simulator.understanding.date_count import AGO, DAYS, UNITS, Counted, about, count, counted
from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_run import Run
from simulator.understanding.date_since import ANCHOR, since_it
from simulator.understanding.date_words import DAY, WEEKDAY


def ago(run: Run, at: int, p: Parts) -> int:
    """N days, weeks or months ago (or back, or prior), also "a week ago today" or "Wednesday"."""
    if p.exact is not None or p.week is not None:
        return 0
    if used := _between(run, at, p) or _some(run, at, p):
        return used
    before = run.norm(at) == "before"
    said = counted(run, at + before)
    if said is None:
        return 0
    if before:  # before nine days
        p.exact = {run.back(said.days)} if not said.loose else None
        return said.end - at if p.exact else 0
    or_so = run.norms(said.end, 2) in (("or", "so"), ("or", "thereabouts"))
    if or_so and run.norm(said.end + 2) in AGO:  # ten days or so ago
        said = replace(said, end=said.end + 2)
    here = said.end
    if run.norm(here) in ("before", "from"):
        sign = -1 if run.norm(here) == "from" else 1
        return _used(_beside_a_day(run, here, p, sign * said.days), at)
    last = run.norm(here) in ("last", "past", "passed")
    on = last and run.norm(here + 1) == "on"
    if last and run.norm(here + 1 + on) in WEEKDAY and said.unit == "week" and not said.loose:
        return _used(_beside_a_day(run, here - 1, p, said.days), at)  # a week last Friday, past on Friday
    to_the_day = run.norms(here, 3) == ("to", "the", "day") and run.norm(here + 3) not in ("from", "after")
    if to_the_day and not said.loose and ends_bare(run, here + 3):  # two weeks to the day
        p.exact = {run.back(said.days)}
        return here + 3 - at
    if used := since_it(run, said, p):
        return _used(used, at)
    if run.norm(here) in WEEKDAY and run.norm(here + 1) in ("past", "gone") and said.unit == "week":
        since = (run.called_on.weekday() - WEEKDAY[run.norm(here)]) % 7 or 7  # a week Friday past
        p.exact = {run.back(said.days + since)}
        return here + 2 - at
    if said.unit == "week" and run.norm(here) == "yesterday" and not said.loose:  # a week yesterday
        p.exact = {run.back(said.days + 1)}
        return here + 1 - at
    then = run.ends(here + 1)  # ten days since, at nine
    if run.norm(here) not in AGO and not (run.norm(here) == "since" and then):
        return 0
    rough = or_so or about(run, at, here + 1)
    if said.unit == "day":
        return _used(_days_ago(run, said, p, rough), at)
    return _used(_anchored(run, said, p) or _weeks_ago(run, said, p, rough), at)


def _used(end: int, first: int) -> int:
    """The number of words up to `end`, 0 where nothing was read."""
    return end - first if end else 0


def _days_ago(run: Run, said: Counted, p: Parts, rough: bool) -> int:
    if said.loose:
        p.loose |= {run.back(d) for d in range(2, 7)}
    elif rough:
        p.loose |= {run.back(said.number + d) for d in (-1, 0, 1)}
    else:
        p.exact = {_working_days_back(run, said.number) if said.working else run.back(said.number)}
    return said.end + 1


def _anchored(run: Run, said: Counted, p: Parts) -> int:
    """A week ago today, two weeks ago to the day, a week ago last Tuesday."""
    end = said.end + 1
    if run.norms(end, 3) in (("to", "the", "day"), ("on", "the", "day")):
        p.exact = {run.back(said.days)}
        return end + 3
    if run.norm(end) == "this" and run.norm(end + 1) in ("morning", "afternoon", "evening"):
        p.exact = {run.back(said.days)}
        return end + 2
    anchor = ANCHOR.get(run.norm(end))
    if anchor is not None:
        slack = (-2, -1, 0, 1) if said.unit == "month" else (0,)
        p.exact = {run.back(said.days + anchor + d) for d in slack}
        return end + 1
    return _beside_a_day(run, said.end, p, said.days) if said.unit == "week" else 0


def _weeks_ago(run: Run, said: Counted, p: Parts, rough: bool) -> int:
    slack = 6 if said.unit == "week" else 10
    p.week = {run.back(said.days + d) for d in range(-slack, slack + 1) if said.days + d > 0}
    if said.unit == "week" and not said.loose:
        p.week |= run.week_of(said.number)
        p.week -= run.week_of(0)  # on a Wednesday, "a week ago Monday" is not two days ago
        p.centre = None if rough else run.back(said.days)
        p.loose |= {run.back(said.days + d) for d in range(-4, 5)}
    else:
        p.loose |= p.week | {run.back(said.days + d) for d in range(-10, 11) if said.loose}
    return said.end + 1


def _between(run: Run, at: int, p: Parts) -> int:
    """Two or three weeks ago, a day or two ago, a week and a half ago: days between two counts."""
    low = count(run, at)
    if low is None:
        return 0
    here = at + low[1]
    if (unit := UNITS.get(run.norm(here))) and run.norm(here + 1) == "or":  # a day or two ago
        high, here = count(run, here + 2), here + 2
        end = here + high[1] if high else here
    elif ("and", "a", "half") in (run.norms(here, 3), run.norms(here + 1, 3)):
        unit, high, end = unit or UNITS.get(run.norm(here + 3)), (low[0] + 1, 1), here + 4
    elif run.norm(here) in ("or", "to") and (high := count(run, here + 1)):
        end = here + 1 + high[1]
        unit = UNITS.get(run.norm(end))
        end += 1
    else:
        return 0
    if high is None or unit is None or high[0] < low[0] or run.norm(end) not in AGO:
        return 0
    days, slack = DAYS[unit], {"day": 0, "week": 2, "month": 8}[unit]
    p.loose |= {run.back(d) for d in range(max(1, low[0] * days - slack), high[0] * days + slack + 1)}
    return end + 1 - at


def _some(run: Run, at: int, p: Parts) -> int:
    """Some days ago, some weeks back: from two of them to five."""
    unit = UNITS.get(run.norm(at + 1)) if run.norm(at) == "some" else None
    if unit is None or run.norm(at + 2) not in AGO:
        return 0
    days = DAYS[unit]
    p.loose |= {run.back(d) for d in range(2 * days - days // 2, 5 * days + 1)}
    return 3


def _working_days_back(run: Run, number: int) -> dt.date:
    """The day `number` days back, Saturdays and Sundays not counted."""
    day = run.called_on
    while number:
        day -= DAY
        number -= day.weekday() < 5
    return day


def _beside_a_day(run: Run, here: int, p: Parts, days: int) -> int:
    """A week ago last Friday, a day before last Tuesday: `here` is the word "ago", "before" or "from"."""
    if run.norm(here) in ("before", "from") and run.norm(here + 1) in ("yesterday", "today"):
        p.exact = {run.back(days + (run.norm(here + 1) == "yesterday"))}
        return here + 2
    step = here + 1 + (run.norm(here + 1) == "this")
    past = run.norm(step) in ("last", "past", "passed")
    step += past and run.norm(step + 1) == "on"
    weekday = WEEKDAY.get(run.norm(step + past))
    if weekday is None or not (past or step > here + 1):
        return 0
    since = (run.called_on.weekday() - weekday) % 7 or 7
    p.exact = {run.back(since + days)}
    return step + past + 1
