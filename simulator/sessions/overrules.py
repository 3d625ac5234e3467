"""What the caller overruled: `overrules.jsonl` in a session, one line an overrule, only ever appended.

The last line about a check holds. One that says `measured` takes the overrules of that check back.
"""

import json
import os
from pathlib import Path
from typing import Literal, get_args

from simulator.scoring.check import Result
from simulator.sessions.meta import SessionError

OVERRULES_FILE = "overrules.jsonl"

Overrule = Result | Literal["measured"]
"""What a check shall count as; `measured` is what the measurement says."""

RESULTS: tuple[str, ...] = get_args(Result)


def append_overrule(folder: Path, check: str, result: Overrule) -> None:
    """Adds an overrule of the check `check`, a rubric id, in one write. Raises SessionError."""
    line = (json.dumps({"check": check, "result": result}) + "\n").encode()
    path = folder / OVERRULES_FILE
    try:
        with path.open("ab+", buffering=0) as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":  # a crash left half a line
                    line = b"\n" + line
            if file.write(line) != len(line):
                raise OSError(0, "the disk is full")
    except OSError as error:
        raise SessionError(f"{path} cannot be written: {error.strerror}.", "Free some space.") from error


def read_overrules(folder: Path) -> dict[str, Result]:
    """What holds, by rubric id; a line that is torn or says nothing known is passed over.

    Raises SessionError where the file is there and cannot be read.
    """
    path = folder / OVERRULES_FILE
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SessionError(f"{path} cannot be read: {error.strerror}.") from error
    found: dict[str, Result] = {}
    for line in text.split("\n"):
        try:
            data = json.loads(line)
        except ValueError:
            continue
        if not isinstance(data, dict) or not isinstance(data.get("check"), str):
            continue
        if data.get("result") in RESULTS:
            found[data["check"]] = data["result"]
        elif data.get("result") == "measured":
            found.pop(data["check"], None)
    return found
