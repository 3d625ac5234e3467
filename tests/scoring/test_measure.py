"""Every kind of overlap, drawn at 100 ms a character."""

import pytest
from scoring.drawn import Script

from simulator.scoring.lines import heard_lines, planned_lines
from simulator.scoring.measure import Turns, measure
from simulator.timeline import THRESHOLDS, Conversation, Segment, Timeline

#        1 s      2 s of words        1 s pause  1 s of words: planned end 5.0
PLAN = "..........RRRRRRRRRRRRRRRRRRRR..........RRRRRRRRRR...................."


def measured(caller: str, said: str = "", cut: int | None = None, then: int | None = None) -> Turns:
    """One line as planned above, cut off at `cut`; another of 1 s begins at `then`."""
    script = Script().line(1000, ("First words.", 2000), ("pause", 1000), ("Last words.", 1000), cut=cut)
    if then is not None:
        script.line(then, ("More.", 1000))
    sound = Timeline.of(Segment(a, b) for a, b in script.sound)
    return measure(
        Conversation(sound, Timeline.from_strip(caller)),
        planned_lines(script.facts, 7000),
        scripted=True,
        words=lambda ipu: said,
        thresholds=THRESHOLDS,
    )


def kinds(turns: Turns) -> list[str]:
    return [("pause-jump" if o.into_pause and o.kind == "interruption" else o.kind) for o in turns.overlaps]


@pytest.mark.parametrize(
    ("caller", "said", "cut", "expected"),
    [
        ("...............CCC", "mm-hm", None, ["backchannel"]),
        ("...............CCC", "", None, ["backchannel"]),
        ("...............CCC", "I doubt it", None, ["interruption"]),
        # One odd word is a misread murmur, unless it asks for the floor, or is long, or the line stopped for it.
        ("...............CCCCCCC", "Mama.", None, ["backchannel"]),
        ("...............CCC", "Wait!", None, ["interruption"]),
        ("...............CCCCCCCC", "Mama.", None, ["interruption"]),
        ("...............CCCCCCC", "Mama.", 2150, ["interruption"]),
        # Three of the line's own words are what is left of its echo.
        ("...............CCC", "first words", None, ["backchannel"]),
        ("...............CCCCCCC", "", None, ["backchannel"]),
        ("...............CCCCCCCC", "", None, ["interruption"]),
        ("...............CCCCCCCCCC", "yes", None, ["backchannel"]),
        ("...............CCCCCCCCCCC", "yes", None, ["interruption"]),
        ("...............CCCCCCCC", "But", 2300, ["interruption"]),
        ("...............CCCCCC", "yes", 2150, ["interruption"]),
        # In the thinking pause: an acknowledgement is one there too, anything else jumps in.
        ("................................CCC", "okay", None, ["backchannel"]),
        ("................................CCCCCCCCCC", "And so", 3900, ["pause-jump"]),
        # The last 300 ms of the plan, whatever is said; earlier is not eager any more.
        ("...............................................CCCCCCCCCC", "Thanks", None, ["terminal-overlap"]),
        ("..............................................CCCCCCCCCCC", "Thank you", None, ["interruption"]),
        # After the planned end nothing is inside, and before the line nothing is either.
        (".....CCCCCCC......................................CCCCCC", "Right", None, []),
        # The end of the first words is no end of the line: measured to the plan.
        (".............................CCCCCCCCCC", "So", 3600, ["interruption"]),
        # One utterance of several IPUs counts once; a second one 1 s later counts again.
        ("............CCCC..CCCC", "But why", None, ["interruption"]),
        ("............CCCC..........CCCC", "But why", None, ["interruption"] * 2),
    ],
)  # fmt: skip
def test_every_onset_inside_a_line_has_its_kind(
    caller: str, said: str, cut: int | None, expected: list[str]
) -> None:
    assert kinds(measured(caller, said, cut)) == expected


def test_a_cut_line_is_measured_to_its_planned_end_and_its_aftermath_is_one_interruption() -> None:
    turns = measured("...............CCCCCCCCCC..........CCCCCC", "But", cut=2300, then=5000)
    assert kinds(turns) == ["interruption"]
    assert turns.overlaps[0].segment == Segment(1500, 4100)
    assert turns.lines[0].heard_percent == 32
    assert turns.patience == ()


def test_what_begins_with_an_acknowledgement_and_goes_on_is_one_interruption() -> None:
    """The first part is short and the recruiter goes on, but so does the caller."""
    at_once = measured("...............CCCC......CCCCCCCCC", "Yes", cut=2800)
    assert [(o.kind, o.segment) for o in at_once.overlaps] == [("interruption", Segment(1500, 3400))]
    assert kinds(measured("...............CCCC.......CCCCCCCC", "Yes", cut=2900)) == [
        "backchannel",
        "interruption",
    ]


def test_a_plan_ends_where_the_next_line_begins() -> None:
    turns = measured("...............CCCCCCCCCC..............CC", "But", cut=2300, then=3000)
    assert [(o.kind, o.line) for o in turns.overlaps] == [("interruption", 0), ("terminal-overlap", 1)]


def test_the_end_of_a_line_that_goes_straight_on_is_no_end() -> None:
    script = Script().line(0, ("One moment.", 1000)).line(1000, ("We chose another.", 2000))
    sound = Timeline.of(Segment(a, b) for a, b in script.sound)
    caller = Timeline.from_strip("........CCCCCCCC")
    lines = planned_lines(script.facts, 4000)
    turns = measure(
        Conversation(sound, caller), lines, scripted=True, words=lambda ipu: "But", thresholds=THRESHOLDS
    )
    assert kinds(turns) == ["interruption"]


def test_patience_runs_from_the_planned_end_to_an_onset_after_it() -> None:
    after = measured("..........................................................CCCCCC")
    assert [p.ms for p in after.patience] == [800]
    assert after.floor_transfers == (800,)
    eager = measured("...............................................CCCCCCCCCC")
    assert eager.patience == ()
    through = measured("..............................................CCCCCCCCCC...CCCCCC.....")
    assert through.patience == ()
    at_once = measured("..................................................CCCCC")
    assert [p.ms for p in at_once.patience] == [0]


def test_a_wait_for_a_disclosure_is_not_the_recruiters_floor_and_the_disclosure_is() -> None:
    wait = ("wait", 2000, "You came second.")
    lost = Script().line(0, ("No.", 1000), wait, lost=1800)
    earned = Script().line(0, ("No.", 1000), wait)
    into = Timeline.from_strip("..................CCCCCCCCCCCCCCCCCC")
    over = Timeline.from_strip("................................CCCCCCCCCC")
    for script, caller, expected in ((lost, into, []), (earned, over, ["interruption"])):
        sound = Timeline.of(Segment(a, b) for a, b in script.sound)
        turns = measure(
            Conversation(sound, caller),
            planned_lines(script.facts, 6000),
            scripted=True,
            words=lambda ipu: "But I thought",
            thresholds=THRESHOLDS,
        )
        assert kinds(turns) == expected
        assert [p.ms for p in turns.patience] == ([800] if script is lost else [])


def test_a_line_that_ended_early_has_no_floor_after_its_end() -> None:
    """What the recruiter would have said after a lost disclosure is not planned any more."""
    script = Script().line(0, ("No.", 1000), ("wait", 2000, "Second."), ("Bye.", 1000), lost=1500)
    (line,) = planned_lines(script.facts, 6000)
    assert line.floor.segments == (Segment(0, 1000),)
    earned = Script().line(0, ("No.", 1000), ("wait", 2000, "Second."), ("Bye.", 1000))
    (line,) = planned_lines(earned.facts, 6000)
    assert line.floor.segments == (Segment(0, 1000), Segment(3000, 5000))


@pytest.mark.parametrize(
    ("recruiter", "caller", "said", "expected"),
    [
        ("RRRRRRRRRRRRRRRRRRRR.....", "..........CCC............", "mm-hm", ["backchannel"]),
        ("RRRRRRRRRRRRRRRRRRRR.....", "..........CCC............", "no wait", ["interruption"]),
        ("RRRRRRRRRRRRR............", "..........CCCCCCCCCCC....", "Thanks", ["terminal-overlap"]),
        ("RRRRRRRRRRRRRR...........", "..........CCCCCCCCCCC....", "But", ["interruption"]),
        ("RRRRRRRRRRRRRRRRRRRRRRRRR", "..........CCCCCCCCCC.....", "But", ["interruption"]),
        # Into a pause: nobody can tell whether it was one.
        ("RRRRRRRRRR.....RRRRRRRRRR", "............CCCCCCCC.....", "But", []),
        # "Okay" at a phrase's end, and the recruiter goes on.
        ("RRRRRRRRRR....RRRRRRRRRRR", "........CCC..............", "okay", ["backchannel"]),
    ],
)  # fmt: skip
def test_without_a_script_the_recruiters_own_speech_decides(
    recruiter: str, caller: str, said: str, expected: list[str]
) -> None:
    r, c = Timeline.from_strip(recruiter), Timeline.from_strip(caller)
    lines = heard_lines(r, c, THRESHOLDS)
    turns = measure(Conversation(r, c), lines, scripted=False, words=lambda ipu: said, thresholds=THRESHOLDS)
    assert kinds(turns) == expected


def test_lines_without_a_script_join_short_pauses_that_nobody_fills() -> None:
    r = Timeline.from_strip("RRRR.....RRRR....RRRR....................RRR")
    c = Timeline.from_strip("..............CC............................")
    lines = heard_lines(r, c, THRESHOLDS)
    assert [(line.start, line.end) for line in lines] == [(0, 1300), (1700, 2100), (4100, 4400)]


def test_the_share_of_the_talking_counts_from_the_verdict_and_leaves_murmurs_out() -> None:
    script = Script().line(0, ("Hello.", 1000)).line(2000, ("The verdict.", 4000), verdict=True)
    sound = Timeline.of(Segment(a, b) for a, b in script.sound)
    caller = Timeline.from_strip("..........CCCCCCCC..........CCC.....CCCCCCCCCC....")
    turns = measure(
        Conversation(sound, caller),
        planned_lines(script.facts, 6000),
        scripted=True,
        words=lambda ipu: "mm-hm" if ipu.duration < 500 else "And why is that",
        thresholds=THRESHOLDS,
    )
    assert turns.listening == Segment(2000, 6000)
    assert turns.talk_share_percent == 100 * 1000 // 5000
