"""A few cases of the packs by speech, each of another pack; `benchmarks/branches.py` plays them all."""

import pytest

from benchmarks.branches import play, unreached
from simulator import paths
from simulator.scenario.reader import find, list_all

SAMPLE = [
    ("long-silences", "odd"),
    ("voicemail", "odd"),
    ("other-openings", "odd"),
    ("silence-drill", "polite"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("scenario", "persona"), SAMPLE)
def test_a_spoken_caller_comes_to_the_end_that_their_words_ask_for(scenario: str, persona: str) -> None:
    played = play((scenario, persona, None, None))
    assert played.taken == played.wanted, played.heard
    assert played.checks == ()
    assert find(scenario, [paths.content("scenarios")]).scenario.nodes[played.taken[-1]].end


def test_every_end_of_every_scenario_has_a_case_that_comes_to_it() -> None:
    """What these cases say of their paths is proved in `tests/call/test_dryrun.py`, and by speech in the benchmark."""
    for each in list_all([paths.content("scenarios")]):
        wanted = [case.expect.path or () for case in each.cases.values()]
        assert all(wanted), each.scenario.id
        assert unreached(each.scenario, wanted) == (), each.scenario.id
        ends = {name for name, node in each.scenario.nodes.items() if node.end}
        assert set(unreached(each.scenario, [path[:-1] for path in wanted])) == ends
