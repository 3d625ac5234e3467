"""Words of job titles: what means the same (`data/titles.txt`), what is filler, and what is rank."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from simulator.understanding.words import plain, word_set

SENIORITY = word_set(
    """
    senior sr junior jr lead principal staff entry level mid i ii iii iv one two three graduate
    experienced leading midlevel
    """
)
"""Rank: may be added or left out, and that is said so."""

JOBS = ("principal", "lead")
"""Rank that is a job of its own at the end of a title: school principal, team lead."""

FILLER = word_set(
    """
    the a an of for and in at to your our my this that with on role roles roll job jobs opening openings
    position positions post posts vacancy as open time part fulltime parttime remote title spot
    opportunity new temporary permanent advertised gig team uh um or
    """
)

CIRCUMSTANCE = word_set(
    """
    night day shift full part time fulltime parttime weekend evening morning seasonal summer
    open available current vacant same s whole local company team friendly
    """
)
"""What may stand before a title without making another job of it."""


HEADS = word_set(
    """
    manager assistant director supervisor intern apprentice trainee executive officer chief deputy vice
    president head coordinator engineer developer designer analyst administrator nurse teacher
    representative technician specialist consultant architect recruiter scientist writer clerk driver
    operator accountant mate helper aide labourer foreman buyer planner secretary instructor tutor trainer
    inspector auditor
    """
)
"""What a job is in the end: a word of these beside a title makes another one of it."""

ENDS = word_set(
    """
    position role job opening post vacancy opportunity spot gig positions jobs roles openings roll
    """
)
"""What may stand for "position"."""

STOPS = word_set(
    """
    i we on at last yesterday this with and from because but so monday tuesday wednesday thursday friday
    saturday sunday in about that was is im ive which interview two three today to a an earlier before
    my you would wanted just calling if by any have has had did do does could can please thanks thank
    hoping hope whether how what when where who there here still now then around
    """
)
"""Words that end a title."""

GENERAL = word_set("representative specialist associate professional worker clerk operative member hand")
"""What names no trade: behind two words that do, it may be left out, "the customer service job"."""

_AMERICAN = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"(?<=[aeiou])ll(?=(?:ing|ers?|ors?|ery|ist|ed)$)", "l"),
        (r"(?<=\w\w)our(?=$|s$|er|ed|ing|ist|al)", "or"),
        (r"(?<!^)ae", "e"),
        (r"is(?=(?:e|es|ed|ers?|ing|ations?)$)", "iz"),
        (r"(?<=[tb])re(?=s?$)", "er"),
        (r"^despatch", "dispatch"),
        (r"^draught(?=s)", "draft"),
    )
)
"""How British spelling differs from the American that a recogniser may write: signalling, paediatric."""


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], dict[str, tuple[str, ...]], dict[str, frozenset[str]]]:
    """Word -> its group; short form -> what it stands for; word -> what it implies."""
    kinds: dict[str, str] = {}
    short: dict[str, tuple[str, ...]] = {}
    implied: dict[str, frozenset[str]] = {}
    file = resources.files("simulator.understanding").joinpath("data/titles.txt")
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if ">" in line:
            word, _, others = line.partition(">")
            implied[word.strip()] = word_set(others)
        elif "=" in line:
            form, _, words = line.partition("=")
            short[form.strip()] = tuple(words.split())
        else:
            for word in line.split():
                kinds.setdefault(word, line.split()[0])
                kinds.setdefault(_american(word), line.split()[0])
    return kinds, short, implied


def implied_by(tokens: tuple[str, ...]) -> frozenset[str]:
    """What goes without saying beside these words of a title, in groups: a teller is a bank's."""
    implied = ((token, kind(word)) for token in tokens for word in _table()[2].get(token, ()))
    return frozenset(word for token, word in implied if word != kind(token))


def is_several(token: str) -> bool:
    """Whether one word stands for several of a title: a short form, or two that were written as one."""
    return token in _table()[1] or len(parts(token)) > 1


def known(token: str) -> bool:
    """A recogniser knows this title word well, so that it is not another one misheard."""
    return _group(token) is not None


def _singular(token: str) -> str:
    if token.endswith("ies") and len(token) > 4:
        return token[:-3] + "y"
    if token.endswith("s") and not token.endswith(("ss", "us", "is")) and len(token) > 3:
        return token[:-1]
    return token


def kind(token: str) -> str:
    """The group that a word belongs to; itself, in the singular, where it is in none."""
    token = plain(token)
    one = _singular(token)
    return _group(token) or (one[:-3] + "er" if one.endswith("ing") and len(one) > 5 else one)


def _group(token: str) -> str | None:
    """The group of a word of titles: its own, or that of the word it is made of."""
    kinds = _table()[0]
    forms = (form for spelling in (token, _american(token)) for form in _forms(spelling))
    return next((kinds[form] for form in forms if form in kinds), None)


def _american(token: str) -> str:
    for british, american in _AMERICAN:
        token = british.sub(american, token)
    return token


def _forms(token: str) -> Iterator[str]:
    """The word, in the singular, and what it is made of: grooming and groomer, decorating and decorator,
    repairer and repair, lectureship and lecturer, ecology and ecologist."""
    one = _singular(token)
    yield from (token, one)
    if one.endswith("ing") and len(one) > 5:
        stem = one[:-3]
        yield from (stem + "er", stem + "or", stem + "e", stem)
        if stem[-1] == stem[-2]:
            yield stem[:-1] + "er"
    elif one.endswith("er") and len(one) > 5:
        yield from (one[:-2], one[:-2] + "ing")
    elif one.endswith("ship") and len(one) > 7:
        yield from (one[:-4], one[:-4] + "r")
    elif one.endswith("ology"):
        yield one[:-1] + "ist"


def spread(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Short forms written out, words reduced to their kind, filler dropped; the order is kept."""
    out: list[str] = []
    for token in tokens:
        for word in _table()[1].get(token, (token,)):
            if word not in FILLER:
                out.append(kind(word))
    return tuple(out)


@lru_cache(maxsize=4096)
def parts(token: str) -> tuple[str, ...]:
    """The words of titles that a recogniser wrote as one: subteacher, autobody."""
    shorts = _table()[1]
    if token in shorts or token in FILLER or known(token) or len(token) < 6:
        return (token,)
    for cut in range(3, len(token) - 2):
        if all(part in shorts or known(part) for part in (token[:cut], token[cut:])):
            return token[:cut], token[cut:]
    return (token,)
