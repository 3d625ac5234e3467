"""Whether the caller said why they call: to ask for the outcome, the decision, the status, or feedback."""

import re

from simulator.understanding.reading import Reading

_GAP = r"(?:\W+\w+){0,%d}?\W+"
_ABOUT = (
    r"(?:outcome|out\s+come|results?|decisions?|decided|deciding|verdict|status|feed\s?back|update|updates|news|where\s+(?:things|we|i|you|it|everything)\s+(?:stand|are|is)"
    r"|how\s+(?:it|things|that|the\s+interview|my\s+interview|everything)\s+(?:went|turned\s+out|is\s+going|are\s+going|came\s+out|did\s+go)|how\s+(?:i|we)\s+(?:did|got\s+on|fared|performed|came\s+across)"
    r"|next\s+steps?|progress|how\s+far\s+(?:you|along)|(?:if|whether|weather)\s+(?:i|you|there|a|the|any|anyone|anything|my)\b|what\s+(?:came|has\s+come|became)\s+of"
    r"|got\s+the\s+(?:job|position|role)|hiring\s+(?:process|decision)|made\s+up\s+your\s+mind|whos?\s+(?:got|you\s+chose|was\s+chosen)|what\s+you\s+(?:thought|think|decided)|impression"
    r"|chances|standing|heard\s+(?:back|anything)|word\b)"
)
_ASKS = (
    r"(?:ask\w*|call\w*|ring\w*|phon\w*|find\s+out|know|hear\w*|check\w*|see|learn\w*|wonder\w*|inquir\w*|enquir\w*|follow\w*|get|interested|curious|"
    r"touch\w*|tell\s+me|request\w*|seek\w*|look\w*|looking|discuss|understand|hoping|hope|like|love|regarding|concerning|about|find|receive|obtain|share|give|any|have\s+you|has|is\s+there|what|could|can)"
)
_FULL = re.compile(rf"\b{_ASKS}\b{_GAP % 9}{_ABOUT}", re.IGNORECASE)
_FOLLOW_UP = re.compile(
    r"\bfollow(?:ing|ed)?(?:\s+|-)?up\b|\btouch(?:ing)?\s+base\b|\bcheck(?:ing)?\s+(?:in|back|up)\s+(?:on|about|regarding|with|after)\b|\bcircl\w+\s+back\b",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    r"\b(?:did\s+i\s+get|have\s+you\s+(?:made|decided|chosen|come\s+to|reached|had\s+a\s+chance|filled|heard|any)|has\s+(?:a|the|any)\s+decision|is\s+there\s+(?:any|an)\s+(?:news|update|decision|word)"
    r"|how\s+did\s+(?:i|it|my\s+interview|the\s+interview)\s+(?:do|go)|was\s+i\s+(?:successful|chosen|selected)|am\s+i\s+(?:still|in\s+the\s+running)"
    r"|(?:has|have)\s+(?:the|a)\s+(?:position|role|job)\s+been\s+filled|is\s+the\s+(?:position|job|role)\s+(?:still|filled|taken)|what(?:\s+i|')?s\s+the\s+(?:verdict|outcome|result|status))",
    re.IGNORECASE,
)
_CALLING = re.compile(
    r"\b(?:call\w*|ring\w*|phon\w*|talk\w*|speak\w*)\b(?:\W+\w+){0,3}?\W+(?:about|regarding|concerning|in\s+regards?\s+to|with\s+regards?\s+to|on)\b(?:\W+\w+){0,6}?\W+(?:interview\w*|position|job|role|application)",
    re.IGNORECASE,
)


def read_reason(text: str) -> Reading:
    """given: asks for the outcome, the decision, the status or feedback. partial: only the subject."""
    for pattern in (_DIRECT, _FULL, _FOLLOW_UP):
        if match := pattern.search(text):
            return Reading.at(
                "given", text, match.start(), match.end(), "asks for the outcome", f"you said {match.group()}"
            )
    if match := _CALLING.search(text):
        why = f'"{match.group()}" says what it is about, but not what you ask for'
        return Reading.at("partial", text, match.start(), match.end(), "", why)
    return Reading("missing", why="you did not say why you call")
