"""Alembic's way in: it works on the connection, and in the transaction, that it is handed."""

from __future__ import annotations

from alembic import context

from appraisal.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
