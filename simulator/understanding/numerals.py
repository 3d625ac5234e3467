"""Numbers at a place in a run of words, in digits or spelled: 3, twenty-three, third, 3rd, twenty 3rd."""

import re

from text_to_num import text2num

from simulator.understanding.words import Word

_ORDINAL_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "forth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twelveth": 12, "twelth": 12,
    "tent": 10, "nineth": 9, "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "thirtieth": 30, "twentyeth": 20, "thirtyeth": 30,
}  # fmt: skip
_HEARD_ORDINALS = {
    "fist": 1, "fest": 1, "firsts": 1, "seconds": 2, "thirds": 3, "bird": 3, "turd": 3, "fort": 4, "force": 4,
    "fourths": 4, "fits": 5, "fit": 5, "fifths": 5, "sick": 6, "sicks": 6, "sixths": 6, "ate": 8, "eights": 8,
    "ace": 8, "aids": 8, "night": 9, "nights": 9, "ninths": 9, "tense": 10, "tens": 10, "tenths": 10,
    "twelves": 12,
}  # fmt: skip
"""What recognisers write for an ordinal, where nothing but a day of the month can stand."""
_ORDINAL_DIGITS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)$")

_NO_ORDINALS = {("first", then) for then in ("thing", "off", "class", "name", "aid", "up")}

Number = tuple[int, int]
"""A value, and how many words it took."""


def cardinal(words: tuple[Word, ...], at: int, longest: int = 5) -> Number | None:
    """The longest cardinal number that begins at word `at`."""
    if at >= len(words):
        return None
    if words[at].norm.isdigit():
        return int(words[at].norm), 1
    if not words[at].norm.isalpha() or words[at].norm in ("and", "a", "an"):
        return None
    best: Number | None = None
    for count in range(1, min(longest, len(words) - at) + 1):
        last = words[at + count - 1]
        if count > 1 and (last.before.strip() not in ("", "-") or len(last.norm) == 1):  # m is no million
            break
        if last.norm == "and":
            continue
        try:
            best = int(text2num(" ".join(w.norm for w in words[at : at + count]), "en")), count
        except ValueError:
            if count > 1:
                break
            return None
    return best


def _ordinal_word(word: Word, several_from: int = 11) -> int | None:
    """Recognisers also write "fourteenths"; below `several_from` that may be a part of something."""
    if digits := _ORDINAL_DIGITS.match(word.norm):
        return int(digits[1])
    if word.norm.endswith(("ths", "thirds")):
        several = _ORDINAL_WORDS.get(word.norm[:-1], 0)
        return several if several >= several_from else None
    return _ORDINAL_WORDS.get(word.norm)


def ordinal(words: tuple[Word, ...], at: int) -> Number | None:
    """A day of the month as an ordinal, also split: "twenty third", "20 3rd", "twenty-3rd"."""
    if at >= len(words) or (at + 1 < len(words) and (words[at].norm, words[at + 1].norm) in _NO_ORDINALS):
        return None
    one = _ordinal_word(words[at])
    teen = at + 1 < len(words) and words[at + 1].norm in ("teenth", "teen")
    if teen and (split := _ORDINAL_WORDS.get(words[at].norm + "teenth")) is not None:
        return split, 2
    if one is not None:
        follows = _ordinal_word(words[at + 1]) if at + 1 < len(words) else None
        if one in (20, 30) and follows is not None and follows < 10:
            return one + follows, 2
        return one, 1
    if words[at].norm.isdigit() and at + 1 < len(words) and words[at + 1].norm in ("st", "nd", "rd", "th"):
        return int(words[at].norm), 2
    tens = {"twenty": 20, "20": 20, "thirty": 30, "30": 30}.get(words[at].norm)
    if tens and at + 1 < len(words) and "." not in words[at + 1].before:
        ones = _ordinal_word(words[at + 1], several_from=3)
        if ones is not None and ones < 10:
            return tens + ones, 2
    return None


def heard_ordinal(words: tuple[Word, ...], at: int) -> Number | None:
    """A day of the month that was misheard: "the tense of" November, June "twenty night"."""
    if at >= len(words):
        return None
    tens = {"twenty": 20, "20": 20, "thirty": 30, "30": 30}.get(words[at].norm, 0)
    ones = _HEARD_ORDINALS.get(words[at + (tens > 0)].norm) if at + (tens > 0) < len(words) else None
    return None if ones is None or (tens and ones > 9) else (tens + ones, 1 + (tens > 0))


def year(words: tuple[Word, ...], at: int) -> Number | None:
    """2026, two thousand (and) twenty six, twenty twenty six."""
    whole = cardinal(words, at)
    if whole and 1900 <= whole[0] <= 2199:
        return whole
    if whole and whole[0] in (19, 20) and (rest := cardinal(words, at + whole[1])) and 10 <= rest[0] <= 99:
        return whole[0] * 100 + rest[0], whole[1] + rest[1]
    return None
