"""What a recogniser writes when voices say the card's name, as a way of hearing the name. Pure text.

Such heard forms only ever confirm, and by a rule of their own that is stricter than the one for the name
itself: the same letters, or nearly the same letters around nearly the same consonants. So "Maimette Yomas" is
Mehmet Yilmaz where the recogniser is known to write that for him, and nowhere else. Where it writes a name
that others bear, John Wang for Jun Wang, that counts only if it does so often: else its words cannot tell the
two apart, which is a doubt and not a name.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from simulator.understanding.phonetics import (
    KNOWN,
    VOWELS,
    costs,
    likeness,
    phrase_sounds,
    rank,
    same_said,
    sounds,
)
from simulator.understanding.words import word_set, words

CARRIERS = ("Hello, my name is {name}.", "Good morning, {name} speaking, I had an interview.")
"""Sentences to say a name in, from which `heard_forms` takes what was heard of it."""
SAME_LETTERS = 86
"""Percent of the letters that a name shares with a heard form, where not all."""
NEAR_LETTERS = 60
"""Percent of the letters, below which two forms are not compared by sound."""
SAME_SOUND = 0.8
"""Likeness in sound from which it is the same form."""
SAME_WORD = 0.6
"""The same of each of their words, where they have as many."""
SAME_BONES = 80
"""Percent of their consonants in order, by sound."""
WHOLE = 0.6
"""Letters that a heard form has, as a part of the name's own: fewer, and half of the name is missing."""
LEAST_LIKE = 0.35
"""A heard form that is less like the name than this is a slip of the recogniser, not a way of hearing it."""
OFTEN = 1 / 3
"""Part of all forms that one with a common name in it must make up to be the name and not a doubt."""

FEWEST = 3
"""Forms, below which they do not tell what a recogniser writes right."""
FIRM = 0.6
"""Part of the forms in which a word is right, from which it is known to be written right."""

_CARRIED = re.compile(
    r"\b(?:name is|name's|this is|good morning\b[.,]?)\s+(?P<name>.+?)\W*"
    r"(?:\b(?:speaking|here)\b.*|\b(?:I'?m|I am|and)\s+calling\b.*|\bI\s+ha(?:d|ve)\s+an\b.*)?\Z",
    re.IGNORECASE,
)
_NO_NAME = word_set(
    """
    my this that calling interview interviewed you your what it hello hi speaking
    """
)
_SMALL = word_set(
    """
    a an and are as at but in is i im of on or the to its
    """
)

Tokens = tuple[str, ...]


def heard_forms(heard: Iterable[str], name: str) -> tuple[str, ...]:
    """The forms of `name` in what was heard of `CARRIERS`, each as often as it was heard."""
    own = _tokens(name)
    return tuple(form for text in heard if (form := _carried(text, own)))


def by_ear(heard: Tokens, forms: tuple[str, ...], name: str) -> Literal["given", "doubtful"] | None:
    """What the words `heard`, in lower case, are as one of the `forms` of `name`; None where none."""
    firm = firm_words(forms, name)
    same = [form for form in forms if _same(heard, tokens := _tokens(form)) and _keeps(heard, tokens, firm)]
    if not same:
        return None
    others = _common(heard) - set(_tokens(name))
    if others.difference(*map(_tokens, same)):
        return None
    return "doubtful" if others and len(same) < OFTEN * len(forms) else "given"


def nearness(heard: Tokens, forms: tuple[str, ...]) -> float:
    """Percent of the letters that `heard` shares with the nearest of `forms`."""
    return max(fuzz.ratio("".join(heard), "".join(_tokens(form))) for form in forms)


@lru_cache(maxsize=64)
def firm_words(forms: tuple[str, ...], name: str) -> frozenset[str]:
    """The words of `name` that are written right, or as another name of the same sound, in most `forms`."""
    heard = [_tokens(form) for form in forms]
    return frozenset(
        word
        for word in _tokens(name)
        if len(forms) >= FEWEST and sum(_has(tokens, word) for tokens in heard) >= FIRM * len(forms)
    )


def _common(tokens: Tokens) -> set[str]:
    """The first and the last word, as far as they are names that a recogniser knows well."""
    return {end for end in (tokens[0], tokens[-1]) if (known := rank(end)) is not None and known <= KNOWN}


def _tokens(text: str) -> Tokens:
    return tuple(word.norm for word in words(text))


def _carried(heard: str, own: Tokens) -> str:
    """What stands for the name in a carrier; empty where that is no name."""
    found = _CARRIED.search(heard.strip())
    if found is None or re.search(r"[?!]\s", found["name"]):
        return ""
    tokens = _tokens(found["name"])
    if (
        not tokens
        or len(tokens) > len(own) + 3
        or not _NO_NAME.isdisjoint(tokens)
        or _SMALL.issuperset(tokens)
    ):
        return ""
    if len("".join(tokens)) < WHOLE * len("".join(own)) or not all(token.isalpha() for token in tokens):
        return ""
    like = max(likeness(a, b) for a in phrase_sounds(own) for b in phrase_sounds(tokens))
    return found["name"].strip(" ,.") if like >= LEAST_LIKE else ""


def _same(one: Tokens, other: Tokens) -> bool:
    a, b = "".join(one), "".join(other)
    if a == b:
        return True
    letters = fuzz.ratio(a, b)
    if letters < NEAR_LETTERS:
        return False
    words_agree, bones = _words_agree(one, other), (_bones(a), _bones(b))
    if letters >= SAME_LETTERS and bones[0] == bones[1]:
        return True
    if words_agree is False:
        return False
    if letters >= SAME_LETTERS and fuzz.ratio(*bones) >= SAME_BONES:
        return True
    least = SAME_SOUND - (0.04 if words_agree else 0)
    return any(likeness(x, y) >= least for x in phrase_sounds(one)[:4] for y in phrase_sounds(other)[:4])


def _words_agree(one: Tokens, other: Tokens) -> bool | None:
    """Whether word for word they are alike and begin alike; None where their words are split otherwise."""
    if len(one) != len(other):
        return None
    return all(
        a == b or max(_alike(x, y) for x in sounds(a)[:3] for y in sounds(b)[:3]) >= SAME_WORD
        for a, b in zip(one, other, strict=True)
    )


def _alike(one: str, other: str) -> float:
    begins = not one or not other or one[0] in VOWELS or costs(one[:1], other[:1])[0] < 1
    return likeness(one, other) if begins else 0.0


def _keeps(heard: Tokens, form: Tokens, firm: frozenset[str]) -> bool:
    """Whether `heard` has the `firm` words of the name that `form` has."""
    return all(_has(heard, word) for word in firm if _has(form, word))


def _has(tokens: Tokens, word: str) -> bool:
    return any(same_said(word, other) for other in tokens)


def _bones(text: str) -> str:
    return re.sub(f"[{VOWELS}HWY]", "", sounds(text)[0])
