"""Entries forged with all their hashes right are found by what they do."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, update
from sqlalchemy import insert as added

from engine.events import Entry, fold
from engine.runtime import reading
from engine.runtime.office import Office
from engine.runtime.tables import dossier, entry
from engine.runtime.verify import MIGRATE
from tests.tampering import SECOND, both_find, recorded, renumber, stands_with
from tests.toy import TOY_LAW


def forged(connection: Connection, *entries: Entry) -> None:
    """Add entries of B with right hashes, and make its dossier agree with them."""
    told = reading.entries(connection, "B")
    for one in entries:
        whole = replace(one, number=len(told) + 1, previous=told[-1].hash).sealed()
        recorded(connection, whole)
        told.append(whole)
    now = fold("B", told)
    of_now = {
        "state": now.state, "version": now.version, "head": now.head, "facts": dict(now.facts),
        "definition": now.definition, "workflow": now.workflow,
    }  # fmt: skip
    stands_with(**of_now)(connection)


def last_of(connection: Connection) -> Entry:
    return reading.entries(connection, "B")[-1]


def undeclared(trigger: str, target: str) -> str:
    return (
        f"dossier B, entry 4 takes {trigger} from sent to {target}, which its definition does not "
        "have"
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"trigger": "teleport", "target": "signed"}, undeclared("teleport", "signed")),
        ({"trigger": "sign", "target": "lost"}, undeclared("sign", "lost")),
        ({"trigger": "weigh", "target": "weighed"}, undeclared("weigh", "weighed")),
        (
            {"trigger": "sign", "target": "signed", "definition": TOY_LAW.digest},
            undeclared("sign", "signed"),
        ),
        (
            {"trigger": "sign", "target": "signed", "law": "0" * 64},
            "dossier B, entry 4 was judged by a law that is not stored",
        ),
        (
            {"trigger": MIGRATE, "target": "signed", "facts": {}},
            "dossier B, entry 4 takes migrate from sent to signed, which no migration does",
        ),
        (
            {"trigger": MIGRATE, "target": "sent", "facts": {"grams": 1}},
            "dossier B, entry 4 takes migrate from sent to sent, which no migration does",
        ),
    ],
    ids=["no such step", "another target", "from elsewhere", "another definition", "an unknown law",
         "a migration to an end", "a migration that changes facts"],
)  # fmt: skip
def test_a_step_that_no_definition_has_is_found_though_every_hash_is_right(
    parcels: Office, attacker: Engine, tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    with attacker.begin() as connection:
        step = {"source": "sent", "facts": {}, "reason": "", "request": None, **changes}
        forged(connection, replace(last_of(connection), **step))
    assert both_find(parcels.database, tmp_path) == [told]


def test_an_entry_added_behind_the_back_of_its_dossier_is_found(
    parcels: Office, attacker: Engine, tmp_path: Path
) -> None:
    with attacker.begin() as connection:
        before = connection.execute(dossier.select().where(dossier.c.reference == "B")).one()
        last = last_of(connection)
        forged(connection, replace(last, trigger="sign", source="sent", target="signed", facts={}))
        stands_with(**before._asdict())(connection)
    assert both_find(parcels.database, tmp_path) == [
        "dossier B has 4 entries, but stands at version 3"
    ]


def test_an_entry_put_in_between_is_found(
    parcels: Office, attacker: Engine, tmp_path: Path
) -> None:
    with attacker.begin() as connection:
        renumber(connection, 3, 4)
        first, second, _ = reading.entries(connection, "B")
        between = replace(second, number=3, previous=second.hash, trigger="address",
                          source=first.target, target=first.target).sealed()  # fmt: skip
        connection.execute(
            added(entry), {**between.record(), "at": datetime.fromisoformat(between.at)}
        )
        connection.execute(update(dossier).where(dossier.c.reference == "B").values(version=4))
    assert both_find(parcels.database, tmp_path) == [
        "dossier B, entry 3 leaves the state packed, but the dossier was weighed"
    ]


def test_an_entry_whose_hash_was_made_anew_is_found_by_the_one_after_it(
    parcels: Office, attacker: Engine, tmp_path: Path
) -> None:
    with attacker.begin() as connection:
        second = reading.entries(connection, "B")[1]
        anew = replace(second, facts={"grams": 1}).sealed()
        connection.execute(update(entry).where(SECOND).values(facts={"grams": 1}, hash=anew.hash))
    assert both_find(parcels.database, tmp_path) == [
        "dossier B, entry 3 does not follow the entry before it: the chain is broken there"
    ]
