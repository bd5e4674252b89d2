"""Definitions, laws and seals that were changed or removed are found."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, update
from sqlalchemy import insert as added

from engine.runtime.office import Office
from engine.runtime.seals import make_seal
from engine.runtime.tables import definition, seal, sealed_head
from tests.parcels import (
    moved,
    sign,
)  # fmt: skip
from tests.tampering import LAW, WORKFLOW, Attack, both_find
from tests.toy import TOY, TOY_LAW


def judged_by_nothing(reference: str, trigger: str = "pack") -> str:
    return (
        f"dossier {reference}, entry 1 takes {trigger} from new to packed, which its definition "
        "does not have"
    )


def changed_document(connection: Connection, digest: str, document: object) -> None:
    connection.execute(
        update(definition).where(definition.c.hash == digest).values(document=document)
    )


def test_a_stored_definition_that_was_changed_is_found(
    parcels: Office, attacker: Engine, tmp_path: Path
) -> None:
    document = TOY.document()
    document["steps"][4]["by"] = ["sender"]
    with attacker.begin() as connection:
        changed_document(connection, TOY.digest, document)
    assert both_find(parcels.database, tmp_path) == [
        f"the stored workflow {WORKFLOW} was changed: it does not match its hash"
    ]


def test_a_stored_law_that_was_changed_is_found(
    parcels: Office, attacker: Engine, tmp_path: Path
) -> None:
    document = TOY_LAW.document()
    document["heaviest"][1]["says"]["grams"] = 5000
    with attacker.begin() as connection:
        changed_document(connection, TOY_LAW.digest, document)
    assert both_find(parcels.database, tmp_path) == [
        f"the stored law {LAW} was changed: it does not match its hash"
    ]


@pytest.mark.parametrize("document", [{}, [], "parcel", 5, {"name": "parcel", "steps": [1]}])
def test_a_stored_definition_made_into_something_else_is_found(
    parcels: Office, attacker: Engine, tmp_path: Path, document: Any
) -> None:
    with attacker.begin() as connection:
        changed_document(connection, TOY.digest, document)
    assert both_find(parcels.database, tmp_path) == [
        f"the stored workflow {WORKFLOW} was changed: it does not match its hash",
        *(judged_by_nothing(one) for one in "ABC"),
    ]


def test_a_law_passed_off_as_a_workflow_is_found(
    parcels: Office, attacker: Engine, tmp_path: Path
) -> None:
    with attacker.begin() as connection:
        connection.execute(
            update(definition).where(definition.c.hash == TOY_LAW.digest).values(kind="workflow")
        )
    assert both_find(parcels.database, tmp_path)[0] == (
        f"the stored workflow {LAW} was changed: it does not match its hash"
    )


def test_a_removed_definition_is_found(parcels: Office, attacker: Engine, tmp_path: Path) -> None:
    with attacker.begin() as connection:
        connection.execute(delete(definition).where(definition.c.kind == "workflow"))
    assert both_find(parcels.database, tmp_path) == [judged_by_nothing(one) for one in "ABC"]


def test_a_removed_law_is_found(parcels: Office, attacker: Engine, tmp_path: Path) -> None:
    with attacker.begin() as connection:
        connection.execute(delete(definition).where(definition.c.kind == "law"))
    assert both_find(parcels.database, tmp_path) == [
        f"dossier {one}, entry 1 was judged by a law that is not stored" for one in "ABC"
    ]


SEALS: dict[str, tuple[Attack, list[str]]] = {
    "a seal that counts other dossiers": (
        lambda c: c.execute(update(seal).where(seal.c.number == 2).values(dossiers=2)),
        ["seal 2 was changed: its content does not match its hash"],
    ),
    "a seal with another hash": (
        lambda c: c.execute(update(seal).where(seal.c.number == 2).values(hash="0" * 64)),
        [
            "seal 2 was changed: its content does not match its hash",
            "seal 3 is missing or does not follow the seal before it",
        ],
    ),
    "a seal that follows another one": (
        lambda c: c.execute(update(seal).where(seal.c.number == 2).values(previous="0" * 64)),
        ["seal 2 is missing or does not follow the seal before it"],
    ),
    "a seal removed from the middle": (
        lambda c: [
            c.execute(delete(table).where(column == 2))
            for table, column in ((sealed_head, sealed_head.c.seal), (seal, seal.c.number))
        ],
        ["seal 2 is missing or does not follow the seal before it"],
    ),
    "the first seal removed": (
        lambda c: [
            c.execute(delete(table).where(column == 1))
            for table, column in ((sealed_head, sealed_head.c.seal), (seal, seal.c.number))
        ],
        [
            "seal 1 is missing or does not follow the seal before it",
            "seal 2 is missing or does not follow the seal before it",
        ],
    ),
    "a sealed head changed": (
        lambda c: c.execute(
            update(sealed_head)
            .where((sealed_head.c.seal == 1) & (sealed_head.c.reference == "B"))
            .values(head="0" * 64)
        ),
        [
            "dossier B, entry 3 is not the one that seal 1 covers",
            "seal 1 was changed: its content does not match its hash",
        ],
    ),
    "a sealed head removed": (
        lambda c: c.execute(
            delete(sealed_head).where((sealed_head.c.seal == 1) & (sealed_head.c.reference == "B"))
        ),
        ["seal 1 was changed: its content does not match its hash"],
    ),
    "a sealed head added": (
        lambda c: c.execute(
            added(sealed_head), {"seal": 3, "reference": "D", "number": 1, "head": "0" * 64}
        ),
        [
            "dossier D is missing: seal 3 covers it",
            "seal 3 was changed: its content does not match its hash",
        ],
    ),
}


@pytest.mark.parametrize(("attack", "told"), SEALS.values(), ids=SEALS)
def test_a_changed_or_removed_seal_is_found(
    parcels: Office, attacker: Engine, tmp_path: Path, attack: Attack, told: list[str]
) -> None:
    make_seal(parcels)
    moved(parcels.execute(sign("B")))
    make_seal(parcels)
    make_seal(parcels)
    with attacker.begin() as connection:
        attack(connection)
    assert both_find(parcels.database, tmp_path) == told
