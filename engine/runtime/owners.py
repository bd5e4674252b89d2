"""In which states it is whose turn, in every definition that a dossier may be pinned to."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, select

from engine.runtime.definitions import Lawbook
from engine.runtime.tables import definition

_STORED: Final = select(definition.c.name, definition.c.hash).where(definition.c.kind == "workflow")


def owners(connection: Connection, book: Lawbook) -> Mapping[str, frozenset[str]]:
    """The states by the role whose turn it is in them; under the empty name, those that are
    final."""
    found: dict[str, set[str]] = {}
    for name, digest in connection.execute(_STORED).all():
        for state in book.pinned(connection, name, digest).states:
            found.setdefault(state.owner, set()).add(state.name)
    return MappingProxyType({owner: frozenset(states) for owner, states in found.items()})
