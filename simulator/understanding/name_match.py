"""How like a stretch of recognised words is to a card's name, and whether they are another name instead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from simulator.understanding.name_forms import PARTICLES, Form, Tokens
from simulator.understanding.phonetics import (
    KNOWN,
    VOWELS,
    costs,
    dictionary_sounds,
    likeness,
    phrase_sounds,
    rank,
    same_said,
    sounds,
    weight,
)
from simulator.understanding.words import Word

INTRODUCED_BARS = ((0.78, 0.67), (0.86, 0.58))
"""Likeness of the whole name, and of its weakest part, after words that introduce a name; any pair does."""
LENIENT_BARS = ((0.70, 0.50), *INTRODUCED_BARS)
"""The same where it wrote common words, or a name that no list has, for a part that it does not know."""
PLAIN_BARS = ((0.86, 0.75),)
"""The same anywhere else."""
PART_BARS = ((0.75, 0.7),)
"""The same for one part alone."""
KNOWN_BAR = 0.84
"""Likeness of a part for which the recogniser wrote another name that it knows well."""
FIRM_BAR = 0.9
"""Likeness of a part that the recogniser is known to write right."""
SPELLED_BAR = 0.84
"""Likeness of a word that no list has to the word of the card that it may be a spelling of."""
SAME_LETTERS = 92
"""Percent of the letters of such a word, from which it may be one whatever it sounds like."""
KNOWN_SPELLED_BAR = 0.92
"""The same of a name that is known."""
WELL_KNOWN = 700
"""Rank up to which a recogniser is trusted to know an English name."""

Bars = tuple[tuple[float, float], ...]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """What `form` and the words from `first` to before `after` have in common, 0 to 1.

    known_other: one of the words is a name that is known, and not the card's in its place.
    """

    first: int
    after: int
    whole: float
    weakest: float
    form: Form
    known_other: bool

    def passes(self, bars: Bars) -> bool:
        return not self.known_other and any(
            self.whole >= whole and self.weakest >= weakest for whole, weakest in bars
        )


def best(
    said: tuple[Word, ...], spans: Sequence[Span], wanted: Sequence[Form], firm: frozenset[str] = frozenset()
) -> Match | None:
    """The best match of any form with any span; only the ten roughly nearest pairs are compared in full.

    `firm`: words of the card that the recogniser is known to write right.
    """
    pairs = [(_rough(form, letters(said, *span)), span, form) for span in spans for form in wanted]
    pairs.sort(key=lambda p: -p[0])
    found = [_match(said, *span, form, firm) for score, span, form in pairs[:10] if score >= 45]
    return max(found, key=lambda m: (not m.known_other, min(m.whole, m.weakest + 0.15)), default=None)


def letters(said: tuple[Word, ...], first: int, after: int) -> Tokens:
    return tuple(w.norm for w in said[first:after])


def broken(said: tuple[Word, ...], match: Match) -> bool:
    """Whether the recogniser wrote common words for a part of the name."""
    window = said[match.first : match.after]
    return any(not w.capital and len(w.norm) > 1 and w.norm not in PARTICLES for w in window)


def unheard_of(said: tuple[Word, ...], match: Match, firm: frozenset[str]) -> bool:
    """Whether it wrote names that no list has, for parts that it neither knows nor writes right."""
    heard = {w.norm for w in said[match.first : match.after]}
    new = heard - set(match.form.tokens)
    lost = {t for t in match.form.tokens if t not in heard and t not in PARTICLES}
    return bool(new) and not any(map(rank, new)) and not lost & firm and not any(map(rank, lost))


def _match(said: tuple[Word, ...], first: int, after: int, form: Form, firm: frozenset[str]) -> Match:
    heard = letters(said, first, after)
    whole, weakest = _compare(form, heard)
    return Match(first, after, whole, weakest, form, _known_other(form, heard, weakest, firm))


def _rough(form: Form, heard: Tokens) -> float:
    return max(fuzz.ratio(a, b) for a in phrase_sounds(form.tokens) for b in phrase_sounds(heard))


def _compare(form: Form, heard: Tokens) -> tuple[float, float]:
    """Likeness of the whole and of the weakest part, over the likeliest ways of saying both."""
    ways = [tuple(phrase_sounds(part)) for part in form.parts]
    windows = phrase_sounds(heard)
    best = (0.0, 0.0)
    candidates = [(w, h) for w in _rows(ways) for h in windows]
    candidates.sort(key=lambda c: -fuzz.ratio("".join(c[0]), c[1]))
    for way, window in candidates[:10]:
        spent = costs("".join(way), window)
        at, parts = 0, []
        for part in way:
            cost = sum(spent[at : at + len(part)])
            if part[0] not in VOWELS and spent[at] >= 0.5:  # Gurpreet, Harpreet: so does the first
                cost += 0.4
            at += len(part)
            if (
                part[-1] in VOWELS and spent[at - 1] > 0.3
            ):  # Giovanni, Giovanna: the last vowel tells names apart
                cost += 1.5 * spent[at - 1]
            parts.append(max(0.0, 1 - cost / max(weight(part), 1.5)))
        whole = max(0.0, 1 - sum(spent) / max(weight("".join(way)), weight(window)))
        if len(parts) > 2:  # what stands in the middle may be left out, so it may be half understood
            parts[1:-1] = [part + 0.6 for part in parts[1:-1]]
        best = max(best, (whole, min(parts)), key=lambda b: (min(b[0], b[1] + 0.15), b))
    return best


def _rows(ways: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    if not ways:
        yield ()
        return
    for head in ways[0][:5]:
        for tail in _rows(ways[1:]):
            yield (head, *tail)


def _pair(ours: str, theirs: str) -> bool:
    """A man's and a woman's form of one name: Giovanni and Giovanna, Paul and Paula, Simon and Simone."""
    if min(len(ours), len(theirs)) < 4 or ours == theirs:
        return False
    short, long = sorted((ours, theirs), key=len)
    if long in (short + "e", short + "le", short + "ne", short + "te") and rank(short) and rank(long):
        return not same_said(ours, theirs)
    if ours[:-1] == theirs[:-1]:
        return "a" in (ours[-1], theirs[-1]) and {ours[-1], theirs[-1]} <= set("aoi")
    return theirs == ours + "a" or ours == theirs + "a"


def _one_more_vowel(ours: str, theirs: str) -> bool:
    """Erik and Erica: one is the other with an "a" behind it, however they are spelled."""
    if min(len(ours), len(theirs)) < 4 or ours[-1] == theirs[-1]:
        return False
    short, long = sorted((ours, theirs), key=len)
    return long[-1] == "a" and same_said(long[:-1].replace("c", "k"), short.replace("c", "k"))


def _same_bones(ours: str, theirs: str) -> bool:
    """Spellings of one name: the same consonants (s and z alike) between much the same letters."""
    bones = [re.sub(f"[{VOWELS}HWY]", "", sounds(t)[0]).replace("Z", "S") for t in (ours, theirs)]
    return bones[0] == bones[1] and fuzz.ratio(ours, theirs) >= 75


def _other_name(ours: str, theirs: str, weakest: float, firm: bool) -> bool:
    """The recogniser knows the name that it wrote, or the one on the card, and they are two names."""
    if _pair(ours, theirs) or _one_more_vowel(ours, theirs):
        return True
    if firm and dictionary_sounds(ours) and dictionary_sounds(theirs) and not same_said(ours, theirs):
        return True
    if firm and not same_said(ours, theirs) and not _same_bones(ours, theirs):
        return _alone(ours, theirs) < FIRM_BAR
    rank_ours, rank_theirs = rank(ours), rank(theirs)
    if rank_theirs is None or same_said(ours, theirs):
        return False
    alike = set(sounds(ours)[:3]) & set(sounds(theirs)[:3]) or _same_bones(ours, theirs)
    if alike and max(rank_ours or WELL_KNOWN, rank_theirs) >= 500:  # both are common else: Daniel, Danielle
        return False
    if rank_ours is not None and rank_ours <= WELL_KNOWN:
        return True
    return rank_theirs <= KNOWN and weakest < KNOWN_BAR


def written_apart(form: Form, card: Tokens, said: tuple[Word, ...], first: int, after: int) -> str:
    """The word that writes another name than the card's, where all else of the name is right; else "".

    For a text of which no recogniser's ways are known: who writes the one half right writes the other half
    right too, or nearly so.
    """
    heard = letters(said, first, after)
    behind = said[after] if after < len(said) else None
    if behind and behind.before == "-" and behind.capital and behind.norm not in card:
        return behind.norm  # Green, Green-Porter
    if len(heard) != len(form.tokens) or len(heard) < 2:
        return ""
    pairs = zip(form.tokens, heard, strict=True)
    differ = [(a, b) for a, b in pairs if not (same_said(a, b) or {a, b} <= PARTICLES)]
    return differ[0][1] if len(differ) == 1 and not _spelling_of(*differ[0]) else ""


def _spelling_of(ours: str, theirs: str) -> bool:
    """Whether both may be spellings of one name: Yusuf and Yousef, not Jun and Jin, Omar and Umar, nor Jensen
    and Jansen."""
    if _first_vowel(ours) != _first_vowel(theirs):
        return False
    listed = dictionary_sounds(ours) and dictionary_sounds(theirs)
    if not listed and set(sounds(ours)[:3]) & set(sounds(theirs)[:3]):
        return True
    if not any(_edges_agree(a, b) for a in sounds(ours)[:2] for b in sounds(theirs)[:2]):
        return False
    rank_ours, rank_theirs = rank(ours), rank(theirs)
    long = min(len(ours), len(theirs)) > 4
    if rank_theirs is None:
        return long and (_alone(ours, theirs) >= SPELLED_BAR or fuzz.ratio(ours, theirs) >= SAME_LETTERS)
    if not _same_bones(ours, theirs):
        return False
    if rank_ours is None:
        return _alone(ours, theirs) >= KNOWN_SPELLED_BAR
    return long and max(rank_ours, rank_theirs) >= 500


def _first_vowel(name: str) -> str:
    """The kind of its first written vowel: recognisers write e for i, o for u, but hardly a for e."""
    return next(({"i": "e", "y": "e", "u": "o"}.get(c, c) for c in name if c in "aeiouy"), "")


def _edges_agree(ours: str, theirs: str) -> bool:
    """Two sounds begin alike, and where they end in vowels, in the same one."""
    begin, other = ours[:1], theirs[:1]
    if begin != other and (begin in VOWELS or other in VOWELS or costs(begin, other)[0] >= 0.5):
        return False
    ends = ours[-1:].replace("@", "A"), theirs[-1:].replace("@", "A")
    return ends[0] == ends[1] or not all(end in VOWELS for end in ends)


def _known_other(form: Form, heard: Tokens, weakest: float, firm: frozenset[str]) -> bool:
    """A name of the window is another than the card's in its place; split and merged names are not judged."""
    card = form.tokens
    ends = ((card[0], heard[0]), (card[-1], heard[-1]))
    alike = len(card) == len(heard)
    return any((alike or _alone(a, b) >= 0.5) and _other_name(a, b, weakest, a in firm) for a, b in ends)


def _alone(ours: str, theirs: str) -> float:
    return max(likeness(a, b) for a in sounds(ours)[:2] for b in sounds(theirs)[:2])
