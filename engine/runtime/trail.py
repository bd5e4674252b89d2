"""The audit trail of a database, and its export: a file that verifies without the database."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from engine.content import canonical
from engine.dossier import Dossier
from engine.events import entry_from
from engine.runtime import reading
from engine.runtime.seals import Seal, all_seals
from engine.runtime.tables import definition
from engine.runtime.verify import Trail

FORMAT = "ich-dossiers audit export 1"


def trail_of(connection: Connection) -> Trail:
    """The trail of the database behind the connection, streamed."""
    return Trail(
        reading.all_dossiers(connection),
        reading.all_entries(connection),
        all_seals(connection),
        {
            row.hash: (row.kind, row.document)
            for row in connection.execute(select(definition).order_by(definition.c.hash))
        },
    )


def export(connection: Connection, file: Path) -> int:
    """Write the whole trail as lines of JSON; the number of lines."""
    with file.open("w", encoding="utf-8") as out:
        lines = 0
        for line in _lines(trail_of(connection)):
            out.write(canonical(line) + "\n")
            lines += 1
    return lines


def _lines(trail: Trail) -> Iterator[list[Any]]:
    yield ["format", FORMAT]
    for name, (kind, document) in trail.definitions.items():
        yield ["definition", [name, kind, document]]
    for one in trail.dossiers:
        fields = ("reference", "workflow", "definition", "state", "version", "head")
        yield ["dossier", [*(getattr(one, name) for name in fields), dict(one.facts)]]
    for entry in trail.entries:
        yield ["entry", entry.record()]
    for seal in trail.seals:
        yield ["seal", [seal.number, seal.at, seal.dossiers, seal.previous, seal.heads, seal.hash]]


def _seal(
    number: int, at: str, dossiers: int, previous: str, heads: list[list[Any]], name: str
) -> Seal:
    return Seal(number, at, dossiers, previous, tuple((r, n, h) for r, n, h in heads), name)


class NotAnExport(ValueError):
    """The file is not an audit export, or is damaged; the sentence says where."""


def trail_from(file: Path) -> Trail:
    """The trail in an export. NotAnExport when a line cannot be read."""
    parts: dict[str, list[Any]] = {"definition": [], "dossier": [], "entry": [], "seal": []}
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                kind, content = json.loads(line)
                if number == 1:
                    if [kind, content] != ["format", FORMAT]:
                        raise ValueError("it does not begin as an audit export")
                    continue
                parts[kind].append(content)
        return Trail(
            [Dossier(*content) for content in parts["dossier"]],
            [entry_from(content) for content in parts["entry"]],
            [_seal(*content) for content in parts["seal"]],
            {name: (kind, document) for name, kind, document in parts["definition"]},
        )
    except (ValueError, KeyError, TypeError, IndexError) as fault:
        raise NotAnExport(f"{file.name} is not an audit export: {fault}") from fault
