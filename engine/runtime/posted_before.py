"""Which letters stand in the outbox already, whatever became of them."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from engine.runtime.tables import letter


def posted_before(connection: Connection, keys: Collection[str]) -> frozenset[str]:
    """Those of these keys under which there is a letter."""
    return frozenset(connection.scalars(select(letter.c.key).where(letter.c.key.in_(list(keys)))))
