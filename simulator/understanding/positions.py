"""Whether the caller said the card's position.

Titles are compared as sets of words whose kinds agree (accountant, accounting), so order, plurals and "role",
"job", "opening" do not matter. A word that the recogniser spelled oddly may stand for one of the title's; one
that belongs to other titles may not, so that an electrical engineer is no civil engineer.
"""

import re
from dataclasses import replace
from itertools import pairwise

from simulator.understanding.numerals import cardinal
from simulator.understanding.reading import Reading, join_list
from simulator.understanding.title_fit import completed, fit_of, is_spelled, sounds_like
from simulator.understanding.title_places import title_places
from simulator.understanding.title_words import FILLER, HEADS, JOBS, SENIORITY, known, spread
from simulator.understanding.words import Word, spelled_out, words

_PARTS = re.compile(r"\s*[(),–—]\s*|\s+-\s+")


def wordings(position: str) -> tuple[str, ...]:
    """What may be written for the position: its words in order, or what qualifies it first."""
    first, *rest = [part for part in _PARTS.split(position) if part] or [position]
    said = (" ".join((first, *rest)), " ".join((*rest, first)))
    return tuple(dict.fromkeys((*said, *map(str.lower, said))))


def read_position(text: str, position: str) -> Reading:
    """The reading of the position. Rank added or left out is allowed and noted in `why`."""
    tokens = tuple(w.norm for w in words(position))
    said = _figures(_apart(spelled_out(words(text), text, 2), tokens), tokens)
    card = (
        spread(tuple(t for t, then in pairwise((*tokens, "")) if not _is_rank(t, then)))
        or spread(tokens)
        or tokens
    )
    card_rank = set(tokens) & SENIORITY - set(card)
    missing = Reading("missing", why="you did not say which position")
    if not said or not card:
        return missing
    readings: list[Reading] = []
    for title in title_places(said, text, card):
        fit = fit_of(said, title.first, title.after, card, card_rank)
        if fit.found and fit.lacking and not fit.extra and not fit.strange:
            fit = completed(said, fit, card, card_rank)
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
    if readings and all(reading.result == "wrong" for reading in readings):
        alone = _anywhere(text, said, card, card_rank, position, alone=True)
        readings += [alone] if alone else []
    for result in ("given", "wrong", "partial"):
        for reading in readings:
            if reading.result == result:
                return reading
    return (
        _anywhere(text, said, card, card_rank, position)
        or _another(text, said, card, card_rank, position)
        or missing
    )


def _apart(said: tuple[Word, ...], tokens: tuple[str, ...]) -> tuple[Word, ...]:
    """The words with those in two that are two on the card: groundskeeper, grounds keeper."""
    joined = {a + b: len(a) for a, b in pairwise(tokens)}
    out: list[Word] = []
    for word in said:
        cut = joined.get(word.norm, 0) if word.norm == word.text.casefold() else 0
        if cut:
            middle = word.start + cut
            out.append(Word(word.text[:cut], word.norm[:cut], word.start, middle, word.before))
            out.append(Word(word.text[cut:], word.norm[cut:], middle, word.end, ""))
        else:
            out.append(word)
    return tuple(out)


def _figures(said: tuple[Word, ...], tokens: tuple[str, ...]) -> tuple[Word, ...]:
    """The words with those numbers in figures that the card has in figures: year four, class 1."""
    if not any(token.isdigit() for token in tokens):
        return said
    numbers = (cardinal(said, at, longest=1) for at in range(len(said)))
    figures = [str(number[0]) if number else "" for number in numbers]
    return tuple(
        replace(word, norm=figure) if figure in tokens else word
        for word, figure in zip(said, figures, strict=True)
    )


def _another(
    text: str, said: tuple[Word, ...], card: tuple[str, ...], card_rank: set[str], position: str
) -> Reading | None:
    """A clause that is another title and no more: "landscape gardener" for a landscape architect."""
    starts = [at for at, word in enumerate(said) if not at or word.opens_clause]
    for first, after in pairwise([*starts, len(said)]):
        while first < after and said[first].norm in ("about", "regarding", "for", "as", "the", "a", "an"):
            first += 1
        if not 1 < after - first < 5 or not all(known(word.norm) for word in said[first:after]):
            continue
        fit = fit_of(said, first, after, card, card_rank)
        misheard = any(sounds_like(a, b) for a in fit.lacking for b in fit.extra)
        if fit.found and fit.lacking and fit.extra and not misheard:
            start, end = said[first].start, said[after - 1].end
            why = f"you said {text[start:end]}; the position is {position}"
            return Reading.at("wrong", text, start, end, text[start:end], why)
    return None


def _is_rank(token: str, then: str) -> bool:
    """Senior, entry level; not the principal or the lead that ends a title, nor the entry of data."""
    return token in SENIORITY and not (not then and token in JOBS) and (token != "entry" or then == "level")


def _anywhere(
    text: str,
    said: tuple[Word, ...],
    card: tuple[str, ...],
    card_rank: set[str],
    position: str,
    alone: bool = False,
) -> Reading | None:
    """The title in a row somewhere, though nothing announced it. `alone`: only as a clause that is no more,
    "Rose Fletcher, graphic designer, ...": what else sounds like a job beside it is another matter."""
    for size in range(1, len(card) + 3):
        for first in range(len(said) - size + 1):
            fit = fit_of(said, first, first + size, card, card_rank, whole=True)
            if fit.lacking or (fit.first, fit.after) != (first, first + size):
                continue
            by_itself = _alone(said, first, first + size)
            if size == 1 and not by_itself and not is_spelled(card[0], said[first].norm):
                continue
            around = _neighbours(said, first, first + size)
            if alone and (around or fit.extra or not by_itself):
                continue
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


def _alone(said: tuple[Word, ...], first: int, after: int) -> bool:
    """Whether the words are a clause of their own, an article before them aside.

    Inside another, what only sounds like a title of one word is none: who wants to catch somebody is no cook.
    """
    start = first - 1 if first and said[first - 1].norm in ("the", "a", "an") else first
    opens = not start or said[start].opens_clause or said[start - 1].norm in ("is", "was")
    return opens and (after == len(said) or said[after].opens_clause or said[after].norm == "from")


def _neighbours(said: tuple[Word, ...], first: int, after: int) -> tuple[int, int] | None:
    """The span with what makes another job of it: manager *assistant*, *assistant to the* manager."""
    boss = first - 1 if first and said[first - 1].norm in ("the", "your", "a", "an") else first
    if boss > 1 and said[boss - 1].norm == "to" and set(spread((said[boss - 2].norm,))) & HEADS:
        return said[boss - 2].start, said[after - 1].end
    if after < len(said) and not said[after].opens_clause and set(spread((said[after].norm,))) & HEADS:
        return said[first].start, said[after].end
    return None
