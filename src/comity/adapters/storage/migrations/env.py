"""Alembic's environment: runs the versions on the connection that `migrating` opened."""

from alembic import context

from comity.adapters.storage.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
