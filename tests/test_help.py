"""What is written to help is shown: brackets are markup to the library that lays the help out, and vanish."""

from collections.abc import Iterator
from typing import Any

import typer
from rich.text import Text

from simulator.cli import app


def texts(command: Any, name: str) -> Iterator[tuple[str, str]]:
    yield name, command.help or ""
    for parameter in command.params:
        yield f"{name} {parameter.name}", getattr(parameter, "help", None) or ""
    for each, under in getattr(command, "commands", {}).items():
        yield from texts(under, f"{name} {each}")


def test_no_help_text_loses_words() -> None:
    every = list(texts(typer.main.get_command(app), "simulator"))
    assert len(every) > 100
    assert [where for where, text in every if Text.from_markup(text).plain != text] == []
