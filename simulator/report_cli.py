"""`simulator report`: one call as an HTML file, or two takes of the same call side by side.

A front door: finds the call, scores it, and hands all that is known of it to the writer of the page.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator import front
from simulator.front import CandidateOption, RecognizerOption, SessionsOption

if TYPE_CHECKING:
    from simulator.rehearsal import Result
    from simulator.reports.html.call import Noted, ReportedCall
    from simulator.sessions.store import Session

REPORT_FILE = "report.html"
"""Beside the recording of a session; it goes when the session is deleted."""


def register(app: typer.Typer) -> None:
    """Adds the command to the command line."""

    @app.command()
    def report(
        calls: Annotated[
            list[str],
            typer.Argument(metavar="SESSION|RECORDING", help="A session, `latest`, or an audio file."),
        ],
        compare: Annotated[
            bool, typer.Option("--compare", help="Two takes of the same call, the earlier one first.")
        ] = False,
        output: Annotated[
            Path | None,
            typer.Option(
                "--output", "-o", metavar="FILE", help="Where to write it (default: in the session's folder)."
            ),
        ] = None,
        show: Annotated[bool, typer.Option("--open", help="Open it in your browser.")] = False,
        audio: Annotated[
            str | None,
            typer.Option(help="opus, mp3, flac or wav (default: the smallest that can be written here)."),
        ] = None,
        candidate: CandidateOption = None,
        called_on: Annotated[
            str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of a recorded call.")
        ] = None,
        sessions: SessionsOption = None,
        recognizer: RecognizerOption = None,
    ) -> None:
        """Write a call's report as one HTML file, to hear and read again."""

        if len(calls) != (2 if compare else 1):
            wanted = "--compare needs two calls" if compare else "one call makes one report"
            front.fail(front.USAGE, f"{wanted}; {len(calls)} were given")
        day = front.date(called_on) if called_on else None
        with front.errors():
            from simulator import rehearsal
            from simulator.audio.files import ENCODINGS

            if audio is not None and audio not in ENCODINGS:
                front.fail(
                    front.USAGE, f"there is no audio format {audio!r}; it is one of {', '.join(ENCODINGS)}"
                )
            screen = rehearsal.Screen()
            results = [rehearsal.score(call, candidate, day, sessions, recognizer, screen) for call in calls]
            with screen.working("Writing the report"):
                try:
                    page = _page(results, audio)
                except ValueError as error:
                    front.fail(front.DEPENDENCY, str(error), "Leave out --audio.")
            path = output or _default_path(results)
            front.write(path, page)
        typer.echo(str(path))
        if show:
            front.browse(path)


def _page(results: "list[Result]", audio: str | None) -> str:
    from simulator.reports.compare import compare
    from simulator.reports.html.page import comparison_page, report_page

    calls = [reported(result, audio) for result in results]
    if len(calls) == 1:
        return report_page(calls[0])
    earlier, later = calls
    return comparison_page(compare(earlier.card, later.card), earlier, later)


def reported(result: "Result", audio: str | None = None) -> "ReportedCall":
    """All that the report needs of a scored call. Raises RecordingError, and ValueError from `encode`."""
    from simulator.audio.files import read_recording
    from simulator.commands import voice
    from simulator.commands.next_time import next_time
    from simulator.reports import setup
    from simulator.reports.html.call import ReportedCall, sound_of

    session = result.session
    recording = read_recording(session.recording_path if session else result.source)
    sound, caller, recruiter = sound_of(recording, audio)
    own, usual = voice.heard(result, recording.caller), voice.usual_of(session)
    return ReportedCall(
        result.scorecard,
        sound,
        caller,
        recruiter,
        result.source if session else Path(result.source).name,
        scenario=session.scenario if session else None,
        candidate=result.candidate,
        started=session.meta.started.astimezone() if session else None,
        setup=setup.pairs(session.meta) if session else (("From", Path(result.source).name),),
        next_time=next_time(result),
        limits=session.passed_over if session else (),
        figures=voice.figures(own, usual),
        courses=voice.courses(own, usual),
        noted=_noted(session) if session else (),
    )


def beside(result: "Result", more: Sequence[Path] = ()) -> "dict[str, Any]":
    """What a report shows beside the scorecard, for its JSON: next time, voice, notes and setup.

    more: the further folders of packs that the call was made with. Of the voice nothing where there is no
    recording to be read.
    """
    from simulator.audio.files import RecordingError, read_recording
    from simulator.commands import next_time, voice
    from simulator.reports import setup

    session = result.session
    told = {
        "next_time": next_time.to_dict(next_time.next_time(result, more)),
        "setup": setup.to_dict(session.meta) if session else None,
        "limits": {name: value for name, value, _ in setup.LIMITS},
    }
    try:
        recording = read_recording(session.recording_path if session else result.source)
    except RecordingError:
        return told
    noted = _noted(session) if session else ()
    return {
        **told,
        "voice": voice.to_dict(voice.heard(result, recording.caller), voice.usual_of(session)),
        "noted": [{"fact": each.fact, "state": each.state, "note": each.note} for each in noted],
    }


def _noted(session: "Session") -> "tuple[Noted, ...]":
    """What there was to note, and what the notes made of it; nothing where no note was typed."""
    from simulator.commands.keep import notes_of
    from simulator.reports.html.call import Noted
    from simulator.scoring.notes import facts_heard

    review = notes_of(session)
    if not review.notes:
        return ()
    say = {
        each.fact.key: each.fact.say
        for each in facts_heard(session.facts, session.scenario, session.candidate)
    }
    rows = [
        Noted(
            say[finding.key],
            finding.result,
            review.notes[finding.note].text if finding.note is not None else "",
        )
        for finding in review.findings
    ]
    return (*rows, *(Noted(each.fact.say, f"lost by {each.lost_by}") for each in review.lost))


def _default_path(results: "list[Result]") -> Path:
    """A session's report in its folder. What is of a file, or of two sessions, goes to the current folder."""
    if len(results) == 2:
        return Path(f"compare-{dt.datetime.now():%Y%m%d-%H%M%S}.html")
    session = results[0].session
    return session.folder / REPORT_FILE if session else Path(f"{Path(results[0].source).stem}-report.html")
