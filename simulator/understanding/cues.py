"""What the caller does with an utterance: the cues of the shared vocabulary, each with its words.

One reader for the live branch and the score. The grammar of `data/cues.txt` is applied to every sentence and
every clause, with negation, to text as a recogniser writes it; what it finds is weighed together with all the
words and what they mean (`cue_weights`), which also find what no phrase of the grammar says.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from simulator.understanding.clauses import clauses, lower, sentences
from simulator.understanding.cue_rules import Rule, rules
from simulator.understanding.cue_weights import CUE_NAMES, likelihoods
from simulator.understanding.words import word_set, words


@dataclass(frozen=True, slots=True)
class CueFound:
    """`heard` is exactly `text[start:end]`; `cue` is a name of `vocabulary.CUES`."""

    cue: str
    start: int
    end: int
    heard: str


_NEGATION = re.compile(r"(?:\b(?:not|never|without|no|nor)|n't|cannot)(?: +[\w']+){0,2} +$")
_NOT_NEGATION = re.compile(
    r"\b(?:why|whether or|if) (?:not|didn't|wasn't)|can't wait|\bno longer\b"
    r"|n't mind|n't (?:you|help|think you)"
)
LIKELY_SENTENCE, LIKELY_CLAUSE, POSSIBLE_SENTENCE = 0.69, 0.95, 0.007
"""From the first likelihood on a sentence carries a cue; from the second a clause does, which shows less of
what is meant, where its sentence has at least the third. Log-odds of 0.8, 3 and -5, one for every cue:
thresholds of each cue's own, however much they were shrunk, gave less under cross-validation. Chosen on
`cues-dev-12`, checked on `-11` and `-13`; the weights are trained on none of them."""
LIKELY_OF_ONE = 0.047
"""Where there is surely a cue and none is likely enough, it is the likeliest, from this likelihood on."""
SHORT, LIKELY_SHORT = 3, 0.03
"""In so few words there is little to weigh: what the grammar finds in them needs only this likelihood."""
ANSWERS = ("affirms", "denies")
"""Cues that stand at the beginning of a sentence or nowhere."""

_REFUSAL = re.compile(r"\bno[ ,]+$")
_REQUEST = re.compile(
    r"(?:would|'d|will|should)(?: \w+){0,3} (?:appreciate\w*|grateful|thankful)$|^(?:appreciate)$"
)


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


def by_grammar(part: str) -> dict[str, tuple[int, int]]:
    """The cues that the grammar finds in a lower-case sentence or clause, each with where it is said."""
    return {rule.cue: span for rule in rules() if (span := _first(rule, part))}


def read_cues(text: str) -> tuple[CueFound, ...]:
    """Every cue once, where it is said first, in the order of the text.

    The words of a cue are what the grammar matched; where it matched nothing, the clause that is likely.
    """
    found: dict[str, CueFound] = {}
    for start, sentence in sentences(lower(text)):
        for cue, (a, b) in _in_sentence(sentence).items():
            end = min(start + b, len(text))
            found.setdefault(cue, CueFound(cue, start + a, end, text[start + a : end]))
    return tuple(sorted(found.values(), key=lambda c: (c.start, c.end, c.cue)))


@lru_cache(maxsize=4096)
def _in_sentence(sentence: str) -> dict[str, tuple[int, int]]:
    """The likely cues of a sentence and of its clauses, each with its words."""
    whole = by_grammar(sentence)
    spans: dict[str, tuple[int, int]] = {}
    parts = [(at, clause, by_grammar(clause)) for at, clause in clauses(sentence)]
    parts.append((0, sentence, whole))
    likely, sure = likelihoods([(part, matched) for _, part, matched in parts])
    for_clause = np.where(likely[-1] < POSSIBLE_SENTENCE, np.inf, LIKELY_CLAUSE)
    for (at, part, matched), of_part in zip(parts, likely, strict=True):
        least = np.full(len(CUE_NAMES), LIKELY_SENTENCE) if part == sentence else for_clause
        short = len(part.split()) <= SHORT
        for cue, likelihood, needed in zip(CUE_NAMES, of_part, least, strict=True):
            if likelihood < (LIKELY_SHORT if short and cue in matched else needed):
                continue
            if cue in spans or (at and cue in ANSWERS):
                continue
            a, b = matched.get(cue) or whole.get(cue) or (0, len(part.rstrip("?")))
            begin = 0 if cue not in matched and cue in whole else at
            spans[cue] = begin + a, begin + b
    best = int(likely[-1].argmax())
    if sure[-1] and not spans and likely[-1, best] >= LIKELY_OF_ONE:
        at, clause, _ = parts[int(likely[:-1, best].argmax()) if len(parts) > 1 else 0]
        spans[CUE_NAMES[best]] = whole.get(CUE_NAMES[best]) or (at, at + len(clause.rstrip("?")))
    return spans


_BACKCHANNEL = word_set(
    """
    mm hm hmm mmm mhm mmhm mmhmm uh huh um ah oh aha okay ok kay yes yeah yep yup right sure i see got
    it of course all alright good great really wow nice fine understood absolutely exactly indeed
    definitely true well so gotcha no hum m ha mhmm ooh cool lovely understand thanks thank you that
    thats makes make sense certainly interesting perfect
    """
)
_ACKNOWLEDGES = re.compile(
    r"(?:(?:oh|ah|well|and|so)[ ,]+)?(?:(?:mm+|hm+|mhm+|mm+[ -]?hm+|m+h+m+|uh[ -]?huh|u[mh]+|ah+|oh+|aha|ok"
    r"|okay|kay|yes|yeah|yep|yup|right|sure|(?:oh )?i see|got it|i got it|of course|all ?right|good"
    r"|great|really"
    r"|wow|nice|fine|understood|absolutely|exactly|indeed|definitely|true|gotcha|no|hum|ha|cool|lovely"
    r"|i understand|thanks|thank you|that's (?:right|true|good|great|nice|fine|fair)|(?:that )?makes? sense"
    r"|certainly|interesting|perfect|sure thing|very (?:good|well)|oh (?:no|dear|wow))[ ,.!?-]*)+"
)


def is_acknowledgement(text: str) -> bool:
    """A backchannel: nothing but "mm-hm", "okay", "I see", "right", "yes", five words at most."""
    said = words(text)
    if not 0 < len(said) <= 5 or any(w.norm not in _BACKCHANNEL for w in said):
        return False
    return _ACKNOWLEDGES.fullmatch(lower(text).strip()) is not None
