"""Whether the caller said the card's name, from a recogniser's spelling of it.

The whole name is compared by sound, so that merged and split words do not matter ("Norhassen" for Nur
Hassan); then each part must stand on its own, so that Jane Smith is not John Smith. Where recogniser and
listener both know a name (an English dictionary name heard for another one, or a word that this recogniser
writes right when voices say the name), it must be that name. After "my name is" or "this is" the bar is
lower, since there a name is expected; names of other people are not the caller's.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from simulator.understanding.by_ear import by_ear, firm_words, nearness
from simulator.understanding.name_forms import Form, forms
from simulator.understanding.name_match import (
    INTRODUCED_BARS,
    LENIENT_BARS,
    PART_BARS,
    PLAIN_BARS,
    Match,
    Span,
    best,
    broken,
    letters,
    unheard_of,
    written_apart,
)
from simulator.understanding.name_places import (
    Place,
    bare_places,
    begins_like_a_name,
    ends_clause,
    inside,
    named,
    places,
    somebody_elses,
    spoken_of,
    starts_with_name,
    windows,
)
from simulator.understanding.phonetics import rank
from simulator.understanding.reading import Reading, Result
from simulator.understanding.words import Word, spelled_out, words

_PARTS_NAMED = re.compile(r"\b(?:family|last|first|given|sur)\s?names?\b", re.IGNORECASE)


def _abbreviated(said: tuple[Word, ...]) -> tuple[Word, ...]:
    """The full stop of St. and of Ms. ends no sentence."""
    out = list(said)
    for at, (word, after) in enumerate(pairwise(said)):
        if word.norm in ("st", "mr", "mrs", "ms", "dr") and after.before == ". ":
            out[at + 1] = replace(after, before=" ")
    return tuple(out)


class _Reader:
    """One text against one card."""

    def __init__(self, text: str, name: str, accepted: Sequence[str], heard_forms: Sequence[str]) -> None:
        self.text, self.name, self.heard_forms = text, name, tuple(heard_forms)
        self.said: tuple[Word, ...] = spelled_out(_abbreviated(words(text)), text, 3)
        self.parts, self.wanted = forms(name, accepted)
        self.card = tuple(token for form in self.wanted for token in form.tokens)
        self.firm = firm_words(self.heard_forms, name)
        self.cased = bool(re.search(r"[A-Z]", text[1:].replace("I", "")))
        self.longest = max((len(f.tokens) for f in self.wanted), default=0) + 2

    def read(self) -> Reading:
        missing = Reading("missing", why="you did not say your name")
        if not self.said or not self.wanted:
            return missing
        found = [r for place in places(self.said) if (r := self.at(place)) is not None]
        if not any(r.result == "given" for r in found):
            found += self.sure()
        if not found:
            found = [r for place in bare_places(self.said) if (r := self.bare(place)) is not None]
        ranks: tuple[Result, ...] = ("given", "doubtful", "partial", "wrong")
        return next((r for rank in ranks for r in found if r.result == rank), missing)

    def sure(self) -> list[Reading]:
        """What makes it the name wherever it stands."""
        found = (self.by_ear(), self.anywhere(), self.in_parts())
        bare = (self.bare(place) for place in bare_places(self.said))
        return [r for r in (*found, *bare) if r is not None and r.result in ("given", "doubtful")]

    def at(self, place: Place) -> Reading | None:
        """The reading of what stands where a name is expected."""
        spans = list(windows(self.said, place, self.longest))
        if not spans:
            return None
        whole = best(self.said, spans, self.wanted, self.firm)
        if whole is not None:
            lost = (self.cased and broken(self.said, whole)) or (
                bool(self.heard_forms) and unheard_of(self.said, whole, self.firm)
            )
            if whole.passes(LENIENT_BARS if lost else INTRODUCED_BARS):
                return self.given(whole)
        other = named(self.said, place, self.cased)
        if (found := self.one_part(spans)) is not None:
            at, alone = found
            low, high = other or (alone.first, alone.after)
            if not place.closes and starts_with_name(self.said, place, alone.first):
                low = min(low, place.first)
            if low < alone.first or high > alone.after:
                return self.wrong((min(low, alone.first), max(high, alone.after)))
            return self.partial(at, alone)
        return self.wrong(other) if other is not None else None

    def bare(self, place: Place) -> Reading | None:
        """The same where nothing introduces it: then it must be a clause, and at least half the name."""
        spans = [s for s in windows(self.said, place, self.longest) if ends_clause(self.said, s[1])]
        if not spans:
            return None
        whole = best(self.said, spans, self.wanted, self.firm)
        if whole is not None and whole.passes(INTRODUCED_BARS):
            return self.given(whole)
        if (found := self.one_part(spans)) is None:
            return None
        at, alone = found
        other = named(self.said, place, self.cased)
        if other is not None and (other[0] < alone.first or other[1] > alone.after):
            return self.wrong(other) if ends_clause(self.said, other[1]) else None
        return self.partial(at, alone) if (alone.first, alone.after) in spans else None

    def one_part(self, spans: Sequence[Span]) -> tuple[int, Match] | None:
        """The first part of the card's name that stands alone in `spans`, and where."""
        if len(self.parts) > 1:
            for at, part in enumerate(self.parts):
                alone = best(self.said, inside(spans), [Form((way,)) for way in part.ways], self.firm)
                if alone is not None and alone.passes(PART_BARS):
                    return at, alone
        return None

    def anywhere(self) -> Reading | None:
        """The whole name said without an introduction, where it is nobody else who is spoken of or to."""
        sizes = {len(f.tokens) + extra for f in self.wanted for extra in (-1, 0, 1)}
        spans = [
            (first, first + size)
            for first in range(len(self.said))
            if not spoken_of(self.said, first, self.cased)
            for size in sizes
            if 0 < size <= len(self.said) - first and (size == 1 or begins_like_a_name(self.said[first]))
        ]
        match = best(self.said, spans, self.wanted, self.firm)
        return self.given(match) if match is not None and match.passes(PLAIN_BARS) else None

    def by_ear(self) -> Reading | None:
        """The words that the recogniser is known to write for the name, unless they are somebody else's."""
        longest = max((len(form.split()) for form in self.heard_forms), default=-1) + 1
        begin = {form.casefold().split()[0] for form in self.heard_forms}
        found: list[tuple[bool, float, Span]] = []
        for first in range(len(self.said) if longest else 0):
            word = self.said[first]
            if somebody_elses(self.said, first) or not (begins_like_a_name(word) or word.norm in begin):
                continue
            for after in range(first + 1, min(first + longest, len(self.said)) + 1):
                heard = letters(self.said, first, after)
                if known := by_ear(heard, self.heard_forms, self.name):
                    found.append((known == "given", nearness(heard, self.heard_forms), (first, after)))
        if not found:
            return None
        sure, _, span = max(found)
        why = f"heard as {self.shown(span)}, as your name is heard from other voices"
        if sure:
            return self.reading(span, "given", why)
        return self.reading(span, "doubtful", f"{why}, but others are called {self.shown(span)}")

    def in_parts(self) -> Reading | None:
        """Every part of the name, each by itself, in a text that speaks of first and last names."""
        if len(self.parts) < 2 or not _PARTS_NAMED.search(self.text):
            return None
        everywhere = [(0, len(self.said))]
        found: list[Match] = []
        for part in self.parts:
            alone = best(self.said, inside(everywhere), [Form((way,)) for way in part.ways], self.firm)
            if alone is None or not alone.passes(PART_BARS):
                return None
            found.append(alone)
        span = min(m.first for m in found), max(m.after for m in found)
        return self.reading(span, "given", f"heard as {self.shown(span)}")

    def shown(self, span: Span) -> str:
        return " ".join(w.text for w in self.said[slice(*span)])

    def reading(self, span: Span, result: Result, why: str) -> Reading:
        start, end = self.said[span[0]].start, self.said[span[1] - 1].end
        return Reading.at(result, self.text, start, end, self.shown(span), why)

    def given(self, match: Match) -> Reading:
        span = match.first, match.after
        if not self.heard_forms and (other := written_apart(match.form, self.card, self.said, *span)):
            if rank(other) is not None:
                return self.wrong(span)
            return self.reading(span, "doubtful", f"{self.shown(span)} may be another name than {self.name}")
        return self.reading(span, "given", f"heard as {self.shown(span)}")

    def wrong(self, span: Span) -> Reading:
        return self.reading(span, "wrong", f"heard as {self.shown(span)}; the card says {self.name}")

    def partial(self, at: int, match: Match) -> Reading:
        which = "first" if at == 0 else "last" if at == len(self.parts) - 1 else "middle"
        return self.reading((match.first, match.after), "partial", f"you gave your {which} name only")


def read_name(text: str, name: str, accepted: Sequence[str] = (), heard_forms: Sequence[str] = ()) -> Reading:
    """The reading of the caller's own name; nicknames count only where `accepted` has them.

    `heard_forms`: what a recogniser wrote when voices said the name, each form as often as it was heard. Such
    a form can confirm, or leave a doubt where others bear that name; and a word of the name that is written
    right in most of them must be right.
    """
    return _Reader(text, name, accepted, heard_forms).read()
