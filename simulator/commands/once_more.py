"""After a call one key calls again, one draws another call, and any other ends."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

if TYPE_CHECKING:
    from simulator.rehearsal import CallRequest, Result, Screen

After = Literal["again", "another", "end"]

KEYS: Mapping[str, After] = {"a": "again", "d": "another"}
"""Any other key ends."""

QUESTION = "a: call again   d: draw another call   any other key: end"


def calls(
    request: "CallRequest", screen: "Screen", asked: Callable[[], After], more: Sequence[Path] = ()
) -> "Iterator[Result]":
    """Places the call, and after each the one that is asked for; `asked` comes once the result was shown.

    Again is as `call --again`: the same scenario, card, seed and voice. Raises what `place_call` does.
    """
    from simulator import rehearsal

    wanted = request.voice
    while True:
        result = rehearsal.place_call(request, screen)
        yield result
        match asked():
            case "again" if result.session is not None:
                same = rehearsal.again(str(result.session.folder), request.sessions, more)
                request = replace(
                    request,
                    scenario=same.scenario,
                    candidate=same.candidate,
                    called_on=same.called_on,
                    seed=same.seed,
                    voice=same.voice,
                )
            case "another":
                drawn = rehearsal.choose_scenario(None, more)
                persona = request.persona if request.persona in drawn.cases else "polite"
                request = replace(request, scenario=drawn, persona=persona, seed=None, voice=wanted)
            case _:
                return


def never() -> After:
    """Where nobody is to be asked."""
    return "end"


def asked() -> After:
    """Waits for one key; "end" at once where nobody is at a terminal."""
    from simulator.reports.notepad import terminal_keys

    keys = terminal_keys()
    if keys is None or not sys.stdout.isatty():
        return "end"
    keys.start()
    try:
        keys.pressed()  # what was typed during the call is no answer
        typer.echo(f"\n{QUESTION}")
        typed = _wait(keys.pressed)
    finally:
        keys.stop()
    return KEYS.get(typed[:1].lower(), "end")


def _wait(pressed: Callable[[], str]) -> str:
    """The keys once there are any; nothing where the terminal is gone."""
    if os.name == "nt":
        import time

        while not (typed := pressed()):
            time.sleep(0.05)
        return typed
    import select

    select.select([sys.stdin], [], [])
    return pressed()
