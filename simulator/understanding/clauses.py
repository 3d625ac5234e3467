"""A text as the stretches that a cue is looked for in: its sentences, and the clauses of each.

Recognisers leave out full stops and question marks, so a clause also begins where a new question or a set
phrase does.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

_SENTENCE = re.compile(r"(?:[^.!?;]|(?<=\b[ap])\.|\.(?=m\b)|(?<=\b[ap]\.m)\.(?=\s[a-z])|\.(?=\d))+[.!?;]*")
_LEADING = re.compile(
    r"(?:(?:oh|ah|um|uh|well|and|so|but|okay|ok|now|then|also|hm+|alright|all right)\b)?[\s,:-]*",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r",\s+|\s+(?=(?:and|but|so|because|though|or|then|plus|also)\s)"
    r"|\s+(?=(?:could|can|would|may|might|will|shall) (?:you|i|we|it)\b"
    r"|(?:what|how|when|why|where|who|which) (?!i\b)"
    r"|(?:i'm|i am|i've|i'd|thanks?|please|bye|goodbye|take care|have a|good luck|are there|is there|if)\b)"
)
_JOINING = re.compile(r"(?:and|but|so|because|then|or|also|plus)\s+")


def lower(text: str) -> str:
    """Lower case and straight apostrophes, every character in its place."""
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return re.sub(r"[’‘`]", "'", low).replace("\n", " ").replace("—", ",").replace("–", ",")


def sentences(low: str) -> Iterator[tuple[int, str]]:
    """Where each sentence starts, and the sentence without leading fillers; a question keeps its mark."""
    for match in _SENTENCE.finditer(low):
        sentence, start = match.group(), match.start()
        while (lead := _LEADING.match(sentence)) and lead.end():
            sentence, start = sentence[lead.end() :], start + lead.end()
        sentence = sentence.rstrip(" .!,;")
        sentence = re.sub(r"[?!.]+$", "?", sentence)
        if sentence:
            yield start, sentence


def clauses(sentence: str) -> Iterator[tuple[int, str]]:
    """Where each clause of a sentence starts, and the clause; nothing where the sentence is a single one."""
    cuts = [0, *(match.end() for match in _BORDER.finditer(sentence)), len(sentence)]
    parts: list[tuple[int, str]] = []
    for start, end in pairwise(cuts):
        part = sentence[start:end]
        if parts and (len(part.split()) < 3 or len(parts[-1][1].split()) < 2):
            parts[-1] = parts[-1][0], parts[-1][1] + part
        else:
            parts.append((start, part))
    if len(parts) < 2:
        return
    for start, part in parts:
        joining = _JOINING.match(part)
        skip = joining.end() if joining else 0
        clause = part[skip:].rstrip(" ,")
        if clause:
            yield start + skip, clause
