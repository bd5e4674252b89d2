"""A trail in the hands of somebody whom nothing stops, and what is found of it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, update
from sqlalchemy import insert as added

from engine.events import Entry
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.tables import dossier, entry
from engine.runtime.trail import export, trail_from
from engine.runtime.verify import verify
from tests.parcels import (
    disarmed,
    faults,
    sent,
    whole_way,
)  # fmt: skip
from tests.toy import TOY, TOY_LAW

OF_B = entry.c.reference == "B"
SECOND = OF_B & (entry.c.number == 2)
WORKFLOW, LAW = TOY.digest[:16], TOY_LAW.digest[:16]


@pytest.fixture
def parcels(toy_office: Office) -> Office:
    """A and C have made their whole way, B has been sent and is neither signed for nor lost."""
    assert isinstance(toy_office.execute_together([*whole_way("A"), *whole_way("C")]), list)
    sent(toy_office, ["B"])
    return toy_office


@pytest.fixture
def attacker(database: Engine) -> Iterator[Engine]:
    """The same database in the hands of somebody whom nothing stops."""
    with disarmed(database) as engine:
        yield engine


def both_find(database: Engine, tmp_path: Path) -> list[str]:
    """What is found in the database; an export of it must tell the same."""
    found = faults(database)
    with looking(database) as connection:
        export(connection, tmp_path / "export.jsonl")
    assert verify(trail_from(tmp_path / "export.jsonl")).faults == found
    return found


Attack = Callable[[Connection], object]


def stands_with(**values: Any) -> Attack:
    """The dossier B, its row made to say something else."""
    return lambda connection: connection.execute(
        update(dossier).where(dossier.c.reference == "B").values(values)
    )


def recorded(connection: Connection, one: Entry) -> None:
    """One more entry, as it is."""
    row = {**one.record(), "at": datetime.fromisoformat(one.at)}
    connection.execute(added(entry), row)


def renumber(connection: Connection, old: int, new: int) -> None:
    connection.execute(update(entry).where(OF_B & (entry.c.number == old)).values(number=new))
