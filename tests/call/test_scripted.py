"""When a scripted caller acts, drawn: 100 ms a character; a caller's text takes 100 ms a character.

The recruiter is audible where R is drawn. The caller's first tick of talk is where a text begins.
"""

import pytest

from simulator.call.scripted import Script, spoken_moves
from simulator.protocols import CallerAct
from simulator.scenario.candidate import example_candidate
from simulator.scenario.model import Case, Move, Scenario

TICKS = 10  # in 100 ms


def run(recruiter: str, *moves: dict[str, object]) -> str:
    """The caller's strip, as long as the recruiter's: its texts as they are said, X where it hangs up."""
    script = Script([Move.model_validate(move) for move in moves], lambda text: 100 * len(text))
    strip = ["."] * len(recruiter)
    for tick in range(len(recruiter) * TICKS):
        act = script.step(recruiter[tick // TICKS] == "R")
        if act is not None:
            text = act.text or "X"
            assert act == CallerAct(act.text)
            assert tick % TICKS == 0, "acts on the drawing's grid in these tests"
            strip[tick // TICKS : tick // TICKS + len(text)] = text
    return "".join(strip)


def after(ms: int, say: str) -> dict[str, object]:
    return {"after_ms": ms, "say": say}


def into(ms: int, say: str) -> dict[str, object]:
    return {"into_ms": ms, "say": say}


STRIPS = [
    # waits for the recruiter to have spoken, then for the silence
    ("......................", "......................", [after(300, "aaa")]),
    ("..RRRR................", ".........aaa..........", [after(300, "aaa")]),
    # an answer needs something to answer
    ("..RRRR................", "......aaa.............", [after(0, "aaa"), after(200, "bb")]),
    ("..RRRR.....RRR........", "......aaa.......bb....", [after(0, "aaa"), after(200, "bb")]),
    # a mid-line pause is shorter than this caller's patience, and longer than that one's
    ("RRRR.....RRRR.........", "..................aaa.", [after(500, "aaa")]),
    ("RRRR.....RRRR.........", ".......aaa............", [after(300, "aaa")]),
    # a gap between words is not the end of a sound: 100 ms here, 200 ms there
    ("RR.RR.RR..............", ".......a..............", [into(700, "a")]),
    ("RR..RRRRRRRR..........", ".........a............", [into(500, "a")]),
    # an interruption is answered by the next sound, not by the tail of the one it cut
    ("RRRRRRRR......RRR.....", "..aaaaaaaa.......b....", [into(200, "aaaaaaaa"), after(0, "b")]),
    # a backchannel is not answered: the line goes on, and is what comes next
    ("RRRRRRRR..............", "..aa.......b..........", [into(200, "aa"), after(300, "b")]),
    # the recruiter talks over the caller and stops first: silence counts from the caller's own end
    ("RR....RRR.............", "...aaaaaaa...b........", [after(100, "aaaaaaa"), after(300, "b")]),
    # saying nothing lets one turn of the recruiter's pass
    ("RR......RR......RR....", "...................b..", [after(300, ""), after(300, ""), after(100, "b")]),
    # hanging up ends it
    ("RR......RR......RR....", "....X.................", [{"after_ms": 200, "hang_up": True}, after(0, "b")]),
]


@pytest.mark.parametrize(("recruiter", "caller", "moves"), STRIPS)
def test_a_caller_acts_when_it_should(recruiter: str, caller: str, moves: list[dict[str, object]]) -> None:
    assert run(recruiter, *moves) == caller


def test_moves_are_said_with_their_slots_filled() -> None:
    scenario = Scenario.model_validate(
        {
            "format": 1,
            "id": "a",
            "title": "A",
            "outcome": "positive",
            "recruiter": {"name": "Dana Whitfield"},
            "start": "a",
            "nodes": {"a": {"say": "Hello", "end": True}},
        }
    )
    case = Case.model_validate(
        {
            "format": 1,
            "scenario": "a",
            "caller": [after(1, "I am {candidate.name}."), after(1, ""), {"into_ms": 5, "hang_up": True}],
        }
    )
    spoken = spoken_moves(case, scenario, example_candidate())
    assert [move.say for move in spoken] == ["I am Jordan Ellis.", "", None]
