"""Whether the caller said the day of the interview, as a fair listener on the day of the call takes it."""

import datetime as dt
import re

from simulator.understanding.corrections import denied, takes_back
from simulator.understanding.date_meaning import DateMention
from simulator.understanding.date_mentions import date_mentions
from simulator.understanding.date_words import MONTHS, WEEKDAYS
from simulator.understanding.events import event_of
from simulator.understanding.reading import Reading

_OF_THE_CALL = re.compile(
    r"\b(?:call\w*|ring\w*|phon\w*|follow\w*|reach\w*|check\w*|are|doing)(?:\s+\w+){0,2}\s*$", re.IGNORECASE
)

_IT_IS = re.compile(
    r"\b(?:it['’]?s|it\s+is|today['’]?s|today\s+is|this\s+is)\s+(?:now\s+|already\s+)?(?:a\s+)?\Z",
    re.IGNORECASE,
)
_TOOK_PLACE = re.compile(  # the interview is told as one that has been
    r"\b(?:interviewed|met|saw|came|spoke|talked|sat|interview\s+was|(?:i|we|you)\s+(?:had|was|were|did))\b",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!?;]\s")


def _ordinal(day: int) -> str:
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _spoken(date: dt.date, beside: dt.date) -> str:
    """A day as one would name it beside another: "the 4th", or with the month where that differs."""
    if (date.year, date.month) == (beside.year, beside.month):
        return f"the {_ordinal(date.day)}"
    year = "" if date.year == beside.year else f", {date.year}"
    return f"{MONTHS[date.month - 1].title()} {_ordinal(date.day)}{year}"


def _nearest(mention: DateMention, called_on: dt.date) -> dt.date | None:
    """The day that a listener would take it for: the last one that is not in the future."""
    pool = mention.days or mention.vague
    past = [d for d in pool if d <= called_on]
    return max(past) if past else min(pool, default=None)


def _judge(mention: DateMention, text: str, interview: dt.date, called_on: dt.date) -> Reading:
    day = f"{WEEKDAYS[interview.weekday()].title()} the {_ordinal(interview.day)}"
    heard = text[mention.start : mention.end]
    nearest = _nearest(mention, called_on)
    said = nearest.isoformat() if nearest and mention.days else ""
    if interview in mention.days and not mention.clash:
        return Reading.at(
            "given", text, mention.start, mention.end, interview.isoformat(), f"you said {heard}"
        )
    if interview in mention.days:
        weekday = WEEKDAYS[mention.weekday or 0].title()
        right = WEEKDAYS[interview.weekday()].title()
        why = f"you said {weekday}, but {_spoken(interview, interview)} was a {right}"
        return Reading.at("partial", text, mention.start, mention.end, interview.isoformat(), why)
    if interview in mention.vague:
        return Reading.at(
            "partial", text, mention.start, mention.end, "", f'"{heard}" names no day; it was {day}'
        )
    if (
        mention.weekday is not None
        and not mention.full
        and mention.weekday == interview.weekday()
        and not mention.clash
        and any(day <= called_on for day in mention.days)
    ):
        why = f'"{heard}" would be {_spoken(nearest or interview, interview)}; it was {day}'
        return Reading.at("partial", text, mention.start, mention.end, said, why)
    if nearest is None or not mention.days:
        return Reading.at("wrong", text, mention.start, mention.end, said, f"you said {heard}; it was {day}")
    return Reading.at(
        "wrong",
        text,
        mention.start,
        mention.end,
        said,
        f"you said {_spoken(nearest, interview)}; it was {day}",
    )


def read_date(text: str, interview: dt.date, called_on: dt.date) -> Reading:
    """The reading of the interview's day; dates of other events in the text do not count."""
    found: list[Reading] = []
    strays: list[Reading] = []
    anchored = False
    for mention in date_mentions(text, called_on):
        event = event_of(text, mention.start, mention.end)
        if (
            event == "other"
            or denied(text, mention.start)
            or (mention.today and (event != "interview" or _OF_THE_CALL.search(text[: mention.start])))
        ):
            continue
        before = text[: mention.start]
        if _IT_IS.search(before) and called_on in mention.days and interview not in mention.days:
            continue
        past = any(d <= called_on for d in mention.days | mention.vague)
        in_sentence = _ENDS_SENTENCE.split(before)[-1]
        to_come = not past and not (event == "interview" and _TOOK_PLACE.search(in_sentence))
        if to_come or (event == "none" and not mention.days and interview not in mention.vague):
            continue
        reading = _judge(mention, text, interview, called_on)
        if found and takes_back(text[found[-1].end : mention.start]):
            found.pop()
        found.append(reading)
        if event == "none" and reading.result == "wrong":
            strays.append(reading)
        anchored = anchored or (event == "interview" and reading.result == "partial")
    if anchored:  # what nothing ties to the interview is no second day of it
        found = [reading for reading in found if reading not in strays]
    for result in ("given", "wrong", "partial"):
        for reading in found:
            if reading.result == result:
                return reading
    return Reading("missing", why="you did not say the day of the interview")
