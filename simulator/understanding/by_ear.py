"""What a recogniser writes when a voice says the card's name, as a way of hearing the name. Pure text.

Such heard forms only ever confirm, and by a rule of their own that is stricter than the one for the name
itself: the same letters, or nearly the same letters around the same consonants. So "Maimette Yomas" is
Mehmet Yilmaz where the recogniser is known to write that for him, and nowhere else. Where it writes a name
that others bear, John Wang for Jun Wang, its words cannot tell the two apart: that is a doubt, not a name.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from rapidfuzz import fuzz

from simulator.understanding.phonetics import KNOWN, VOWELS, likeness, phrase_sounds, rank, sounds
from simulator.understanding.words import word_set, words

CARRIERS = ("Hello, my name is {name}.", "Hi, this is {name}, I'm calling about my interview.")
"""Sentences to say a name in, from which `heard_forms` takes what was heard of it."""
SAME_LETTERS = 90
"""Percent of the letters that a name shares with a heard form, where not all."""
WHOLE = 0.7
"""Letters that a heard form has, as a part of the name's own: fewer, and half of the name is missing."""
LEAST_LIKE = 0.35
"""A heard form that is less like the name than this is a slip of the recogniser, not a way of hearing it."""

_CARRIED = re.compile(
    r"\b(?:name is|name's|this is)\s+(?P<name>.+?)\s*(?:[,.]?\s*\bI'?m calling\b.*)?[.,!?]*\Z", re.IGNORECASE
)
_NO_NAME = word_set(
    """
    and but i im my is this calling hello hi the interview you your what that it its to
    """
)

Tokens = tuple[str, ...]


def heard_forms(heard: Iterable[str], name: str) -> tuple[str, ...]:
    """The forms of `name` in what was heard of `CARRIERS`, each once, in their order.

    A common name that is not on the card, as John for Jun, counts only where it was heard twice: once is a
    slip.
    """
    own = _tokens(name)
    found = [(form, _tokens(form)) for text in heard if (form := _carried(text, own))]
    ends = Counter(end for _, tokens in found for end in _common(tokens) - set(own))
    slips = {end for end, times in ends.items() if times < 2}
    return tuple(dict.fromkeys(form for form, tokens in found if slips.isdisjoint(tokens)))


def by_ear(heard: Tokens, forms: Iterable[str], name: str) -> Literal["given", "doubtful"] | None:
    """What the words `heard`, in lower case, are as one of the `forms` of `name`; None where they are none.

    Doubtful where they hold a common name that the card does not.
    """
    if not any(_same("".join(heard), "".join(_tokens(form))) for form in forms):
        return None
    return "doubtful" if _common(heard) - set(_tokens(name)) else "given"


def _common(tokens: Tokens) -> set[str]:
    """The first and the last word, as far as they are names that a recogniser knows well."""
    return {end for end in (tokens[0], tokens[-1]) if (known := rank(end)) is not None and known <= KNOWN}


def _tokens(text: str) -> Tokens:
    return tuple(word.norm for word in words(text))


def _carried(heard: str, own: Tokens) -> str:
    """What stands for the name in a carrier; empty where that is no name, or the card's own spelling."""
    found = _CARRIED.search(heard.strip())
    if found is None or re.search(r"[.?!]\s", found["name"]):
        return ""
    tokens = _tokens(found["name"])
    if not tokens or len(tokens) > len(own) + 3 or not _NO_NAME.isdisjoint(tokens):
        return ""
    if len("".join(tokens)) < WHOLE * len("".join(own)):
        return ""
    if "".join(tokens) == "".join(own) or not all(token.isalpha() for token in tokens):
        return ""
    like = max(likeness(a, b) for a in phrase_sounds(own) for b in phrase_sounds(tokens))
    return found["name"] if like >= LEAST_LIKE else ""


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    ends = one[:1] == other[:1] and one[-1:] == other[-1:]
    return ends and fuzz.ratio(one, other) >= SAME_LETTERS and _bones(one) == _bones(other)


def _bones(text: str) -> str:
    return re.sub(f"[{VOWELS}HWY]", "", sounds(text)[0])
