"""A request sent twice moves a dossier once: whoever repeats it is told of the same entry."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from engine.dossier import Actor
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.queries import File, file, looking
from tests.conftest import ToldClock
from tests.parcels import (
    ANN,
    CARL,
    DORA,
    address,
    at_once,
    faults,
    moved,
    pack,
    reasons,
    rows,
    send,
    sent,
    sign,
    weigh,
)

KEY = "form-7f3a"
USED = f"the request key '{KEY}' was already used for %s [House rule 4]"


def on_file(database: Engine, reference: str) -> File:
    with looking(database) as connection:
        found = file(connection, reference)
    assert found is not None
    return found


def test_the_same_request_sent_twice_moves_once_and_tells_of_the_same_entry(
    toy_office: Office, clock: ToldClock
) -> None:
    moved(toy_office.execute(pack("P")))
    first = moved(toy_office.execute(weigh("P", request=KEY)))
    after_the_first = rows(toy_office.database)
    clock.later(hours=1)
    second = moved(toy_office.execute(weigh("P", request=KEY)))
    assert (first.again, second.again) == (False, True)
    assert (second.entry, second.dossier) == (first.entry, first.dossier)
    assert rows(toy_office.database) == after_the_first


def test_a_dossier_is_opened_once_under_its_request_key(toy_office: Office) -> None:
    first = moved(toy_office.execute(pack("P", request=KEY)))
    second = moved(toy_office.execute(pack("P", request=KEY)))
    assert (second.again, second.entry) == (True, first.entry)
    assert second.dossier.version == 1


def test_the_request_is_known_again_after_the_dossier_has_moved_on(toy_office: Office) -> None:
    moved(toy_office.execute(pack("P")))
    first = moved(toy_office.execute(weigh("P", request=KEY)))
    moved(toy_office.execute(send("P")))
    second = moved(toy_office.execute(weigh("P", seen=1, request=KEY)))
    assert (second.again, second.entry, second.dossier.state) == (True, first.entry, "sent")


def test_the_same_request_from_many_threads_at_once_moves_once(toy_office: Office) -> None:
    for number in range(20):
        one, key = f"P-{number}", f"key-{number}"
        moved(toy_office.execute(pack(one)))
        outcomes = [
            moved(outcome) for outcome in at_once(toy_office.execute, [weigh(one, request=key)] * 8)
        ]
        assert sorted(outcome.again for outcome in outcomes) == [False] + [True] * 7
        assert len({outcome.entry.hash for outcome in outcomes}) == 1
        assert {outcome.dossier.version for outcome in outcomes} == {2}
    assert faults(toy_office.database) == []


def test_the_same_opening_from_many_threads_at_once_opens_once(toy_office: Office) -> None:
    for number in range(20):
        one, key = f"P-{number}", f"key-{number}"
        outcomes = [
            moved(outcome) for outcome in at_once(toy_office.execute, [pack(one, request=key)] * 8)
        ]
        assert sorted(outcome.again for outcome in outcomes) == [False] + [True] * 7
        assert len({outcome.entry.hash for outcome in outcomes}) == 1
    assert faults(toy_office.database) == []


def test_a_step_that_stays_possible_is_taken_once_for_each_request_key(toy_office: Office) -> None:
    moved(toy_office.execute(pack("P")))
    moves = [address("P", f"{n} Quay", request=f"key-{n}") for n in (2, 3, 4, 5)] * 2
    outcomes = at_once(toy_office.execute, moves)
    assert sorted(moved(outcome).again for outcome in outcomes) == [False] * 4 + [True] * 4
    entries = on_file(toy_office.database, "P").entries
    assert entries[0].request is None
    assert sorted(str(entry.request) for entry in entries[1:]) == [f"key-{n}" for n in (2, 3, 4, 5)]


def test_one_key_for_two_dossiers_at_once_moves_one_of_them_and_the_other_is_refused(
    toy_office: Office,
) -> None:
    for number in range(20):
        here, there, key = f"P-{number}", f"Q-{number}", f"key-{number}"
        moved(toy_office.execute(pack(here)))
        moved(toy_office.execute(pack(there)))
        outcomes = at_once(
            toy_office.execute, [weigh(here, request=key), weigh(there, request=key)]
        )
        (loser,) = [one for one in outcomes if not hasattr(one, "entry")]
        (winner,) = [moved(one) for one in outcomes if one is not loser]
        used = f"the request key {key!r} was already used for "
        used += f'"weigh" on {winner.entry.reference}'
        assert reasons(loser) == [f"{used} [House rule 4]"]
    assert faults(toy_office.database) == []


def test_one_key_for_two_units_of_work_at_once_lets_one_of_them_pass(toy_office: Office) -> None:
    for number in range(20):
        here, there, key = f"P-{number}", f"Q-{number}", f"key-{number}"
        outcomes = at_once(
            toy_office.execute_together, [[pack(one, request=key)] for one in (here, there)]
        )
        (loser,) = [one for one in outcomes if not isinstance(one, list)]
        ((winner,),) = [one for one in outcomes if isinstance(one, list)]
        name = there if winner.entry.reference == here else here
        used = f"the request key {key!r} was already used for "
        used += f'"pack" on {winner.entry.reference}'
        assert reasons(loser) == [f"{name}: {used} [House rule 4]"]
    assert faults(toy_office.database) == []


MAX = Actor("Max", "sender")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(address("P", "3 Quay", request=KEY), id="other answers"),
        pytest.param(Move("P", "address", ANN, request=KEY), id="no answers"),
        pytest.param(
            Move("P", "address", ANN, {"address": "2 Quay", "colour": "red"}, request=KEY),
            id="more answers than the step asks for",
        ),
        pytest.param(
            Move("P", "address", ANN, {"address": 2}, request=KEY), id="answers of another kind"
        ),
        pytest.param(replace(address("P", "2 Quay", request=KEY), actor=MAX), id="other person"),
        pytest.param(
            replace(address("P", "2 Quay", request=KEY), actor=Actor("Ann", "clerk")),
            id="other role",
        ),
        pytest.param(address("P", "2 Quay", request=KEY, reason="by sea"), id="other reason"),
        pytest.param(weigh("P", request=KEY), id="other step"),
        pytest.param(address("Q", "2 Quay", request=KEY), id="other dossier"),
        pytest.param(address("P-404", "2 Quay", request=KEY), id="dossier that is not there"),
        pytest.param(pack("R", request=KEY), id="opening of another dossier"),
        pytest.param(pack("P", "2 Quay", request=KEY), id="opening of the same dossier"),
    ],
)
def test_the_same_key_for_anything_else_is_refused_and_writes_nothing(
    toy_office: Office, other: Move
) -> None:
    moved(toy_office.execute(pack("P")))
    moved(toy_office.execute(pack("Q")))
    moved(toy_office.execute(address("P", "2 Quay", request=KEY)))
    before = rows(toy_office.database)
    assert reasons(toy_office.execute(other)) == [USED % '"address" on P']
    assert rows(toy_office.database) == before


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Move("P", "pack", ANN, opens="parcel", request=KEY), id="without its address"),
        pytest.param(
            Move("P", "pack", ANN, {"address": "1 Quay"}, opens="letter", request=KEY),
            id="as another workflow",
        ),
    ],
)
def test_an_opening_repeated_otherwise_under_its_key_is_refused(
    toy_office: Office, other: Move
) -> None:
    moved(toy_office.execute(pack("P", request=KEY)))
    before = rows(toy_office.database)
    assert reasons(toy_office.execute(other)) == [USED % '"pack" on P']
    assert rows(toy_office.database) == before


def test_a_refused_request_has_used_no_key_and_may_be_corrected(toy_office: Office) -> None:
    moved(toy_office.execute(pack("P")))
    assert reasons(toy_office.execute(weigh("P", 2001, request=KEY))) == [
        "2001 g is more than 2000 g [Parcel Act 3]"
    ]
    corrected = moved(toy_office.execute(weigh("P", 2000, request=KEY)))
    assert (corrected.again, corrected.entry.request) == (False, KEY)


def test_two_of_the_same_request_in_one_unit_of_work_move_once(toy_office: Office) -> None:
    sent(toy_office, ["P"])
    outcome = toy_office.execute_together([sign("P", request=KEY), sign("P", request=KEY)])
    assert isinstance(outcome, list)
    assert [(one.again, one.entry.number) for one in outcome] == [(False, 4), (True, 4)]


def test_a_unit_of_work_sent_twice_is_done_once(toy_office: Office) -> None:
    moves = [pack("P", request="a"), weigh("P", request="b"), pack("Q", request="c")]
    first, second = toy_office.execute_together(moves), toy_office.execute_together(moves)
    assert isinstance(first, list)
    assert isinstance(second, list)
    assert [one.entry for one in first] == [one.entry for one in second]
    assert [one.again for one in second] == [True] * 3
    assert len(rows(toy_office.database)["entry"]) == 3


def test_a_unit_of_work_sent_by_many_threads_at_once_is_done_once(toy_office: Office) -> None:
    for number in range(10):
        moves = [
            pack(f"P-{number}", request=f"a-{number}"),
            weigh(f"P-{number}", request=f"b-{number}"),
            pack(f"Q-{number}", request=f"c-{number}"),
        ]
        outcomes = at_once(toy_office.execute_together, [moves] * 4)
        assert all(isinstance(one, list) for one in outcomes), [str(one) for one in outcomes]
        again = sorted([one.again for one in outcome] for outcome in outcomes)  # type: ignore[union-attr]
        assert again == [[False] * 3] + [[True] * 3] * 3
    assert faults(toy_office.database) == []


def test_the_letters_of_a_repeated_request_are_promised_once(toy_office: Office) -> None:
    for move in (pack("P"), weigh("P")):
        moved(toy_office.execute(move))
    for _ in range(3):
        moved(toy_office.execute(send("P", CARL, request=KEY)))
    assert [post.key for post in on_file(toy_office.database, "P").letters] == ["P:parcel_sent:3"]


def test_another_clerk_cannot_answer_for_the_first_under_the_same_key(toy_office: Office) -> None:
    sent(toy_office, ["P"])
    moved(toy_office.execute(sign("P", CARL, request=KEY)))
    assert reasons(toy_office.execute(sign("P", DORA, request=KEY))) == [USED % '"sign" on P']
