"""`simulator replay`: a session's recording in the terminal, with the timeline moving along.

A front door: joins the recording, the sound device, the keyboard and the picture.

    space   play or pause        left, right   five seconds back or on
    n, p    next, previous event             q leave
"""

import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from simulator import front

if TYPE_CHECKING:
    from rich.console import Console

    from simulator.audio.files import Recording
    from simulator.reports.playback import Transport

KEYS = "space: play or pause   arrows: 5 s   n, p: next, previous event   q: leave"
_NAMES = {" ": "space", "\x1b[D": "left", "\x1b[C": "right", "h": "left", "l": "right", "\x03": "q"}
_WINDOWS = {"K": "left", "M": "right"}
TICK_MS = 10
DRAW_MS = 100

Play = Callable[[int, bool], None]
"""Plays one tick at a moment of the recording, or one of silence; takes as long as the tick."""


def register(app: typer.Typer) -> None:
    """Adds the command to the command line."""

    @app.command()
    def replay(
        session: Annotated[str, typer.Argument(help="A session's id, or the start of it, or `latest`.")],
        sessions: front.SessionsOption = None,
        scenarios: front.ScenariosOption = None,
        silent: Annotated[bool, typer.Option("--silent", help="Without sound.")] = False,
        start: Annotated[float, typer.Option("--from", min=0, metavar="SECONDS", help="Begin here.")] = 0,
    ) -> None:
        """Play a call again: the recording, with the moving timeline."""
        with front.errors():
            from rich.console import Console

            from simulator import paths, rehearsal
            from simulator.audio.files import read_recording
            from simulator.reports.playback import Transport, listing, tape
            from simulator.sessions.store import open_session

            opened = open_session(session, sessions or paths.sessions())
            recording = read_recording(opened.recording_path)
            name = opened.scenario.recruiter.name.split()[0]
            on = tape(opened.facts, recording.duration_ms, name)
            typer.echo(f"{opened.id}: {opened.scenario.title}")
            if change := rehearsal.how_changed(opened, scenarios or ()):
                typer.echo(change)
            if not (sys.stdout.isatty() and sys.stdin.isatty()):
                typer.echo(listing(on))
                return
            transport = Transport(on, round(start * 1000))
            with _player(recording, silent) as play, _keys() as pressed:
                _run(transport, name, play, pressed, Console(highlight=False))


def _run(
    transport: "Transport",
    name: str,
    play: Play,
    pressed: Callable[[], str],
    console: "Console",
) -> None:
    """Ticks until the end or until the user leaves."""
    from rich.live import Live
    from rich.text import Text

    from simulator.reports.playback import picture

    def shown() -> Text:
        drawn = picture(transport, name, console.width, console.encoding)
        return Text(f"{drawn}\n{KEYS}", no_wrap=True, overflow="crop")

    since = DRAW_MS
    with Live(shown(), console=console, auto_refresh=False, transient=False) as live:
        while not transport.done:
            play(transport.at, transport.playing)
            transport.advance(TICK_MS)
            if key := pressed():
                transport.key(key)
            since += TICK_MS
            if key or since >= DRAW_MS:
                since = 0
                live.update(shown(), refresh=True)
        live.update(shown(), refresh=True)


def _player(recording: "Recording", silent: bool) -> AbstractContextManager[Play]:
    """Sound where there is a device; else only the time that it would take, said once."""
    from simulator.protocols import EngineError

    if not silent:
        try:
            return _sounding(recording)
        except EngineError as error:
            typer.echo(f"Without sound: {error}", err=True)
    return _timed()


def _sounding(recording: "Recording") -> AbstractContextManager[Play]:
    """Raises EngineError where there is no sound device."""
    import numpy as np

    from simulator.audio.pcm import FRAME
    from simulator.line.device import DeviceLine

    other = recording.recruiter if recording.recruiter is not None else np.zeros_like(recording.caller)
    mixed = np.clip(recording.caller.astype(np.int32) + other, -32768, 32767).astype(np.int16)
    line = DeviceLine()

    def play(at: int, on: bool) -> None:
        first = at * FRAME // TICK_MS
        frame = mixed[first : first + FRAME] if on else mixed[:0]
        line.exchange(np.pad(frame, (0, FRAME - len(frame))))

    @contextmanager
    def opened() -> Iterator[Play]:
        try:
            yield play
        finally:
            line.close()

    return opened()


@contextmanager
def _timed() -> Iterator[Play]:
    due = time.monotonic()

    def play(at: int, on: bool) -> None:
        nonlocal due
        due = max(due + TICK_MS / 1000, time.monotonic() - 0.5)
        time.sleep(max(0.0, due - time.monotonic()))

    yield play


@contextmanager
def _keys() -> Iterator[Callable[[], str]]:
    """Gives the name of a key that was pressed, or nothing; at once."""
    if os.name != "posix":
        yield _windows_key
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)

    def pressed() -> str:
        if not select.select([descriptor], [], [], 0)[0]:
            return ""
        typed = os.read(descriptor, 8).decode("utf-8", "replace")
        return _NAMES.get(typed, typed[:1])

    try:
        tty.setcbreak(descriptor)
        yield pressed
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _windows_key() -> str:
    import msvcrt

    if not msvcrt.kbhit():  # type: ignore[attr-defined]
        return ""
    typed = str(msvcrt.getwch())  # type: ignore[attr-defined]
    if typed in ("\x00", "\xe0"):
        return _WINDOWS.get(str(msvcrt.getwch()), "")  # type: ignore[attr-defined]
    return _NAMES.get(typed, typed)
