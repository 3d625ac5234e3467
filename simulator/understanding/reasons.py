"""Whether the caller said why they call: to ask for the outcome, the decision, the status, or feedback."""

import re

from simulator.understanding.reading import Reading

_GAP = r"(?:\W+\w+){0,%d}?\W+"
_GAP_5 = _GAP % 5
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
_WHAT = (
    r"(?:outcome|results?|decision|verdict|status|feed\s?back|update|updates|news|answer|answers|reply|response|word|conclusion|yes\s+or|it\s+now|from\s+you"
    r"|how\s+(?:it|things|that|i)\b)"
)
_WISH = re.compile(  # wishes for it, or asks to be given it
    rf"\b(?:after|grateful\s+for|glad\s+(?:of|for)|pleased\s+with|hop\w+\s+for|wait\w*\s+for|want|like|love|need|appreciate|know|get|have|hear|give|got|for|expect\w*|eager\w*|anxious)\b{_GAP_5}{_WHAT}\b",
    re.IGNORECASE,
)
_ASKED = re.compile(  # did I get it, am I hired, what did you decide, which way did it go
    r"\b(?:did\s+i\s+(?:get|make|pass|win|succeed|do)|(?:am|was)\s+i\s+(?:hired|in|out|your|the|selected|chosen|accepted|successful|picked|taken|going)"
    r"|have\s+i\s+(?:been|got|made|passed|succeeded)|(?:did|do|have|are|will)\s+you\s+(?:\w+\s+){0,2}?(?:pick\w*|choos\w*|chose\w*|hir\w+|decid\w+|select\w*|want\s+me|take\s+me|taken|going\s+with|go\s+with|gone\s+with|settled|conclu\w+|reached)"
    r"|(?:what|who|whom|how|which)(?:\s+\w+){0,2}?\s+(?:did|have|has|do)\s+(?:you|your\s+team|they|the\s+team)\s+(?:\w+\s+){0,2}?(?:decid\w*|choos\w*|chose\w*|conclud\w*|think|thought|pick\w*|hir\w+|select\w*|found|come)"
    r"|(?:what|who|how)\s+(?:you|they)\s+(?:\w+\s+){0,2}?(?:decided|chose|chosen|picked|concluded|thought|hired)"
    r"|what\s+was\s+(?:decided|concluded)|has\s+(?:anything|anyone|anybody|something|it|your\s+\w+)\s+(?:been\s+)?(?:decided|chosen|happened|hired|picked|selected)"
    r"|(?:how|which\s+way)\s+(?:did|has)\s+(?:it|that|things|everything|my\s+\w+)\s+(?:go|gone|turn\w*|end\w*|come|work\w*)|if\s+it(?:'?s|\s+is)\s+a\s+(?:yes|no)|(?:if|whether)\s+i(?:'?m|\s+am|\s+was|'?ve|\s+have)?\s+(?:got|get|passed|made|been|hired|in\b|selected|chosen|successful)"
    r"|(?:what(?:'s|\s+is|s|\s+are|\s+was|'s\s+been)\s+(?:the|my|your)\s+(?:\w+\s+){0,2}?(?:outcome|results?|decision|verdict|status|news|answer|word|conclusion|response))"
    r"|(?:any|some)\s+(?:\w+\s+)?(?:news|update|updates|feed\s?back|word|decision|answer|result|results|developments?)\b"
    r"|(?:may|can|could|might)\s+(?:i|you|we)\s+(?:\w+\s+){0,4}?(?:outcome|results?|decision|verdict|status|feed\s?back|update|news|answer))",
    re.IGNORECASE,
)
_STANDS = re.compile(  # how do I stand, is it a yes, have you had time to decide
    r"\b(?:(?:how|where)\s+do\s+(?:i|things)\s+stand|where\s+are\s+(?:you|we|things)\b|is\s+(?:it|that)\s+a\s+(?:yes|no)|is\s+the\s+(?:job|position|role|place)\s+mine"
    r"|do\s+i\s+have\s+(?:the|it)\b|am\s+i\s+on\s+the|(?:was|is)\s+it\s+a\s+success|did\s+(?:things|it|everything)\s+work\s+out|(?:what's|what\s+is)\s+(?:happening|going\s+on|next)"
    r"|(?:will|would|are)\s+you\s+(?:be\s+)?(?:offer\w*|going\s+to\s+(?:hire|offer|take)|hir\w+)|(?:who|whom)\s+(?:got\s+it|you(?:'re|\s+are)\s+(?:hiring|taking|choosing))"
    r"|(?:come|came|get|got)\s+to\s+an?\s+(?:decision|conclusion)|time\s+to\s+(?:decide|choose|make\s+a\s+decision)|has\s+the\s+(?:job|role|position|place)\s+gone|(?:is|anything)\s+(?:there\s+)?(?:anything|something)?\s*new\b"
    r"|able\s+to\s+tell\s+me|(?:haven't|have\s+not)\s+heard|how\s+was\s+(?:i|my\s+\w+)|(?:value|your)\s+(?:your\s+)?(?:feed\s?back|thoughts\s+on|opinion\s+of))",
    re.IGNORECASE,
)
_CALLING = re.compile(
    r"\b(?:call\w*|ring\w*|phon\w*|talk\w*|speak\w*)\b(?:\W+\w+){0,3}?\W+(?:about|regarding|concerning|in\s+regards?\s+to|with\s+regards?\s+to|on)\b(?:\W+\w+){0,6}?\W+(?:interview\w*|position|job|role|application)",
    re.IGNORECASE,
)


def read_reason(text: str) -> Reading:
    """given: asks for the outcome, the decision, the status or feedback. partial: only the subject."""
    for pattern in (_DIRECT, _ASKED, _FULL, _WISH, _STANDS, _FOLLOW_UP):
        if match := pattern.search(text):
            return Reading.at(
                "given", text, match.start(), match.end(), "asks for the outcome", f"you said {match.group()}"
            )
    if match := _CALLING.search(text):
        why = f'"{match.group()}" says what it is about, but not what you ask for'
        return Reading.at("partial", text, match.start(), match.end(), "", why)
    return Reading("missing", why="you did not say why you call")
