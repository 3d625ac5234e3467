"""The history's file: written by several at once, migrated, refused, and never more than an index."""

import multiprocessing
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from simulator.history import SCHEMA, History, HistoryError, baseline
from simulator.history.migrate import MIGRATIONS, migrate
from simulator.history.schema import METADATA
from simulator.history.store import FILE, _begin, _prepare
from tests.history import made


def _write(path: Path, numbers: range, barrier: object) -> None:
    barrier.wait(60)  # type: ignore[attr-defined]
    with History(path) as history:
        for number in numbers:
            history.put(made.record(number), f"f{number}", made.result(number))


def test_two_processes_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    """Both also make the file, so the first migration is contested too."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    path = tmp_path / FILE
    writers = [
        context.Process(target=_write, args=(path, numbers, barrier))
        for numbers in (range(30), range(20, 50))
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
        assert writer.exitcode == 0
    with History(path) as history:
        assert [s.id for s in history.sessions()] == [made.record(n).id for n in range(50)]
        assert len(history.known()) == 50
        with history.reading() as connection:
            for table in METADATA.sorted_tables:
                columns = ", ".join(c.name for c in table.primary_key)
                rows = connection.execute(text(f"SELECT {columns} FROM {table.name}")).all()
                assert len(rows) == len(set(rows))
            assert connection.execute(text("SELECT count(*) FROM measures")).scalar() == 150


def test_forgetting_a_session_leaves_no_row_of_it(tmp_path: Path) -> None:
    with History(tmp_path / FILE) as history:
        for number in (1, 2):
            history.put(made.record(number), f"f{number}", made.result(number))
        assert history.forget(made.record(1).id) and not history.forget(made.record(1).id)
        with history.reading() as connection:
            for table, column in (
                ("sessions", "id"),
                ("checks", "session"),
                ("measures", "session"),
                ("results", "session"),
            ):
                found = {row[0] for row in connection.execute(text(f"SELECT {column} FROM {table}"))}
                assert found == {made.record(2).id}, table


def test_a_new_file_has_the_tables_that_the_code_speaks_of(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == SCHEMA
    with History(tmp_path / FILE) as history, history.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_a_newer_schema_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / FILE
    History(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0042'")
    raw.close()
    with pytest.raises(HistoryError, match="newer simulator: its schema is 0042") as refused:
        History(path)
    assert refused.value.fix == "Update the simulator."


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """Migrations with a second step that adds a column."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    (folder / "versions" / "0002_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\nrevision, down_revision = '0002', '0001'\n"
        "def upgrade():\n"
        "    op.add_column('sessions', sa.Column('mood', sa.String))\n"
        "    op.execute(\"UPDATE sessions SET mood = 'fine'\")\n"
    )
    return folder


def _migrate(path: Path, folder: Path) -> None:
    from sqlalchemy import event

    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    try:
        migrate(engine, path, head="0002", migrations=folder)
    finally:
        engine.dispose()


def _dump(path: Path) -> list[str]:
    raw = sqlite3.connect(path)
    try:
        return list(raw.iterdump())
    finally:
        raw.close()


def test_a_migration_keeps_the_rows_and_a_copy_of_the_old_file(tmp_path: Path, next_version: Path) -> None:
    path = tmp_path / FILE
    with History(path) as history:
        history.put(made.record(1), "f", made.result(1))
    before = _dump(path)
    _migrate(path, next_version)
    raw = sqlite3.connect(path)
    assert raw.execute("SELECT id, mood FROM sessions").fetchall() == [(made.record(1).id, "fine")]
    assert raw.execute("SELECT count(*) FROM checks").fetchone()[0] > 20
    raw.close()
    assert _dump(tmp_path / f"{FILE}.before-0002") == before
    with pytest.raises(HistoryError, match="newer"):
        History(path)


def test_a_failed_migration_leaves_the_old_file(tmp_path: Path, next_version: Path) -> None:
    path = tmp_path / FILE
    with History(path) as history:
        history.put(made.record(1), "f", made.result(1))
    before = _dump(path)
    step = next_version / "versions" / "0002_next.py"
    step.write_text(step.read_text() + "    op.execute('UPDATE nowhere SET x = 1')\n")
    with pytest.raises(HistoryError, match="left as it was") as failed:
        _migrate(path, next_version)
    assert "before-0002" in str(failed.value) and "nowhere" in str(failed.value)
    assert _dump(path) == before == _dump(tmp_path / f"{FILE}.before-0002")
    with History(path) as history:
        assert len(history.sessions()) == 1


def test_what_is_no_history_is_named_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(b"not a database, but long enough to be looked at" * 40)
    with pytest.raises(HistoryError, match="not a database") as refused:
        History(path)
    assert "--rebuild" in refused.value.fix and path.read_bytes().startswith(b"not a database")
    other = tmp_path / "other.db"
    raw = sqlite3.connect(other)
    raw.execute("CREATE TABLE songs (title)")
    raw.close()
    with pytest.raises(HistoryError, match="another program"):
        History(other)


def test_the_baseline_is_the_callers_own_earlier_calls(tmp_path: Path) -> None:
    with History(tmp_path / FILE) as history:
        for number in range(15):
            history.put(made.record(number), f"f{number}", made.result(number))
        history.put(made.record(20, persona="polite"), "s", made.result(9000))
        found = baseline(history, before=made.record(13).id)
        assert found["patience_median_ms"].calls == 10
        assert (found["patience_median_ms"].least, found["patience_median_ms"].most) == (303, 312)
        assert baseline(history, before=made.record(2).id) == {}
