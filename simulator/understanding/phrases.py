"""Whether a sentence says one of a few example phrases: for cues that a pack adds to the shared vocabulary.

An example is said where one sentence of the text holds its telling words, in any order: all of one or two,
three quarters of more. A word also counts in another ending or as a recogniser nearly heard it. A telling
word is one that says something on its own; a phrase of none but small words is taken whole.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from simulator.understanding.words import word_set, words

_SMALL = word_set(
    """
    a an the and or but so to of in on at for from with by about as than then it its this that these those
    i me my we us our you your he she they them his her their is am are was were be been being do does did
    have has had having can could will would shall should may might must let just also very really please
    there here what which who how when where why if not no yes dont im ive id youre thats whats its well
    okay ok oh ah um uh get got some any like give need want
    """
)
_SENTENCE = re.compile(r"[.!?;]+\s+|[.!?;]+$")
_SUFFIX = re.compile(r"(?:ings?|ed|es|s|ies|ly)$")
SHARE = 0.75
LIKENESS = 86.0
"""Of two stems, in percent of rapidfuzz's ratio; lower and "pay" is heard in "say"."""


def says_one_of(text: str, phrases: Iterable[str]) -> bool:
    """Whether any sentence of `text` says any of `phrases`."""
    examples = [_telling(phrase) for phrase in phrases]
    return any(
        _says(frozenset(_stem(word.norm) for word in words(sentence)), example)
        for sentence in _SENTENCE.split(text)
        for example in examples
        if example
    )


def _says(said: frozenset[str], example: frozenset[str]) -> bool:
    found = sum(any(_alike(word, other) for other in said) for word in example)
    return found == len(example) if len(example) <= 2 else found >= SHARE * len(example)


@lru_cache(maxsize=512)
def _telling(phrase: str) -> frozenset[str]:
    all_words = [word.norm for word in words(phrase)]
    telling = [word for word in all_words if word not in _SMALL]
    return frozenset(map(_stem, telling or all_words))


def _stem(word: str) -> str:
    cut = _SUFFIX.sub("", word)
    return cut if len(cut) >= 3 else word


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= LIKENESS)
