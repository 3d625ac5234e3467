"""Why the caller calls: questions for the outcome in words that no list has, and questions for other things."""

from pathlib import Path

import pytest

from simulator.understanding.reasons import read_reason

INTRODUCED = "Good morning, my name is John Smith. I interviewed on Monday at two for the cashier position. "
ASKS = """
Have you found your person?
I'd like to know which way you're leaning.
Is there a winner yet?
I hadn't heard back, so I thought I'd ring.
I'd love to know if it's me.
Could you tell me when I might hear something?
What's the latest?
Could you fill me in on where the search stands?
I'd just like to know one way or the other.
How did I measure up against the others?
Has the panel decided yet?
You have taken someone, or not yet?
I wanted to ask did she pick anybody.
So, I have the job?
Do I get the job or what?
You gonna hire me?
Anything decided?
I don't suppose there's an answer yet.
Might the committee have arrived at a decision?
You will say me the decision, yes?
I'd appreciate any information you have about it.
Was somebody else chosen?
"""
ERRANDS = """
May I speak with Ms. Porter about my interview?
I'm calling to see if you found my scarf.
Do you have a minute?
How are you today?
I'm calling to reschedule my interview.
Could you tell me how to get to your building?
I'd like to know if you got my email.
I have decided to take another job.
Thank you so much for taking the time to meet me.
I'd like to speak to whoever handles payroll.
Do you have any other openings?
Why do you want to know?
"""

NOT_READ = {
    "My phone and I have been staring at each other for a week, so I thought I'd end it.",
    "You have my number, but perhaps you lost it.",
    "I didn't want to be the one who never asked.",
    "Put it this way, should I buy the work boots?",
    "Did my references do the trick?",
    "Do I have to keep my calendar free?",
}


@pytest.mark.parametrize("text", ASKS.strip().splitlines())
def test_asks_for_the_outcome(text: str) -> None:
    reading = read_reason(INTRODUCED + text)
    assert reading.result == "given"
    assert (
        INTRODUCED + text
        == (INTRODUCED + text)[: reading.start] + reading.heard + text[reading.end - len(INTRODUCED) :]
    )


@pytest.mark.parametrize("text", ERRANDS.strip().splitlines())
def test_another_errand_is_no_reason(text: str) -> None:
    assert read_reason(INTRODUCED + text).result != "given"


def test_the_sentences_of_the_development_file() -> None:
    """benchmarks/data/understanding/reasons-dev.tsv: ways of asking, and sentences that ask nothing of the kind."""
    file = Path(__file__).parents[2] / "benchmarks" / "data" / "understanding" / "reasons-dev.tsv"
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    given = {text for text, _ in rows if read_reason(INTRODUCED + text).result == "given"}
    assert given == {text for text, label in rows if label == "given"} - NOT_READ


@pytest.mark.parametrize(
    "text", ["I was there on the third.", "I have it down as the tenth.", "It was my slot."]
)
def test_a_statement_is_no_question(text: str) -> None:
    assert read_reason(text).result == "missing"
