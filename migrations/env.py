"""Runs the migrations on the connection that the caller brings."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON

from engine.runtime.account_tables import account
from engine.runtime.columns import Instant
from engine.runtime.correspondent_tables import correspondent
from engine.runtime.delivery_tables import suspended_address
from engine.runtime.filing_tables import paper
from engine.runtime.letter_tables import wording
from engine.runtime.people_tables import session
from engine.runtime.reminder_tables import reminder
from engine.runtime.webhook_tables import webhook


def render(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Our own column types by their name, so that a new migration can import them."""
    if kind == "type" and isinstance(item, Instant):
        autogen.imports.add("from engine.runtime.columns import Instant")
        return "Instant()"
    if kind == "type" and isinstance(item, JSON):
        autogen.imports.add("from engine.runtime.columns import Json")
        return "Json"
    return False


# Every module of tables is loaded here, and all describe one schema.
_TABLES = (
    account, correspondent, paper, reminder, session, suspended_address, webhook, wording,
)  # fmt: skip
(metadata,) = {table.metadata for table in _TABLES}

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
