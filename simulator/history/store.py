"""The database file: opened, written one session at a time, read as plain rows.

Every write is one transaction that takes the write lock first (BEGIN IMMEDIATE), so several processes queue
instead of failing half-way. Lives here: all SQL that writes. Must not know: how a call is scored.
"""

import datetime as dt
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, create_engine, delete, event, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from simulator.history.errors import HistoryError
from simulator.history.migrate import migrate
from simulator.history.result import Result
from simulator.history.schema import CHECKS, MEASURES, RECORDINGS, RESULTS, SESSIONS

if TYPE_CHECKING:
    from simulator.sessions.meta import SessionRecord

__all__ = ["FILE", "BUSY_MS", "History", "HistoryError", "Indexed", "Stamp"]  # noqa: RUF022  # in order of use

FILE = "history.db"
"""Its name in the folder of the sessions."""

BUSY_MS = 30_000
"""How long a process waits for another's write."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A recording as it was when it was hashed."""

    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Indexed:
    """One session of the index. `persona` is None for a person's own call."""

    id: str
    started: dt.datetime
    day: dt.date
    scenario: str
    title: str
    outcome: str
    status: str
    persona: str | None
    duration_ms: int | None
    passed: int
    failed: int
    not_measurable: int
    fingerprint: str

    @property
    def percent(self) -> float | None:
        """Passed of the measurable checks; None where nothing was measurable."""
        measurable = self.passed + self.failed
        return 100 * self.passed / measurable if measurable else None


@dataclass(frozen=True, slots=True)
class Detail:
    """One session's checks, rubric id to result, and measures by name."""

    checks: dict[str, str]
    measures: dict[str, float]


class History:
    """The index over the sessions in one folder; a context manager. Made by `in_folder`."""

    def __init__(self, path: Path) -> None:
        """Opens or makes the file `path`. Raises HistoryError."""
        self.path = path
        self._engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        with self._errors():
            migrate(self._engine, path)

    @classmethod
    def in_folder(cls, sessions: Path) -> Self:
        """The history of the sessions in the folder `sessions`, which is made where it is not there."""
        try:
            sessions.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HistoryError(
                f"{sessions} cannot be made: {error.strerror}.", "Choose another --sessions."
            ) from error
        return cls(sessions / FILE)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock. Raises HistoryError."""
        with self._errors(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading; it takes no lock. Raises HistoryError."""
        with self._errors(), self._engine.execution_options(reading=True).connect() as connection:
            yield connection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            said = str(error.orig)
            if "not a database" in said or "malformed" in said:
                fix = f"Delete {self.path.name} and run: simulator history --rebuild"
            elif "locked" in said:
                fix = "Close the other simulator and try again."
            else:
                fix = "Check that the folder can be written and that the disk is not full."
            raise HistoryError(f"{self.path} cannot be used: {said}.", fix) from error

    def put(
        self, record: "SessionRecord", fingerprint: str, result: Result, stamp: Stamp | None = None
    ) -> None:
        """Adds or replaces one session, and remembers its result for the next rebuild."""
        with self.writing() as connection:
            remember(connection, record.id, fingerprint, result, stamp)
            index(connection, [(record, fingerprint, result)])

    def forget(self, session_id: str) -> bool:
        """Removes all that is known of a session; whether there was anything."""
        with self.writing() as connection:
            return forget(connection, [session_id]) > 0

    def known(self) -> Mapping[str, Result]:
        """Every remembered result by its fingerprint; one that cannot be read is left out and made again."""
        found: dict[str, Result] = {}
        with self.reading() as connection:
            for fingerprint, payload in connection.execute(select(RESULTS.c.fingerprint, RESULTS.c.payload)):
                try:
                    found[fingerprint] = Result.from_json(payload)
                except (ValueError, KeyError, TypeError):
                    continue
        return found

    def result_of(self, session_id: str) -> tuple[str, Result] | None:
        """The fingerprint and the result behind the row of a session; None where there is none."""
        with self.reading() as connection:
            row = connection.execute(
                select(RESULTS.c.fingerprint, RESULTS.c.payload)
                .join(SESSIONS, SESSIONS.c.fingerprint == RESULTS.c.fingerprint)
                .where(SESSIONS.c.id == session_id)
            ).first()
        try:
            return (row.fingerprint, Result.from_json(row.payload)) if row else None
        except (ValueError, KeyError, TypeError):
            return None

    def stamps(self) -> Mapping[str, Stamp]:
        """The recordings that have been hashed, by session."""
        with self.reading() as connection:
            return {
                row.session: Stamp(row.size, row.mtime_ns, row.sha256)
                for row in connection.execute(select(RECORDINGS))
            }

    def sessions(self) -> tuple[Indexed, ...]:
        """Every session, the oldest first."""
        with self.reading() as connection:
            rows = connection.execute(select(SESSIONS).order_by(SESSIONS.c.started, SESSIONS.c.id))
            return tuple(_indexed(*row) for row in rows)

    def unknown_folders(self) -> tuple[Path, ...]:
        """The folders beside the file that bear no indexed session's name; not every one is a session."""
        with self.reading() as connection:
            known = set(connection.execute(select(SESSIONS.c.id)).scalars())
        try:
            with os.scandir(self.path.parent) as found:
                return tuple(Path(each.path) for each in found if each.name not in known and each.is_dir())
        except OSError:
            return ()

    def details(self) -> Mapping[str, Detail]:
        """The checks and measures of every session."""
        found: dict[str, Detail] = {s.id: Detail({}, {}) for s in self.sessions()}
        with self.reading() as connection:
            for session, code, result in connection.execute(
                select(CHECKS.c.session, CHECKS.c.id, CHECKS.c.result)
            ):
                found.setdefault(session, Detail({}, {})).checks[code] = result
            for session, name, value in connection.execute(select(MEASURES)):
                found.setdefault(session, Detail({}, {})).measures[name] = value
        return found


def remember(
    connection: Connection, session: str, fingerprint: str, result: Result, stamp: Stamp | None
) -> None:
    """Keeps a result; what was known of an older state of the same session goes."""
    connection.execute(
        delete(RESULTS).where(RESULTS.c.session == session, RESULTS.c.fingerprint != fingerprint)
    )
    values = {"fingerprint": fingerprint, "session": session, "payload": result.to_json()}
    connection.execute(upsert(RESULTS).values(values).on_conflict_do_update(["fingerprint"], set_=values))
    if stamp is not None:
        row = {"session": session, "size": stamp.size, "mtime_ns": stamp.mtime_ns, "sha256": stamp.sha256}
        connection.execute(upsert(RECORDINGS).values(row).on_conflict_do_update(["session"], set_=row))


def index(connection: Connection, entries: Iterable["tuple[SessionRecord, str, Result]"]) -> None:
    """Fills the index tables for these sessions; rows that they had are replaced."""
    sessions: list[dict[str, Any]] = []
    checks: list[dict[str, Any]] = []
    measures: list[dict[str, Any]] = []
    for record, fingerprint, result in entries:
        sessions.append(_row(record, fingerprint, result))
        checks += [
            {"session": record.id, "id": c.id, "name": c.name, "result": c.result, "start_ms": c.start_ms,
             "end_ms": c.end_ms, "why": c.why}
            for c in result.checks
        ]  # fmt: skip
        measures += [{"session": record.id, "name": n, "value": v} for n, v in result.measures.items()]
    if not sessions:
        return
    _drop_rows(connection, [row["id"] for row in sessions])
    connection.execute(insert(SESSIONS), sessions)
    if checks:
        connection.execute(insert(CHECKS), checks)
    if measures:
        connection.execute(insert(MEASURES), measures)


def forget(connection: Connection, sessions: Iterable[str]) -> int:
    """Removes sessions with all that is known of them; how many the index held."""
    ids = list(sessions)
    for chunk in _chunks(ids):
        connection.execute(delete(RESULTS).where(RESULTS.c.session.in_(chunk)))
        connection.execute(delete(RECORDINGS).where(RECORDINGS.c.session.in_(chunk)))
    return _drop_rows(connection, ids)


def _drop_rows(connection: Connection, ids: list[str]) -> int:
    """Checks and measures go with their session."""
    return sum(
        connection.execute(delete(SESSIONS).where(SESSIONS.c.id.in_(chunk))).rowcount
        for chunk in _chunks(ids)
    )


def _chunks(ids: list[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _row(record: "SessionRecord", fingerprint: str, result: Result) -> dict[str, Any]:
    return {
        "id": record.id,
        "started": record.started.astimezone(dt.UTC).isoformat(),
        "day": record.called_on.isoformat(),
        "scenario": record.scenario.id,
        "title": record.scenario.title,
        "outcome": record.scenario.outcome,
        "status": record.status,
        "persona": record.caller,
        "duration_ms": record.duration_ms,
        "passed": result.count("pass"),
        "failed": result.count("fail"),
        "not_measurable": result.count("not-measurable"),
        "fingerprint": fingerprint,
    }


def _indexed(name: str, started: str, day: str, *others: Any) -> Indexed:
    """The columns of `SESSIONS` are the fields of `Indexed`, in the same order."""
    return Indexed(name, dt.datetime.fromisoformat(started), dt.date.fromisoformat(day), *others)


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    # The driver would otherwise open transactions by itself, and not around changes of the schema.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    _to_wal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _to_wal(connection: sqlite3.Connection) -> None:
    """SQLite does not wait here for another process that is switching too, so this does."""
    deadline = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
