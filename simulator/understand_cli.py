"""`simulator understand`: what a fair listener takes from a text, by the readers of the score. A front door.

A text is scored as a recording of one turn would be: the fields are the checks B1 to B5, the cues those of
the shared vocabulary. Nothing here reads words itself.
"""

import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator import front
from simulator.front import CandidateOption

if TYPE_CHECKING:
    from simulator.scenario.candidate import Candidate
    from simulator.scoring.check import Check
    from simulator.scoring.heard import Found

LONGEST = 20_000
"""Characters of one text that are read: far more than anybody says in one turn of a call."""

_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from `text`. `checks`: B1 to B5 by field; `cues`: each once, in the text's order."""

    text: str
    checks: "dict[str, Check]"
    cues: "tuple[Found, ...]"

    def to_json(self) -> dict[str, Any]:
        """`cues` by rubric id, sorted; `evidence`: id -> the words, of fields and cues alike."""
        from simulator.understanding.vocabulary import RUBRIC_IDS

        told = {code: found.heard for found in self.cues for code in RUBRIC_IDS.get(found.cue, ())}
        fields = {check.id: check.heard for check in self.checks.values() if check.heard}
        return {
            "text": self.text,
            "fields": {field: check.result for field, check in self.checks.items()},
            "cues": sorted(told, key=_rubric_order),
            "evidence": fields | {code: told[code] for code in sorted(told, key=_rubric_order)},
        }


def _rubric_order(code: str) -> tuple[str, int]:
    return code[0], int(code[1:])


def understood(text: str, card: "Candidate | None", called_on: dt.date) -> Taken:
    """`text` read as all that a caller said. White space and control characters count as one blank."""
    from simulator.scoring.heard import HeardCall
    from simulator.scoring.introduction import IDS, introduction_checks
    from simulator.scoring.words import CallerTurn
    from simulator.timeline import THRESHOLDS

    said = _BLANK.sub(" ", text[:LONGEST]).strip()
    turns = (CallerTurn.typed(said),) if said else ()
    call = HeardCall(turns, None, None, None, card, called_on, THRESHOLDS, spoke=bool(said))
    checks = {check.id: check for check in introduction_checks(call)}
    return Taken(text, {field: checks[code] for field, code in IDS.items()}, call.cues)


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""

    @app.command()
    def understand(
        text: Annotated[
            str | None,
            typer.Argument(
                metavar="[TEXT]", help="What the caller said; left out, each line of standard input is one."
            ),
        ] = None,
        candidate: CandidateOption = None,
        called_on: Annotated[
            str | None,
            typer.Option(metavar="DATE", help="The day of the call, as in 2026-06-12 (default: today)."),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    ) -> None:
        """Say what a fair listener takes from a text: the introduction's fields, and cues, with their words.

        Fields are checked against the card: --candidate, else ./candidate.yaml, else the one in your own
        folder. Without any, only the reason can be told, and the other fields are not-measurable.
        """
        day = front.date(called_on) if called_on else dt.date.today()
        with front.errors():
            from simulator.cards import find_card

            card = find_card(candidate)
            for said in (text,) if text is not None else _lines():
                taken = understood(said, card, day)
                if len(said) > LONGEST:
                    typer.echo(
                        f"simulator: of {len(said)} characters the first {LONGEST} were read", err=True
                    )
                if as_json:
                    _print_json(taken)
                else:
                    _print_table(taken, card is not None)


def _lines() -> Iterator[str]:
    """Standard input a line at a time, as soon as each is there; bytes that are no UTF-8 become U+FFFD."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def _print_json(taken: Taken) -> None:
    line = json.dumps(taken.to_json(), ensure_ascii=False).encode("utf-8", "replace")
    typer.echo(line)


def _print_table(taken: Taken, has_card: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from simulator.understanding.vocabulary import CUES, RUBRIC_IDS

    table = Table(box=None, pad_edge=False, show_header=False)
    for check in taken.checks.values():
        style = {"pass": "green", "fail": "red"}.get(check.result, "dim")
        heard = f"“{check.heard}” " if check.heard else ""
        name = check.name.partition(".")[2].replace("_", " ")
        table.add_row(check.id, name, Text(check.result, style), Text(heard + check.why))
    for found in taken.cues:
        codes = ", ".join(RUBRIC_IDS.get(found.cue, ()))
        told = CUES[found.cue].partition(" (")[0]
        table.add_row(codes, found.cue, "", Text(f"“{found.heard}” {told}"))
    console = Console(highlight=False)
    console.print(Text(_BLANK.sub(" ", taken.text[:LONGEST]).strip() or "(nothing said)", "bold"))
    console.print(table)
    if not has_card:
        console.print("No candidate card: name, position, date and time were not checked.", style="dim")
    console.print()
