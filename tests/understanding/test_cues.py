"""Cues from paraphrases: every utterance and all the cues that a fair listener finds in it."""

import numpy as np
import pytest

from simulator.understanding.cue_rules import rules
from simulator.understanding.cue_weights import gated
from simulator.understanding.cues import is_acknowledgement, read_cues
from simulator.understanding.reasons import read_reason
from simulator.understanding.vocabulary import CUES

# utterance | cues
TABLE = """
Thank you so much, that's wonderful news! What are the next steps? | thanks shows-pleasure asks-next-steps
Great, when would you like me to start, and is there a contract to sign? | names-next-step
Could you give me some feedback on my interview? | asks-feedback
Is there anything I could have done better? | asks-improvement
May I ask what made you choose the other candidate? | asks-why-other
Are there any other openings at your company? | asks-other-openings
I saw on your website that you're also looking for a payroll clerk. | names-opening
I'm still very interested in working for you. | shows-interest
Please keep me in mind if the position opens up again. | keep-in-mind
Would it be possible to get a second interview? | second-chance
I don't think that's fair, I had more experience. | protests
Since it was so close, if the other person drops out, please call me. | uses-runner-up keep-in-mind
When do you expect to make a decision? May I call back next week? | asks-when
I wish you all the best, have a great day. Goodbye. | wishes-well farewell
It was a pleasure talking to you. | high-note
I'm sorry to bother you. | apologises
I've been waiting for two weeks and nobody called me. | complains
Yes, that's right. | affirms
No, it was on Wednesday. | denies
No. | denies
That is unfair, I have been waiting for weeks. | protests complains
Sorry, could you say that again? | asks-repeat
No, thank you. | denies
I don't have any questions. |
I don't need any feedback. |
I would appreciate some feedback. | asks-feedback
I was hoping to find out where I went wrong. | asks-improvement
The weather is great today. |
By by. | farewell
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_read_cues(row: str) -> None:
    text, _, cues = row.partition("|")
    found = read_cues(text.strip())
    assert {c.cue for c in found} == set(cues.split())
    assert all(text[c.start : c.end] == c.heard for c in found)


@pytest.mark.parametrize(
    "text",
    [
        "Good morning, this is John Smith. I interviewed for the accountant position on Wednesday, June third at two"
        " p M, and I'm calling to ask about the outcome.",
        "Hello, my name is Jane. I'm calling to get some feedback on my interview last week.",
        "Hi, I interviewed with you last Tuesday for the nurse job and wanted to ask if you've made a decision.",
    ],
)
def test_an_introduction_asks_for_the_outcome_and_carries_no_cue(text: str) -> None:
    assert read_reason(text).result == "given"
    assert read_cues(text) == ()


def test_every_cue_of_the_vocabulary_has_rules() -> None:
    assert {rule.cue for rule in rules()} == set(CUES)


@pytest.mark.parametrize(
    ("text", "cue", "words"),
    [
        # What no phrase of the grammar says is found by all the words together.
        ("Where do you reckon I tripped up?", "asks-improvement", "Where do you reckon I tripped up"),
        # The second clause of what a recogniser wrote without a full stop.
        ("I understand could you tell me how I did", "asks-feedback", "tell me how I did"),
        # There is surely a cue, and none is likelier than not: the likeliest.
        (
            "I don't normally do this, but would there be any mileage in having me back for another chat?",
            "second-chance",
            "would there be any mileage in having me back for another chat",
        ),
    ],
)
def test_the_words_of_a_cue_are_its_clause_or_what_the_grammar_matched(
    text: str, cue: str, words: str
) -> None:
    assert {found.cue: found.heard for found in read_cues(text)}[cue] == words


@pytest.mark.parametrize(
    "text",
    [
        "My brother got a second chance there.",
        "The ad said that training is given.",
        "I don't need any feedback.",
        "Thanks to the traffic I was late.",
        "Mm-hmm, okay.",
        "I have no more questions.",
        "My old company kept me waiting for weeks.",
        "The training coordinator job, that is what I came in for.",
        "hello i interviewed two weeks ago and i havent heard the result so i thought id ask",
        "The second question was about teamwork.",
        "I got your email about the interview times.",
        # A clause that alone would say it.
        "Good luck is all you need, my gran used to say.",
        "I said thank you to the man who let me in.",
    ],
)
def test_what_others_do_and_what_is_declined_is_no_cue(text: str) -> None:
    assert read_cues(text) == ()


def test_the_gate_takes_away_and_never_adds() -> None:
    """Rows: a stretch that surely holds a cue, and one that hardly does; columns: two cues, and the gate."""
    odds = np.array([[2.0, -3.0, 5.0], [2.0, -3.0, -4.0]], np.float32)
    assert gated(odds).tolist() == [[2.0, -3.0], [-23.0, -28.0]]


@pytest.mark.parametrize(
    "text", ["mm-hm", "Okay.", "I see.", "Yes, of course.", "Right. Right.", "Uh-huh", "Thank you."]
)
def test_is_acknowledgement(text: str) -> None:
    assert is_acknowledgement(text)


@pytest.mark.parametrize(
    "text", ["", "What about it?", "Okay, but I think", "I interviewed", "See you", "right the job"]
)
def test_is_no_acknowledgement(text: str) -> None:
    assert not is_acknowledgement(text)
