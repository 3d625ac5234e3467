"""Where things stand in the charts of the history: points, lines and ticks, as shares of the drawing. Pure.

100 % ┤       ·  ·◆        every call is a point, the best one is marked, and the line is the mean of
      │  · ·──────         the last five points
  0 % ┤·──
      └┬──────┬──────
     2 Mar  9 Mar
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

SMOOTH = 5
"""How many points the line is the mean of."""

MOST_POINTS = 200
"""With more calls than this a point is the mean of a week."""

MOST_WEEKS = 26
"""Columns of the calendar; they end with this week."""

EDGE = 2.0
"""Percent of the width left free at either side, so that no point stands on the edge."""

_STEPS_DAYS = (1, 2, 7, 14, 28, 91, 182, 364)
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Value:
    """What a call came to. `label` is the call in words; `best`: it is to be marked."""

    at: dt.datetime
    value: float
    label: str
    best: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A call, or the mean of a week's. x, y: percent of the drawing, y downwards."""

    x: float
    y: float
    label: str
    best: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`line`: an SVG path in percent of the drawing, empty for a single day. `weekly`: points are weeks."""

    points: tuple[Point, ...]
    line: str
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    weekly: bool


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the calendar: its column, its row (Monday is 0), and the calls made on it."""

    column: int
    row: int
    day: dt.date
    calls: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """The last weeks; `months` are the columns with which a month begins."""

    weeks: int
    cells: tuple[DayCell, ...]
    months: tuple[Tick, ...]


class Axis:
    """Moments to percent of the width, the same for every chart of a page."""

    def __init__(self, moments: Sequence[dt.datetime]) -> None:
        """`moments`: at least one."""
        self._first, self._last = min(moments), max(moments)

    def x(self, at: dt.datetime) -> float:
        whole = (self._last - self._first).total_seconds()
        share = (at - self._first).total_seconds() / whole if whole else 0.5
        return round(EDGE + (100 - 2 * EDGE) * min(1.0, max(0.0, share)), 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Days in even steps, the first with its call; the year is told where it changes."""
        days = (self._last.date() - self._first.date()).days
        step = next((s for s in _STEPS_DAYS if days <= s * _MOST_TICKS), 364 * (1 + days // (364 * 6)))
        found: list[Tick] = []
        year = None if self._first.year != self._last.year else self._first.year
        for n in range(0, days + 1, step):
            at = self._first + dt.timedelta(days=n)
            found.append(Tick(self.x(at), _day(at.date(), with_year=at.year != year)))
            year = at.year
        return tuple(found)


def chart(
    values: Sequence[Value], axis: Axis, *, top: float, show: Callable[[float], str], whole: bool = False
) -> Chart:
    """The values, the oldest first, on a scale from 0 to `top` or the next round number above them.

    show: a number as it is written beside the scale. whole: there is nothing between two numbers.
    """
    weekly = len(values) > MOST_POINTS
    shown = _weeks(values, show) if weekly else values
    steps = _steps(max([top, *(v.value for v in shown)]), whole=whole)
    high = steps[-1]
    points = tuple(Point(axis.x(v.at), _y(v.value, high), v.label, v.best) for v in shown)
    up = tuple(Tick(_y(step, high), show(step)) for step in steps)
    return Chart(points, _line(shown, axis, high), axis.ticks(), up, weekly)


def _line(values: Sequence[Value], axis: Axis, high: float) -> str:
    """Through the mean as it stood at the end of each day: the calls of one day would make it jump."""
    means = {
        v.at.date(): f"{axis.x(v.at)} {_y(_mean([w.value for w in values[max(0, n - SMOOTH) : n]]), high)}"
        for n, v in enumerate(values, start=1)
    }
    return f"M{' '.join(means.values())}" if len(means) > 1 else ""


def calendar(days: Sequence[tuple[dt.date, int]], today: dt.date) -> Calendar:
    """The weeks from the first of `days` (day, calls), but at most the last ones up to today.

    Who has not called for a quarter of a year is shown the weeks up to the last call.
    """
    calls = dict(days)
    last = max(calls, default=today)
    today = today if today - last < dt.timedelta(weeks=13) else last
    monday = today - dt.timedelta(days=today.weekday())
    earliest = monday - dt.timedelta(weeks=MOST_WEEKS - 1)
    first = max(earliest, min([monday, *calls]))
    first -= dt.timedelta(days=first.weekday())
    weeks = (monday - first).days // 7 + 1
    every = [first + dt.timedelta(days=n) for n in range((today - first).days + 1)]
    cells = tuple(DayCell((d - first).days // 7, d.weekday(), d, calls.get(d, 0)) for d in every)
    mondays = [first + dt.timedelta(weeks=n) for n in range(weeks)]
    months = [
        Tick(n, f"{day:%b}") for n, day in enumerate(mondays) if n == 0 or day.month != mondays[n - 1].month
    ]
    if len(months) > 1 and months[1].at - months[0].at < 2:
        del months[0]  # no room for both names
    return Calendar(weeks, cells, tuple(months))


def _weeks(values: Sequence[Value], show: Callable[[float], str]) -> list[Value]:
    """The mean of each week."""
    found = []
    for monday, group in groupby(values, key=lambda v: v.at.date() - dt.timedelta(days=v.at.weekday())):
        own = list(group)
        mean = round(_mean([v.value for v in own]), 2)
        calls = f"{len(own)} call{'' if len(own) == 1 else 's'}"
        label = f"Week of {_day(monday, with_year=True)}, {calls}: {show(mean)}"
        found.append(Value(own[len(own) // 2].at, mean, label))
    return found


def _steps(most: float, *, whole: bool) -> tuple[float, ...]:
    """0 and two to four round steps up to at least `most`; whole numbers only where `whole`."""
    for power in range(-2, 9):
        for digit in (1, 2, 2.5, 5):
            step = digit * 10.0**power
            if step * 4 >= most and not (whole and step % 1):
                count = max(1, -int(-most // step))
                return tuple(round(step * n, 6) for n in range(count + 1))
    return (0, most)


def _y(value: float, high: float) -> float:
    return round(100 - 100 * value / high, 2)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _day(day: dt.date, *, with_year: bool = False) -> str:
    return f"{day.day} {day:%b %Y}" if with_year else f"{day.day} {day:%b}"
