"""Cues of a pack's own: an example phrase is heard in other words of the same sense, and not in other talk."""

import pytest

from simulator import paths
from simulator.call.callers import SAYS
from simulator.scenario.reader import list_all
from simulator.understanding.phrases import says_one_of

CALL_BACK = ("I can call back later", "Shall I ring you back")
NUMBER = ("Could you give me the right number", "Can you put me through to personnel")


@pytest.mark.parametrize(
    ("text", "phrases", "said"),
    [
        ("I can call back later.", CALL_BACK, True),
        ("Of course. I could call you back later today.", CALL_BACK, True),
        ("Shall I ring back?", CALL_BACK, True),
        ("I came back from holiday. I will call my mother later.", CALL_BACK, False),
        ("Could I have the right number, please?", NUMBER, True),
        ("would you put me through to personell", NUMBER, True),
        ("The number of people here is large.", NUMBER, False),
        ("That is not right.", NUMBER, False),
        ("", NUMBER, False),
        ("Is it you?", ("What is it to you",), False),
    ],
)
def test_table(text: str, phrases: tuple[str, ...], said: bool) -> None:
    assert says_one_of(text, phrases) is said


def test_own_cues_are_not_heard_in_each_others_phrases_nor_in_shared_ones() -> None:
    for loaded in list_all([paths.content("scenarios")]):
        for name, cue in loaded.scenario.cues.items():
            assert all(says_one_of(phrase, cue.phrases) for phrase in cue.phrases), name
            heard = [shared for shared, text in SAYS.items() if says_one_of(text, cue.phrases)]
            assert heard == [], (loaded.scenario.id, name, heard)
