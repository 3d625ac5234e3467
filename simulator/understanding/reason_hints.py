"""How a caller asks for the outcome without a question for it: nothing came, a promise has run out, somebody
told them to ring, they would be glad of a yes. Patterns for `reasons`, each for one way of saying it.
"""

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """One of the patterns, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})(?![\w])", re.IGNORECASE)


_SOME = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|couple|few|\d+)"
_A_WHILE = (
    rf"(?:{_SOME}\s+(?:\w+\s+){{0,2}}?(?:days?|weeks?|fortnight|month)|fortnight|the\s+week|mid\s*-?week"
    r"|(?:the\s+)?end\s+of\s+the\s+(?:week|month|day))"
)
_TOLD = (
    r"(?:did\s+say|said|says|saying|told\s+(?:me|us|everyone|everybody)"
    r"|promised|mentioned|wrote|reckoned|thought)"
)
_TO_RING = r"(?:call|ring|phone|try|telephone|chase|get\s+in\s+touch|follow\s+up|check)(?:ing)?"
_NO_ERRAND = (
    r"(?!\s+(?:\w+\s+){0,3}?(?:about|for|to|with)\s+(?:the|my|a|your)\s+"
    r"(?!job|position|role|result|decision|outcome|answer|interview|manager|boss))"
)
SILENCE = re.compile(  # nothing was heard, so the caller calls; or wants to be told, whatever it is
    r"\b(?:(?:haven't|have\s+not|havent|hadn't|had\s+not|hadnt|not|never|didn't|yet\s+to)\s+(?:\w+\s+){0,2}?(?:heard?|received?|gotten)\b(?!\s+of\b)"
    r"|(?:heard|hearing)\s+nothing|no\s+(?:word|news|answer|reply|response)|(?:one|1)\s+way\s+or\s+(?:the|an)\s?other|either\s+way|good\s+or\s+bad"
    r"|(?:tell|told)\s+me\s+(?:anything|something|more)|anything\s+(?:\w+\s+){0,2}?(?:tell|share)|(?:fill|clue)\s+me\s+in|(?:get|give\s+me)\s+my\s+hopes|keep\s+(?:looking|my\s+hopes|hoping)"
    r"|check(?:ing)?\s+(?:in|up|back)|so\s+i'?m\s+(?:just\s+)?checking|hear(?:ing)?\s+back|got\s+back\s+to\s+me)",
    re.IGNORECASE,
)
WAITED = re.compile(  # an answer was promised and did not come, or the caller was told to ask for it
    r"\b(?:(?:shall|will|might|may|can|should|do|could)\s+(?:i|we)\s+(?:\w+\s+){0,2}?(?:hear\w*|know|be\s+(?:told|contacted|called))|(?:win|sink|hit|hired|chosen)\s+or\s+(?:lose|swim|miss|not)"
    r"|(?:it|that|one|call|letter|e-?mail|answer|reply)\s+never\s+(?:came|arrived|rang|materiali[sz]ed|happened)|(?:no\s?one|nobody|none\s+of\s+you|(?:you|they|she|he)(?:\s+ha(?:ve|s|d))?(?:n't|\s+not|\s+never|\s+didn't|\s+did\s+not))"
    r"(?:\s+ever|\s+has|'s|\s+yet|\s+actually)*\s+(?:call|rung|rang|ring|phon|contact|writ|wrote|repl|answer|e-?mail|(?:been\s+|got\s+|gotten\s+|get\s+)?in\s+touch|g[eo]t(?:ten)?\s+(?:back|hold))"
    r"|wait\w*\s+(?:on|for)\s+(?:\w+\s+){0,2}(?:call|e-?mail|letter|reply|phone|decision)|wait\w*\s+(?:\w+\s+){0,3}?(?:to\s+(?:hear|be\s+told|know)|by\s+the\s+(?:phone|telephone))"
    r"|(?:you|they|he|she|who|someone|somebody|\w+\s+(?:porter|manager|lady|man))\s+(?:\w+\s+)?(?:promised|said|told\s+me|thought|mentioned|reckoned|(?:were|was)\s+(?:going|supposed|meant|due))\b"
    r"(?:\W+[\w']+){0,7}?\W+(?:call|ring|phone|let\s+me\s+know|in\s+touch|get\s+back|be\s+back|hear|an\s+answer|decide|write)\b"
    r"|(?<!friend\s)(?:told|asked|invited|advised|instructed)(?:\s+me)?\s+to\s+(?:call|ring|phone|check|get\s+in\s+touch|follow|contact)"
    r"(?!\s+(?:you\s+)?about\s+(?:the|his|her|an?|my)\s+(?!job|position|role|result|decision|outcome|answer|interview))"
    r"|(?:not|never|\w+n't)\s+(?:had|seen|got|gotten|received|get|receive|been\s+sent)\s+(?:so\s+much\s+as\s+)?(?:a|an|any|the|your)\s+(?:\w+\s+)?(?:letter|call|phone\s+call|e-?mail|message|reply|text|response|answer|decision|word)"
    r"|any\s+(?:joy|luck|movement|headway|decisions?|sign|ideas?\s+(?:when|who|if|whether))\b|chas(?:e|ing)\s+(?:up|it|my|the|this|an)\b|sound\w*\s+(?:you\s+)?out"
    r"|out\s+of\s+my\s+misery|mind\s+at\s+(?:rest|ease)|(?:thought|hoped|assumed|figured|imagine\w*)\s+you(?:'d|'ve|\s+\w+){0,3}?\s+(?:chosen|decided|picked|made\s+up|reached)|(?:pins\s+and\s+needles|tenterhooks|suspense|edge\s+of\s+my\s+seat|bated\s+breath|in\s+the\s+dark|in\s+limbo)\b)",
    re.IGNORECASE,
)
PROMISED = any_of(  # the time they gave has run out; they were to decide, to write, to ring
    rf"{_TOLD},?\s+(?:(?:to|that|i|you|he|she|they|it|would|will|it'd|it'll|you'd|they'd|be|take|give|it|within|in|about|maybe|like|around|by|results|an\s+answer)\s+){{0,5}}{_A_WHILE}(?=\s*(?:[.,;?!]|\Z|and\b|so\b|but\b|it's\b|or\b))",
    r"(?:said|told\s+me|promised|thought|reckoned|gathered?)\s+(?:that\s+)?(?:i|we|you|he|she|they|everyone|everybody)(?:'d|'ll|\s+would|\s+will|\s+should|\s+might)\s+(?:\w+\s+){0,2}?(?:know|be\s+(?:told|deciding|choosing|meeting|quick|contacted|called|in\s+touch|calling|ringing)|tell|decide|choose|write|have\s+(?:rung|called|phoned|written|decided|chosen|a\s+decision|an\s+answer|news|word))",
    r"(?:you|they|he|she|it|boss|manager|team|panel|decision|letter|call)\s+(?:was|were)\s+(?:\w+\s+)?(?:supposed|meant|due|going)\s+to\s+(?:be\s+)?(?:\w+\s+)?(?:call|ring|phone|write|tell|let|decid\w*|choos\w*|made|come|meet\w*|have\s+a\s+meeting|e-?mail)",
    r"(?:they|he|she|you|(?:boss|manager|lady|panel|team|director|owner))\s+(?:would|will|'d|were|was)\s+(?:be\s+)?(?:decid\w+|choos\w+)",
    r"(?:i|we)(?:'m|\s+was|\s+am|\s+were|'d\s+been)\s+(?:supposed|meant|due|told)\s+to\s+(?:hear|know|be\s+(?:told|called|contacted)|(?:get|expect)\s+(?:a|an|the|your)\s+(?:call|answer|letter|e-?mail|reply))",
    r"(?:somebody|someone|you|they|he|she)\s+(?:was|were)\s+to\s+(?:call|ring|phone|write|let|get\s+back|contact)",
    r"(?:when|before)\s+(?:you|they)\s+announce",
    r"deadline\s+(?:you|they)\s+(?:gave|set|named|mentioned)",
    r"narrowed\s+(?:it|things|the\s+\w+)\s+down",
    r"you\s+(?:would|will|'d)\s+be\s+(?:quick|in\s+touch)",
    r"promised\s+(?:me\s+)?(?:an?\s+|some\s+)?(?:(?!to\b)\w+\s+)?(?:letter|call|answer|decision|reply|e-?mail|news|word)(?!\s+of)",
    r"(?:told|said)\s+(?:that\s+)?(?:a\s+letter|a\s+call|an\s+e-?mail|it|they)\s+would\s+(?:come|arrive|follow)",
    r"(?:decision|choice)\s+(?:was|is|were)\s+to\s+be\s+(?:made|taken)",
)
SENT = any_of(  # somebody or something told the caller to ring
    rf"(?:says?|said|saying|wrote|told\s+(?:me|us)|tells\s+me),?\s+(?:(?:if|you|don't|hear|to|that|i|we|should|can|could|please|just|by\s+friday|,)\s*,?\s*){{0,6}}{_TO_RING}\b{_NO_ERRAND}(?:\s+(?:me|us|back|again|up|in|them|him|her|you|this|today|tomorrow|on|after|from|\w+day)|\s*[.,!?]|\s*\Z)",
    rf"(?:asked|told|invited|wanted)\s+(?:me\s+)?to\s+{_TO_RING}\s+(?:\w+\s+)?(?:again|back|today|this|on\s+\w+day|\w+day)",
    r"told\s+me\s+to\s+(?:leave\s+it|wait|give\s+it)",
    r"(?:call|ring|phon)ing\s+(?:\w+\s+)?as\s+(?:agreed|promised|arranged|instructed|told|you\s+(?:asked|said|suggested))",
    r"(?:here|so)\s+i\s+am\s+asking",
    r"(?:thought|figured|reckoned)\s+i'?d\s+(?:just\s+|better\s+)?(?:ask|check|pick\s+up\s+the\s+phone)(?!\s+(?:if|about|whether|for|what|where)\b)",
)
NOTHING_CAME = any_of(  # the phone is silent, the letterbox empty
    r"(?:phone|telephone|letter|call|e-?mail|post|answer|reply|news)\s+(?:\w+\s+)?(?:hasn't|has\s+not|hasnt|didn't|did\s+not|never|doesn't)\s+(?:\w+\s+)?(?:rung|ring|rang|come|came|arrived?)",
    r"(?:phone|telephone|line|mailbox|inbox|letterbox)(?:'s|\s+is|\s+has)?\s+(?:been\s+|stayed\s+|remained\s+)?(?:silent|quiet|empty|dead)",
    r"(?:phone|it)\s+(?:hasn't|has\s+not|never)\s+(?:rung|rang|run|ring)",
    r"there\s+(?:hasn't|has\s+not|wasn't)\s+(?:been\s+)?(?:one|any|anything)",
    r"(?:nobody|no\s?one)(?:'s|\s+has|\s+ever)?\s+(?:let\s+me\s+know|told\s+me(?=\s*(?:[.,?!]|\Z|anything|yet|a\s+thing|either)))",
    r"not\s+had\s+any\s+(?:correspondence|contact|communication)",
    r"getting\s+(?:\w+\s+){0,2}?(?:nervous|anxious|worried|impatient|restless)",
    r"silence\s+means?",
    r"(?:refresh|watch|star|look)(?:ing)?\s+(?:at\s+)?(?:my|the)\s+(?:e-?mail|phone|inbox|letterbox)",
    r"(?:had|got|been|seen|gotten|but)\s+no\s+(?:letter|call|phone\s+call|e-?mail|message|contact)(?!\s+cent)",
    r"and\s+(?:none|nothing|nobody)\s+(?:has|came|did|arrived)",
    r"not\s+a\s+(?:word|peep|sausage|thing|whisper|sound)(?!\s+(?:of|about|against|to))",
    r"none\s+the\s+wiser",
    r"and\s+there(?:'s|\s+is|\s+was)\s+nothing",
    r"never\s+(?:got|had|received)\s+(?:the|a|that|your)\s+(?:call|letter|e-?mail|answer|reply|message)",
    r"check(?:ing|ed)?\s+my\s+(?:inbox|e-?mail|phone|letterbox|post|mail)",
    r"(?:stand|bear|take)\s+(?:the\s+|this\s+)?(?:waiting|wait|suspense|not\s+knowing)",
    r"sleep\s+for\s+(?:wondering|thinking)",
    r"wonder(?:ing|ed)\s+(?:ever\s+since|about\s+(?:it|the\s+(?:job|position|role|result)))",
    r"keep(?:ing)?\s+my\s+fingers\s+crossed",
    r"(?:come|came)\s+and\s+gone",
)
WANTED = any_of(  # do you want me; I would be glad of a yes
    r"(?:do|did|would|will|are|if|whether|have|were|that)\s+(?:you|they|we)(?:'d|'ve|'re|\s+would|\s+will|\s+are|\s+were)?\s+(?:\w+\s+){0,3}?(?:want|have|need|take|hire|accept|please|picked|choose|chosen|chose|keep|use|thinking\s+of\s+tak\w+|going\s+to\s+take)\w*\s+(?:to\s+work\s+with\s+)?me(?!\s+(?:to|down|any|a|the|an|some|in|at|on|there|here|behind|back)\b)",
    r"did\s+i\s+(?:please|impress|suit|satisfy|convince)\s+you",
    r"(?:do|will)\s+i\s+get\s+(?:it|to\s+(?:do|work|start|join))",
    r"(?:were|are)\s+you\s+(?:happy|pleased|satisfied)\s+with\s+(?:me|my)",
    r"(?:hop(?:e|ed|ing)|glad|happy|looking|hungry)\s+(?:for|of)\s+(?:yes|a\s+yes|a\s+no|a\s+positive|an\s+answer)",
    r"know\s+(?:if\s+it'?s\s+)?(?:a\s+)?yes\s+or\s+(?:a\s+)?no",
    r"need\s+your\s+(?:answer|decision|reply)",
    r"(?:chance|case|hoping|hope|hoped|wonder\w*|see|suppose|assume|gather|take\s+it)\s+(?:that\s+|if\s+|whether\s+)?you(?:'ve|\s+have|'d|\s+might\s+have|\s+had)?\s+(?:\w+\s+){0,2}?(?:made\s+(?:a|your|up)|decided|chosen|picked|reached|settled|found\s+(?:some|any|your|the|a)\w*|finished\s+interviewing)",
    r"(?:receive|have|get|hear|know|learn)\s+(?:your|what\s+your)\s+(?:\w+\s+)?(?:answer|thinking|thoughts?|decision|view|verdict|choice)",
    r"(?:have|had|got)\s+something\s+to\s+tell\s+me",
    r"you\s+(?:can|could)\s+(?:\w+\s+)?(?:say|tell\s+me)\s+(?:something|anything)",
    r"you'll\s+say\s+yes",
    r"any\s+(?:indication|hint|inkling|clue)",
    r"hop(?:e|ed|ing)\s+to\s+hear\s+(?:that|something|if|whether|good|from\s+you|back|soon|today)",
    r"appreciate\s+(?:knowing|hearing|being\s+told)",
    r"(?:nice|good|kind|lovely|great|helpful|relief)\s+to\s+(?:be\s+told|(?:know|hear)\s+(?:something|either|how|what|if|whether|one))",
    r"(?:rather|sooner)\s+(?:hear|have|know|be\s+told)\s+(?:a\s+no|it|the\s+(?:worst|truth))",
    r"give\s+me\s+(?:a|an|any|some)\s+(?:hint|idea|clue|sign|steer|inkling|indication)",
    r"(?:start|begin|keep)\s+(?:celebrating|hoping)",
    r"look(?:s|ing)?\s+(?:hopeful|promising)",
    r"where\s+(?:my|our)\s+(?:\w+\s+){1,2}?(?:landed|lands|stands|stood|ended|sits)",
    r"(?:find\s+out|know|hear|ask|wondering)\s+about\s+(?:the|my|that)\s+(?:job|position|role|post|result|application)",
    r"(?<!you\s)(?:like|love|want|need|dying|keen|eager|anxious|itching|longing)\s+to\s+(?:know|hear|find\s+out|be\s+(?:sure|certain))(?=\s*(?:\Z|[.?!,]|really\b|and\s+so\b|please\b|now\b|already\b))",
)
PLAIN_QUESTION = any_of(  # questions that say nothing of a job, and can mean nothing else here
    r"what(?:'?s|\s+is|\s+was|'ll|\s+will)\s+(?:the|your)\s+(?:story|upshot|word|score|scoop|deal|call|situation|craic|damage|ruling)",
    r"what(?:'?s|\s+is|\s+will)\s+it\s+(?:to\s+be|gonna\s+be|going\s+to\s+be|be)",
    r"what\s+do\s+you\s+(?:say|reckon)(?=\s*[.?!,]|\s*\Z)",
    r"what\s+(?:happened|came)\s+(?:with|of|about)\s+(?:it|that|this)",
    r"(?:do|would|does|might)\s+(?:you|anyone|anybody|they)\s+(?:\w+\s+)?know\s+(?:anything|something|more|by\s+now|now|yet|already)",
    r"how(?:'d|\s+did)\s+(?:i|it|that)\s+(?:do|go|turn|come)",
    r"who(?:'s|\s+is|\s+was)\s+(?:the\s+(?:lucky|chosen|winner)|been\s+(?:appointed|chosen|picked|hired|selected|given))",
    r"who(?:'s|\s+has)\s+been\s+(?:appointed|chosen|picked|hired|selected)",
    r"(?:have|got)\s+an\s+answer\s+for\s+me",
    r"(?:is|looks?|looking)\s+(?:it\s+)?(?:looking\s+)?(?:good|bad|promising)\s+for\s+me",
    r"should\s+i\s+(?:be\s+)?(?:look(?:ing)?\s+elsewhere|(?:still\s+)?(?:hope|be\s+hopeful|give\s+up))",
    r"any\s+chance\s+you(?:'ve|\s+have)?",
    r"(?:i'?m|am\s+i)\s+in\s+with\s+a\s+(?:shout|chance|shot)",
)
ANSWERABLE = re.compile(  # so short a question after an introduction asks for the outcome
    r"(?<=[.!?]\s)(?:(?:well|so|and)(?:,?\s+then)?|yes\s+or\s+no|good\s+or\s+bad)\s*\?", re.IGNORECASE
)
OF_HIRING_ASKED = re.compile(  # a statement with a question mark: y'all make up your minds yet?
    r"(?:you|y'all|they|anyone|anybody|folks|guys|team)\s+(?:[\w']+\s+){0,5}?(?:decided|decide|minds|(?:your|their)\s+mind|chosen|choose|picked|pick|hired|choice|tell\s+(?:folks|people|us|everyone)|found\s+(?:someone|somebody|anyone|your))\b[^.!?]{0,25}(?:\?|\byet\b)",
    re.IGNORECASE,
)

INDIRECT = (
    SILENCE, WAITED, PROMISED, SENT, NOTHING_CAME, WANTED, PLAIN_QUESTION, ANSWERABLE, OF_HIRING_ASKED,
)  # fmt: skip
