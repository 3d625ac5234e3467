"""The words of the interview, and those of all else that a caller may mention a day or a time of."""

import re


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


_HOUR = r"\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|quarter|noon|midday"
INTERVIEW = _any_of(
    r"interview\w*", r"(?:moved|changed|pushed|shifted|switched|bumped|re-?scheduled)\s+(?:\w+\s+)?to",
    r"enter\s?view\w*", r"met", r"meeting", r"spoke", r"talked", r"chatted", r"sat\s+down",
    r"sat\s+with", r"saw", r"made\s+it",
    r"we(?:['’]d|\s+had)?\s+(?:said|agreed|arranged|settled)",
    rf"(?:asked\s+for|gave\s+me|given)(?=\s+(?:a\s+)?(?:{_HOUR}))", r"did\s+come",
    r"(?:remember|recall)\s+me",
    r"invit\w+\s+(?:me\s+)?(?:for|to|in)",
    r"mov(?:e|ed|ing)\s+(?:it|me|mine|(?:the|my|our)\s+(?:interview|appointment|slot))",
    r"came\s+(?:in|by|to|for)", r"came", r"was\s+(?:in|there|at|with)",
    r"were\s+(?:there|kind)", r"had\s+(?:a|an|my|the|our|it)", r"been\s+in", r"took\s+place",
    r"conversation",
    r"slot", r"candidate", r"you\s+had\s+me", r"your\s+office",
    r"appointment", r"screening", r"visited", r"assessment", r"lasted",
    r"started\s+(?:at|on|around|promptly)",
    r"(?:it|we|that)\s+(?:started|began|ran)",
      r"(?:it|that|this|mine)(?:\s+was|\s+took)(?=\s+(?:on|at|last|the|this|just|only|yesterday|a|\w+day"
    rf"|{_HOUR}))", rf"i\s+was\s+(?:the|your)(?=\s+(?:{_HOUR}))",
)  # fmt: skip

OTHER = _any_of(
    # what is still to come, and when the caller could
    r"start(?:ing|s)?(?!\s+of)(?:\s+date)?", r"begin(?:ning)?(?!\s+of)", r"available", r"availability",
    r"free",
    r"(?:could|can|would|able\s+to|happy\s+to)\s+(?:(?:also|i|we|you)\s+)*(?:come|start|meet|stop)",
    r"(?:could|can|might|may|shall)\s+(?:we\s+|you\s+|i\s+)?(?:also\s+)?(?:be|do|make|work|join|return)",
    r"(?:'ll|will|shall|going\s+to)\s+be\s+(?:off|away|out|abroad|gone|busy|back|at|in|on|there|here|travel\w*|there)",
    r"deadline",
    r"(?:is|are|be)\s+due", r"due\s+(?:by|date)", r"(?<=['’]s\s)due",
    r"(?:two|three|four|five|several|many|more|other)\s+interviews",
    r"(?:the|my)\s+(?:bus|train|tram|tube|traffic)\s+(?:was|were|is|ran|got)",
    r"appointment\s+(?:at|with)\s+(?:the|my|a)\s+(?:doctor|dentist|hospital|clinic|bank|optician|vet|surgery)\w*",
    r"second\s+(?:interview|round)", r"next\s+(?:interview|round)",
    r"check-?\s?up", r"(?:comes|arrives|leaves)\s+(?:at|on|by)",
    r"(?:thanksgiving|christmas|easter|halloween|diwali|eid|ramadan)\s+(?:is|was|falls|fell)",
    r"(?:ad|advert|job|posting|vacancy|listing)\s+(?:went|came)\s+(?:up|out|live)",
    r"(?:take|have|get|on)\s+my\s+(?:lunch|break)",
    r"mov(?:ing|e)(?!\s+(?:it|me|us|mine|(?:the|my|our)\s+(?:interview|appointment|slot))\b)", r"paid",
    r"back\s+(?:to|at)\s+(?:work|school|college|uni\w*)",
    r"moved\s+(?:house|home|flat|in|out|here|away)",
    r"(?<!was\sa\s)(?<!bank\s)(?<!public\s)(?<!federal\s)(?<!(?:r|e)\sthe\s)holiday(?!\s+(?:weekend|monday))",
    r"vacation", r"(?:bank|public|federal)\s+holiday\s+(?:was|is|fell|falls)",
    r"orientation\s+(?:is|on|at)", r"training\s+(?:is|on|starts|begins|day)",
    r"flight(?!\s+(?:attendant|crew|engineer|nurse|instructor|operations))",
    r"(?:train|bus|plane|coach|ferry|taxi|cab)\s+to\s+(?:catch|get)", r"catch(?:ing)?\s+(?:a|the|my)",
    r"wedding", r"married", r"pick(?:ing)?\s+up", r"funeral",
    r"see(?:ing)?\s+(?:the|my|a)\s+(?:doctor|dentist|nurse|consultant|bank)", r"christening",
    r"missed\s+(?:your|a|the)\s+call",
    r"(?:['’]ll|will|shall)\s+(?:ring|phone|call|try|come|go)", r"my\s+phone",
    r"(?:know|hear|answer|decide|reply)\s+before",
    # another's meeting, or the caller's with somebody else
    r"(?:doctor'?s?|dentist'?s?|dental|medical|hair|another|other)\s+(?:appointment|meeting|interview)",
    r"(?:hospital|clinic|eye|vet'?s?|court|bank|visa|optician'?s?)\s+(?:appointment|visit)",
    r"interview\w*(?:\s+\w+)?\s+(?:elsewhere|with\s+(?:another|a\s+different|someone\s+else))",
    r"interview\w*(?:\s+\w+)?\s+at\s+(?:another|a\s+different)",
    r"(?:spoke|talked)\s+(?:\w+\s+){0,2}(?:your|the)\s+(?:receptionist|assistant|secretary|colleague)",
    r"(?<!from\s)(?<!after\s)(?<!before\s)my\s+(?:\w+\s+)?(?:train|bus|flight|shift|class|lease|visa|licen[cs]e|son|daughter|wife|husband|mother|father)"
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
    r"came\s+(?:through|out)", r"appl(?:ied|y|ication)", r"decide", r"decision\s+by", r"posted",
    r"advertis\w+", r"expect\w*", r"promis\w+",
    r"(?:saw|read|found|noticed)\s+(?:about\s+)?(?:the|your)\s+(?:ad\w*|post\w*|job|opening|listing)",
    r"told(?!\s+to\s+(?:come|be|arrive))",
    r"(?<!letter\s)(?<!mail\s)(?<!invitation\s)(?<!invite\s)(?<!card\s)(?<!calendar\s)(?<!diary\s)(?<!we\s)(?<!we.d\s)said",
    r"mentioned", r"let\s+(?:me|us)\s+know", r"asked\s+(?:me|us)(?!\s+to\s+(?:come|be|arrive))",
    # the caller's life, and how long something lasts
    r"wait(?:ed|ing)", r"since",
    r"(?<!came\s)(?<!come\s)(?<!ed\s)(?<!seen\s)(?<!taken\s)(?<!went\s)(?<!swung\s)by",
    r"(?<!quarter\s)(?<!minutes\s)(?<!five\s)(?<!ten\s)(?<!twenty\s)(?<!\d\s)(?:until|till)",
    r"open(?:s|ed)?\s+(?:at|from)", r"(?:clos(?:es|ed?)|shuts?)\s+(?:at|on)", r"born", r"birthday",
    r"(?<!my\s)turn(?:s|ed|ing)?(?!\s+(?:out|up))",
    r"every\s+(?:day|week|month|morning|afternoon|evening|night|\w+day)",
    r"arrived\s+in\s+(?:this|the|england|britain|america|canada|australia)\b",
    r"(?:have|has|had|last)\s+worked",
    r"graduat\w+", r"notice", r"finish\w*", r"leave", r"leaving", r"quit", r"resigned", r"laid\s+off",
    r"(?:was|were|got|been)\s+hired",
    r"my\s+last\s+day", r"do\s+you\s+have\s+(?:anything|something|any)", r"live(?:d|s)?\s+(?:at|on|in)",
    r"contract\s+(?:ends?|ended|runs?|would|will|starts?)",
    r"bus\s+(?:line|route|number|is|leaves)", r"train\s+(?:is|leaves|at)",
    r"(?:it\s+is|it'?s)(?=\s+(?:(?:about|nearly|only|just)\s+)?(?:(?:a\s+)?quarter|half)\b)",
    r"(?:it\s+is|it'?s)(?=\s+(?:(?:about|nearly|only|just)\s+)?\w+\s+o'?clock\b)",
    r"(?:it\s+is|it['’]?s)(?=\s+(?:\w+\s+){1,4}now\b)",
    r"i(?:['’]?ve|\s+have)?\s+(?:was|been|am|felt)\s+(?:poorly|ill|sick|unwell|away|abroad|busy|off)\b",
    r"(?:we|i)(?:['’]?(?:re|m)|\s+(?:are|am))\s+(?:away|abroad|off|out|busy|travell?ing)\b",
    r"got\s+(?:\w+\s+){1,2}(?:e-?mail|letter|call|message|text|note|reply)",
    r"runs?\s+out", r"expires?", r"ends?\s+on", r"valid",
    r"(?:i\s+work|worked|works)\s+(?:there|here|from|nights|weekends|at|as|(?=\w+days?\b))",
    r"(?:be|am|get)\s+(?:at|to|off)\s+work", r"shift\w*(?:\s+that)?\s+(?:start\w*|begin\w*|ends?)",
    r"(?:it\s+is|its|it's)\s+(?:now|already)", r"(?:i'm|i\s+am|im)\s+(?=\d\d\b)",
)  # fmt: skip
