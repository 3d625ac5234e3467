"""Whether the card's name fits the sound, where the recogniser wrote another or only something like it.

A recogniser that weighs (`protocols.Weigher`) says how likely its text is, and how likely the same text with
the card's name in it. The card's name is never looked for in the sound alone: it is held against what was
written freely, so silence and other names win against it. Of a name that the recogniser does not know, what
it writes when voices say the name (its heard forms) counts as well as the name itself.

Of a third of names-dev-5 and of wrong-dev-5, said by two voices far from those of the heard forms, 46 of 51
right names are credited where it is quiet and 40 at 10 dB of noise, and 10 and 11 of 52 similar wrong ones,
which were written to be as near as can be.
"""

from dataclasses import dataclass, replace

from simulator.scenario.candidate import Candidate
from simulator.scoring.words import CallerTurn
from simulator.understanding.name_slots import Slot, firm, lost, other_name, slots, spellings
from simulator.understanding.reading import Reading

UNLIKELY = -0.65
"""Nats a letter by which the best spelling of the card's name is less likely than what was written, from
which on it is a doubt. Of 51 right names in unknown voices one more is doubted than at -1.0, of 52 similar
wrong ones five more; in noise none and four."""
UNLIKELY_FIRM = -0.3
"""The same of a name that this recogniser writes right whenever it is said."""
LIKELY = -0.5
"""From which it is the name, where nothing speaks against it."""
LIKELY_AGAINST = -0.2
"""The same where what was written is another name that is known, or where a word is not there that this
recogniser writes right whenever it is said."""
SLOTS, SLOTS_AGAIN = 3, 2
"""Places for a name that are weighed in each utterance, and when it is heard again; the likest first."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The slot and the spelling that fit best. gain: nats against what was written in the slot.

    offset: of the slot's text in the turn's.
    """

    gain: float
    slot: Slot
    offset: int


def best_fit(turn: CallerTurn, card: Candidate, reading: Reading, most: int = SLOTS) -> Fit | None:
    """Of the `most` likest slots of each utterance.

    None where the recogniser does not weigh, or there is no place for a name.
    """
    found: list[Fit] = []
    offset = 0
    names = spellings(card.name, card.say_name, card.heard_name)
    for utterance in turn.utterances:
        taken = (reading.start - offset, reading.end - offset) if reading.heard else None
        places = slots(utterance.text, card.name, card.say_name, taken)[:most]
        texts = [
            text for slot in places for text in (slot.opening, *(slot.with_name(name) for name in names))
        ]
        weighed = (utterance.sound(texts) if utterance.sound is not None and texts else None) or ()
        each = len(names) + 1
        for slot, first in zip(places, range(0, len(weighed), each), strict=False):
            written, *ours = weighed[first : first + each]
            found.append(Fit(max(ours) - written, slot, offset))
        offset += len(utterance.text) + 1
    return max(found, key=lambda fit: fit.gain, default=None)


def settled(reading: Reading, turn: CallerTurn, card: Candidate, again: bool = False) -> Reading:
    """The reading of the name in `turn` with what the sound says of it. again: the turn was heard again."""
    if reading.heard.casefold().strip(" .,") == card.name.casefold():
        return reading
    fit = best_fit(turn, card, reading, SLOTS_AGAIN if again else SLOTS)
    if fit is None:
        return reading
    gain = fit.gain / sum(char.isalpha() for char in card.name)
    if reading.result == "given":
        if gain > (UNLIKELY_FIRM if firm(card.name, card.heard_name) else UNLIKELY):
            return reading
        why = f"heard as {reading.heard}, but {card.name} does not fit the sound as well"
        return replace(reading, result="doubtful", why=why)
    against = other_name(fit.slot, card.name) or lost(fit.slot, card.name, card.heard_name)
    if gain < (LIKELY_AGAINST if against else LIKELY):
        return reading
    start, end = fit.offset + fit.slot.start, fit.offset + fit.slot.end
    why = f"The recogniser wrote {fit.slot.heard}; the card's name fits the sound as well."
    return Reading.at("given", turn.text, start, end, fit.slot.heard, why)
