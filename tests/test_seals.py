"""A seal covers all dossiers as they stood: what was cut off afterwards is missed."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, Engine, delete, select, update

from engine.content import stamp
from engine.events import fold
from engine.runtime import reading
from engine.runtime.definitions import Lawbook
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.seals import Seal, all_seals, make_seal
from engine.runtime.sweep import seal_of_the_day
from engine.runtime.tables import dossier, entry, letter, seal, sealed_head
from engine.runtime.trail import export, trail_from
from engine.runtime.verify import verify
from tests.conftest import ToldClock
from tests.parcels import (
    ANN,
    address,
    at_once,
    disarmed,
    faults,
    moved,
    pack,
    rows,
    send,
    sent,
    sign,
    weigh,
    whole_way,
)  # fmt: skip
from tests.toy import TOY, TOY_LAW, TOY_RULES

ELSEWHERE = "no seal answers to {}: what it sealed was cut off, or it is of another database"


@pytest.fixture
def attacker(database: Engine) -> Iterator[Engine]:
    """The same database in the hands of somebody whom nothing stops."""
    with disarmed(database) as engine:
        yield engine


def seals(database: Engine) -> list[Seal]:
    with looking(database) as connection:
        return list(all_seals(connection))


def head(database: Engine, reference: str) -> tuple[str, int, str]:
    with looking(database) as connection:
        found = reading.dossiers(connection, [reference])[reference]
    return reference, found.version, found.head


# --- what a seal covers --------------------------------------------------------------------------


def test_a_seal_names_the_head_of_every_dossier(toy_office: Office) -> None:
    sent(toy_office, ["B", "A"])
    made = make_seal(toy_office)
    heads = (head(toy_office.database, "A"), head(toy_office.database, "B"))
    assert (made.number, made.dossiers, made.previous, made.heads) == (1, 2, "", heads)
    assert made.at == stamp(toy_office.clock())
    assert seals(toy_office.database) == [made]
    assert faults(toy_office.database) == []


def test_a_seal_follows_the_one_before_it_and_names_only_what_moved_since(
    toy_office: Office,
) -> None:
    sent(toy_office, ["A", "B", "C"])
    first = make_seal(toy_office)
    moved(toy_office.execute(sign("B")))
    second = make_seal(toy_office)
    assert (second.number, second.dossiers, second.previous) == (2, 3, first.hash)
    assert second.heads == (head(toy_office.database, "B"),)
    assert faults(toy_office.database) == []


def test_nothing_and_the_same_may_be_sealed_and_each_seal_is_another(
    toy_office: Office, clock: ToldClock
) -> None:
    made = [make_seal(toy_office), make_seal(toy_office)]
    moved(toy_office.execute(pack("P")))
    made += [make_seal(toy_office), make_seal(toy_office)]
    assert [(one.dossiers, len(one.heads)) for one in made] == [(0, 0), (0, 0), (1, 1), (1, 0)]
    assert len({one.hash for one in made}) == 4
    assert seals(toy_office.database) == made
    assert faults(toy_office.database) == []


def test_the_short_form_of_a_seal_leaves_in_a_letter(toy_office: Office, clock: ToldClock) -> None:
    moved(toy_office.execute(pack("P")))
    made = make_seal(toy_office)
    with looking(toy_office.database) as connection:
        (post,) = connection.execute(select(letter)).all()
    assert (post.key, post.template, post.status) == ("seal:audit_seal:1", "audit_seal", "waiting")
    assert (post.reference, post.number, post.due_at) == (None, None, clock.at)
    assert post.facts == {
        "seal_number": 1,
        "seal_short": made.short,
        "seal_hash": made.hash,
        "sealed_at": "2027-03-01T12:00:00.000000+00:00",
        "dossiers_sealed": 1,
    }


# --- cut off -------------------------------------------------------------------------------------


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


# --- its name ------------------------------------------------------------------------------------


def test_a_seal_is_known_by_its_hash_or_its_short_form_however_it_was_written_down(
    toy_office: Office,
) -> None:
    moved(toy_office.execute(pack("P")))
    made = make_seal(toy_office)
    digits = made.hash[:16]
    assert made.short == f"{digits[:4]}-{digits[4:8]}-{digits[8:12]}-{digits[12:]}"
    for name in (
        made.hash, made.hash.upper(), made.short, made.short.upper(), digits, f" {made.short}\n",
        f"{digits[:8]} {digits[8:]}", made.hash[:17], made.hash[:40],
    ):  # fmt: skip
        assert faults(toy_office.database, name) == [], name


def test_a_name_too_short_to_be_a_seal_or_not_quite_one_is_not_taken_for_it(
    toy_office: Office,
) -> None:
    moved(toy_office.execute(pack("P")))
    made = make_seal(toy_office)
    last = "0" if made.hash[15] != "0" else "1"
    for name in (
        made.hash[:15], made.short[:-1], made.hash[:4], "", "-" * 16, made.hash[:15] + last,
        made.hash + "0", made.hash[1:17], made.hash[:15] + "\u0660",
    ):  # fmt: skip
        assert faults(toy_office.database, name) == [ELSEWHERE.format(name)], name


# --- once a day ----------------------------------------------------------------------------------


def test_the_day_is_sealed_once(toy_office: Office, clock: ToldClock) -> None:
    first = seal_of_the_day(toy_office)
    assert first is not None
    clock.later(hours=11, minutes=59)
    assert seal_of_the_day(toy_office) is None
    clock.later(minutes=1)  # midnight, by the clock of all entries
    second = seal_of_the_day(toy_office)
    assert second is not None
    clock.later(days=7)  # nobody was there for a week: one seal, not seven
    third = seal_of_the_day(toy_office)
    assert third is not None
    assert seal_of_the_day(toy_office) is None
    assert [one.at[:10] for one in seals(toy_office.database)] == [
        "2027-03-01", "2027-03-02", "2027-03-09",
    ]  # fmt: skip
    assert faults(toy_office.database) == []


def test_a_seal_made_by_hand_counts_for_the_day(toy_office: Office) -> None:
    make_seal(toy_office)
    assert seal_of_the_day(toy_office) is None


# --- meanwhile -----------------------------------------------------------------------------------


def test_seals_made_at_once_follow_each_other(toy_office: Office) -> None:
    sent(toy_office, ["A", "B"])
    made = at_once(make_seal, [toy_office] * 6)
    assert sorted(one.number for one in made) == [1, 2, 3, 4, 5, 6]
    assert [len(one.heads) for one in seals(toy_office.database)] == [2, 0, 0, 0, 0, 0]
    assert faults(toy_office.database) == []


def move(desk: Office, name: str) -> list[str]:
    for number in range(12):
        for one in whole_way(f"{name}-{number}"):
            moved(desk.execute(one))
    return []


def move_together(desk: Office, name: str) -> list[str]:
    for number in range(12):
        unit = [pack(f"{name}-{number}"), weigh(f"{name}-{number}"), pack(f"{name}-{number}x")]
        assert isinstance(desk.execute_together(unit), list)
    return []


def make_seals(desk: Office, _: str) -> list[str]:
    made = [make_seal(desk) for _ in range(10)]
    return [fault for one in made for fault in faults(desk.database, one.hash)]


def verify_meanwhile(desk: Office, _: str) -> list[str]:
    return [fault for _ in range(15) for fault in faults(desk.database)]


def test_moves_seals_and_verifications_at_once_leave_a_trail_that_holds(
    toy_office: Office, database: Engine, clock: ToldClock
) -> None:
    next_door = Office(database, Lawbook({TOY.name: TOY}, TOY_RULES, TOY_LAW), clock)
    found = at_once(
        lambda work, desk, name: work(desk, name),
        [move, move, move_together, make_seals, make_seals, verify_meanwhile],
        [toy_office, next_door, next_door, toy_office, next_door, toy_office],
        "PQR   ",
    )
    assert found == [[]] * 6
    assert len(rows(database)["entry"]) == 12 * 4 * 2 + 12 * 3
    last = make_seal(toy_office)
    assert (last.number, last.dossiers, faults(database, last.hash)) == (21, 48, [])


def test_a_seal_costs_what_happened_since_the_one_before_it(toy_office: Office) -> None:
    parcels = [f"P-{number:03}" for number in range(200)]
    assert isinstance(toy_office.execute_together([pack(one) for one in parcels]), list)
    assert len(make_seal(toy_office).heads) == 200
    moved(toy_office.execute(address("P-007", "7 Quay", reason=f"{ANN.name} moved")))
    assert [reference for reference, *_ in make_seal(toy_office).heads] == ["P-007"]
