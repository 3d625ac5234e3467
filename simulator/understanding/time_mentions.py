"""Every time of day that a text mentions, as the minutes after midnight that it can mean.

Numbers are many things. One is a time where its own words make it one ("half past two", "nine thirty"), where
the words around it do ("at two", "two p.m."), or where it stands right behind a date; never where it counts,
numbers or names something ("two weeks", "room 930", "945 Oak Street").
"""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.understanding.date_words import MONTHS
from simulator.understanding.time_parts import NEARLY, Span, part_of_day
from simulator.understanding.time_surroundings import Surroundings
from simulator.understanding.time_words import Clock, meanings
from simulator.understanding.words import word_set

_NUMBERED = word_set(
    """
    room suite extension apartment flat floor route number line bus gate unit building office door desk box
    channel ext apt page code zip pin exit highway interstate age aged chapter level step track platform
    version paid earn earned turned train level id
    """
)
_ENDINGS = (
    *(("on", "the", point) for point in ("dot", "nose", "button", "hour", "clock")),
    ("to", "be", "exact"),
)
_OPENERS = word_set("so well right yes yeah okay ok")
_ROUGHLY = (("or", "so"), ("or", "thereabouts"), ("give", "or"))


@dataclass(frozen=True, slots=True)
class TimeMention:
    """`text[start:end]` can mean any of `minutes` after midnight, or is a part of the day, [low, high); "just
    before three" is both, the minute that it comes up to and the part before."""

    start: int
    end: int
    minutes: frozenset[int] = frozenset()
    part: Span | None = None
    rough: bool = False


class _Reader(Surroundings):
    def __init__(self, text: str, behind_dates: Iterable[int]) -> None:
        super().__init__(text)
        self.behind_dates = frozenset(behind_dates)
        self.last_part = False  # whether that was a part of the day

    def mention_at(self, at: int) -> tuple[TimeMention, int] | None:
        """The mention that begins at word `at`, and the word behind it."""
        if self.norm(at - 1) in _NUMBERED or (self.norm(at - 1) == "is" and self.norm(at - 2) in _NUMBERED):
            return None
        if self.norm(at) in ("before", "after") and (part := part_of_day(self, at)):
            return self.part(at, part)
        read = self._for_four(at) or self.clock(at)
        led = self.led(at)
        if read is not None:
            return self.time_at(at, read, led)
        found = part_of_day(self, at)
        return self.part(at, found) if found else None

    def _for_four(self, at: int) -> Clock | None:
        """The ninth "for 15", it was "for 20" on the twelfth, as recognisers write "four fifteen"."""
        minute = self.number(at + 1) if self.norm(at) == "for" else None
        if minute is None or minute[0] not in range(15, 60, 5):
            return None
        dated = self.words[at + 1].start in self.behind_dates and self.stands_alone(at + 2)
        if dated or (self.stated(at) and self.on_a_day(at + 2)):
            return Clock(4, minute[0], 1 + minute[1], True)
        return None

    def part(self, at: int, found: tuple[Span, int]) -> tuple[TimeMention, int]:
        """The part of the day `found` at word `at`."""
        span, used = found
        end = at + used
        nearly = {span[1]} if self.norm(at) in NEARLY else ()
        return TimeMention(self.words[at].start, self.words[end - 1].end, frozenset(nearly), span), end

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
        half_alone = half not in ("", "am", "pm", "m", "mm") and more == 1 and not read.minute
        if half_alone and not led and not sure:
            return None
        follows = self.words[at].start in self.behind_dates or (self.last_part and at == self.last)
        spoken = bool(read.minute) and (
            self.stands_alone(end) or (self.in_figures(at) and self.one_thing(end))
        )
        behind = (follows and (self.ends(end) or spoken)) or (
            self.stated(at) and (self.ends(end) or self.on_a_day(end) or self.norm(end) in MONTHS)
        )
        heard_at = self.norm(at - 1) == "that" and self.words[at - 1].start in self.behind_dates
        behind = behind or (heard_at and self.stands_alone(end))  # on the tenth that ten, for
        behind = behind or (self.in_figures(at) and self.before_a_day(end))  # I mean 230 on Thursday
        opens = not at or self.ends(at) or (self.norm(at - 1) in _OPENERS and (at == 1 or self.ends(at - 1)))
        follows_number = self.number(at - 1) is not None
        other = follows_number or (_NUMBERED | {"reference", "ref", "phone"}) & set(self.norms(at - 4, 4))
        behind = behind or (opens and self.ends(end) and self.in_figures(at) and not other)
        dated_behind = self.on_a_day(end) or (bool(read.minute) and self.norm(end) in MONTHS)
        behind = behind or (opens and (self.norms(end, 2) == ("it", "was") or dated_behind))
        named = len(self.norm(at)) > 2 and self.norm(end) in ("interview", "appointment", "slot", "meeting")
        named = named or (
            self.norm(at - 1) in ("the", "your") and self.norm(end) == "one" and self.ends(end + 1)
        )
        behind = behind or (named and bool(read.minute or self.norm(at).isdigit()))  # a 1240 interview
        if not (sure or half or led or behind) or (
            self.counted(end) and not (sure and self.norm(end) == "of")
        ):
            return None
        dated = self.in_figures(at) and follows  # the 21st of August 445 Tax Advisor
        if not half and (self.address(end) or (not sure and not dated and self.counts_or_names(end))):
            return None
        loosely = self.norm(at - 1) in (
            "about",
            "around",
            "near",
            "nearly",
            "almost",
            "to",
            "for",
            "think",
            "believe",
        )
        if loosely and not (sure or half or self.stands_alone(end)):
            return None
        return self.made(at, end, read, half, rough=self.roughly(at))

    def made(self, at: int, end: int, read: Clock, half: str, rough: bool) -> tuple[TimeMention, int] | None:
        minutes = meanings(read.hour, read.minute, half)
        if self.norm(at + read.used) == "ish" and (late := self.half_day(end))[1]:
            end, minutes = end + late[1], meanings(read.hour, read.minute, late[0])
        return TimeMention(self.words[at].start, self.words[end - 1].end, minutes, rough=rough), end


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
