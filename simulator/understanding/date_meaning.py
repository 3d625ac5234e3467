"""What the components of a date can mean, taken together, on the day of the call."""

import datetime as dt
from dataclasses import dataclass, field

from simulator.understanding.date_words import DAY


@dataclass
class DateMention:
    """`text[start:end]` can mean any of `days`; `vague` days agree with it without being named by it.

    `today` is true where it rests on the day of the call alone; `clash` where its parts contradict.
    """

    start: int
    end: int
    days: frozenset[dt.date] = frozenset()
    vague: frozenset[dt.date] = frozenset()
    today: bool = False
    clash: bool = False
    weekday: int | None = None
    full: bool = False


@dataclass
class Parts:
    """The components of one mention while it is being read; the sets are what each allows."""

    weekday: int | None = None
    modifier: str = ""
    day: int | None = None
    month: int | None = None
    year: int | None = None
    exact: set[dt.date] | None = None
    week: set[dt.date] | None = None
    named_week: bool = False  # a calendar week by its name: another week's day is another day
    part_of_month: set[dt.date] | None = None
    centre: dt.date | None = None  # the day itself in "two weeks ago"
    loose: set[dt.date] = field(default_factory=set)
    today: bool = False

    @property
    def in_month(self) -> bool:
        """Whether a month was named whose day is still to be said: "last month, on the third"."""
        return self.month is not None and self.day is None and self.year is not None


def meaning(p: Parts, called_on: dt.date) -> DateMention | None:
    """What the components of a mention allow on the day of the call; `start` and `end` are still 0."""
    today = called_on
    year_around = {today + i * DAY for i in range(-730, 366)}
    if p.exact is not None:
        days = set(p.exact)
    elif p.month is not None and p.day is not None:
        days = {d for d in year_around if (d.month, d.day) == (p.month, p.day) and p.year in (None, d.year)}
        if p.year is not None and not days:
            try:
                days = {dt.date(p.year, p.month, p.day)}
            except ValueError:
                return None
    elif p.day is not None:
        span = p.week if p.week is not None else {_back(called_on, i) for i in range(46)}
        if p.week is not None and not p.named_week and not any(d.day == p.day for d in span):
            span = p.loose
        days = {d for d in span if d.day == p.day}
    elif p.weekday is not None and p.part_of_month is not None:
        such = {d for d in p.part_of_month if d.weekday() == p.weekday and d <= today}
        days = such & _weekday_days(p, called_on) or such
        if len(days) > 1:
            return DateMention(0, 0, vague=frozenset(days))
    elif p.weekday is not None:
        days = _weekday_days(p, called_on)
    elif p.week is not None:
        centre = frozenset({p.centre} if p.centre else ())
        return DateMention(0, 0, centre, frozenset(p.loose) - centre)
    elif p.part_of_month is not None:
        return DateMention(0, 0, vague=frozenset(d for d in p.part_of_month if d <= today))
    elif p.month is not None:
        in_month = {d for d in year_around if d.month == p.month and p.year in (None, d.year) and d <= today}
        return DateMention(0, 0, vague=frozenset(d for d in in_month if (today - d).days < 366))
    elif p.loose:
        return DateMention(0, 0, vague=frozenset(p.loose))
    else:
        return None
    matching = {d for d in days if p.weekday is None or d.weekday() == p.weekday}
    if p.day is not None and p.month is not None and p.weekday is not None and matching and p.year is None:
        near = max((d for d in days if d <= today), default=None)
        matching = {near} if near in matching else set()
    loose = frozenset(p.loose - days) if p.weekday is None and p.day is None else frozenset()
    full = (
        p.named_week
        or p.centre is not None
        or p.modifier in ("last", "this", "past", "previous")
        or (p.day is not None and (p.month is not None or p.weekday is not None))
    )
    if not matching:
        return DateMention(
            0, 0, frozenset(days), loose, p.today, clash=bool(days), weekday=p.weekday, full=full
        )
    return DateMention(0, 0, frozenset(matching), loose, p.today, weekday=p.weekday, full=full)


def _weekday_days(p: Parts, called_on: dt.date) -> set[dt.date]:
    since = (called_on.weekday() - (p.weekday or 0)) % 7
    nearest = _back(called_on, since)
    if p.week is not None:
        return {d for d in p.week if d.weekday() == p.weekday}
    if p.modifier == "next":
        return {nearest + 7 * DAY}
    found = {nearest} if since else {nearest, nearest - 7 * DAY}
    if p.modifier in ("last", "previous"):
        found = {nearest} if since else {nearest - 7 * DAY}
        if since and nearest >= _back(
            called_on, called_on.weekday()
        ):  # in this week, so "last" may mean the last week's
            found.add(nearest - 7 * DAY)
    elif p.modifier == "before last":
        found = {nearest - 7 * DAY} if since else {nearest - 14 * DAY}
        if since and nearest >= _back(called_on, called_on.weekday()):
            found.add(nearest - 14 * DAY)
    return found


def _back(called_on: dt.date, days: int) -> dt.date:
    return called_on - days * DAY
