"""The call against drawn callers: 100 ms a character, from the recruiter's first word on.

A recruiter's text takes 100 ms a character, so "Hello" is drawn `RRRRR`.
"""

import datetime as dt
import json
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.call import facts as f
from simulator.call.call import PICK_UP_MS, TABLE, Call
from simulator.call.states import Event, State
from simulator.call.texts import texts
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario
from simulator.timeline import Transcript

CARD = Candidate(
    name="Jordan Ellis", position="office administrator", interview=dt.datetime(2026, 6, 3, 14, 0)
)
FIRST_WORD = 2500 + PICK_UP_MS


def scenario(nodes: dict[str, object], **more: object) -> Scenario:
    return Scenario.model_validate(
        {
            "format": 1,
            "id": "drawn",
            "title": "Drawn",
            "outcome": "negative",
            "recruiter": {"name": "Dana Whitfield"},
            "patience": {"after_ms": 2000, "say": ["Hello?"], "give_up": "Bye."},
            "start": "greeting",
            "nodes": nodes,
            **more,
        }
    )


ASK_THEN_BYE = scenario(
    {
        "greeting": {"say": "Hello", "then": [{"otherwise": "bye"}]},
        "bye": {"say": "Bye", "end": True},
    }
)


def call_of(script: Scenario, **more: object) -> Call:
    options = {"durations": lambda text: 100 * len(text), "called_on": dt.date(2026, 6, 12), **more}
    return Call(script, CARD, **options)  # type: ignore[arg-type]


def play(
    script: Scenario, strip: str, words: Sequence[str] = (), late_ticks: int = 0, **more: object
) -> Call:
    """Runs a call in which the caller is voiced where `strip` is drawn; each awaited turn gets the next words."""
    call = call_of(script, **more)
    said = iter(words)
    waited = 0
    for now in range(0, 600_000, 10):
        if call.ended:
            return call
        index = (now - FIRST_WORD) // 100
        voiced = now >= FIRST_WORD and index < len(strip) and strip[index] not in ". "
        call.tick(voiced)
        if call.awaiting:
            waited += 1
            if waited > late_ticks:
                call.heard(Transcript(next(said, "Yes, of course.")))
                waited = 0
    raise AssertionError("the call did not end")


def of(call: Call, kind: type[f.Fact]) -> list[f.Fact]:
    return [fact for fact in call.facts if isinstance(fact, kind)]


def moments(facts: Iterable[f.Fact]) -> list[int]:
    return [fact.at - FIRST_WORD for fact in facts]


def path(call: Call) -> list[str]:
    return [fact.node for fact in call.facts if isinstance(fact, f.NodeEntered)]


def test_rings_greets_hears_thinks_and_says_goodbye() -> None:
    #                     RRRRR                                 RRR
    call = play(ASK_THEN_BYE, ".......CCCC")
    assert [type(fact).__name__ for fact in call.facts] == [
        "RingingStarted", "PickedUp",
        "NodeEntered", "LineStarted", "PartStarted", "PartEnded", "LineEnded",
        "SpeechStarted", "SpeechEnded", "TurnEnded", "HeardSoFar", "Heard", "BranchTaken",
        "NodeEntered", "LineStarted", "PartStarted", "PartEnded", "LineEnded", "HungUp",
    ]  # fmt: skip
    (turn,) = of(call, f.TurnEnded)
    assert isinstance(turn, f.TurnEnded)
    assert (turn.onset - FIRST_WORD, turn.offset - FIRST_WORD) == (700, 1100)
    # The offset is 1100; the turn ends 700 ms later, and the recruiter has thought 800 ms after the offset.
    assert moments(of(call, f.LineStarted)) == [0, 1100 + 800]
    assert path(call) == ["greeting", "bye"]


def test_a_pause_inside_a_turn_is_still_the_same_turn() -> None:
    call = play(ASK_THEN_BYE, ".......CCCC.....CCCC")
    (turn,) = of(call, f.TurnEnded)
    assert isinstance(turn, f.TurnEnded)
    assert turn.offset - turn.onset == 1300


SLOW_THEN_BYE = ASK_THEN_BYE.model_copy(update={"thinking_ms": 1500})


def test_a_caller_who_goes_on_while_the_recruiter_thinks_keeps_the_turn() -> None:
    call = play(SLOW_THEN_BYE, ".......CCCC..........CCCC")
    first, second = (turn for turn in call.facts if isinstance(turn, f.TurnEnded))
    assert first.turn == second.turn
    assert second.onset == first.onset
    assert second.offset == first.offset + 1400
    assert len(of(call, f.Heard)) == 1


LONG = scenario(
    {
        "greeting": {
            "say": ["Thank you for calling", {"pause_ms": 1500}, "I have news"],
            "then": [{"otherwise": "bye"}],
        },
        "bye": {"say": "Bye", "end": True},
    }
)


def test_the_recruiter_yields_when_talked_over_and_resumes_the_part() -> None:
    call = play(LONG, ".....CCCCCCCCCCCC" + "." * 68 + "CCCC")
    (barge,) = of(call, f.BargedIn)
    assert isinstance(barge, f.BargedIn)
    assert barge.onset - FIRST_WORD == 500
    assert barge.at - barge.onset == 710
    lines = [fact for fact in call.facts if isinstance(fact, f.LineEnded)]
    assert [line.cut for line in lines] == [True, False, False]
    parts = [fact.text for fact in call.facts if isinstance(fact, f.PartStarted) and fact.kind == "say"]
    assert parts == ["Thank you for calling", "Thank you for calling", "I have news", "Bye"]
    assert path(call) == ["greeting", "bye"]


def test_cut_twice_the_recruiter_goes_on() -> None:
    call = play(LONG, ".....CCCCCCCCCCCC" + "." * 20 + "CCCCCCCCCCCC")
    assert len(of(call, f.BargedIn)) == 2
    assert path(call) == ["greeting", "bye"]


def test_a_backchannel_cuts_nothing() -> None:
    call = play(LONG, ".....CCCCC" + "." * 60 + "CCCC")
    assert of(call, f.BargedIn) == []
    assert len(of(call, f.TurnEnded)) == 1


def test_a_jump_into_a_mid_line_pause_is_talking_over() -> None:
    #                 RRRRRRRRRRRRRRRRRRRRR............... the pause is 2100 to 3600
    call = play(LONG, "." * 24 + "CCCCCCCCC")
    (barge,) = of(call, f.BargedIn)
    assert isinstance(barge, f.BargedIn)
    planned = next(fact for fact in call.facts if isinstance(fact, f.LineStarted)).planned_end
    assert barge.onset < planned


def test_a_line_that_does_not_yield_goes_on() -> None:
    firm = scenario(
        {
            "greeting": {"say": "Let me finish please", "yields": False, "then": [{"otherwise": "bye"}]},
            "bye": {"say": "Bye", "end": True},
        }
    )
    call = play(firm, "...CCCCCCCCCC" + "." * 15 + "CCC")
    assert of(call, f.BargedIn) == []
    assert not any(fact.cut for fact in call.facts if isinstance(fact, f.LineEnded))


def test_a_branch_on_being_interrupted_comes_before_resuming() -> None:
    cross = scenario(
        {
            "greeting": {
                "say": "Thank you for calling",
                "then": [{"when": {"interrupted": True}, "go": "cross"}, {"otherwise": "bye"}],
            },
            "cross": {"say": "Let me finish", "listens": False, "then": [{"otherwise": "bye"}]},
            "bye": {"say": "Bye", "end": True},
        }
    )
    assert path(play(cross, ".....CCCCCCCCCCCC")) == ["greeting", "cross", "bye"]
    assert path(play(cross, "." * 25 + "CCCC")) == ["greeting", "bye"]


SECRET = scenario(
    {
        "greeting": {
            "say": ["No", {"disclose": {"after_silence_ms": 1500, "say": "You were second"}}],
            "then": [{"otherwise": "bye"}],
        },
        "bye": {"say": "Bye", "end": True},
    }
)


def test_silence_earns_a_disclosure_that_speaking_loses() -> None:
    #                      RR...............RRRRRRRRRRRRRRR
    earned = play(SECRET, "." * 40 + "CCCC")
    assert moments(of(earned, f.DisclosureEarned)) == [200 + 1500]
    assert of(earned, f.DisclosureLost) == []
    lost = play(SECRET, "." * 10 + "CCCC")
    (loss,) = of(lost, f.DisclosureLost)
    assert isinstance(loss, f.DisclosureLost)
    assert loss.onset - FIRST_WORD == 1000
    assert of(lost, f.DisclosureEarned) == []


def test_the_plan_of_a_line_excludes_what_silence_may_earn() -> None:
    line = next(fact for fact in play(SECRET, "").facts if isinstance(fact, f.LineStarted))
    assert line.planned_end - line.at == 200


def test_a_silent_caller_is_asked_and_then_given_up() -> None:
    call = play(ASK_THEN_BYE, "")
    assert [fact.rung for fact in call.facts if isinstance(fact, f.PatienceRanOut)] == [0, 1]
    said = [fact.text for fact in call.facts if isinstance(fact, f.PartStarted)]
    assert said == ["Hello", "Hello?", "Bye."]
    assert call.facts[-1] == f.HungUp(call.facts[-1].at, "recruiter")


def test_a_branch_on_silence_comes_before_the_ladder_and_is_bounded() -> None:
    nudge = scenario(
        {
            "greeting": {
                "say": "Hello",
                "then": [{"when": {"silent": True}, "go": "greeting", "at_most": 1}, {"otherwise": "bye"}],
            },
            "bye": {"say": "Bye", "end": True},
        }
    )
    assert path(play(nudge, "")) == ["greeting", "greeting"]


def test_branches_read_fields_and_cues() -> None:
    asks = scenario(
        {
            "greeting": {
                "say": "Hello",
                "then": [{"when": {"missing": "name"}, "go": "who", "at_most": 1}, {"otherwise": "no"}],
            },
            "who": {"say": "Who is it", "then": [{"otherwise": "no"}]},
            "no": {
                "say": "No",
                "verdict": True,
                "then": [{"when": {"cue": "asks-feedback"}, "go": "why"}, {"otherwise": "bye"}],
            },
            "why": {"say": "SQL", "then": [{"otherwise": "bye"}]},
            "bye": {"say": "Bye", "end": True},
        }
    )
    spoken = "......CCCC" + ("." * 26 + "CCCC") * 3
    words = ["Hi, I had an interview.", "My name is Jordan Ellis.", "Could you give me some feedback?"]
    assert path(play(asks, spoken, words)) == ["greeting", "who", "no", "why", "bye"]
    named = ["Hello, this is Jordan Ellis.", "Okay, goodbye."]
    assert path(play(asks, spoken, named)) == ["greeting", "no", "bye"]


def test_words_that_come_late_are_a_fact() -> None:
    call = play(ASK_THEN_BYE, ".......CCCC", late_ticks=30)
    (late,) = of(call, f.RecognitionLate)
    assert isinstance(late, f.RecognitionLate)
    assert late.late_ms == 300
    assert of(play(ASK_THEN_BYE, ".......CCCC"), f.RecognitionLate) == []


def test_what_was_not_understood_is_not_an_answer() -> None:
    call = play(ASK_THEN_BYE, ".......CCCC", [""])
    assert path(call) == ["greeting"]


def test_latency_moves_what_is_heard_and_nothing_else() -> None:
    """A caller who hears everything 100 ms later and so does everything 100 ms later makes the same call."""
    near, far = play(ASK_THEN_BYE, ".......CCCC"), play(ASK_THEN_BYE, "........CCCC", latency_ms=100)
    assert [fact.at - FIRST_WORD for fact in far.facts if isinstance(fact, f.LineStarted)] == [100, 2100]
    assert [type(fact) for fact in near.facts] == [type(fact) for fact in far.facts]


def test_hanging_up_closes_what_is_open() -> None:
    call = call_of(ASK_THEN_BYE)
    while not of(call, f.PartStarted):
        call.tick(False)
    call.hang_up("caller")
    tail = [type(fact).__name__ for fact in call.facts[-3:]]
    assert tail == ["PartEnded", "LineEnded", "HungUp"]
    assert call.tick(True) == ()


def test_every_state_has_its_row_and_every_event_its_use() -> None:
    assert set(TABLE) == set(State)
    assert {event for row in TABLE.values() for event in row} == set(Event)


def test_texts_are_everything_the_recruiter_can_say() -> None:
    assert texts(SECRET, CARD) == ("No", "You were second", "Bye", "Hello?", "Bye.")


@settings(max_examples=60, deadline=None)
@given(strip=st.text(alphabet=".C", max_size=300), script=st.sampled_from([ASK_THEN_BYE, LONG, SECRET]))
def test_any_caller_gets_an_end_and_facts_that_survive_json(strip: str, script: Scenario) -> None:
    call = play(script, strip)
    for fact in call.facts:
        assert f.Fact.from_json(json.loads(json.dumps(fact.to_json()))) == fact
    assert isinstance(call.facts[-1], f.HungUp)
    started = [fact.line for fact in call.facts if isinstance(fact, f.LineStarted)]
    ended = [fact.line for fact in call.facts if isinstance(fact, f.LineEnded)]
    assert started == ended == sorted(set(started))


@pytest.mark.parametrize("data", [{"fact": "Nothing"}, {"fact": "HungUp"}, {}])
def test_unknown_facts_are_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        f.Fact.from_json(data)
