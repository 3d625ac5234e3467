"""What a date or a time in a sentence belongs to: the interview, or something else that the caller mentions.

The nearest word of an event decides, the one before the date rather than the one after it, and inside a
clause rather than across its border.
"""

import re
from typing import Literal

from simulator.understanding.event_words import INTERVIEW, OTHER

Event = Literal["interview", "other", "none"]


_ITS_INTERVIEW = re.compile(  # yesterday's interview, the 2 p.m. slot
    r"\A(?:(?:\s+(?:at|around)(?:\s+[\w:'’]+){1,3}?)?\s+for\s+(?:the|my|an|our)\s+(?:\w+\s+)?interview\b"
    r"|(?:\s+(?:at|around)(?:\s+[\w:.'’]+){1,3}?)?,\s+(?:the|my|that|your)\s+(?:\w+\s+){1,3}?interview\b(?=\s*(?:[.,;?!]|\Z))"
    r"|(?:['’]?s)?\s+(?:\w+\s+)?(?:interview|appointment|meeting|conversation|slot|session|candidate)\b)",
    re.IGNORECASE,
)
_ITS_WORK = re.compile(r"\s+(?:start|shift|finish)\b", re.IGNORECASE)  # the one o'clock start
_TITLED = re.compile(  # the contract manager position: a word of its title
    r"(?:\s+(?!(?:for|to|of|about|with|on|in|at|the)\b)\w+){0,2}\s+(?:job|position|role|roll|opening|post|vacancy|spot)\b",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"\b(?:the|an?|your|this|that|for)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_CLAUSE = re.compile(r"[.!?;:]+\s|,\s|\s(?:and|but|so|because|although|while)\s", re.IGNORECASE)
_CALLING_ON = re.compile(r"calling\s+(?:at|on)", re.IGNORECASE)
_TELLS = re.compile(  # "John Smith calling on the third I interviewed": the full stop was lost
    r".{0,40}?\b(?:i|you|we)\s+(?:interview\w*|met|had|saw|spoke|talked)\b", re.IGNORECASE | re.DOTALL
)
_LEADS_ON = re.compile(r"by|since|until|till", re.IGNORECASE)  # it says something of what follows it
_IN_ITS_CLAUSE = re.compile(r"finish", re.IGNORECASE)  # when it finished says nothing of the day behind it
_SUBJECT = r"(?:if|when|should|i|im|i'm|you|we|my|your|it|he|she|they|the|there|now)"
_NEW_CLAUSE = re.compile(  # and my notice ...; with its comma also: , and on Tuesday I ...
    rf"(?:\s(?:and|but|so|because)\s(?={_SUBJECT}\b)|,\s(?:and|but|so)\s(?=(?:\w+\s){{1,3}}?(?:i|you|we)\b)"
    r"|\s(?:and|but)\s(?:on\s)?(?=\w+day\s(?:i|you|we)\b))",
    re.IGNORECASE,
)
_IT_WAS = re.compile(r"\s+(?:it|that|this)\s+was\s*(?:,|\Z)", re.IGNORECASE)  # half past two it was, ...
_SENTENCE = re.compile(
    r"(?<![ap]\.m)(?<!\b[ap])(?<!\bm[rs])(?<!\bmrs)(?<!\bdr)[.!?;]+\s+(?=\S)", re.IGNORECASE
)


def _in_a_title(text: str, mark: re.Match[str]) -> bool:
    return bool(_TITLED.match(text, mark.end()) and _DETERMINED.search(text[: mark.start()]))


def event_of(text: str, start: int, end: int) -> Event:
    """Which event the words `text[start:end]` belong to."""
    if _ITS_INTERVIEW.match(text[end:]):
        return "interview"
    if _ITS_WORK.match(text[end:]):
        return "other"
    before = [(m.start(), m.end(), "interview") for m in INTERVIEW.finditer(text)]
    others = [(m.start(), m.end(), "other") for m in OTHER.finditer(text) if not _in_a_title(text, m)]
    taken = [(a, b) for a, b, _ in others]
    marks = sorted(others + [m for m in before if not any(a <= m[0] < b for a, b in taken)])
    low = max([m.end() for m in _SENTENCE.finditer(text) if m.end() <= start], default=0)
    high = min([m.start() for m in _SENTENCE.finditer(text) if m.start() >= end], default=len(text))
    ahead = [m for m in marks if low <= m[0] and m[1] <= start]
    behind = [m for m in marks if end <= m[0] and m[1] <= high and not _LEADS_ON.fullmatch(text[m[0] : m[1]])]

    def borders(a: int, b: int) -> int:
        return len(_CLAUSE.findall(text[a:b] + " "))

    ahead = [m for m in ahead if not (_IN_ITS_CLAUSE.match(text, m[0]) and borders(m[1], start))]
    if ahead and _IT_WAS.match(text, end):
        behind = []
    if ahead and _CALLING_ON.fullmatch(text[ahead[-1][0] : ahead[-1][1]]) and _TELLS.match(text[end:]):
        return "interview"
    choices: list[tuple[int, int, str]] = []
    if ahead:
        choices.append((borders(ahead[-1][1], start), 0, ahead[-1][2]))
    if behind and not _NEW_CLAUSE.search(text[end : behind[0][0]]):
        choices.append((borders(end, behind[0][0]), 1, behind[0][2]))
    if not choices:
        return "none"
    best = min(choices)[2]
    return "interview" if best == "interview" else "other"
