"""Days beside a day of the calendar: "the day after the third", "the Tuesday before June 9th"."""

import datetime as dt

from simulator.understanding.date_calendar import month_day
from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_run import Run
from simulator.understanding.date_words import DAY, WEEKDAY

_SIDES = {"after": 1, "following": 1, "before": -1, "preceding": -1}


def beside_a_date(run: Run, at: int, p: Parts) -> int:
    """The latest such day that is not in the future; the weekday is the next one on that side."""
    side = _SIDES.get(run.norm(at + 1))
    weekday = WEEKDAY.get(run.norm(at))
    begun = p.exact is not None or p.weekday is not None
    if begun or side is None or (weekday is None and run.norm(at) != "day"):
        return 0
    there, here = Parts(), at + 2 + (run.norm(at + 2) == "the")
    if here >= len(run.words) or run.words[at + 2].opens_clause:  # the Friday before, the 13th
        return 0
    used = month_day(run, here, there)
    if not used or there.day is None:
        return 0
    whole = there.month is not None
    for back in range(400 if whole else 46):
        day = run.back(back)
        if day.day == there.day and there.month in (None, day.month):
            beside = day + _days_to(day, side, weekday) * DAY
            if beside <= run.called_on:
                p.exact = {beside}
                return here + used - at
    return 0


def _days_to(day: dt.date, side: int, weekday: int | None) -> int:
    """From `day` to the next such weekday on that side, one day where it is none."""
    return side if weekday is None else side * (((weekday - day.weekday()) * side - 1) % 7 + 1)
