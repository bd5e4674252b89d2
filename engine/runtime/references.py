"""The name of a dossier from its opening on: `RL-2028-0007`."""

from sqlalchemy import Engine, select

from engine.runtime.tables import dossier


def next_reference(database: Engine, workflow: str, cycle: object) -> str:
    """The next free reference of that workflow and cycle. Two who ask in the same instant get the
    same one; the second opening is refused and may ask again."""
    parts = [workflow.upper().replace("_", "-"), str(cycle)]
    prefix = "-".join(part for part in parts if part) + "-"
    with database.connect() as connection:
        used = connection.scalars(
            select(dossier.c.reference).where(dossier.c.reference.like(f"{prefix}%"))
        ).all()
    numbers = [int(tail) for one in used if (tail := one.removeprefix(prefix)).isdigit()]
    return f"{prefix}{max(numbers, default=0) + 1:04}"
