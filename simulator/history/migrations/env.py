"""Runs migrations over the connection that `simulator.history.migrate` hands in, inside its transaction."""

from alembic import context

from simulator.history.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
context.run_migrations()
