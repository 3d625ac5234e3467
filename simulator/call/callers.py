"""Simulated callers for the explorer: what each may do with a line, in words that the recruiter understands.

Lives here: sentences, moves and temperaments. Must not know: how a call goes on.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Disclose, Node, Scenario, When
from simulator.scenario.slots import fill
from simulator.understanding.vocabulary import FIELDS, Field

Temper = Literal["polite", "silent", "interrupting", "rambling", "off-topic", "protesting"]
TEMPERS: tuple[Temper, ...] = ("polite", "silent", "interrupting", "rambling", "off-topic", "protesting")

SAYS: dict[str, str] = {
    "asks-next-steps": "What are the next steps?",
    "names-next-step": "Do I need to sign a contract?",
    "shows-pleasure": "I am so happy to hear that.",
    "asks-feedback": "Could you give me some feedback on my interview?",
    "asks-improvement": "What could I have done better?",
    "asks-why-other": "Why did you choose the other candidate?",
    "asks-other-openings": "Do you have any other openings?",
    "names-opening": "I saw on your website that you are looking for a receptionist.",
    "shows-interest": "I am still very interested in working for your company.",
    "keep-in-mind": "Please keep me in mind for the future.",
    "second-chance": "Could I come in for another interview?",
    "protests": "That is not fair, you made a mistake.",
    "uses-runner-up": "Since I was your second choice, please think of me.",
    "asks-when": "When can I expect a decision?",
    "wishes-well": "I wish you and your team all the best.",
    "thanks": "Thank you very much for your time.",
    "high-note": "It was a pleasure talking to you.",
    "farewell": "Goodbye.",
    "apologises": "I am sorry to bother you.",
    "complains": "I have been waiting for weeks and nobody called me.",
    "affirms": "Yes, that is right.",
    "denies": "No, that is not right.",
    "asks-repeat": "Could you say that again, please?",
}
"""Cue -> a sentence that says it."""

GIVES: dict[Field, str] = {
    "name": "My name is {candidate.name}.",
    "position": "It is about the {candidate.position} position.",
    "interview_date": "I had my interview on {candidate.interview_date}.",
    "interview_time": "It was at {candidate.interview_time}.",
    "reason": "I am calling to find out about your decision.",
}
GIVES_WRONG: dict[Field, str] = {
    "name": "My name is Bartholomew Quigley.",
    "position": "It is about the helicopter pilot position.",
    "interview_date": "I had my interview on January the fifth.",
    "interview_time": "It was at seven in the morning.",
}
OFF_TOPIC = "The weather has been lovely over here."
RAMBLING = (
    "Well, you know, it is a long story, because my cousin drove the car that day, and the bridge was "
    "closed, so we went around by the lake, where the ducks are."
)


@dataclass(frozen=True, slots=True)
class Move:
    """What a caller does with one line: speaks `text`, `after_ms` its planned end, or `into_ms` its start.

    Both None: stays silent. The end counts with the disclosures that silence earns where `patient` is true.
    """

    text: str = ""
    after_ms: int | None = None
    into_ms: int | None = None
    patient: bool = False


SILENT = Move()


def moves(scenario: Scenario, node: Node, given: frozenset[str], sentences: "Sentences") -> Iterator[Move]:
    """Everything worth trying at a line of `node`: each branch's own words, and the words of no branch."""
    yield SILENT
    if node.listens or node.end:
        texts = dict.fromkeys(sentences.for_node(node, given))
        for text in texts:
            yield Move(text, after_ms=600)
        if any(isinstance(part, Disclose) for part in node.say):
            yield from (Move(text, after_ms=600, patient=True) for text in list(texts)[:1])
        yield Move(RAMBLING, after_ms=400)
    if node.yields and not node.end:
        yield Move(OFF_TOPIC, into_ms=300)
        for index, branch in enumerate(node.then):
            if branch.when.interrupted:
                yield from (Move(text, into_ms=300) for text in sentences.for_branch(node, index, given))


class Sentences:
    """What a candidate says to fulfil a condition. `fields`: those that the scenario asks for."""

    def __init__(self, scenario: Scenario, candidate: Candidate) -> None:
        self._gives = {field: fill(text, scenario, candidate) for field, text in GIVES.items()}
        self._own = scenario.cues
        asked = [branch.when for node in scenario.nodes.values() for branch in node.then]
        self.fields: tuple[Field, ...] = tuple(
            field for field in FIELDS if any(field in (*w.given, *w.missing, *w.wrong) for w in asked)
        )

    def for_node(self, node: Node, given: frozenset[str]) -> Iterator[str]:
        for index, branch in enumerate(node.then):
            if not branch.when.silent and not branch.when.interrupted:
                yield from self.for_branch(node, index, given)
        rest = [field for field in self.fields if field not in given]
        if rest:
            yield self.giving(rest)
            yield self.giving(rest[:1])
        yield OFF_TOPIC
        yield SAYS["farewell"]

    def for_branch(self, node: Node, index: int, given: frozenset[str]) -> Iterator[str]:
        """All that leads to a branch of `node`; then the least that does, past the branches before it."""
        when = node.then[index].when
        rest = [field for field in self.fields if field not in given]
        told = [field for field in rest if field not in (*when.missing, *when.wrong)]
        wrong = " ".join(GIVES_WRONG.get(field, "") for field in when.wrong)
        if when.missing or when.wrong or when.given:
            yield self._with_cues(f"{self.giving(told)} {wrong}", when)
            before = {field for branch in node.then[:index] for field in branch.when.missing}
            least = [field for field in told if field in before or field in when.given]
            yield self._with_cues(f"{self.giving(least)} {wrong}", when)
        elif when.cue:
            yield from (self.saying(cue) for cue in when.cue)
        else:
            yield OFF_TOPIC

    def _with_cues(self, text: str, when: When) -> str:
        return " ".join([text, *(self.saying(cue) for cue in when.cue[:1])]).strip() or OFF_TOPIC

    def saying(self, cue: str) -> str:
        return SAYS[cue] if cue in SAYS else self._own[cue].phrases[0]

    def giving(self, fields: Sequence[Field]) -> str:
        return " ".join(self._gives[field] for field in fields)


def drawn(temper: Temper, dice: random.Random, choices: Sequence[Move], talked: int) -> Move:
    """What a caller of that temper does with a line, of what is worth trying there."""
    polite = [move for move in choices if move.after_ms is not None and move.text != RAMBLING]
    match temper:
        case "silent" if dice.random() < 0.7 or not polite:
            return SILENT
        case "interrupting" if dice.random() < 0.6:
            said = dice.choice(polite).text if polite else OFF_TOPIC
            return Move(said, into_ms=dice.randrange(100, 2500, 10))
        case "rambling" if dice.random() < 0.6 and polite:
            return Move(f"{RAMBLING} {dice.choice(polite).text}", after_ms=dice.randrange(0, 1500, 10))
        case "off-topic" if dice.random() < 0.6 and polite:
            return Move(OFF_TOPIC, after_ms=dice.randrange(200, 3000, 10))
        case "protesting" if talked and dice.random() < 0.6:
            return Move(SAYS["protests"], after_ms=dice.randrange(0, 1500, 10))
    if not polite:
        return SILENT
    return Move(dice.choice(polite).text, after_ms=dice.randrange(400, 4000, 10), patient=dice.random() < 0.5)
