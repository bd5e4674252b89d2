"""Whoever changes the past is found: in either database and in an export of it.

The database refuses such changes. These tests first take its defences away, as somebody could who
has the machine in hand, and then see that the trail itself tells.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, update
from sqlalchemy import insert as added
from sqlalchemy.exc import DBAPIError

from engine.events import Entry, fold
from engine.runtime import reading
from engine.runtime.database import is_sqlite
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.seals import make_seal
from engine.runtime.tables import definition, dossier, entry, letter, seal, sealed_head
from engine.runtime.trail import NotAnExport, export, trail_from, trail_of
from engine.runtime.verify import MIGRATE, verify
from tests.parcels import (
    disarmed,
    faults,
    lose,
    moved,
    register,
    sent,
    sign,
    submitted,
    whole_way,
)  # fmt: skip
from tests.toy import TOY, TOY_LAW

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

OF_B = entry.c.reference == "B"
SECOND = OF_B & (entry.c.number == 2)
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
        ["dossier B: its head differ from what its entries say"],
    ),
    "the facts of a dossier changed": (
        stands_with(facts={"grams": 1}),
        ["dossier B: its facts differ from what its entries say"],
    ),
    "the facts of a dossier made something else": (
        stands_with(facts=["grams"]),
        ["dossier B: its facts differ from what its entries say"],
    ),
    "a dossier put under another workflow": (
        stands_with(workflow="letter"),
        ["dossier B: its workflow differ from what its entries say"],
    ),
    "a dossier pinned to something else": (
        stands_with(definition=TOY_LAW.digest),
        ["dossier B: its definition differ from what its entries say"],
    ),
    "a predecessor added": (
        stands_with(predecessor="A"),
        ["dossier B: its facts differ from what its entries say"],
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
        "dossier B: its facts differ from what its entries say"
    ]


# --- forged entries: the chain is right, and yet -------------------------------------------------


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


# --- definitions ---------------------------------------------------------------------------------


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


# --- seals ---------------------------------------------------------------------------------------

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


# --- exports -------------------------------------------------------------------------------------


@pytest.fixture
def exported(parcels: Office, tmp_path: Path) -> Path:
    """An export of the parcels, sealed twice."""
    make_seal(parcels)
    moved(parcels.execute(lose("B")))
    make_seal(parcels)
    path = tmp_path / "audit.jsonl"
    with looking(parcels.database) as connection:
        export(connection, path)
    return path


def test_an_export_holds_what_the_database_holds(parcels: Office, exported: Path) -> None:
    with looking(parcels.database) as connection:
        expected = verify(trail_of(connection))
    assert verify(trail_from(exported)) == expected
    assert (expected.dossiers, expected.entries, expected.seals, expected.faults) == (3, 12, 2, [])
    lines = exported.read_text("utf-8").splitlines()
    assert [json.loads(line)[0] for line in lines] == [
        "format", *["definition"] * 2, *["dossier"] * 3, *["entry"] * 12, *["seal"] * 2, "end",
    ]  # fmt: skip


def judged(path: Path, lines: list[str]) -> list[str]:
    """What is found in an export of these lines; that it is none is a finding too."""
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    try:
        return verify(trail_from(path)).faults
    except NotAnExport as fault:
        return [str(fault)]


def test_a_line_removed_from_an_export_or_doubled_or_moved_is_found(exported: Path) -> None:
    lines = exported.read_text("utf-8").splitlines()
    damaged = exported.with_name("damaged.jsonl")
    for place, line in enumerate(lines):
        rest = lines[:place] + lines[place + 1 :]
        assert judged(damaged, rest), f"{line} removed"
        assert judged(damaged, [*lines[:place], line, *lines[place:]]), f"{line} doubled"
        assert judged(damaged, lines[:place]), f"cut off before {line}"


def values_in(content: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every single value in a JSON content."""
    if isinstance(content, dict | list) and content:
        for name, value in content.items() if isinstance(content, dict) else enumerate(content):
            yield from values_in(value, (*path, name))
    else:
        yield path


def with_value(content: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(content) if isinstance(content, dict) else list(content)
    copy[path[0]] = with_value(content[path[0]], path[1:], value)
    return copy


def at(content: Any, path: tuple[Any, ...]) -> Any:
    for name in path:
        content = content[name]
    return content


def other_than(value: Any) -> list[Any]:
    """Values that stand for something else: of the same kind, and of every other kind."""
    near: Any = (
        not value if isinstance(value, bool)
        else value + 1 if isinstance(value, int)
        else f"{value}x" if isinstance(value, str)
        else "x"
    )  # fmt: skip
    return [near, *(one for one in (None, 7, "7", [], {}, [7], {"7": 7}) if one != value)]


@pytest.mark.parametrize("kind", ["dossier", "entry", "seal", "format", "end"])
def test_any_value_of_an_export_made_another_is_found(exported: Path, kind: str) -> None:
    lines = exported.read_text("utf-8").splitlines()
    damaged = exported.with_name("damaged.jsonl")
    for place, line in enumerate(lines):
        content = json.loads(line)
        if content[0] != kind:
            continue
        for path in values_in(content):
            for value in other_than(at(content, path)):
                changed = json.dumps(with_value(content, path, value))
                assert judged(damaged, [*lines[:place], changed, *lines[place + 1 :]]), changed


def test_anything_binding_of_a_definition_in_an_export_made_another_is_found(
    exported: Path,
) -> None:
    lines = exported.read_text("utf-8").splitlines()
    damaged = exported.with_name("damaged.jsonl")
    for place in (1, 2):
        content = json.loads(lines[place])
        for path in values_in(content):
            changed = with_value(content, path, other_than(at(content, path))[0])
            found = judged(damaged, [*lines[:place], json.dumps(changed), *lines[place + 1 :]])
            assert bool(found) != is_wording(path[2:]), path


def is_wording(path: tuple[Any, ...]) -> bool:
    """Whether that part of a definition may be worded better without being another one."""
    of_an_ask = path[2:3] == ("asks",) and path[4:5] == (4,)
    return "title" in path[:1] or "words" in path or of_an_ask


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it is empty"),
        (b"\n", "line 1 is not JSON"),
        (b"not an export\n", "line 1 is not JSON"),
        (b'["format", "another format 1"]\n', "it does not begin as an audit export"),
        (b'["entry", {}]\n', "it does not begin as an audit export"),
        (b'{"format": 1}\n', "it does not begin as an audit export"),
        (b"5\n", "it does not begin as an audit export"),
        (b"\xff\xfe\n", "line 1 is not UTF-8"),
        (b"[" * 100_000 + b"\n", "line 1 is not JSON"),
    ],
    ids=["empty", "blank", "prose", "another format", "no first line", "object", "number",
         "not UTF-8", "too deep"],
)  # fmt: skip
def test_what_is_no_export_is_said_in_a_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "some.file"
    path.write_bytes(content)
    with pytest.raises(NotAnExport) as fault:
        trail_from(path)
    assert str(fault.value) == f"some.file is not an audit export: {told}"


# --- what no verification can pass over ----------------------------------------------------------


# PostgreSQL lets no column hold what it cannot read.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_row_that_cannot_be_read_any_more_does_not_pass_for_sound(
    parcels: Office, attacker: Engine
) -> None:
    with attacker.begin() as connection:
        connection.exec_driver_sql("UPDATE entry SET facts = 'nonsense' WHERE reference = 'B'")
    with pytest.raises(ValueError, match="Expecting value"):
        faults(parcels.database)


def test_letters_are_promises_and_no_part_of_the_trail(parcels: Office, attacker: Engine) -> None:
    with attacker.begin() as connection:
        connection.execute(delete(letter))
    assert faults(parcels.database) == []


def test_nothing_is_found_in_a_trail_that_nobody_touched(parcels: Office, tmp_path: Path) -> None:
    make_seal(parcels)
    moved(parcels.execute(sign("B")))
    assert both_find(parcels.database, tmp_path) == []
