"""What every command of the command line shares: the exit codes, the options, errors and tables.

A front door imports this, never `simulator.cli`, which imports them all.

Exit codes: 0 fine, 1 scored below `--fail-under`, 2 usage, 3 bad scenario, card or recording, 4 missing
dependency or permission, 5 audio device, 130 Ctrl-C.
"""

import contextlib
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

BELOW, USAGE, CONTENT, DEPENDENCY, DEVICE, INTERRUPTED = 1, 2, 3, 4, 5, 130

CandidateOption = Annotated[
    Path | None,
    typer.Option("--candidate", metavar="FILE", help="Your candidate card (default: ./candidate.yaml)."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
SessionsOption = Annotated[
    Path | None,
    typer.Option("--sessions", metavar="DIR", help="Where sessions are kept (default: your data folder)."),
]
ScenariosOption = Annotated[
    list[Path] | None,
    typer.Option("--scenarios", metavar="DIR", help="A further folder of scenario packs; may be repeated."),
]
FailUnderOption = Annotated[
    int | None,
    typer.Option("--fail-under", min=0, max=100, help="Exit 1 if fewer percent of measurable checks pass."),
]
RecognizerOption = Annotated[
    str | None,
    typer.Option(
        "--recognizer",
        help='Which engine reads you; "A+B": B reads what A misses (default: the best offline ones).',
    ),
]


def complain(message: str, fix: str = "") -> None:
    """What is wrong, and the one fix, on stderr."""
    typer.echo(f"simulator: {message}", err=True)
    if fix:
        typer.echo(f"  Fix: {fix}", err=True)


def fail(code: int, message: str, fix: str = "") -> NoReturn:
    """Complains and ends the command with `code`."""
    complain(message, fix)
    raise typer.Exit(code)


@contextmanager
def errors() -> Iterator[None]:
    """What went wrong as one clear message and its exit code; our own bugs stay tracebacks."""
    from simulator.audio.files import RecordingError
    from simulator.problems import ContentError
    from simulator.protocols import EngineError, LineError
    from simulator.sessions.meta import SessionError

    try:
        yield
    except ContentError as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        raise typer.Exit(CONTENT) from error
    except RecordingError as error:
        fail(CONTENT, str(error))
    except SessionError as error:
        fail(CONTENT, str(error), error.fix)
    except LineError as error:
        fail(DEVICE, str(error), error.fix)
    except EngineError as error:
        fail(DEPENDENCY, str(error), error.fix)
    except BrokenPipeError:
        raise typer.Exit(0) from None


def print_json(data: Any) -> None:
    """`data` on stdout."""
    typer.echo(json.dumps(data, indent=2, ensure_ascii=False))


def date(text: str) -> dt.date:
    """The day of an option. Raises BadParameter."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date like 2026-06-12") from None


def clock(ms: int | None) -> str:
    """Minutes and seconds, as `4:09`."""
    return "-" if ms is None else f"{ms // 60_000}:{ms // 1000 % 60:02d}"


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], empty: str = "") -> None:
    """Rows for a person; in a pipe, each in one line."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    if not rows:
        console.print(empty)
        return
    if not console.is_terminal:
        console.width = 1000  # a program that reads the table wants every row in one line
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for name in head:
        shown.add_column(name, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    console.print(shown)


def write(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Writes a file in one step: a reader finds the old one or the whole new one. Ends the command else."""
    draft = path.with_name(f".{path.name}.new")
    try:
        with draft.open("w", encoding=encoding, newline="") as file:
            file.write(text)
        draft.replace(path)
    except OSError as error:
        fail(USAGE, f"{path} cannot be written: {error.strerror or error}")
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def browse(path: Path) -> None:
    """Opens a page of ours in the user's browser, or says where it is."""
    import webbrowser

    if not webbrowser.open(path.resolve().as_uri()):
        complain("no browser could be opened", f"Open {path} yourself.")
