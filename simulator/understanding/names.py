"""Whether the caller said the card's name, from a recogniser's spelling of it.

The whole name is compared by sound, so that merged and split words do not matter ("Norhassen" for Nur
Hassan); then each part must stand on its own, so that Jane Smith is not John Smith. Where recogniser and
listener both know a name (an English dictionary name heard for another one), it must be that name. After
"my name is" or "this is" the bar is lower, since there a name is expected; names of other people are not
the caller's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from simulator.understanding.by_ear import by_ear
from simulator.understanding.name_forms import PARTICLES, Form, Part, Tokens, forms
from simulator.understanding.phonetics import (
    KNOWN,
    VOWELS,
    costs,
    likeness,
    phrase_sounds,
    rank,
    same_said,
    sounds,
    weight,
)
from simulator.understanding.reading import Reading
from simulator.understanding.words import Word, spelled_out, word_set, words

INTRODUCED_BARS = ((0.78, 0.67), (0.86, 0.58))
"""Likeness of the whole name, and of its weakest part, after words that introduce a name; any pair does."""
BROKEN_BARS = ((0.70, 0.50), *INTRODUCED_BARS)
"""The same where the recogniser wrote common words for a part of the name: it knew no other name."""
PLAIN_BARS = ((0.86, 0.75),)
"""The same anywhere else."""
KNOWN_BAR = 0.84
"""Likeness of a part for which the recogniser wrote another name that it knows well."""
WELL_KNOWN = 700
"""Rank up to which a recogniser is trusted to know an English name."""

_INTRODUCES = (  # the longer first
    ("my", "name", "is"), ("im", "called"), ("youre", "speaking", "with"), ("my", "names"), ("the", "names"),
    ("name", "is"), ("this", "is"), ("i", "am"), ("im",), ("its",), ("it", "is"),
    ("my", "name"), ("myself",), ("theres",), ("i", "m"), ("name", "of"),
)  # fmt: skip
_CLOSES = word_set(
    """
    speaking here calling ringing phoning
    """
)
_TITLES = word_set(
    """
    mr mrs ms miss dr mister doctor missus
    """
)
_NOT_CALLER = word_set(
    """
    with to for from by hi hello hey dear mr mrs ms miss dr mister at met is thanks you
    """
)
_STOP = word_set(
    """
    a about absolutely actually afraid again all also am an and applicant application applied applying
    are as ask asking at available back because been but by call called caller calling can candidate
    checking concerning could curious currently dear delighted did do eager excited follow following for
    free from glad going good grateful great had happy have having hello here hey hi honored how i id if
    ill im in inquiring interested interview interviewed interviewing is it its ive job just late
    looking may me meeting my name nice no not of off okay on one or over phoning pleased position quite
    reaching ready really regarding regards responding returning right ringing role so sorry speaking
    still sure thank thanks that the there this thrilled to today trying uh um up very wanting was we
    well were what when where who whom why will with wondering would writing yes yesterday you your
    """
)
_BORDERS = word_set(
    """
    is im this its am my name names hi hello hey good morning afternoon evening calling interviewed
    speaking here i id ive from about at regarding youre to with
    """
)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Where a name is expected: it begins at word `first`, or (closes) ends before word `first`."""

    first: int
    closes: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    first: int
    after: int
    whole: float
    weakest: float
    form: Form
    known_other: bool


def _anchors(said: tuple[Word, ...]) -> Iterator[_Anchor]:
    norms = [w.norm for w in said]
    at = 0
    while at < len(said):
        length = next((len(p) for p in _INTRODUCES if tuple(norms[at : at + len(p)]) == p), 0)
        if length and norms[at] == "this" and at and norms[at - 1] in ("is", "if"):
            length = 0
        if length:
            at += length
            while at < len(said) and norms[at] in _TITLES | {"uh", "um", "actually", "called", "again"}:
                at += 1
            yield _Anchor(at)
            continue
        if norms[at] in _CLOSES and at and norms[at - 1] not in _STOP:
            yield _Anchor(at, closes=True)
        at += 1


def _letters(said: tuple[Word, ...], first: int, after: int) -> Tokens:
    return tuple(w.norm for w in said[first:after])


def _compare(form: Form, heard: Tokens) -> tuple[float, float]:
    """Likeness of the whole and of the weakest part, over the likeliest ways of saying both."""
    ways = [tuple(phrase_sounds(part)) for part in form.parts]
    windows = phrase_sounds(heard)
    best = (0.0, 0.0)
    candidates = [(w, h) for w in _rows(ways) for h in windows]
    candidates.sort(key=lambda c: -fuzz.ratio("".join(c[0]), c[1]))
    for way, window in candidates[:10]:
        spent = costs("".join(way), window)
        at, parts = 0, []
        for part in way:
            cost = sum(spent[at : at + len(part)])
            if part[0] not in VOWELS and spent[at] >= 0.5:  # Gurpreet, Harpreet: so does the first
                cost += 0.4
            at += len(part)
            if (
                part[-1] in VOWELS and spent[at - 1] > 0.3
            ):  # Giovanni, Giovanna: the last vowel tells names apart
                cost += 1.5 * spent[at - 1]
            parts.append(max(0.0, 1 - cost / max(weight(part), 1.5)))
        whole = max(0.0, 1 - sum(spent) / max(weight("".join(way)), weight(window)))
        if len(parts) > 2:  # what stands in the middle may be left out, so it may be half understood
            parts[1:-1] = [part + 0.6 for part in parts[1:-1]]
        best = max(best, (whole, min(parts)), key=lambda b: (min(b[0], b[1] + 0.15), b))
    return best


def _rows(ways: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    if not ways:
        yield ()
        return
    for head in ways[0][:5]:
        for tail in _rows(ways[1:]):
            yield (head, *tail)


def _pair(ours: str, theirs: str) -> bool:
    """A man's and a woman's form of one name: Giovanni and Giovanna, Paul and Paula."""
    if min(len(ours), len(theirs)) < 4 or ours == theirs:
        return False
    if ours[:-1] == theirs[:-1]:
        return "a" in (ours[-1], theirs[-1]) and {ours[-1], theirs[-1]} <= set("aoi")
    return theirs == ours + "a" or ours == theirs + "a"


def _same_bones(ours: str, theirs: str) -> bool:
    """Spellings of one name: the same consonants (s and z alike) between much the same letters."""
    bones = [re.sub(f"[{VOWELS}HWY]", "", sounds(t)[0]).replace("Z", "S") for t in (ours, theirs)]
    return bones[0] == bones[1] and fuzz.ratio(ours, theirs) >= 75


def _other_name(ours: str, theirs: str, weakest: float) -> bool:
    """The recogniser knows the name that it wrote, or the one on the card, and they are two names."""
    if _pair(ours, theirs):
        return True
    rank_ours, rank_theirs = rank(ours), rank(theirs)
    if rank_theirs is None or same_said(ours, theirs):
        return False
    alike = set(sounds(ours)[:3]) & set(sounds(theirs)[:3]) or _same_bones(ours, theirs)
    if alike and max(rank_ours or WELL_KNOWN, rank_theirs) >= 500:  # both are common else: Daniel, Danielle
        return False
    if rank_ours is not None and rank_ours <= WELL_KNOWN:
        return True
    return rank_theirs <= KNOWN and weakest < KNOWN_BAR


def _known_other(form: Form, heard: Tokens, weakest: float) -> bool:
    """A name of the window is another than the card's in its place; split and merged names are not judged."""
    card = form.tokens
    ends = ((card[0], heard[0]), (card[-1], heard[-1]))
    alike = len(card) == len(heard)
    return any((alike or _alone(a, b) >= 0.5) and _other_name(a, b, weakest) for a, b in ends)


def _alone(ours: str, theirs: str) -> float:
    return max(likeness(a, b) for a in sounds(ours)[:2] for b in sounds(theirs)[:2])


def _match(said: tuple[Word, ...], first: int, after: int, form: Form) -> _Match:
    heard = _letters(said, first, after)
    whole, weakest = _compare(form, heard)
    return _Match(first, after, whole, weakest, form, _known_other(form, heard, weakest))


def _windows(said: tuple[Word, ...], anchor: _Anchor, longest: int) -> Iterator[tuple[int, int]]:
    for size in range(1, longest + 1):
        first, after = (
            (anchor.first - size, anchor.first) if anchor.closes else (anchor.first, anchor.first + size)
        )
        if first < 0 or after > len(said):
            return
        edge = said[first] if anchor.closes else said[after - 1]
        at = first + 1 if anchor.closes else after - 1
        if edge.norm in _BORDERS or (size > 1 and said[at].opens_sentence and len(said[at - 1].norm) > 1):
            return
        yield first, after


def _inside(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Every span of up to three words inside the widest of `spans`."""
    low, high = min(s[0] for s in spans), max(s[1] for s in spans)
    return [(a, b) for a in range(low, high) for b in range(a + 1, min(a + 3, high) + 1)]


def _rough(form: Form, heard: Tokens) -> float:
    return max(fuzz.ratio(a, b) for a in phrase_sounds(form.tokens) for b in phrase_sounds(heard))


def _best(said: tuple[Word, ...], spans: Sequence[tuple[int, int]], wanted: Sequence[Form]) -> _Match | None:
    """The best match of any form with any span; only the ten roughly nearest pairs are compared in full."""
    pairs = [(_rough(form, _letters(said, *span)), span, form) for span in spans for form in wanted]
    pairs.sort(key=lambda p: -p[0])
    found = [_match(said, *span, form) for score, span, form in pairs[:10] if score >= 45]
    return max(found, key=lambda m: (not m.known_other, min(m.whole, m.weakest + 0.15)), default=None)


def _passes(match: _Match | None, bars: tuple[tuple[float, float], ...]) -> bool:
    if match is None or match.known_other:
        return False
    return any(match.whole >= whole and match.weakest >= weakest for whole, weakest in bars)


def _broken(window: tuple[Word, ...]) -> bool:
    return any(not w.capital and len(w.norm) > 1 and w.norm not in PARTICLES for w in window)


def _named(said: tuple[Word, ...], anchor: _Anchor, cased: bool) -> tuple[int, int] | None:
    """The words at an anchor that look like some name, whoever's."""

    def like(word: Word) -> bool:
        return word.norm not in _STOP and word.norm.isalpha() and (word.capital or not cased)

    if anchor.closes:
        first = anchor.first
        while (
            first
            and anchor.first - first < 4
            and like(said[first - 1])
            and not (first < anchor.first and said[first].opens_clause)
        ):
            first -= 1
        return (first, anchor.first) if first < anchor.first else None
    after = anchor.first
    while after < len(said) and after - anchor.first < 4 and like(said[after]):
        if after > anchor.first and said[after].opens_clause:
            break
        after += 1
    return (anchor.first, after) if after > anchor.first else None


def _shown(said: tuple[Word, ...], first: int, after: int) -> str:
    return " ".join(w.text for w in said[first:after])


def _reading(text: str, said: tuple[Word, ...], span: tuple[int, int], result: str, why: str) -> Reading:
    first, after = span
    start, end = said[first].start, said[after - 1].end
    return Reading.at(result, text, start, end, _shown(said, first, after), why)  # type: ignore[arg-type]


def _at_anchor(
    text: str,
    said: tuple[Word, ...],
    anchor: _Anchor,
    parts: tuple[Part, ...],
    wanted: tuple[Form, ...],
    name: str,
    cased: bool,
    heard_forms: Sequence[str],
) -> Reading | None:
    longest = max(len(f.tokens) for f in wanted) + 2
    spans = list(_windows(said, anchor, longest))
    if not spans:
        return None
    whole = _best(said, spans, wanted)
    bars = (
        BROKEN_BARS
        if whole is not None and cased and _broken(said[whole.first : whole.after])
        else INTRODUCED_BARS
    )
    if whole is not None and _passes(whole, bars):
        return _reading(
            text,
            said,
            (whole.first, whole.after),
            "given",
            f"heard as {_shown(said, whole.first, whole.after)}",
        )
    for span in spans if heard_forms else ():
        known = by_ear(_letters(said, *span), heard_forms, name)
        if known is not None:
            shown = _shown(said, *span)
            why = f"heard as {shown}, as your name is heard from other voices"
            if known == "doubtful":
                why += f", but others are called {shown}"
            return _reading(text, said, span, known, why)
    named = _named(said, anchor, cased)
    if len(parts) > 1:
        for at, part in enumerate(parts):
            alone = _best(said, _inside(spans), [Form((way,)) for way in part.ways])
            if alone is None or not _passes(alone, ((0.75, 0.7),)):
                continue
            low, high = (named[0], named[1]) if named else (alone.first, alone.after)
            if not anchor.closes and not any(w.norm in _STOP for w in said[anchor.first : alone.first]):
                low = min(low, anchor.first)
            more = low < alone.first or high > alone.after
            which = "first" if at == 0 else "last" if at == len(parts) - 1 else "middle"
            if more:
                span = (min(low, alone.first), max(high, alone.after))
                return _reading(
                    text, said, span, "wrong", f"heard as {_shown(said, *span)}; the card says {name}"
                )
            return _reading(
                text, said, (alone.first, alone.after), "partial", f"you gave your {which} name only"
            )
    if named is None:
        return None
    return _reading(text, said, named, "wrong", f"heard as {_shown(said, *named)}; the card says {name}")


def _anywhere(text: str, said: tuple[Word, ...], wanted: tuple[Form, ...]) -> Reading | None:
    """The whole name said without an introduction, where it is not somebody else who is spoken of or to."""
    sizes = {len(f.tokens) + extra for f in wanted for extra in (-1, 0, 1)}
    spans = []
    for first in range(len(said)):
        if first and said[first - 1].norm in _NOT_CALLER and not said[first].opens_clause:
            continue
        for size in sizes:
            after = first + size
            if size > 0 and after <= len(said) and not (said[first].norm in _STOP and size > 1):
                spans.append((first, after))
    match = _best(said, spans, wanted)
    if match is None or not _passes(match, PLAIN_BARS):
        return None
    return _reading(
        text, said, (match.first, match.after), "given", f"heard as {_shown(said, match.first, match.after)}"
    )


def read_name(text: str, name: str, accepted: Sequence[str] = (), heard_forms: Sequence[str] = ()) -> Reading:
    """The reading of the caller's own name; nicknames count only where `accepted` has them.

    `heard_forms`: what a recogniser wrote when voices said the name. Such a form can only confirm, or leave a
    doubt where others bear that name.
    """
    said = spelled_out(words(text), text, 3)
    parts, wanted = forms(name, accepted)
    missing = Reading("missing", why="you did not say your name")
    if not said or not wanted:
        return missing
    cased = bool(re.search(r"[A-Z]", text[1:].replace("I", "")))
    found = [
        r
        for a in _anchors(said)
        if (r := _at_anchor(text, said, a, parts, wanted, name, cased, heard_forms)) is not None
    ]
    for result in ("given", "doubtful", "partial", "wrong"):
        for reading in found:
            if reading.result == result:
                if result != "given" and (plain := _anywhere(text, said, wanted)):
                    return plain
                return reading
    return _anywhere(text, said, wanted) or missing
