"""The tables, and the version that they have.

`sessions`, `checks` and `measures` are the index: they can be filled again at any time from `results`, the
outcome of every scoring by the fingerprint of what was scored, and that from the session folders. A change
here needs a migration in `migrations/versions` and a new `SCHEMA`.
"""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

SCHEMA = "0001"
"""The newest migration; counts up, so a larger one is a newer program's."""

METADATA = MetaData()

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("id", String, primary_key=True),
    Column("started", String, nullable=False, comment="UTC, ISO 8601"),
    Column("day", String, nullable=False, comment="the caller's own calendar day, ISO 8601"),
    Column("scenario", String, nullable=False),
    Column("title", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("status", String, nullable=False, comment="complete or cut-short"),
    Column("persona", String, comment="of a simulated caller; null for a person"),
    Column("duration_ms", Integer),
    Column("passed", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("not_measurable", Integer, nullable=False),
    Column("fingerprint", String, nullable=False),
)
Index("sessions_by_scenario", SESSIONS.c.scenario, SESSIONS.c.started)

CHECKS = Table(
    "checks",
    METADATA,
    Column("session", String, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("id", String, primary_key=True, comment="rubric id"),
    Column("name", String, nullable=False),
    Column("result", String, nullable=False, comment="pass, fail or not-measurable"),
    Column("start_ms", Integer),
    Column("end_ms", Integer),
    Column("why", Text, nullable=False),
)

Index("checks_by_id", CHECKS.c.id, CHECKS.c.session, CHECKS.c.result, CHECKS.c.name)

MEASURES = Table(
    "measures",
    METADATA,
    Column("session", String, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", Float, nullable=False),
)

Index("measures_by_name", MEASURES.c.name, MEASURES.c.session, MEASURES.c.value)

RESULTS = Table(
    "results",
    METADATA,
    Column("fingerprint", String, primary_key=True),
    Column("session", String, nullable=False, index=True),
    Column("payload", Text, nullable=False, comment="a Result as JSON"),
)

RECORDINGS = Table(
    "recordings",
    METADATA,
    Column("session", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("mtime_ns", Integer, nullable=False),
    Column("sha256", String, nullable=False),
)
"""The hash of a recording stands while its size and its time of change do, as in git's index."""
