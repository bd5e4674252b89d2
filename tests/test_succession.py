"""A dossier that ended without success is succeeded by a new one, linked both ways."""

from datetime import UTC, datetime

import pytest

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime import queries
from engine.runtime.moves import Move
from engine.runtime.office import Office
from tests.conftest import ToldClock
from tests.moves import CHIEF, GHANA, KENTE, OFFICER, made, opened, taken
from workflows.catalogue import workflows
from workflows.rules.succession import MAY_BE_SUCCEEDED

KENYA = Actor("W. Kamau", "state_party", frozenset({"Kenya"}))


def succeeding(office: Office, actor: Actor = GHANA, **answers: object):
    given = {**KENTE, "cycle": 2029, **answers}
    return office.execute(Move("RL-2029-0001", "open", actor, given, opens="rl"))


def sentences(outcome: object) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(finding) for finding in outcome.findings]


def test_a_withdrawn_dossier_is_succeeded_and_each_names_the_other(office: Office):
    opened(office)
    taken(office, "withdraw", GHANA)
    assert not isinstance(succeeding(office, predecessor="RL-2028-0001"), Refused)
    with office.database.connect() as connection:
        earlier = queries.file(connection, "RL-2028-0001")
        later = queries.file(connection, "RL-2029-0001")
    assert earlier is not None
    assert later is not None
    assert [one.reference for one in earlier.successors] == ["RL-2029-0001"]
    assert later.dossier.text("predecessor") == "RL-2028-0001"


def test_a_late_dossier_is_deferred_and_entered_again_for_the_next_cycle(
    office: Office, clock: ToldClock
):
    opened(office)
    clock.at = datetime(2027, 4, 1, tzinfo=UTC)
    taken(office, "submit", GHANA)
    taken(office, "note_late_receipt", OFFICER)
    taken(office, "defer", OFFICER)
    assert not isinstance(succeeding(office, predecessor="RL-2028-0001"), Refused)


def test_a_dossier_under_way_is_not_succeeded(office: Office):
    opened(office)
    assert sentences(succeeding(office, predecessor="RL-2028-0001")) == [
        "RL-2028-0001 cannot be succeeded: only a dossier that was referred, refused, returned, "
        "deferred, carried over or withdrawn can be [OD 36-37]"
    ]


def test_a_dossier_that_does_not_exist_is_not_succeeded(office: Office):
    assert sentences(succeeding(office, predecessor="RL-2028-0009")) == [
        "there is no dossier RL-2028-0009 to succeed [OD 36-37]"
    ]
    assert sentences(succeeding(office, predecessor="no such name")) == [
        "there is no dossier no such name to succeed [OD 36-37]"
    ]


def test_a_dossier_does_not_succeed_itself(office: Office):
    assert sentences(succeeding(office, predecessor="RL-2029-0001")) == [
        "there is no dossier RL-2029-0001 to succeed [OD 36-37]"
    ]


def test_a_dossier_of_other_states_is_not_succeeded_and_not_known_before_it_has_a_number(
    office: Office,
):
    opened(office)
    refused = succeeding(office, KENYA, states=["Kenya"], predecessor="RL-2028-0001")
    assert sentences(refused) == ["there is no dossier RL-2028-0001 to succeed [OD 36-37]"]
    taken(office, "submit", GHANA)
    taken(office, "register", OFFICER, file_no="02345")
    taken(office, "withdraw", GHANA)
    refused = succeeding(office, KENYA, states=["Kenya"], predecessor="RL-2028-0001")
    assert sentences(refused) == [
        "RL-2028-0001 was submitted by Ghana, none of these States [OD 36-37]"
    ]


def test_a_dossier_in_the_backlog_is_carried_over_by_its_state(office: Office):
    opened(office)
    taken(office, "submit", GHANA)
    taken(office, "register", OFFICER, file_no="02345")
    taken(office, "leave_in_backlog", CHIEF)
    taken(office, "carry_over", GHANA)
    assert not isinstance(succeeding(office, predecessor="RL-2028-0001"), Refused)


def test_a_dossier_of_the_backlog_takes_a_place_that_became_free_with_a_written_reason(
    office: Office,
):
    opened(office)
    taken(office, "submit", GHANA)
    taken(office, "register", OFFICER, file_no="02345")
    taken(office, "leave_in_backlog", CHIEF)
    move = Move("RL-2028-0001", "take_from_backlog", CHIEF, {"place": "inside"})
    assert sentences(office.execute(move)) == ["this step needs a written reason [House rule 5]"]
    reason = "another file of the cycle was withdrawn"
    again = Move("RL-2028-0001", "take_from_backlog", CHIEF, {"place": "inside"}, reason)
    assert made(office, again).dossier.state == "included"


@pytest.mark.parametrize("name", workflows())
def test_only_final_states_may_be_succeeded(name: str):
    states = workflows()[name].states
    named = {state.name for state in states if state.name in MAY_BE_SUCCEEDED}
    assert named == {state.name for state in states if state.final} - {
        "inscribed", "selected", "transferred", "cancelled", "project_evaluated",
        "report_examined", "not_due",
    }  # fmt: skip
