"""What the database holds against a move is a sentence, and costs no other move anything."""

from collections.abc import Sequence
from concurrent.futures import Future

import pytest
from sqlalchemy import Engine

from engine.runtime.database import is_sqlite, writer
from engine.runtime.moves import Move, Moved, Outcome
from engine.runtime.office import Office
from tests.moves import GHANA
from tests.parcels import (
    ANN,
    CARL,
    PATIENCE,
    at_once,
    faults,
    in_a_thread,
    moved,
    nominate,
    pack,
    reasons,
    register,
    rows,
    send,
    sent,
    sign,
    submit,
    submitted,
    successor,
    weigh,
)
from tests.test_turns import until_waiting

TAKEN = "this file number already belongs to another dossier [House rule 6]"
UNKNOWN = "the dossier that this one is to succeed does not exist [House rule 6]"


# --- what the database itself holds against a move -----------------------------------------------


def test_a_file_number_that_is_taken_is_refused_in_a_sentence_and_writes_nothing(
    office: Office,
) -> None:
    submitted(office, ["A", "B"])
    moved(office.execute(register("A", "02211")))
    before = rows(office.database)
    assert reasons(office.execute(register("B", "02211"))) == [TAKEN]
    assert reasons(office.execute_together([nominate("C"), register("B", "02211")])) == [TAKEN]
    assert rows(office.database) == before
    assert moved(office.execute(register("B", "02212"))).dossier.text("file_no") == "02212"


def test_a_predecessor_that_does_not_exist_is_refused_in_a_sentence_and_writes_nothing(
    toy_office: Office, database: Engine
) -> None:
    moved(toy_office.execute(pack("P")))
    before = rows(database)
    assert reasons(toy_office.execute(successor("Q", "P-404"))) == [UNKNOWN]
    assert reasons(toy_office.execute_together([weigh("P"), successor("Q", "P-404")])) == [UNKNOWN]
    assert rows(database) == before
    assert moved(toy_office.execute(successor("Q", "P"))).dossier.text("predecessor") == "P"


@pytest.mark.parametrize(
    ("move", "told"),
    [
        (
            pack("P" * 65),
            f"{'P' * 65!r} is no reference: letters, digits, full stops and dashes, 64 at most "
            "[House rule 3]",
        ),
        (
            pack("P\0"),
            "'P\\x00' is no reference: letters, digits, full stops and dashes, 64 at most "
            "[House rule 3]",
        ),
        (
            pack("P", request=201 * "k"),
            "a request key is 1 to 200 printable characters [House rule 4]",
        ),
        (pack("P", request="\0"), "a request key is 1 to 200 printable characters [House rule 4]"),
        (pack("P", reason="\0"), "the reason: it holds control characters [House rule 5]"),
        (pack("P", reason="\ud800"), "the reason: it holds control characters [House rule 5]"),
    ],
    ids=["long reference", "NUL in it", "long key", "NUL as key", "NUL as reason", "half a letter"],
)
def test_what_no_row_can_hold_is_refused_in_a_sentence_on_either_database(
    toy_office: Office, move: Move, told: str
) -> None:
    assert reasons(toy_office.execute(move)) == [told]
    assert reasons(toy_office.execute_together([move])) == [f"{move.reference}: {told}"]
    assert rows(toy_office.database)["dossier"] == []


def test_a_predecessor_longer_than_any_reference_is_refused_and_writes_nothing(
    toy_office: Office,
) -> None:
    moved(toy_office.execute(pack("P")))
    before = rows(toy_office.database)
    long = successor("Q", 65 * "P")
    for outcome in (toy_office.execute(long), toy_office.execute_together([weigh("P"), long])):
        assert [told.endswith("[House rule 6]") for told in reasons(outcome)] == [True]
    assert rows(toy_office.database) == before


# --- what one move of a batch may not do to the others -------------------------------------------


def in_one_batch(office: Office, moves: Sequence[Move]) -> list[Outcome]:
    """The outcomes of moves that are settled in one commit: all of them come while the first,
    which leads alone, waits for a lock that somebody else holds."""
    futures: list[Future[Outcome]] = []
    with writer(office.database).begin() as somebody:
        somebody.exec_driver_sql("SELECT 1")
        for place, move in enumerate(moves):
            futures.append(in_a_thread(office.execute, move))
            until_waiting(office._turns, place)
    return [future.result(PATIENCE) for future in futures]


def as_they_come(office: Office, moves: Sequence[Move]) -> list[Outcome]:
    """The outcomes of moves that come at once: in one commit on SQLite, else as they can."""
    if is_sqlite(office.database):
        return in_one_batch(office, moves)
    first = office.execute(moves[0])
    return [first, *at_once(office.execute, moves[1:])]


def test_a_taken_file_number_is_refused_and_the_seven_settled_with_it_are_not(
    office: Office,
) -> None:
    names = [f"N-{number}" for number in range(8)]
    submitted(office, names)
    numbers = ["01000", "01001", "01002", "01000", "01004", "01005", "01006", "01007"]
    outcomes = as_they_come(
        office, [register(one, no) for one, no in zip(names, numbers, strict=True)]
    )
    assert reasons(outcomes.pop(3)) == [TAKEN]
    assert [moved(one).dossier.text("file_no") for one in outcomes] == [
        "01000", "01001", "01002", "01004", "01005", "01006", "01007",
    ]  # fmt: skip
    assert faults(office.database) == []


def test_eight_officers_who_give_the_same_file_number_at_once_give_it_to_one_dossier(
    office: Office,
) -> None:
    for number in range(10):
        names = [f"N-{number}-{one}" for one in range(8)]
        submitted(office, names)
        outcomes = at_once(office.execute, [register(one, f"0100{number}") for one in names])
        refused = [reasons(one) for one in outcomes if not isinstance(one, Moved)]
        assert refused == [[TAKEN]] * 7
    assert faults(office.database) == []


def test_an_unknown_predecessor_is_refused_and_those_settled_with_it_are_not(
    toy_office: Office,
) -> None:
    moved(toy_office.execute(pack("P")))
    moves = [
        weigh("P"), pack("Q"), successor("R", "P-404"), successor("S", "P"),
        pack("T"), successor("U", "P-404"), send("P"), pack("V"),
    ]  # fmt: skip
    if not is_sqlite(toy_office.database):
        moves.remove(send("P"))  # it is only certain to come after the weighing in a queue
    outcomes = as_they_come(toy_office, moves)
    told = [
        reasons(outcome) if move.answers.get("predecessor") == "P-404" else moved(outcome).again
        for move, outcome in zip(moves, outcomes, strict=True)
    ]
    assert told == [
        [UNKNOWN] if move.answers.get("predecessor") == "P-404" else False for move in moves
    ]
    assert faults(toy_office.database) == []


def test_refusals_in_a_batch_are_told_to_those_they_concern(toy_office: Office) -> None:
    sent(toy_office, ["P", "Q"])
    moves = [sign("P"), sign("Q", CARL), sign("Q", by=ANN), sign("P-404"), pack("R")]
    outcomes = as_they_come(toy_office, moves)
    assert moved(outcomes[0]).dossier.state == "signed"
    assert "there is no dossier 'P-404' [House rule 3]" in reasons(outcomes[3])
    assert moved(outcomes[4]).dossier.reference == "R"
    assert faults(toy_office.database) == []


def test_a_nomination_of_another_state_is_refused_among_others_that_are_not(
    office: Office,
) -> None:
    moves = [nominate("A"), nominate("B", states=["Kenya"]), nominate("C")]
    first, second, third = as_they_come(office, moves)
    assert (moved(first).dossier.states, moved(third).dossier.states) == (("Ghana",), ("Ghana",))
    assert reasons(second) == [
        f"{GHANA.name} speaks for Ghana, which does not submit this dossier [OD 20-25]"
    ]
    assert moved(office.execute(submit("A"))).dossier.state == "submitted"
