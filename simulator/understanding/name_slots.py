"""Where in a recogniser's text the caller's name may stand, and what may be written for it.

A recogniser may have written something else for a name that it does not know. Must not know: what is made of
the likelihoods.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from simulator.understanding.by_ear import by_ear, firm_words
from simulator.understanding.name_forms import forms, parts_of
from simulator.understanding.name_places import (
    Place,
    bare_places,
    places,
    somebody_elses,
    unmarked_places,
)
from simulator.understanding.phonetics import KNOWN, rank, same_said
from simulator.understanding.slots import Slot, anywhere, around, likest, runs_on
from simulator.understanding.words import Word, spelled_out, words

APART = 4
"""Words more than it has that may be written for a name: "far it have been to Yousaf" for Faridah Yusof."""
SPELLINGS = 5
"""Spellings of a name that are tried."""


def slots(
    text: str, name: str, accepted: Sequence[str] = (), found: tuple[int, int] | None = None
) -> tuple[Slot, ...]:
    """At most `MOST`; `found` are the characters that were taken for the name, if any."""
    said = spelled_out(words(text), text, 3)
    _, wanted = forms(name, accepted)
    longest = max((len(form.tokens) for form in wanted), default=0) + APART
    spans = dict.fromkeys(
        span
        for place in (*places(said), *bare_places(said), *unmarked_places(said))
        for span in _spans(said, place, longest)
    )
    if found is not None:
        spans |= dict.fromkeys(around(said, *found))
    return likest(text, said, spans, [form.tokens for form in wanted[:4]], found)


def unexpected_slots(text: str, name: str, accepted: Sequence[str] = ()) -> tuple[Slot, ...]:
    """At most `MOST` where nothing says that a name may stand, unless somebody else's."""
    said = spelled_out(words(text), text, 3)
    wanted = [form.tokens for form in forms(name, accepted)[1]]
    if not wanted:
        return ()
    sizes = [len(tokens) for tokens in wanted]
    runs = anywhere(said, max(1, min(sizes) - 1), max(sizes) + APART)
    return likest(text, said, (run for run in runs if not somebody_elses(said, run[0])), wanted[:4], None)


def spellings(name: str, accepted: Sequence[str] = (), heard_forms: Sequence[str] = ()) -> tuple[str, ...]:
    """What may be written for the name: as on the card, family name first, as accepted, its heard forms."""
    said = " ".join(part.shown.title() for part in parts_of(name))  # without initials and titles
    own = [
        name,
        *([said] if len(said.split()) < len(name.split()) else []),
        *(spelling for spelling in accepted if " " in spelling or " " not in name),
    ]
    if len(parts_of(name)) == 2 and len(name.split()) == 2:
        own.append(" ".join(reversed(name.replace(",", "").split())))
    forms_ = tuple(heard_forms)
    heard = sorted(
        (form for form in dict.fromkeys(forms_) if by_ear(_norms(form), forms_, name) == "given"),
        key=lambda form: -forms_.count(form),
    )
    return tuple(dict.fromkeys(_plain(spelling) for spelling in (*own, *heard)))[:SPELLINGS]


def _spans(said: tuple[Word, ...], place: Place, longest: int) -> Iterator[tuple[int, int]]:
    """Of one to `longest` words at `place`, whatever words: "in airs to Almita" may be Inês de Almeida."""
    for size in range(1, longest + 1):
        first = place.first - size if place.closes else place.first
        after = first + size
        if first < 0 or after > len(said):
            return
        if not runs_on(said, first, after):
            return
        yield first, after


def _norms(text: str) -> tuple[str, ...]:
    return tuple(word.norm for word in words(text))


def _plain(text: str) -> str:
    """Without diacritics, which a recogniser of English hardly ever writes."""
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in folded if not unicodedata.combining(c))


_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"}
)


def other_name(slot: Slot, name: str) -> bool:
    """Whether a name stands in `slot` that a recogniser knows, and that is not on the card.

    What it wrote small is no name to it: "All the way soon" names no Soon.
    """
    card = _norms(name)
    small = slot.text.islower()
    return any(
        (word.capital or small)
        and (rank(word.norm) or KNOWN + 1) <= KNOWN
        and not any(same_said(word.norm, own) for own in card)
        for word in slot.said
    )


def lost(slot: Slot, name: str, heard_forms: Sequence[str]) -> bool:
    """Whether a word of the name is not in `slot` that this recogniser writes right whenever it is said."""
    return any(
        not any(same_said(word, heard.norm) for heard in slot.said) for word in _firm(name, heard_forms)
    )


def firm(name: str, heard_forms: Sequence[str]) -> bool:
    """Whether the recogniser writes the whole name right whenever it is said."""
    return _firm(name, heard_forms) == set(_norms(name))


def _firm(name: str, heard_forms: Sequence[str]) -> frozenset[str]:
    return firm_words(tuple(heard_forms), name)
