"""`simulator sessions overrule`: the caller's own word against a measurement. A front door."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator import front
from simulator.front import CandidateOption, JsonOption, RecognizerOption, SessionsOption

if TYPE_CHECKING:
    from simulator.scoring.check import Check


def register(sessions_app: typer.Typer) -> None:
    """Adds the command to `simulator sessions`."""

    @sessions_app.command()
    def overrule(
        session: Annotated[str, typer.Argument(help="A session's id, or the start of it, or `latest`.")],
        check: Annotated[str, typer.Argument(metavar="CHECK", help="A check of the report, such as B1.")],
        result: Annotated[
            str,
            typer.Argument(
                metavar="RESULT", help="pass, fail or not-measurable; `measured` takes an overrule back."
            ),
        ],
        learn: Annotated[
            bool | None,
            typer.Option(
                "--learn/--no-learn",
                help="For B1 pass: add what was heard of your name to your card (default: ask).",
            ),
        ] = None,
        candidate: CandidateOption = None,
        as_json: JsonOption = False,
        sessions: SessionsOption = None,
        recognizer: RecognizerOption = None,
    ) -> None:
        """Say that a check was measured wrongly. It is kept with the session and shown as your word.

        A name that is always misheard can be learned: your card then accepts that spelling, too.
        """
        from simulator.sessions.overrules import RESULTS

        if result not in (*RESULTS, "measured"):
            front.fail(front.USAGE, f"there is no result {result!r}; it is {', '.join(RESULTS)} or measured")
        with front.errors():
            checked = _overrule(session, check.upper(), result, sessions, recognizer, as_json)
            if checked.id == "B1" and checked.overruled and checked.result == "pass" and learn is not False:
                _learn(checked.heard, candidate, learn, quiet=as_json)


def _overrule(
    reference: str, code: str, result: str, sessions: Path | None, recognizer: str | None, as_json: bool
) -> "Check":
    from dataclasses import asdict

    from simulator import paths, rehearsal
    from simulator.commands.keep import remember
    from simulator.reports.json import check_dict
    from simulator.scoring.overrules import with_overrules
    from simulator.sessions.overrules import append_overrule, read_overrules

    root = sessions or paths.sessions()
    scored = rehearsal.score_session(reference, root, recognizer, rehearsal.Screen(quiet=as_json))
    session, card = scored.session, scored.scorecard
    assert session is not None
    if card.check(code) is None:
        ids = ", ".join(each.id for each in card.checks)
        front.fail(front.USAGE, f"this call has no check {code!r}", f"Name one of: {ids}.")
    append_overrule(session.folder, code, result)  # type: ignore[arg-type]  # the command has checked it
    card = with_overrules(card, read_overrules(session.folder))
    if problem := remember(session, card):
        typer.echo(problem, err=True)
    check = card.check(code)
    assert check is not None
    if as_json:
        front.print_json({"session": session.id, "check": check_dict(check), "score": asdict(card.score)})
    else:
        typer.echo(_told(check))
        typer.echo(f"{session.id}: {card.score.passed} of {card.score.passed + card.score.failed} passed.")
    return check


def _learn(heard: str, path: Path | None, consent: bool | None, *, quiet: bool) -> None:
    """Adds what was heard of the name to the card's `say_name`, with the caller's consent and never without.

    `consent` None asks, where somebody is there to answer. A clearly different name is refused.
    """
    from simulator.cards import card_file
    from simulator.scenario.candidate import read_candidate, write_candidate
    from simulator.understanding.learnable import refusal

    file = card_file(path)
    asked = consent is None
    if asked and (quiet or not heard or file is None or not sys.stdin.isatty()):
        return
    if file is None:
        front.fail(front.CONTENT, "there is no candidate card to add it to", "Name it with --candidate.")
    card = read_candidate(file)
    if heard in card.say_name:
        return
    if why := refusal(heard, card.name):
        if not asked:
            front.fail(front.USAGE, f"not learned: {why}", "Add spellings by hand under say_name.")
        return
    if asked and not typer.confirm(f'Accept "{heard}" for {card.name} from now on, in {file}?'):
        return
    write_candidate(file, card.model_copy(update={"say_name": (*card.say_name, heard)}))
    typer.echo(f'{file}: "{heard}" is accepted for {card.name} from now on.', err=quiet)


def _told(check: "Check") -> str:
    counts = f"{check.id} ({check.criterion.title}) counts as {check.result.replace('-', ' ')}"
    if check.overruled is None:
        return f"{counts}, as it was measured."
    return f"{counts}. {check.overruled.told}"
