"""Dates and times of day as a recruiter says them."""

import datetime as dt

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen"""
_ONES = tuple(_SMALL.split())
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty"}
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
    "twenty": "twentieth",
    "thirty": "thirtieth",
}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YEAR = "January February March April May June July August September October November December"
_MONTHS = tuple(_YEAR.split())


def number(value: int) -> str:
    """0 to 59 in words."""
    if value < len(_ONES):
        return _ONES[value]
    tens, ones = value - value % 10, value % 10
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def ordinal(value: int) -> str:
    """1 to 59 as a rank: "third", "twenty-first"."""
    head, dash, last = number(value).rpartition("-")
    return head + dash + _IRREGULAR.get(last, last + "th")


def date(day: dt.date) -> str:
    """ "Wednesday, June third"."""
    return f"{_WEEKDAYS[day.weekday()]}, {_MONTHS[day.month - 1]} {ordinal(day.day)}"


def time(moment: dt.time) -> str:
    """ "two p.m.", "nine oh five a.m.", "noon"."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "noon" if moment.hour else "midnight"
    hour = number((moment.hour - 1) % 12 + 1)
    half = "p.m." if moment.hour >= 12 else "a.m."
    if moment.minute == 0:
        return f"{hour} {half}"
    minute = f"oh {number(moment.minute)}" if moment.minute < 10 else number(moment.minute)
    return f"{hour} {minute} {half}"
