"""How near two names sound, as a fair listener of many tongues hears them.

A name becomes one or more *sounds*: strings over consonant classes and five vowels, from the pronouncing
dictionary where it has the name, from spelling rules of several languages where not. Two sounds are compared
by an edit distance in which what recognisers confuse (voicing, vowels, h, doubled letters) costs little.
"""

import re
from functools import lru_cache
from importlib import resources
from itertools import product

from simulator.understanding.spelling_sounds import ENGLISH, SAID_LIKE, TONGUES, Rules
from simulator.understanding.words import plain

VOWELS = "IEAOU@"

KNOWN = 1500
"""Rank up to which a name that was written is one that a recogniser knows."""
_ARPABET = {
    "IY": "I",
    "IH": "I",
    "EH": "E",
    "EY": "E",
    "AE": "A",
    "AA": "A",
    "AO": "O",
    "OW": "O",
    "UH": "U",
    "UW": "U",
    "AH": "@",
    "ER": "@R",
    "AY": "AI",
    "AW": "AU",
    "OY": "OI",
    "TH": "0",
    "DH": "D",
    "SH": "X",
    "ZH": "Z",
    "CH": "C",
    "JH": "J",
    "NG": "N",
    "HH": "H",
}

_LETTERS = {"a": "A", "e": "E", "i": "I", "o": "O", "u": "U", "y": "Y", "c": "K", "q": "K"}
_NEAR = {
    frozenset(pair): cost
    for pairs, cost in (
        ("PB TD KG FV SZ XZ CJ 0T 0S 0F 0D XC", 0.3),
        ("VW VB ZJ JY JX MN HK HJ LR XS CX SC PF CK CT YI IY WU", 0.5),
        ("ND NL FH TK", 0.8),
        ("IE", 0.5),
        ("AE AO OU", 0.4),
        ("IA IO IU EO EU AU", 0.9),
    )
    for pair in pairs.split()
}


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, tuple[int, tuple[str, ...]]]:
    """Name -> its rank among English names (1 is the commonest) and its pronunciations in ARPAbet."""
    file = resources.files("simulator.understanding").joinpath("data/english_names.tsv")
    table: dict[str, tuple[int, tuple[str, ...]]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, rank, said = line.split("\t")
            table[name] = int(rank), tuple(s for s in said.split("|") if s)
    return table


def rank(token: str) -> int | None:
    """How common an English name it is, 1 the commonest; None where it is none."""
    entry = _dictionary().get(plain(token))
    return entry[0] if entry else None


@lru_cache(maxsize=4096)
def dictionary_sounds(token: str) -> tuple[str, ...]:
    """The sounds of a name that the dictionary has; empty for any other."""
    said = _dictionary().get(plain(token), (0, ()))[1]
    return tuple(_squeeze("".join(_ARPABET.get(p, p) for p in way.split())) for way in said)


def same_said(one: str, other: str) -> bool:
    """Two names that sound alike: Stephen and Steven, Catherine and Katherine."""
    a, b = plain(one), plain(other)
    if a == b:
        return True
    listed_a, listed_b = dictionary_sounds(a), dictionary_sounds(b)
    if listed_a and listed_b:
        if set(listed_a) & set(listed_b) or a + "e" == b or b + "e" == a:  # Louis, Louise
            return bool(set(listed_a) & set(listed_b))
        return bool({re.sub("Z$", "S", x) for x in listed_a} & {re.sub("Z$", "S", x) for x in listed_b})
    return _rules(a, None) == _rules(b, None)


def _squeeze(sound: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sound)


def _rules(token: str, tongue: Rules | None) -> str:
    text = token
    if tongue is not None:
        for pattern, to in tongue:
            text = re.sub(pattern, to, text)
    for pattern, to in ENGLISH:
        text = re.sub(pattern, to, text)
    return _squeeze("".join(_LETTERS.get(c, c.upper()) for c in text if c.isalnum()))


@lru_cache(maxsize=8192)
def sounds(token: str) -> tuple[str, ...]:
    """The ways one word may be said, the likeliest first; at most eight."""
    token = plain(token)
    found = list(dictionary_sounds(token))
    found += [_rules(like, None) for like in SAID_LIKE.get(token, "").split()]
    found.append(_rules(token, None))
    found += [_rules(token, tongue) for tongue in TONGUES]
    return tuple(dict.fromkeys(found))[:8]


def phrase_sounds(tokens: tuple[str, ...], each: int = 3) -> tuple[str, ...]:
    """The ways several words may be said in a row; `each` ways of a word, fewer beyond three words."""
    ways = [sounds(t)[: each if len(tokens) <= 3 else 2 if i < 3 else 1] for i, t in enumerate(tokens)]
    return tuple(dict.fromkeys("".join(way) for way in product(*ways)))


def weight(sound: str) -> float:
    return sum(_drop(c) for c in sound)


def _drop(c: str) -> float:
    return 0.25 if c == "@" else 0.4 if c in VOWELS else 0.45 if c in "HYWR" else 1.0


def _swap(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in VOWELS and b in VOWELS:
        if "@" in (a, b):
            return 0.35 if {"I", "U"} & {a, b} else 0.15
        return 0.5 * _NEAR.get(frozenset((a, b)), 0.9)
    return _NEAR.get(frozenset((a, b)), 1.2 if (a in VOWELS) == (b in VOWELS) else 1.6)


@lru_cache(maxsize=16384)
def costs(said: str, heard: str) -> tuple[float, ...]:
    """What each sound of `said` costs in the cheapest alignment with `heard`; an insertion to the last."""
    rows, cols = len(said) + 1, len(heard) + 1
    table = [[0.0] * cols for _ in range(rows)]
    for i in range(1, rows):
        table[i][0] = table[i - 1][0] + _drop(said[i - 1])
    for j in range(1, cols):
        table[0][j] = table[0][j - 1] + _drop(heard[j - 1])
    for i in range(1, rows):
        for j in range(1, cols):
            table[i][j] = min(
                table[i - 1][j - 1] + _swap(said[i - 1], heard[j - 1]),
                table[i - 1][j] + _drop(said[i - 1]),
                table[i][j - 1] + _drop(heard[j - 1]),
            )
    spent = [0.0] * max(1, len(said))
    i, j = len(said), len(heard)
    while i or j:
        here = table[i][j]
        if i and j and abs(here - table[i - 1][j - 1] - _swap(said[i - 1], heard[j - 1])) < 1e-9:
            i, j = i - 1, j - 1
            spent[i] += here - table[i][j]
        elif i and abs(here - table[i - 1][j] - _drop(said[i - 1])) < 1e-9:
            i -= 1
            spent[i] += here - table[i][j]
        else:
            j -= 1
            spent[max(0, i - 1)] += here - table[i][j]
    return tuple(spent)


def likeness(said: str, heard: str) -> float:
    """1 the same sound, 0 nothing in common."""
    whole = max(weight(said), weight(heard))
    return max(0.0, 1 - sum(costs(said, heard)) / whole) if whole else 0.0
