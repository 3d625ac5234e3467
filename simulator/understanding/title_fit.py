"""How the words of a run cover those of a card's title: what is found, what lacks, what is too much."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from simulator.understanding.phonetics import likeness, sounds
from simulator.understanding.title_words import (
    CIRCUMSTANCE,
    ENDS,
    FILLER,
    GENERAL,
    HEADS,
    SENIORITY,
    STOPS,
    implied_by,
    is_several,
    known,
    parts,
    spread,
)
from simulator.understanding.words import Word, word_set

ODD_WORD_BAR = 0.72
"""Likeness in sound from which an unknown word may stand for a word of the title."""
SPELLED = 86
"""The least ratio of letters, in percent, at which a word is an odd spelling of another."""

_HELPERS = word_set("assistant deputy vice intern apprentice trainee")
_BETWEEN = word_set(
    "in for of on your the a an as with at our s doing department team group section office division"
)
"""What may stand between the parts of one title: the job as analyst *in your* data department."""


def _alike(ours: str, theirs: str) -> bool:
    """A word of the title and an odd spelling of it, or one that sounds like it."""
    if ours == theirs:
        return True
    if known(theirs) or theirs in FILLER or theirs in STOPS or len(theirs) < 3:
        return False
    return fuzz.ratio(ours, theirs) >= SPELLED or sounds_like(ours, theirs)


def is_spelled(ours: str, theirs: str) -> bool:
    """Whether a word is the title's in its letters, or of its kind (cook, cooking), not just in sound."""
    return ours in spread((*parts(theirs), theirs)) or fuzz.ratio(ours, theirs) >= SPELLED


def sounds_like(ours: str, theirs: str) -> bool:
    """Whether one of two words may be the other misheard: rider, writer."""
    return max(likeness(a, b) for a in sounds(ours)[:4] for b in sounds(theirs)[:4]) >= ODD_WORD_BAR


@dataclass(frozen=True, slots=True)
class Fit:
    found: int
    lacking: tuple[str, ...]
    extra: tuple[str, ...]
    strange: tuple[str, ...]
    rank_differs: bool
    first: int
    after: int


def fit_of(
    said: tuple[Word, ...],
    first: int,
    after: int,
    card: tuple[str, ...],
    card_rank: set[str],
    whole: bool = False,
) -> Fit:
    """How the words of a run cover the title's words; split words ("bar ista") are also tried together.
    `whole`: not even a general word at its end may be left out."""
    pool: list[tuple[str, int, int]] = []
    for at in range(first, after):
        for token in dict.fromkeys((*spread(parts(said[at].norm)), said[at].norm)):
            pool.append((token, at, at + 1))
        if at + 1 < after and said[at + 1].before.strip() in ("", "-") and said[at].norm not in FILLER:
            for token in spread((said[at].norm + said[at + 1].norm,)):
                pool.append((token, at, at + 2))
        if at + 2 < after and len(said[at + 1].norm) < 3 and not said[at + 2].before.strip():  # per a legal
            for token in spread(("".join(word.norm for word in said[at : at + 3]),)):
                pool.append((token, at, at + 3))
    used: list[tuple[int, int]] = []
    lacking: list[str] = []
    for ours in card:
        hits = [p for p in pool if p[0] == ours] or [p for p in pool if _alike(ours, p[0])]
        hits = [
            h
            for h in hits
            if not any(a < h[2] and h[1] < b and not is_several(said[h[1]].norm) for a, b in used)
        ]
        if hits:
            used.append((hits[0][1], hits[0][2]))
        else:
            lacking.append(ours)
    taken = {i for a, b in used for i in range(a, b)}
    rest = [said[i].norm for i in range(first, after) if i not in taken]
    implied = implied_by(card)
    missed = [ours for ours in lacking if ours not in implied]
    if not whole and len(lacking) == 1 and lacking[0] in GENERAL and len(card) > 2:
        missed = []
    content = spread(tuple(r for r in rest if r not in SENIORITY | CIRCUMSTANCE | STOPS))
    content = tuple(t for t in content if t not in implied and (lacking or t not in card))
    extra = tuple(t for t in content if known(t) or t in HEADS)
    strange = tuple(t for t in content if t not in extra)
    if not lacking and _turned_round(said, first, after, card):
        extra = (*extra, card[-1])
    rank = {w.norm for w in said[first:after]} & SENIORITY
    if not taken:  # nothing goes without saying beside nothing
        return Fit(0, tuple(lacking), extra, strange, False, first, after)
    return Fit(
        len(card) - len(missed),
        tuple(missed),
        extra,
        strange,
        rank != card_rank,
        min(taken),
        max(taken) + 1,
    )


def _turned_round(said: tuple[Word, ...], first: int, after: int, card: tuple[str, ...]) -> bool:
    """Whether two ranks change places: the manager's assistant is no assistant manager."""
    ranks = [t for t in card if t in HEADS]
    if len(ranks) < 2 or ranks[-2:] != list(card[-2:]) or not set(ranks) & _HELPERS:
        return False
    at = {t: i for i in range(first, after) for t in spread((said[i].norm,)) if t in ranks}
    low, high = at.get(ranks[-2], 0), at.get(ranks[-1], 0)
    return high < low and not any(said[i].norm in ("of", "to", "for", "in") for i in range(high, low))


def completed(said: tuple[Word, ...], fit: Fit, card: tuple[str, ...], card_rank: set[str]) -> Fit:
    """The fit with the words that stand apart from it, small words between: "the job as analyst in your data
    department", "the position in data, as analyst"."""
    between = _BETWEEN | ENDS | ({"to"} if card[-1] == "assistant" else set())
    edges = [fit.first - 1, fit.after]
    for side, step in ((0, -1), (1, 1)):
        at, apart = edges[side], 0
        while 0 <= at < len(said) and apart < 5 and not said[at if step > 0 else at + 1].opens_sentence:
            if set(spread((said[at].norm,))) & set(fit.lacking):
                edges[side], apart = at + step, 0
            elif said[at].norm in between:
                apart += 1
            else:
                break
            at += step
    wider = fit_of(said, edges[0] + 1, edges[1], card, card_rank)
    return fit if wider.lacking or wider.extra or wider.strange else wider
