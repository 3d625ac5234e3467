"""What was not made out is played to the recogniser again: which hearing counts for which field."""

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from simulator.scenario.candidate import EXAMPLE_CALLED_ON, Candidate, example_candidate
from simulator.scoring.heard import HEARD_AGAIN, HEARD_BY_SECOND, HeardCall
from simulator.scoring.sound import AGAIN, Hearing
from simulator.scoring.words import CallerTurn
from simulator.timeline import THRESHOLDS
from simulator.understanding.reading import Reading
from simulator.understanding.vocabulary import Field

SAID = (
    "Hello, my name is Miriam Feldstein, I interviewed on Wednesday, June 3rd at 2 p.m. for the office "
    "administrator role and I'm calling to ask what you decided."
)
GARBLED = SAID.replace("Miriam Feldstein", "Miriam felt and")
CARD = example_candidate().model_copy(update={"name": "Miriam Feldstein"})


def hearing(text: str, sound: str = "") -> CallerTurn:
    """`text` as it was heard, with a sound like `sound`: four nats less for every letter that differs."""

    def weighed(openings: Sequence[str]) -> tuple[float, ...]:
        return tuple(
            -4.0 * min(Levenshtein.distance(opening, sound[:end]) for end in range(len(sound) + 1))
            for opening in openings
        )

    return CallerTurn.typed(text, weighed if sound else None)


def read(*hearings: CallerTurn, card: Candidate = CARD) -> tuple[dict[Field, Reading], list[Hearing]]:
    """What is made of a turn that is heard like `hearings`, later ones like the last, and how it was played."""
    asked: list[Hearing] = []

    def again(_: CallerTurn, way: Hearing) -> CallerTurn:
        asked.append(way)
        return hearings[min(len(asked), len(hearings) - 1)]

    call = HeardCall(
        hearings[:1], None, None, None, card, EXAMPLE_CALLED_ON, THRESHOLDS, spoke=True, again=again
    )
    return {field: placed.reading for field, placed in call.readings[0].items()}, asked


def test_a_turn_that_was_made_out_is_not_played_again() -> None:
    found, asked = read(hearing(SAID))
    assert {reading.result for reading in found.values()} == {"given"}
    assert asked == []


def test_each_field_is_taken_from_the_hearing_that_has_it() -> None:
    found, asked = read(
        hearing(GARBLED),
        hearing(SAID.replace("office administrator", "often as straight")),
        hearing("No, no, no, no, no, no."),
    )
    assert {reading.result for reading in found.values()} == {"given"}
    assert asked == AGAIN[:1], "nothing was left to be made out"
    assert AGAIN[0].second
    assert found["name"].why.endswith(HEARD_BY_SECOND)
    assert HEARD_BY_SECOND not in found["position"].why


def test_what_nobody_else_made_out_is_played_otherwise_to_the_first() -> None:
    found, asked = read(hearing(GARBLED), hearing("No, no, no, no, no, no."), hearing(SAID))
    assert found["name"].result == "given"
    assert asked == AGAIN[:2]
    assert not AGAIN[1].second
    assert found["name"].why.endswith(HEARD_AGAIN)


def test_a_name_that_the_sound_refused_stays_in_doubt_unless_the_second_recogniser_writes_it() -> None:
    forms = ("Arjun Kapoor", "Arjun Kappa", "Arjun Kapoor", "Arjun Capor", "Arjun Kapur", "Arjun Kappa")
    card = CARD.model_copy(update={"name": "Arjun Kapoor", "heard_name": forms})
    capadia, kapoor = (SAID.replace("Miriam Feldstein", name) for name in ("Arjun Capadia", "Arjun Kapoor"))
    assert read(hearing(capadia), hearing(kapoor), card=card)[0]["name"].result == "given", (
        "by the text alone"
    )
    refused, garbled = hearing(capadia, capadia), SAID.replace("Miriam Feldstein", "Arching cup pour")
    for second in (refused, hearing(garbled, kapoor)):
        found, asked = read(refused, second, hearing(kapoor, kapoor), card=card)
        assert (found["name"].result, asked) == ("doubtful", AGAIN[:1])
    found, asked = read(refused, hearing(kapoor, kapoor), card=card)
    assert (found["name"].result, asked) == ("given", AGAIN[:1])


def test_a_garbled_name_is_credited_by_the_sound_in_whichever_hearing_there_is_a_place_for_it() -> None:
    lost, garbled = hearing("No, no, no, no.", SAID), hearing(GARBLED, SAID)
    assert read(garbled)[0]["name"].result == "given"
    assert read(lost)[0]["name"].result != "given"
    assert read(hearing(GARBLED))[0]["name"].result != "given"
    found, asked = read(lost, garbled)
    assert (found["name"].result, asked) == ("given", AGAIN[:1])


def test_a_name_that_is_settled_is_not_weighed_again() -> None:
    def no_name(openings: Sequence[str]) -> tuple[float, ...]:
        assert not any("Feldstein" in opening for opening in openings)
        return tuple(-100.0 * ("dministrator" in opening) for opening in openings)

    no_job = SAID.replace(" for the office administrator role", "")
    later = CallerTurn.typed(no_job.replace("Feldstein", "felt and"), no_name)
    found, asked = read(hearing(no_job), later)
    assert (found["name"].result, found["position"].result) == ("given", "missing")
    assert asked == AGAIN
