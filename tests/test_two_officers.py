"""Two officers who move the same dossier in the same instant: one does, the other is told."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime.database import connect
from engine.runtime.definitions import Lawbook
from engine.runtime.moves import Move, Moved, Outcome
from engine.runtime.office import Office
from engine.runtime.reading import entries
from tests.conftest import ToldClock
from tests.parcels import (
    CARL,
    DORA,
    address,
    at_once,
    faults,
    lose,
    moved,
    pack,
    reasons,
    rows,
    send,
    sent,
    sign,
    weigh,
    whole_way,
)
from tests.toy import TOY, TOY_LAW, TOY_RULES

ROUNDS = 30
QUAYS = [f"{number} Quay" for number in range(2, 10)]
CLERKS = [Actor(name, "clerk") for name in "Bo Cy Di Ed Flo Gus Hal Ida".split()]


@pytest.fixture
def desks(toy_office: Office, database_url: str, clock: ToldClock) -> Iterator[list[Office]]:
    """Eight desks, half of them at a second server over the same database."""
    engine = connect(database_url, clients=16)
    next_door = Office(engine, Lawbook({TOY.name: TOY}, TOY_RULES, TOY_LAW), clock)
    yield [toy_office, next_door] * 4
    engine.dispose()


def one_of(outcomes: list[Outcome]) -> tuple[Moved, list[Refused]]:
    """The one who moved and all who were refused."""
    (winner,) = [one for one in outcomes if isinstance(one, Moved)]
    return winner, [one for one in outcomes if isinstance(one, Refused)]


def said_of(winner: Moved) -> str:
    event, actor = winner.entry.trigger, winner.entry.actor
    return f'"{event}" by {actor} (clerk) on 1 March 2027, 12:00 (UTC)'


def too_late(trigger: str, state: str) -> str:
    return (
        f'the dossier is "{state}"; the step "{trigger}" starts from "sent"; '
        "nothing more can happen to it [House rule 1]"
    )


def test_of_two_officers_in_the_same_instant_one_moves_and_the_other_is_told_what_changed(
    toy_office: Office,
) -> None:
    parcels = [f"P-{number}" for number in range(ROUNDS)]
    sent(toy_office, parcels)
    for one in parcels:
        winner, (loser,) = one_of(at_once(toy_office.execute, [sign(one, CARL), lose(one, DORA)]))
        other = {"sign": "lose", "lose": "sign"}[winner.entry.trigger]
        assert reasons(loser) == [
            f"what happened last: {said_of(winner)}; the dossier is now at version 4 "
            "[House rule 2]",
            too_late(other, winner.dossier.state),
        ]
    assert faults(toy_office.database) == []


def test_two_officers_with_the_same_page_open_move_it_once_and_the_other_learns_by_whom(
    toy_office: Office,
) -> None:
    parcels = [f"P-{number}" for number in range(ROUNDS)]
    sent(toy_office, parcels)
    for one in parcels:
        winner, (loser,) = one_of(
            at_once(toy_office.execute, [sign(one, CARL, seen=3), lose(one, DORA, seen=3)])
        )
        other = {"sign": "lose", "lose": "sign"}[winner.entry.trigger]
        assert reasons(loser) == [
            f"what happened since version 3: {said_of(winner)}; the dossier is now at version 4 "
            "[House rule 2]",
            too_late(other, winner.dossier.state),
        ]
    assert faults(toy_office.database) == []


@pytest.mark.parametrize("seen", [None, 3])
def test_of_eight_officers_in_the_same_instant_exactly_one_moves(
    toy_office: Office, seen: int | None
) -> None:
    parcels = [f"P-{number}" for number in range(ROUNDS)]
    sent(toy_office, parcels)
    for one in parcels:
        moves = [sign(one, clerk, seen=seen) for clerk in CLERKS]
        winner, losers = one_of(at_once(toy_office.execute, moves))
        since = "last" if seen is None else "since version 3"
        told = [
            f"what happened {since}: {said_of(winner)}; the dossier is now at version 4 "
            "[House rule 2]",
            too_late("sign", "signed"),
        ]
        assert [reasons(loser) for loser in losers] == [told] * 7
    assert faults(toy_office.database) == []


def test_officers_at_two_servers_over_one_database_do_not_overrun_each_other(
    toy_office: Office, desks: list[Office]
) -> None:
    parcels = [f"P-{number}" for number in range(ROUNDS)]
    sent(toy_office, parcels)
    for one in parcels:
        _, losers = one_of(
            at_once(Office.execute, desks, [sign(one, clerk, seen=3) for clerk in CLERKS])
        )
        assert len(losers) == 7
    assert faults(toy_office.database) == []


def test_a_step_that_stays_possible_is_taken_by_all_who_name_no_version(
    toy_office: Office, desks: list[Office]
) -> None:
    for number in range(10):
        one = f"P-{number}"
        moved(toy_office.execute(pack(one)))
        outcomes = at_once(Office.execute, desks, [address(one, to) for to in QUAYS])
        versions = sorted(moved(outcome).dossier.version for outcome in outcomes)
        assert versions == [2, 3, 4, 5, 6, 7, 8, 9]
    assert faults(toy_office.database) == []


def test_a_step_that_stays_possible_is_taken_once_by_those_who_saw_the_same_version(
    toy_office: Office, desks: list[Office]
) -> None:
    for number in range(10):
        one = f"P-{number}"
        moved(toy_office.execute(pack(one)))
        winner, losers = one_of(
            at_once(Office.execute, desks, [address(one, to, seen=1) for to in QUAYS])
        )
        told = (
            'what happened since version 1: "address" by Ann (sender) on 1 March 2027, '
            "12:00 (UTC); the dossier is now at version 2 [House rule 2]"
        )
        assert [reasons(loser) for loser in losers] == [[told]] * 7
        with toy_office.database.connect() as connection:
            last = entries(connection, one)[-1]
        assert (last, last.facts) == (winner.entry, winner.entry.facts)


def test_of_two_who_open_the_same_reference_one_is_told_that_it_is_in_use(
    toy_office: Office, desks: list[Office]
) -> None:
    for number in range(ROUNDS):
        one = f"P-{number}"
        winner, (loser,) = one_of(
            at_once(Office.execute, desks[:2], [pack(one, "1 Quay"), pack(one, "2 Quay")])
        )
        assert winner.dossier.version == 1
        assert reasons(loser) == [f"the reference {one} is in use [House rule 3]"]
    assert faults(toy_office.database) == []


def test_different_dossiers_do_not_disturb_each_other(
    toy_office: Office, desks: list[Office]
) -> None:
    def travel(desk: Office, reference: str) -> list[int]:
        return [moved(desk.execute(move)).dossier.version for move in whole_way(reference)]

    for number in range(5):
        outcomes = at_once(travel, desks, [f"P-{number}-{clerk}" for clerk in range(8)])
        assert outcomes == [[1, 2, 3, 4]] * 8
    assert faults(toy_office.database) == []


def test_a_page_opened_an_hour_ago_is_refused_and_told_all_that_happened_since(
    toy_office: Office, clock: ToldClock
) -> None:
    moved(toy_office.execute(pack("P")))
    clock.later(minutes=10)
    moved(toy_office.execute(weigh("P", by=CARL)))
    clock.later(minutes=20)
    moved(toy_office.execute(send("P", by=DORA)))
    clock.later(minutes=30)
    before = rows(toy_office.database)
    since = (
        'what happened since version 1: "weigh" by Carl (clerk) on 1 March 2027, 12:10 (UTC); '
        '"send" by Dora (clerk) on 1 March 2027, 12:30 (UTC); the dossier is now at version 3 '
        "[House rule 2]"
    )
    assert reasons(toy_office.execute(sign("P", seen=1))) == [since]
    assert reasons(toy_office.execute(weigh("P", seen=1))) == [
        since,
        'the dossier is "sent"; the step "weigh" starts from "packed"; possible from there: '
        '"sign", "lose" [House rule 1]',
    ]
    assert rows(toy_office.database) == before


def test_the_version_that_was_seen_lets_a_move_pass_as_long_as_nothing_has_happened(
    toy_office: Office, clock: ToldClock
) -> None:
    moved(toy_office.execute(pack("P", seen=0)))
    clock.later(hours=1)
    assert moved(toy_office.execute(weigh("P", seen=1))).dossier.version == 2


@pytest.mark.parametrize("seen", [2, -1])
def test_a_version_that_there_never_was_is_refused(toy_office: Office, seen: int) -> None:
    moved(toy_office.execute(pack("P")))
    before = rows(toy_office.database)
    told = f"version {seen} was named, but the dossier is at version 1 [House rule 2]"
    assert reasons(toy_office.execute(weigh("P", seen=seen))) == [told]
    assert reasons(toy_office.execute_together([weigh("P", seen=seen)])) == [f"P: {told}"]
    assert rows(toy_office.database) == before


def test_one_who_comes_with_the_wrong_step_to_a_dossier_not_opened_yet_is_told_so_alone(
    toy_office: Office,
) -> None:
    outcome = toy_office.execute(replace(weigh("P"), opens="parcel"))
    assert reasons(outcome) == [
        'the dossier is "Not opened yet"; the step "weigh" starts from "packed"; possible from '
        'there: "pack" [House rule 1]'
    ]


def test_a_dossier_that_does_not_exist_is_named_in_the_refusal(
    toy_office: Office, database: Engine
) -> None:
    told = reasons(toy_office.execute(Move("P-404", "weigh", CARL)))
    assert told == ["there is no dossier 'P-404' [House rule 3]"]
    assert rows(database) == {"dossier": [], "entry": [], "letter": []}
