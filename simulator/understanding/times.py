"""Whether the caller said the time of the interview.

A part of the day that agrees ("yesterday afternoon" for 14:00) is partial: it does not state a time. An hour
without am or pm is taken in the caller's favour, as a listener would.
"""

import datetime as dt
import re
from collections.abc import Iterable

from simulator.understanding.corrections import denied, takes_back
from simulator.understanding.date_meaning import DateMention
from simulator.understanding.date_mentions import date_mentions
from simulator.understanding.events import event_of
from simulator.understanding.reading import Reading
from simulator.understanding.time_mentions import TimeMention, time_mentions

_ANY_DAY = dt.date(2024, 2, 29)  # where dates stand in a text does not depend on the day of the call
_JOINT = re.compile(r"[\s.,]*(?:(?:just\s+)?(?:at|around|about|for|by|@)\s+)?", re.IGNORECASE)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _judge(mention: TimeMention, text: str, wanted: int) -> Reading:
    heard = text[mention.start : mention.end]
    if mention.part is not None and wanted not in mention.minutes:
        low, high = mention.part
        if low <= wanted < high:
            why = f'"{heard}" agrees, but names no time; it was {_clock(wanted)}'
            return Reading.at("partial", text, mention.start, mention.end, "", why)
        return Reading.at(
            "wrong", text, mention.start, mention.end, "", f"you said {heard}; it was {_clock(wanted)}"
        )
    near = [m for m in mention.minutes if m == wanted or (mention.rough and abs(m - wanted) <= 15)]
    if near:
        return Reading.at("given", text, mention.start, mention.end, _clock(near[0]), f"you said {heard}")
    said = min(mention.minutes, key=lambda m: (not 7 * 60 <= m < 19 * 60, abs(m - wanted)))
    why = f"you said {_clock(said)}; it was {_clock(wanted)}"
    return Reading.at("wrong", text, mention.start, mention.end, _clock(said), why)


def _joined_to_dates(text: str, dates: Iterable[DateMention]) -> dict[int, int]:
    """Where a time follows a date at once, even as a new sentence ("last Thursday. Around two, I ..."): the
    start of the time, and that of the date, whose event it shares."""
    joined: dict[int, int] = {}
    for date in dates:
        if match := _JOINT.match(text, date.end):
            joined[match.end()] = date.start
    return joined


def read_time(text: str, interview: dt.time | None) -> Reading:
    """The reading of the interview's time. With no time on the card, any time that was said is given."""
    clocks: list[TimeMention] = []
    parts: list[TimeMention] = []
    strays: list[TimeMention] = []
    anchored = False
    dates = date_mentions(text, _ANY_DAY)
    anchors = _joined_to_dates(text, dates)
    dated = any(event_of(text, date.start, date.end) != "other" and not date.today for date in dates)
    for mention in time_mentions(text, anchors):
        event = event_of(text, anchors.get(mention.start, mention.start), mention.end)
        if event == "other" or (mention.part is not None and event == "none" and not dated):
            continue
        if denied(text, mention.start):
            continue
        if mention.part is not None:
            parts.append(mention)
            anchored = anchored or event == "interview"
            continue
        if clocks and takes_back(text[clocks[-1].end : mention.start]):
            clocks.pop()
        clocks.append(mention)
        if event == "none":
            strays.append(mention)
    if interview is None:
        if not clocks:
            return Reading("missing", why="you did not say a time, and the card has none")
        first, said = clocks[0], _clock(min(clocks[0].minutes, key=lambda m: not 7 * 60 <= m < 19 * 60))
        return Reading.at(
            "given", text, first.start, first.end, said, "the card has no time to compare it with"
        )
    wanted = interview.hour * 60 + interview.minute
    if anchored:  # what nothing ties to the interview is no time of it beside the part of its day
        clocks = [clock for clock in clocks if clock not in strays or wanted in clock.minutes]
    readings = [_judge(m, text, wanted) for m in clocks] or [_judge(m, text, wanted) for m in parts]
    for result in ("given", "wrong", "partial"):
        for reading in readings:
            if reading.result == result:
                return reading
    return Reading("missing", why="you did not say the time of the interview")
