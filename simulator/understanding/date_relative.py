"""Days beside the day of the call: yesterday, the day before yesterday, this time last week, two Fridays ago,
the one before, two days later."""

from simulator.understanding.date_count import AGO, UNITS, count, counted
from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_run import Run
from simulator.understanding.date_words import DAY, WEEKDAY

_GOES_ON = ("at", "and", "i", "we", "you", "in", "with", "for", "around", "about", "on")


def relative_day(run: Run, at: int, p: Parts) -> int:
    """Yesterday, last night, the day before yesterday, today, this time last week, the other day."""
    if p.exact is not None:
        return 0
    a, b, c, d = run.norms(at, 4)
    heard = a == "day" or (a in ("today", "they", "date") and c == "yesterday")
    step = {"before": 2, "prior": 3}.get(b, 0) if heard else 0
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
    weeks = count(run, at + 2) if a == "this" and b in ("time", "day") else None
    if weeks and UNITS.get(run.norm(at + 2 + weeks[1])) == "week" and run.norm(at + 3 + weeks[1]) in AGO:
        p.exact = {run.back(7 * weeks[0])}
        return 4 + weeks[1]
    if a == "today" or (a == "this" and b in ("morning", "afternoon", "evening")):
        p.exact, p.today = {run.called_on}, True
        return 1 if a == "today" else 2
    return 0


def weekdays_ago(run: Run, at: int, p: Parts) -> int:
    """Two Fridays ago."""
    number = count(run, at)
    weekday = WEEKDAY.get(run.norm(at + number[1])) if number else None
    if number is None or number[0] > 8 or weekday is None or p.exact is not None:
        return 0
    behind = run.norm(at + number[1] + 1)
    if behind not in AGO and not (behind == "since" and _free(run, at + number[1] + 2)):
        return 0
    since = (run.called_on.weekday() - weekday) % 7 or 7
    p.exact = {run.back(since + 7 * (number[0] - 1))}
    return number[1] + 2


def one_before(run: Run, at: int, p: Parts) -> int:
    """Not last Friday but the one before: a week before the nearest of the weekday that was said just now.
    On Friday. Not this week, last week."""
    week = run.norms(at, 2) == ("week", "before") and "not" in (run.norm(i) for i in range(at - 8, at))
    last_week = run.norms(at - 3, 5) == ("not", "this", "week", "last", "week")
    one = run.norms(at, 2) == ("one", "before")
    begun = p.exact is not None or p.weekday is not None or p.week is not None
    if begun or not (week or one or last_week):
        return 0
    said = [WEEKDAY[w] for i in range(at - 12, at) if (w := run.norm(i)) in WEEKDAY]
    if not said or not (last_week or run.norm(at - 1) == "the"):
        return 0
    if last_week:
        p.exact = {day for day in run.week_of(1) if day.weekday() == said[-1]}
        return 2
    since = (run.called_on.weekday() - said[-1]) % 7 or 7
    p.exact = {run.back(since + 7)}
    return 2 + (run.norm(at + 2) in ("that", "this", "last"))


def beside_the_last(run: Run, at: int, p: Parts) -> int:
    """Counted from the date said before: two days later, the day before, the next day."""
    if p.exact is not None or not run.said:
        return 0
    if (read := _step(run, at)) is None or not _free(run, at + read[1]):
        return 0
    step, used = read
    p.exact = {day + step * DAY for day in run.said}
    return used


def _step(run: Run, at: int) -> tuple[int, int] | None:
    """How many days from the last date, and the words they took."""
    if run.norms(at, 2) in (("day", "after"), ("next", "day"), ("following", "day"), ("day", "later")):
        return 1, 2
    if run.norms(at, 2) in (("day", "before"), ("previous", "day")):
        return -1, 2
    said = counted(run, at)
    if said is None or said.loose or said.unit == "month":
        return None
    side = {"later": 1, "afterwards": 1, "after": 1, "before": -1}.get(run.norm(said.end))
    return None if side is None else (side * said.days, said.end + 1 - at)


def _free(run: Run, at: int) -> bool:
    """Whether nothing at `at` is what the count is taken from: not "the day before yesterday"."""
    if run.norm(at) in ("that", "this", "it") and at + 1 >= len(run.words):
        return True
    return run.ends(at) or run.norm(at) in _GOES_ON
