"""The clock that a place in a run of words reads as: "two", "nine thirty", "half past two", "0930 hours"."""

import re

from simulator.understanding.date_words import MONTH
from simulator.understanding.numerals import cardinal, ordinal
from simulator.understanding.time_beside import beside_an_hour
from simulator.understanding.time_minutes import Minutes
from simulator.understanding.time_words import HEARD_AS, LEADS, NOON, Clock

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})$")
_HYPHEN = re.compile(r"(\d{1,2})-(\d{1,2})$")


class Clocks(Minutes):
    """The words of a text, and the clock that each place in it reads as."""

    def clock(self, at: int) -> Clock | None:
        """The clock that begins at word `at`."""
        inside = self.number(at - 1)
        if inside and inside[1] == 2 and inside[0] > 24:  # the five of twenty-five
            return None
        token = self.norm(at)
        if token == "one" and self.norm(at - 1) == "no" and not self.ends(at):  # no one
            return None
        full = token.endswith(":00") and self.norm(at - 1) not in ("from", "between")
        if full and (beside := beside_an_hour(self, at)):
            return beside
        if match := _CLOCK.match(token):
            hour, minute = int(match[1]), int(match[2])
            hours = (":" in token or hour > 6) and self.norm(at + 1) in ("hours", "hrs", "oclock")
            sure = hours or ":" in token
            return Clock(hour, minute, 1 + hours, sure) if hour < 25 and minute < 60 else None
        if match := _HYPHEN.match(token):
            return self._hyphened(at, int(match[1]), int(match[2]), len(match[2]))
        if token == "noon" and self.norm(at - 1).endswith("fter") and self.norm(at - 1) != "after":
            return None  # "midifter noon"
        if token in ("12", "twelve") and self.norm(at + 1) in NOON:
            return Clock(12, 0, 2, True)
        if token in NOON or (token == "high" and self.norm(at + 1) == "noon"):
            return Clock(12, 0, 1 + (token == "high"), True)
        if token == "midnight":
            return Clock(24, 0, 1, True)
        return beside_an_hour(self, at) or self._hours(at) or self._heard_day(at)

    def _hyphened(self, at: int, first: int, then: int, figures: int) -> Clock | None:
        """9-30, as recognisers write "nine thirty", 20-2, "twenty to two"; 5-10 may be either."""
        if self.norm(at - 1) in ("from", "between") or then in (first, first + 1):
            return None
        if figures == 2 and 1 <= first <= 12 and then % 5 == 0 and then < 60 and (then > 12 or first % 5):
            return Clock(first, then, 1, False)
        if first in (20, 25) and 1 <= then <= 12:
            return Clock((then - 1) or 12, 60 - first, 1, False)
        return None

    def _hours(self, at: int) -> Clock | None:
        """two, two o'clock, two thirty, nine oh five, 930, 1400 hours, fourteen hundred."""
        zero = 1 if self.norm(at) in ("oh", "o", "zero") else 0
        number = self.number(at + zero) or self._heard_hour(at)
        if number is None:
            return None
        value, used = number
        used += zero
        if 100 <= value <= 2400 and value % 100 < 60 and value // 100 <= 24:
            if value // 100 == 22 and 0 < value % 100 <= 12 and len(self.norm(at + zero)) == 4:
                return Clock((value % 100 - 1) or 12, 40, used, False)  # 2211: twenty to eleven
            hundreds = self.norm(at + used) in ("hours", "hrs")
            spelled = self.norm(at + used - 1) == "hundred"
            whole = cardinal(self.words, at + zero) if spelled else None
            if whole and value < whole[0] < value + 60:  # nine hundred thirty
                return Clock(whole[0] // 100, whole[0] % 100, zero + whole[1], True)
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
        if self.norms(following, 2) in (("o", "clock"), ("a", "clock")):
            return Clock(value, 0, used + 2, True)
        return self.with_minutes(at, value, used, zero) or Clock(value, 0, used, False)

    def _heard_hour(self, at: int) -> tuple[int, int] | None:
        """At "for thirty", at "to o'clock", "twoish" as "tuish": the hour that was said."""
        hour = HEARD_AS.get(self.norm(at))
        if hour is None:
            return None
        follows = self.norm(at + 1)
        minute = self.number(at + 1)
        for_a_clock = self.norms(at + 1, 2) == ("a", "clock") and self.ends(at + 3)
        clock = for_a_clock or follows in ("oclock", "o") or (minute is not None and 10 <= minute[0] < 60)
        gone = self.norms(at - 2, 2) == ("just", "gone") and hour == 2 and self.ends(at + 1)
        halved = minute and minute[0] >= 10 and self.half_day(at + 1 + minute[1])[0] in ("am", "pm")
        if for_a_clock or ((self.norm(at - 1) == "at" or halved) and clock) or follows == "ish" or gone:
            return hour, 1
        half = self.half_day(at + 1)[0]
        if self.number(at - 1) is None and (half in ("am", "pm") or (half and hour not in (2, 4))):
            return hour, 1
        return None

    def _heard_day(self, at: int) -> Clock | None:
        """Ninth, fifty in the morning, at fourth fifteen: an hour written as a day before its minutes."""
        hour, minute = ordinal(self.words, at), self.number(at + 1)
        if hour and hour[0] <= 12 and self.norm(at - 1) == "at" and self.ends(at + hour[1]):
            dated = any(ordinal(self.words, i) for i in range(max(0, at - 6), at - 1))
            return Clock(hour[0], 0, hour[1], True) if dated else None  # on the seventh at 11th
        if hour is None or hour[1] > 1 or hour[0] > 12 or not minute or minute[0] not in range(15, 60, 5):
            return None
        halved = self.half_day(at + 1 + minute[1])[1] and self.norm(at - 1) not in ("the", "on", *MONTH)
        led = self.norm(at - 1) in LEADS or self.norms(at - 2, 2) in (("was", "the"), ("was", "your"))
        led = led and not self.words[at + 1].before.strip()  # I was the fourth fifteen
        return Clock(hour[0], minute[0], 1 + minute[1], True) if halved or led else None
