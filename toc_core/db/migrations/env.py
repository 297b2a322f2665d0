"""What Alembic runs for every package; ``toc_core.db.migrate`` hands over the connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import context

from toc_core.db.comparing import compare_options

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from toc_core.db.histories import History

connection: Connection = context.config.attributes["connection"]
history: History = context.config.attributes["history"]

context.configure(
    connection=connection,
    transactional_ddl=True,  # one transaction around everything, begun by the caller
    **compare_options(connection, history),
)
with context.begin_transaction():
    context.run_migrations()
