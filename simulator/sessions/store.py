"""Finds, lists, opens and deletes sessions. What a killed process leaves opens, and says what it lacks."""

import datetime as dt
import difflib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simulator.call.facts import Fact
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario
from simulator.scenario.variants import by_seed, chosen
from simulator.sessions.meta import (
    FACTS_FILE,
    META_FILE,
    RECORDING_FILE,
    SessionError,
    SessionRecord,
    Status,
    read_record,
)

LATEST = "latest"
"""A reference that always means the newest session."""

_NAME = re.compile(r"^(?P<started>\d{8}T\d{6}Z)-(?P<scenario>[a-z0-9-]+)-(?P<id>[0-9a-f]{6})$")


@dataclass(frozen=True, slots=True)
class Session:
    """A session that was opened. `passed_over` says in sentences what could not be read of it."""

    folder: Path
    meta: SessionRecord
    facts: tuple[Fact, ...]
    passed_over: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.meta.id

    @property
    def scenario(self) -> Scenario:
        """As it was played: with the variants that the call's seed chose."""
        return chosen(self.meta.scenario, by_seed(self.meta.seed))

    @property
    def candidate(self) -> Candidate:
        return self.meta.candidate

    @property
    def recording_path(self) -> Path:
        """16 kHz, the recruiter left and the caller right; in a killed session its tail may be missing."""
        return self.folder / RECORDING_FILE


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """One line of a list. `problem` says why a session cannot be read; then only the name is known."""

    id: str
    folder: Path
    started: dt.datetime
    scenario: str
    title: str = ""
    status: Status | None = None
    duration_ms: int | None = None
    problem: str = ""


def list_sessions(root: Path) -> tuple[SessionInfo, ...]:
    """The sessions in `root`, newest first; what does not bear a session's name is not one."""
    return tuple(_info(folder) for folder in _folders(root))


def find(reference: str, root: Path) -> Path:
    """The folder of a session in `root`: "latest", or the start of its name or of its six-digit id.

    Raises SessionError where none or several fit.
    """
    folders = _folders(root)
    if not folders:
        raise SessionError(f"There are no sessions in {root}.", "Make one with `simulator call`.")
    if reference == LATEST:
        return folders[0]
    fitting = [f for f in folders if reference and reference in (f.name, _id_of(f))]
    fitting = fitting or [f for f in folders if reference and f.name.startswith(reference)]
    fitting = fitting or [f for f in folders if reference and _id_of(f).startswith(reference)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        first = ", ".join(f.name for f in fitting[:5])
        raise SessionError(f"{reference!r} fits {len(fitting)} sessions: {first}.", "Give more of the name.")
    names = [text for f in folders for text in (f.name, _id_of(f))]
    close = difflib.get_close_matches(reference, names, n=1, cutoff=0.5)
    hint = f"Did you mean {close[0]}?" if close else "See `simulator sessions list`."
    raise SessionError(f"There is no session {reference!r} in {root}.", hint)


def open_session(reference: str | Path, root: Path) -> Session:
    """Opens a session by its folder, or by what `find` takes. Raises SessionError."""
    path = Path(reference)
    folder = path if (path / META_FILE).is_file() else find(str(reference), root)
    meta = read_record(folder)
    passed_over: list[str] = []
    facts = tuple(_facts(folder / FACTS_FILE, passed_over))
    if not (folder / RECORDING_FILE).is_file():
        passed_over.append(f"{RECORDING_FILE} is missing.")
    return Session(folder, meta, facts, tuple(passed_over))


def delete(folder: Path, root: Path) -> None:
    """Removes one session's folder for good.

    Refuses, with SessionError, whatever is not a real folder with a session's name directly in `root`.
    Its name goes first, so a removal that is cut off leaves no half session in the list.
    """
    inside = folder.parent.resolve() == root.resolve()
    if not inside or folder.is_symlink() or not folder.is_dir() or not _NAME.match(folder.name):
        raise SessionError(f"{folder} is not a session in {root}; nothing was deleted.")
    try:
        shutil.rmtree(folder.rename(folder.with_name(f".deleting-{folder.name}")))
    except OSError as error:
        raise SessionError(f"{folder} cannot be deleted: {error.strerror}.") from error


def _folders(root: Path) -> list[Path]:
    """Newest first."""
    if not root.is_dir():
        return []
    named = (path for path in root.iterdir() if _NAME.match(path.name))
    return sorted((p for p in named if p.is_dir() and not p.is_symlink()), key=lambda p: p.name, reverse=True)


def _id_of(folder: Path) -> str:
    return folder.name.rpartition("-")[2]


def _info(folder: Path) -> SessionInfo:
    name = _NAME.match(folder.name)
    assert name is not None
    try:
        meta = read_record(folder)
    except SessionError as error:
        started = dt.datetime.strptime(name["started"], "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
        return SessionInfo(folder.name, folder, started, name["scenario"], problem=str(error))
    return SessionInfo(
        folder.name,
        folder,
        meta.started,
        meta.scenario.id,
        meta.scenario.title,
        meta.status,
        meta.duration_ms,
    )


def _facts(path: Path, passed_over: list[str]) -> Iterator[Fact]:
    """The facts in order. Only the last line may be torn; a bad one before it is damage.

    Raises SessionError for damage, or for a fact that this program does not know.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        passed_over.append(f"{path.name} is missing.")
        return
    except OSError as error:
        raise SessionError(f"{path} cannot be read: {error.strerror}.") from error
    if lines.pop():
        passed_over.append(f"The last line of {path.name} was cut off in writing.")
    for number, line in enumerate(lines, start=1):
        try:
            data = json.loads(line)
            if not isinstance(data, dict):
                raise ValueError("a fact is an object")
            yield Fact.from_json(data)
        except ValueError as error:
            raise SessionError(f"{path}:{number}: {error}") from error
