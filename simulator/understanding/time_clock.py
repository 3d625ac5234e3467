"""The clock that a place in a run of words reads as: "two", "nine thirty", "half past two", "0930 hours"."""

import re

from simulator.understanding.numerals import cardinal
from simulator.understanding.time_beside import beside_an_hour
from simulator.understanding.time_run import TimeRun
from simulator.understanding.time_words import HEARD_AS, NOON, Clock

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})$")

_FRACTIONS = {("a", "half"): 30, ("a", "quarter"): 15, ("three", "quarters"): 45}


class Clocks(TimeRun):
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
        if token == "noon" and self.norm(at - 1).endswith("fter") and self.norm(at - 1) != "after":
            return None  # "midifter noon"
        if token in NOON or (token == "high" and self.norm(at + 1) == "noon"):
            return Clock(12, 0, 1 + (token == "high"), True)
        if token == "midnight":
            return Clock(24, 0, 1, True)
        return beside_an_hour(self, at) or self._hours(at)

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
        if self.norms(following, 2) == ("o", "clock"):
            return Clock(value, 0, used + 2, True)
        return self._with_minutes(at, value, used, zero) or Clock(value, 0, used, False)

    def _with_minutes(self, at: int, hour: int, used: int, zero: int) -> Clock | None:
        """The minutes behind the hour that took the `used` words from `at` on."""
        following = at + used
        if self.norm(following) in ("oh", "o") and (minute := self.number(following + 1)) and minute[0] < 10:
            return Clock(hour, minute[0], used + 1 + minute[1], False)
        if self.norm(following) == "point" and (point := self._behind_a_point(following + 1)):
            return Clock(hour, point[0], used + 1 + point[1], False)
        joined = self.norm(following + 1) == "and"
        hours = self.norm(following) in ("hours", "hour")
        if hours and (minute := self.number(following + 1 + joined)) and minute[0] < 60:
            behind = (
                following + 1 + joined + minute[1]
            )  # nine hours thirty, at four hours and fifteen minutes
            counted = self.norm(behind) in ("minutes", "minute", "mins")
            if not counted or self.norm(at - 1) == "at":
                return Clock(hour, minute[0], behind + counted - at, False)
        a_week = self.norm(following + 1) in ("a", "per", "each")
        if self.norm(following) == "hours" and self.norm(at - 1) == "at" and not a_week:
            return Clock(hour, 0, used + 1, False)
        minute = self.number(following + 1) if self.norm(following) in ("and", "h") else None
        if minute and minute[0] < 60:
            here = following + 1 + minute[1]
            minutes = self.norm(here) == "minutes"  # ten and thirty minutes, 14h45
            if minutes or self.norm(following) == "h" or (minute[0] % 5 == 0 and self.ends(here)):
                return Clock(hour, minute[0], used + 1 + minute[1] + minutes, self.norm(following) == "h")
        part = _FRACTIONS.get((self.norm(following + 1), self.norm(following + 2)))
        if part and self.norm(following) == "and" and not self.counted(following + 3):
            return Clock(hour, part, used + 3, False)
        half = self.norms(following, 2) == ("and", "half")  # at three and half
        if half and not self.counted(following + 2) and self.number(following + 2) is None:
            return Clock(hour, 30, used + 2, False)
        signs = ("", "-", ":", ",") if hour > 12 else ("", "-", ":")  # nobody says "at fifteen" for 15:00
        joined = following < len(self.words) and self.words[following].before.strip() in signs
        joined = joined or self._cut_by_a_comma(following)
        minute = self.number(following) if joined else None
        if minute is None:
            return None
        here = following + minute[1]
        if 1 <= minute[0] <= 5 and self._last_digit(at, here) is not None:  # nine four five
            return Clock(hour, 10 * minute[0] + (self._last_digit(at, here) or 0), used + 2, False)
        alone = self.ends(here) and self.number(at - 1) is None
        if minute[0] < 10 and hour > 5 and self.norm(at - 1) == "at" and alone:  # at ten five
            return Clock(hour, minute[0], used + minute[1], False)
        two_figures = self.norm(following).startswith("0") and len(self.norm(following)) == 2
        if not (10 <= minute[0] < 60 or two_figures) or hour < 1:
            return None
        if self.norm(here) in ("hours", "hrs"):  # thirteen fifteen hours
            return Clock(hour, minute[0], used + minute[1] + 1, True)
        return Clock(hour, minute[0], used + minute[1], hour <= 12 and not zero and self._pair(at, here))

    def _last_digit(self, first: int, at: int) -> int | None:
        """The third of three spelled digits that stand alone from word `first` on."""
        last = cardinal(self.words, at, longest=1)
        if last is None or last[0] > 9 or self.norm(at).isdigit():
            return None
        alone = self.words[first].opens_clause or self.number(first - 1) is None
        return last[0] if alone and self.number(at + 1) is None else None

    def _behind_a_point(self, at: int) -> tuple[int, int] | None:
        """The minutes of a time that is read out as it is written: nine point three (zero), 4 point 25."""
        if (minute := self.number(at)) is None or minute[0] > 59:
            return None
        if minute[0] > 5:
            return minute if minute[0] > 9 else None
        last = cardinal(self.words, at + 1, longest=1)
        if last is not None and last[0] < 10:
            return 10 * minute[0] + last[0], 2
        return 10 * minute[0], 1

    def _cut_by_a_comma(self, at: int) -> bool:
        """Whether the figures at `at` are minutes though a comma was written before them: at 8, 30."""
        if at >= len(self.words) or self.words[at].before.strip() != ",":
            return False
        figures = self.norm(at).isdigit() and len(self.norm(at)) == 2
        minute = self.number(at)
        apart = self.norm(at - 2) == "at" or "," in self.words[at - 1].before
        spelled = apart and minute is not None and minute[0] in range(15, 60, 5)
        if figures and self.norm(at - 2) == "at" and not self.counted(at + 1):
            return True
        return (figures or spelled) and (self.ends(at + 1) or self.half_day(at + 1)[0] in ("am", "pm"))

    def _heard_hour(self, at: int) -> tuple[int, int] | None:
        """At "for thirty", at "to o'clock", "twoish" as "tuish": the hour that was said."""
        hour = HEARD_AS.get(self.norm(at))
        if hour is None:
            return None
        follows = self.norm(at + 1)
        minute = self.number(at + 1)
        clock = follows in ("oclock", "o") or (minute is not None and 10 <= minute[0] < 60)
        gone = self.norms(at - 2, 2) == ("just", "gone") and hour == 2 and self.ends(at + 1)
        halved = minute and minute[0] >= 10 and self.half_day(at + 1 + minute[1])[0] in ("am", "pm")
        if ((self.norm(at - 1) == "at" or halved) and clock) or follows == "ish" or gone:
            return hour, 1
        half = self.half_day(at + 1)[0]
        if self.number(at - 1) is None and (half in ("am", "pm") or (half and hour not in (2, 4))):
            return hour, 1
        return None

    def _pair(self, first: int, after: int) -> bool:
        """Whether the numbers from word `first` on are an hour and its minutes, and count nothing."""
        ends = after >= len(self.words) or self.number(after) is None
        alone = ends and self.number(first - 1) is None
        return alone and not self.counted(after)
