"""How many dossiers of the same States stand where in a cycle, asked of the database."""

from sqlalchemy import Connection, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB

from engine.content import canonical
from engine.runtime.tables import dossier


def others(
    connection: Connection, cycle: int, states: tuple[str, ...], without: str
) -> list[tuple[str, str, int]]:
    """By workflow and state, the dossiers of a cycle that exactly these States submit, `without`
    the one of that reference."""
    wanted = canonical(list(states))
    if connection.dialect.name == "sqlite":
        same = func.json_extract(dossier.c.facts, "$.states") == wanted
    else:
        same = dossier.c.facts["states"] == literal(list(states), JSONB)
    found = connection.execute(
        select(dossier.c.workflow, dossier.c.state, func.count())
        .where(dossier.c.cycle == cycle, same, dossier.c.reference != without)
        .group_by(dossier.c.workflow, dossier.c.state)
    )
    return [(row[0], row[1], row[2]) for row in found]
