"""How a caller puts both answers side by side, or speaks of what hangs on the answer: "yes or no", "got it or
not", "what do I tell my wife". Patterns for `reasons`, each for one way of saying it.
"""

from simulator.understanding.reason_hints import any_of

_END = r"(?=\s*(?:[,.;?!]|\Z|(?:ah|lah|please|then|now|boss|sir|madam|thanks?|in|on|for)\b))"
_ME = r"(?:me|i|we|us|my\s+\w+)"


CHOICE = any_of(  # the two answers: a yes or a no, I pass or no pass, you take me or you don't
    r"(?:got|get|made|make|won|win|pass(?:ed)?|selected|hired|chosen|taken|accepted|successful|through|happening|there|on"
    rf"|in|out|mine|job|list|role|position|place|offer|going|coming)\s+(?:it\s+)?or\s+(?:not|no)(?:\s+\w+)?{_END}",
    r"(?:it'?s|its|it\s+is|is\s+it|is\s+that|tell\s+(?:me|them|him|her|us)|say|just|simple|a|plain|straight)"
    r"\s+(?:an?\s+)?(?:\w+\s+)?(?:yes|yeah|yay)(?:\s+\w+){0,3}?,?\s+(?:or|and|nor)\s+(?:\w+\s+){0,3}?(?:no|nay|not|stop)",
    rf"yes,?\s+or\s+(?:an?\s+)?no{_END}",
    r"(?:you|we|they|i|it)\s+(?:\w+\s+){1,3}or\s+(?:(?:you|we|they|i|it)\s+)?(?:don'?t|do\s+not|won'?t|didn'?t|doesn'?t)"
    r"(?!\s+(?:have|need|want)\s+to)",
    r"(?:good|great|happy)\s+(?:news|one)?,?\s*or\s+(?:is\s+it\s+)?(?:bad|sad|the\s+other)",
    r"(?:red|green)\s+light,?\s+or\s+(?:red|green)",
    r"(?:thumbs?\s+)?up,?\s+or\s+(?:thumbs?\s+)?down",
    r"(?:me|my|mine|i)\b[^.?!]{0,40}\bor\s+(?:is\s+it\s+|it'?s\s+|was\s+it\s+)?(?:somebody|someone|some\s+other|another|the\s+other)\s*\w*",
    r"or\s+(?:is\s+it\s+)?better\s+luck",
    r"or\s+(?:have\s+(?:i|you)\s+|did\s+(?:i|you)\s+)?(?:miss(?:ed)?\s+out|lose|lost\s+out)",
    r"(?:must|shall|should|can|do|will|have|am|might)\s+(?:i|we)\s+(?:to\s+)?(?:be\s+)?(?:keep|quit|hand|give|pack|unpack|buy|cancel|tell|come\s+(?:on\s+)?\w+day"
    r"|get\s+my|get\s+me|celebrat|open|plan|order|stay|book|iron)\w*[^.?!]{0,60}\bor\b",
)
HANGS_ON_IT = any_of(  # others wait for it too; something is to be signed, said, celebrated
    r"what\s+(?:can|should|do|shall|am|will|could)\s+i\s+(?:to\s+)?(?:tell|say\s+to)\s+(?:them|her|him|my|the|everyone)",
    r"(?:nothing|what|something|anything)\s+to\s+tell\s+(?:them|her|him|my|the|everyone|people|mum|mom)",
    r"(?:won'?t|will\s+not|can'?t|cannot|doesn'?t)\s+(?:let\s+me\s+)?wait\s+any\s+(?:longer|more)",
    r"(?:mother|mum|mom|dad|father|wife|husband|family|everyone|everybody|kids|boss|landlord)\s+(?:keeps?\s+|is\s+|are\s+)?asks?(?:ing)?\b",
    r"(?:place|boss|job|employer|manager|company|shop|firm|agency)\s+(?:wants?|needs?|is\s+asking|are\s+asking)\s+(?:me\b|(?:an?\s+|my\s+)?answer|to\s+know|whether|if|whether)",
    r"(?:will|shall|can|do|am|are|should)\s+(?:i|we)\s+(?:\w+\s+){0,4}?(?:celebrat\w+|hand(?:ing)?\s+in\s+(?:my|me)\s+notice|crack\w*\s+open)",
    r"(?:rip|tear|pull)\s+(?:off\s+)?the\s+(?:plaster|band\s?-?aid)",
    r"break\s+it\s+to\s+me",
    r"(?:stomach|nerves|heart|head)(?:'s|\s+is|\s+are)?\s+(?:\w+\s+)?(?:in\s+knots|in\s+shreds|in\s+pieces|pounding|racing|spinning)",
    r"not\s+(?:the|a|very|one\s+of\s+the)\s*patient",
)
STRAIGHT = any_of(  # asked in so many words, or in half of them
    r"(?:boss|manager|chef|panel|committee|board|company|office|they|he|she|you)\s+(?:has\s+|have\s+)?(?:decided?|choose|chosen|chose|select|selected)\s+(?:\w+\s+)?(?:already|yet|or\s+not)",
    r"you\s+(?:have\s+|has\s+|already\s+|did\s+)*(?:find|found|taken?|took|hired?|picked?|chose[n]?)\s+(?:some|any|an\s?other)\s?\w*",
    r"(?:did|has|have)\s+(?:she|he|they|you)\s+(?:\w+\s+)?(?:pick|choose|chosen|hire|find|take|found|hired|picked|taken)\w*\s+(?:any|some)\s?\w+",
    r"(?:have|get|got)\s+(?:i\s+)?(?:got\s+)?the\s+job(?=\s*(?:\?|,|or|yes|then|now))",
    r"(?:i|me)\s+(?:have|got|get|getting)\s+(?:the\s+job|it)(?:,?\s+(?:yes|yeah|no|right|innit|eh))?(?=\s*\?)",
    r"(?:you|y'?all|ye|youse)\s+(?:gonna|going\s+to|want(?:\s+to)?|wanna|will|gon)\s+(?:hire|take|want|have|give)\s+me\b",
    r"y'?all\s+want\s+me",
    r"(?:any|some)thing\s+(?:been\s+)?(?:decided|settled|agreed|fixed)",
    r"(?:answer|decision|verdict)\s+yet\b",
    r"(?:arriv\w+|come|came|got)\s+(?:at|to)\s+a\s+(?:decision|conclusion|verdict)",
    r"(?:say|tell|give|gimme)\s+(?:to\s+)?(?:me\s+)?the\s+(?:decision|answer|verdict|result|good\s+news|news)",
    r"(?:appreciate|like|love|glad\s+of|grateful\s+for)\s+any\s+(?:\w+\s+)?(?:information|info|word|news|update)",
    rf"(?:may|can|could|might)\s+(?:i|we)\s+(?:please\s+|kindly\s+)?know{_END}",
    r"(?:might|could|would|will)\s+there\s+be\s+(?:\w+\s+)?(?:news|answer|update|decision|word|result|one\s+for\s+me|a\s+letter)",
    r"what\s+(?:was|got|has\s+been|is|been)\s+(?:resolved|settled|agreed|determined)",
    r"(?:have|has|are|did|were)\s+(?:the|your|any|those)\s+results?",
    r"which\s+is\s+it(?=\s*\?)",
    r"(?:good|strong|right|lucky|suitable)\s+enough(?=\s*\?)",
    r"what\s+(?:\w+\s+)?(?:they|you)\s+(?:saying|say|said)\s+then",
    r"what'?s\s+up\s+with\s+(?:that|it|the\s+job)",
    r"(?:final|hiring|short)\s?-?(?:status|list)",
    r"(?:please|only|just|kindly)\s+(?:please\s+)?(?:say|tell)(?:\s+me)?(?=\s*(?:[.?!]|\Z))",
    r"tell\s+me\s+(?:i\s+(?:pass|got|am)|i'?m|it'?s|my\s+\w+(?:'s)?\s+(?:is\s+)?(?:wrong|right)|(?:already\s+)?if\s+it(?:'?s|\s+is)\s+(?:an?\s+)?(?:yes|no)|yes|no\b|straight)",
    r"(?:know|hear|see|learn|understand|ken|tell\s+me)\s+(?:\w+\s+)?where\s+(?:i'?m|i\s+am|we'?re|we\s+are)(?:\s+(?:at|with\s+you|now))?",
    r"(?:know|hear|ken|ask|see|tell\s+me|wonder\w*)\s+(?:if|whether)\s+(?:i'?m|i\s+am)\s+(?:on\s+(?:your|the)|in\b(?!\s+the\s+(?:right|wrong))|out\b|with\s+you|joining|starting|coming)",
    r"(?:if|whether)\s+(?:someone|somebody|anybody|anyone)\s+else\b",
    r"if\s+they\s+(?:took|want|picked|take|chose)",
    r"(?:land(?:ed)?|settled?|decided?)\s+on\s+(?:any|some|a\s+|the\s+)\w*",
    r"(?:find|found|got)\s+(?:your|yourselves)\s+(?:a\s+)?(?:man|woman|person|guy|candidate)\b",
    r"do\s+i,?\s+(?:\w+,?\s+)?get\s+to",
    r"(?:am\s+i\s+to|should\s+i|shall\s+i|do\s+i)\s+expect",
)
RAN_OUT = any_of(  # nothing came, though it was said
    r"i(?:'ve|\s+have|\s+has)?\s+(?:had|hear|got|received|see|have)\s+nothing(?!\s+(?:to|else|against|but))",
    r"(?:said|told\s+me|thought)\s+(?:that\s+)?there(?:'d|\s+would|'ll|\s+will)\s+be\s+(?:an?\s+|some\s+)?(?:decision|answer|call|letter|news|reply|word)",
    r"(?:decisions?|letters?|offers?|e-?mails?|calls?)\s+(?:have|has|were|had|must\s+have|was)\s+(?:already\s+)?gone?\s+out",
    r"(?:hr|they|you|nobody|no\s?one|office|company|recruiter|agency|headhunter)\s+(?:is|are|was|were)\s+(?:not\s+)?(?:reverting|replying|calling|answering|responding|silent|quiet)",
    r"(?:ain'?t|haven'?t|have\s+not|didn'?t|hasn'?t)\s+(?:got|get|had|have)\s+(?:mine|one|nothing|any)",
    r"(?:you|they|he|she|panel|boss|company)\s+(?:\w+\s+)?(?:wanted|meant|going|due)\s+to\s+(?:decide|choose|inform|answer|reply|revert)",
    r"(?:we|they|he|she|you|hr)\s+(?:will\s+|shall\s+|would\s+)?(?:inform|revert|confirm)(?:\s+(?:you|me|us))?(?=\s*(?:[.,?!]|\Z|by|with|within|soon|and))",
    r"(?:i|we)\s+(?:am\s+|are\s+|still\s+)?wait(?:ing)?\s+(?:for\s+|on\s+)?(?:the\s+|your\s+|my\s+)?(?:result|answer|news|decision|call|reply)",
    r"(?:said|promised|told\s+me)\s+(?:about\s+)?(?:a|one|two|three|ten|\d+)\s+(?:weeks?|days?)(?!\s+(?:notice|at))",
    r"it\s+is\s+\w+\s+days?\s+i\s+(?:look|wait|sit)",
)
RESTLESS = any_of(  # cannot stop, sleep or tell anybody before there is an answer; wonders what was thought
    r"stop\s+(?:looking|biting|worrying|waiting|searching|hoping|holding)",
    r"out\s+of\s+my\s+(?:agony|suspense)",
    r"(?:can|shall|should|may|must|do|could)\s+i\s+(?:now\s+|finally\s+|be\s+|start\s+)?(?:relax|breathe|celebrat|hope|hoping|tell\s+(?:my|the|them)"
    r"|get(?:ting)?\s+excited|worry|worried|expect|plan|pack(?:ing)?)\w*",
    r"is\s+my\s+(?:name|application|hat|file|candidacy)\s+still\b",
    r"(?:whichever|whatever)\s+(?:way|it\s+is|the\s+(?:answer|news|result))",
    r"(?:come|came)\s+to\s+a\s+view|form(?:ed)?\s+an?\s+(?:view|opinion)",
    r"(?:future|place|hope|chance)\s+(?:with|for|at)\s+(?:you|me|us)\b",
    r"how(?:'?s|\s+is|\s+are)\s+(?:it|things|that|everything)\s+(?:looking|coming|shaping|progressing)",
    r"positive\s+(?:response|reply|news|answer)",
    r"my\s+(?:selection|candidature|candidacy|matter|fate|chances)\b",
    r"will\s+you\s+(?:be\s+having|have|be\s+taking)\s+me",
    r"rather\s+(?:just\s+)?know\b",
    r"(?:be|have)\s+something\s+to\s+(?:report|share)(?!\s+with)",
    r"where\s+(?:does|do|did)\s+(?:that|this|it|i)\s+(?:leave|put|stand|come)",
    r"how\s+soon\s+(?:will|would|can|might|do)",
    r"(?:could|should|might)\s+i\s+have\s+(?:done|said|answered|improved)",
    r"was\s+my\s+\w+\s+(?:what|good|enough|too|any)",
    r"(?:have|'ve|got|bring)\s+(?:got\s+)?(?:good|better|happy|glad)\s+(?:tidings|news)",
    r"(?:say\s+the\s+word|give\s+(?:me\s+)?the\s+(?:nod|word|green\s+light))",
    r"mine\s+(?:hasn'?t|has\s+not|never|didn'?t)\s+(?:come|came|arrived?|rung)",
    r"gone\s+(?:\w+\s+)?(?:quiet|silent)",
    r"heard\s+(?:neither|nowt|nothin|zilch|naught)\b",
    r"(?:i\s+)?ain'?t\s+heard",
    r"told\s+(?:me\s+)?(?:\w+\s+)?(?:\w+)\s+at\s+the\s+(?:outside|latest|most)",
    r"what'?s\s+good\s+with\s+(?:the|that|this|my)",
    r"y'?all\s+(?:\w+\s+)?(?:hire|pick|choose|fill|decide|find)\w*",
)

CHOICES = (CHOICE, HANGS_ON_IT, STRAIGHT, RAN_OUT, RESTLESS)
