"""Whether the card's name or position fits the sound, where the recogniser wrote something else.

A recogniser that weighs (`protocols.Weigher`) says how likely its text is, and how likely the same text with
the card's name in it. The card's name is never looked for in the sound alone: it is held against what was
written freely, so silence and other names win against it. Of a name that the recogniser does not know, what
it writes when voices say the name (its heard forms) counts as well as the name itself.

Of a third of names-dev-5 and of wrong-dev-5, said by two voices far from those of the heard forms, 46 of 51
right names are credited where it is quiet and 40 at 10 dB of noise, and 11 of 52 similar wrong ones in both,
which were written to be as near as can be.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from simulator.scenario.candidate import Candidate
from simulator.scoring.words import CallerTurn
from simulator.understanding.name_slots import (
    firm,
    lost,
    other_name,
    slots,
    spellings,
    unexpected_slots,
)
from simulator.understanding.positions import wordings
from simulator.understanding.reading import Reading
from simulator.understanding.slots import Slot, anywhere, around, likest
from simulator.understanding.words import words

UNLIKELY = -0.7
"""Nats a letter by which the best spelling of the card's name is less likely than what was written, from
which on it is a doubt. Of 206 right names of intros-dev-5 none is doubted, at -0.65 two; of 52 similar wrong
ones of wrong-dev-5 11 are credited, at -0.65 10, at -1.0 14."""
UNLIKELY_FIRM = -0.3
"""The same of a name that this recogniser writes right whenever it is said."""
LIKELY = -0.5
"""From which it is the name, where nothing speaks against it, or the position. Of intros-dev-3 at 10 dB, in
unknown voices, 134 of 139 positions are credited instead of 116, and no more wrong ones; of the near-miss
titles of titles-dev-5 none lies above -0.8."""
LIKELY_AGAINST = -0.2
"""The same where what was written is another name that is known, or where a word is not there that this
recogniser writes right whenever it is said."""
SLOTS, SLOTS_AGAIN = 3, 2
"""Places that are weighed in each utterance, and when it is heard again; the likest first."""

Places = Callable[[str, tuple[int, int] | None], Sequence[Slot]]
"""The slots of an utterance's text, and where something was read in it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The slot in which a text fits best. gain: nats a letter against what was written there.

    offset: of the slot's text in the turn's.
    """

    gain: float
    slot: Slot
    offset: int

    def credited(self, turn: CallerTurn, what: str) -> Reading:
        start, end = self.offset + self.slot.start, self.offset + self.slot.end
        why = f"The recogniser wrote {self.slot.heard}; the card's {what} fits the sound as well."
        return Reading.at("given", turn.text, start, end, self.slot.heard, why)


def settled_name(reading: Reading, turn: CallerTurn, card: Candidate, again: bool = False) -> Reading:
    """The reading of the name in `turn` with what the sound says of it. again: the turn was heard again."""
    if reading.heard.casefold().strip(" .,") == card.name.casefold():
        return reading

    def expected(text: str, taken: tuple[int, int] | None) -> Sequence[Slot]:
        return slots(text, card.name, card.say_name, taken)

    def unexpected(text: str, _: tuple[int, int] | None) -> Sequence[Slot]:
        return unexpected_slots(text, card.name, card.say_name)

    names = spellings(card.name, card.say_name, card.heard_name)
    if reading.result == "given":
        fit = _best(reading, turn, card.name, names, expected, again)
        if fit is None or fit.gain > (UNLIKELY_FIRM if firm(card.name, card.heard_name) else UNLIKELY):
            return reading
        why = f"heard as {reading.heard}, but {card.name} does not fit the sound as well"
        return replace(reading, result="doubtful", why=why)
    for places in (expected, unexpected):
        fit = _best(reading, turn, card.name, names, places, again)
        if fit is not None and fit.gain >= _bar(fit.slot, card):
            return fit.credited(turn, "name")
    return reading


def _bar(slot: Slot, card: Candidate) -> float:
    """Nats a letter from which the card's name is credited for what was written in `slot`."""
    against = other_name(slot, card.name) or lost(slot, card.name, card.heard_name)
    return LIKELY_AGAINST if against else LIKELY


def settled_position(reading: Reading, turn: CallerTurn, card: Candidate, again: bool = False) -> Reading:
    """The same of the position, where it was read and wherever its words may stand."""
    if reading.result == "given":
        return reading
    written = wordings(card.position)

    def places(text: str, taken: tuple[int, int] | None) -> Sequence[Slot]:
        said, titles = words(text), [tuple(word.norm for word in words(title)) for title in written]
        longest = len(titles[0])
        spans = dict.fromkeys(around(said, *taken) if taken else ())
        spans |= dict.fromkeys(anywhere(said, max(1, longest - 1), longest + 1))
        return likest(text, said, spans, titles, taken)

    fit = _best(reading, turn, card.position, written, places, again)
    return reading if fit is None or fit.gain < LIKELY else fit.credited(turn, "position")


def _best(
    reading: Reading,
    turn: CallerTurn,
    said: str,
    written: Sequence[str],
    places: Places,
    again: bool,
) -> Fit | None:
    """Where what was to be `said` fits best in one of its spellings, in the places of each utterance.

    None where the recogniser does not weigh, or there is no place for it.
    """
    found: list[Fit] = []
    offset, letters = 0, max(1, sum(char.isalpha() for char in said))
    for utterance in turn.utterances:
        taken = (reading.start - offset, reading.end - offset) if reading.heard else None
        here = places(utterance.text, taken)[: SLOTS_AGAIN if again else SLOTS]
        texts = [text for slot in here for text in (slot.opening, *map(slot.holding, written))]
        weighed = (utterance.sound(texts) if utterance.sound is not None and texts else None) or ()
        each = len(written) + 1
        for slot, first in zip(here, range(0, len(weighed), each), strict=False):
            theirs, *ours = weighed[first : first + each]
            found.append(Fit((max(ours) - theirs) / letters, slot, offset))
        offset += len(utterance.text) + 1
    return max(found, key=lambda fit: fit.gain, default=None)
