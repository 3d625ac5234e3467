"""The index, filled again from the session folders: what was scored before is not scored again.

    session folder --fingerprint--> known result?  --yes--> index
                                         no --score--> remember --> index

The fingerprint covers all that a score rests on: the recording, the facts, the notes, what was overruled,
`session.json` with its candidate and thresholds, this program and the recogniser. No lock is held while a
call is being scored.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from simulator import __version__
from simulator.history.result import Result, known_checks
from simulator.history.store import History, Stamp, forget, index, remember
from simulator.scoring.check import Check
from simulator.sessions.meta import (
    FACTS_FILE,
    META_FILE,
    RECORDING_FILE,
    SessionError,
    SessionRecord,
    read_record,
)
from simulator.sessions.notes import NOTES_FILE
from simulator.sessions.overrules import OVERRULES_FILE
from simulator.sessions.store import Session, open_session

Scorer = Callable[[Session], Result]
"""Scores a session; raises SessionError for one that cannot be."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did: `problems` name each session that could not be scored, and why."""

    known: int
    scored: int
    removed: int
    problems: tuple[str, ...]


def rebuild(
    history: History,
    root: Path,
    score: Scorer,
    *,
    recognizer: str,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> Rebuilt:
    """Brings the index to what the folders in `root` hold.

    `recognizer` names the engine behind `score`: another one hears other words. Sessions that another process
    adds or deletes meanwhile come out right.
    """
    known, stamps = history.known(), history.stamps()
    folders = sorted(folder for folder in root.iterdir() if is_session(folder))
    entries: list[tuple[Path, SessionRecord, str, Result]] = []
    problems: list[str] = []
    scored = 0
    for done, folder in enumerate(folders):
        progress(done, len(folders))
        try:
            record = read_record(folder)
            if record.id != folder.name:
                raise SessionError(
                    f"{folder} is a copy of the session {record.id}.", "Give it its name back."
                )
            stamp = stamp_of(folder, stamps.get(record.id))
            fingerprint = fingerprint_of(folder, stamp, recognizer)
            result = known.get(fingerprint)
            if result is None:
                result = score(open_session(folder, root))
                scored += 1
                with history.writing() as connection:
                    remember(connection, record.id, fingerprint, result, stamp)
        except SessionError as error:
            problems.append(str(error))
            continue
        entries.append((folder, record, fingerprint, result))
    progress(len(folders), len(folders))
    removed = _fill(history, root, entries)
    return Rebuilt(len(entries) - scored, scored, removed, tuple(problems))


def is_session(folder: Path) -> bool:
    """Whether `folder` holds a session, readable or not; one that is being deleted is none any more."""
    return not folder.name.startswith(".") and (folder / META_FILE).is_file()


def add(history: History, session: Session, result: Result, *, recognizer: str) -> None:
    """Puts one session that has just been scored into the index."""
    stamp = stamp_of(session.folder, None)
    history.put(session.meta, fingerprint_of(session.folder, stamp, recognizer), result, stamp)


def scored_by(history: History, session: Session, recognizers: Iterable[str]) -> str | None:
    """Which of `recognizers` the session's result in the history is of; None where it is missing or stale."""
    known = history.result_of(session.id)
    if known is None:
        return None
    stamp = stamp_of(session.folder, None)
    return next((r for r in recognizers if fingerprint_of(session.folder, stamp, r) == known[0]), None)


def renew(history: History, session: Session, checks: Iterable[Check], *, recognizer: str) -> None:
    """Puts new outcomes of some checks in the place of the old ones; all else of the result still holds."""
    known = history.result_of(session.id)
    if known is not None:
        fresh = {check.id: check for check in known_checks(checks)}
        kept = tuple(fresh.pop(check.id, check) for check in known[1].checks)
        result = replace(known[1], checks=(*kept, *fresh.values()))
        add(history, session, result, recognizer=recognizer)


def _fill(history: History, root: Path, entries: list[tuple[Path, SessionRecord, str, Result]]) -> int:
    """One transaction. A folder is looked at under the lock, so a session deleted meanwhile stays deleted."""
    with history.writing() as connection:
        index(connection, [(r, f, result) for folder, r, f, result in entries if folder.is_dir()])
    gone = [row.id for row in history.sessions() if not (root / row.id).is_dir()]
    with history.writing() as connection:
        return forget(connection, gone)


def stamp_of(folder: Path, known: Stamp | None) -> Stamp:
    """The recording's hash, taken from `known` where size and time of change are still the same."""
    path = folder / RECORDING_FILE
    try:
        found = path.stat()
        if known is not None and (known.size, known.mtime_ns) == (found.st_size, found.st_mtime_ns):
            return known
        with path.open("rb") as file:
            return Stamp(found.st_size, found.st_mtime_ns, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        raise SessionError(f"{path} cannot be read: {error.strerror}.") from error


def fingerprint_of(folder: Path, stamp: Stamp, recognizer: str) -> str:
    """Everything that a score of this session rests on, as one hash."""
    digest = hashlib.sha256(f"{__version__}\n{recognizer}\n{stamp.sha256}\n".encode())
    for name in (META_FILE, FACTS_FILE, NOTES_FILE, OVERRULES_FILE):
        path = folder / name
        data = path.read_bytes() if path.is_file() else b""
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()
