"""A name that is heard like somebody else's is a doubt in the scorecard, never a guess."""

import pytest
from scoring.drawn import ALL, CALLED_ON, CARD, scored, strip

from simulator.scoring.heard import HeardCall
from simulator.scoring.introduction import introduction_checks
from simulator.scoring.words import CallerTurn
from simulator.timeline import THRESHOLDS

SAID = {
    "Jordan Avery": "pass",
    "Giordane Ayvrick": "pass",  # as the recogniser is known to write it
    "John Avery": "not-measurable",  # it seldom writes that for this card, and others bear the name
    "Martin Avery": "fail",
}


@pytest.mark.parametrize(("name", "result"), SAID.items())
def test_a_doubt_about_the_name_is_not_measurable(name: str, result: str) -> None:
    card = CARD.model_copy(update={"heard_name": (*("Giordane Ayvrick",) * 3, "John Avery")})
    said = {"a": ALL.replace("Jordan Avery", name)}
    caller = strip(("a", 500, 6500), until=9000)
    check = scored(caller, said, card=card).check("B1")
    assert check is not None
    assert check.result == result, check.why
    assert (check.heard == name) or result == "pass"
    if result == "not-measurable":
        assert "others are called John Avery" in check.why


@pytest.mark.parametrize(("noisy", "result"), [(True, "not-measurable"), (False, "fail")])
def test_a_name_heard_through_noise_is_not_called_wrong(noisy: bool, result: str) -> None:
    text = ALL.replace("Jordan Avery", "Martin Avery").replace("June 3rd", "June 4th")
    turn = CallerTurn.typed(text)
    call = HeardCall((turn,), None, None, None, CARD, CALLED_ON, THRESHOLDS, spoke=True, hard_to_hear=noisy)
    checks = {check.id: check for check in introduction_checks(call)}
    assert (checks["B1"].result, checks["B1"].heard) == (result, "Martin Avery")
    assert checks["B3"].result == "fail", "a day in noise is still the day that it is"
