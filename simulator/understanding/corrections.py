"""A caller who takes back what was just said: "the third, sorry, the fourth", "not the third". Pure text."""

import re

_MOVED = r"(?:re-?scheduled?|moved?|changed?|pushed|shifted|postponed|switched|bumped|put\s+off)"
_TAKES_BACK = re.compile(
    r"\b(?:sorry|no|i\s+mean|rather(?!\s+than)|actually|correction|excuse\s+me|i\s+meant|wait|pardon|apologies"
    r"|ma[kd]e\s+(?:that|it)|scratch\s+that|strike\s+that|check\s+that|that\s+is|oops|ended\s+up|hold\s+on|hang\s+on"
    r"|my\s+(?:mistake|bad|error)|misspoke|let\s+me\s+correct|correct\s+myself"
    rf"|{_MOVED}(?:\s+\w+){{0,2}}\s+(?:to|for))\b",
    re.IGNORECASE,
)
_MOVED_FROM = re.compile(rf"\b{_MOVED}(?:\s+\w+){{0,2}}\s+from\s+(?:the\s+)?\Z", re.IGNORECASE)
_DENIES = re.compile(
    r"(?:\b(?:not|rather\s+than|instead\s+of|as\s+opposed\s+to|wasnt|isnt)|n[’']t)"
    r"\s+(?:(?:be|been|on|at|the|for|a|this|last)\s+){0,3}\Z",
    re.IGNORECASE,
)


def takes_back(between: str) -> bool:
    """Whether what stands between two values puts the second in the place of the first."""
    return bool(_TAKES_BACK.search(between))


def denied(text: str, start: int) -> bool:
    """Whether the value at `start` is one that the caller says it was not, or was moved from."""
    before = text[max(0, start - 40) : start]
    return bool(_DENIES.search(before) or _MOVED_FROM.search(before))
