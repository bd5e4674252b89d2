"""The rows of a table in a Word document, read by their tags or by their columns."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from forms.form import Field
from forms.plain import nothing
from forms.shapes import Part
from portal.word.content import Block, Control, Table, plain
from portal.word.sentences import PLACEHOLDERS
from portal.word.shaped import cell, column
from portal.word.tags import TABLES


def rows(field: Field, table: Table) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of an answer in their order, and the texts of cells that belong to no column. A row
    that was added in Word has no tags of its own, or those of the row before it."""
    parts = TABLES[field.kind]
    columns: list[Part | None] = list(parts)
    found: list[dict[str, Any]] = []
    others: list[str] = []
    for row in table.rows:
        if named := _header(parts, row):
            columns = named
            continue
        values: dict[str, Any] = {}
        for part, text in zip(_parts(parts, columns, row), map(plain, row), strict=True):
            if nothing(text):
                continue
            if part is None or part.name in values:
                others.append(text)
            else:
                values[part.name] = cell(part, text)
        if values:
            found.append({part.name: values[part.name] for part in parts if part.name in values})
    return found, others


def pairs(table: Table) -> Iterator[str]:
    """A table of two columns, as lines of names and texts."""
    for row in table.rows:
        texts = [text for text in map(plain, row) if text not in PLACEHOLDERS]
        yield ": ".join([*texts[:1], " ".join(one for one in texts[1:] if not nothing(one))])


def _header(parts: Sequence[Part], row: Sequence[Sequence[Block]]) -> list[Part | None]:
    """The columns that a row names; none if it is no header."""
    if any(isinstance(block, Control) for one in row for block in one):
        return []
    named = [column(parts, plain(tuple(one))) for one in row]
    return named if sum(one is not None for one in named) >= len(parts) - 1 else []


def _parts(
    parts: Sequence[Part], columns: Sequence[Part | None], row: Sequence[Iterable[Block]]
) -> Iterator[Part | None]:
    by_name = {part.name: part for part in parts}
    for at, blocks in enumerate(row):
        tags = [one.tag for one in blocks if isinstance(one, Control)]
        by_tag = by_name.get(tags[0].rpartition("/")[2]) if tags else None
        yield by_tag or (columns[at] if at < len(columns) else None)
