"""Every time of day that a text mentions, as the minutes after midnight that it can mean.

Numbers are many things. One is a time where its own words make it one ("half past two", "nine thirty"), where
the words around it do ("at two", "two p.m."), or where it stands right behind a date; never where it counts,
numbers or names something ("two weeks", "room 930", "945 Oak Street").
"""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.understanding.date_words import MONTHS, WEEKDAYS
from simulator.understanding.time_clock import Clocks
from simulator.understanding.time_parts import Span, part_of_day
from simulator.understanding.time_words import LEADS, Clock, meanings
from simulator.understanding.words import word_set

_SET = word_set("was set scheduled booked appointment interview down arranged it in planned fixed slated due")
_NUMBERED = word_set(
    """
    room suite extension apartment flat floor route number line bus gate unit building office door desk box
    channel ext apt page code zip pin exit highway interstate age aged chapter level step track platform
    version paid earn earned turned train level id
    """
)
_PLACES = word_set("street avenue road drive lane boulevard court square main st ave rd blvd broadway way")
_ROUGH = word_set("around about roughly approximately near")
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
_ENDINGS = (
    *(("on", "the", point) for point in ("dot", "nose", "button", "hour", "clock")),
    ("to", "be", "exact"),
)
_ROUGHLY = (("or", "so"), ("or", "thereabouts"), ("give", "or"))


@dataclass(frozen=True, slots=True)
class TimeMention:
    """`text[start:end]` can mean any of `minutes` after midnight, or is a part of the day, [low, high)."""

    start: int
    end: int
    minutes: frozenset[int] = frozenset()
    part: Span | None = None
    rough: bool = False


class _Reader(Clocks):
    def __init__(self, text: str, behind_dates: Iterable[int]) -> None:
        super().__init__(text)
        self.behind_dates = frozenset(behind_dates)
        self.last = -1  # the word behind the last mention
        self.last_part = False  # whether that was a part of the day

    def mention_at(self, at: int) -> tuple[TimeMention, int] | None:
        """The mention that begins at word `at`, and the word behind it."""
        if self.norm(at - 1) in _NUMBERED or (self.norm(at - 1) == "is" and self.norm(at - 2) in _NUMBERED):
            return None
        if self.norm(at) in ("before", "after") and (part := part_of_day(self, at)):
            return self.part(at, part)
        read = self.clock(at)
        led = self.led(at)
        if read is not None:
            return self.time_at(at, read, led)
        found = part_of_day(self, at)
        return self.part(at, found) if found else None

    def part(self, at: int, found: tuple[Span, int]) -> tuple[TimeMention, int]:
        """The part of the day `found` at word `at`."""
        span, used = found
        end = at + used
        return TimeMention(self.words[at].start, self.words[end - 1].end, part=span), end

    def time_at(self, at: int, read: Clock, led: bool) -> tuple[TimeMention, int] | None:
        """The clock at word `at`, if the words around it make it a time of day."""
        used, sure = read.used, read.sure
        half, more = self.half_day(at + used)
        if self.norm(at + used) == "ish" or self.norms(at + used, 2) in _ROUGHLY:
            return self.made(
                at, at + used + (1 if self.norm(at + used) == "ish" else 2), read, half, rough=True
            )
        exact = next((len(e) for e in _ENDINGS if self.norms(at + used, len(e)) == e), 0)
        used, sure = used + exact, sure or bool(exact)
        if not more and self.norm(at + used) in ("sharp", "exactly", "precisely", "promptly"):
            half, more = self.half_day(at + used + 1)
            sure = sure or self.norm(at + used) == "sharp"
        end = at + used + more
        half_alone = half not in ("", "am", "pm", "m") and more == 1 and not read.minute
        if half_alone and not led and not sure:
            return None
        follows = self.words[at].start in self.behind_dates or (self.last_part and at == self.last)
        spoken = bool(read.minute) and self.stands_alone(end)
        behind = (follows and (self.ends(end) or spoken)) or (self.stated(at) and self.ends(end))
        if not (sure or half or led or behind) or (
            self.counted(end) and not (sure and self.norm(end) == "of")
        ):
            return None
        if not half and (self.address(end) or (not sure and self.counts_or_names(end))):
            return None
        loosely = self.norm(at - 1) in ("about", "around", "near", "for", "think", "believe")
        if loosely and not (sure or half or self.stands_alone(end)):
            return None
        return self.made(at, end, read, half, rough=self.roughly(at))

    def made(self, at: int, end: int, read: Clock, half: str, rough: bool) -> tuple[TimeMention, int] | None:
        minutes = meanings(read.hour, read.minute, half)
        if self.norm(at + read.used) == "ish" and (late := self.half_day(end))[1]:
            end, minutes = end + late[1], meanings(read.hour, read.minute, late[0])
        return TimeMention(self.words[at].start, self.words[end - 1].end, minutes, rough=rough), end

    def led(self, at: int) -> bool:
        """Whether the words before `at` announce a time."""
        lead, before = self.norm(at - 1), self.norm(at - 2)
        between = self.words[self.last : at] if 0 <= self.last < at < self.last + 5 else ()
        if between and all(w.norm in _INSTEAD for w in between):
            return True
        if lead in LEADS or (lead in _EXACT and before in LEADS) or self.norms(at - 2, 2) == ("time", "was"):
            return True
        if lead == "hour":
            return self.number(at - 2) is None and before not in ("an", "half", "the")
        if lead in ("think", "believe"):
            return before in ("i", "we")
        if lead == "for":
            return before in _SET
        if lead == "from":
            return self.spans(at)
        return lead in ("after", "past", "gone") and before in _AFTER

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
        return bool(set(self.norms(at, 3)) & _PLACES)

    def stands_alone(self, at: int) -> bool:
        """Nothing at `at` that the number before it could count."""
        if at >= len(self.words) or self.words[at].opens_clause:
            return True
        return self.norm(at) in _FOLLOWERS or self.norm(at) in WEEKDAYS or self.norm(at) in MONTHS


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
            reader.last_part = read[0].part is not None
    return tuple(found)
