"""Moves made together: all of them or none, and the reasons against any of them at once."""

import time
from collections.abc import Sequence

import pytest
from psycopg.errors import DeadlockDetected
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError

from engine.runtime.moves import Move, Moved
from engine.runtime.office import Office
from tests.parcels import (
    ANN,
    PATIENCE,
    at_once,
    faults,
    in_a_thread,
    lose,
    moved,
    pack,
    reasons,
    rows,
    send,
    sent,
    sign,
    successor,
    weigh,
    whole_way,
)


def all_moved(outcome: list[Moved] | object) -> list[Moved]:
    assert isinstance(outcome, list), str(outcome)
    return outcome


# --- all or nothing ------------------------------------------------------------------------------


def test_moves_of_many_dossiers_are_made_together(toy_office: Office) -> None:
    outcome = all_moved(toy_office.execute_together([pack("P"), pack("Q"), pack("R")]))
    assert [(one.dossier.reference, one.dossier.version) for one in outcome] == [
        ("P", 1), ("Q", 1), ("R", 1),
    ]  # fmt: skip


def test_one_refusal_keeps_all_others_from_being_made(toy_office: Office) -> None:
    moved(toy_office.execute(pack("P")))
    before = rows(toy_office.database)
    outcome = toy_office.execute_together([weigh("P"), pack("Q"), weigh("R")])
    assert reasons(outcome) == ["R: there is no dossier 'R' [House rule 3]"]
    assert rows(toy_office.database) == before


def test_a_refusal_names_every_reason_against_every_dossier(toy_office: Office) -> None:
    moved(toy_office.execute(Move("P", "pack", ANN, opens="parcel")))
    moved(toy_office.execute(pack("Q")))
    before = rows(toy_office.database)
    outcome = toy_office.execute_together(
        [
            Move("P", "weigh", ANN, {"grams": 2001}),
            send("Q", seen=7),
            Move("R", "pack", ANN, {"colour": "red"}, opens="parcel"),
            pack("S"),
            lose("T"),
        ]
    )
    assert reasons(outcome) == [
        "P: this step is for the clerk; Ann acts as the sender [Parcel Act 3]",
        "P: 2001 g is more than 2000 g [Parcel Act 3]",
        "P: the parcel has no address [Parcel Act 5]",
        "Q: version 7 was named, but the dossier is at version 1 [House rule 2]",
        'Q: the dossier is "packed"; the step "send" starts from "weighed"; '
        'possible from there: "address", "weigh" [House rule 1]',
        "R: 'colour' is not asked for here; asked for: address (address), predecessor "
        "(predecessor) [Parcel Act 1]",
        "T: there is no dossier 'T' [House rule 3]",
    ]
    assert rows(toy_office.database) == before


def test_a_dossier_may_make_its_whole_way_in_one_unit_of_work(toy_office: Office) -> None:
    outcome = all_moved(toy_office.execute_together(whole_way("P")))
    assert [one.dossier.state for one in outcome] == ["packed", "weighed", "sent", "signed"]
    assert [one.entry.previous for one in outcome] == ["", *(one.entry.hash for one in outcome[:3])]
    assert [letter[0] for letter in rows(toy_office.database)["letter"]] == [
        "P:parcel_sent:3", "P:parcel_signed:4",
    ]  # fmt: skip
    assert faults(toy_office.database) == []


def test_a_later_move_of_a_unit_is_judged_by_what_an_earlier_one_left(toy_office: Office) -> None:
    outcome = toy_office.execute_together([*whole_way("P"), lose("P")])
    assert reasons(outcome)[-1] == (
        'P: the dossier is "signed"; the step "lose" starts from "sent"; nothing more can happen '
        "to it [House rule 1]"
    )
    assert rows(toy_office.database)["dossier"] == []


def test_a_later_move_of_a_unit_may_name_the_version_an_earlier_one_made(
    toy_office: Office,
) -> None:
    outcome = toy_office.execute_together(
        [pack("P", seen=0), weigh("P", seen=1), send("P", seen=2)]
    )
    assert all_moved(outcome)[-1].dossier.version == 3


def test_a_reference_cannot_be_opened_twice_in_one_unit(toy_office: Office) -> None:
    outcome = toy_office.execute_together([pack("P"), pack("Q"), pack("P")])
    assert reasons(outcome) == ["P: the reference P is in use [House rule 3]"]
    assert rows(toy_office.database)["dossier"] == []


def test_a_successor_may_be_opened_together_with_its_predecessor(toy_office: Office) -> None:
    moves = [pack("P"), successor("Q", "P"), successor("A", "Q")]
    assert len(all_moved(toy_office.execute_together(moves))) == 3


def test_no_moves_make_no_entries(toy_office: Office) -> None:
    assert toy_office.execute_together([]) == []


def test_a_hundred_dossiers_move_together_and_a_hundred_moves_of_one(toy_office: Office) -> None:
    parcels = [f"P-{number:03}" for number in range(100)]
    for step in (pack, weigh, send, sign):
        outcome = all_moved(toy_office.execute_together([step(one) for one in parcels]))
        assert [one.dossier.reference for one in outcome] == parcels
    circle = [Move("Q", "address", ANN, {"address": f"{n} Quay"}) for n in range(100)]
    outcome = all_moved(toy_office.execute_together([pack("Q"), *circle]))
    assert [one.dossier.version for one in outcome] == list(range(1, 102))
    found = rows(toy_office.database)
    assert [len(found[name]) for name in ("dossier", "entry", "letter")] == [101, 501, 200]
    assert faults(toy_office.database) == []


def test_the_last_of_a_hundred_moves_can_hold_back_the_ninety_nine_before_it(
    toy_office: Office,
) -> None:
    moves = [pack(f"P-{number:03}") for number in range(99)]
    assert reasons(toy_office.execute_together([*moves, weigh("Q")])) == [
        "Q: there is no dossier 'Q' [House rule 3]"
    ]
    assert rows(toy_office.database) == {"dossier": [], "entry": [], "letter": []}


# --- units that meet -----------------------------------------------------------------------------


def test_of_two_units_that_share_a_dossier_one_passes_whole_and_the_other_writes_nothing(
    toy_office: Office,
) -> None:
    for number in range(20):
        mine, shared, yours = (f"{name}-{number}" for name in "ABC")
        sent(toy_office, [mine, shared, yours])
        outcomes = at_once(
            toy_office.execute_together,
            [[sign(mine), sign(shared)], [lose(yours), lose(shared)]],
        )
        (winner,) = [one for one in outcomes if isinstance(one, list)]
        (loser,) = [one for one in outcomes if one is not winner]
        last = winner[1].entry
        assert reasons(loser)[0] == (
            f'{shared}: what happened last: "{last.trigger}" by {last.actor} (clerk) on '
            "1 March 2027, 12:00 (UTC); the dossier is now at version 4 [House rule 2]"
        )
        states = {row[0]: row[3] for row in rows(toy_office.database)["dossier"]}
        expected = {"sign": ["signed", "signed", "sent"], "lose": ["sent", "lost", "lost"]}
        assert [states[one] for one in (mine, shared, yours)] == expected[last.trigger]
    assert faults(toy_office.database) == []


def test_units_that_name_the_same_dossiers_in_another_order_never_wait_for_each_other_in_a_circle(
    toy_office: Office, database: Engine
) -> None:
    parcels = [f"P-{number}" for number in range(12)]
    all_moved(toy_office.execute_together([pack(one) for one in parcels]))
    met: list[object] = []
    event.listen(database, "handle_error", lambda fault: met.append(fault.original_exception))

    def again_and_again(order: Sequence[str], name: str) -> int:
        moves = [Move(one, "address", ANN, {"address": name}) for one in order]
        made = 0
        while made < 15:
            outcome = toy_office.execute_together(moves)
            if isinstance(outcome, list):
                made += 1
            else:  # the others were quicker twenty times, and may be asked to wait
                assert reasons(outcome) == ["a dossier moved at every try [House rule 2]"]
        return made

    outcomes = at_once(
        again_and_again,
        [parcels, parcels[::-1], parcels[6:] + parcels[:6]],
        ["1 Quay", "2 Quay", "3 Quay"],
    )
    assert outcomes == [15] * 3
    assert met == []  # a circle is broken by the database, a second later and with an error
    assert {row[4] for row in rows(database)["dossier"]} == {1 + 45}
    assert faults(database) == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite has one writer
def test_a_unit_that_the_database_gives_up_to_break_a_circle_is_made_anew(
    toy_office: Office, database: Engine
) -> None:
    given_up = False
    for number in range(10):  # the database may as well give up the other, and does when it is busy
        parcels = [f"A-{number}", f"B-{number}"]
        sent(toy_office, parcels)
        given_up = the_unit_was_given_up(toy_office, database, *parcels)
        if given_up:
            break
    assert given_up
    assert {row[3] for row in rows(database)["dossier"]} == {"signed"}
    assert faults(database) == []


def the_unit_was_given_up(office: Office, database: Engine, first: str, second: str) -> bool:
    """Whether it was the unit that the database gave up, and not whoever stood across its way."""
    take = text("SELECT version FROM dossier WHERE reference = :reference FOR UPDATE")
    waits = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    with database.connect() as somebody:
        somebody.execute(take, {"reference": second})
        unit = in_a_thread(office.execute_together, [sign(first), sign(second)])
        limit = time.monotonic() + PATIENCE
        while not somebody.scalar(waits):
            assert time.monotonic() < limit
            somebody.execute(text("SELECT pg_stat_clear_snapshot()"))
        fault = None
        try:  # the unit holds the first while it waits for the second
            somebody.execute(take, {"reference": first})
        except OperationalError as raised:
            fault = type(raised.orig)
        somebody.rollback()
    assert [one.dossier.state for one in all_moved(unit.result(PATIENCE))] == ["signed", "signed"]
    assert fault in {None, DeadlockDetected}
    return fault is None
