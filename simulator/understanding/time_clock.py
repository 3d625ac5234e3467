"""The clock that a place in a run of words reads as: "two", "nine thirty", "half past two", "0930 hours"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from simulator.understanding.numerals import cardinal
from simulator.understanding.words import Word, word_set, words

LEADS = word_set("at around about approximately roughly near @")
PARTS: Mapping[str, tuple[int, int]] = {
    "morning": (0, 12), "forenoon": (0, 12), "afternoon": (12, 18), "evening": (17, 24), "night": (18, 24),
    "lunchtime": (11, 14), "midmorning": (9, 12), "midafternoon": (13, 17),
}  # fmt: skip
"""A part of the day that a listener takes a time of day to lie in, [low, high) hours."""

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})$")
_MINUTES = {"half": 30, "quarter": 15}
_NOON = ("noon", "midday", "noontime")
_COUNTED = word_set(
    """
    day days week weeks month months year years people person persons candidates dollars pounds percent hours
    hour minutes minute times miles pages questions of others employees euros thousand hundred bucks grand
    positions openings jobs applicants interviews rounds references children kids friends stores shops
    blocks degrees points hr hrs mins weekdays business working
    """
)
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
}
HEARD_AS = {"to": 2, "too": 2, "tu": 2, "for": 4, "fore": 4, "ate": 8, "won": 1, "tree": 3, "tin": 10}
"""What recognisers write for an hour, where nothing but an hour can stand."""
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """`hour`:`minute` in `used` words; `sure` where it is a time even without "at" before it."""

    hour: int
    minute: int
    used: int
    sure: bool


def _without_ish(word: Word) -> tuple[Word, ...]:
    """Twoish as two, ish."""
    if not word.norm.endswith("ish") or len(word.norm) < 4:
        return (word,)
    stem = replace(word, text=word.text[:-3], norm=word.norm[:-3], end=word.end - 3)
    if stem.norm not in (*_NOON, *HEARD_AS) and cardinal((stem,), 0) is None:
        return (word,)
    return stem, Word(word.text[-3:], "ish", stem.end, word.end, "")


class Clocks:
    """The words of a text, and the clock that each place in it reads as."""

    def __init__(self, text: str) -> None:
        self.words: tuple[Word, ...] = tuple(
            part for w in words(text) if w.norm not in ("um", "uh", "er") for part in _without_ish(w)
        )

    def norm(self, at: int) -> str:
        """The plain form of word `at`, "" outside of the text."""
        return self.words[at].norm if 0 <= at < len(self.words) else ""

    def norms(self, at: int, count: int) -> tuple[str, ...]:
        return tuple(self.norm(at + i) for i in range(count))

    def number(self, at: int) -> tuple[int, int] | None:
        return cardinal(self.words, at, longest=2)

    def counted(self, at: int) -> bool:
        """Whether the word at `at` is something that the number before it counts."""
        return self.norm(at) in _COUNTED

    def ends(self, at: int) -> bool:
        """Whether the text or a clause of it ends before word `at`."""
        return at >= len(self.words) or self.words[at].opens_clause

    def half_day(self, at: int) -> tuple[str, int]:
        """ "am", "pm" or a part of the day behind a time, and how many words it took."""
        a, b = self.norm(at), self.norm(at + 1)
        if a in ("am", "pm"):
            return a, 1
        if a == "m":  # the "a" or the "p" was lost
            return "m", 1
        if a in ("a", "p") and b == "m":
            return a + "m", 2
        if (a, b) in (("in", "the"), ("early", "in"), ("late", "in"), ("on", "the"), ("of", "the")):
            step = at + 2 + (a in ("early", "late"))
            step += self.norm(step) in ("early", "late", "mid")
            part = self.norm(step)
            if part in PARTS or (part in ("am", "pm") and a == "in"):
                return part, step + 1 - at
        if a == "at" and b == "night":
            return b, 2
        if a in ("that", "this", "early", "late") and b in PARTS:
            return b, 2
        if a in PARTS and self.norm(at - 1) not in ("the",):
            return a, 1
        return "", 0

    def clock(self, at: int) -> Clock | None:
        """The clock that begins at word `at`."""
        token = self.norm(at)
        if match := _CLOCK.match(token):
            hour, minute = int(match[1]), int(match[2])
            hours = ":" in token and self.norm(at + 1) in ("hours", "hrs", "oclock")
            return Clock(hour, minute, 1 + hours, ":" in token) if hour < 25 and minute < 60 else None
        if token == "noon" and self.norm(at - 1).endswith("fter") and self.norm(at - 1) != "after":
            return None  # "midifter noon"
        if token in _NOON or (token == "high" and self.norm(at + 1) == "noon"):
            return Clock(12, 0, 1 + (token == "high"), True)
        if token == "midnight":
            return Clock(24, 0, 1, True)
        return self._beside_an_hour(at) or self._hours(at)

    def _beside_an_hour(self, at: int) -> Clock | None:
        """half past two, a quarter to ten, twenty-five minutes past nine, half an hour after noon."""
        start = at
        if self.norm(at) == "a":
            at += 1
        minutes: int | None = _MINUTES.get(self.norm(at))
        used = 1
        if self.norms(at, 3) == ("half", "an", "hour"):
            used = 3
        elif minutes and self.norms(at + 1, 3) == ("of", "an", "hour"):
            used = 4
        elif self.norms(at, 2) == ("three", "quarters"):
            minutes, used = 45, 2
        elif minutes is None and (number := self.number(at)) and 1 <= number[0] <= 59:
            minutes, used = number
        if minutes is None:
            return None
        here = at + used
        if self.norm(here) in ("minutes", "minute", "mins"):
            here += 1
        sign = _SIGNS.get(self.norm(here)) or (-1 if self.norms(here, 2) == ("shy", "of") else None)
        if sign is None:
            hour = self.number(here)
            if self.norm(at) == "half" and used == 1 and hour and hour[0] <= 12:
                return Clock(hour[0], 30, here + hour[1] - start, True)
            return None
        if self.norm(here) == "to" and self.norm(start - 1) == "from" and self.norm(at) not in _MINUTES:
            return None  # from two to three
        here += self.norm(here) == "shy"
        hour = (12, 1) if self.norm(here + 1) in _NOON else self.number(here + 1)
        if hour is None and self.norm(here) in ("past", "passed", "pass") and self.norm(here + 1) in HEARD_AS:
            hour = HEARD_AS[self.norm(here + 1)], 1
        if hour is None or not 1 <= hour[0] <= 24:
            return None
        total = (hour[0] * 60 + sign * minutes) % _DAY_MINUTES
        sure = self.norm(at) in _MINUTES or here > at + used or sign == 1 or self.norm(start - 1) in LEADS
        if minutes in (5, 10, 15, 20, 25) and self.norm(start - 1) not in ("from", "between"):
            sure = sure or not self.counted(here + 1 + hour[1])
        return Clock(total // 60, total % 60, here + 1 + hour[1] - start, sure)

    def _hours(self, at: int) -> Clock | None:
        """two, two o'clock, two thirty, nine oh five, 930, 1400 hours, fourteen hundred."""
        zero = 1 if self.norm(at) in ("oh", "o", "zero") else 0
        number = self.number(at + zero) or self._heard_hour(at)
        if number is None:
            return None
        value, used = number
        used += zero
        if 100 <= value <= 2400 and value % 100 < 60 and value // 100 <= 24:
            hundreds = self.norm(at + used) in ("hours", "hrs")
            spelled = self.norm(at + used - 1) == "hundred"
            return Clock(value // 100, value % 100, used + hundreds, hundreds or spelled)
        one = cardinal(self.words, at + zero, longest=1)
        if one is not None and value > 24:  # "ten thirty" is one number to no one, "twenty thirty" might be
            value, used = one[0], one[1] + zero
        if value > 24:
            return None
        following = at + used
        if self.norm(following) == "hundred":
            return Clock(value, 0, used + 1 + (self.norm(following + 1) in ("hours", "hrs")), True)
        if self.norm(following) in ("oclock", "clock"):
            return Clock(value, 0, used + 1, True)
        if self.norms(following, 2) == ("o", "clock"):
            return Clock(value, 0, used + 2, True)
        if self.norm(following) in ("oh", "o") and (minute := self.number(following + 1)) and minute[0] < 10:
            return Clock(value, minute[0], used + 1 + minute[1], False)
        signs = ("", "-", ":", ",") if value > 12 else ("", "-", ":")  # nobody says "at fifteen" for 15:00
        joined = following < len(self.words) and self.words[following].before.strip() in signs
        minute = self.number(following) if joined else None
        two_figures = minute and self.norm(following).startswith("0") and len(self.norm(following)) == 2
        if minute and (10 <= minute[0] < 60 or two_figures) and value >= 1:
            here = following + minute[1]
            if self.norm(here) in ("hours", "hrs"):  # thirteen fifteen hours
                return Clock(value, minute[0], used + minute[1] + 1, True)
            sure = value <= 12 and not zero and self._pair(at, here)
            return Clock(value, minute[0], used + minute[1], sure)
        return Clock(value, 0, used, False)

    def _heard_hour(self, at: int) -> tuple[int, int] | None:
        """At "for thirty", at "to o'clock", "twoish" as "tuish": the hour that was said."""
        hour = HEARD_AS.get(self.norm(at))
        if hour is None:
            return None
        follows = self.norm(at + 1)
        minute = self.number(at + 1)
        clock = follows in ("oclock", "o") or (minute is not None and 10 <= minute[0] < 60)
        if (self.norm(at - 1) == "at" and clock) or follows == "ish":
            return hour, 1
        if self.half_day(at + 1)[0] in ("am", "pm") and self.number(at - 1) is None:
            return hour, 1
        return None

    def _pair(self, first: int, after: int) -> bool:
        """Whether the numbers from word `first` on are an hour and its minutes, and count nothing."""
        ends = after >= len(self.words) or self.number(after) is None
        alone = ends and self.number(first - 1) is None
        return alone and not self.counted(after)


def meanings(hour: int, minute: int, half: str) -> frozenset[int]:
    """The minutes after midnight that an hour can mean: both halves of the day where `half` settles none."""
    base = hour % 24 * 60 + minute
    if hour > 12:
        return frozenset({base})
    if half in ("am", "pm"):
        return frozenset({hour % 12 * 60 + minute + (720 if half == "pm" else 0)})
    both = {hour % 12 * 60 + minute, hour % 12 * 60 + minute + 720}
    if half in PARTS:
        low, high = PARTS[half]
        fitting = frozenset(m for m in both if low * 60 <= m < high * 60)
        return fitting or frozenset(both)
    return frozenset(both)
