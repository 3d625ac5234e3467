"""The report as a person sees it, from a scorecard made by hand."""

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console
from scoring.drawn import CARD, NO

from simulator.reports.lanes import rows
from simulator.reports.plain import ASCII, UNICODE, inert
from simulator.reports.terminal import About, print_report
from simulator.scoring.advice import Habit, advice
from simulator.scoring.check import check
from simulator.scoring.disclosures import Disclosure
from simulator.scoring.lines import RecruiterLine
from simulator.scoring.measure import Overlap, Patience, Turns
from simulator.scoring.next_time import NextCall, NextTime
from simulator.scoring.scorecard import Said, Scorecard
from simulator.timeline import THRESHOLDS, Conversation, Segment, Timeline

RECRUITER = Timeline.from_strip("RRRRRRRRRR....................RRRRRRRRRRRRRRRRRRRR")
CALLER = Timeline.from_strip("............CCCCCCCCCC.................CC....CCCCC")

HOSTILE = "\x1b[2J\x1b]0;owned\x07 [red]not red[/red] [link=http://x]y[/link] \u202eevil\u202c {name} \x9b31m"


CALL = NextCall("not-hired", ("B3", "C2"), "It trains 2 of these 3.", "simulator call not-hired")


def scorecard() -> Scorecard:
    interruption = Segment(4500, 5000)
    turns = Turns(
        Conversation(RECRUITER, CALLER),
        (RecruiterLine(0, Timeline.from_strip("R" * 10), 1000),),
        (Overlap("backchannel", Segment(3900, 4100), 1), Overlap("interruption", interruption, 1)),
        (Patience(0, 1000, 1200),),
        (200,),
        800,
        1000,
        Segment(3000, 5000),
        12,
    )  # fmt: skip
    checks = (
        check("B1", "pass", at=Segment(1200, 1500), heard="Jordan Avery", expected="Jordan Avery"),
        check("B3", "fail", "You said the 4th; it was the 3rd.", at=Segment(1500, 1900), heard="the fourth"),
        check("C2", "fail", "You talked over them once.", at=interruption),
        check("C3", "not-measurable", "The recruiter made no pause inside a line."),
        check("D4", "not-measurable", "The call broke off before its end."),
        check("D5", "not-measurable", "The call broke off before its end."),
        check("E2", "fail", "Not heard."),
    )  # fmt: skip
    transcript = (
        Said("recruiter", 0, 1000, "Northwind, Dana speaking."),
        Said("caller", 1200, 2200, "Jordan Avery, I was there on the fourth."),
        Said("recruiter", 3000, 5000, "We chose another."),
        Said("caller", 4500, 5000, ""),
    )
    disclosures = (Disclosure(True, 2000, "You came second."), Disclosure(False, 4500, ""))
    return Scorecard(
        5000, 2, 16_000, "webrtc", "drawn 1", transcript, checks, CALLER, turns, disclosures, THRESHOLDS, 0,
        True, "caller", ("Your channel is noisy.",),
    )  # fmt: skip


def printed(card: Scorecard, width: int = 80, encoding: str = "utf-8", **console: object) -> str:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    about = About("latest", "dana (hibari 0.2.1)", "simulated", 40, ("recognizer: drawn 1",))
    print_report(
        card,
        Console(file=file, width=width, highlight=False, **console),  # type: ignore[arg-type]
        scenario=NO,
        next_time=NextTime(advice(card, CARD, NO, {"E2": Habit(1, 3)}), CALL),
        about=about,
    )
    file.flush()
    return "\n".join(line.rstrip() for line in raw.getvalue().decode(encoding).splitlines())


EXPECTED = """
Scorecard ─────────────────────────────────────────────────────────────── 1 of 4
  Call       latest
  Scenario   A plain no: the answer was no
  Recruiter  Dana Whitfield
  Voice      dana (hibari 0.2.1)
  Duration   0:05; you hung up
  Checks     1 passed, 3 failed, 3 not measurable
  Note: Your channel is noisy.

1  Say who you are and why you call ───────────────────────────────────── 1 of 2
  ✓ say your name              0:01 “Jordan Avery”
  ✗ say when the interview was 0:01 You said the 4th; it was the 3rd. “the
                                    fourth”

2  Stay silent and let them talk ──────────────────────────────────────── 0 of 1
  ✗ do not talk over the recruiter     0:04 You talked over them once.
  · leave the recruiter's pauses alone      not measurable: The recruiter made
                                            no pause inside a line.

3  React to the verdict ─────────────────────────────────────────── not measured
  · not measurable: The call broke off before its end. (ask for feedback on the
    interview; ask what you could do better)

4  End the call ───────────────────────────────────────────────────────── 0 of 1
  ✗ thank them                Not heard.

Who spoke when ────────────────────────────────────────────── 0.25 s a character
   0:00 Dana  ████········████████
        You   ····█████······██·██
                      +      ~  ▲
"""


def test_the_report_reads_as_drawn() -> None:
    report = printed(scorecard())
    assert report.partition("  ▲ interruption")[0] == EXPECTED
    order = ("Who spoke when", "What silence earns", "Transcript", "Next time", "How this was measured")
    found = [report.index(f"\n{title} ─") for title in order]
    assert found == sorted(found)
    assert "Say the date: “I interviewed on Wednesday, June third" in report
    assert "Thank them for their time" in report and "(failed in 3 of your last 4 calls" in report
    assert "Then call: simulator call not-hired" in report
    assert "(not understood)" in report
    assert "latency 40 ms" in report
    assert f"version {THRESHOLDS.version}: onset_ms 60" in report


@pytest.mark.parametrize("width", [60, 80, 133, 200])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_it_fits_and_can_be_written_everywhere(width: int, encoding: str) -> None:
    report = printed(scorecard(), width, encoding)
    assert max(len(line) for line in report.splitlines()) <= width
    assert "\x1b" not in report
    assert ("✓ say your name" if encoding == "utf-8" else "v say your name") in report


def test_colour_only_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = printed(scorecard(), force_terminal=True, color_system="standard")
    assert "\x1b[1;32m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", printed(scorecard(), force_terminal=True))


def test_hostile_text_is_shown_and_does_nothing() -> None:
    card = scorecard()
    card = replace(
        card,
        transcript=(Said("caller", 0, 100, HOSTILE),),
        checks=(replace(card.checks[1], heard=HOSTILE, why=HOSTILE),),
        notes=(HOSTILE,),
        disclosures=(Disclosure(True, 0, HOSTILE),),
        recognizer=HOSTILE,
    )
    report = printed(card, 200)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", report)
    assert report.count("[red]not red[/red]") == 5
    assert inert(HOSTILE, "ascii").isascii()


def test_a_recording_of_the_caller_alone_has_one_lane_and_says_so() -> None:
    card = replace(scorecard(), turns=None, channels=1, disclosures=(), lost_ms=None, ended_by=None)
    report = printed(card)
    lanes = report.partition("Who spoke when")[2].partition("Transcript")[0]
    assert "Dana" not in lanes
    assert "You" in lanes
    assert "one channel: turns cannot be measured" in report


def test_lanes_wrap_into_rows_and_mark_what_happened() -> None:
    first, second = rows(scorecard(), 10, UNICODE)
    assert (first.start_ms, first.recruiter) == (0, "████······")
    assert (first.caller, first.events) == ("····█████·", "        +")
    assert (second.start_ms, second.recruiter) == (2500, "··████████")
    assert (second.caller, second.events) == ("·····██·██", "     ~  ▲")
    assert rows(scorecard(), 40, ASCII)[0].recruiter == "####........########"
