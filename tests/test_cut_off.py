"""What was cut off with care is found by a seal, in the database or kept elsewhere."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, Engine, delete, update

from engine.events import fold
from engine.runtime import reading
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.seals import make_seal
from engine.runtime.tables import dossier, entry, letter, seal, sealed_head
from engine.runtime.trail import export, trail_from
from engine.runtime.verify import verify
from tests.parcels import (
    faults,
    moved,
    send,
    sent,
    sign,
)  # fmt: skip
from tests.test_seals import ELSEWHERE


def cut(connection: Connection, reference: str, last: int) -> None:
    """Remove the entries after that one, and let the dossier stand as it stood then."""
    entries = reading.entries(connection, reference)[:last]
    for table in (letter, entry):
        behind = (table.c.reference == reference) & (table.c.number > last)
        connection.execute(delete(table).where(behind))
    then = fold(reference, entries)
    values = {
        "state": then.state, "version": then.version, "head": then.head, "facts": dict(then.facts)
    }  # fmt: skip
    connection.execute(update(dossier).where(dossier.c.reference == reference).values(values))


def gone(connection: Connection, reference: str) -> None:
    """Remove a dossier with all that happened to it."""
    for table in (letter, entry, dossier):
        connection.execute(delete(table).where(table.c.reference == reference))


def cut_seals(connection: Connection, last: int) -> None:
    connection.execute(delete(sealed_head).where(sealed_head.c.seal > last))
    connection.execute(delete(seal).where(seal.c.number > last))


CUTS: dict[str, tuple[Callable[[Connection], None], str]] = {
    "the end of a dossier": (
        lambda connection: cut(connection, "B", 2),
        "dossier B, entry 3 was cut off: seal 1 covers 3 entries",
    ),
    "a whole dossier": (
        lambda connection: gone(connection, "B"),
        "dossier B is missing: seal 1 covers it",
    ),
    "the last dossier": (
        lambda connection: gone(connection, "C"),
        "dossier C is missing: seal 1 covers it",
    ),
}


@pytest.mark.parametrize(("attack", "told"), CUTS.values(), ids=CUTS)
def test_what_was_cut_off_with_care_is_found_by_a_seal_alone(
    toy_office: Office, attacker: Engine, attack: Callable[[Connection], None], told: str
) -> None:
    sent(toy_office, ["A", "B", "C"])
    with attacker.begin() as connection:
        attack(connection)
    assert faults(toy_office.database) == []  # nothing tells that there ever was more

    with attacker.begin() as connection:
        for one in "ABC":
            gone(connection, one)
    sent(toy_office, ["A", "B", "C"])
    kept = make_seal(toy_office)
    with attacker.begin() as connection:
        attack(connection)
    assert faults(toy_office.database) == [told]

    with attacker.begin() as connection:
        cut_seals(connection, 0)
    assert faults(toy_office.database) == []  # the seals were in the same hands
    assert faults(toy_office.database, kept.hash) == [ELSEWHERE.format(kept.hash)]
    assert faults(toy_office.database, kept.short) == [ELSEWHERE.format(kept.short)]


def test_what_happened_after_the_last_seal_can_be_cut_off_and_the_next_seal_ends_that(
    toy_office: Office, attacker: Engine
) -> None:
    sent(toy_office, ["B"])
    make_seal(toy_office)
    moved(toy_office.execute(sign("B")))
    with attacker.begin() as connection:
        cut(connection, "B", 3)
    assert faults(toy_office.database) == []
    moved(toy_office.execute(sign("B")))
    make_seal(toy_office)
    with attacker.begin() as connection:
        cut(connection, "B", 3)
    assert faults(toy_office.database) == [
        "dossier B, entry 4 was cut off: seal 2 covers 4 entries"
    ]


def test_an_entry_written_anew_after_the_cut_is_not_the_one_that_was_sealed(
    toy_office: Office, attacker: Engine
) -> None:
    sent(toy_office, ["B"])
    make_seal(toy_office)
    with attacker.begin() as connection:
        cut(connection, "B", 2)
    moved(toy_office.execute(send("B", reason="on another day")))
    assert faults(toy_office.database) == ["dossier B, entry 3 is not the one that seal 1 covers"]


def test_a_seal_made_after_others_were_cut_off_does_not_answer_for_them(
    toy_office: Office, attacker: Engine
) -> None:
    sent(toy_office, ["A", "B"])
    kept = [make_seal(toy_office)]
    moved(toy_office.execute(sign("B")))
    kept.append(make_seal(toy_office))
    with attacker.begin() as connection:
        cut(connection, "B", 3)
        cut_seals(connection, 1)
        connection.execute(delete(letter).where(letter.c.template == "audit_seal"))
    kept.append(make_seal(toy_office))
    assert faults(toy_office.database) == []
    assert faults(toy_office.database, kept[0].hash) == []
    assert faults(toy_office.database, kept[1].hash) == [ELSEWHERE.format(kept[1].hash)]
    assert faults(toy_office.database, kept[2].hash) == []


def test_an_export_answers_to_its_seals_too(
    toy_office: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sent(toy_office, ["B"])
    kept = make_seal(toy_office)
    file = tmp_path_factory.mktemp("export") / "audit.jsonl"
    with looking(toy_office.database) as connection:
        export(connection, file)
    found = verify(trail_from(file), kept.short)
    assert (found.faults, found.seals, found.last_seal) == ([], 1, kept)
    other = "0123-4567-89ab-cdef"
    assert verify(trail_from(file), other).faults == [ELSEWHERE.format(other)]
