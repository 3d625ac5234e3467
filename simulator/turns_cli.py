"""`simulator turns`: who spoke when, in the formats that others can check us by. A front door."""

from pathlib import Path
from typing import Annotated

import typer

from simulator import front
from simulator.front import JsonOption, RecognizerOption, SessionsOption


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""

    @app.command()
    def turns(
        recording: Annotated[
            str, typer.Argument(metavar="RECORDING|SESSION", help="An audio file, a session, or `latest`.")
        ],
        as_json: JsonOption = False,
        textgrid: Annotated[bool, typer.Option("--textgrid", help="As a Praat TextGrid.")] = False,
        rttm: Annotated[bool, typer.Option("--rttm", help="As NIST's RTTM, for diarisation tools.")] = False,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", help="Write to this file (default: to the terminal).")
        ] = None,
        sessions: SessionsOption = None,
        recognizer: RecognizerOption = None,
    ) -> None:
        """Export a call's timelines: everybody's speech to the millisecond, and each overlap's kind."""

        if as_json + textgrid + rttm > 1:
            front.fail(front.USAGE, "--json, --textgrid and --rttm are three formats; choose one")
        with front.errors():
            form = "textgrid" if textgrid else "rttm" if rttm else "json"
            text = _exported(recording, form, sessions, recognizer)
            if output is None:
                typer.echo(text, nl=False)
            else:
                output.write_text(text, encoding="utf-8", newline="\n")


def _exported(reference: str, form: str, sessions: Path | None, recognizer: str | None) -> str:
    import json

    from simulator import rehearsal
    from simulator.reports.json import to_dict
    from simulator.reports.rttm import to_rttm
    from simulator.reports.textgrid import to_textgrid
    from simulator.reports.tiers import ipu_tiers, tiers

    screen = rehearsal.Screen(quiet=True)
    card = rehearsal.score(reference, None, None, sessions, recognizer, screen).scorecard
    if form == "textgrid":
        return to_textgrid(tiers(card), card.duration_ms)
    if form == "rttm":
        return to_rttm(ipu_tiers(card), Path(reference).stem)
    whole = to_dict(card)
    kept = ("format", "recording", "engines", "turns", "lanes", "lines", "thresholds", "echo")
    return json.dumps({key: whole[key] for key in kept}, indent=2, ensure_ascii=False) + "\n"
