"""General libraries for dates, asked what our reader is asked: was this day, this time, said?

Needs the `benchmarks` dependency group. The only file that imports dateparser and recognizers_date_time.
"""

import datetime as dt
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

NOON = dt.time(12)


@dataclass(frozen=True, slots=True)
class Found:
    """The days and the times of day that a library finds in a text, every reading that it offers."""

    days: frozenset[dt.date]
    times: frozenset[dt.time]


@lru_cache(maxsize=4096)
def _dateparser(text: str, called_on: dt.date) -> Found:
    from dateparser.search import search_dates

    asked = {"RELATIVE_BASE": dt.datetime.combine(called_on, NOON), "PREFER_DATES_FROM": "past"}
    timed = {**asked, "RETURN_TIME_AS_PERIOD": True}
    days, times = set(), set()
    for _, value in search_dates(text, languages=["en"], settings=timed) or ():
        days.add(value.date())
        times.add(value.time().replace(second=0, microsecond=0, tzinfo=None))
    return Found(frozenset(days), frozenset(times))


@lru_cache(maxsize=4096)
def _recognizers(text: str, called_on: dt.date) -> Found:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        from recognizers_date_time import Culture, recognize_datetime

    days, times = set(), set()
    for result in recognize_datetime(text, Culture.English, reference=dt.datetime.combine(called_on, NOON)):
        for value in (result.resolution or {}).get("values", ()):
            kind, said = value.get("type"), value.get("value", "")
            if kind in ("date", "datetime") and said[:4].isdigit():
                days.add(dt.date.fromisoformat(said[:10]))
            if kind == "datetime" and len(said) > 15:
                times.add(dt.time.fromisoformat(said[11:16]))
            elif kind == "time" and ":" in said:
                times.add(dt.time.fromisoformat(said[:5]))
    return Found(frozenset(days), frozenset(times))


PEERS: Mapping[str, Callable[[str, dt.date], Found]] = {
    "recognizers-text": _recognizers,
    "dateparser": _dateparser,
}
"""Name -> what it finds in a text on the day of the call."""
