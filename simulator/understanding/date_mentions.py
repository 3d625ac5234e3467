"""Every date that a text mentions, as the days of the calendar that it can mean on the day of the call.

A mention is a run of components (weekday, day, month, year, week, relative day) with little words between;
the days that all of them allow are what it can mean. Own grammar: general libraries guess a single date,
while here the question is what a fair listener would take it for.
"""

import datetime as dt
from itertools import pairwise

from simulator.understanding.date_meaning import DateMention, Parts, meaning
from simulator.understanding.date_words import (
    ABOUT,
    AFTER_BARE_DAY,
    CORRECTS,
    DAY,
    GLUE,
    MONTH,
    NTH,
    SMALL,
    WEEKDAY,
)
from simulator.understanding.numerals import cardinal, ordinal, year
from simulator.understanding.words import words


class _Reader:
    def __init__(self, text: str, called_on: dt.date) -> None:
        self.words = words(text)
        self.called_on = called_on
        self.behind = 0  # the word behind the last mention
        self.readers = (
            self.relative_day, self.ago, self.weekdays_ago, self.named_week, self.nth_weekday, self.weekday,
            self.month_day,
        )  # fmt: skip

    def norm(self, at: int) -> str:
        return self.words[at].norm if 0 <= at < len(self.words) else ""

    def back(self, days: int) -> dt.date:
        return self.called_on - days * DAY

    def week_of(self, weeks_back: int) -> set[dt.date]:
        monday = self.back(self.called_on.weekday() + 7 * weeks_back)
        return {monday + i * DAY for i in range(7)}

    # Each component reader takes a place and returns how many words it used, 0 where it does not fit.

    def relative_day(self, at: int, p: Parts) -> int:
        a, b, c = self.norm(at), self.norm(at + 1), self.norm(at + 2)
        if p.exact is not None:
            return 0
        if (a, b) == ("day", "before") and c == "yesterday":
            p.exact = {self.back(2)}
            return 3
        if (a, b, c) == ("the", "other", "day"):
            p.loose |= {self.back(d) for d in range(1, 15)}
            return 3
        if a in ("yesterday", "yesterdays") or (a, b) == ("last", "night"):
            p.exact = {self.back(1)}
            return 2 if a == "last" else 1
        if (a, b, c, self.norm(at + 3)) == ("this", "time", "last", "week"):
            p.exact = {self.back(7)}
            return 4
        if a == "today" or (a == "this" and b in ("morning", "afternoon", "evening")):
            p.exact, p.today = {self.called_on}, True
            return 1 if a == "today" else 2
        return 0

    def ago(self, at: int, p: Parts) -> int:
        """N days, weeks or months ago (or back, or prior), also "a week ago today" or "Wednesday"."""
        before = at - 1
        number = cardinal(self.words, at)
        count, used = number if number else (SMALL.get(self.norm(at), 0), 1)
        loose = self.norm(at) in ("couple", "few", "several") or self.norm(at + 1) in (
            "couple",
            "few",
            "several",
        )
        if loose and self.norm(at) in ("a", "the"):
            at, extra = at + 1, 1
        else:
            extra = 0
        if loose:
            count = {"couple": 2, "few": 3, "several": 4}[self.norm(at)]
            used = 2 if self.norm(at + 1) == "of" else 1
        unit = self.norm(at + used)
        if self.norm(at) == "a" and unit == "fortnight":
            count, unit = 2, "weeks"
        if not count or p.exact is not None or p.week is not None:
            return 0
        if unit not in ("day", "days", "week", "weeks", "month", "months"):
            return 0
        more = 0
        if self.norm(at + used + 1) == "and" and unit.startswith("week"):  # a week and two days ago
            rest = cardinal(self.words, at + used + 2) or (SMALL.get(self.norm(at + used + 2), 0), 1)
            if rest[0] and self.norm(at + used + 2 + rest[1]) in ("day", "days"):
                count, unit, more = 7 * count + rest[0], "days", 2 + rest[1]
        if self.norm(at + used + more + 1) not in ("ago", "back", "prior", "earlier"):
            return 0
        used += more
        end = used + 2 + extra
        at = at + used + 2
        about = self.norm(before) in ABOUT or (self.norm(before), self.norm(before - 1)) == (
            "like",
            "something",
        )
        anchor = {"today": 0, "yesterday": 1, "tomorrow": -1}.get(self.norm(at))
        if unit.startswith("day"):
            if loose:
                p.loose |= {self.back(d) for d in range(2, 7)}
            elif about:
                p.loose |= {self.back(count + d) for d in (-1, 0, 1)}
            else:
                p.exact = {self.back(count)}
            return end
        days = 7 * count if unit.startswith("week") else 30 * count
        if anchor is not None:
            p.exact = {self.back(days + anchor)}
            if unit.startswith("month"):
                p.exact = {self.back(days + anchor + d) for d in (-2, -1, 0, 1)}
            return end + 1
        slack = 6 if unit.startswith("week") else 10
        p.week = {self.back(days + d) for d in range(-slack, slack + 1) if days + d > 0}
        if unit.startswith("week") and not loose:
            p.week |= self.week_of(count)
            p.centre = None if about else self.back(days)
            p.loose |= {self.back(days + d) for d in range(-4, 5)}
        else:
            p.loose |= p.week | {self.back(days + d) for d in range(-10, 11) if loose}
        return end

    def weekdays_ago(self, at: int, p: Parts) -> int:
        """Two Fridays ago."""
        number = cardinal(self.words, at, longest=1)
        day = WEEKDAY.get(self.norm(at + 1))
        if number is None or day is None or self.norm(at + 2) not in ("ago", "back") or p.exact is not None:
            return 0
        since = (self.called_on.weekday() - day) % 7 or 7
        p.exact = {self.back(since + 7 * (number[0] - 1))}
        return 3

    def named_week(self, at: int, p: Parts) -> int:
        if p.week is not None:
            return 0
        month = MONTH.get(self.norm(at + 3))
        if (
            month
            and self.norm(at + 1) == "week"
            and self.norm(at) in NTH
            and self.norm(at + 2) in ("in", "of")
        ):
            p.month = month
            return 4
        phrases = (
            (("week", "before", "last"), 2), (("week", "before"), 2), (("last", "week"), 1),
            (("previous", "week"), 1),
            (("past", "week"), 1), (("this", "week"), 0), (("week", "prior"), 2),
        )  # fmt: skip
        for phrase, weeks in phrases:
            if tuple(self.norm(at + i) for i in range(len(phrase))) == phrase:
                p.week = self.week_of(weeks)
                if weeks == 1:
                    p.loose |= {self.back(d) for d in range(1, 8)}
                p.loose |= p.week
                return len(phrase)
        if (self.norm(at), self.norm(at + 1)) == ("last", "month"):
            last = self.called_on.replace(day=1) - DAY
            p.month, p.year = last.month, last.year
            return 2
        if (self.norm(at), self.norm(at + 1)) == ("this", "month"):
            p.month, p.year = self.called_on.month, self.called_on.year
            return 2
        return 0

    def weekday(self, at: int, p: Parts) -> int:
        used = 0
        if self.norm(at) in ("last", "this", "past", "previous") and (
            self.norm(at + 1) in WEEKDAY or self.norm(at + 1) in ("past", "coming")
        ):
            p.modifier = self.norm(at)
            used = 1
            if self.norm(at + 1) == "past":
                used = 2
        day = WEEKDAY.get(self.norm(at + used))
        if day is None or p.weekday is not None:
            return 0
        p.weekday = day
        used += 1
        if (self.norm(at + used), self.norm(at + used + 1)) == ("before", "last"):
            p.modifier = "before last"
            used += 2
        elif self.norm(at + used) == "last" and self.norm(at + used + 1) not in ("week", "month"):
            p.modifier = "last"
            used += 1
        elif self.norm(at - 1) == "next" or self.norm(at + used) == "next":
            p.modifier = "next"
        return used

    def nth_weekday(self, at: int, p: Parts) -> int:
        """The first Tuesday of June, the last Friday in May, the second Tuesday of this month."""
        nth, weekday = NTH.get(self.norm(at)), WEEKDAY.get(self.norm(at + 1))
        if nth is None or weekday is None or self.norm(at + 2) not in ("in", "of"):
            return 0
        now = self.called_on
        month, year, used = MONTH.get(self.norm(at + 3)), now.year, 4
        if month is not None:
            year -= month > now.month
        elif self.norm(at + 4) == "month" and self.norm(at + 3) in ("this", "the", "last"):
            then = now.replace(day=1) - DAY if self.norm(at + 3) == "last" else now
            month, year, used = then.month, then.year, 5
        else:
            return 0
        days = [day for i in range(31) if (day := dt.date(year, month, 1) + i * DAY).month == month]
        p.exact = {[day for day in days if day.weekday() == weekday][nth]}
        return used

    def month_day(self, at: int, p: Parts) -> int:
        """June third, June the 3rd, June 3; the third of June, 3 June; 2026-06-03, 6/3."""
        if p.month is not None and p.day is not None:
            return 0
        if used := self.digits(at, p):
            return used
        month = MONTH.get(self.norm(at))
        if month is not None:
            step = at + 1
            if self.norm(step) in ("the", "of"):
                step += 1
            number = ordinal(self.words, step)
            if number is None and "." not in self.words[at].text[-1:] and self.calendar_word(at):
                number = cardinal(self.words, step, longest=2)
                if number and number[0] > 31:
                    number = cardinal(self.words, step, longest=1)
                if number and self.norm(step + number[1]) in ("oclock", "am", "pm"):
                    number = None
            if number and 1 <= number[0] <= 31 and p.day in (None, number[0]):
                p.month, p.day = month, number[0]
                return step + number[1] - at
            if p.day is not None:  # "the third of June": the day stood before
                p.month = month
                return 1
            if self.norm(at - 1) in ("in", "of", "early", "late", "mid", "last") and self.calendar_word(at):
                p.month = month
                return 1
            return 0
        if p.day is not None or p.month is not None:
            return 0
        if p.weekday is not None and (used := self.two_figures(at, p)):
            return used
        number = ordinal(self.words, at)
        plain_number = number is None
        if number is None and (number := cardinal(self.words, at, longest=2)) is None:
            return 0
        value, used = number
        if not 1 <= value <= 31:
            return 0
        rest = at + used
        if self.norm(rest) == "day" and self.norm(rest + 1) == "of" and self.norm(rest + 2) in MONTH:
            used, rest = used + 1, rest + 1
        of = 1 if self.norm(rest) in ("of", "in") else 0
        month_follows = self.norm(rest + of) in MONTH and not (plain_number and self.apart(at, rest))
        if month_follows and (of or not plain_number or self.calendar_word(rest)):
            p.day, p.month = value, MONTH[self.norm(rest + of)]
            return used + of + 1
        if self.bare_day(at, rest, plain_number, p):
            p.day = value
            return used
        return 0

    def two_figures(self, at: int, p: Parts) -> int:
        """The month and the day as two figures behind a weekday: Wednesday 3 25."""
        month, day = self.norm(at), self.norm(at + 1)
        if self.norm(at + 2) != "at":  # else it is the time: last Wednesday 9 30
            return 0
        if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31):
            return 0
        p.month, p.day = int(month), int(day)
        return 2

    def apart(self, at: int, rest: int) -> bool:
        """Whether the number at `at` belongs to a clock: "quarter to six, December nineteenth"."""
        return "," in self.words[rest].before or self.norm(at - 1) in ("to", "past", "at", "after")

    def bare_day(self, at: int, rest: int, plain_number: bool, p: Parts) -> bool:
        """ "the third" is a day of the month where the words around it leave nothing else to be third."""
        the = self.norm(at - 1) == "the"
        placed = (
            self.norm(at - 2) in ("on", "was", "be", "of")
            or self.norm(at - 2) in CORRECTS
            or p.weekday is not None
        )
        follows = self.norm(rest)
        ends = rest >= len(self.words) or self.words[rest].opens_clause or follows in AFTER_BARE_DAY
        if not ends or (follows == "of" and self.norm(rest + 1) not in ("this", "last", "the")):
            return False
        if plain_number:
            alone = at < 2 and follows in ("at", "")
            return the and (self.norm(at - 2) in ("on", "was") or p.weekday is not None or alone)
        if self.norm(at - 1) == "on" or p.weekday is not None:
            return True
        return the and (placed or follows == "at" or self.words[at].norm[0].isdigit() or follows == "of")

    def calendar_word(self, at: int) -> bool:
        """May and March are also verbs: there they need a capital."""
        return self.norm(at) not in ("may", "march") or self.words[at].capital

    def digits(self, at: int, p: Parts) -> int:
        token = self.words[at].norm
        for sign in "-/.":
            bits = token.split(sign)
            if len(bits) < 2 or not all(b.isdigit() for b in bits) or (sign == "." and len(bits) == 2):
                continue
            numbers = [int(b) for b in bits]
            if sign == "-" and len(bits) == 2 and self.norm(at - 1) not in ("on", "was", ""):
                continue
            if sign == "-" and len(bits[0]) == 4:
                shapes: list[tuple[int | None, int, int]] = [(numbers[0], numbers[1], numbers[2])]
            else:
                long = numbers[2] if len(numbers) == 3 else None
                full = None if long is None else long + 2000 if long < 100 else long
                shapes = [(full, numbers[0], numbers[1]), (full, numbers[1], numbers[0])]
                if sign == ".":
                    shapes.reverse()
            days: set[dt.date] = set()
            for y, month, day in shapes:
                for one in {y} if y else {self.called_on.year, self.called_on.year - 1}:
                    try:
                        days.add(dt.date(one, month, day))
                    except ValueError:
                        continue
            if days:
                p.exact = days
                return 1
        return 0

    def mention_at(self, at: int) -> tuple[DateMention, int] | None:
        p, first, end, here = Parts(), -1, -1, at
        while here < len(self.words):
            if first >= 0 and self.words[here].opens_sentence and self.words[here - 1].norm not in MONTH:
                break
            used = 0
            for reader in self.readers:
                used = reader(here, p)
                if used:
                    break
            if (
                not used
                and first >= 0
                and p.day
                and p.month
                and p.year is None
                and (said := year(self.words, here))
            ):
                p.year, used = said
            if not used and p.day and p.month and p.year is None and self.norm(here + 1) == "year":
                years = {"last": 1, "this": 0}.get(self.norm(here))
                if years is not None:
                    p.year, used = self.called_on.year - years, 2
            if used:
                first = here if first < 0 else first
                here += used
                end = here
            elif first >= 0 and self.norm(here) in GLUE and here - end < 3:
                here += 1
            else:
                break
        if first < 0:
            return None
        mention = meaning(p, self.called_on)
        if mention is None:
            return None
        while first > self.behind and self.norm(first - 1) in ("the", "last"):
            first -= 1
        mention.start, mention.end = self.words[first].start, self.words[end - 1].end
        return mention, end


def date_mentions(text: str, called_on: dt.date) -> tuple[DateMention, ...]:
    """In the order of the text."""
    reader = _Reader(text, called_on)
    found: list[DateMention] = []
    at = 0
    while at < len(reader.words):
        read = reader.mention_at(at)
        if read is None:
            at += 1
        else:
            found.append(read[0])
            at = reader.behind = read[1]
    assert all(a.end <= b.start for a, b in pairwise(found))
    return tuple(found)
