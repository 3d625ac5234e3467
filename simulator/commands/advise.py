"""`simulator advise`: call, write or wait? Asked in under a minute, answered with both sides."""

import datetime as dt
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator import front
from simulator.front import CandidateOption, JsonOption, ScenariosOption, SessionsOption

if TYPE_CHECKING:
    from simulator.call_or_write import Advice, Answers, Rehearsable


def register(app: typer.Typer) -> None:
    """Adds the command to the command line."""

    @app.command()
    def advise(
        interview: Annotated[
            str | None,
            typer.Option(metavar="YYYY-MM-DD", help="The day of the interview (default: your card's)."),
        ] = None,
        promised: Annotated[
            str | None, typer.Option(metavar="YYYY-MM-DD|none", help="The day by which you were to hear.")
        ] = None,
        calls_unwanted: Annotated[
            bool | None, typer.Option("--no-calls/--calls-welcome", help="They said not to call.")
        ] = None,
        strong_feeling: Annotated[
            bool | None, typer.Option("--feeling/--no-feeling", help="A very good feeling.")
        ] = None,
        phoning_job: Annotated[
            bool | None, typer.Option("--phone-job/--no-phone-job", help="Phoning is part of the job.")
        ] = None,
        better_at_talking: Annotated[
            bool | None, typer.Option("--talker/--writer", help="Better at talking, or at writing.")
        ] = None,
        answer_needed: Annotated[
            bool | None, typer.Option("--urgent/--not-urgent", help="You need the answer now.")
        ] = None,
        today: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Instead of today.")] = None,
        candidate: CandidateOption = None,
        as_json: JsonOption = False,
        sessions: SessionsOption = None,
        scenarios: ScenariosOption = None,
    ) -> None:
        """Call, write or wait? What you leave out is asked; the reasons of both sides are told."""
        from simulator import call_or_write as rules

        with front.errors():
            flags = {
                "calls_unwanted": calls_unwanted,
                "strong_feeling": strong_feeling,
                "phoning_job": phoning_job,
                "better_at_talking": better_at_talking,
                "answer_needed": answer_needed,
            }
            answers = _ask(interview, promised, flags, today, candidate)
            try:
                advice = rules.advise(answers)
            except ValueError as error:
                front.fail(front.USAGE, str(error))
            chosen = rules.rehearse(answers, _rehearsables(sessions, scenarios or ()))
            if as_json:
                typer.echo(json.dumps(to_dict(answers, advice, chosen), indent=2, ensure_ascii=False))
            else:
                _print(advice, chosen)


def _ask(
    interview: str | None,
    promised: str | None,
    flags: Mapping[str, bool | None],
    today: str | None,
    card: Path | None,
) -> "Answers":
    """Every answer: from the options, from the card, or from the person."""
    from simulator.call_or_write import QUESTIONS, Answers

    day = front.date(today) if today else dt.date.today()
    held = _from_card(card) if interview is None else front.date(interview)
    missing = [name for name, value in flags.items() if value is None]
    if (held is None or missing or promised is None) and not (sys.stdin and sys.stdin.isatty()):
        wanted = ["--interview"] * (held is None) + ["--promised"] * (promised is None)
        wanted += [_OPTIONS[name] for name in missing]
        front.fail(front.USAGE, f"nobody is there to be asked; say {', '.join(wanted)}")
    if held is None:
        held = _day("The day of the interview, such as 2026-06-03")
    if held > day:
        front.fail(front.USAGE, "the interview is still to come; ask again after it")
    named = (
        _named(promised)
        if promised is not None
        else _day("The day by which you were to hear (empty: they named none)", none=True)
    )
    said = {
        name: typer.confirm(QUESTIONS[name], err=True) if value is None else value
        for name, value in flags.items()
    }
    return Answers(held, day, named, **said)


def _day(question: str, *, none: bool = False) -> Any:
    """Asks until the answer is a day; with `none` it may be empty, and None."""
    read: Callable[[str], dt.date | None] = _named if none else front.date
    return typer.prompt(question, default="" if none else None, show_default=False, value_proc=read, err=True)


def _named(text: str) -> dt.date | None:
    """The day they named; "none" or nothing for no day."""
    return None if text.strip().lower() in ("", "none") else front.date(text.strip())


_OPTIONS = {
    "calls_unwanted": "--no-calls or --calls-welcome",
    "strong_feeling": "--feeling or --no-feeling",
    "phoning_job": "--phone-job or --no-phone-job",
    "better_at_talking": "--talker or --writer",
    "answer_needed": "--urgent or --not-urgent",
}


def _from_card(path: Path | None) -> dt.date | None:
    from simulator import rehearsal
    from simulator.problems import ContentError

    if path is not None:
        return rehearsal.find_candidate(path).interview_date
    try:
        return rehearsal.find_candidate(None).interview_date
    except ContentError:
        return None  # no card, or none that can be read: the day is asked for


def _rehearsables(sessions: Path | None, more: "list[Path] | tuple[Path, ...]") -> "list[Rehearsable]":
    """Every scenario of a whole call, with how often this person has called it; drills are for later."""
    from simulator import paths, rehearsal
    from simulator.call_or_write import Rehearsable
    from simulator.scenario.reader import list_all
    from simulator.scoring.next_time import trained_by
    from simulator.sessions.store import list_sessions

    made = [info.scenario for info in list_sessions(sessions or paths.sessions())]
    found = []
    for each in list_all(rehearsal.scenario_roots(more)):
        trained = trained_by(each.scenario)
        if {"B", "D", "E"} <= {code[0] for code in trained}:
            one = each.scenario
            found.append(Rehearsable(one.id, one.outcome, one.difficulty, made.count(one.id), len(trained)))
    return found


def to_dict(
    answers: "Answers", advice: "Advice", chosen: "tuple[Rehearsable, str] | None"
) -> dict[str, object]:
    """The verdict with all that it rests on, as JSON values."""
    return {
        "format": 1,
        "verdict": advice.verdict,
        "sure": advice.sure,
        "sentence": advice.sentence,
        "for_calling": list(advice.calling),
        "for_writing": list(advice.writing),
        "wait_until": advice.until.isoformat() if advice.until else None,
        "rehearse": chosen and {"scenario": chosen[0].id, "why": chosen[1]},
        "answers": {
            name: value.isoformat() if isinstance(value, dt.date) else value
            for name, value in asdict(answers).items()
        },
    }


def _print(advice: "Advice", chosen: "tuple[Rehearsable, str] | None") -> None:
    typer.echo(advice.sentence + ("" if advice.sure else " It is a close thing."))
    for head, reasons in (("For calling", advice.calling), ("For writing or waiting", advice.writing)):
        typer.echo(f"\n{head}")
        for reason in reasons:
            typer.echo(f"  - {reason}")
    if chosen is not None:
        head = "In case they call you, rehearse" if advice.verdict == "write" else "Rehearse next"
        typer.echo(f"\n{head}: simulator call {chosen[0].id}\n  {chosen[1]}")
