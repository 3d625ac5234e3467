"""Where a text says some title: "for the ... position", "as a ...", "the role of ...", "... job in ..."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.understanding.date_words import MONTHS
from simulator.understanding.numerals import cardinal, ordinal
from simulator.understanding.title_words import ENDS, HEADS, STOPS, known, spread
from simulator.understanding.words import Word

_LEADS = re.compile(
    r"(?<!thanks )(?<!thank you )\b(?:(?:for|about|regarding|concerning|as|of|(?:to\s+)?(?:be|become|do))"
    r"\s+(?:the|a|an|your|that|this)\s+|(?:for|as)\s+(?=\w))"
    r"|\b(?:the|your)\s+(?=(?:[\w'’-]+\s+){1,4}"
    r"(?:position|role|roll|job|opening|post|vacancy|spot|interview)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TitlePlace:
    """A run of words that says some title."""

    first: int
    after: int
    framed: bool


def title_places(said: tuple[Word, ...], text: str, card: tuple[str, ...]) -> Iterator[TitlePlace]:
    """Runs of words where a title is expected: "for the ... position", "as a ...", "the role of ..."."""
    starts = {w.start: i for i, w in enumerate(said)}
    for match in _LEADS.finditer(text):
        first = starts.get(match.end())
        if first is None:
            continue
        after = first
        while after < len(said) and after - first < 8:
            word = said[after]
            if word.norm in ENDS and after > first:
                yield TitlePlace(first, after, True)
                if (tail := _tail(said, after, card)) > after:
                    yield TitlePlace(first, tail, True)
                break
            if (
                word.norm in ("for", "regarding", "candidates", "result", "outcome", "decision")
                and after > first
            ):
                break  # "the result for the music teacher position": the title begins later
            then = said[after + 1].norm if after + 1 < len(said) else ""
            if word.norm == "it" and after > first and (word.opens_clause or then in ("was", "is")):
                break  # my interview for car painter, it was on the third
            if after > first and word.opens_clause and _begins_anew(said, after):
                break  # assistant for the deli, half past twelve
            in_title = (
                word.norm in ("and", "an", "of", "in") and after > first and _goes_on(said, after, card)
            )
            if (word.norm in STOPS and not in_title) or (after > first and word.opens_sentence):
                break
            after += 1
        framed = after < len(said) and said[after].norm in ENDS
        if after > first and not framed:
            yield TitlePlace(first, after, bool(match.group().strip()) and _is_title(said, first, after))
    for at, word in enumerate(said):  # the role of X, the position as X
        if word.norm in ENDS and at + 2 < len(said) and said[at + 1].norm in ("of", "as"):
            first = at + 2
            while first < len(said) and said[first].norm in ("a", "an", "the"):
                first += 1
            after = first
            while (
                after < len(said)
                and said[after].norm not in STOPS
                and not said[after].opens_clause
                and after - first < 6
            ):
                after += 1
            if after > first:
                yield TitlePlace(first, after, True)
                if (tail := _tail(said, after - 1, card)) > after:
                    yield TitlePlace(first, tail, True)


def _tail(said: tuple[Word, ...], end: int, card: tuple[str, ...]) -> int:
    """Where a title goes on behind its noun: the specialist job *in payroll*, the position *as a teacher*."""
    at = end + 1
    if at < len(said) and said[at].norm in ("down", "up", "over"):
        at += 1
    if at + 1 >= len(said) or said[at].norm not in ("in", "for", "on", "at", "of", "as", "with", "to"):
        return end
    at += 1
    while at < len(said) and said[at].norm in ("a", "an", "the"):
        at += 1
    after = at
    while after < len(said) and after - at < 3 and (after == at or not said[after].opens_clause):
        listed = after > at and said[after].norm == "and" and _goes_on(said, after, card)
        if not listed and not known(said[after].norm) and not set(spread((said[after].norm,))) & set(card):
            break
        after += 1
    return after if after > at else end


def _goes_on(said: tuple[Word, ...], at: int, card: tuple[str, ...]) -> bool:
    """Whether a title goes on behind the small word at `at`: a word of titles follows, or "job" itself.

    Behind a comma only a word of the card's: "for cashier, and checking whether" is a cashier.
    """
    if at + 1 >= len(said):
        return False
    then = said[at + 1].norm
    if set(spread((then,))) & set(card):
        return True
    return not said[at].opens_clause and (known(then) or then in ENDS)


def _begins_anew(said: tuple[Word, ...], at: int) -> bool:
    """Whether a day, a time or another noun with its article stands at `at`."""
    if said[at].norm in ("half", "quarter", "noon", "the", "a", "an", *MONTHS):
        return True
    return ordinal(said, at) is not None or cardinal(said, at, longest=1) is not None


def _is_title(said: tuple[Word, ...], first: int, after: int) -> bool:
    return bool(set(spread(tuple(w.norm for w in said[first:after]))) & HEADS) or any(
        known(w.norm) for w in said[first:after]
    )
