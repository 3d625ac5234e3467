"""Weekdays and weeks by name: "last Tuesday", "Friday of the week before last", "the week of June first"."""

import datetime as dt

from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_run import Run, days_of, week_around
from simulator.understanding.date_words import MONTH, WEEKDAY
from simulator.understanding.numerals import cardinal, ordinal
from simulator.understanding.words import word_set

_WEEKS = (
    (("week", "before", "last"), 2), (("week", "before", "this", "one"), 1),
    (("week", "before"), 2), (("last", "week"), 1), (("last", "weeks"), 1),
    (("previous", "week"), 1), (("past", "week"), 1), (("this", "week"), 0), (("this", "weeks"), 0),
    (("week", "prior"), 2), (("earlier", "in", "the", "week"), 0), (("this", "past", "week"), 1),
)  # fmt: skip

_CALLING = word_set("calling call ringing ring phoning phone bothering bother disturb disturbing")


def named_week(run: Run, at: int, p: Parts) -> int:
    """Last week, this week, the week before last, the week of June first."""
    if p.week is not None:
        return 0
    if run.norms(at, 2) == ("week", "of") and (month := MONTH.get(run.norm(at + 2))):
        number = ordinal(run.words, at + 3) or cardinal(run.words, at + 3, longest=2)
        if number and 1 <= number[0] <= len(days_of(run.called_on.year, month)):
            year = run.called_on.year - (month > run.called_on.month)
            p.week = week_around(dt.date(year, month, number[0]))
            p.loose |= p.week
            return 3 + number[1]
    if run.norms(at, 2) in (("week", "of"), ("week", "commencing"), ("week", "beginning")):
        the = run.norm(at + 2) == "the"
        bare = ordinal(run.words, at + 2 + the)
        if bare and 1 <= bare[0] <= 31 and run.norm(at + 2 + the + bare[1]) not in (*MONTH, "of"):
            day = next(d for i in range(92) if (d := run.back(i)).day == bare[0])
            p.week = week_around(day)
            p.loose |= p.week
            return 2 + the + bare[1]
    for phrase, weeks in _WEEKS:
        if run.norms(at, len(phrase)) == phrase:
            p.week, p.named_week = run.week_of(weeks), True
            if weeks == 1:
                p.loose |= {run.back(d) for d in range(1, 8)}
            p.loose |= p.week
            return len(phrase)
    return 0


def weekend(run: Run, at: int, p: Parts) -> int:
    """Over the weekend, last weekend, this past weekend: the latest one that has begun."""
    lead = run.norm(at - 1) if run.norm(at - 1) != "the" else run.norm(at - 2)
    led = lead in ("last", "past", "this", "over", "at", "on", "during")
    if run.norm(at) != "weekend" or not led or p.week is not None:
        return 0
    lately = (day for weeks in (0, 1) for day in run.week_of(weeks) if run.back(8) < day <= run.called_on)
    p.week = {day for day in lately if day.weekday() > 4}
    p.loose |= p.week
    return 1


def weekday(run: Run, at: int, p: Parts) -> int:
    """Tuesday, last Tuesday, this past Tuesday, Tuesday last, the Friday before last."""
    used = 0
    modifiers = ("last", "this", "past", "previous", "other")
    if run.norm(at) in modifiers and (
        run.norm(at + 1) in WEEKDAY or run.norm(at + 1) in ("past", "coming", "last")
    ):
        p.modifier = run.norm(at)
        used = 2 if run.norm(at + 1) in ("past", "last") else 1
    day = WEEKDAY.get(run.norm(at + used))
    if day is None or p.weekday is not None or _every_week(run, at + used):
        return 0
    p.weekday = day
    used += 1
    here = at + used
    if run.norms(here, 2) == ("week", "last"):
        p.week, p.named_week, used = run.week_of(1), True, used + 2
    elif run.norms(here, 2) == ("before", "last"):
        p.modifier, used = "before last", used + 2
    elif run.norm(here) == "last" and run.norm(here + 1) not in ("week", "weeks", "month", "year"):
        p.modifier, used = "last", used + 1
    elif run.norm(here) in ("gone", "past") and run.norms(here + 1, 2) == ("a", "week"):
        p.exact, used = {run.back((run.called_on.weekday() - day) % 7 + 7)}, used + 3  # Friday gone a week
    elif p.modifier == "last" and run.norm(here) == "week" and run.norm(here - 1) in WEEKDAY:
        p.modifier, used = "before last", used + 1  # last Thursday week
    elif run.norm(here) in ("past", "gone") or run.norms(here, 2) in (("just", "gone"), ("just", "past")):
        if not cardinal(run.words, here + 1):
            p.modifier, used = "past", used + 1 + (run.norm(here) == "just")
    elif run.norm(at - 1) == "next" or run.norm(here) == "next":
        p.modifier = "next"
    elif run.norms(here, 2) == ("the", "week") and run.norm(here + 2) == "before":
        p.week, p.named_week = run.week_of(2 if run.norm(here + 3) == "last" else 1), True
        used += 3 + (run.norm(here + 3) == "last")
    return used


def _every_week(run: Run, at: int) -> bool:
    """Every Monday, on Mondays, sorry to ring on a Monday: no day of its own."""
    many = run.words[at].text.endswith(("days", "DAYS")) and run.norm(at - 1) == "on"
    such = run.norms(at - 2, 2) == ("on", "a") and bool(_CALLING & set(run.norms(at - 7, 5)))
    return many or such or run.norm(at - 1) in ("every", "each")


def weekday_before(run: Run, at: int, p: Parts) -> int:
    """Not this Monday but the Monday before; the Monday before that one: a week before the nearest one."""
    day = WEEKDAY.get(run.norm(at))
    if day is None or run.norm(at + 1) != "before" or p.exact is not None or p.weekday is not None:
        return 0
    led = run.norms(at - 2, 2) in (("but", "the"), ("no", "the"), ("on", "the"), ("was", "the"))
    instead = run.norm(at - 1) in ("the", "but") and "not" in run.norms(at - 6, 5)
    this_last = run.norm(at + 2) in ("this", "the") and run.norms(at + 3, 2) in (
        ("last", "one"),
        ("past", "one"),
    )
    this_one = this_last or run.norms(at + 2, 2) in (("this", "one"), ("that", "one"))
    if not (led or instead or this_one):
        return 0
    follows = run.norm(at + 2)
    if this_last:
        used = 5
    elif follows in ("that", "this") and run.norm(at + 3) in ("", "one", "at", "at"):
        used = 3 + (run.norm(at + 3) == "one")
    elif follows in ("", "at", "around", "about", "in", "and", "i", "with", "for") or (
        run.words[at + 2].opens_clause
    ):
        used = 2
    else:
        return 0
    since = (run.called_on.weekday() - day) % 7 or 7
    p.exact = {run.back(since + 7)}
    return used
