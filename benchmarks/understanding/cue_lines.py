"""What the reader of cues is trained on: lines, each with all the cues that are in it.

The files of data/understanding/cue-training hold templates in families, (a|b) one of them and [a] perhaps, and
lines said freely; the dev files of cues come with what was heard of them. Never a test file, nor the dev files
that the thresholds of `simulator.understanding.cues` are chosen and checked on.
"""

import random
import re
from collections.abc import Iterator
from math import prod
from pathlib import Path

from benchmarks.understanding.cues import FILES, SPOKEN_EACH, labelled
from benchmarks.understanding.data import DATA

Example = tuple[str, tuple[str, ...]]
HEARD = "cues-dev-heard"
"""What Moonshine read of lines of the dev files, spoken by hibari, each with the cues of what was written."""
CHOSEN_ON = ("cues-dev-12",)
"""Kept out of the training: the thresholds of `cues` are chosen on it."""
CHECKED_ON = ("cues-dev-11", "cues-dev-13")
"""Kept out of both: on these a choice is checked before it is made."""
FREELY = "9*-said-freely*.txt"
"""Files of lines that are none of a family: each counts as much as an utterance of the dev files."""
MISHEARD = 0.2
"""Share of the sentences made of templates that carry a slip."""
FEWEST, MOST = 3, 6
"""Sentences made of a template: half of all that it can say, within these."""

_CHOICE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_GROUPS = re.compile(r"([(\[])([^()\[\]]*)[)\]]")
_OPENINGS = ("okay", "well", "so", "um", "and", "right", "oh", "hm", "but", "uh", "now", "I see", "all right")
_ENDINGS = (" please", " then", " actually", " if I may ask", " you know", " honestly", " maybe")
_FILLERS = ("um", "uh", "like", "you know", "I mean", "er")
_LOST = frozenset(("a", "an", "the", "to", "of", "in", "on", "at", "is", "are", "do", "it", "that"))
_SOUNDS_LIKE = dict(
    re.findall(
        r"(\S+)=(\S+)",
        "your=you're you're=your their=there there=their hear=here know=no for=four to=too too=to bye=by "
        "feedback=feed_back interview=inner_view week=weak right=write and=an an=and it's=its its=it's "
        "opening=open_in openings=open_ins whether=weather won't=want could=good i'd=i the=a in=and "
        "are=our our=are would=wood have=of than=then then=than he=she one=won job=shop wait=weight "
        "position=positions contract=contact candidate=candidates call=cole sorry=so_we ask=as when=one",
    )
)
_QUESTION = re.compile(
    r"^(?:\w+ )?(?:what|how|why|when|where|which|who|could|can|would|may|might|is|are|do|does|did|will|shall"
    r"|should|was|were|has|have|any)\b"
)


def templates() -> Iterator[Example]:
    """The lines of every family, as they are written."""
    free = set((DATA / "cue-training").glob(FREELY))
    for path in sorted((DATA / "cue-training").glob("*.txt")):
        if path not in free:
            yield from _lines(path)


def real() -> list[Example]:
    """The dev files' utterances as written, and as they were heard where they have been spoken; the lines said
    freely; and what nobody has spoken once more, with a slip or without its marks."""
    rng = random.Random(5)
    named = {name: labelled(name) for name in (*FILES["dev"], HEARD) if name not in CHOSEN_ON + CHECKED_ON}
    found = {name: [(text, tuple(cues)) for text, cues in lines] for name, lines in named.items()}
    for path in sorted((DATA / "cue-training").glob(FREELY)):
        found[path.stem] = list(_lines(path))
    unspoken = [line for name, lines in found.items() if not _heard_of(name) for line in lines]
    slipped = [(_slipped(text, rng), cues) for text, cues in unspoken]
    return [line for lines in found.values() for line in lines] + slipped


def _heard_of(name: str) -> bool:
    return name in SPOKEN_EACH or "spoken" in name or name == HEARD


def _lines(path: Path) -> Iterator[Example]:
    cues: tuple[str, ...] = ()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            cues = tuple(line[1:].split())
        elif line.strip():
            yield line.strip(), cues


def made(rng: random.Random) -> Iterator[Example]:
    """Sentences of the templates, dressed as people speak, with and without punctuation; and some joined."""
    plain: list[Example] = []
    for template, cues in templates():
        count = min(MOST, max(FEWEST, _variety(template) // 2))
        said = dict.fromkeys(_chosen(template, rng) for _ in range(count))
        plain += [(_punctuated(_dressed(text, rng), rng), cues) for text in said]
    yield from plain
    for _ in range(len(plain) // 5):
        (a, first), (b, second) = rng.choice(plain), rng.choice(plain)
        between = rng.choice((" ", " and ", ", ", " but ", ", and "))
        yield a.rstrip(".?").lower() + between + b.rstrip(".?"), (*first, *second)


def _variety(template: str) -> int:
    return prod(choice.count("|") + (2 if found == "[" else 1) for found, choice in _GROUPS.findall(template))


def _chosen(template: str, rng: random.Random) -> str:
    while found := _CHOICE.search(template):
        among = found[1].split("|")
        if template[found.start()] == "[":
            among.append("")
        template = template[: found.start()] + rng.choice(among) + template[found.end() :]
    return " ".join(template.split())


def _dressed(text: str, rng: random.Random) -> str:
    if rng.random() < 0.15:
        text = rng.choice(_OPENINGS) + rng.choice((" ", ", ")) + text
    if rng.random() < 0.06:
        text += rng.choice(_ENDINGS)
    return " ".join(_misheard(text.split(), rng)) if rng.random() < MISHEARD else text


def _slipped(text: str, rng: random.Random) -> str:
    plain = text.rstrip(".")
    dressed = _dressed(plain, rng)
    return dressed if dressed != plain else re.sub(r"[,?.!']", "", plain).lower()


def _misheard(said: list[str], rng: random.Random) -> list[str]:
    """One slip of the caller or of the recogniser: another word of that sound, a small word lost, a filler."""
    at = rng.randrange(len(said))
    alike = [place for place, word in enumerate(said) if word.lower() in _SOUNDS_LIKE]
    small = [place for place, word in enumerate(said) if word.lower() in _LOST]
    kind = rng.random()
    if alike and kind < 0.5:
        at = rng.choice(alike)
        return [*said[:at], _SOUNDS_LIKE[said[at].lower()].replace("_", " "), *said[at + 1 :]]
    if small and len(said) > 4 and kind < 0.7:
        at = rng.choice(small)
        return [*said[:at], *said[at + 1 :]]
    return [*said[:at], rng.choice((*_FILLERS, said[at])), *said[at:]]


def _punctuated(text: str, rng: random.Random) -> str:
    if rng.random() < 0.25:
        return text
    return text[0].upper() + text[1:] + ("?" if _QUESTION.search(text.lower()) else ".")
