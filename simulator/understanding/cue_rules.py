"""The phrase grammar of the cues, read from `data/cues.txt`, which explains its own notation."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from simulator.understanding.vocabulary import CUES

_GAP = r"(?:[ ,:-]+[\w'-]+){0,8}?[ ,:-]+"


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns over one sentence; `negatable`: a negation shortly before the match takes it away."""

    cue: str
    says: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    negatable: bool


@dataclass
class _Draft:
    cue: str
    negatable: bool
    says: list[re.Pattern[str]] = field(default_factory=list)
    unless: list[re.Pattern[str]] = field(default_factory=list)


def compiled(pattern: str, named: dict[str, str]) -> re.Pattern[str]:
    """A pattern of the grammar as a regular expression over a lower-case sentence."""
    pattern = re.sub(r"<([\w-]+)>", lambda m: named[m[1]], pattern)
    pattern = re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)
    pattern = re.sub(r" ?\.\. ?", "\0", pattern).removesuffix("\0")  # at the end a gap adds nothing
    pattern = pattern.replace(" ?", "[ ,]?").replace("\0", _GAP)
    pattern = re.sub(r"(?<!\[) ", "[ ,]+", pattern)
    head = "" if pattern.startswith("^") else r"(?<![\w'])"
    return re.compile(f"{head}(?:{pattern})(?!\\w)")


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Every rule of the grammar, in its order. Raises ValueError for a line that is none."""
    text = resources.files("simulator.understanding").joinpath("data/cues.txt").read_text(encoding="utf-8")
    named: dict[str, str] = {}
    drafts: list[_Draft] = []
    for number, line in enumerate(text.splitlines(), 1):
        kind, _, rest = line.strip().partition(" ")
        if not kind or kind.startswith("#"):
            continue
        if kind == "word":
            name, _, pattern = rest.partition(" = ")
            named[name] = f"(?:{pattern})"
        elif kind == "cue" and rest.split()[0] in CUES:
            drafts.append(_Draft(rest.split()[0], rest.endswith(" negatable")))
        elif kind in "+-" and drafts:
            (drafts[-1].says if kind == "+" else drafts[-1].unless).append(compiled(rest, named))
        else:
            raise ValueError(f"data/cues.txt:{number}: neither word, cue, + nor -: {line!r}")
    return tuple(Rule(d.cue, tuple(d.says), tuple(d.unless), d.negatable) for d in drafts)
