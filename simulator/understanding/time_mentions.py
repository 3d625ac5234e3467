"""Every time of day that a text mentions, as the minutes after midnight that it can mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from simulator.understanding.date_words import MONTHS, WEEKDAYS
from simulator.understanding.numerals import cardinal
from simulator.understanding.words import Word, word_set, words

_PARTS = {
    "morning": (0, 12),
    "afternoon": (12, 18),
    "evening": (17, 24),
    "night": (18, 24),
    "lunchtime": (11, 14),
    "lunch": (12, 15),
}
_LEADS = {"at", "around", "about", "approximately", "roughly"}
_SET = {"was", "set", "scheduled", "booked", "appointment", "interview", "down", "arranged"}
_NUMBERED = {"room", "suite", "extension", "apartment", "flat", "floor", "route", "number"}
_SOUNDS_LIKE = {"to": 2, "too": 2, "for": 4, "ate": 8, "won": 1, "tree": 3, "tin": 10}
_INSTEAD = word_set(
    """
    no not sorry i im mean meant actually rather wait make that it or excuse me at its
    """
)
_COUNTED = word_set(
    """
    day days week weeks month months year years people person candidates dollars pounds percent hours
    hour minutes minute times miles pages questions of others employees euros thousand hundred
    """
)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})$")
_MINUTES = {"half": 30, "quarter": 15}
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class TimeMention:
    """`text[start:end]` can mean any of `minutes` after midnight, or a part of the day, [low, high) hours."""

    start: int
    end: int
    minutes: frozenset[int] = frozenset()
    part: tuple[int, int] | None = None
    rough: bool = False


def _without_ish(word: Word) -> tuple[Word, ...]:
    """Twoish as two, ish."""
    stem = replace(word, text=word.text[:-3], norm=word.norm[:-3], end=word.end - 3)
    if not word.norm.endswith("ish") or cardinal((stem,), 0) is None:
        return (word,)
    return stem, Word(word.text[-3:], "ish", stem.end, word.end, "")


class _Reader:
    def __init__(self, text: str, behind_dates: Iterable[int]) -> None:
        self.words: tuple[Word, ...] = tuple(
            part for w in words(text) if w.norm not in ("um", "uh", "er") for part in _without_ish(w)
        )
        self.behind_dates = frozenset(behind_dates)
        self.last = -1  # the word behind the last mention

    def norm(self, at: int) -> str:
        return self.words[at].norm if 0 <= at < len(self.words) else ""

    def number(self, at: int) -> tuple[int, int] | None:
        return cardinal(self.words, at, longest=2)

    def half_day(self, at: int) -> tuple[str, int]:
        """ "am", "pm" or a part of the day behind a time, and how many words it took."""
        a, b = self.norm(at), self.norm(at + 1)
        if a in ("am", "pm"):
            return a, 1
        if a == "m":  # the "a" or the "p" was lost
            return "m", 1
        if a in ("a", "p") and b == "m":
            return a + "m", 2
        if a == "in" and b == "the" and self.norm(at + 2) in _PARTS:
            return self.norm(at + 2), 3
        if a == "at" and b == "night":
            return b, 2
        if a in _PARTS and self.norm(at - 1) not in ("the",):
            return a, 1
        return "", 0

    def clock(self, at: int) -> tuple[int, int, int, bool] | None:
        """hour, minute, words used, and whether it must be a time even without "at" before it."""
        token = self.norm(at)
        if match := _CLOCK.match(token):
            hour, minute = int(match[1]), int(match[2])
            hours = ":" in token and self.norm(at + 1) == "hours"
            return (hour, minute, 1 + hours, ":" in token) if hour < 25 and minute < 60 else None
        if token in ("noon", "midday"):
            return 12, 0, 1, True
        if token == "midnight":
            return 0, 0, 1, True
        return self.relative(at) or self.hours(at)

    def relative(self, at: int) -> tuple[int, int, int, bool] | None:
        """half past two, a quarter to ten, ten to three, twenty-five minutes past nine, half two."""
        start = at
        if self.norm(at) == "a":
            at += 1
        minutes: int | None = _MINUTES.get(self.norm(at))
        used = 1
        if minutes is None and (number := self.number(at)) and 1 <= number[0] <= 59:
            minutes, used = number
        if minutes is None:
            return None
        here = at + used
        if self.norm(here) in ("minutes", "minute"):
            here += 1
        sign = {
            "past": 1,
            "passed": 1,
            "after": 1,
            "to": -1,
            "of": -1,
            "till": -1,
            "til": -1,
            "before": -1,
        }.get(self.norm(here))
        if sign is None:
            hour = self.number(here)
            if self.norm(at) == "half" and hour and hour[0] <= 12:
                return hour[0], 30, here + hour[1] - start, True
            return None
        if self.norm(here) == "to" and self.norm(start - 1) == "from":  # from two to three
            return None
        hour = self.number(here + 1)
        if self.norm(here + 1) in ("noon", "midday"):
            hour = (12, 1)
        if hour is None or not 1 <= hour[0] <= 24:
            return None
        total = (hour[0] * 60 + sign * minutes) % _DAY_MINUTES
        sure = self.norm(at) in _MINUTES or here > at + used or sign == 1 or self.norm(start - 1) in _LEADS
        if minutes in (5, 10, 20, 25) and self.norm(start - 1) not in ("from", "between"):
            sure = sure or not self.counted(here + 1 + hour[1])
        return total // 60, total % 60, here + 1 + hour[1] - start, sure

    def hours(self, at: int) -> tuple[int, int, int, bool] | None:
        """two, two o'clock, two thirty, nine oh five, 930, 1400 hours, fourteen hundred."""
        zero = 1 if self.norm(at) in ("oh", "o", "zero") else 0
        number = cardinal(self.words, at + zero, longest=2)
        if number is None:
            return None
        value, used = number
        used += zero
        if 100 <= value <= 2400 and value % 100 < 60 and value // 100 <= 24:
            hundreds = self.norm(at + used) == "hours"
            spelled = self.norm(at + used - 1) == "hundred"
            return value // 100, value % 100, used + hundreds, hundreds or spelled
        one = cardinal(self.words, at + zero, longest=1)
        if (
            one is not None and value > 24
        ):  # "ten thirty" is one number to no one, but "twenty thirty" might be
            value, used = one[0], one[1] + zero
        if value > 24:
            return None
        following = at + used
        if self.norm(following) == "hundred":
            return value, 0, used + 1 + (self.norm(following + 1) == "hours"), True
        if self.norm(following) in ("oclock", "clock"):
            return value, 0, used + 1, True
        if self.norm(following) == "o" and self.norm(following + 1) == "clock":
            return value, 0, used + 2, True
        if self.norm(following) in ("oh", "o") and (minute := self.number(following + 1)) and minute[0] < 10:
            return value, minute[0], used + 1 + minute[1], False
        joined = following < len(self.words) and self.words[following].before.strip() in ("", "-", ":")
        minute = self.number(following) if joined else None
        two_figures = minute and self.norm(following).startswith("0") and len(self.norm(following)) == 2
        if minute and (10 <= minute[0] < 60 or two_figures) and value >= 1:
            here = following + minute[1]
            sure = value <= 12 and not zero and self.cardinal_pair(at, here)
            return value, minute[0], used + minute[1], sure
        return value, 0, used, False

    def about(self, at: int, hour: int, minute: int, used: int) -> tuple[TimeMention, int] | None:
        """Half past two-ish, 2ish."""
        minutes = self.meanings(hour, minute, "")
        if not minutes:
            return None
        end = at + used
        return TimeMention(self.words[at].start, self.words[end - 1].end, minutes, rough=True), end

    def cardinal_pair(self, first: int, after: int) -> bool:
        """Whether the numbers from word `first` on are an hour and its minutes, and count nothing."""
        ends = after >= len(self.words) or self.number(after) is None
        alone = ends and self.number(first - 1) is None
        return alone and not self.counted(after)

    def counted(self, at: int) -> bool:
        return self.norm(at) in _COUNTED

    def mention_at(self, at: int) -> tuple[TimeMention, int] | None:
        lead = self.norm(at - 1)
        if lead in _NUMBERED:
            return None
        between = self.words[self.last : at] if 0 <= self.last < at < self.last + 5 else ()
        led = bool(between) and all(w.norm in _INSTEAD for w in between)
        led = (
            led
            or (lead == "for" and self.norm(at - 2) in _SET)
            or (self.norm(at - 2), lead) in (("time", "was"), ("was", "from"))
        )
        led = led or (lead == "after" and self.norm(at - 2) in ("shortly", "just"))
        led = led or lead in _LEADS or (lead in ("just", "sharp", "exactly") and self.norm(at - 2) in _LEADS)
        read = self.clock(at)
        if read is None or (not read[3] and not led and not self.half_day(at + read[2])[0]):
            heard_as = _SOUNDS_LIKE.get(self.norm(at))
            if heard_as and lead == "at" and self.half_day(at + 1)[0] in ("am", "pm"):
                read = (heard_as, 0, 1, False)
        if read is None:
            return self.part_at(at)
        hour, minute, used, sure = read
        half, more = self.half_day(at + used)
        if self.norm(at + used) == "ish":
            return self.about(at, hour, minute, used + 1)
        if [self.norm(at + used + i) for i in range(3)] == ["on", "the", "dot"]:
            used, sure = used + 3, True
        if not more and self.norm(at + used) in ("sharp", "exactly"):
            half, more = self.half_day(at + used + 1)
        end = at + used + more
        half_alone = half not in ("", "am", "pm") and more == 1 and not minute
        if half_alone and not led and not sure:
            return None
        behind = self.words[at].start in self.behind_dates and (
            end >= len(self.words) or self.words[end].opens_clause
        )
        if not (sure or half or led or behind) or self.counted(end):
            return None
        if not sure and not half and self.counts_or_names(end):
            return None
        if lead in ("about", "around") and not (sure or half or self.stands_alone(end)):
            return None
        minutes = self.meanings(hour, minute, half)
        if not minutes:
            return None
        rough = bool({self.norm(at - 1), self.norm(at - 2)} & {"around", "about", "roughly", "approximately"})
        return TimeMention(self.words[at].start, self.words[end - 1].end, minutes, rough=rough), end

    def counts_or_names(self, at: int) -> bool:
        """The word at `at` makes a name or an address of the number before it: Two Rivers, 12 Main Street."""
        if at >= len(self.words) or self.words[at].before.strip() or not self.words[at].capital:
            return False
        return self.norm(at) not in (*WEEKDAYS, *MONTHS, "i", "im", "id", "ive")

    def stands(self, at: int) -> bool:
        """Whether the part of the day at `at` is a greeting: "good morning", or "Morning," at first."""
        ends = at + 1 >= len(self.words) or self.words[at + 1].opens_clause
        return ends or self.norm(at - 1) == "good"

    def stands_alone(self, at: int) -> bool:
        """Nothing at `at` that the number before it could count."""
        followers = (
            "",
            "on",
            "in",
            "and",
            "with",
            "for",
            "i",
            "we",
            "last",
            "this",
            "yesterday",
            "my",
            "that",
            "is",
        )
        return self.norm(at) in followers or self.words[at].opens_clause

    def meanings(self, hour: int, minute: int, half: str) -> frozenset[int]:
        base = hour % 24 * 60 + minute
        if hour > 12:
            return frozenset({base})
        if half in ("am", "pm"):
            return frozenset({hour % 12 * 60 + minute + (720 if half == "pm" else 0)})
        both = {hour % 12 * 60 + minute, hour % 12 * 60 + minute + 720}
        if half in _PARTS:
            low, high = _PARTS[half]
            fitting = frozenset(m for m in both if low * 60 <= m < high * 60)
            return fitting or frozenset(both)
        return frozenset(both)

    def part_at(self, at: int) -> tuple[TimeMention, int] | None:
        token = self.norm(at)
        greeting = self.norm(at - 1) in ("good", "hello", "hi") or at == 0
        if token not in _PARTS or (greeting and self.norm(at - 1) != "the" and self.stands(at)):
            return None
        if token == "lunch" and self.norm(at - 1) != "after":
            return None
        return TimeMention(self.words[at].start, self.words[at].end, part=_PARTS[token]), at + 1


def time_mentions(text: str, behind_dates: Iterable[int] = ()) -> tuple[TimeMention, ...]:
    """In the order of the text. `behind_dates`: where the words begin that stand right behind a date."""
    reader = _Reader(text, behind_dates)
    found: list[TimeMention] = []
    at = 0
    while at < len(reader.words):
        read = reader.mention_at(at)
        if read is None:
            at += 1
        else:
            found.append(read[0])
            at = reader.last = read[1]
    return tuple(found)
