"""The right ways of saying a card's name: orders, halves of double surnames, accepted spellings."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from simulator.understanding.phonetics import likeness, phrase_sounds
from simulator.understanding.words import word_set, words

PARTICLES = word_set(
    """
    van der den de la las los del da das do dos di du bin ibn al el von zu zur ter ten te le bint abu
    ben st y e o ap af av
    """
)
_DROPPED = word_set(
    """
    mr mrs ms miss dr prof jr sr junior senior ii iii iv phd md mba
    """
)

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A given name or a surname: every way of saying it, the card's own first."""

    ways: tuple[Tokens, ...]

    @property
    def shown(self) -> str:
        return " ".join(self.ways[0])


@dataclass(frozen=True, slots=True)
class Form:
    """One right way of saying the whole name, part by part."""

    parts: tuple[Tokens, ...]

    @property
    def tokens(self) -> Tokens:
        return tuple(t for part in self.parts for t in part)


def parts_of(name: str) -> tuple[Part, ...]:
    """The name's parts in spoken order; "Smith, John" is turned round, titles and suffixes are dropped."""
    if name.count(",") == 1 and not name.rstrip().lower().endswith(("jr", "jr.", "sr", "sr.", "phd", "md")):
        family, given = name.split(",")
        name = f"{given} {family}"
    parts: list[Part] = []
    particles: list[str] = []
    pieces = [p for p in name.replace(",", " ").split() if p.strip(".").lower() not in _DROPPED]
    for at, piece in enumerate(pieces):
        tokens = tuple(w.norm for w in words(piece))
        if not tokens:
            continue
        if (
            len(tokens) == 1
            and tokens[0] in PARTICLES
            and at + 1 < len(pieces)
            and (parts or len(pieces) > 2)
        ):
            particles.append(tokens[0])
            continue
        ways = [(*particles, *tokens)]
        if particles:
            ways.append(tokens)
        if len(tokens) == 2 and tokens[0] in PARTICLES:  # al-Rashid
            ways.append(tokens[1:])
        elif len(tokens) > 1 and parts:  # Smith-Jones may be said as either half
            ways += [(t,) for t in tokens if len(t) > 2]
        parts.append(Part(tuple(dict.fromkeys(ways))))
        particles = []
    if len(parts) > 1:  # initials need not be said
        spelled = [p for p in parts if len(p.ways[0]) > 1 or len(p.ways[0][0]) > 1]
        parts = spelled or parts
    return tuple(parts)


def _alike(one: Tokens, other: Tokens) -> float:
    return max((likeness(a, b) for a in phrase_sounds(one) for b in phrase_sounds(other)), default=0.0)


def with_accepted(
    parts: tuple[Part, ...], accepted: Sequence[str]
) -> tuple[tuple[Part, ...], list[tuple[Part, ...]]]:
    """The parts with the accepted spellings of single parts, and the accepted spellings of the whole name.

    A spelling belongs to what it sounds most like. One that sounds like nothing on the card is the whole
    name where it has several words, else a nickname for the first part.
    """
    changed = list(parts)
    wholes: list[tuple[Part, ...]] = []
    for spelling in accepted:
        tokens = tuple(w.norm for w in words(spelling))
        if not tokens:
            continue
        whole = _alike(tokens, tuple(t for p in parts for t in p.ways[0]))
        near = [max(_alike(tokens, way) for way in p.ways) for p in parts]
        best = max(range(len(parts)), key=near.__getitem__)
        if len(parts) == 1 or whole >= max(near[best], 0.5):
            wholes.append(parts_of(spelling) if len(tokens) >= len(parts) else (Part((tokens,)),))
        elif near[best] >= 0.5 or len(tokens) == 1:
            at = best if near[best] >= 0.5 else 0
            changed[at] = Part((*changed[at].ways, tokens))
        else:
            wholes.append(parts_of(spelling))
    return tuple(changed), wholes


def forms(name: str, accepted: Sequence[str] = ()) -> tuple[tuple[Part, ...], tuple[Form, ...]]:
    """The card's parts, and every right form of the whole name.

    Of three parts and more, two suffice: middle names and second surnames are left out, and the family name
    may stand first.
    """
    parts, wholes = with_accepted(parts_of(name), accepted)
    found: list[Form] = []
    for all_parts in (parts, *wholes):
        n = len(all_parts)
        orders: list[tuple[int, ...]] = [tuple(range(n))]
        if n == 2:
            orders.append((1, 0))
        elif n > 2:
            orders += [
                (n - 1, *range(n - 1)),
                (*range(1, n), 0),
                (0, n - 1),
                (n - 1, 0),
                (0, 1),
                (n - 2, n - 1),
                (1, 0),
            ]
        for order in orders:
            for ways in product(*(all_parts[i].ways for i in order)):
                found.append(Form(tuple(ways)))
    return parts, tuple(dict.fromkeys(found))[:64]
