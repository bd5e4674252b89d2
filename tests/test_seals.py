"""A seal covers all dossiers as they stood: what was cut off afterwards is missed."""

from sqlalchemy import Engine, select

from engine.content import stamp
from engine.runtime import reading
from engine.runtime.definitions import Lawbook
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.seals import Seal, all_seals, make_seal
from engine.runtime.sweep import seal_of_the_day
from engine.runtime.tables import letter
from tests.conftest import ToldClock
from tests.parcels import (
    ANN,
    address,
    at_once,
    faults,
    moved,
    pack,
    rows,
    sent,
    sign,
    weigh,
    whole_way,
)  # fmt: skip
from tests.toy import TOY, TOY_LAW, TOY_RULES

ELSEWHERE = "no seal answers to {}: what it sealed was cut off, or it is of another database"


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
