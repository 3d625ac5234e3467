"""`simulator notes SESSION`: types paper notes in afterwards, and tells what all notes are worth."""

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator import front
from simulator.front import JsonOption, SessionsOption

if TYPE_CHECKING:
    from simulator.scoring.notes import NotesReport
    from simulator.sessions.store import Session

MARKS = {"noted": "noted", "partly": "in part", "wrong": "WRONG", "missed": "missed"}


def register(app: typer.Typer) -> None:
    """Adds the command to the command line."""

    @app.command()
    def notes(
        session: Annotated[
            str, typer.Argument(help="A session's id, or the start of it, or `latest`.")
        ] = "latest",
        show: Annotated[bool, typer.Option("--show", help="Only check the notes that are there.")] = False,
        as_json: JsonOption = False,
        sessions: SessionsOption = None,
    ) -> None:
        """Type in the notes of a call, a line each, and see what they hold of what was said."""
        from simulator import paths
        from simulator.commands.keep import known_by, notes_of, renew_notes
        from simulator.sessions.store import open_session

        with front.errors():
            opened = open_session(session, sessions or paths.sessions())
            if not show:
                before = known_by(opened)
                _take(opened)
                if problem := renew_notes(opened, before):
                    front.complain(problem)
            report = notes_of(opened)
            if as_json:
                typer.echo(json.dumps(to_dict(opened, report), indent=2, ensure_ascii=False))
            else:
                _print(opened, report)


def _take(opened: "Session") -> None:
    """Lines from standard input up to an empty one or its end."""
    from simulator.sessions.notes import KeptNote, append_note

    asks = sys.stdin.isatty()
    if asks:
        typer.echo(f"Notes of {opened.scenario.title}, a line each; an empty line ends them.", err=True)
    while True:
        if asks:
            typer.echo("> ", nl=False, err=True)
        line = sys.stdin.readline()
        if not line.strip():
            return
        append_note(opened.folder, KeptNote(line))


def to_dict(opened: "Session", report: "NotesReport") -> dict[str, Any]:
    """The checked notes as JSON values."""
    from simulator.reports.json import check_dict
    from simulator.scoring.notes import notes_checks
    from simulator.sessions.notes import notes_possible

    return {
        "format": 1,
        "session": opened.id,
        "notes": [asdict(note) for note in report.notes],
        "findings": [asdict(finding) for finding in report.findings],
        "lost": [
            {"key": each.fact.key, "say": each.fact.say, "at_ms": each.at_ms, "lost_by": each.lost_by}
            for each in report.lost
        ],
        "contact": report.contact and report.contact.key,
        "call_back": [finding.key for finding in report.call_back],
        "checks": [check_dict(check) for check in notes_checks(report, notes_possible(opened.folder))],
    }


def _print(opened: "Session", report: "NotesReport") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from simulator.reports.plain import inert
    from simulator.scoring.notes import facts_heard

    console = Console(highlight=False)

    def text(words: str) -> Text:
        return Text(inert(words, console.encoding))

    heard = facts_heard(opened.facts, opened.scenario, opened.candidate)
    if not heard:
        console.print("Nothing that was said in this call was worth noting.")
        return
    say = {each.fact.key: each.fact.say for each in heard}
    table = Table("", "they said", "you noted", box=None, pad_edge=False, header_style="bold")
    for finding in report.findings:
        noted = finding.heard + (f" ({finding.why})" if finding.result == "partly" else "")
        table.add_row(MARKS[finding.result], text(say[finding.key]), text(noted))
    for each in report.lost:
        table.add_row("lost", text(each.fact.say), f"by {each.lost_by}, not by your notes")
    console.print(table)
    held, said = report.count("noted", "partly"), len(report.findings)
    console.print(f"\nYour notes hold {held} of the {said} facts that you were told.")
    for name, finding_or_none in (
        ("Whom to ask for", report.contact),
        *(("When to try again", f) for f in report.call_back),
    ):
        if finding_or_none is not None:
            console.print(text(f"{name}: {MARKS[finding_or_none.result]} ({say[finding_or_none.key]})"))
