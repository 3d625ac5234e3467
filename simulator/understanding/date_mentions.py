"""Every date that a text mentions, as the days of the calendar that it can mean on the day of the call.

A mention is a run of parts (weekday, day, month, year, week, relative day) with little words between; the
days that all of them allow are what it can mean. Own grammar: general libraries guess a single date, while
here the question is what a fair listener would take it for. Each kind of part has its own file.
"""

import datetime as dt
from itertools import pairwise

from simulator.understanding.date_ago import ago
from simulator.understanding.date_beside import beside_a_date
from simulator.understanding.date_calendar import month_day, year_behind
from simulator.understanding.date_holidays import holiday
from simulator.understanding.date_meaning import DateMention, Parts, meaning
from simulator.understanding.date_months import named_month, nth_weekday_of
from simulator.understanding.date_relative import beside_the_last, one_before, relative_day, weekdays_ago
from simulator.understanding.date_run import PartReader, Run
from simulator.understanding.date_weeks import named_week, weekday, weekday_before, weekend
from simulator.understanding.date_words import GLUE, MONTH
from simulator.understanding.words import word_set

_READERS: tuple[PartReader, ...] = (
    holiday, beside_a_date, relative_day, beside_the_last, ago, weekdays_ago, one_before, named_week, weekend,
    named_month, nth_weekday_of, weekday_before, weekday, month_day, year_behind,
)  # fmt: skip


_HONORIFICS = word_set("mr mrs ms miss mister doctor dr")


def _part(run: Run, at: int, p: Parts) -> int:
    if run.norm(at - 1) in _HONORIFICS:  # Ms. Friday
        return 0
    return next((used for reader in _READERS if (used := reader(run, at, p))), 0)


def _mention_at(run: Run, at: int, behind: int) -> tuple[DateMention, int] | None:
    """The mention at word `at`, and the word behind it; the last mention ended before word `behind`."""
    p, end, here = Parts(), at, at
    while here < len(run.words):
        if end > at and run.words[here].opens_sentence and run.words[here - 1].norm not in MONTH:
            break
        if used := _part(run, here, p):
            here += used
            end = here
        elif end > at and run.norm(here) in GLUE and here - end < 3:
            here += 1
        else:
            break
    if end == at:
        return None
    mention = meaning(p, run.called_on)
    if mention is None:
        return None
    first = at
    while first > behind and run.norm(first - 1) in ("the", "last"):
        first -= 1
    mention.start, mention.end = run.words[first].start, run.words[end - 1].end
    return mention, end


def date_mentions(text: str, called_on: dt.date) -> tuple[DateMention, ...]:
    """In the order of the text."""
    run = Run(text, called_on)
    found: list[DateMention] = []
    at = behind = 0
    while at < len(run.words):
        read = _mention_at(run, at, behind)
        if read is None:
            at += 1
        else:
            found.append(read[0])
            run.said = read[0].days
            at = behind = read[1]
    assert all(a.end <= b.start for a, b in pairwise(found))
    return tuple(found)
