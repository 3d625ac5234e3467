"""Brings the database to the newest schema, in one transaction and with a copy of the old file beside it.

A migration that fails is rolled back, so the old file goes on as it was. alembic is imported only where there
is something to do.
"""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from simulator.history.errors import HistoryError
from simulator.history.schema import SCHEMA

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine, path: Path, *, head: str = SCHEMA, migrations: Path = MIGRATIONS) -> None:
    """Migrates the database `path`, which `engine` writes to, up to `head`.

    Two processes may come at once: the second finds the work done. Raises HistoryError for a schema that is
    newer than `head`, and for a migration that failed.
    """
    with engine.execution_options(reading=True).connect() as connection:
        if _version(connection, path) == head:
            return
    with engine.begin() as connection:  # the write lock is held from here on
        found = _version(connection, path)
        if found == head:
            return
        if found is not None and not (found.isdigit() and int(found) < int(head)):
            raise HistoryError(
                f"{path} was written by a newer simulator: its schema is {found}, this program knows {head}.",
                "Update the simulator.",
            )
        copy = _copy(path, head) if found is not None else None
        _upgrade(connection, path, migrations, head, copy)


def _upgrade(connection: Connection, path: Path, migrations: Path, head: str, copy: Path | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    try:
        command.upgrade(config, head)
    except (SQLAlchemyError, CommandError) as error:
        kept = f" A copy of it is {copy}." if copy else ""
        raise HistoryError(
            f"{path} could not be brought to schema {head}, so it was left as it was.{kept} {_first(error)}",
            "Report this; the sessions themselves are not affected.",
        ) from error


def _version(connection: Connection, path: Path) -> str | None:
    """The schema's version; None for a new file. Raises HistoryError for another program's database."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if tables:
        raise HistoryError(f"{path} is a database of another program.", "Move it away.")
    return None


def _copy(path: Path, head: str) -> Path:
    """The database as it stood before the migration to `head`, complete or not there."""
    copy = path.with_name(f"{path.name}.before-{head}")
    temporary = copy.with_name(copy.name + ".new")
    temporary.unlink(missing_ok=True)
    source, target = sqlite3.connect(path), sqlite3.connect(temporary)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    return temporary.replace(copy)


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0]
