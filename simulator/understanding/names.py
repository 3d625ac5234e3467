"""Whether the caller said the card's name, from a recogniser's spelling of it.

The whole name is compared by sound, so that merged and split words do not matter ("Norhassen" for Nur Hassan);
then each part must stand on its own, so that Jane Smith is not John Smith. Where recogniser and listener both
know a name (an English dictionary name heard for another one), it must be that name. After "my name is" or
"this is" the bar is lower, since there a name is expected; names of other people are not the caller's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from simulator.understanding.name_forms import Form, Part, Tokens, forms
from simulator.understanding.phonetics import costs, phrase_sounds, rank, same_said, sounds, weight
from simulator.understanding.reading import Reading
from simulator.understanding.words import Word, word_set, words

INTRODUCED_BAR = (0.70, 0.55)
"""Likeness of the whole name, and of each part, after words that introduce a name."""
PLAIN_BAR = (0.86, 0.75)
"""The same anywhere else."""
KNOWN_BAR = 0.84
"""Likeness of a part for which the recogniser wrote another name that it knows well."""
WELL_KNOWN = 700
"""Rank up to which a recogniser is trusted to know an English name."""

_INTRODUCES = (  # the longer first
    ("my", "name", "is"), ("im", "called"), ("youre", "speaking", "with"), ("my", "names"), ("the", "names"), ("name", "is"), ("this", "is"), ("i", "am"), ("im",), ("its",), ("it", "is"),
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
    is im this its am my name hello morning afternoon evening and calling interviewed speaking here
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


def _spelled_out(said: tuple[Word, ...], text: str) -> tuple[Word, ...]:
    """Three letters and more in a row, J O H N, become one word."""
    out: list[Word] = []
    run: list[Word] = []
    for word in (*said, None):
        if (
            word is not None
            and len(word.norm) == 1
            and word.norm.isalpha()
            and not (run and word.opens_clause)
        ):
            run.append(word)
            continue
        if len(run) > 2:
            start, end = run[0].start, run[-1].end
            out.append(Word(text[start:end], "".join(w.norm for w in run), start, end, run[0].before))
        else:
            out += run
        run = []
        if word is not None:
            out.append(word)
    return tuple(out)


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
            parts.append(max(0.0, 1 - sum(spent[at : at + len(part)]) / max(weight(part), 1.5)))
            at += len(part)
        whole = max(0.0, 1 - sum(spent) / max(weight("".join(way)), weight(window)))
        best = max(best, (whole, min(parts)), key=lambda b: (min(b[0], b[1] + 0.15), b))
    return best


def _rows(ways: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    if not ways:
        yield ()
        return
    for head in ways[0][:5]:
        for tail in _rows(ways[1:]):
            yield (head, *tail)


def _known_other(form: Form, heard: Tokens, weakest: float) -> bool:
    """The recogniser wrote a name that it knows, and it is not the card's."""
    card = form.tokens
    if len(card) != len(heard):
        return False
    for ours, theirs in zip(card, heard, strict=True):
        rank_ours, rank_theirs = rank(ours), rank(theirs)
        if rank_theirs is None or same_said(ours, theirs):
            continue
        if set(sounds(ours)[:3]) & set(sounds(theirs)[:3]):
            continue
        if rank_ours is not None and rank_ours <= WELL_KNOWN:
            return True
        if rank_theirs <= WELL_KNOWN and weakest < KNOWN_BAR:
            return True
    return False


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
        if edge.norm in _BORDERS or (
            size > 1 and said[first + 1 if anchor.closes else after - 1].opens_sentence
        ):
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


def _passes(match: _Match | None, bar: tuple[float, float]) -> bool:
    return match is not None and match.whole >= bar[0] and match.weakest >= bar[1] and not match.known_other


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
) -> Reading | None:
    longest = max(len(f.tokens) for f in wanted) + 2
    spans = list(_windows(said, anchor, longest))
    if not spans:
        return None
    whole = _best(said, spans, wanted)
    if whole is not None and _passes(whole, INTRODUCED_BAR):
        return _reading(
            text,
            said,
            (whole.first, whole.after),
            "given",
            f"heard as {_shown(said, whole.first, whole.after)}",
        )
    named = _named(said, anchor, cased)
    if len(parts) > 1:
        for at, part in enumerate(parts):
            alone = _best(said, _inside(spans), [Form((way,)) for way in part.ways])
            if alone is None or not _passes(alone, (0.75, 0.7)):
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
    if match is None or not _passes(match, PLAIN_BAR):
        return None
    return _reading(
        text, said, (match.first, match.after), "given", f"heard as {_shown(said, match.first, match.after)}"
    )


def read_name(text: str, name: str, accepted: Sequence[str] = ()) -> Reading:
    """The reading of the caller's own name; nicknames count only where `accepted` has them."""
    said = _spelled_out(words(text), text)
    parts, wanted = forms(name, accepted)
    missing = Reading("missing", why="you did not say your name")
    if not said or not wanted:
        return missing
    cased = bool(re.search(r"[A-Z]", text[1:].replace("I", "")))
    found = [
        r for a in _anchors(said) if (r := _at_anchor(text, said, a, parts, wanted, name, cased)) is not None
    ]
    for result in ("given", "partial", "wrong"):
        for reading in found:
            if reading.result == result:
                if result != "given" and (plain := _anywhere(text, said, wanted)):
                    return plain
                return reading
    return _anywhere(text, said, wanted) or missing
