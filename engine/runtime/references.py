"""The name of a dossier from its opening on: `RL-2028-0417`."""

from secrets import randbelow
from typing import Final

from sqlalchemy import Engine, select

from engine.runtime.tables import dossier

_FEW: Final = 10_000
"""Numbers that are drawn from, and ten times as many once a quarter of them is used."""


def free_reference(database: Engine, workflow: str, cycle: object) -> str:
    """A free reference of that workflow and cycle. It is drawn: one after the last would tell
    whoever opens a file how many drafts others have (house rule 9). Two who ask in the same instant
    may get the same one; the second opening is refused and may ask again."""
    parts = [workflow.upper().replace("_", "-"), str(cycle)]
    prefix = "-".join(part for part in parts if part) + "-"
    with database.connect() as connection:
        used = set(
            connection.scalars(
                select(dossier.c.reference).where(dossier.c.reference.like(f"{prefix}%"))
            )
        )
    numbers = _FEW
    while len(used) > numbers // 4:
        numbers *= 10
    while (drawn := f"{prefix}{randbelow(numbers - 1) + 1:04}") in used:
        continue
    return drawn
