"""A caller who takes back what was just said: "the third, sorry, the fourth", "not the third". Pure text."""

import re

_TAKES_BACK = re.compile(
    r"\b(?:sorry|no|i\s+mean|rather|actually|correction|excuse\s+me|i\s+meant|wait|pardon|apologies"
    r"|make\s+(?:that|it)|scratch\s+that|that\s+is)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|n't|wasn't)\s+(?:(?:on|at|the|for)\s+){0,2}\Z", re.IGNORECASE)


def takes_back(between: str) -> bool:
    """Whether what stands between two values puts the second in the place of the first."""
    return bool(_TAKES_BACK.search(between))


def denied(text: str, start: int) -> bool:
    """Whether the value at `start` is one that the caller says it was not."""
    return bool(_DENIES.search(text[max(0, start - 20) : start]))
