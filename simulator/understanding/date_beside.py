"""Days beside a day of the calendar: "the day after the third", "the Tuesday before June 9th"."""

import datetime as dt

from simulator.understanding.date_calendar import month_day
from simulator.understanding.date_count import counted
from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_run import Run
from simulator.understanding.date_words import DAY, WEEKDAY

_SIDES = {"after": 1, "following": 1, "before": -1, "preceding": -1}


def beside_a_date(run: Run, at: int, p: Parts) -> int:
    """The latest such day that is not in the future; the weekday is the next one on that side."""
    said = _said(run, at)
    if said is None or p.exact is not None or p.weekday is not None:
        return 0
    weekday, days, end = said
    side = _SIDES.get(run.norm(end))
    if side is None or run.ends(end + 1):  # the Friday before, the 13th
        return 0
    there, here = Parts(), end + 1 + (run.norm(end + 1) == "the")
    used = month_day(run, here, there)
    if not used or there.day is None:
        return 0
    whole = there.month is not None
    for back in range(400 if whole else 46):
        day = run.back(back)
        if day.day == there.day and there.month in (None, day.month):
            beside = day + _days_to(day, side * days, weekday) * DAY
            if beside <= run.called_on:
                p.exact = (
                    {beside, day} if weekday == day.weekday() else {beside}
                )  # the Friday before, the 13th
                return here + used - at
    return 0


def _said(run: Run, at: int) -> tuple[int | None, int, int] | None:
    """The Tuesday, the day, two days: the weekday if it is one, how many days, and the word behind them."""
    if (weekday := WEEKDAY.get(run.norm(at))) is not None:
        return weekday, 1, at + 1
    if run.norm(at) == "day":
        return None, 1, at + 1
    said = counted(run, at)
    return None if said is None or said.loose or said.unit == "month" else (None, said.days, said.end)


def _days_to(day: dt.date, step: int, weekday: int | None) -> int:
    """From `day` to the next such weekday on the side that `step` goes to; `step` where it is none."""
    if weekday is None:
        return step
    side = 1 if step > 0 else -1
    return side * (((weekday - day.weekday()) * side - 1) % 7 + 1)
