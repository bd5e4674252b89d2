"""The rows of the register as it was imported."""

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from engine.element import Element
from engine.runtime.tables import element


def imported(connection: Connection) -> list[Element]:
    """Every element imported, in the order of file numbers."""
    return [
        Element(
            row.file_no, row.name, row.list, row.year, row.since, tuple(row.states),
            row.decision or "",
        )
        for row in connection.execute(select(element).order_by(element.c.file_no))
    ]  # fmt: skip


def add(connection: Connection, elements: Iterable[Element]) -> None:
    """Store new elements."""
    rows = [
        {
            "file_no": one.file_no,
            "name": one.name,
            "list": one.list,
            "year": one.year,
            "since": one.since,
            "states": list(one.states),
            "decision": one.decision or None,
        }
        for one in elements
    ]
    if rows:
        connection.execute(insert(element), rows)
