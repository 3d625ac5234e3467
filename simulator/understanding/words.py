"""A text as words with their character spans, in one plain spelling. Every reader starts here."""

import re
import unicodedata
from dataclasses import dataclass, replace

# Clock times, dates and ordinals in digits stay one word; "p.m." is one word; hyphens split.
_WORD = re.compile(
    r"to-(?:day|morrow|night)|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}/\d{1,2}|\d{1,2}[:.]\d{2}(?!\d)"
    r"|\d{1,2}-\d{1,2}-\d{2,4}\b|\b\d{1,2}-\d{1,2}\b"
    r"|\d+(?:st|nd|rd|th)\b|\d+|[ap]\.\s?m\b\.?|[^\W\d_]+(?:['’`][^\W\d_]+)*",
    re.IGNORECASE,
)
_CLIPPED = {"mornin": "morning", "evenin": "evening"}
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_SENTENCE_END = re.compile(r"[.!?;]")


@dataclass(frozen=True, slots=True)
class Word:
    """`norm` is lower case without diacritics and apostrophes; `before` is what stands before it."""

    text: str
    norm: str
    start: int
    end: int
    before: str

    @property
    def opens_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.before))

    @property
    def opens_clause(self) -> bool:
        return self.opens_sentence or "," in self.before or ":" in self.before or " - " in self.before

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


def plain(text: str) -> str:
    """Lower case, no diacritics, no apostrophes."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(c for c in folded if not unicodedata.combining(c) and c not in "'’`.")


def words(text: str) -> tuple[Word, ...]:
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        token = match.group()
        norm = plain(token) if token[0].isalpha() else token.casefold()
        norm = _CLIPPED.get(norm, norm)
        found.append(
            Word(
                token,
                norm.replace(" ", "").replace("to-", "to"),
                match.start(),
                match.end(),
                text[last : match.start()],
            )
        )
        last = match.end()
    return tuple(found)


def spelled_out(said: tuple[Word, ...], text: str, least: int) -> tuple[Word, ...]:
    """The words with `least` and more single letters in a row, J O H N or H. R., joined into one."""
    out: list[Word] = []
    run: list[Word] = []
    for word in (*said, None):
        letter = (
            word is not None
            and len(word.norm) == 1
            and word.norm.isalpha()
            and not (word.text == "a" and not run)
        )
        if word is not None and letter and not (run and "," in word.before):
            run.append(word)
            continue
        if len(run) >= least:
            start, end = run[0].start, run[-1].end
            out.append(Word(text[start:end], "".join(w.norm for w in run), start, end, run[0].before))
        else:
            out += run
        if word is not None:
            abbreviated = bool(run) and "." in text[run[0].start : run[-1].end] and word.before.strip() == "."
            out.append(replace(word, before=" ") if abbreviated else word)
        run = []
    return tuple(out)


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())
