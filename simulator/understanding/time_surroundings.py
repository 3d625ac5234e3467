"""What stands around a number that may be a time: what announces one, and what makes something else of it."""

import itertools

from simulator.understanding.date_words import MONTHS, WEEKDAYS
from simulator.understanding.numerals import ordinal
from simulator.understanding.time_clock import Clocks
from simulator.understanding.time_words import LEADS
from simulator.understanding.words import word_set

_ITS = (("was", "the"), ("was", "your"), ("had", "a"), ("had", "the"), ("had", "my"), ("gave", "me"))
_SET = word_set(
    """
    was set scheduled booked appointment interview down arranged it in planned fixed slated due asked invited
    wanted expected
    """
)
_POINTS = (
    ("time", "was"), ("it", "said"), ("close", "to"),
    ("stroke", "of"), ("dot", "of"), ("bang", "on"), ("dead", "on"), ("spot", "on"),
)  # fmt: skip
_PLACES = word_set("street avenue road drive lane boulevard court square main st ave rd blvd broadway way")
_MOVED = word_set("moved changed pushed shifted switched bumped rescheduled postponed brought")
_ROUGH = word_set("around about roughly approximately near nearly almost close")
_EXACT = word_set("just sharp exactly precisely right promptly already only")
_AFTER = word_set("shortly just little bit right soon slightly past gone")
_INSTEAD = word_set(
    """
    no not sorry i im mean meant actually rather wait make that it or excuse me at its oops to but was well
    """
)
_FOLLOWERS = word_set(
    """
    on in and with for i we last this yesterday my that is the when at but so to from until till it was as if
    because you it's or not about im ive id he she they today wednesday exactly sharp by then where who which
    after before your our please thanks thank just hello hi there here went started began if
    """
)


class Surroundings(Clocks):
    """The clocks of a text, and what the words around each say of it."""

    last = -1  # the word behind the last mention

    def led(self, at: int) -> bool:
        """Whether the words before `at` announce a time."""
        lead, before = self.norm(at - 1), self.norm(at - 2)
        between = self.words[self.last : at] if 0 <= self.last < at < self.last + 5 else ()
        if between and all(w.norm in _INSTEAD for w in between):
            return True
        if lead in LEADS or (lead in _EXACT and before in LEADS):
            return True
        if (before, lead) in _POINTS:
            return True
        if (before, lead) in _ITS or lead == "time":  # I was the 415, the time 815
            return self.in_figures(at)
        if lead == "hour":
            return self.number(at - 2) is None and before not in ("an", "half", "the")
        if lead in ("think", "believe"):
            return before in ("i", "we")
        if lead == "for":
            return before in _SET
        if lead == "from":
            return self.spans(at)
        if lead == "to" and _MOVED & set(self.norms(at - 4, 3)):  # it got pushed to 9.30
            return True
        return lead in ("after", "past", "gone") and before in _AFTER

    def in_figures(self, at: int) -> bool:
        """Whether an hour and its minutes are written in figures at `at`: 415, 1145, 4.15, 4-15."""
        token = self.norm(at)
        figures = token.replace(".", "").replace("-", "").replace(":", "")
        return figures.isdigit() and len(figures) in (3, 4) and figures[-2:] != "00"

    def stated(self, at: int) -> bool:
        """Whether the words before `at` are "it was", "the interview was" or the like."""
        subjects = ("it", "that", "interview", "appointment", "slot", "mine", "time")
        return self.norm(at - 1) in ("was", "being") and self.norm(at - 2) in subjects

    def spans(self, at: int) -> bool:
        """Whether the clock at `at` begins a stretch: from two until three, from 2 pm to 3 pm."""
        read = self.clock(at)
        if read is None or (len(self.norm(at)) == 4 and self.norm(at).isdigit()):  # from 2015 to 2020
            return False
        here = at + read.used + self.half_day(at + read.used)[1]
        ends = self.clock(here + 1) if self.norm(here) in ("to", "until", "till", "til", "through") else None
        return ends is not None and not self.counted(here + 1 + ends.used)

    def roughly(self, at: int) -> bool:
        """Around two, just after two, a little past two."""
        lead, before = self.norm(at - 1), self.norm(at - 2)
        return bool({lead, before} & _ROUGH) or (lead in ("after", "past", "gone") and before in _AFTER)

    def counts_or_names(self, at: int) -> bool:
        """The word at `at` makes a name or an address of the number before it: Two Rivers, 12 Main Street."""
        if at >= len(self.words) or self.words[at].before.strip() or not self.words[at].capital:
            return False
        return self.norm(at) not in (*WEEKDAYS, *MONTHS, "i", "im", "id", "ive")

    def address(self, at: int) -> bool:
        """Whether a street stands behind the number before `at`: 945 oak street."""
        clause = itertools.takewhile(lambda i: not self.ends(i), range(at, at + 3))
        return any(self.norm(i) in _PLACES for i in clause)

    def stands_alone(self, at: int) -> bool:
        """Nothing at `at` that the number before it could count."""
        if at >= len(self.words) or self.words[at].opens_clause:
            return True
        return self.norm(at) in _FOLLOWERS or self.norm(at) in WEEKDAYS or self.norm(at) in MONTHS

    def one_thing(self, at: int) -> bool:
        """Whether the word at `at` is in the singular, so that no number before it counts it."""
        return not self.norm(at).endswith("s")

    def before_a_day(self, at: int) -> bool:
        """Whether a day stands at `at`, with or without what leads to it: 4.30 *last Saturday*."""
        led = self.norm(at) in ("last", "this")
        return self.on_a_day(at) or self.norm(at + led) in (*WEEKDAYS, "yesterday")

    def on_a_day(self, at: int) -> bool:
        """Whether a day stands at `at`: five *on the fifth*, two *on Tuesday*."""
        if self.norm(at) != "on":
            return False
        the = self.norm(at + 1) == "the"
        if self.norm(at + 1 + the) in (*WEEKDAYS, *MONTHS) or self.norm(at + 2) in MONTHS:
            return True
        return the and ordinal(self.words, at + 2) is not None
