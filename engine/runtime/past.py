"""The rows of past cycles: files that were treated or not, as they were imported."""

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from engine.cycle_file import CycleFile
from engine.runtime.tables import past_file


def one_at_a_time(connection: Connection) -> None:
    """Who adds files at the same time comes after, and finds what is recorded here."""
    if connection.dialect.name == "postgresql":  # a writer of SQLite is alone already
        connection.exec_driver_sql("LOCK TABLE past_file IN SHARE ROW EXCLUSIVE MODE")


def past_cycle(connection: Connection, cycle: int) -> list[CycleFile]:
    """Every file imported of that cycle, in the order of file numbers."""
    table = past_file
    query = select(table).where(table.c.cycle == cycle).order_by(table.c.file_no)
    return [
        CycleFile(
            row.file_no, row.name, row.mechanism, row.kind, tuple(row.states), row.received_at,
            row.own_order, row.named_by, row.treated,
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def add(connection: Connection, cycle: int, files: Iterable[CycleFile]) -> None:
    """Store files of a past cycle."""
    rows = [
        {
            "cycle": cycle,
            "file_no": one.file_no,
            "name": one.name,
            "mechanism": one.mechanism,
            "kind": one.kind,
            "states": list(one.states),
            "received_at": one.received_at,
            "own_order": one.order,
            "named_by": one.named_by,
            "treated": one.treated,
        }
        for one in files
    ]
    if rows:
        connection.execute(insert(past_file), rows)
