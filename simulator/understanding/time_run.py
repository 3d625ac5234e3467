"""The words of a text as the readers of times are given them: numbers, halves of the day, ends of clauses."""

from dataclasses import replace

from simulator.understanding.date_words import WEEKDAY
from simulator.understanding.hesitations import without_hesitations
from simulator.understanding.numerals import cardinal
from simulator.understanding.time_words import COUNTED, HEARD_AS, NOON, PARTS
from simulator.understanding.words import Word, words


def _without_ish(word: Word) -> tuple[Word, ...]:
    """Twoish as two, ish."""
    if not word.norm.endswith("ish") or len(word.norm) < 4:
        return (word,)
    stem = replace(word, text=word.text[:-3], norm=word.norm[:-3], end=word.end - 3)
    if stem.norm not in (*NOON, *HEARD_AS) and cardinal((stem,), 0) is None:
        return (word,)
    return stem, Word(word.text[-3:], "ish", stem.end, word.end, "")


def _at_and_hour(word: Word) -> tuple[Word, ...]:
    """Attend, as recognisers write "at ten" in "at ten to three", as two words."""
    if word.norm not in ("attend", "atten"):
        return (word,)
    at = replace(word, text=word.text[:2], norm="at", end=word.start + 2)
    return at, Word(word.text[2:], "ten", at.end, word.end, "")


def _after_noon(word: Word, before: Word | None) -> tuple[Word, ...]:
    """A bit afternoon, as recognisers write "a bit after noon", as two words."""
    if word.norm != "afternoon" or before is None or before.norm not in ("bit", "just", "little", "shortly"):
        return (word,)
    after = replace(word, text=word.text[:5], norm="after", end=word.start + 5)
    return after, Word(word.text[5:], "noon", after.end, word.end, "")


class TimeRun:
    """The words of `text`, without what is said while one thinks."""

    def __init__(self, text: str) -> None:
        said = without_hesitations(words(text))
        self.words: tuple[Word, ...] = tuple(
            part
            for before, w in zip((None, *said), said, strict=False)
            for split in _after_noon(w, before)
            for word in _at_and_hour(split)
            for part in _without_ish(word)
        )

    def norm(self, at: int) -> str:
        """The plain form of word `at`, "" outside of the text."""
        return self.words[at].norm if 0 <= at < len(self.words) else ""

    def norms(self, at: int, count: int) -> tuple[str, ...]:
        return tuple(self.norm(at + i) for i in range(count))

    def number(self, at: int) -> tuple[int, int] | None:
        return cardinal(self.words, at, longest=2)

    def counted(self, at: int) -> bool:
        """Whether the word at `at` is something that the number before it counts."""
        return self.norm(at) in COUNTED

    def ends(self, at: int) -> bool:
        """Whether the text or a clause of it ends before word `at`."""
        return at >= len(self.words) or self.words[at].opens_clause

    def half_day(self, at: int) -> tuple[str, int]:
        """ "am", "pm" or a part of the day behind a time, and how many words it took."""
        a, b = self.norm(at), self.norm(at + 1)
        if a in ("am", "pm"):
            return a, 1
        if a in ("m", "mm"):  # the "a" or the "p" was lost
            return "m", 1
        if a in ("a", "p", "at") and b == "m":
            return a[:1] + "m", 2
        if (a, b) in (("in", "the"), ("early", "in"), ("late", "in"), ("on", "the"), ("of", "the")):
            step = at + 2 + (a in ("early", "late"))
            step += self.norm(step) in ("early", "late", "mid")
            part = self.norm(step)
            if part in PARTS or (part in ("am", "pm") and a == "in"):
                return part, step + 1 - at
            if part in ("a", "p") and self.norm(step + 1) == "m" and a == "in":
                return part + "m", step + 2 - at
        if a == "at" and b == "night":
            return b, 2
        if a in ("that", "this", "early", "late") and b in PARTS:
            return b, 2
        if (a == "yesterday" or a in WEEKDAY) and b in PARTS:
            return b, 2
        if a in PARTS and self.norm(at - 1) not in ("the",):
            return a, 1
        return "", 0
