"""Dossiers of every mechanism travel as they may, whoever asks for whatever, and not otherwise."""

import pytest

from engine.decide import Refused
from engine.dossier import NEW
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.queries import File, file, looking
from tests.conftest import ToldClock
from tests.parcels import faults, moved, reasons
from tests.travelling import ACTORS, REASON, plausible, ways
from workflows.catalogue import workflows
from workflows.reports.due import REPORTS
from workflows.roles import STATE_PARTY

ALL = sorted(workflows())
FILES = sorted(set(ALL) - set(REPORTS))


def on_file(office: Office, reference: str) -> File:
    with looking(office.database) as connection:
        found = file(connection, reference)
    assert found is not None
    return found


def travel(office: Office, clock: ToldClock, reference: str, number: int, state: str) -> None:
    """Bring a new dossier to that state, by the way the search found."""
    workflow, _, _ = reference.partition(".")
    for leg in ways(workflow)[state]:
        clock.at = leg.at
        moved(office.execute(leg.move(reference, f"{number:05}")))


@pytest.mark.parametrize("name", ALL)
def test_every_state_is_reached_by_moves_that_the_rules_allow(name: str) -> None:
    assert set(ways(name)) == {NEW, *workflows()[name].state}


@pytest.mark.parametrize("name", ALL)
def test_every_end_of_a_workflow_is_reached_and_nothing_leaves_it(
    office: Office, clock: ToldClock, name: str
) -> None:
    workflow = workflows()[name]
    ends = [state for state in workflow.states if state.final]
    for number, end in enumerate(ends):
        reference = f"{name}.{end.name}"
        travel(office, clock, reference, number, end.name)
        arrived = on_file(office, reference)
        assert arrived.dossier.state == end.name
        assert set(end.needs) <= set(arrived.dossier.facts)
        for step in workflow.steps:
            answers = plausible(workflow, step, clock.at, "99999")
            move = Move(reference, step.trigger, ACTORS[step.by[0]], answers, REASON)
            assert reasons(office.execute(move))[-1].endswith(
                "nothing more can happen to it [House rule 1]"
            )
        assert on_file(office, reference) == arrived
    assert faults(office.database) == []


AFTER_THE_PROJECT_BEGAN = {
    "approved", "contract_drafted", "contract_signed", "under_way", "progress_report_due",
    "progress_report_received", "progress_report_accepted", "final_report_due",
    "final_report_received", "final_report_accepted", "suspended", "closed",
}  # fmt: skip
TOO_LATE_TO_WITHDRAW = {
    "examined", "approved_with_conditions", "conditions_answered",
} | AFTER_THE_PROJECT_BEGAN  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_state_party_withdraws_its_dossier_at_any_time_before_examination_and_not_after(
    office: Office, clock: ToldClock, name: str
) -> None:
    for number, state in enumerate(workflows()[name].states):
        if state.final:
            continue
        reference = f"{name}.{state.name}"
        travel(office, clock, reference, number, state.name)
        before = on_file(office, reference)
        withdraw = Move(reference, "withdraw", ACTORS[STATE_PARTY])
        outcome = office.execute(withdraw)
        if state.name in TOO_LATE_TO_WITHDRAW:
            assert isinstance(outcome, Refused)
            assert on_file(office, reference) == before
        else:
            assert moved(outcome).dossier.state == "withdrawn"
            letters = {post.key for post in on_file(office, reference).letters}
            told = f"{reference}:withdrawn:{before.dossier.version + 1}"
            assert letters - {post.key for post in before.letters} == {told}
    assert faults(office.database) == []
