"""Notes against facts: what was written down, what was missed, and what was written down wrongly. Pure text.

    fact   training: "a training day on Friday, from eight to four", good notes hold training, Friday, eight
    note   "trng Fri 8-4"      noted           note   "training Thurs"     wrong: it was Friday
    note   "training day"      partly          note   "call back soon"     missed

A note is read clause by clause. A clause belongs to the facts whose words it shares most; a clause of nothing
but numbers or days belongs to its neighbour, or to the only fact that says the same. Facts that were not said
are not passed in, so nothing can be credited for them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from simulator.understanding.note_values import Value, agrees, corrected, in_digits, read_values
from simulator.understanding.note_words import negated, note_words, same_word

Result = Literal["noted", "partly", "wrong", "missed"]

_CLAUSES = re.compile(
    r"[;\n•|]+|,(?!\d{3}\b)|\s[-–—>]+\s|(?<=[a-z]{4})\.\s|\s[+&]\s|\band\b|->|→", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*(?:[-*•>]+|\d{1,2}[.)](?=\s))\s*")
_UNITS = frozenset({"day", "days", "week", "weeks", "month", "months", "year", "years"})
_NAME = re.compile(r"[A-Z][a-z]+(?:\s+[A-Z][a-z]+)*$")


@dataclass(frozen=True, slots=True)
class Note:
    """One line of notes. `at_ms`: when it was begun, in the call, `end_ms`: when it was finished.

    Both None for notes from paper.
    """

    text: str
    at_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True)
class SaidFact:
    """Something that the recruiter said: `say` as it was said; `note` what a good note of it holds."""

    key: str
    say: str
    note: tuple[str, ...] = ()

    @cached_property
    def _read(self) -> tuple[tuple[Value, ...], str]:
        return read_values(self.say)

    @property
    def values(self) -> tuple[Value, ...]:
        return self._read[0]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that tell what a note is about."""
        own = {w for k in self.keywords for w in k.words}
        return frozenset(own | set(note_words(self._read[1])) | set(note_words(self.key.replace("-", " "))))

    @cached_property
    def keywords(self) -> tuple["Keyword", ...]:
        return tuple(Keyword.of(text, self.values) for text in self.note)


@dataclass(frozen=True, slots=True)
class Keyword:
    """One thing that a good note holds: words, values, or both."""

    text: str
    words: tuple[str, ...]
    values: tuple[Value, ...]
    name: bool

    @classmethod
    def of(cls, text: str, said: Sequence[Value]) -> "Keyword":
        """A bare "nine" becomes the time or the number that was `said`."""
        values, rest = read_values(text)
        meant = tuple(next((s for s in said if agrees(s, v)), v) for v in values)
        words = note_words(rest)
        if any(v.kind == "duration" for v in values):
            words = tuple(word for word in words if word not in _UNITS)
        return cls(text, words, meant, bool(_NAME.match(text)) and not values)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact and what the notes made of it.

    note: the index of the note that holds most of it. held, lacking: its keywords. why: one sentence to the
    caller, empty where it was noted.
    """

    key: str
    result: Result
    note: int | None = None
    at_ms: int | None = None
    heard: str = ""
    held: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Clause:
    note: int
    text: str
    words: tuple[str, ...]
    values: tuple[Value, ...]


def check_notes(notes: Sequence[Note], facts: Sequence[SaidFact]) -> tuple[Finding, ...]:
    """One finding a fact, in the order of `facts`."""
    clauses = [clause for index, note in enumerate(notes) for clause in _clauses(index, note.text)]
    owners = _owners(clauses, facts)
    return tuple(_finding(i, facts, clauses, owners, notes) for i in range(len(facts)))


def _clauses(index: int, text: str) -> list[_Clause]:
    found: list[_Clause] = []
    text = _BULLET.sub("", text)
    start = 0
    for stop in [*_CLAUSES.finditer(text), None]:
        part = text[start : stop.start() if stop else len(text)]
        values, rest = read_values(part)
        words = note_words(rest)
        if words or values:
            found.append(_Clause(index, part, words, values))
        start = stop.end() if stop else start
    return found


def _owners(clauses: Sequence[_Clause], facts: Sequence[SaidFact]) -> list[frozenset[int]]:
    """For each clause the facts that it is about."""
    own: list[frozenset[int]] = []
    for clause in clauses:
        scores = [_likeness(clause, fact, facts) for fact in facts]
        best = max(scores, default=0.0)
        own.append(frozenset(i for i, s in enumerate(scores) if best >= 0.5 and s >= 0.6 * best))
    for i, clause in enumerate(clauses):
        if own[i] or not clause.values:
            continue
        single = frozenset(
            k for k, fact in enumerate(facts)
            if all(any(agrees(v, mine) for v in fact.values) for mine in clause.values)
        )  # fmt: skip
        near = [
            j for j in (i - 1, i + 1) if 0 <= j < len(clauses) and clauses[j].note == clause.note and own[j]
        ]
        if near and not (len(single) == 1 and not single & own[near[0]]):
            own[i] = own[near[0]]
        elif len(single) == 1:
            own[i] = single
    return own


def _likeness(clause: _Clause, fact: SaidFact, facts: Sequence[SaidFact]) -> float:
    """How much a clause shares with a fact; what other facts share as well counts less."""
    score = 0.0
    keywords = {w for k in fact.keywords for w in k.words}
    names = {w for k in fact.keywords if k.name for w in k.words}
    for word in dict.fromkeys(clause.words):
        hit = next((w for w in fact.words if same_word(w, word, w in names)), None)
        if hit is not None:
            common = sum(hit in other.words for other in facts)
            score += (2.0 if hit in keywords else 1.0) / max(1, common)
    for mine in clause.values:
        if any(agrees(v, mine) for v in fact.values):
            score += 0.4
    return score


def _finding(
    index: int, facts: Sequence[SaidFact], clauses: Sequence[_Clause], owners: Sequence[frozenset[int]],
    notes: Sequence[Note],
) -> Finding:  # fmt: skip
    fact = facts[index]
    mine = [c for c, who in zip(clauses, owners, strict=True) if index in who]
    if not mine:
        return Finding(fact.key, "missed", why="Your notes do not hold it.")
    held = tuple(k.text for k in fact.keywords if _holds(k, mine))
    lacking = tuple(k.text for k in fact.keywords if k.text not in held)
    counts: dict[int, int] = {}
    for clause in mine:
        gained = sum(_holds(k, [clause]) for k in fact.keywords)
        counts[clause.note] = counts.get(clause.note, 0) + gained
    best = max(counts, key=lambda n: (counts[n], -n))
    where = (best, notes[best].at_ms, notes[best].text)
    if wrong := _contradiction(index, facts, clauses, owners):
        clause, said = wrong
        here = (clause.note, notes[clause.note].at_ms, notes[clause.note].text)
        return Finding(
            fact.key, "wrong", *here, held, lacking, f"You noted “{clause.text.strip()}”; they said “{said}”."
        )
    if fact.keywords:
        share = len(held) / len(fact.keywords)
    else:
        words = set(note_words(fact.say))
        found = {w for w in words if any(same_word(w, n) for c in mine for n in c.words)}
        share = min(1.0, 2 * len(found) / len(words)) if words else 1.0
    if share >= 2 / 3:
        return Finding(fact.key, "noted", *where, held, lacking)
    if share > 0:
        return Finding(fact.key, "partly", *where, held, lacking, f"Your notes lack {_listed(lacking)}.")
    return Finding(fact.key, "missed", None, None, "", held, lacking, "Your notes do not hold it.")


def _holds(keyword: Keyword, clauses: Sequence[_Clause]) -> bool:
    """Its values all stand there, and at least half of its words."""
    values = [v for c in clauses for v in c.values]
    words = [w for c in clauses for w in c.words]
    if not all(any(agrees(v, noted) for noted in values) for v in keyword.values):
        return False
    found = sum(any(same_word(word, noted, keyword.name) for noted in words) for word in keyword.words)
    return 2 * found >= len(keyword.words) and bool(found or keyword.values)


def _contradiction(
    index: int, facts: Sequence[SaidFact], clauses: Sequence[_Clause], owners: Sequence[frozenset[int]]
) -> tuple[_Clause, str] | None:
    """A clause about this fact that says something else, and what was said."""
    fact = facts[index]
    mine = [(c, who) for c, who in zip(clauses, owners, strict=True) if index in who]
    for place, (clause, who) in enumerate(mine):
        for value in clause.values:
            verdicts = [agrees(v, value) for v in fact.values]
            if False not in verdicts or True in verdicts:
                continue
            if any(agrees(v, value) for other in who - {index} for v in facts[other].values):
                continue
            against = fact.values[verdicts.index(False)]
            later = [(c, v) for c, _ in mine[place:] for v in c.values if c is not clause or v.at > value.at]
            if any(agrees(against, v) and corrected(_between(clause, value, c)) for c, v in later):
                continue
            return clause, fact.say
        if len(who) == 1 and not any(negated(fact.say, w) for w in fact.words):
            denied = [k for k in fact.keywords if any(negated(clause.text, w) for w in k.words)]
            if denied:
                return clause, fact.say
    return None


def _between(clause: _Clause, value: Value, later: _Clause) -> str:
    """The words in which the caller may have taken a value back."""
    rest = in_digits(clause.text)[value.at :]
    return rest if later is clause else f"{rest} {later.text}"


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
