"""The audit trail of a database, and its export: a file that verifies without the database."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, select

from engine.content import canonical
from engine.dossier import Dossier
from engine.events import Entry, entry_from
from engine.runtime import reading
from engine.runtime.copies import Stored, stored
from engine.runtime.seals import Seal, all_seals
from engine.runtime.tables import definition
from engine.runtime.verify import Trail

FORMAT: Final = "ich-dossiers audit export 2"
BEFORE_PAPERS: Final = "ich-dossiers audit export 1"
"""The first format, which has no papers: exports of that time are read as they are."""


def trail_of(connection: Connection) -> Trail:
    """The trail of the database behind the connection, streamed."""
    if unreadable := _unreadable(connection):
        return Trail((), (), (), {}, unreadable=unreadable)
    return Trail(
        reading.all_dossiers(connection),
        reading.all_entries(connection),
        all_seals(connection),
        {
            row.hash: (row.kind, row.document)
            for row in connection.execute(select(definition).order_by(definition.c.hash))
        },
        (paper.copy() for paper in stored(connection)),
    )


def _unreadable(connection: Connection) -> tuple[str, ...]:
    """The rows whose JSON is none; PostgreSQL itself lets no such row be written."""
    if connection.dialect.name != "sqlite":
        return ()
    query = " UNION ALL ".join(
        f"SELECT '{table}', {name} FROM {table} WHERE NOT json_valid({column})"
        for table, name, column in (
            ("definition", "hash", "document"),
            ("dossier", "reference", "facts"),
            ("entry", "reference || ', entry ' || number", "facts"),
        )
    )
    found = connection.exec_driver_sql(query)
    return tuple(
        f"{'dossier' if table == 'entry' else table} {name} was changed: it cannot be read"
        for table, name in found
    )


def export(connection: Connection, file: Path) -> int:
    """Write the whole trail as lines of JSON; the number of lines."""
    lines = 0
    with file.open("w", encoding="utf-8") as out:
        for line in written(trail_of(connection), stored(connection)):
            out.write(line)
            lines += 1
    return lines


def written(trail: Trail, papers: Iterable[Stored]) -> Iterator[str]:
    """A trail as the lines of an export, with these papers: those of the trail in full."""
    lines = 0
    for line in _lines(trail, papers):
        lines += 1
        yield canonical(line) + "\n"
    yield canonical(["end", lines]) + "\n"


def _lines(trail: Trail, papers: Iterable[Stored]) -> Iterator[list[Any]]:
    yield ["format", FORMAT]
    if trail.only is not None:
        yield ["only", trail.only]
    for name, (kind, document) in trail.definitions.items():
        yield ["definition", [name, kind, document]]
    for one in trail.dossiers:
        fields = ("reference", "workflow", "definition", "state", "version", "head")
        yield ["dossier", [*(getattr(one, name) for name in fields), dict(one.facts)]]
    for entry in trail.entries:
        yield ["entry", entry.record()]
    for paper in papers:
        yield ["paper", [paper.reference, paper.kind, paper.hash, paper.text]]
    for seal in trail.seals:
        yield ["seal", [seal.number, seal.at, seal.dossiers, seal.previous, seal.heads, seal.hash]]


def _seal(
    number: int, at: str, dossiers: int, previous: str, heads: list[list[Any]], name: str
) -> Seal:
    return Seal(number, at, dossiers, previous, tuple((r, n, h) for r, n, h in heads), name)


class NotAnExport(ValueError):
    """The file is not an audit export, or is damaged; the sentence says where."""


def trail_from(file: Path) -> Trail:
    """The trail in an export. NotAnExport when it is none, or is not whole."""
    kinds = ("format", "only", "definition", "dossier", "entry", "paper", "seal")
    parts: dict[str, list[Any]] = {kind: [] for kind in kinds}
    try:
        for kind, content in _parts(file):
            parts[kind].append(content)
    except ValueError as fault:
        raise NotAnExport(f"{file.name} is not an audit export: {fault}") from fault
    return Trail(
        [Dossier(*content) for content in parts["dossier"]],
        [entry_from(content) for content in parts["entry"]],
        [_seal(*content) for content in parts["seal"]],
        {name: (kind, document) for name, kind, document in parts["definition"]},
        None if parts["format"] == [BEFORE_PAPERS] else parts["paper"],
        next(iter(parts["only"]), None),
    )


def _parts(file: Path) -> Iterator[tuple[str, Any]]:
    """What lies before the last line: the kind of each line, and its content."""
    number, line, form = 0, None, ""
    with file.open("rb") as lines:
        for number, raw in enumerate(lines, 1):
            line = _parsed(number, raw)
            if number == 1:
                form = _format(line)
                yield "format", form
            elif line != ["end", number - 1]:
                yield _checked(number, line, form)
    if not number:
        raise ValueError("it is empty")
    if line != ["end", number - 1]:
        raise ValueError(f"line {number} is the last one, and does not say that it is the end")


def _format(line: Any) -> str:
    match line:
        case ["format", str(form)] if form in (FORMAT, BEFORE_PAPERS):
            return form
    raise ValueError("it does not begin as an audit export")


def _parsed(number: int, raw: bytes) -> Any:
    try:
        return json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as fault:
        raise ValueError(f"line {number} is not UTF-8") from fault
    except (ValueError, RecursionError) as fault:
        raise ValueError(f"line {number} is not JSON") from fault


def _checked(number: int, line: Any, form: str) -> tuple[str, Any]:
    match line:
        case (
            ["definition", [str(), str(), _]]
            | ["dossier", [str(), str(), str(), str(), int(), str(), dict()]]
            | ["seal", [int(), str(), int(), str(), [*_], str()]]
            | ["entry", dict()]
        ) if _has_its_parts(*line):
            return line[0], line[1]
        # Judged at once: the text of a paper is not kept in memory.
        case ["paper", [str(), str(), str(), str()]] if form == FORMAT:
            return "paper", Stored(*line[1]).copy()
        case ["only", str()] if form == FORMAT and number == 2:
            return "only", line[1]
    known = "a definition, a dossier, an entry, a paper nor a seal"
    raise ValueError(f"line {number} is neither {known}")


def _has_its_parts(kind: str, content: Any) -> bool:
    if kind == "seal":
        return all([type(part) for part in head] == [str, int, str] for head in content[4])
    if kind == "entry":
        types = {name: type(value) for name, value in content.items()}
        absent = ("request", "through")
        return types | dict.fromkeys(absent, str) == _ENTRY and all(
            isinstance(content.get(name), str | None) for name in absent
        )
    return True


_ENTRY = dict.fromkeys(Entry.__dataclass_fields__, str) | {"number": int, "facts": dict}
