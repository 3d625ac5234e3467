"""The numbers, days and times in a note or a fact, whatever form they were written in.

    "Fri 8-4"                        weekday friday, time 8 (am or pm), time 4
    "from eight to four on Friday"   the same

Lives here: which values a text holds, and whether two of them agree. Must not know: whose they are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA
from text_to_num import alpha2digit

from simulator.understanding.date_words import MONTHS, WEEKDAYS
from simulator.understanding.time_mentions import time_mentions

Kind = Literal["weekday", "month", "date", "ordinal", "time", "duration", "digits", "number"]


@dataclass(frozen=True, slots=True)
class Value:
    """What the text can mean: any of `meanings`.

    weekday: 0 to 6. month: 1 to 12. date: (month, day). ordinal, number: n. time: minutes after midnight.
    duration: days. digits: the digits as a number of their own, such as an extension or a sum of money.
    at: the place in `in_digits(text)`.
    """

    kind: Kind
    meanings: frozenset[int | tuple[int, int] | str]
    text: str
    at: int


_WEEKDAY_FORMS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3,
                  "fri": 4, "sat": 5, "sun": 6}  # fmt: skip
_MONTH_FORMS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
                "oct": 10, "nov": 11, "dec": 12}  # fmt: skip
_NAMES = [(name, "weekday", i) for i, name in enumerate(WEEKDAYS)]
_NAMES += [(name, "month", i + 1) for i, name in enumerate(MONTHS)]
_NOT_A_NAME = {"marsh", "match", "money", "today", "friend", "junior", "fried", "early", "ready", "sundry",
               "modern", "member", "number", "remember", "timber", "order"}  # fmt: skip
_CORRECTION = re.compile(r"\b(?:no|not|sorry|rather|correction|actually|i mean)\b|->|→", re.IGNORECASE)

_NOUGHT = re.compile(r"(?<=\d[\s,-])\b(?:oh|o)\b|\b(?:oh|o)\b(?=[\s,-]{1,2}\d\b)")

_MONTH_WORD = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s?(am|pm|a\.m\.?|p\.m\.?|h|hrs)?"


def name_of(word: str) -> tuple[Kind, int] | None:
    """The weekday or month that `word` is, also abbreviated or misspelt."""
    word = word.lower().rstrip(".")
    if word in _WEEKDAY_FORMS:
        return "weekday", _WEEKDAY_FORMS[word]
    if word in _MONTH_FORMS:
        return "month", _MONTH_FORMS[word]
    if word == "august":
        return "month", 8
    if len(word) < 5 or word in _NOT_A_NAME:
        return ("month", MONTHS.index(word) + 1) if word in ("june", "july", "may") else None
    limit = 1 if len(word) < 6 else 2
    far = [(OSA.distance(word, name, score_cutoff=limit), i) for i, (name, _, _) in enumerate(_NAMES)]
    distance, best = min(far)
    if distance > limit or _NAMES[best][0][0] != word[0]:
        return None
    _, kind, number = _NAMES[best]
    return ("weekday" if kind == "weekday" else "month"), number


class _Text:
    """A text whose parts are taken out of it as they are understood."""

    def __init__(self, text: str) -> None:
        self.rest = in_digits(text)
        self.found: list[Value] = []

    def add(
        self, kind: Kind, meanings: set[int] | set[tuple[int, int]] | set[str], text: str, at: int
    ) -> None:
        if meanings:
            self.found.append(Value(kind, frozenset(meanings), text.strip(), at))

    def take(self, pattern: str, use: Callable[[re.Match[str]], bool]) -> None:
        """Every match that `use` accepts is blanked, or the digits of it where the pattern names them."""

        def replace(match: re.Match[str]) -> str:
            if not use(match):
                return match.group()
            start, end = match.span("digits" if "digits" in match.re.groupindex else 0)
            whole = match.group()
            first, last = start - match.start(), end - match.start()
            return whole[:first] + " " * (last - first) + whole[last:]

        self.rest = re.sub(pattern, replace, self.rest)


def read_values(text: str) -> tuple[tuple[Value, ...], str]:
    """The values of `text` in order, and the text without them."""
    it = _Text(text)
    it.take(r"\b(\d+(?:[.,]\d+)?)\s?k\b", lambda m: _thousands(it, m))
    it.take(r"(?P<digits>\b\d(?:[\s.,-]{1,2}\d\b){2,})", lambda m: _digits(it, m))
    it.take(r"\b(?P<year>\d{4})-(?P<a>\d{1,2})-(?P<b>\d{1,2})\b", lambda m: _numeric(it, m))
    it.take(
        r"(?<![\d:])(?P<a>\d{1,2})[/.](?P<b>\d{1,2})(?:[/.](?:\d{4}|\d{2}))?\.?(?![\d:]|\s?[ap]m)",
        lambda m: _numeric(it, m),
    )
    it.take(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH_WORD}(?![a-z])", lambda m: _calendar(it, m))
    it.take(rf"\b{_MONTH_WORD}\s+(?:the\s+)?{_DAY}\b(?!\s?(?:[ap]m|:|\.\d))", lambda m: _calendar(it, m))
    it.take(
        r"\b(?P<digits>(\d{1,3})(?:\s?(?:-|to|or)\s?(\d{1,3}))?)[\s-]*(days?|weeks?|wks?|w|fortnights?|months?|mths?|years?|yrs?)\b",
        lambda m: _duration(it, m),
    )
    it.take(r"\b(?:a|one|next|per)?\s?fortnight\b", lambda m: _add(it, "duration", {14}, m))
    it.take(r"\bin a (week|month)\b", lambda m: _add(it, "duration", {7 if m[1] == "week" else 30}, m))
    it.take(r"(?:\bx(?=\d)|\b(?:ext(?:ension|n)?|number|phone|tel(?:ephone)?|line|room|call)\b[^\w\d]*(?:is\s+|no\s*)?)"
        r"(?P<digits>\d(?:[\s.-]?\d)+)",
            lambda m: _digits(it, m))  # fmt: skip
    it.take(
        r"(?P<digits>\b\d(?:[\s.-]\d\b){2,}|\b\+?\d{2,5}(?:[\s/.-]\d{2,5}){1,4}\b)",
        lambda m: _digits(it, m, least=6),
    )
    it.take(
        rf"\b(?:from\s+|between\s+)?{_CLOCK}\s?(?:-|–|to|till|til|until|and)\s?{_CLOCK}\b(?!\s*(?:min|past|to))",
        lambda m: _range(it, m),
    )
    it.take(r"\b(0\d|1\d|2[0-3])([0-5]\d)\s?(?:h|hrs|hours)?\b", lambda m: _military(it, m))
    it.take(r"\b(\d{1,2})\s?(?:h|hrs|o'?clock)\b", lambda m: _add(it, "time", _clock(m[1], None, None), m))
    it.take(
        r"(?<![£$€\d.])\b(\d{1,2})\.([0-5]\d)\b(?!\s?(?:/|per|an) ?h)",
        lambda m: _add(it, "time", _clock(m[1], m[2], None), m),
    )
    _times(it)
    it.take(r"\b(\d{1,3})(?:st|nd|rd|th)\b", lambda m: _add(it, "ordinal", {int(m[1])}, m))
    it.take(r"\brunner[\s-]?up\b", lambda m: _add(it, "ordinal", {2}, m))
    it.take(r"\b[A-Za-z]{3,10}\b\.?", lambda m: _named(it, m))
    it.take(r"(?<![\w])[#@$€£]?(\d+)\b", lambda m: _plain(it, m))
    return tuple(sorted(it.found, key=lambda v: v.at)), it.rest


def agrees(fact: Value, note: Value) -> bool | None:
    """Whether the note's value is the fact's: True, False for another of the same kind, None for neither."""
    if fact.kind == note.kind:
        return bool(fact.meanings & note.meanings)
    kinds = (fact.kind, note.kind)
    own, other = set(fact.meanings), set(note.meanings)
    if fact.kind == "date":
        part = {
            "month": {p[0] for p in own if isinstance(p, tuple)},
            "ordinal": {p[1] for p in own if isinstance(p, tuple)},
        }
        part["number"] = part["ordinal"]
        return bool(part[note.kind] & other) if note.kind in part else None
    if note.kind == "date" and fact.kind in ("month", "ordinal"):
        side = 0 if fact.kind == "month" else 1
        return bool(own & {p[side] for p in other if isinstance(p, tuple)})
    if kinds == ("time", "number"):
        n = next(iter(other))
        return bool(own & {n * 60, (n + 12) * 60}) if isinstance(n, int) and n <= 24 else None
    if kinds == ("number", "time"):
        return bool(other & {m for n in own if isinstance(n, int) for m in (n * 60, (n + 12) * 60)}) or None
    if kinds == ("digits", "number"):
        n = next(iter(other))
        return bool(own & {str(n)}) if isinstance(n, int) and n > 9 else None
    if kinds in (("ordinal", "number"), ("number", "ordinal")):
        return bool(own & other) or None
    return None


def corrected(text: str) -> bool:
    """Whether these words take back what stood before them."""
    return bool(_CORRECTION.search(text))


def in_digits(text: str) -> str:
    """Number words as digits, lower case; the sum 38,000 as 38000."""
    low = text.lower().replace("’", "'").replace("@", " at ")
    low = re.sub(
        r"\b(double|triple)\s+(\w+)", lambda m: " ".join([m[2]] * (2 if m[1] == "double" else 3)), low
    )
    low = re.sub(
        r"\bone(?=\s+(?:[a-z]{4,}|of)\b)(?!\s+(?:nine|zero|two|four|five|three|seven|eight|hundred|thousand))",
        "a",
        low,
    )
    low = alpha2digit(low, "en", threshold=0)
    while (nought := _NOUGHT.sub("0", low)) != low:
        low = nought
    return re.sub(r"(?<=\d)[,.](?=\d{3}\b)", "", low)


def _add(it: _Text, kind: Kind, meanings: set[int] | set[str], match: re.Match[str]) -> bool:
    it.add(kind, meanings, match.group(), match.start())
    return bool(meanings)


def _numeric(it: _Text, match: re.Match[str]) -> bool:
    a, b = int(match["a"]), int(match["b"])
    pairs = {(month, day) for month, day in ((a, b), (b, a)) if 1 <= month <= 12 and 1 <= day <= 31}
    if "year" in match.groupdict():
        pairs = {(a, b)}
    elif "." in match.group():  # 2.30 is half past two, 14.3. the fourteenth of March
        pairs &= {(b, a)}
    it.add("date", pairs, match.group(), match.start())
    return bool(pairs)


def _thousands(it: _Text, match: re.Match[str]) -> bool:
    return _add(it, "digits", {str(round(float(match[1].replace(",", ".")) * 1000))}, match)


def _calendar(it: _Text, match: re.Match[str]) -> bool:
    named = name_of(match["month"])
    if named is None or named[0] != "month" or not 1 <= int(match["day"]) <= 31:
        return False
    it.add("date", {(named[1], int(match["day"]))}, match.group(), match.start())
    return True


def _duration(it: _Text, match: re.Match[str]) -> bool:
    unit = match[4]
    days = {"d": 1, "w": 7, "f": 14, "m": 30, "y": 365}[unit[0]]
    it.add("duration", {int(n) * days for n in (match[2], match[3]) if n}, match.group(), match.start())
    return True


def _digits(it: _Text, match: re.Match[str], least: int = 3) -> bool:
    digits = re.sub(r"\D", "", match["digits"])
    if len(digits) < least:
        return False
    it.add("digits", {digits}, match["digits"], match.start())
    return True


def _clock(hour: str, minute: str | None, half: str | None) -> set[int]:
    h, m = int(hour), int(minute or 0)
    if h > 24 or m > 59:
        return set()
    if half and half[0] in "ap":
        return {h % 12 * 60 + m + (720 if half[0] == "p" else 0)}
    return {h % 24 * 60 + m} if h > 12 else {h % 12 * 60 + m, h % 12 * 60 + m + 720}


def _range(it: _Text, match: re.Match[str]) -> bool:
    first, last = _clock(*match.group(1, 2, 3)), _clock(*match.group(4, 5, 6))
    if not first or not last:
        return False
    it.add("time", first, match.group(), match.start())
    it.add("time", last, match.group(), match.start() + 1)
    return True


def _military(it: _Text, match: re.Match[str]) -> bool:
    said = match.group().strip()
    if not said.endswith(("h", "s")) and not match[1].startswith("0"):
        return False
    return _add(it, "time", {int(match[1]) * 60 + int(match[2])}, match)


def _times(it: _Text) -> None:
    for mention in time_mentions(it.rest):
        if mention.minutes:
            it.add("time", set(mention.minutes), it.rest[mention.start : mention.end], mention.start)
            gap = " " * (mention.end - mention.start)
            it.rest = it.rest[: mention.start] + gap + it.rest[mention.end :]


def _named(it: _Text, match: re.Match[str]) -> bool:
    word = match.group()
    named = name_of(word)
    if named is None:
        return False
    if word == "may" and not re.search(
        r"\b(?:in|by|until|till|from|of|since|end|early|late)\s+$", it.rest[: match.start()]
    ):
        return False
    it.add(named[0], {named[1]}, word, match.start())
    return True


def _plain(it: _Text, match: re.Match[str]) -> bool:
    digits = match[1]
    if len(digits) > 2:
        it.add("digits", {digits}, digits, match.start())
    elif int(digits) > 1:
        it.add("number", {int(digits)}, digits, match.start())
    return True
