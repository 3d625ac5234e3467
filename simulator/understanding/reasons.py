"""Whether the caller said why they call: to ask for the outcome, the decision, the status, or feedback."""

import re

from simulator.understanding.reading import Reading
from simulator.understanding.reason_choices import CHOICES
from simulator.understanding.reason_hints import INDIRECT

_GAP = r"(?:\W+\w+){0,%d}?\W+"
_NEAR = r"(?:[^\w.!?]+\w+){0,5}?[^\w.!?]+"
_ABOUT = (
    r"(?:outcome|out\s+come|results?|decisions?|decided|deciding|verdict|status|feed\s?back|update|updates|news|where\s+(?:things|we|i|it|everything)\s+(?:stand|are|is)|where\s+you\s+(?:stand|are\s+(?:with|in|on|at|up)|'re\s+at)"
    r"|how\s+(?:it|things|that|the\s+interview|my\s+interview|everything)\s+(?:went|turned\s+out|is\s+going|are\s+going|came\s+out|did\s+go)|how\s+(?:i|we)\s+(?:did|got\s+on|fared|performed|came\s+across)"
    r"|next\s+steps?|progress|how\s+far\s+(?:you|along)|the\s+latest|timeline|(?:notes|thoughts|points)\s+on\s+(?:my|how)|what(?:'s|\s+has)?\s+(?:be)?c[ao]me\s+of"
    r"|got\s+the\s+(?:job|position|role)|hiring\s+(?:process|decision)|made\s+up\s+your\s+mind|whos?\s+(?:got|you\s+chose|was\s+chosen)|what\s+you\s+(?:thought|think|decided)|impression"
    r"|chances|standing|state\s+of\s+(?:play|things|affairs)|heard\s+(?:back|anything)|word\b)"
)
_ASKS = (
    r"(?:ask\w*|call\w*|ring\w*|phon\w*|find\s+out|know|hear\w*|check\w*|see|learn\w*|wonder\w*|inquir\w*|enquir\w*|advis\w*|inform\w*|confirm\w*|follow\w*|get|interested|curious|"
    r"touch\w*|tell\s+me|request\w*|seek\w*|look\w*|looking|discuss|understand|hoping|hope|like|love|regarding|concerning|about|find|receive|obtain|share|give|any|have\s+you|has|is\s+there|what|could|can)"
)
_FULL = re.compile(rf"\b{_ASKS}\b{_GAP % 9}{_ABOUT}", re.IGNORECASE)
_FOLLOW_UP = re.compile(
    r"\bfollow(?:ing|ed)?(?:\s+|-)?up\b|\btouch(?:ing)?\s+base\b|\bcheck(?:ing)?\s+(?:in|back|up)\s+(?:on|about|regarding|with|after)\b|\bcircl\w+\s+back\b",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    r"\b(?:did\s+i\s+get|have\s+you\s+(?:made|decided|chosen|come\s+to|reached|had\s+a\s+chance|filled|heard|any)|has\s+(?:a|the|any)\s+decision|is\s+the(?:re|ir)\s+(?:(?:any|an?)\s+)?(?:news|update|decision|word)"
    r"|how\s+did\s+(?:i|it|my\s+interview|the\s+interview)\s+(?:do|go)|was\s+i\s+(?:successful|chosen|selected)|am\s+i\s+(?:still|in\s+the\s+running)"
    r"|(?:has|have)\s+(?:the|a)\s+(?:position|role|job)\s+been\s+filled|is\s+the\s+(?:position|job|role)\s+(?:still|filled|taken)|what(?:\s+i|')?s\s+the\s+(?:verdict|outcome|result|status))",
    re.IGNORECASE,
)
_WHAT = (
    r"(?:outcome|results?|decision|verdict|status|feed\s?back|update|updates|news|(?<!my\s)answer|answers|reply|response|word|conclusion|yes\s+or|it\s+now|from\s+you"
    r"|closure|fate|insights?|impressions?|opinion|assessment|(?:your|any|some)\s+(?:\w+\s+)?thoughts|clarity|developments?|(?:criticism|comments|remarks|pointers)|position\s+(?:with|on|of)\s+my"
    r"|how\s+(?:it|things|that|i)\b)"
)
_WISH = re.compile(  # wishes for it, or asks to be given it
    rf"\b(?:after|grateful\s+for|glad\s+(?:of|for)|pleased\s+with|hop\w+\s+for|wait\w*\s+for|want|like|love|need|appreciate|know|get|(?:you|to|might|may)\s+have|hear|give|got|for|expect\w*|eager\w*|anxious|learn|find\s+out|discover)\b{_NEAR}{_WHAT}\b",
    re.IGNORECASE,
)
_ASKED = re.compile(  # did I get it, am I hired, what did you decide, which way did it go
    r"\b(?:did\s+i\s+(?:get|make|pass|win|succeed|do)|(?:am|was)\s+i\s+(?:hired|in|out|your|the|selected|chosen|accepted|successful|picked|taken|going)"
    r"|have\s+i\s+(?:been|got|made|passed|succeeded)|(?:did|do|have|are|will)\s+you\s+(?:\w+\s+){0,2}?(?:pick\w*|choos\w*|chose\w*|hir\w+|decid\w+|select\w*|(?:want|take)\s+me(?!\s+to\b)|taken|going\s+with|go\s+with|gone\s+with|settled|conclu\w+|reached)"
    r"|(?:what|who|whom|how|which)(?:\s+\w+){0,2}?\s+(?:did|have|has|do)\s+(?:you|your\s+team|they|the\s+team)\s+(?:\w+\s+){0,2}?(?:decid\w*|choos\w*|chose\w*|conclud\w*|(?:think|thought)(?!\s+(?:of|about)\s+(?!me\b|my\b|it\b|our\b|the\s+interview))|pick\w*|hir\w+|select\w*|found|come)"
    r"|(?:what|who|how)\s+(?:you|they)\s+(?:\w+\s+){0,2}?(?:decided|chose|chosen|picked|concluded|thought|hired)"
    r"|what\s+was\s+(?:decided|concluded)|has\s+(?:anything|anyone|anybody|something|it|your\s+\w+)\s+(?:been\s+)?(?:decided|chosen|happened|hired|picked|selected)"
    r"|(?:how|which\s+way)\s+(?:did|has)\s+(?:it|that|things|everything|my\s+\w+)\s+(?:go|gone|turn\w*|end\w*|come|work\w*)|if\s+it(?:'?s|\s+is)\s+a\s+(?:yes|no)|(?:if|whether)\s+i(?:'?m|\s+am|\s+was|'?ve|\s+have)?\s+(?:got|get|passed|made|been|hired|in\b(?!\s+the\s+(?:right|wrong))|selected|chosen|successful)"
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
_ONE = r"(?:you|they|i|it|that|we|things|anyone|anybody|someone|somebody|anything|something|another)"
_SUBJECT = rf"(?:{_ONE}|there|(?:a|an|any|the|my|this|your)\s+\w+)"
_NO_SUBJECT = "".join(
    rf"(?<!\b{word}\s)"
    for word in ("i", "you", "we", "they", "he", "she", "it", "this", "that", "which", "i've", "as", "there")
)
_OPENS = "|".join(
    (
        r"\A",
        r"(?<=[.?!,;:]\s)",
        *(rf"(?<=\b{w}\s)" for w in ["and", "but", "so", "or", "how", "what", "who", "now", "well", "why"]),
    )
)


def _turned(verbs: str) -> str:
    """One of the verbs before its subject: have you, was I; "is the job" only where a clause may begin."""
    return rf"(?:{_NO_SUBJECT}(?:{verbs})\s+{_ONE}\b|(?:{_OPENS})(?:{verbs})\s+{_SUBJECT})"


_TURNED = rf"(?:{_NO_SUBJECT}(?:did|do|does|have|has|had|is|are|am|was|were|will|would|should)\s+{_SUBJECT})"
_ASKING = (  # a question by its shape: the verb before its subject, or a question word
    rf"(?:{_TURNED}|(?:if|whether|weather)\b|(?:how|what|who|whom|which|where|when)(?:'?s|'?d|'?re|'?ve)?\b)"
)
_OF_HIRING = (  # what happens to those who applied, and what is said of it
    r"(?:decid\w+|decisions?|choice|choos\w+|chosen?|pick(?:ed|ing)?|select\w*|hire|hired|hiring(?!\s+manager)|settle\w*|conclu\w+|verdict|outcome|results?"
    r"|news|latest|fill(?:ed|ing)|finali[sz]\w+|g(?:o|one|oing)\s+with|(?:go|gone|went)\s+(?:through|to\s+(?:some|any|another)\w*)|end(?:ed)?\s+up|offer\w*|mine|pass|passed|cut|succeed\w*|success\w*"
    r"|(?:right|good|best)\s+(?:fit|person|candidate|match)|consider\w*|contention|in\s+the\s+(?:running|hat|mix|frame|race|hunt|picture)|shortlist\w*|short\s+list\w*|reject\w*|turned\s+down|accept(?:ed|ing)\s+(?:me|for)"
    r"|(?:your|their|its)\s+minds?|tak(?:e|en|ing)\s+(?:me|\w+\s+on)|join(?:ing)?|stands?|stood|turn(?:ed|s|ing)?\s+out|let(?:ting)?\s+(?:people|everyone|everybody|us|me|candidates|applicants)\s+know|c(?:a|o)m(?:e|es|ing)?\s+(?:out\s+of|of|through)|shook\s+(?:out|down)|work(?:ed|ing)?\s+out|com(?:e|ing)\s+along"
    r"|along|look(?:ing)?\s+for|look(?:ing|s)?\s+(?:good\s+|promising\s+)?for\s+me|application\s+look\w*|(?:might|may|can|could|will|should|would|to|i'll|i'd)\s+(?:expect\s+to\s+)?hear(?!\s+me)|heard|convinc\w+|impress\w+"
    r"|think\s+(?:it|things|me)\s+over|(?:thought|think|feel|felt|say|said)\s+(?:of|about)\s+(?:me|my)|next\s+(?:steps?|stage|round|phase)|happen(?:s|ed|ing)?\s+(?:now|next|from\s+here|with)|i\s+(?:did|got\s+on|fared|performed|scored)"
    r"|(?:it|that|interview|things|everything|recruitment|recruiting|search|selection|process|application)\s+(?:is\s+|are\s+|been\s+)?(?:go|goes|went|gone|going)|progress\w*|timeline|(?:get|got|have|landed)\s+(?:the|that|this)\s+(?:job|role|position|place|post|spot|gig|part))"
)
_QUESTION = re.compile(
    rf"\b{_ASKING}(?:[^\w.!?]+[\w']+){{0,6}}?[^\w.!?]+{_OF_HIRING}(?![\w'])", re.IGNORECASE
)
_OPEN_QUESTION = re.compile(  # any question of one who had an interview, or that they ask to be answered
    rf"\b(?:{_turned('did|have|has|is|was|am|are')}|do\s+i\b"
    r"|(?:know(?:ing)?|hear(?:ing)?|learn(?:ing)?|see(?:ing)?|wonder\w*|curious|find\s+out|ask|asking|tell\w*|(?:question|query)\s+is|check(?:ing)?|(?<!not\s)sure|figure\s+out|understand|discuss|talk\s+about)"
    r"\s+(?:me\s+|you\s+|about\s+|yet\s+|now\s+|already\s+|please\s+)?(?:if|whether|weather|how|what|when|which|who(?:'s|'ve)?|why"
    r"|where\s+(?:i|we|you|things|it|that|this|my\s+\w+|everything|everyone|the\s+\w+)(?:'\w+)?\s+(?:\w+\s+)?(?:stand\w*|stood|came|come|rank\w*|are|am|is|was|were|land\w*|sit|sits|got|had))"
    r"|(?:wanted|like|love|dying|eager|anxious|keen|curious|have|need|hoping)\s+to\s+(?:find\s+out|know|ask|check)(?=\s*(?:\Z|[.?!])))(?![\w'])",
    re.IGNORECASE,
)
_ERRAND = re.compile(  # what else one may ask
    r"\b(?:too\s+(?:loud|noisy|quiet|early|late)|is\s+that\s+(?:all\s+right|alright|ok|okay|fine|possible)|runs|in\s+charge|station|toilets?|speak\w*|talk\s+to|(?:good|bad|right|convenient)\s+(?:time|number|moment|place|person\s+to)|minute|moment|hear\s+me|park\w*|addresse?s?|e-?mail\w*|mail|phone|numbers?|spell"
    r"|hours|open\s+(?:on|at|today|until)|salary|pay\w*|wages?|uniform|benefits?|message|directions?|building|get\s+to|(?:i|i've|my\s+\w+)\s+(?:left|lost|forgot)|f(?:ound|ind)\s+(?:my|a|an)\s+(?!replace)"
    r"|umbrella|scarf|jacket|coat|wallet|keys?|bag|glasses|gloves|lobby|documents?|references?|portfolio|resume|cv|certificates?|paperwork|(?<!was\s)receive|(?<!was\s)received|got\s+my|get\s+(?:my|the)\s+(?!job|result|decision)"
    r"|reschedul\w*|laptop|weather\s+(?:is|like|over)|(?:full|part)[\s-]+time|shifts?|tea|coffee|biscuits?|rain\w*|weekend|nice\s+\w+|involve\w*|called|name|in\s+today|available|busy|free|how\s+are\s+you|remember|much\s+i|grateful|hiring\s+\w+s\b"
    r"|you\s+(?:close|open|shut)|where\s+to|dress\s+code|is\s+this|is\s+that\s+(?!right|so\b|true|correct)\w+\s*(?:\?|\Z)|(?:a|that|the|your)\s+cold|any(?:body|one)\s+there|know\s+(?:what\s+to|how\s+it\s+is)|dollars|an\s+hour|suit|was\s+it\s+(?:on|at|the|an?|\w+day|not)\b|another\s+interview|thanksgiving|christmas|vacation|canteen|cafeteria|lunch|entrance|lift|elevator|(?:have|had|got)\s+(?:\w+\s+)?(?:jobs|openings|vacancies|positions)"
    r"|probation|(?:other|further|more|future)\s+(?:\w+\s+)?(?:openings?|jobs?|roles?|positions?|vacanc\w+|opportunit\w+)|why\s+(?:do|are)|how\s+many|how\s+long\s+(?:is|are|was|does|do\s+i|would\s+i|the|have)|room|floor|are\s+you\s+the|be\s+back|apply|bring|wear|company|help|validate|receipt|reimburs\w*|expenses|train|bus|lost|connect|transfer|put\s+me|second\s+interview|wrong\s+number|reach)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.?!](?=\s|\Z)")
_CALLING = re.compile(
    r"\b(?:call\w*|ring\w*|phon\w*|talk\w*|speak\w*)\b(?:\W+\w+){0,3}?\W+(?:about|regarding|concerning|in\s+regards?\s+to|with\s+regards?\s+to|on)\b(?:\W+\w+){0,6}?\W+(?:interview\w*|position|job|role|application)",
    re.IGNORECASE,
)


def read_reason(text: str) -> Reading:
    """given: asks for the outcome, the decision, the status or feedback. partial: only the subject."""
    for pattern in (_DIRECT, _ASKED, _FULL, _WISH, _STANDS, _FOLLOW_UP, _QUESTION, *INDIRECT, *CHOICES):
        if match := pattern.search(text):
            return Reading.at(
                "given", text, match.start(), match.end(), "asks for the outcome", f"you said {match.group()}"
            )
    for match in _OPEN_QUESTION.finditer(text):
        stop = _SENTENCE_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        if (
            not _ERRAND.search(text, max(0, match.start() - 10), end)
            and "you doing" not in text[match.start() : end]
        ):
            why = f"you said {text[match.start() : end]}"
            return Reading.at("given", text, match.start(), end, "asks for the outcome", why)
    if match := _CALLING.search(text):
        why = f'"{match.group()}" says what it is about, but not what you ask for'
        return Reading.at("partial", text, match.start(), match.end(), "", why)
    return Reading("missing", why="you did not say why you call")
