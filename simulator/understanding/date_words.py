"""The words that dates are made of."""

import datetime as dt

from simulator.understanding.words import word_set

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = {name: i + 1 for i, name in enumerate(MONTHS)} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9,
    "oct": 10, "nov": 11, "dec": 12,
    "febuary": 2, "juni": 6,
}  # fmt: skip
WEEKDAY = {f"{name}{s}": i for i, name in enumerate(WEEKDAYS) for s in ("", "s")} | {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4,
    "wensday": 2, "wendsday": 2, "wednsday": 2, "thirsday": 3,
    "thirdsdays": 3, "thirdsday": 3, "thirstday": 3, "fryday": 4,
}  # fmt: skip
GLUE = word_set(
    """
    the on of in that thats was it so morning afternoon evening back date night interview
    """
)
AFTER_BARE_DAY = word_set(
    """
    at for with and in around about i we to from when as so but regarding of because which where a my it
    that im ive was this last here there by via over then concerning just before after would are is id
    instead rather not or though you please thanks since if until and now
    right straight lunchtime itd itll
    half quarter noon toward towards shortly end late early bright first midday instant inst
    lasted went took began started ended happened
    """
)
CORRECTS = word_set(
    """
    sorry no mean meant rather actually correction wait not but that pardon
    """
)
ABOUT = word_set(
    """
    even barely hardly under over
    about around some good roughly approximately nearly almost
    """
)
NTH = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "fifth": 4,
    "last": -1,
}
SMALL = {"a": 1, "an": 1, "one": 1, "couple": 2, "fortnight": 2, "fortnite": 2}
DAY = dt.timedelta(days=1)
