"""A few cases of the packs by speech, each of another pack; `benchmarks/branches.py` plays them all."""

import pytest

from benchmarks.branches import play
from simulator import paths
from simulator.scenario.reader import find

SAMPLE = [
    ("long-silences", "odd"),
    ("voicemail", "odd"),
    ("other-openings", "odd"),
    ("silence-drill", "polite"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("scenario", "persona"), SAMPLE)
def test_a_spoken_caller_comes_to_the_end_that_their_words_ask_for(scenario: str, persona: str) -> None:
    played = play((scenario, persona, None))
    assert played.taken == played.wanted, played.heard
    assert played.checks == ()
    assert find(scenario, [paths.content("scenarios")]).scenario.nodes[played.taken[-1]].end
