"""What a date or a time in a sentence belongs to: the interview, or something else that the caller mentions.

The nearest word of an event decides, the one before the date rather than the one after it, and inside a
clause rather than across its border.
"""

import re
from typing import Literal

Event = Literal["interview", "other", "none"]

_INTERVIEW = re.compile(
    r"\b(?:interview\w*|enter\s?view\w*|met|meeting|spoke|talked|sat\s+down|saw|came\s+(?:in|by|to|for)|came|was\s+(?:in|there|at|with)"
    r"|were\s+(?:there|kind)|had\s+(?:a|an|my|the|our)|been\s+in|took\s+place|conversation|appointment|screening|visited|assessment)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:start(?:ing|s)?(?!\s+of)(?:\s+date)?|begin(?:ning)?(?!\s+of)|left\s+(?:a|you|my|another)\s+(?:message|voice\s?mail)|(?:could|can|would|able\s+to|happy\s+to)\s+(?:also\s+)?(?:come|start|meet|stop)|available|availability|free|appl(?:ied|y|ication)|sent|submitted|wait(?:ed|ing)"
    r"|call(?:ing|ed)?(?:\s+\w+)?\s+(?:back|again|today|this|now)|called|call(?=\s+(?:me|you|us|him|her|them)\b)|calling\s+(?:at|on)|phoned|emailed|e-mailed|wrote|hear\s+back|heard?"
    r"|get\s+back|getting\s+back|got\s+back|decide|decision\s+by|(?<!came\s)(?<!come\s)by|until|till|since|open(?:s|ed)?\s+(?:at|from)|clos(?:es|ed?)\s+at|deadline|due|born|birthday|graduat\w+|notice|posted|advertis\w+"
    r"|saw\s+(?:the|your)\s+(?:ad\w*|post\w*|job)|expect\w*|promis\w+|told|said|mentioned|let\s+(?:me|us)\s+know|was\s+told"
    r"|moving|move|holiday|vacation|finish\w*|leave|leaving|reach(?:ed)?|(?:it\s+is|its|it's)\s+(?:now|already)|number\s+is|in\s+touch"
    r"|follow(?:ing|ed)?(?:\s+|-)up\s+(?:today|this|now)|second\s+(?:interview|round)|next\s+(?:interview|round))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.!?;:]+\s|,\s|\s(?:and|but|so|because|although|while)\s", re.IGNORECASE)
_CALLING_ON = re.compile(r"calling\s+(?:at|on)", re.IGNORECASE)
_TELLS = re.compile(  # "John Smith calling on the third I interviewed": the full stop was lost
    r".{0,40}?\b(?:i|you|we)\s+(?:interview\w*|met|had|saw|spoke|talked)\b", re.IGNORECASE | re.DOTALL
)
_NEW_CLAUSE = re.compile(r"\s(?:and|but|so|because)\s(?=i\b|im\b|i'm\b|you|we\b)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<![ap]\.m)(?<!\b[ap])[.!?;]+\s+(?=\S)", re.IGNORECASE)


def event_of(text: str, start: int, end: int) -> Event:
    """Which event the words `text[start:end]` belong to."""
    before = [(m.start(), m.end(), "interview") for m in _INTERVIEW.finditer(text)]
    others = [(m.start(), m.end(), "other") for m in _OTHER.finditer(text)]
    taken = [(a, b) for a, b, _ in others]
    marks = sorted(others + [m for m in before if not any(a <= m[0] < b for a, b in taken)])
    low = max([m.end() for m in _SENTENCE.finditer(text) if m.end() <= start], default=0)
    high = min([m.start() for m in _SENTENCE.finditer(text) if m.start() >= end], default=len(text))
    ahead = [m for m in marks if low <= m[0] and m[1] <= start]
    behind = [m for m in marks if end <= m[0] and m[1] <= high]

    def borders(a: int, b: int) -> int:
        return len(_CLAUSE.findall(text[a:b] + " "))

    if ahead and _CALLING_ON.fullmatch(text[ahead[-1][0] : ahead[-1][1]]) and _TELLS.match(text[end:high]):
        return "interview"
    choices: list[tuple[int, int, str]] = []
    if ahead:
        choices.append((borders(ahead[-1][1], start), 0, ahead[-1][2]))
    if behind and (ahead or not _NEW_CLAUSE.search(text[end : behind[0][0]])):
        choices.append((borders(end, behind[0][0]), 1, behind[0][2]))
    if not choices:
        return "none"
    best = min(choices)[2]
    return "interview" if best == "interview" else "other"
