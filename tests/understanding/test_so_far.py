"""Words that are still being said, as recognisers write them: what they claim and how they end."""

import pytest

from simulator.understanding.so_far import Claim, Ending, claim, ending


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Claim.UNHEARD),
        ("?", Claim.UNHEARD),
        ("Okay.", Claim.ACKNOWLEDGES),
        ("I see,", Claim.ACKNOWLEDGES),
        ("Right? Right? Right? Right? Right? Right?", Claim.ACKNOWLEDGES),
        ("No, no", Claim.ACKNOWLEDGES),
        ("Mama.", Claim.FEW_WORDS),  # "mm-hm", as Moonshine hears it
        ("Wait, wait, wait", Claim.SPEAKS),
        ("Hold on,", Claim.SPEAKS),
        ("No, sorry?", Claim.SPEAKS),
        ("No weight,", Claim.SPEAKS),
        ("I disagree.", Claim.SPEAKS),
        ("One question", Claim.SPEAKS),
        ("Now,", Claim.FEW_WORDS),
        ("I.", Claim.UNHEARD),  # "I see", cut short
        ("Of", Claim.UNHEARD),
        ("I under under under", Claim.UNHEARD),
        ("But sure,", Claim.FEW_WORDS),
        ("But the", Claim.SPEAKS),
        ("Yes, but I", Claim.SPEAKS),
        ("Right, right, I", Claim.FEW_WORDS),
    ],
)
def test_what_the_words_so_far_claim(text: str, expected: Claim) -> None:
    assert claim(text) is expected


def test_a_sound_that_is_over_is_no_beginning() -> None:
    assert claim("I.", over=True) is Claim.FEW_WORDS
    assert claim("I see.", over=True) is Claim.ACKNOWLEDGES


def test_words_of_the_line_itself_claim_nothing() -> None:
    line = "Your experience in the warehouse was certainly something that we noticed."
    assert claim("in the warehouse, it", line) is Claim.UNHEARD
    assert claim("But the warehouse was closed", line) is Claim.SPEAKS
    assert claim("the", line) is Claim.FEW_WORDS


@pytest.mark.parametrize(
    "text",
    [
        "Hello, my name is.",
        "I had the interview on.",
        "I worked there for three years, and,",
        "And I am calling about that.",
        "Hello, this is Jordan Ellis.",
        "Could you tell me?",
        "I would like to know if.",
        "Because I,",
        "Um,,",
        "Well, I was wondering.",
        "Good morning.",
        "Okay, so.",
    ],
)
def test_more_is_to_come(text: str) -> None:
    assert ending(text) is Ending.UNFINISHED


@pytest.mark.parametrize(
    "text",
    [
        "What could I have done better?",
        "I understand, are there any other positions open right now?",
        "Could you tell me who was chosen instead?",
        "I was wondering if you could give me some feedback.",
        "Yes, that would be fine for me.",
        "No, not yet.",
        "Thank you, good-bye.",
        "Hello, this is Jordan Ellis. I am calling to find out about your decision.",
        "My name is Jordan Ellis, and I am calling about my interview last week.",
    ],
)
def test_it_is_the_others_turn(text: str) -> None:
    assert ending(text) is Ending.FINISHED


@pytest.mark.parametrize(
    "text",
    ["", "I see.", "Yes.", "Thank you.", "I worked there for three years."],
)
def test_a_statement_may_go_on(text: str) -> None:
    assert ending(text) is Ending.OPEN
