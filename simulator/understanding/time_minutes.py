"""The minutes behind an hour: "nine thirty", "nine oh five", "nine and a half", "four point 25"."""

from simulator.understanding.date_words import MONTH, WEEKDAY
from simulator.understanding.numerals import cardinal, ordinal
from simulator.understanding.time_run import TimeRun
from simulator.understanding.time_words import PARTS, Clock

_FRACTIONS = {("a", "half"): 30, ("a", "quarter"): 15, ("three", "quarters"): 45}


class Minutes(TimeRun):
    """The words of a text, and the minutes that stand behind an hour in it."""

    def with_minutes(self, at: int, hour: int, used: int, zero: int) -> Clock | None:
        """The minutes behind the hour that took the `used` words from `at` on."""
        following = at + used
        if (
            self.norm(following) in ("oh", "o", "zero", "0")
            and (minute := self.number(following + 1))
            and minute[0] < 10
        ):
            return Clock(hour, minute[0], used + 1 + minute[1], False)
        if self.norm(following) == "point" and (point := self._behind_a_point(following + 1)):
            return Clock(hour, point[0], used + 1 + point[1], False)
        joined = self.norm(following + 1) == "and"
        hours = self.norm(following) in ("hours", "hour")
        if hours and (minute := self.number(following + 1 + joined)) and minute[0] < 60:
            # nine hours thirty, at four hours and fifteen minutes
            behind = following + 1 + joined + minute[1]
            counted = self.norm(behind) in ("minutes", "minute", "mins")
            if not counted or self.norm(at - 1) == "at" or self.half_day(behind + 1)[0] in ("am", "pm"):
                return Clock(hour, minute[0], behind + counted - at, False)
        a_week = self.norm(following + 1) in ("a", "per", "each")
        led = self.norm(at - 1) == "at" or (self.ends(at) and self.half_day(following + 1)[0] in PARTS)
        if self.norm(following) == "hours" and led and not a_week:  # nine hours in the morning
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
        signs = (
            ("", "-", ":", "'", ",") if hour > 12 else ("", "-", ":", "'")
        )  # nobody says "at fifteen" for 15:00
        joined = following < len(self.words) and self.words[following].before.strip() in signs
        joined = joined or self._cut_by_a_comma(following)
        if (tens := self._decimal(following)) is not None:
            return Clock(hour, tens, used + 1, False)
        minute = self.number(following) if joined else None
        if minute is None:
            heard = self._heard_minutes(at, following) if joined else None
            return Clock(hour, heard[0], used + heard[1], False) if heard else None
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

    def _heard_minutes(self, at: int, following: int) -> tuple[int, int] | None:
        """On the ninth "at nine fifteenth": minutes written as a day, where the day has been said."""
        heard = ordinal(self.words, following)
        dated = any(ordinal(self.words, i) or self.norm(i) in WEEKDAY for i in range(max(0, at - 6), at))
        if heard is None or heard[0] not in range(10, 60, 5) or not dated or self.norm(at - 1) != "at":
            return None
        behind = following + heard[1]
        free = self.ends(behind) or self.norm(behind) in ("for", "with", "in", "and", "about", "to")
        return heard if free else None

    def _last_digit(self, first: int, at: int) -> int | None:
        """The third of three spelled digits that stand alone from word `first` on."""
        last = cardinal(self.words, at, longest=1)
        if last is None or last[0] > 9 or self.norm(at).isdigit():
            return None
        alone = self.words[first].opens_clause or self.number(first - 1) is None
        return last[0] if alone and self.number(at + 1) is None else None

    def _decimal(self, at: int) -> int | None:
        """The minutes of a clock written as a decimal: the 3 of 9.3, nine thirty; 6.5, six and a half."""
        decimal = at < len(self.words) and self.words[at].before == "." and self.norm(at - 1).isdigit()
        return {"1": 10, "2": 20, "3": 30, "4": 40, "5": 30}.get(self.norm(at)) if decimal else None

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
        if self.norm(at - 2) in MONTH and self.norm(at - 3) != "of":  # July 7, 11 a.m.
            return False
        figures = self.norm(at).isdigit() and len(self.norm(at)) == 2
        minute = self.number(at)
        apart = self.norm(at - 2) == "at" or "," in self.words[at - 1].before
        spelled = apart and minute is not None and minute[0] in range(15, 60, 5)
        if figures and self.norm(at - 2) == "at" and not self.counted(at + 1):
            return True
        end = at + (minute[1] if minute else 1)
        return (figures or spelled) and (self.ends(end) or self.half_day(end)[0] in ("am", "pm"))

    def _pair(self, first: int, after: int) -> bool:
        """Whether the numbers from word `first` on are an hour and its minutes, and count nothing."""
        ends = after >= len(self.words) or self.number(after) is None
        alone = ends and self.number(first - 1) is None
        return alone and not self.counted(after)
