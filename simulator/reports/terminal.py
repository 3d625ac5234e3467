"""The scorecard for a person at a terminal, from 60 columns on.

Lives here: the order of the report and its layout. Without colour, without a terminal, and in an encoding
without the glyphs it stays the same report: rich leaves out control codes, `plain` swaps the characters.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from simulator.reports import lanes
from simulator.reports.plain import Marks, clock, inert, marks_for
from simulator.reports.setup import echo_text
from simulator.scenario.model import Scenario
from simulator.scoring.check import Check
from simulator.scoring.measure import Kind as OverlapKind
from simulator.scoring.next_time import NextTime
from simulator.scoring.rubric import STEPS
from simulator.scoring.scorecard import Scorecard
from simulator.timeline import Thresholds

NARROWEST, WIDEST = 60, 200
TEXT_WIDTH = 110
"""Running text is no wider than this, however wide the terminal is."""

QUOTED = 90
"""The caller's words beside a check are cut to about this many characters; the transcript has them all."""

OUTCOMES = {
    "positive": "you got the job",
    "negative": "the answer was no",
    "undecided": "not decided yet",
    "none": "no verdict in this call",
}
ENDED = {
    "recruiter": "the recruiter hung up",
    "caller": "you hung up",
    "line": "the line broke",
    "interrupt": "broken off",
}


@dataclass(frozen=True, slots=True)
class About:
    """What the scorecard itself does not know of a call; what is empty is left out of the report.

    source: the recording or session as the user named it. voice: who spoke, such as "dana (hibari 0.2.1)".
    line: such as "simulated". engines: further lines such as "moonshine 0.1.0".
    """

    source: str = ""
    voice: str = ""
    line: str = ""
    latency_ms: int | None = None
    engines: tuple[str, ...] = ()


def print_report(
    card: Scorecard,
    console: Console,
    *,
    scenario: Scenario | None = None,
    next_time: NextTime | None = None,
    about: About | None = None,
) -> None:
    """Writes the whole report to `console`."""
    _Report(card, console, scenario, next_time or NextTime(), about or About()).print()


class _Report:
    def __init__(
        self,
        card: Scorecard,
        console: Console,
        scenario: Scenario | None,
        next_time: NextTime,
        about: About,
    ) -> None:
        self._card = card
        self._console = console
        self._scenario = scenario
        self._next = next_time
        self._about = about
        self._encoding = console.encoding
        self._marks: Marks = marks_for(console.encoding)
        self._width = max(NARROWEST, min(WIDEST, console.width))
        self._them = scenario.recruiter.name.split()[0] if scenario else "Recruiter"

    def print(self) -> None:
        self._header()
        self._steps()
        self._timeline()
        self._disclosures()
        self._transcript()
        self._next_time()
        self._measured()

    # ------------------------------------------------------------------ writing

    def _text(self, text: str, style: str = "") -> Text:
        return Text(inert(text, self._encoding), style=style, overflow="fold")

    def _put(self, text: str | Text, style: str = "", indent: int = 2) -> None:
        content = self._text(text, style) if isinstance(text, str) else text
        self._console.print(Padding(content, (0, 0, 0, indent)), width=min(self._width, TEXT_WIDTH))

    def _heading(self, title: str, note: str = "") -> None:
        head = Text.assemble(self._text(title, "bold"), " ")
        room = self._width - head.cell_len - len(note) - (1 if note else 0)
        head.append(self._marks.rule * max(2, room), style="dim")
        if note:
            head.append_text(self._text(f" {note}", "bold"))
        self._console.print()
        self._console.print(head, no_wrap=True, width=self._width)

    def _rows(self, table: Table) -> None:
        self._console.print(Padding(table, (0, 0, 0, 2)), width=min(self._width, TEXT_WIDTH))

    def _pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True, style="dim")
        table.add_column(overflow="fold")
        for name, value in pairs:
            if value:
                table.add_row(self._text(name), self._text(value))
        self._rows(table)

    # ------------------------------------------------------------------ the parts

    def _header(self) -> None:
        card, scenario = self._card, self._scenario
        score = card.score
        self._heading("Scorecard", f"{score.passed} of {score.passed + score.failed}")
        verdict = "" if card.verdict_given is not False else "; the verdict was never given"
        duration = clock(card.duration_ms) + (f"; {ENDED[card.ended_by]}" if card.ended_by else "")
        pairs = [
            ("Call", self._about.source),
            ("Scenario", f"{scenario.title}: {OUTCOMES[scenario.outcome]}{verdict}" if scenario else ""),
            ("Recruiter", scenario.recruiter.name if scenario else ""),
            ("Voice", self._about.voice),
            ("Duration", duration),
            (
                "Checks",
                f"{score.passed} passed, {score.failed} failed, {score.not_measurable} not measurable"
                + (f"; {score.overruled} overruled by you" if score.overruled else ""),
            ),
        ]
        self._pairs(pairs)
        for note in card.notes:
            self._put(f"Note: {note}", "yellow")

    def _steps(self) -> None:
        for number, (step, title) in enumerate(STEPS.items(), start=1):
            checks = [check for check in self._card.checks if check.criterion.step == step]
            if not checks:
                continue
            counted = [check for check in checks if check.result != "not-measurable"]
            passed = sum(check.result == "pass" for check in counted)
            self._heading(f"{number}  {title}", f"{passed} of {len(counted)}" if counted else "not measured")
            table = Table.grid(padding=(0, 1))
            table.add_column(no_wrap=True)
            table.add_column(min_width=20, max_width=34, overflow="fold")
            table.add_column(no_wrap=True, justify="right", min_width=4, style="dim")
            table.add_column(ratio=1, overflow="fold")
            reasons = Counter(check.why for check in checks if check.result == "not-measurable")
            shared = [why for why, count in reasons.items() if count > 1]
            for check in checks:
                if check.result != "not-measurable" or check.why not in shared:
                    table.add_row(*self._check(check))
            self._rows(table)
            for why in shared:
                self._unmeasured(why, [check for check in checks if check.why == why])

    def _unmeasured(self, why: str, checks: Sequence[Check]) -> None:
        """Checks that share the reason why they could not be measured, together."""
        titles = "; ".join(check.criterion.title for check in checks)
        table = Table.grid(padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(ratio=1, overflow="fold")
        table.add_row(
            self._text(self._marks.unknown, "dim"), self._text(f"not measurable: {why} ({titles})", "dim")
        )
        self._rows(table)

    def _check(self, check: Check) -> tuple[Text, Text, Text, Text]:
        mark, style = {
            "pass": (self._marks.passed, "bold green"),
            "fail": (self._marks.failed, "bold red"),
            "not-measurable": (self._marks.unknown, "dim"),
        }[check.result]
        moment = "" if check.start_ms is None else clock(check.start_ms)
        quoted = f"“{_shortened(check.heard)}”" if check.heard else ""
        if check.result == "not-measurable" and check.overruled is None:
            return (
                Text(mark, style),
                self._text(check.criterion.title, "dim"),
                Text(moment),
                self._text(f"not measurable: {check.why}", "dim"),
            )
        detail = f"{check.why} {quoted}" if check.result == "fail" or not quoted else quoted
        if check.overruled is not None:
            detail = f"{check.overruled.told} {check.why} {quoted}"
        title = self._text(check.criterion.title, "" if check.result == "pass" else "bold")
        return Text(mark, style), title, Text(moment), self._text(detail.strip())

    def _timeline(self) -> None:
        marks = self._marks
        name = max(len("You"), len(inert(self._them, self._encoding)[:10]))
        room = self._width - 2 - 6 - name - 2
        scale = lanes.scale_for(self._card.duration_ms, room)
        self._heading("Who spoke when", f"{scale / 1000:g} s a character")
        for row in lanes.rows(self._card, room, marks):
            at = clock(row.start_ms).rjust(5)
            if row.recruiter is not None:
                self._lane(at, self._them, name, row.recruiter, "cyan")
                at = " " * 5
            self._lane(at, "You", name, row.caller, "magenta")
            if row.events.strip():
                self._lane(" " * 5, "", name, row.events, "bold red")
        legend = f"{marks.interruption} interruption  {marks.backchannel} short acknowledgement"
        if self._card.disclosures:
            legend += f"  {marks.earned} silence earned more  {marks.lost} silence broken too soon"
        if self._card.turns is not None:
            self._put(legend, "dim")

    def _lane(self, at: str, who: str, width: int, lane: str, style: str) -> None:
        text = Text(f"  {at} ", style="dim")
        text.append_text(self._text(who[:10].ljust(width), ""))
        text.append("  ")
        text.append(lane, style=style)
        self._console.print(text, no_wrap=True, overflow="crop", width=self._width)

    def _disclosures(self) -> None:
        if not self._card.disclosures:
            return
        self._heading("What silence earns")
        table = Table.grid(padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True, justify="right", style="dim")
        table.add_column(ratio=1, overflow="fold")
        for told in self._card.disclosures:
            mark, style = (self._marks.earned, "green") if told.earned else (self._marks.lost, "red")
            words = f"“{told.text}”" if told.text else "something more"
            lead = "Your silence earned" if told.earned else "You spoke before they could say"
            table.add_row(Text(mark, style), Text(clock(told.at_ms)), self._text(f"{lead}: {words}"))
        self._rows(table)

    def _transcript(self) -> None:
        self._heading("Transcript")
        table = Table.grid(padding=(0, 1))
        table.add_column(no_wrap=True, justify="right", style="dim")
        table.add_column(no_wrap=True, max_width=12)
        table.add_column(ratio=1, overflow="fold")
        for said in self._card.transcript:
            who = "You" if said.party == "caller" else self._them
            style = "magenta" if said.party == "caller" else "cyan"
            words = self._text(said.text) if said.text else self._text("(not understood)", "dim italic")
            table.add_row(Text(clock(said.start_ms)), self._text(who, style), words)
        if not self._card.transcript:
            self._put("Nobody spoke.", "dim")
        self._rows(table)

    def _next_time(self) -> None:
        changes, call = self._next.changes, self._next.call
        if changes:
            self._heading("Next time" if len(changes) > 1 else "Next time, one thing")
            table = Table.grid(padding=(0, 1))
            table.add_column(no_wrap=True, style="bold")
            table.add_column(ratio=1, overflow="fold")
            for number, change in enumerate(changes, start=1):
                told = self._text(change.text)
                if change.habit is not None and change.habit.failed:
                    told.append_text(self._text(f" ({change.habit.told})", "dim"))
                table.add_row(f"{number}.", told)
            self._rows(table)
        elif self._card.score.passed and not self._card.score.failed:
            self._heading("Next time")
            self._put("Nothing that was measured went wrong.")
        if call is not None:
            self._put(Text.assemble("Then call: ", self._text(call.command, "bold")))
            self._put(call.why, "dim", indent=4)

    def _measured(self) -> None:
        card, about = self._card, self._about
        self._heading("How this was measured")
        lost = "" if card.lost_ms is None else f"{card.lost_ms} ms of {card.duration_ms} ms"
        channels = "your channel alone" if card.channels == 1 else "recruiter left, you right"
        self._pairs(
            [
                ("Recording", f"{card.channels} x {card.sample_rate} Hz, {channels}"),
                ("Speech found by", card.detector),
                ("Words read by", card.recognizer),
                ("Engines", ", ".join(about.engines)),
                ("Line", about.line + _latency(about.latency_ms)),
                ("Echo", echo_text(card.echo) if card.echo else "none" if card.channels > 1 else ""),
                ("Lost audio", lost),
                ("Turns", self._turns()),
                ("Thresholds", thresholds_text(card.thresholds)),
                ("Not measurable", _not_measurable(card.checks)),
            ]
        )

    def _turns(self) -> str:
        turns = self._card.turns
        if turns is None:
            return "one channel: turns cannot be measured"
        parts = [
            f"you spoke {turns.conversation.caller.duration / 1000:.1f} s",
            f"they spoke {turns.conversation.recruiter.duration / 1000:.1f} s",
            f"longest silence {turns.longest_silence_ms / 1000:.1f} s",
        ]
        if turns.patience_median is not None:
            parts.append(f"patience {turns.patience_median} ms (median), {turns.patience_min} ms (least)")
        kinds: tuple[OverlapKind, ...] = ("interruption", "backchannel", "terminal-overlap")
        parts += [f"{kind.replace('-', ' ')}s {len(turns.of_kind(kind))}" for kind in kinds]
        return ", ".join(parts)


def thresholds_text(thresholds: Thresholds) -> str:
    """Every number that decided a turn, with its version."""
    names = [name for name in Thresholds.__dataclass_fields__ if name != "version"]
    numbers = ", ".join(f"{name} {getattr(thresholds, name)}" for name in names)
    return f"version {thresholds.version}: {numbers}"


def _latency(ms: int | None) -> str:
    return "" if ms is None else f", latency {ms} ms (taken off every time)"


def _not_measurable(checks: Sequence[Check]) -> str:
    return ", ".join(check.id for check in checks if check.result == "not-measurable")


def _shortened(words: str) -> str:
    if len(words) <= QUOTED:
        return words
    return words[:QUOTED].rsplit(" ", 1)[0] + " …"
