"""A name that is heard like somebody else's is a doubt in the scorecard, never a guess."""

import pytest
from scoring.drawn import ALL, CARD, scored, strip

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
