"""The command line. Parses words, calls the front doors, prints, and turns errors into exit codes.

Nothing heavy is imported until a command needs it, so `--help` answers at once.
The exit codes are in front.py.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from simulator import (
    commands,
    front,
    overrule_cli,
    packs_cli,
    replay,
    report_cli,
    try_cli,
    turns_cli,
    understand_cli,
    voices_cli,
)
from simulator.front import (
    CandidateOption,
    FailUnderOption,
    JsonOption,
    RecognizerOption,
    ScenariosOption,
    SessionsOption,
)

app = typer.Typer(
    name="simulator",
    help="Rehearse, out loud and at home, the phone call that follows a job interview.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
sessions_app = typer.Typer(help="The calls you have made.", no_args_is_help=True)
scenarios_app = typer.Typer(help="The calls you can make.", no_args_is_help=True)
candidate_app = typer.Typer(help="Your card: name, position and interview.", no_args_is_help=True)
engines_app = typer.Typer(help="Voices, recognisers and detectors.", invoke_without_command=True)
app.add_typer(sessions_app, name="sessions")
app.add_typer(scenarios_app, name="scenarios")
app.add_typer(candidate_app, name="candidate")
app.add_typer(engines_app, name="engines")


def main() -> None:
    """The `simulator` console script."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(front.INTERRUPTED)


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        from simulator import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.command()
def call(
    scenario: Annotated[
        str | None,
        typer.Argument(help="Which call; left out, one is drawn and you don't know how it will end."),
    ] = None,
    candidate: CandidateOption = None,
    line: Annotated[str, typer.Option(help="`device`, or `simulated` with a synthetic caller.")] = "device",
    caller: Annotated[
        str | None, typer.Option(metavar="PERSONA", help="Who calls on the simulated line (default: polite).")
    ] = None,
    voice: Annotated[str | None, typer.Option(help="The recruiter's voice; see `simulator voices`.")] = None,
    telephone: Annotated[
        bool, typer.Option("--telephone", help="The recruiter sounds as over a telephone line.")
    ] = False,
    seed: Annotated[int | None, typer.Option(min=0, help="The same seed gives the same call.")] = None,
    again: Annotated[
        str | None,
        typer.Option(metavar="SESSION", help="Place a session's call again: same scenario, card, seed."),
    ] = None,
    as_json: JsonOption = False,
    sessions: SessionsOption = None,
    scenarios: ScenariosOption = None,
    recognizer: RecognizerOption = None,
    caller_voice: Annotated[str | None, typer.Option(help="The synthetic caller's voice.")] = None,
    paced: Annotated[bool, typer.Option("--paced", help="Run the simulated line in real time.")] = False,
    microphone: Annotated[
        str | None, typer.Option("--input", help="Part of the input device's name.")
    ] = None,
    loudspeaker: Annotated[
        str | None, typer.Option("--output", help="Part of the output device's name.")
    ] = None,
    fail_under: FailUnderOption = None,
) -> None:
    """Place a call and read its scorecard."""
    if line not in ("device", "simulated"):
        front.fail(front.USAGE, f"there is no line {line!r}; it is `device` or `simulated`")
    if again and (scenario or candidate or seed is not None):
        front.fail(
            front.USAGE, "--again takes the scenario, the card and the seed from the session; leave them out"
        )
    with front.errors():
        from simulator import rehearsal
        from simulator.commands import once_more

        same = rehearsal.again(again, sessions, scenarios or ()) if again else None
        request = rehearsal.CallRequest(
            scenario=same.scenario if same else rehearsal.choose_scenario(scenario, scenarios or ()),
            candidate=same.candidate if same else rehearsal.find_candidate(candidate),
            called_on=same.called_on if same else None,
            line="simulated" if line == "simulated" else "device",
            persona=caller or (same.persona if same else "polite"),
            voice=voice or (same.voice if same else None),
            telephone=telephone,
            caller_voice=caller_voice,
            recognizer=recognizer,
            seed=same.seed if same else seed,
            paced=paced,
            input=microphone,
            output=loudspeaker,
            sessions=sessions,
        )
        asked = once_more.never if as_json else once_more.asked
        for result in once_more.calls(request, rehearsal.Screen(quiet=as_json), asked, scenarios or ()):
            _report(result, as_json, scenarios or ())
            if result.error is not None:
                front.fail(front.DEVICE, f"{result.error} The call up to then is kept.", result.error.fix)
            if result.interrupted:
                raise typer.Exit(front.INTERRUPTED)
        _judge(result.scorecard, fail_under)


@app.command()
def score(
    recording: Annotated[
        str, typer.Argument(metavar="RECORDING|SESSION", help="An audio file, a session, or `latest`.")
    ],
    candidate: CandidateOption = None,
    called_on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of the call (default: today).")
    ] = None,
    as_json: JsonOption = False,
    sessions: SessionsOption = None,
    recognizer: RecognizerOption = None,
    fail_under: FailUnderOption = None,
) -> None:
    """Score a recording or a session: one channel is you alone; two are recruiter left, you right."""
    day = front.date(called_on) if called_on else None
    with front.errors():
        from simulator import rehearsal

        result = rehearsal.score(
            recording, candidate, day, sessions, recognizer, rehearsal.Screen(quiet=as_json)
        )
        _report(result, as_json)
        _judge(result.scorecard, fail_under)


def _report(result: Any, as_json: bool, scenarios: Sequence[Path] = ()) -> None:
    if as_json:
        from simulator.reports.json import to_dict

        session = {"session": str(result.session.folder)} if result.session else {}
        front.print_json({**to_dict(result.scorecard), **report_cli.beside(result, scenarios), **session})
    else:
        from rich.console import Console

        from simulator import rehearsal

        rehearsal.report(result, Console(highlight=False), scenarios)


def _judge(scorecard: Any, fail_under: int | None) -> None:
    passed, failed = scorecard.score.passed, scorecard.score.failed
    if fail_under is not None and 100 * passed < fail_under * (passed + failed):
        front.fail(
            front.BELOW, f"{passed} of {passed + failed} measurable checks passed, below {fail_under} %"
        )


@sessions_app.command("list")
def sessions_list(sessions: SessionsOption = None, as_json: JsonOption = False) -> None:
    """Newest first."""
    with front.errors():
        from simulator import paths
        from simulator.sessions.store import list_sessions

        root = sessions or paths.sessions()
        found = list_sessions(root)
        if as_json:
            front.print_json(
                [
                    {
                        "id": info.id,
                        "started": info.started.isoformat(),
                        "scenario": info.scenario,
                        "status": info.status,
                        "duration_ms": info.duration_ms,
                        "problem": info.problem or None,
                        "folder": str(info.folder),
                    }
                    for info in found
                ]
            )
            return
        rows = [
            (
                info.id,
                info.started.astimezone().strftime("%Y-%m-%d %H:%M"),
                info.title or info.scenario,
                front.clock(info.duration_ms),
                info.problem or info.status or "",
            )
            for info in found
        ]
        front.table(
            ("session", "when", "scenario", "length", "state"), rows, empty=f"No sessions in {root} yet."
        )


@sessions_app.command("show")
def sessions_show(
    session: Annotated[str, typer.Argument(help="A session's id, or the start of it, or `latest`.")],
    sessions: SessionsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score a session again from its recording."""
    with front.errors():
        from simulator import rehearsal

        result = rehearsal.score_session(session, sessions, None, rehearsal.Screen(quiet=as_json))
        _report(result, as_json)


@sessions_app.command("delete")
def sessions_delete(
    session: Annotated[str, typer.Argument(help="A session's id, or the start of it, or `latest`.")],
    sessions: SessionsOption = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove a session and its recording for good."""
    with front.errors():
        from simulator import paths
        from simulator.commands.keep import forget
        from simulator.sessions.store import delete, find

        root = sessions or paths.sessions()
        folder = find(session, root)
        if not yes:
            typer.confirm(f"Delete {folder.name} with its recording?", abort=True)
        delete(folder, root)
        forget(folder.name, root)
        typer.echo(f"Deleted {folder.name}.")


@scenarios_app.command("list")
def scenarios_list(scenarios: ScenariosOption = None, as_json: JsonOption = False) -> None:
    """Every scenario; titles may give the outcome away."""
    with front.errors():
        from simulator import rehearsal
        from simulator.scenario.reader import list_all

        found = list_all(rehearsal.scenario_roots(scenarios or ()))
        if as_json:
            front.print_json(
                [
                    {
                        "id": each.scenario.id,
                        "pack": each.pack,
                        "title": each.scenario.title,
                        "outcome": each.scenario.outcome,
                        "difficulty": each.scenario.difficulty,
                        "mood": each.scenario.mood,
                        "personas": sorted(each.cases),
                    }
                    for each in found
                ]
            )
            return
        rows = [
            (each.scenario.id, each.pack, each.scenario.title, each.scenario.outcome, ", ".join(each.cases))
            for each in found
        ]
        front.table(("scenario", "pack", "title", "outcome", "personas"), rows, empty="No scenarios.")


@engines_app.callback()
def engines(context: typer.Context, as_json: JsonOption = False) -> None:
    """Voices, recognisers and detectors: which are here, and which work offline."""
    if context.invoked_subcommand is not None:
        return
    with front.errors():
        from dataclasses import asdict

        from simulator import engines as lookup

        found = [
            (kind, info) for kind in ("voices", "recognizers", "detectors") for info in lookup.infos(kind)
        ]
        if as_json:
            front.print_json([{"kind": kind, **asdict(info)} for kind, info in found])
            return
        rows = [
            (
                kind,
                info.name,
                info.version,
                "offline" if info.offline else "ONLINE",
                "available" if info.available else f"not available: {info.why_not} {info.fix}".strip(),
            )
            for kind, info in found
        ]
        front.table(("kind", "engine", "version", "where", "state"), rows)


@app.command()
def devices(
    as_json: JsonOption = False,
    check: Annotated[
        bool, typer.Option("--check", help="Ring for two seconds and tell loudspeaker from headphones.")
    ] = False,
    microphone: Annotated[str | None, typer.Option("--input", help="The microphone to check.")] = None,
    loudspeaker: Annotated[str | None, typer.Option("--output", help="The loudspeaker to check.")] = None,
) -> None:
    """Microphones and loudspeakers."""
    with front.errors():
        if check:
            from simulator.doctor.sound import check_line

            found = check_line(microphone, loudspeaker)
            if as_json:
                front.print_json(found)
            else:
                typer.echo(found["said"])
            return
        from dataclasses import asdict

        from simulator.line.device import devices as list_devices

        listed = list_devices()
        if as_json:
            front.print_json([asdict(device) for device in listed])
            return
        rows = [
            (
                device.name,
                device.host_api,
                f"{device.inputs} in, {device.outputs} out",
                f"{device.sample_rate:.0f} Hz",
                " ".join(
                    word
                    for word, on in (
                        ("default input", device.default_input),
                        ("default output", device.default_output),
                    )
                    if on
                ),
            )
            for device in listed
        ]
        front.table(("device", "system", "channels", "rate", ""), rows, empty="No sound devices.")


@app.command()
def doctor(as_json: JsonOption = False, sessions: SessionsOption = None) -> None:
    """Try every part that a call needs, and name the fix of the one that is broken."""
    with front.errors():
        from simulator import doctor as parts

        findings = parts.diagnose(sessions)
        if as_json:
            front.print_json(parts.to_json(findings))
        else:
            rows = [
                (
                    {True: "ok", False: "BROKEN", None: "-"}[each.ok],
                    each.part,
                    each.detail + (f" Fix: {each.fix}" if each.fix else ""),
                )
                for each in findings
            ]
            front.table(("", "part", "found"), rows)
        raise typer.Exit(parts.exit_code(findings))


@candidate_app.command("new")
def candidate_new(
    path: Annotated[Path, typer.Argument(metavar="[FILE]", help="Where to write it.")] = Path(
        "candidate.yaml"
    ),
    name: Annotated[str | None, typer.Option(help="Your name.")] = None,
    position: Annotated[str | None, typer.Option(help="The position you interviewed for.")] = None,
    company: Annotated[str | None, typer.Option(help="The company; may be empty.")] = None,
    interview: Annotated[
        str | None, typer.Option(help='Its date, or date and time: "2026-06-03 14:00".')
    ] = None,
    say_name: Annotated[list[str] | None, typer.Option(help="Another accepted spelling.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a card that is there.")] = False,
) -> None:
    """Write your candidate card; what you leave out is asked for."""
    from simulator import rehearsal

    if path.exists() and not force:
        front.fail(front.USAGE, f"{path} is there already", "Edit it, or say --force to replace it.")
    with front.errors():
        card = rehearsal.ask_candidate(
            {"name": name, "position": position, "company": company, "interview": interview},
            say_name or [],
            ask=_ask,
        )
        rehearsal.save_candidate(path, card)
        typer.echo(f"Wrote {path}. Now place a call: simulator call")


def _ask(question: str, check: Callable[[str], str | None], optional: bool) -> str:
    """Asks until `check` finds nothing wrong with the answer."""
    while True:
        answer = str(typer.prompt(question, default="" if optional else None, show_default=False)).strip()
        wrong = check(answer)
        if wrong is None:
            return answer
        typer.echo(f"  {wrong}", err=True)


commands.register(app)
report_cli.register(app)
overrule_cli.register(sessions_app)
packs_cli.register(scenarios_app)
replay.register(app)
try_cli.register(engines_app)
turns_cli.register(app)
understand_cli.register(app)
voices_cli.register(app)

if __name__ == "__main__":
    main()
