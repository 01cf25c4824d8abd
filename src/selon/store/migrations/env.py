"""Alembic's entry: migrate over the connection that ``engine.migrate`` hands in."""

from __future__ import annotations

from alembic import context

from selon.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
