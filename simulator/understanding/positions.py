"""Whether the caller said the card's position.

Titles are compared as sets of words whose kinds agree (accountant, accounting), so order, plurals and "role",
"job", "opening" do not matter. A word that the recogniser spelled oddly may stand for one of the title's; one
that belongs to other titles may not, so that an electrical engineer is no civil engineer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from simulator.understanding.phonetics import likeness, sounds
from simulator.understanding.reading import Reading, join_list
from simulator.understanding.title_words import (
    CIRCUMSTANCE,
    FILLER,
    GENERAL,
    SENIORITY,
    implied_by,
    is_short_form,
    known,
    spread,
)
from simulator.understanding.words import Word, spelled_out, word_set, words

ODD_WORD_BAR = 0.72
"""Likeness in sound from which an unknown word may stand for a word of the title."""

_HEADS = word_set(
    """
    manager assistant director supervisor intern apprentice trainee executive officer chief deputy vice
    president head coordinator engineer developer designer analyst administrator nurse teacher
    representative technician specialist consultant architect recruiter scientist writer clerk driver
    operator accountant
    """
)
_HELPERS = word_set("assistant deputy vice intern apprentice trainee")
_ENDS = word_set(
    """
    position role job opening post vacancy opportunity spot gig positions jobs roles openings
    """
)
_STOPS = word_set(
    """
    i we on at last yesterday this with and from because but so monday tuesday wednesday thursday friday
    saturday sunday in about that was is im ive which interview two three today to a an earlier before
    my you would wanted just calling if by
    """
)
_BETWEEN = word_set(
    "in for of on your the a an as with at our s department team group section office division"
)
"""What may stand between the parts of one title: the job as analyst *in your* data department."""

_LEADS = re.compile(
    r"\b(?:for|about|regarding|concerning|as|of|(?:to\s+)?(?:be|become))\s+(?:the|a|an|your|that|this)\s+|\b(?:for|as)\s+(?=\w)|\b(?:the|your)\s+(?=(?:\w+\s+){1,4}"
    r"(?:position|role|job|opening|post|vacancy|spot|interview)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Title:
    """A run of words that says some title."""

    first: int
    after: int
    framed: bool


def _alike(ours: str, theirs: str) -> bool:
    """A word of the title and an odd spelling of it."""
    if ours == theirs:
        return True
    if known(theirs) or theirs in FILLER or theirs in _STOPS or len(theirs) < 3:
        return False
    if fuzz.ratio(ours, theirs) >= 86:
        return True
    return max(likeness(a, b) for a in sounds(ours)[:4] for b in sounds(theirs)[:4]) >= ODD_WORD_BAR


def _titles(said: tuple[Word, ...], text: str, card: tuple[str, ...]) -> Iterator[_Title]:
    """Runs of words where a title is expected: "for the ... position", "as a ...", "the role of ..."."""
    starts = {w.start: i for i, w in enumerate(said)}
    for match in _LEADS.finditer(text):
        first = starts.get(match.end())
        if first is None:
            continue
        after = first
        while after < len(said) and after - first < 8:
            word = said[after]
            if word.norm in _ENDS and after > first:
                yield _Title(first, after, True)
                if (tail := _tail(said, after, card)) > after:
                    yield _Title(first, tail, True)
                break
            if (
                word.norm in ("for", "regarding", "candidates", "result", "outcome", "decision")
                and after > first
            ):
                break  # "the result for the music teacher position": the title begins later
            in_title = word.norm in ("and", "of", "in") and after > first
            if (word.norm in _STOPS and not (in_title and _title_follows(said, after))) or (
                after > first and word.opens_sentence
            ):
                break
            after += 1
        framed = after < len(said) and said[after].norm in _ENDS
        if after > first and not framed:
            yield _Title(first, after, bool(match.group().strip()) and _is_title(said, first, after))
    for at, word in enumerate(said):  # the role of X, the position as X
        if word.norm in _ENDS and at + 2 < len(said) and said[at + 1].norm in ("of", "as"):
            first = at + 2
            while first < len(said) and said[first].norm in ("a", "an", "the"):
                first += 1
            after = first
            while (
                after < len(said)
                and said[after].norm not in _STOPS
                and not said[after].opens_clause
                and after - first < 6
            ):
                after += 1
            if after > first:
                yield _Title(first, after, True)
                if (tail := _tail(said, after - 1, card)) > after:
                    yield _Title(first, tail, True)


def _tail(said: tuple[Word, ...], end: int, card: tuple[str, ...]) -> int:
    """Where a title goes on behind its noun: the specialist job *in payroll*, the position *as a teacher*."""
    at = end + 1
    if at + 1 >= len(said) or said[at].norm not in ("in", "for", "on", "at", "of", "as", "with"):
        return end
    at += 1
    while at < len(said) and said[at].norm in ("a", "an", "the"):
        at += 1
    after = at
    while after < len(said) and after - at < 3 and (after == at or not said[after].opens_clause):
        if not known(said[after].norm) and not set(spread((said[after].norm,))) & set(card):
            break
        after += 1
    return after if after > at else end


def _title_follows(said: tuple[Word, ...], at: int) -> bool:
    return at + 1 < len(said) and known(said[at + 1].norm)


def _is_title(said: tuple[Word, ...], first: int, after: int) -> bool:
    return bool(set(spread(tuple(w.norm for w in said[first:after]))) & _HEADS) or any(
        known(w.norm) for w in said[first:after]
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    found: int
    lacking: tuple[str, ...]
    extra: tuple[str, ...]
    strange: tuple[str, ...]
    rank_differs: bool
    first: int
    after: int


def _fit(
    said: tuple[Word, ...],
    first: int,
    after: int,
    card: tuple[str, ...],
    card_rank: set[str],
    whole: bool = False,
) -> _Fit:
    """How the words of a run cover the title's words; split words ("bar ista") are also tried together.
    `whole`: not even a general word at its end may be left out."""
    pool: list[tuple[str, int, int]] = []
    for at in range(first, after):
        for token in dict.fromkeys((*spread((said[at].norm,)), said[at].norm)):
            pool.append((token, at, at + 1))
        if at + 1 < after and said[at + 1].before.strip() in ("", "-") and said[at].norm not in FILLER:
            for token in spread((said[at].norm + said[at + 1].norm,)):
                pool.append((token, at, at + 2))
    used: list[tuple[int, int]] = []
    lacking: list[str] = []
    for ours in card:
        hits = [p for p in pool if p[0] == ours] or [p for p in pool if _alike(ours, p[0])]
        hits = [
            h
            for h in hits
            if not any(a < h[2] and h[1] < b and not is_short_form(said[h[1]].norm) for a, b in used)
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
    content = spread(tuple(r for r in rest if r not in SENIORITY | CIRCUMSTANCE | _STOPS))
    content = tuple(t for t in content if t not in implied)
    extra = tuple(t for t in content if known(t) or t in _HEADS)
    strange = tuple(t for t in content if t not in extra)
    if not lacking and _turned_round(said, first, after, card):
        extra = (*extra, card[-1])
    lacking = missed
    rank = {w.norm for w in said[first:after]} & SENIORITY
    if not taken:
        return _Fit(0, tuple(lacking), extra, strange, False, first, after)
    return _Fit(
        len(card) - len(lacking),
        tuple(lacking),
        extra,
        strange,
        rank != card_rank,
        min(taken),
        max(taken) + 1,
    )


def _turned_round(said: tuple[Word, ...], first: int, after: int, card: tuple[str, ...]) -> bool:
    """Whether two ranks change places: the manager's assistant is no assistant manager."""
    ranks = [t for t in card if t in _HEADS]
    if len(ranks) < 2 or ranks[-2:] != list(card[-2:]) or not set(ranks) & _HELPERS:
        return False
    at = {t: i for i in range(first, after) for t in spread((said[i].norm,)) if t in ranks}
    low, high = at.get(ranks[-2], 0), at.get(ranks[-1], 0)
    return high < low and not any(said[i].norm in ("of", "to", "for", "in") for i in range(high, low))


def _completed(said: tuple[Word, ...], fit: _Fit, card: tuple[str, ...], card_rank: set[str]) -> _Fit:
    """The fit with the words that stand apart from it, small words between: "the job as analyst in your data
    department", "the position in data, as analyst"."""
    between = _BETWEEN | _ENDS | ({"to"} if card[-1] == "assistant" else set())
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
    wider = _fit(said, edges[0] + 1, edges[1], card, card_rank)
    return fit if wider.lacking or wider.extra or wider.strange else wider


def read_position(text: str, position: str) -> Reading:
    """The reading of the position. Rank added or left out is allowed and noted in `why`."""
    said = spelled_out(words(text), text, 2)
    tokens = tuple(w.norm for w in words(position))
    card = (
        tuple(t for t in spread(tuple(t for t in tokens if t not in SENIORITY)) or spread(tokens)) or tokens
    )
    card_rank = set(tokens) & SENIORITY - set(card)
    missing = Reading("missing", why="you did not say which position")
    if not said or not card:
        return missing
    readings: list[Reading] = []
    for title in _titles(said, text, card):
        fit = _fit(said, title.first, title.after, card, card_rank)
        if fit.found and fit.lacking and not fit.extra and not fit.strange:
            fit = _completed(said, fit, card, card_rank)
        first, after = (title.first, title.after) if title.framed else (fit.first, fit.after)
        while after > first + 1 and said[after - 1].norm in FILLER:
            after -= 1
        start, end = said[first].start, said[after - 1].end
        shown = text[start:end]
        if not fit.lacking and not fit.extra:
            note = f"you said {shown}; the card says {position}" if fit.rank_differs else f"you said {shown}"
            readings.append(
                Reading.at("given", text, said[fit.first].start, said[fit.after - 1].end, shown, note)
            )
        elif title.framed and (fit.extra or (fit.lacking and fit.strange)):
            readings.append(
                Reading.at("wrong", text, start, end, shown, f"you said {shown}; the position is {position}")
            )
        elif fit.found and fit.lacking:
            why = f"you said {shown}, without {join_list(list(fit.lacking))}; the position is {position}"
            readings.append(Reading.at("partial", text, start, end, shown, why))
        elif (
            title.framed
            and said[title.after - 1 :]
            and title.after < len(said)
            and said[title.after].norm in _ENDS
            and fit.extra
        ):
            readings.append(
                Reading.at("wrong", text, start, end, shown, f"you said {shown}; the position is {position}")
            )
    for result in ("given", "wrong", "partial"):
        for reading in readings:
            if reading.result == result:
                return reading
    return _anywhere(text, said, card, card_rank, position) or missing


def _anywhere(
    text: str, said: tuple[Word, ...], card: tuple[str, ...], card_rank: set[str], position: str
) -> Reading | None:
    """The title in a row somewhere, though nothing announced it."""
    for size in range(1, len(card) + 3):
        for first in range(len(said) - size + 1):
            fit = _fit(said, first, first + size, card, card_rank, whole=True)
            if fit.lacking or (fit.first, fit.after) != (first, first + size):
                continue
            around = _neighbours(said, first, first + size)
            start, end = said[first].start, said[first + size - 1].end
            if fit.extra or around:
                shown = text[
                    min(start, around[0]) if around else start : max(end, around[1]) if around else end
                ]
                why = f"you said {shown}; the position is {position}"
                return Reading.at("wrong", text, start, end, shown, why)
            note = (
                f"you said {text[start:end]}; the card says {position}"
                if fit.rank_differs
                else f"you said {text[start:end]}"
            )
            return Reading.at("given", text, start, end, text[start:end], note)
    return None


def _neighbours(said: tuple[Word, ...], first: int, after: int) -> tuple[int, int] | None:
    """The span with a word just behind that makes another job of it: office manager *assistant*."""
    if after < len(said) and not said[after].opens_clause and set(spread((said[after].norm,))) & _HEADS:
        return said[first].start, said[after].end
    return None
