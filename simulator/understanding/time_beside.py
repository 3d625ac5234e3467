"""A clock that is said beside an hour: half past two, a quarter to ten, five and twenty past four."""

import re

from simulator.understanding.time_run import TimeRun
from simulator.understanding.time_words import DAY_MINUTES, HEARD_AS, HEARD_QUARTERS, LEADS, NOON, Clock

_MINUTES = {"half": 30, "quarter": 15}
_FULL_HOUR = re.compile(r"(\d{1,2}):00$")
_ORDINALS = ("5th", "10th", "20th", "25th")
_PAST = ("past", "passed", "pass")
_HEARD_BEHIND = {**HEARD_AS, "sex": 6, "sick": 6, "fife": 5, "nein": 9}
"""What recognisers write for an hour behind "past"."""
_SIGNS = {
    "past": 1,
    "passed": 1,
    "pass": 1,
    "after": 1,
    "to": -1,
    "of": -1,
    "till": -1,
    "til": -1,
    "before": -1,
    "less": -1,
}


def _minutes(run: TimeRun, at: int) -> tuple[int, int] | None:
    """The minutes at word `at`, and how many words they took."""
    if run.norms(at, 3) == ("half", "an", "hour"):
        return 30, 3
    if run.norms(at, 2) == ("three", "quarters"):
        return 45, 2
    if run.norm(at) in HEARD_QUARTERS and run.norm(at + 1) in ("to", "past") and run.number(at + 2):
        return 15, 1
    if minutes := _MINUTES.get(run.norm(at)):
        return minutes, 4 if run.norms(at + 1, 3) == ("of", "an", "hour") else 1
    if (full := _FULL_HOUR.match(run.norm(at))) and int(full[1]) in (5, 10, 20):
        return int(full[1]), 1  # 10:00 to 4:00, as recognisers write "ten to four"
    if run.norm(at) in _ORDINALS and run.norm(at + 1) in ("to", "past") and run.number(at + 2):
        return int(run.norm(at)[:-2]), 1  # 10th to 11
    if run.norm(at) in ("five", "5") and run.norm(at + 1) == "and" and run.norm(at + 2) in ("twenty", "20"):
        return 25, 3
    if run.norm(at) == "twenty" and run.norm(at + 1) in ("two", "too"):
        return 20, 1
    number = run.number(at)
    return number if number and 1 <= number[0] <= 59 else None


def beside_an_hour(run: TimeRun, at: int) -> Clock | None:
    """Half past two, a quarter to ten, twenty-five minutes past nine, half an hour after noon."""
    start = at
    if run.norm(at) == "a":
        at += 1
    if (read := _minutes(run, at)) is None:
        return None
    minutes, used = read
    named = run.norm(at) in _MINUTES
    here = at + used
    if run.norm(here) in ("minutes", "minute", "mins"):
        here += 1
    sign = _SIGNS.get(run.norm(here)) or (-1 if run.norms(here, 2) == ("shy", "of") else None)
    if named and run.norm(here) == "for" and run.number(here + 1) and run.ends(here + 2):
        sign = -1  # a quarter for ten
    heard_to = run.norm(here) in ("two", "too", "2") and run.number(here + 1)
    if sign is None and heard_to and (named or (minutes in (5, 10, 20, 25) and run.ends(here + 2))):
        sign = -1  # quarter two three, twenty two eleven
    if sign is None:
        hour = run.number(here)
        if run.norm(at) == "half" and used == 1 and hour and hour[0] <= 12:
            return Clock(hour[0], 30, here + hour[1] - start, True)
        if run.norm(at) == "half" and run.norm(start - 1) == "at" and run.norm(here) in ("too", "to"):
            return Clock(2, 30, here + 1 - start, True) if run.ends(here + 1) else None  # at half, too.
        return None
    if run.norm(here) == "to" and run.norm(start - 1) == "from" and not named:
        return None  # from two to three
    here += run.norm(here) == "shy"
    hour = (12, 1) if run.norm(here + 1) in NOON else run.number(here + 1)
    hour = (24, 1) if run.norm(here + 1) == "midnight" else hour
    if full := _FULL_HOUR.match(run.norm(here + 1)):
        hour = int(full[1]), 1
    elif _FULL_HOUR.match(run.norm(at)):
        return None
    if hour is None and (named or run.norm(here) in _PAST) and run.norm(here + 1) in _HEARD_BEHIND:
        hour = _HEARD_BEHIND[run.norm(here + 1)], 1
    if hour is None or not 1 <= hour[0] <= 24:
        return None
    total = (hour[0] * 60 + sign * minutes) % DAY_MINUTES
    sure = named or here > at + used or sign == 1 or run.norm(start - 1) in LEADS
    if minutes in (5, 10, 15, 20, 25) and run.norm(start - 1) not in ("from", "between"):
        sure = sure or not run.counted(here + 1 + hour[1])
    at_night = hour[0] == 24 and total < 60  # a quarter past midnight is not past noon
    return Clock(24 if at_night else total // 60, total % 60, here + 1 + hour[1] - start, sure)
