"""The definitions and laws that dossiers were judged by, kept under their content hash for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from engine.parameters import Parameters
from engine.rules import Rule
from engine.runtime.tables import definition
from engine.stored import from_document
from engine.workflow import Workflow


@dataclass(frozen=True)
class Lawbook:
    """What a move is judged by: the workflows in force, every guard by name (so that definitions
    of earlier years can be loaded from the database), and the parameters."""

    workflows: Mapping[str, Workflow]
    rules: Mapping[str, Rule]
    law: Parameters
    _loaded: dict[str, Workflow] = field(default_factory=dict)

    def pinned(self, connection: Connection, workflow: str, digest: str) -> Workflow:
        """The definition a dossier is pinned to: the one in force, or the stored one.

        LookupError when it is neither: only a damaged database has such a dossier.
        """
        current = self.workflows.get(workflow)
        if current is not None and current.digest == digest:
            return current
        if digest not in self._loaded:
            stored = document(connection, digest)
            if stored is None:
                raise LookupError(f"the definition {digest} of {workflow} is not stored")
            # Wording does not bind: the roles are called as they are today.
            roles = {} if current is None else current.roles
            self._loaded[digest] = replace(from_document(stored, self.rules), roles=roles)
        return self._loaded[digest]

    def keep(self, connection: Connection, now: datetime) -> None:
        """Store what is not stored yet; nothing stored is ever changed."""
        known = set(connection.scalars(select(definition.c.hash)))
        named: list[tuple[Workflow | Parameters, str, str]] = [(self.law, "law", "law")]
        named += [(one, "workflow", one.name) for one in self.workflows.values()]
        fresh = [
            {"hash": one.digest, "kind": kind, "name": name, "document": one.document(),
             "stored_at": now}
            for one, kind, name in named if one.digest not in known
        ]  # fmt: skip
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        if fresh:
            connection.execute(insert(definition).on_conflict_do_nothing(), fresh)


def document(connection: Connection, digest: str) -> Mapping[str, Any] | None:
    """The stored document of that hash."""
    found: Mapping[str, Any] | None = connection.scalar(
        select(definition.c.document).where(definition.c.hash == digest)
    )
    return found
