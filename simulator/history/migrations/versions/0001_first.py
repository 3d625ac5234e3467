"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("started", sa.String, nullable=False),
        sa.Column("day", sa.String, nullable=False),
        sa.Column("scenario", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("persona", sa.String),
        sa.Column("duration_ms", sa.Integer),
        sa.Column("passed", sa.Integer, nullable=False),
        sa.Column("failed", sa.Integer, nullable=False),
        sa.Column("not_measurable", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
    )
    op.create_index("sessions_by_scenario", "sessions", ["scenario", "started"])
    op.create_table(
        "checks",
        sa.Column("session", sa.String, sa.ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("result", sa.String, nullable=False),
        sa.Column("start_ms", sa.Integer),
        sa.Column("end_ms", sa.Integer),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_table(
        "measures",
        sa.Column("session", sa.String, sa.ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.Float, nullable=False),
    )
    op.create_index("checks_by_id", "checks", ["id", "session", "result", "name"])
    op.create_index("measures_by_name", "measures", ["name", "session", "value"])
    op.create_table(
        "results",
        sa.Column("fingerprint", sa.String, primary_key=True),
        sa.Column("session", sa.String, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_index("ix_results_session", "results", ["session"])
    op.create_table(
        "recordings",
        sa.Column("session", sa.String, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("mtime_ns", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
    )
