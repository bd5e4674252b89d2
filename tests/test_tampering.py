"""Whoever changes the past is found: in either database and in an export of it.

The database refuses such changes. These tests first take its defences away, as somebody could who
has the machine in hand, and then see that the trail itself tells.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, update
from sqlalchemy.exc import DBAPIError

from engine.runtime import reading
from engine.runtime.database import is_sqlite
from engine.runtime.office import Office
from engine.runtime.seals import make_seal
from engine.runtime.tables import definition, dossier, entry, letter, seal, sealed_head
from tests.parcels import (
    faults,
    moved,
    register,
    sign,
    submitted,
)  # fmt: skip
from tests.tampering import OF_B, SECOND, Attack, both_find, renumber, stands_with
from tests.toy import TOY, TOY_LAW

# --- the database refuses ------------------------------------------------------------------------


@pytest.mark.parametrize("table", [definition, entry, seal, sealed_head], ids=lambda t: t.name)
def test_the_database_refuses_to_change_or_remove_what_was_recorded(
    parcels: Office, table: Any
) -> None:
    make_seal(parcels)
    statements = [f'UPDATE {table.name} SET "{one.name}" = "{one.name}"' for one in table.c]
    statements += [f"DELETE FROM {table.name}"]
    if not is_sqlite(parcels.database):
        statements += [f"TRUNCATE {table.name} CASCADE"]
    for statement in statements:
        with (
            pytest.raises(DBAPIError, match=f"{table.name} is append-only"),
            parcels.database.begin() as connection,
        ):
            connection.exec_driver_sql(statement)
    assert faults(parcels.database) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # PostgreSQL has no REPLACE
@pytest.mark.parametrize("table", [definition, entry, seal, sealed_head], ids=lambda t: t.name)
def test_the_database_refuses_to_put_something_else_in_the_place_of_what_was_recorded(
    parcels: Office, table: Any
) -> None:
    make_seal(parcels)
    with (
        pytest.raises(DBAPIError, match=f"{table.name} is append-only"),
        parcels.database.begin() as connection,
    ):
        connection.exec_driver_sql(f"REPLACE INTO {table.name} SELECT * FROM {table.name}")


# --- entries -------------------------------------------------------------------------------------

CHANGED = "dossier B, entry 2 was changed: its content does not match its hash"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", datetime(2027, 3, 1, 12, 0, 1, tzinfo=UTC)),
        ("actor", "Dora"),
        ("role", "sender"),
        ("trigger", "address"),
        ("source", "sent"),
        ("target", "sent"),
        ("workflow", "letter"),
        ("definition", TOY_LAW.digest),
        ("law", TOY.digest),
        ("facts", {"grams": 501}),
        ("facts", {}),
        ("facts", {"grams": "500"}),
        ("facts", None),
        ("reason", "none"),
        ("request", "form-1"),
        ("through", "Mallory, sender"),
        ("previous", "0" * 64),
        ("hash", "0" * 64),
    ],
)
def test_a_changed_column_of_an_entry_is_found(
    parcels: Office, attacker: Engine, tmp_path: Path, column: str, value: Any
) -> None:
    with attacker.begin() as connection:
        connection.execute(update(entry).where(SECOND).values({column: value}))
    assert both_find(parcels.database, tmp_path) == [CHANGED]


def swap(connection: Connection) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        renumber(connection, old, new)


def swap_and_tell(connection: Connection) -> None:
    """The same with everything but the numbers exchanged: what was second stands as third."""
    second, third = reading.entries(connection, "B", 1)
    for one, place in ((second, 3), (third, 2)):
        row = {**one.record(), "number": place, "at": datetime.fromisoformat(one.at)}
        connection.execute(update(entry).where(OF_B & (entry.c.number == place)).values(row))


ATTACKS: dict[str, tuple[Attack, list[str]]] = {
    "an entry in the middle removed": (
        lambda c: c.execute(delete(entry).where(SECOND)),
        ["dossier B, entry 2 is missing or out of order: entry 3 stands in its place"],
    ),
    "the first entry removed": (
        lambda c: c.execute(delete(entry).where(OF_B & (entry.c.number == 1))),
        ["dossier B, entry 1 is missing or out of order: entry 2 stands in its place"],
    ),
    "the last entry removed": (
        lambda c: c.execute(delete(entry).where(OF_B & (entry.c.number == 3))),
        ["dossier B, entry 3 is missing: the dossier is at version 3"],
    ),
    "all entries removed": (
        lambda c: c.execute(delete(entry).where(OF_B)),
        ["dossier B, entry 1 is missing: the dossier is at version 3"],
    ),
    "an entry moved to a number after the last": (
        lambda c: renumber(c, 2, 9),
        ["dossier B, entry 2 is missing or out of order: entry 3 stands in its place"],
    ),
    "two entries exchanged": (swap, [CHANGED]),
    "the content of two entries exchanged": (swap_and_tell, [CHANGED]),
    "an entry given to another dossier": (
        lambda c: c.execute(update(entry).where(SECOND).values(reference="D")),
        [
            "dossier B, entry 2 is missing or out of order: entry 3 stands in its place",
            "dossier D has entries, but the dossier is missing",
        ],
    ),
    "the state of a dossier changed": (
        stands_with(state="lost"),
        ["dossier B: its state was changed: its entries lead to sent, but it stands as lost"],
    ),
    "the version of a dossier raised": (
        stands_with(version=4),
        ["dossier B, entry 4 is missing: the dossier is at version 4"],
    ),
    "the version of a dossier lowered": (
        stands_with(version=2),
        ["dossier B has 3 entries, but stands at version 2"],
    ),
    "the head of a dossier changed": (
        stands_with(head="0"),
        ["dossier B does not agree with its entries: head"],
    ),
    "the facts of a dossier changed": (
        stands_with(facts={"grams": 1}),
        ["dossier B does not agree with its entries: facts"],
    ),
    "the facts of a dossier made something else": (
        stands_with(facts=["grams"]),
        ["dossier B does not agree with its entries: facts"],
    ),
    "a dossier put under another workflow": (
        stands_with(workflow="letter"),
        ["dossier B does not agree with its entries: workflow"],
    ),
    "a dossier pinned to something else": (
        stands_with(definition=TOY_LAW.digest),
        ["dossier B does not agree with its entries: definition"],
    ),
    "a predecessor added": (
        stands_with(predecessor="A"),
        ["dossier B does not agree with its entries: facts"],
    ),
    "a dossier removed": (
        lambda c: c.execute(delete(dossier).where(dossier.c.reference == "B")),
        ["dossier B has entries, but the dossier is missing"],
    ),
    "all dossiers removed": (
        lambda c: c.execute(delete(dossier)),
        [f"dossier {one} has entries, but the dossier is missing" for one in "ABC"],
    ),
    "faults of two dossiers": (
        lambda c: (
            c.execute(delete(entry).where(entry.c.reference == "C")),
            stands_with(state="lost")(c),
        ),
        [
            "dossier B: its state was changed: its entries lead to sent, but it stands as lost",
            "dossier C, entry 1 is missing: the dossier is at version 4",
        ],
    ),
}


@pytest.mark.parametrize(("attack", "told"), ATTACKS.values(), ids=ATTACKS)
def test_tampering_is_found_and_the_first_bad_entry_named(
    parcels: Office, attacker: Engine, tmp_path: Path, attack: Attack, told: list[str]
) -> None:
    with attacker.begin() as connection:
        attack(connection)
    assert both_find(parcels.database, tmp_path) == told


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("received_at", None),
        ("received_at", datetime(2027, 3, 1, 13, tzinfo=UTC)),
        ("decision", "20.COM 7.b.12"),
        ("file_no", None),
        ("file_no", "02212"),
        ("cycle", None),
        ("cycle", 2027),
        ("predecessor", "A"),
    ],
)
def test_a_changed_column_that_repeats_a_fact_is_found(
    office: Office, attacker: Engine, tmp_path: Path, column: str, value: Any
) -> None:
    submitted(office, ["A", "B"])
    moved(office.execute(register("B", "02211")))
    with attacker.begin() as connection:
        connection.execute(
            update(dossier).where(dossier.c.reference == "B").values({column: value})
        )
    assert both_find(office.database, tmp_path) == [
        "dossier B does not agree with its entries: facts"
    ]


# --- what no verification can pass over ----------------------------------------------------------


# PostgreSQL lets no column hold what it cannot read.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_row_that_cannot_be_read_any_more_does_not_pass_for_sound(
    parcels: Office, attacker: Engine
) -> None:
    with attacker.begin() as connection:
        connection.exec_driver_sql("UPDATE entry SET facts = 'nonsense' WHERE reference = 'B'")
    assert faults(parcels.database) == [
        f"dossier B, entry {number} was changed: it cannot be read" for number in (1, 2, 3)
    ]


def test_letters_are_promises_and_no_part_of_the_trail(parcels: Office, attacker: Engine) -> None:
    with attacker.begin() as connection:
        connection.execute(delete(letter))
    assert faults(parcels.database) == []


def test_nothing_is_found_in_a_trail_that_nobody_touched(parcels: Office, tmp_path: Path) -> None:
    make_seal(parcels)
    moved(parcels.execute(sign("B")))
    assert both_find(parcels.database, tmp_path) == []
