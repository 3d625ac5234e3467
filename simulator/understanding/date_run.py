"""The words of a text beside the calendar of the day of the call: what each reader of a date's part is given.

A part reader takes the run, a word's place and the parts found so far, and returns how many words it used,
0 where it does not fit.
"""

import datetime as dt
from collections.abc import Callable

from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_words import DAY, WEEKDAY
from simulator.understanding.hesitations import without_hesitations
from simulator.understanding.words import Word, words


def _with_whole_weekdays(text: str) -> tuple[Word, ...]:
    """The words of `text`, the halves of a weekday joined: "Tues day", "two thirds days ago"."""
    out: list[Word] = []
    for word in without_hesitations(words(text)):
        whole = out[-1].norm + word.norm if out and word.norm in ("day", "days") else ""
        if whole in WEEKDAY and not word.before.strip():
            first = out.pop()
            word = Word(text[first.start : word.end], whole, first.start, word.end, first.before)
        begun_again = out and word.norm in ("twenty", "thirty") and out[-1].norm == word.norm
        if begun_again and "," in word.before:  # the twenty, twenty-fifth
            out.pop()
        out.append(word)
    return tuple(out)


class Run:
    """The words of `text`, heard on the day `called_on`."""

    def __init__(self, text: str, called_on: dt.date) -> None:
        self.words = _with_whole_weekdays(text)
        self.called_on = called_on
        self.said: frozenset[dt.date] = frozenset()  # what the last date mentioned before can mean

    def norm(self, at: int) -> str:
        """The plain form of word `at`, "" outside of the text."""
        return self.words[at].norm if 0 <= at < len(self.words) else ""

    def norms(self, at: int, count: int) -> tuple[str, ...]:
        return tuple(self.norm(at + i) for i in range(count))

    def ends(self, at: int) -> bool:
        """Whether the text or a clause of it ends before word `at`."""
        return at >= len(self.words) or self.words[at].opens_clause

    def back(self, days: int) -> dt.date:
        return self.called_on - days * DAY

    def week_of(self, weeks_back: int) -> set[dt.date]:
        """The calendar week, Monday first, that was `weeks_back` weeks before the call's."""
        return week_around(self.back(7 * weeks_back))

    def last_month(self) -> dt.date:
        """The last day of the month before the call's."""
        return self.called_on.replace(day=1) - DAY


PartReader = Callable[[Run, int, Parts], int]


def week_around(day: dt.date) -> set[dt.date]:
    """Monday to Sunday of the week that holds `day`."""
    return {day + (i - day.weekday()) * DAY for i in range(7)}


def days_of(year: int, month: int) -> list[dt.date]:
    """The days of a month in order."""
    first = dt.date(year, month, 1)
    return [day for i in range(31) if (day := first + i * DAY).month == month]


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date | None:
    """The nth (0: first, -1: last) such weekday of a month; None where the month has no fifth."""
    such = [day for day in days_of(year, month) if day.weekday() == weekday]
    return such[nth] if -len(such) <= nth < len(such) else None
