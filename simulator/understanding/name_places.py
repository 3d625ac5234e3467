"""Where in a text a caller's own name may stand, and which words there look like a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.understanding.name_forms import PARTICLES
from simulator.understanding.words import Word, word_set

_INTRODUCES = (  # the longer first
    ("my", "name", "is"), ("im", "called"), ("youre", "speaking", "with"), ("my", "names"), ("the", "names"),
    ("name", "is"), ("this", "is"), ("i", "am"), ("im",), ("its",), ("it", "is"), ("here", "is"),
    ("my", "name"), ("myself",), ("theres",), ("i", "m"), ("name", "of"), ("thats", "for"),
)  # fmt: skip
_CLOSES = word_set(
    """
    speaking here calling ringing phoning
    """
)
_SPEAKS = word_set(
    """
    i im am you youre we were was who whos been be still again for now by just keep kept stop it that this
    back ill id out of one morning afternoon today yesterday hi hello before while and
    """
)
"""Before one of `_CLOSES`, these say that somebody speaks or calls, not who it is."""
_CLOSING = (("on", "the", "phone"), ("at", "the", "phone"), ("on", "the", "line"))
_HESITATES = word_set(
    """
    uh um er actually called again
    """
)
_HAILS = word_set(
    """
    hi hello hey hiya howdy hullo hallo
    """
)
_GREETS = _HAILS | word_set(
    """
    morning afternoon evening day there yes
    """
)
_GOES_ON = word_set(
    """
    here speaking calling phoning ringing on at for from is and i im about
    """
)
_TITLES = word_set(
    """
    mr mrs ms miss dr mister doctor missus
    """
)
_NOT_MINE = word_set(
    """
    with to for from by dear mr mrs ms miss dr mister met
    """
)
_NOT_CALLER = _NOT_MINE | word_set(
    """
    at is thanks you
    """
)
_STOP = _HAILS | word_set(
    """
    a about absolutely actually afraid again all also am an and applicant application applied applying
    are as ask asking at available back because been but by call called caller calling can candidate
    checking concerning could curious currently dear delighted did do eager excited follow following for
    free from glad going good grateful great had happy have having here honored how i id if
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
_SUBJECTS = word_set(
    """
    i im ive id we weve you youve they he she it its
    """
)
_FOR_I_AM = word_set(
    """
    a am an and at in on or
    """
)
"""What a recogniser writes for "I'm" behind a greeting."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name is expected: it begins at word `first`, or (closes) ends before word `first`.

    bare: nothing introduces it; it begins a clause, as in "Hi, John Smith. I had an interview".
    """

    first: int
    closes: bool = False
    bare: bool = False


def places(said: tuple[Word, ...]) -> Iterator[Place]:
    """The places that something introduces or closes."""
    norms = [w.norm for w in said]
    at = 0
    while at < len(said):
        length = next((len(p) for p in _INTRODUCES if tuple(norms[at : at + len(p)]) == p), 0)
        if length and norms[at] == "this" and at and norms[at - 1] in ("is", "if"):
            length = 2 if norms[max(0, at - 2) : at] == ["this", "is"] else 0
        if length and norms[at] == "here" and not (_begins(said, at) and not said[at + 1].opens_clause):
            length = 0
        if length:
            at += length
            while at < len(said) and norms[at] in _TITLES | _HESITATES:
                at += 1
            yield Place(at)
            continue
        if at and norms[at - 1] not in _SPEAKS and norms[at + 1 : at + 2] != ["with"]:
            closes = norms[at] in _CLOSES or tuple(norms[at : at + 3]) in _CLOSING
            if closes or (norms[at] == "is" and norms[at + 1 : at + 2] == ["calling"]):
                yield Place(at, closes=True)
        at += 1


def _begins(said: tuple[Word, ...], at: int) -> bool:
    return at == 0 or said[at].opens_clause or said[at - 1].norm in _GREETS


def _no_name(said: tuple[Word, ...], at: int) -> bool:
    """Whether the word at `at` is neither a name nor a syllable of one: "I'm calling"."""
    return at >= len(said) or (said[at].norm in _STOP and len(said[at].norm) > 3)


def bare_places(said: tuple[Word, ...]) -> Iterator[Place]:
    """Every word that begins a clause or follows a greeting."""
    for at, word in enumerate(said):
        if _begins(said, at) and word.norm not in _STOP and word.norm not in _TITLES:
            yield Place(at, bare=True)


def unmarked_places(said: tuple[Word, ...]) -> Iterator[Place]:
    """Where a sentence begins, behind a greeting or what may be "I'm" there, whatever words: for the sound.

    Only in a clause in which nothing introduces a name.
    """
    introduced = {place.first for place in places(said) if place.closes or not _no_name(said, place.first)}
    for at, word in enumerate(said):
        begins = not at or (word.opens_sentence and word.norm not in _SUBJECTS)
        greeted = at > 0 and not word.opens_sentence and said[at - 1].norm in _GREETS
        if not greeted and (not begins or word.norm in _GREETS):
            continue
        after = next((n for n in range(at + 1, len(said)) if said[n].opens_clause), len(said))
        if introduced.isdisjoint(range(at, after + 1)):
            yield Place(at, bare=True)
            if greeted and word.norm in _FOR_I_AM:
                yield Place(at + 1, bare=True)


def ends_clause(said: tuple[Word, ...], after: int) -> bool:
    """Whether a name that ends before word `after` may end there."""
    return after >= len(said) or said[after].opens_clause or said[after].norm in _GOES_ON


def somebody_elses(said: tuple[Word, ...], first: int) -> bool:
    """Whether the words from `first` on are whom the caller speaks of or to, so no name of theirs."""
    if said[first].norm in _NOT_MINE:
        return True
    return first > 0 and said[first - 1].norm in _NOT_MINE and not said[first].opens_clause


def spoken_of(said: tuple[Word, ...], first: int, cased: bool) -> bool:
    """The same where nothing says that it is the caller's: a greeting before it makes it another's, too.

    cased: the text has capitals and so, too, the comma that parts a greeting from who gives it.
    """
    others = _NOT_CALLER | _HAILS if cased else _NOT_CALLER
    return first > 0 and said[first - 1].norm in others and not said[first].opens_clause


def begins_like_a_name(word: Word) -> bool:
    return word.norm not in _STOP


def windows(said: tuple[Word, ...], place: Place, longest: int) -> Iterator[tuple[int, int]]:
    """The spans at `place` that may hold a name of up to `longest` words, the shortest first."""
    for size in range(1, longest + 1):
        first, after = (
            (place.first - size, place.first) if place.closes else (place.first, place.first + size)
        )
        if first < 0 or after > len(said):
            return
        edge = said[first] if place.closes else said[after - 1]
        at = first + 1 if place.closes else after - 1
        inside = size > 1 or not place.closes
        if (edge.norm in _BORDERS and inside) or (
            size > 1 and said[at].opens_sentence and len(said[at - 1].norm) > 1
        ):
            return
        yield first, after


def inside(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Every span of up to three words inside the widest of `spans`."""
    low, high = min(s[0] for s in spans), max(s[1] for s in spans)
    return [(a, b) for a in range(low, high) for b in range(a + 1, min(a + 3, high) + 1)]


def named(said: tuple[Word, ...], place: Place, cased: bool) -> tuple[int, int] | None:
    """The words at an place that look like some name, whoever's."""

    def like(word: Word) -> bool:
        if word.norm in PARTICLES and word.norm not in _STOP:
            return True
        return word.norm not in _STOP and word.norm.isalpha() and (word.capital or not cased)

    if place.closes:
        first = place.first
        while (
            first
            and place.first - first < 4
            and like(said[first - 1])
            and not (first < place.first and said[first].opens_clause)
        ):
            first -= 1
        return (first, place.first) if first < place.first else None
    after = place.first
    while after < len(said) and after - place.first < 4 and like(said[after]):
        if after > place.first and said[after].opens_clause:
            break
        after += 1
    return (place.first, after) if after > place.first else None


def starts_with_name(said: tuple[Word, ...], place: Place, first: int) -> bool:
    """Whether nothing but words of a name stands between `place` and word `first`."""
    return not any(w.norm in _STOP for w in said[place.first : first])
