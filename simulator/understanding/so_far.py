"""Words that are still being said: what they claim, and whether they sound finished.

One reader of half-sentences for the recruiter who is talked over and for the one who waits for an end. Text
as a recogniser writes it: it puts a full stop wherever the sound stops, so punctuation counts for little.
Lives here: pure rules on the words so far. Must not know: time, sound, whose turn it is.
"""

import re
from enum import Enum, auto

from simulator.understanding.clauses import lower
from simulator.understanding.cues import is_acknowledgement, read_cues
from simulator.understanding.reasons import read_reason
from simulator.understanding.words import Word, word_set, words


class Claim(Enum):
    """What the words so far, said into somebody's line, are: in rising order of their claim to the floor."""

    UNHEARD = auto()
    ACKNOWLEDGES = auto()
    FEW_WORDS = auto()
    SPEAKS = auto()


class Ending(Enum):
    """How the words so far end."""

    UNFINISHED = auto()
    OPEN = auto()
    FINISHED = auto()


_MANY = 3
"""Words: recognisers make one of "mm-hm", and of its first half now and then two."""

_TAKES_THE_FLOOR = re.compile(
    r"(?:(?:oh|no|now|yes|okay|well|and|so|um|uh)[ ,.!?]+)*"
    r"(?:wait|weight|sorry|excuse me|pardon|hold on|hang on|stop|but|actually|listen|please|just a"
    r"|one (?:moment|second|question)|hello|what|who|when|where|why|how|i have|i'd|i would|i disagree|let me"
    r"|(?:can|could|may|shall|do|did|have) (?:i|you|we))\b"
)
"""What nobody murmurs: said into a line it asks for the floor, however short it is. Recognisers make "no
weight" of "no, wait"."""

_ACKNOWLEDGEMENTS = (
    *("absolutely", "all right", "definitely", "exactly", "certainly", "interesting", "really", "understood"),
    *("got it", "i got it", "i see", "oh i see", "i understand", "of course", "thank you", "very good"),
    *(
        "makes sense",
        "that makes sense",
        "thats right",
        "thats true",
        "thats good",
        "thats fine",
        "sounds good",
    ),
)
"""Long enough to be read before they are over."""


def claim(text: str, theirs: str = "", over: bool = False) -> Claim:
    """What `text` claims, said into a line of which `theirs` is being said; `over`: nothing follows it.

    `FEW_WORDS` are something else than an acknowledgement, but so few that they may be a misread one. Words
    that are the line's own are its echo. Recognisers stutter over sound that stops short ("wait, wait"), so a
    repeated word counts once. What may yet become an acknowledgement ("I under") has not been heard, and a
    "but" before nothing else is a murmur that came out of an echo.
    """
    said = words(text)
    if not said:
        return Claim.UNHEARD
    once = [word for i, word in enumerate(said) if word.norm not in {other.norm for other in said[:i]}]
    if is_acknowledgement(text) or is_acknowledgement(" ".join(word.text for word in once)):
        return Claim.ACKNOWLEDGES
    own = {word.norm for word in words(theirs)}
    if len(once) > 1 and 3 * sum(word.norm not in own for word in once) <= len(once):
        return Claim.UNHEARD
    begun = " ".join(word.norm for word in once)
    if not over and any(whole.startswith(begun) for whole in _ACKNOWLEDGEMENTS):
        return Claim.UNHEARD
    if once[0].norm == "but" and is_acknowledgement(text[said[0].end :].lstrip(" ,.")):
        return Claim.FEW_WORDS
    if _TAKES_THE_FLOOR.match(lower(text).strip()):
        return Claim.SPEAKS
    return Claim.FEW_WORDS if len(once) < _MANY else Claim.SPEAKS


_LEADS_ON = word_set(
    """
    a an the my your our their his its every another
    and or but because so if when while although though since unless until whether than as which who whose
    of to at for from with about into by between during without like per regarding concerning
    i im ive id ill we were youre they theyre he she its is are am was be been being has had have
    will would could should can may might must do does did dont
    um uh er erm hmm basically just really very quite maybe also
    wondering wanted hoping wonder calling mean named called
    mr mrs ms dr
    """
)
"""Nobody ends a turn with these, or hardly ever."""

_OPENS = re.compile(
    r"(?:\b(?:my name is|name's|(?:could|can|would|will) you (?:please )?(?:tell me|say|explain|let me know)"
    r"|i (?:would|'d) like|(?:i )?(?:was|am|'m) (?:wondering|calling|hoping|thinking)"
    r"|do you (?:know|think|mind)|you know|let me (?:see|think)|one moment"
    r"|the (?:position|job|interview|date|time|reason|thing) (?:is|was)"
    r"|(?<!go )(?<!hold )(?<!hang )(?<!come )(?<!carry )(?:on|in)"
    r"|(?:about|on|for|with|of|at|in) (?:that|there)|(?:and|so|but) (?:then|well|that|actually|there))"
    r"|^(?:(?:oh|ah|so|and|okay|hello|hi|yes)[ ,.]+)*"
    r"(?:well|actually|then|hello|hi|good (?:morning|afternoon|day)))"
    r"[ ,.?!]*$",
    re.IGNORECASE,
)
"""What opens something that is still to come. A recogniser hears "the" before a silence as "that"."""

_ASKS = re.compile(
    r"^(?:(?:and|so|but|well|okay|yes|no|oh|sorry|then|or|i see|i understand|thank you)[ ,]+)*"
    r"(?:what|when|where|who|why|how|which|is|are|was|were|do|does|did|can|could|would|will|should|may|might"
    r"|have|has|am|isn't|aren't|don't|didn't|couldn't|wouldn't)\b",
    re.IGNORECASE,
)
_LEAST_ASKED = 4
"""Words of a question that is asked in full; "what could" is not."""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_CLOSES = frozenset({"farewell", "wishes-well", "second-chance", "shows-interest"})
"""Cues after which it is the other's turn, beside all that ask for something."""
_ANSWERS = frozenset({"affirms", "denies"})
_LEAST_ANSWERED = 3
"""Words of an answer that is more than a yes, after which many go on."""
_INTRODUCES = re.compile(
    r"\bmy name is\b|\bname's\b"
    r"|^(?:(?:hello|hi|yes|oh|good (?:morning|afternoon|day|evening))[ ,.!]+)*this is\b",
    re.IGNORECASE,
)
"""Who gives their name has yet to say why they call."""


def ending(text: str) -> Ending:
    """How `text`, the whole turn so far, ends. A statement may always go on, so it stays open.

    Finished: a whole question, a goodbye, "yes, that suits me", a name with the reason of the call.
    Unfinished: a conjunction, a preposition, an article, a filler, a comma, "my name is".
    """
    said = words(text)
    if not said:
        return Ending.OPEN
    if _OPENS.search(text) or (said[-1].norm in _LEADS_ON and not _stands_alone(said)):
        return Ending.UNFINISHED
    sentences = _SENTENCE.split(text.strip())
    last = sentences[-1].strip()
    if last.endswith("?") and _asks(last):
        return Ending.FINISHED
    cues = {found.cue for found in read_cues(last)}
    if not _CLOSES.isdisjoint(cues) or any(cue.startswith("asks-") for cue in cues):
        return Ending.FINISHED
    if text.rstrip().endswith(",") and len(said) > 1:
        return Ending.UNFINISHED
    if not _ANSWERS.isdisjoint(cues) and len(words(last)) >= _LEAST_ANSWERED:
        return Ending.FINISHED
    if _INTRODUCES.search(text) is None:
        return Ending.OPEN
    return Ending.FINISHED if read_reason(text).result in ("given", "partial") else Ending.UNFINISHED


def _stands_alone(said: tuple[Word, ...]) -> bool:
    """ "I am", "I would", "yes I did" are answers."""
    answers = {"am", "do", "did", "was", "have", "had", "would", "will", "can", "could"}
    return said[-1].norm in answers and len(said) <= 3


def _asks(sentence: str) -> bool:
    clause = sentence.split(",")[-1].strip()
    return any(_ASKS.match(part) and len(words(part)) >= _LEAST_ASKED for part in (sentence, clause))
