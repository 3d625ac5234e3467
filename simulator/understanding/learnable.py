"""Whether a misheard name may be learned as a spelling of the card's name: it must sound like it still."""

from simulator.understanding.name_forms import PARTICLES, forms
from simulator.understanding.name_match import best
from simulator.understanding.phonetics import KNOWN, likeness, rank, same_said, sounds
from simulator.understanding.words import words

WHOLE = 0.5
"""Likeness that what was heard must have with the whole name."""
WEAKEST = 0.25
"""And with the part of the name that is least like it."""


def refusal(heard: str, name: str) -> str:
    """Why `heard` is not to be learned for `name`: one sentence, empty where it may be."""
    said = words(heard)
    parts, wanted = forms(name)
    if not said or not wanted:
        return "no name was heard there"
    match = best(said, [(0, len(said))], wanted)
    if match is None or match.whole < WHOLE or match.weakest < WEAKEST:
        return f"{heard} does not sound like {name}"
    if len(said) < len(parts) and match.whole < 0.8:
        return f"{heard} is only a part of {name}"
    ours = [token for part in parts for token in part.ways[0] if token not in PARTICLES]
    for word in said:
        if rank(word.norm) is None or any(same_said(word.norm, token) for token in ours):
            continue
        nearest = max(ours, key=lambda token: _alike(word.norm, token))
        if (rank(nearest) or KNOWN + 1) <= KNOWN:
            return f"{word.text} is another name than {nearest.title()}"
    return ""


def _alike(one: str, other: str) -> float:
    return max(likeness(a, b) for a in sounds(one)[:3] for b in sounds(other)[:3])
