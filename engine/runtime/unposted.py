"""Letters that were let leave and have not left for certain: no time runs for a State by them."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, exists, select

from engine.runtime.among import among
from engine.runtime.tables import dossier, letter

_NOT_GONE: Final = ("waiting", "claimed", "sending", "failed", "uncertain")


class Unposted(NamedTuple):
    """The reference of a dossier, and the key of the letter about it."""

    reference: str
    letter: str


def unposted(connection: Connection, states: Collection[str]) -> frozenset[Unposted]:
    """Of the dossiers in these states, the letters whose last one is on its way, has failed, or
    may not have arrived. Copies that go to others with a letter are not asked."""
    found = connection.execute(_in_these(frozenset(states)))
    return frozenset(Unposted(*row) for row in found)


@lru_cache
def _in_these(states: frozenset[str]) -> Select[Any]:
    later = letter.alias()
    again = exists().where(
        later.c.reference == letter.c.reference,
        later.c.template == letter.c.template,
        later.c.number > letter.c.number,
    )
    return (
        select(letter.c.reference, letter.c.template)
        .join(dossier, dossier.c.reference == letter.c.reference)
        .where(among(letter.c.status, _NOT_GONE), letter.c.number.is_not(None))
        .where(letter.c.address.is_(None), among(dossier.c.state, states), ~again)
    )
