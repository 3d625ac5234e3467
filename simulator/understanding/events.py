"""What a date or a time in a sentence belongs to: the interview, or something else that the caller mentions.

The nearest word of an event decides, the one before the date rather than the one after it, and inside a
clause rather than across its border.
"""

import re
from functools import lru_cache
from typing import Literal

from simulator.understanding.event_words import BY_AN_HOUR, INTERVIEW, OTHER

Event = Literal["interview", "other", "none"]


_ITS_INTERVIEW = re.compile(  # yesterday's interview, the 2 p.m. slot
    r"\A(?:(?:\s+(?:at|around)(?:\s+[\w:'’]+){1,3}?)?\s+for\s+(?:the|my|an|our)\s+(?:\w+\s+)?interview\b"
    r"|(?:\s+(?:at|around)(?:\s+[\w:.'’]+){1,3}?)?,\s+(?:the|my|that|your)\s+(?:\w+\s+){1,3}?interview\b(?=\s*(?:[.,;?!]|\Z))"
    r"|(?:['’]?s)?\s+(?:\w+\s+)?(?:interview|appointment|meeting|conversation|slot|session|candidate)\b)",
    re.IGNORECASE,
)
_ITS_WORK = re.compile(  # the one o'clock start, the Saturday job, the 6:50 train
    r"\s+(?:start|shift|finish|job|train|bus|flight)\b", re.IGNORECASE
)
_TITLED = re.compile(  # the contract manager position: a word of its title
    r"(?:\s+(?!(?:for|to|of|about|with|on|in|at|the)\b)\w+){0,2}\s+(?:job|position|role|roll|opening|post|vacancy|spot)\b",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"\b(?:the|an?|your|this|that|for)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_CLAUSE = re.compile(r"[.!?;:]+\s|,\s|\s(?:and|but|so|because|although|while)\s", re.IGNORECASE)
_INTERVIEW = re.compile(r"(?<!screening )interview(?! screening)", re.IGNORECASE)
_SCREENED = re.compile(r"screening(?!\s+interview)", re.IGNORECASE)
_CALLING_ON = re.compile(r"calling\s+(?:at|on)", re.IGNORECASE)
_TELLS = re.compile(  # "John Smith calling on the third I interviewed": the full stop was lost
    r".{0,40}?\b(?:i|you|we)\s+(?:interview\w*|met|had|saw|spoke|talked)\b", re.IGNORECASE | re.DOTALL
)
_STANDS_ALONE = re.compile(  # an item of a list, not what a clause goes on to after an aside
    r"(?:\A|[,.;:!?]\s|\s(?:and|but|so|because)\s)\s*"
    r"(?:(?:the|so|well|then|right|anyway|again|once\s+more|(?:it|that)(?:['’]s|\s+was)(?:\s+on)?)[\s,]+)*\Z",
    re.IGNORECASE,
)
_ASIDE = re.compile(  # Monday, out of the blue, your colleague rang
    r"[^,.;:!?]*[,.;:!?]\s+(?:out|as|if|would|could|in|of|while|when|believe|though|although)\s",
    re.IGNORECASE,
)
_PUNCTUATED = re.compile(r"[,.;:!?]\s")
_LEADS_ON = re.compile(r"by|since|until|till", re.IGNORECASE)  # it says something of what follows it
_IN_ITS_CLAUSE = re.compile(  # when it finished, what was not heard: says nothing of the day behind a comma
    r"finish|heard?\b|calling\s+on|it\s+is|it['’]?s\b", re.IGNORECASE
)
_SUBJECT = r"(?:if|when|should|i|im|i'm|you|we|my|your|it|he|she|they|the|there|now|someone|somebody|nobody)"
_NEW_CLAUSE = re.compile(  # and my notice ...; with its comma also: , and on Tuesday I ...
    rf"(?:\s(?:and|but|so|because)\s(?:then\s)?(?={_SUBJECT}\b)|,\s(?:and|but|so)\s(?=(?:\w+\s){{1,3}}?(?:i|you|we)\b)"
    r"|\s(?:and|but)\s(?:on\s)?(?=\w+day\s(?:i|you|we)\b)"
    r"|,\s(?=(?:i|we|you|they)(?:['’]ve|\shave|(?:['’]d|\shad)\sbeen)\s)"  # the perfect has no date
    r"|\s(?=i(?:['’]?d|\swould)?\s(?:just\s|only\s)?(?:like|love|want(?:ed)?|wonder\w*)\s(?:to\s)?"
    r"(?:hear|know|find|ask|learn|see|if|whether)\b)"
    r"|,\s(?=(?:were|have|has|did|is|are|do|could|can|would|will)\s(?:you|there|it|we|i|they)\b)"
    r"|\s(?:job|position|post|role|vacancy|spot)\s(?=(?:i|we|you|they|someone|somebody|nobody)\s))",
    re.IGNORECASE,
)
_FAR = 2
"""Borders of clauses from which on another event has no part in a date: "June third, two, baker, I heard"."""
_FAR_WORDS = 7
"""The same in words, where nothing was punctuated."""
_IT_WAS = re.compile(r"\s+(?:it|that|this)\s+was\s*(?:,|\Z)", re.IGNORECASE)  # half past two it was, ...
_SENTENCE = re.compile(
    r"(?<=[ap]\.m)\.\s+(?=(?-i:You|Your|We|They|The|Nobody|So|But|And|Is|Has|Have|Did|What|My|Any|Can|Could|Please)\b)"
    r"|(?<![ap]\.m)(?<!\b[ap])(?<!\bm[rs])(?<!\bmrs)(?<!\bdr)[.!?;]+\s+(?=\S)",
    re.IGNORECASE,
)


def _in_a_title(text: str, mark: re.Match[str]) -> bool:
    return bool(_TITLED.match(text, mark.end()) and _DETERMINED.search(text[: mark.start()]))


@lru_cache(maxsize=4)
def _marks(text: str) -> tuple[tuple[int, int, Event], ...]:
    """The words of an event in `text`, in their order: start, end, and whose they are."""
    apart = bool(_INTERVIEW.search(text))  # from a screening before it
    others: list[tuple[int, int, Event]] = [
        (m.start(), m.end(), "other") for m in OTHER.finditer(text) if not _in_a_title(text, m)
    ]
    ours: list[tuple[int, int, Event]] = [
        (m.start(), m.end(), "other" if _SCREENED.match(text, m.start()) and apart else "interview")
        for m in INTERVIEW.finditer(text)
        if not any(a <= m.start() < b for a, b, _ in others)
    ]
    marks = sorted(others + ours)
    return tuple(
        mark for before, mark in zip((None, *marks), marks, strict=False) if not _at(text, before, mark)
    )


def _at(text: str, before: tuple[int, int, Event] | None, mark: tuple[int, int, Event]) -> bool:
    """Whether a "by" leads to the hour of the interview: "they interviewed me on Friday by ten"."""
    if before is None or before[2] != "interview" or not BY_AN_HOUR.match(text, mark[0]):
        return False
    return not _CLAUSE.search(text[before[1] : mark[0]])


def event_of(text: str, start: int, end: int) -> Event:
    """Which event the words `text[start:end]` belong to."""
    if _ITS_INTERVIEW.match(text[end:]):
        return "interview"
    if _ITS_WORK.match(text[end:]):
        return "other"
    marks = _marks(text)
    low = max([m.end() for m in _SENTENCE.finditer(text) if m.end() <= start], default=0)
    high = min([m.end() for m in _SENTENCE.finditer(text) if m.end() > end], default=len(text))
    ahead = [m for m in marks if low <= m[0] and m[1] <= start]
    behind = [m for m in marks if end <= m[0] and m[1] <= high and not _LEADS_ON.fullmatch(text[m[0] : m[1]])]

    def borders(a: int, b: int) -> int:
        return len(_CLAUSE.findall(text[a:b] + " "))

    ahead = [m for m in ahead if not (_IN_ITS_CLAUSE.match(text, m[0]) and borders(m[1], start))]

    def near(a: int, b: int) -> bool:
        if not _PUNCTUATED.search(text):
            return len(text[a:b].split()) < _FAR_WORDS
        return borders(a, b) < _FAR

    alone = bool(_STANDS_ALONE.search(text[:start]))
    ahead = [m for m in ahead if m[2] == "interview" or not alone or near(m[1], start)]
    aside = bool(_ASIDE.match(text, end))
    behind = [m for m in behind if m[2] == "interview" or aside or near(end, m[0])]
    if _IT_WAS.match(text, end):
        ahead, behind = [m for m in ahead if m[2] == "interview" or not borders(m[1], start)], []
    if ahead and _CALLING_ON.fullmatch(text[ahead[-1][0] : ahead[-1][1]]) and _TELLS.match(text[end:]):
        return "interview"
    choices: list[tuple[int, int, str]] = []
    if ahead:
        choices.append((borders(ahead[-1][1], start), 0, ahead[-1][2]))
    if behind and not _NEW_CLAUSE.search(text[end : behind[0][1]]):
        choices.append((borders(end, behind[0][0]), 1, behind[0][2]))
    if not choices:
        return "none"
    best = min(choices)[2]
    return "interview" if best == "interview" else "other"
