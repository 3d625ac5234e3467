"""The notes of a call: `notes.jsonl` in its session, one line a note, only ever appended.

A note typed during the call carries the moment of the call; one typed in afterwards from paper carries none.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simulator.sessions.meta import SessionError

NOTES_FILE = "notes.jsonl"

LONGEST = 2000
"""Characters of one note; the rest of a longer line is cut off."""


@dataclass(frozen=True, slots=True)
class KeptNote:
    """One line of notes. `at_ms`: the moment of its first key in the call, `end_ms` of its last.

    Both None: typed in after the call.
    """

    text: str
    at_ms: int | None = None
    end_ms: int | None = None


def append_note(folder: Path, note: KeptNote) -> None:
    """Adds a note to the session in `folder` in one write.

    A blank note is passed over. Raises SessionError where it cannot be written.
    """
    text = " ".join(note.text.split())[:LONGEST]
    if not text:
        return
    data = {"at_ms": note.at_ms, "end_ms": note.end_ms, "text": text}
    line = (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    path = folder / NOTES_FILE
    try:
        with path.open("ab+", buffering=0) as file:
            if file.tell() and not _ends_a_line(file.fileno(), file.tell()):
                line = b"\n" + line
            written = file.write(line)
            if written != len(line):
                raise OSError(0, "the disk is full")
    except OSError as error:
        raise SessionError(f"{path} cannot be written: {error.strerror}.", "Free some space.") from error


def open_notes(folder: Path) -> None:
    """Leaves word in the session that notes could be typed, even if none ever is. Raises SessionError."""
    try:
        (folder / NOTES_FILE).touch()
    except OSError as error:
        raise SessionError(f"{folder / NOTES_FILE} cannot be made: {error.strerror}.") from error


def notes_possible(folder: Path) -> bool:
    """Whether the session had, or was given, a place for notes."""
    return (folder / NOTES_FILE).is_file()


def read_notes(folder: Path) -> tuple[KeptNote, ...]:
    """The session's notes in the order of writing; a torn line, after a crash, is passed over.

    Raises SessionError where the file is there and cannot be read.
    """
    path = folder / NOTES_FILE
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise SessionError(f"{path} cannot be read: {error.strerror}.") from error
    return tuple(_notes(text))


def _notes(text: str) -> Iterator[KeptNote]:
    for line in text.split("\n"):
        try:
            data = json.loads(line)
        except ValueError:
            continue
        if isinstance(data, dict) and isinstance(data.get("text"), str):
            at, end = data.get("at_ms"), data.get("end_ms")
            yield KeptNote(
                data["text"][:LONGEST],
                at if type(at) is int else None,
                end if type(end) is int else None,
            )


def _ends_a_line(file: int, size: int) -> bool:
    """Whether what is there ends with a whole line. A crash may have left half of one."""
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1) == b"\n"
