"""What the caller does with an utterance: the cues of the shared vocabulary, each with its words.

One reader for the live branch and the score. The grammar is in `data/cues.txt`; it is applied here sentence
by sentence, with negation, to text as a recogniser writes it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.understanding.cue_rules import Rule, rules
from simulator.understanding.words import word_set, words


@dataclass(frozen=True, slots=True)
class CueFound:
    """`heard` is exactly `text[start:end]`; `cue` is a name of `vocabulary.CUES`."""

    cue: str
    start: int
    end: int
    heard: str


_SENTENCE = re.compile(r"(?:[^.!?;]|(?<=\b[ap])\.|\.(?=m\b)|(?<=\b[ap]\.m)\.(?=\s[a-z])|\.(?=\d))+[.!?;]*")
_LEADING = re.compile(
    r"(?:(?:oh|ah|um|uh|well|and|so|but|okay|ok|now|then|also|hm+|alright|all right)\b)?[\s,:-]*",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"(?:\b(?:not|never|without|no|nor)|n't|cannot)(?: +[\w']+){0,2} +$")
_NOT_NEGATION = re.compile(
    r"\b(?:why|whether or|if) (?:not|didn't|wasn't)|can't wait|\bno longer\b"
    r"|n't mind|n't (?:you|help|think you)"
)
_REFUSAL = re.compile(r"\bno[ ,]+$")
_REQUEST = re.compile(
    r"(?:would|'d|will|should)(?: \w+){0,3} (?:appreciate\w*|grateful|thankful)$|^(?:appreciate)$"
)


def _lower(text: str) -> str:
    """Lower case and straight apostrophes, every character in its place."""
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return re.sub(r"[’‘`]", "'", low).replace("\n", " ").replace("—", ",").replace("–", ",")


def _sentences(low: str) -> Iterator[tuple[int, str]]:
    """Where each sentence starts, and the sentence without leading fillers; a question keeps its mark."""
    for match in _SENTENCE.finditer(low):
        sentence, start = match.group(), match.start()
        while (lead := _LEADING.match(sentence)) and lead.end():
            sentence, start = sentence[lead.end() :], start + lead.end()
        sentence = sentence.rstrip(" .!,;")
        sentence = re.sub(r"[?!.]+$", "?", sentence)
        if sentence:
            yield start, sentence


def _denied(sentence: str, start: int) -> bool:
    before = sentence[:start]
    return bool(_NEGATION.search(before)) and not _NOT_NEGATION.search(before[-30:] + " ")


def _thanks_stand(sentence: str, start: int, end: int) -> bool:
    """Not "no, thank you", "thanks to the traffic" or "I would appreciate an answer"."""
    after = sentence[end:]
    if _REFUSAL.search(sentence[:start]) and not re.match(r" (?:so|very|for|again|both)\b", after):
        return False
    if re.match(r" (?:to (?!you)|god|goodness|heavens)", after) and "thank" in sentence[start:end]:
        return bool(re.match(r" to (?:everyone|the team|all|your)", after))
    if re.search(r"(?:would|'d|will|should)(?: \w+){0,3} $", sentence[:start]) or _REQUEST.search(
        sentence[:end]
    ):
        return False
    return not re.search(r"(?:n't|not|never) (?:\w+ )?$", sentence[:start])


def _first(rule: Rule, sentence: str) -> tuple[int, int] | None:
    """The earliest stretch of the sentence that says the rule's cue."""
    if any(p.search(sentence) for p in rule.unless):
        return None
    best: tuple[int, int] | None = None
    for pattern in rule.says:
        for match in pattern.finditer(sentence):
            if rule.negatable and _denied(sentence, match.start()):
                continue
            if rule.cue == "thanks" and not _thanks_stand(sentence, match.start(), match.end()):
                continue
            if best is None or match.start() < best[0]:
                best = match.start(), match.end()
            break
    return best


def read_cues(text: str) -> tuple[CueFound, ...]:
    """Every cue once, where it is said first, in the order of the text."""
    low = _lower(text)
    found: dict[str, CueFound] = {}
    for offset, sentence in _sentences(low):
        for rule in rules():
            if rule.cue not in found and (span := _first(rule, sentence)):
                start, end = offset + span[0], min(offset + span[1], len(text))
                found[rule.cue] = CueFound(rule.cue, start, end, text[start:end])
    return tuple(sorted(found.values(), key=lambda c: (c.start, c.end, c.cue)))


_BACKCHANNEL = word_set(
    """
    mm hm hmm mmm mhm mmhm mmhmm uh huh um ah oh aha okay ok kay yes yeah yep yup right sure i see got
    it of course all alright good great really wow nice fine understood absolutely exactly indeed
    definitely true well so gotcha no hum m ha mhmm ooh cool lovely understand thanks thank you that
    thats makes sense certainly interesting perfect
    """
)
_ACKNOWLEDGES = re.compile(
    r"(?:(?:oh|ah|well|and|so)[ ,]+)?(?:(?:mm+|hm+|mhm+|mm+[ -]?hm+|m+h+m+|uh[ -]?huh|u[mh]+|ah+|oh+|aha|ok"
    r"|okay|kay|yes|yeah|yep|yup|right|sure|(?:oh )?i see|got it|i got it|of course|all ?right|good"
    r"|great|really"
    r"|wow|nice|fine|understood|absolutely|exactly|indeed|definitely|true|gotcha|no|hum|ha|cool|lovely"
    r"|i understand|thanks|thank you|that's (?:right|true|good|great|nice|fine|fair)|(?:that )?makes sense"
    r"|certainly|interesting|perfect|sure thing|very (?:good|well)|oh (?:no|dear|wow))[ ,.!?-]*)+"
)


def is_acknowledgement(text: str) -> bool:
    """A backchannel: nothing but "mm-hm", "okay", "I see", "right", "yes", five words at most."""
    said = words(text)
    if not 0 < len(said) <= 5 or any(w.norm not in _BACKCHANNEL for w in said):
        return False
    return _ACKNOWLEDGES.fullmatch(_lower(text).strip()) is not None
