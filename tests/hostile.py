"""A call of which every text is another's: what a report must show without being moved by it."""

import datetime as dt
from collections.abc import Callable

from simulator.audio.files import Encoded
from simulator.protocols import EchoState
from simulator.reports.html.call import Course, Figure, Noted, ReportedCall
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Branch, Fact, Node, OwnCue, Recruiter, Scenario, Words
from simulator.scenario.model import Patience as Waiting
from simulator.scoring.advice import Change, Habit
from simulator.scoring.check import Check, Overruled
from simulator.scoring.disclosures import Disclosure
from simulator.scoring.lines import RecruiterLine, SpokenPart
from simulator.scoring.measure import Overlap, Patience, Turns
from simulator.scoring.next_time import NextCall, NextTime
from simulator.scoring.scorecard import Said, Scorecard
from simulator.timeline import THRESHOLDS, Conversation, Segment, Timeline

FIXED = (
    "</script><script>window.pwned = 1; alert(1)</script>",
    "</title></style></textarea><img src=x onerror='window.pwned = 1'>",
    "\"'><svg onload=window.pwned=1>",
    "' autofocus onfocus=window.pwned=1 x='",
    "<!--<script>window.pwned = 1</script>-->",
    "javascript:window.pwned=1",
    "{{ 7 * 7 }}{% raw %}${window.pwned = 1}",
    "\u202egnp.exe\u2066\u200f שלום مرحبا",
    "\x00\x07\x1b[31m\x85\u2028\u2029\ufeff\ud800",
    "&lt;b&gt; &amp;lt; ]]> \\u003c",
    "...",
    "x" * 10_000,
    "🏴‍☠️👩‍👩‍👧 ｆｕｌｌ",
)


def hostile_call(text: Callable[[], str]) -> ReportedCall:
    """The same call whatever `text` gives, which is asked for each field anew."""

    def say() -> str:
        return kept().replace("{", "(")  # a scenario with an unknown slot is refused when it is read

    def kept() -> str:
        whole = text().encode("utf-8", "replace").decode()  # no file holds half a character
        return whole if whole.strip() else "?"  # nobody says a space

    shared = say()
    node = Node(say=(Words(say=shared), Words(say=say())), then=(Branch(go="end"),), verdict=True)
    scenario = Scenario(
        format=1,
        id="hostile",
        title=kept(),
        outcome="negative",
        recruiter=Recruiter(name=kept(), title=kept()),
        company=kept(),
        facts={key: Fact(say=say(), note=(kept(),)) for key in ("reason", "opening", "advice")},
        start="start",
        patience=Waiting(say=(kept(),), give_up=kept()),
        cues={"own": OwnCue(about=kept(), phrases=(kept(),))},
        nodes={"start": node, "end": Node(say=(Words(say=say()),), end=True)},
    )
    candidate = Candidate(
        name=kept(),
        position=kept(),
        company=kept(),
        interview=dt.date(2026, 6, 3),
        say_name=(kept(),),
        heard_name=(kept(),),
    )
    heard, spoken = f"«{text()[:40]}»", Segment(1000, 3000)
    part = SpokenPart(shared, spoken, 5000, False, False)
    line = RecruiterLine(
        0, Timeline((Segment(1000, 5000),)), 3000, True, "start", True, False, Timeline(), (part,), 50
    )
    caller = Timeline((Segment(2500, 4000), Segment(6000, 9000)))
    turns = Turns(
        Conversation(Timeline((spoken,)), caller),
        (line,),
        (Overlap("interruption", caller.segments[0], 0), Overlap("backchannel", caller.segments[1], 0)),
        (Patience(0, 5000, 6000),),
        (1000,),
        2000,
        3000,
        Segment(1000, 5000),
        40,
    )
    checks = (
        Check("B1", "introduction.name", "pass", 6000, 7000, heard, text(), text()),
        Check("B2", "introduction.position", "fail", 6500, 8000, heard, text(), text()),
        Check("C2", "listening.no_interruptions", "fail", 2500, 4000, "", text(), text(), Overruled("pass")),
        Check("C10", "listening.disclosures", "fail", 6000, 6001, "", text(), text()),
        Check("D5", "reaction.asks_improvement", "fail", None, None, "", text(), text()),
        Check("E1", "ending.wishes_well", "not-measurable", None, None, "", text(), text()),
    )
    card = Scorecard(
        duration_ms=10_000,
        channels=2,
        sample_rate=16_000,
        detector=text(),
        recognizer=text(),
        transcript=(
            Said("recruiter", 1000, 3000, text() or "?"),
            Said("caller", 2500, 4000, text() or "?"),
            Said("caller", 6000, 9000, f"? {heard} ?"),
        ),
        checks=checks,
        caller=caller,
        turns=turns,
        disclosures=(Disclosure(False, 6000, text() or "?"), Disclosure(True, 1000, text() or "?")),
        thresholds=THRESHOLDS,
        lost_ms=0,
        verdict_given=True,
        ended_by="caller",
        notes=(text(),),
        echo=EchoState("speakers", 62.5, -12.3, 22.4, 20.0, 1, 0.93),
    )
    peaks = tuple(range(100)) * 10
    return ReportedCall(
        card,
        Encoded("audio/wav", SILENCE),
        peaks,
        peaks,
        text(),
        scenario=scenario,
        candidate=candidate,
        started=dt.datetime(2026, 6, 12, 10, 0),
        setup=((text(), text()),),
        limits=(text(),),
        figures=(Figure(text(), text(), text(), text() or "?"),),
        courses=(
            Course(text(), text(), ((Segment(0, 5000), 1.0), (Segment(2500, 7500), None)), (1.0, 2.0), 3),
        ),
        next_time=NextTime(
            (Change(("B2", "E1"), text(), Habit(1, 2)), Change(("C2",), text())),
            NextCall(text(), ("B2",), text(), text()),
        ),
        noted=(Noted(text(), text(), text()),),
    )


SILENCE = (
    b"RIFF\x24\x7d\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00"
    b"data\x00\x7d\x00\x00" + bytes(32_000)
)
"""Two seconds at 8 kHz."""
