"""What a date or a time in a sentence belongs to: the interview, or something else that the caller mentions.

The nearest word of an event decides, the one before the date rather than the one after it, and inside a
clause rather than across its border.
"""

import re
from typing import Literal

Event = Literal["interview", "other", "none"]


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


_INTERVIEW = _any_of(
    r"interview\w*", r"(?:moved|changed|pushed|shifted|switched|bumped|re-?scheduled)\s+(?:\w+\s+)?to",
    r"enter\s?view\w*", r"met", r"meeting", r"spoke", r"talked", r"chatted", r"sat\s+down",
    r"sat\s+with", r"saw", r"made\s+it", r"came\s+(?:in|by|to|for)", r"came", r"was\s+(?:in|there|at|with)",
    r"were\s+(?:there|kind)", r"had\s+(?:a|an|my|the|our|it)", r"been\s+in", r"took\s+place",
    r"conversation",
    r"slot", r"candidate", r"you\s+had\s+me", r"your\s+office",
    r"appointment", r"screening", r"visited", r"assessment", r"lasted",
    r"started\s+(?:at|on|around|promptly)",
    r"(?:it|we|that)\s+(?:started|began|ran)",
      r"(?:it|that|this|mine)(?:\s+was|\s+took)(?=\s+(?:on|at|last|the|this|just|only|yesterday|a|\w+day|\d"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|quarter|noon))",
)  # fmt: skip

_OTHER = _any_of(
    # what is still to come, and when the caller could
    r"start(?:ing|s)?(?!\s+of)(?:\s+date)?", r"begin(?:ning)?(?!\s+of)", r"available", r"availability",
    r"free",
    r"(?:could|can|would|able\s+to|happy\s+to)\s+(?:(?:also|i|we|you)\s+)*(?:come|start|meet|stop)",
    r"(?:could|can|might|may)\s+(?:also\s+)?(?:be|do|make|work|join|return)",
    r"(?:'ll|will|shall|going\s+to)\s+be\s+(?:off|away|out|abroad|gone|busy|back|at|in|on|there|here|travel\w*|there)",
    r"deadline",
    r"(?:is|are|be)\s+due", r"due\s+(?:by|date)",
    r"second\s+(?:interview|round)", r"next\s+(?:interview|round)", r"moving", r"move",
    r"moved\s+(?:house|home|flat|in|out|here|away)",
    r"(?<!was\sa\s)(?<!bank\s)(?<!public\s)(?<!federal\s)(?<!(?:r|e)\sthe\s)holiday(?!\s+(?:weekend|monday))",
    r"vacation", r"(?:bank|public|federal)\s+holiday\s+(?:was|is|fell|falls)",
    r"(?:get|gets|got|is|are|was|were)\s+paid",
    r"orientation\s+(?:is|on|at)", r"training\s+(?:is|on|starts|begins|day)",
    r"flight(?!\s+(?:attendant|crew|engineer|nurse|instructor|operations))",
    r"(?:train|bus|plane|coach|ferry|taxi|cab)\s+to\s+(?:catch|get)", r"catch(?:ing)?\s+(?:a|the|my)",
    r"wedding", r"funeral", r"christening", r"missed\s+(?:your|a|the)\s+call",
    r"(?:['’]ll|will|shall)\s+(?:ring|phone|call|try|come|go)", r"my\s+phone",
    r"(?:know|hear|answer|decide|reply)\s+before",
    # another's meeting, or the caller's with somebody else
    r"(?:doctor'?s?|dentist'?s?|dental|medical|hair|another|other)\s+(?:appointment|meeting|interview)",
    r"(?:hospital|clinic|eye|vet'?s?|court|bank|visa|optician'?s?)\s+(?:appointment|visit)",
    r"interview\w*(?:\s+\w+)?\s+(?:elsewhere|with\s+(?:another|a\s+different|someone\s+else))",
    r"interview\w*(?:\s+\w+)?\s+at\s+(?:another|a\s+different)",
    r"(?:spoke|talked)\s+(?:\w+\s+){0,2}(?:your|the)\s+(?:receptionist|assistant|secretary|colleague)",
    r"my\s+(?:\w+\s+)?(?:train|bus|flight|shift|class|lease|visa|licen[cs]e|son|daughter|wife|husband|mother|father)"
    r"(?!\s+(?:drove|brought|took|dropped|gave|came|walked|reminded|thinks|says))",
    r"my\s+(?:old|new|current|last|present)\s+(?:job|boss|employer|manager|firm|company|place)",
    r"(?:suit|work\s+for)\s+(?:you|me)",
    r"(?:how|what)\s+about",
    # messages, calls, papers
    r"left\s+(?:me\s+|you\s+|him\s+|her\s+)?(?:a|my|another|you|me)\s+(?:message|voice\s?mail)", r"sent",
    r"call(?:ing|ed)?(?:\s+\w+)?\s+(?:back|again|today|this|now)", r"called(?!\s+in\b)",
    r"calling\s+(?:at|on)",
    r"call(?=\s+(?:me|you|us|him|her|them)\b)", r"phoned",
    r"(?:could|can|would)(?:['’]?t|n['’]?t|not|\s+not)\s+(?:call|ring|phone|do|make|come)",
    r"(?:wanted|going|meant|supposed|hoping|had)\s+to\s+(?:call|ring|phone|write)"
    r"(?=\s+(?:on|at|last|yesterday)\b)", r"rang", r"tried\s+(?:you|to|calling|reaching)",
    r"emailed", r"e-?mail\s+(?:of|from|dated|on)", r"letter\s+(?:of|from|dated|on)", r"texted", r"messaged",
    r"wrote", r"received", r"submitted", r"hear\s+back", r"heard?", r"get\s+back", r"getting\s+back",
    r"got\s+back", r"in\s+touch", r"follow(?:ing|ed)?(?:\s+|-)up\s+(?:today|this|now)", r"reach(?:ed)?",
    r"number\s+is", r"ring\s+(?:me|on|at)", r"follow-?up\s+(?:for|on|at)",
    # the application and its decision
    r"appl(?:ied|y|ication)", r"decide", r"decision\s+by", r"posted", r"advertis\w+", r"expect\w*",
    r"promis\w+",
    r"(?:saw|read|found|noticed)\s+(?:about\s+)?(?:the|your)\s+(?:ad\w*|post\w*|job|opening|listing)",
    r"told(?!\s+to\s+(?:come|be|arrive))",
    r"(?<!letter\s)(?<!mail\s)(?<!invitation\s)(?<!invite\s)(?<!card\s)(?<!calendar\s)(?<!diary\s)said",
    r"mentioned", r"let\s+(?:me|us)\s+know", r"asked\s+(?:me|us)(?!\s+to\s+(?:come|be|arrive))",
    # the caller's life, and how long something lasts
    r"wait(?:ed|ing)", r"since",
    r"(?<!came\s)(?<!come\s)(?<!ed\s)(?<!seen\s)(?<!taken\s)(?<!went\s)(?<!swung\s)by",
    r"(?<!quarter\s)(?<!minutes\s)(?<!five\s)(?<!ten\s)(?<!twenty\s)(?<!\d\s)(?:until|till)",
    r"open(?:s|ed)?\s+(?:at|from)", r"clos(?:es|ed?)\s+(?:at|on)", r"born", r"birthday",
    r"turn(?:s|ed|ing)?(?!\s+(?:out|up))",
    r"every\s+(?:day|week|month|morning|afternoon|evening|night|\w+day)",
    r"arrived\s+in\s+(?:this|the|england|britain|america|canada|australia)\b",
    r"(?:have|has|had|last)\s+worked",
    r"graduat\w+", r"notice", r"finish\w*", r"leave", r"leaving", r"quit", r"resigned", r"laid\s+off",
    r"(?:was|were|got|been)\s+hired",
    r"my\s+last\s+day", r"live(?:d|s)?\s+(?:at|on|in)",
    r"contract\s+(?:ends?|ended|runs?|would|will|starts?)",
    r"bus\s+(?:line|route|number|is|leaves)", r"train\s+(?:is|leaves|at)",
    r"(?:it\s+is|it'?s)(?=\s+(?:(?:about|nearly|only|just)\s+)?(?:(?:a\s+)?quarter|half)\b)",
    r"(?:it\s+is|it'?s)(?=\s+(?:(?:about|nearly|only|just)\s+)?\w+\s+o'?clock\b)",
    r"i(?:['’]?ve|\s+have)?\s+(?:was|been|am|felt)\s+(?:poorly|ill|sick|unwell|away|abroad|busy|off)\b",
    r"(?:we|i)(?:['’]?(?:re|m)|\s+(?:are|am))\s+(?:away|abroad|off|out|busy|travell?ing)\b",
    r"got\s+(?:\w+\s+){1,2}(?:e-?mail|letter|call|message|text|note|reply)",
    r"runs?\s+out", r"expires?", r"ends?\s+on", r"valid",
    r"(?:i\s+work|worked|works)\s+(?:there|here|from|nights|weekends|at|as|(?=\w+days?\b))",
    r"(?:be|am|get)\s+(?:at|to|off)\s+work", r"shift\w*(?:\s+that)?\s+(?:start\w*|begin\w*|ends?)",
    r"(?:it\s+is|its|it's)\s+(?:now|already)", r"(?:i'm|i\s+am|im)\s+(?=\d\d\b)",
)  # fmt: skip
_ITS_INTERVIEW = re.compile(  # yesterday's interview, the 2 p.m. slot
    r"\A(?:(?:\s+(?:at|around)(?:\s+[\w:'’]+){1,3}?)?\s+for\s+(?:the|my|an|our)\s+(?:\w+\s+)?interview\b"
    r"|(?:['’]?s)?\s+(?:\w+\s+)?(?:interview|appointment|meeting|conversation|slot|session|candidate)\b)",
    re.IGNORECASE,
)
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
_NEW_CLAUSE = re.compile(
    r"\s(?:and|but|so|because)\s(?=(?:if|when|should|i|im|i'm|you|we|my|your|it|he|she|they|the|there|now)\b)",
    re.IGNORECASE,
)
_IT_WAS = re.compile(r"\s+(?:it|that|this)\s+was\s*(?:,|\Z)", re.IGNORECASE)  # half past two it was, ...
_SENTENCE = re.compile(r"(?<![ap]\.m)(?<!\b[ap])[.!?;]+\s+(?=\S)", re.IGNORECASE)


def _in_a_title(text: str, mark: re.Match[str]) -> bool:
    return bool(_TITLED.match(text, mark.end()) and _DETERMINED.search(text[: mark.start()]))


def event_of(text: str, start: int, end: int) -> Event:
    """Which event the words `text[start:end]` belong to."""
    if _ITS_INTERVIEW.match(text[end:]):
        return "interview"
    before = [(m.start(), m.end(), "interview") for m in _INTERVIEW.finditer(text)]
    others = [(m.start(), m.end(), "other") for m in _OTHER.finditer(text) if not _in_a_title(text, m)]
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
    if behind and (ahead or not _NEW_CLAUSE.search(text[end : behind[0][0]])):
        choices.append((borders(end, behind[0][0]), 1, behind[0][2]))
    if not choices:
        return "none"
    best = min(choices)[2]
    return "interview" if best == "interview" else "other"
