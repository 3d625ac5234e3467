"""`simulator history`: trends, streak, bests, and what fails most."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator import front
from simulator.front import JsonOption, RecognizerOption, SessionsOption

if TYPE_CHECKING:
    from simulator.history import History, Result
    from simulator.protocols import Recognizer
    from simulator.sessions.store import Session


def register(app: typer.Typer) -> None:
    """Adds the command to the command line."""

    @app.command()
    def history(
        scenario: Annotated[
            str | None, typer.Option(metavar="ID", help="The calls of one scenario only.")
        ] = None,
        rebuild: Annotated[
            bool, typer.Option("--rebuild", help="Fill it again from the session folders.")
        ] = False,
        simulated: Annotated[
            bool, typer.Option("--simulated", help="Count the calls of simulated callers too.")
        ] = False,
        csv: Annotated[
            Path | None,
            typer.Option("--csv", metavar="FILE", help="Write every call to a table; - is stdout."),
        ] = None,
        html: Annotated[bool, typer.Option("--html", help="Write the charts as one HTML file.")] = False,
        output: Annotated[
            Path | None,
            typer.Option(
                "--output", "-o", metavar="FILE", help="Where --html goes (default: beside the sessions)."
            ),
        ] = None,
        show: Annotated[bool, typer.Option("--open", help="Open what --html wrote in your browser.")] = False,
        as_json: JsonOption = False,
        sessions: SessionsOption = None,
        recognizer: RecognizerOption = None,
    ) -> None:
        """How your practice goes: trends, streak, bests, and what fails most."""
        from simulator import paths
        from simulator.history import History, HistoryError, overview

        if (output or show) and not html:
            front.fail(front.USAGE, "--output and --open belong to --html")
        root, today = sessions or paths.sessions(), dt.date.today()
        try:
            with History.in_folder(root) as opened:
                if rebuild:
                    _rebuild(opened, root, recognizer, quiet=as_json)
                else:
                    _tell_unindexed(opened, root)
                found = overview(opened, today=today, scenario=scenario, simulated=simulated)
                details = opened.details() if csv is not None else {}
        except HistoryError as error:
            front.fail(front.CONTENT, str(error), error.fix)
        if csv is not None:
            from simulator.reports.history_csv import to_csv

            _write_csv(csv, to_csv(found.sessions, details))
        if html:
            from simulator.commands.keep import PAGE
            from simulator.reports.history_html import history_page

            page = output or root / PAGE
            front.write(page, history_page(found, today, scenario or ""))
            typer.echo(str(page), err=as_json)
            if show:
                front.browse(page)
        if as_json:
            from simulator.reports.history import to_dict

            front.print_json(to_dict(found))
        elif not html and csv != _STDOUT:
            from rich.console import Console

            from simulator.reports.history import print_history

            print_history(Console(highlight=False), found, scenario)


_STDOUT = Path("-")


def _write_csv(path: Path, text: str) -> None:
    if path == _STDOUT:
        typer.echo(text, nl=False)
        return
    # With a byte order mark, without which a spreadsheet takes the names for another alphabet.
    front.write(path, text, "utf-8-sig")
    typer.echo(f"Wrote {path}.", err=True)


def _tell_unindexed(opened: "History", root: Path) -> None:
    """Sessions that the history does not know of yet are never passed over in silence."""
    unknown = opened.unknown_folders()
    if unknown:
        from simulator.history.rebuild import is_session

        n = sum(map(is_session, unknown))
        if n:
            calls = "1 session is" if n == 1 else f"{n} sessions are"
            front.complain(f"{calls} not in the history yet", "simulator history --rebuild")


def _rebuild(opened: "History", root: Path, recognizer: str | None, *, quiet: bool) -> None:
    from simulator import engines, rehearsal
    from simulator.history.rebuild import rebuild

    screen = rehearsal.Screen(quiet)
    with front.errors():
        name = recognizer or engines.best_recognizers()
    with front.errors(), screen.progress("Reading the sessions") as progress:
        done = rebuild(opened, root, _Scorer(name), recognizer=name, progress=progress)
    for problem in done.problems:
        screen.say(f"Left out: {problem}")
    screen.say(f"{done.known} known, {done.scored} scored, {done.removed} no longer there.")


class _Scorer:
    """Scores sessions with one recogniser, loaded when the first is asked for."""

    def __init__(self, recognizer: str) -> None:
        self._name = recognizer
        self._engine: Recognizer | None = None

    def __call__(self, session: "Session") -> "Result":
        from simulator import rehearsal
        from simulator.audio.files import RecordingError
        from simulator.commands.keep import result_of
        from simulator.sessions.meta import SessionError

        if self._engine is None:
            _, self._engine = rehearsal.open_recognizer(self._name)
        try:
            return result_of(session, rehearsal.score_opened(session, self._engine, self._name))
        except RecordingError as error:
            raise SessionError(f"{session.id}: {error}") from error
