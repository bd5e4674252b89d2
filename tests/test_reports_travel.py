"""A report of a State on its way: awaited, received, checked, analysed, examined; or not due."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engine.dossier import Actor
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.queries import File, file, looking
from tests.conftest import ToldClock
from tests.moves import CHIEF, OFFICER, SESSION, made
from tests.parcels import faults, reasons

MONGOLIA = Actor("B. Dorj", "state_party", frozenset({"Mongolia"}))
KENYA = Actor("N. Mwangi", "state_party", frozenset({"Kenya"}))
REPORT = "USL-REPORT-2024-01570"
KNOWN = {
    "title": "Coaxing ritual for camels",
    "states": ["Mongolia"],
    "element": "01570",
    "inscribed_in": 2020,
    "due_in": 2024,
}


@pytest.fixture
def clock() -> ToldClock:
    """A year and a half before the report is due, until the test says else."""
    return ToldClock(datetime(2023, 6, 1, 12, tzinfo=UTC))


@pytest.fixture
def awaited(office: Office) -> Office:
    """An office that awaits the report."""
    made(office, Move(REPORT, "open", OFFICER, KNOWN, opens="usl_report"))
    return office


def take(office: Office, trigger: str, actor: Actor, reason: str = "", **answers: Any) -> None:
    """A step of the report that is not refused."""
    made(office, Move(REPORT, trigger, actor, answers, reason))


def refused(office: Office, trigger: str, actor: Actor, reason: str = "", **answers: Any):
    """Why a step of the report is refused."""
    return reasons(office.execute(Move(REPORT, trigger, actor, answers, reason)))


def on_file(office: Office) -> File:
    """The report as it stands."""
    with looking(office.database) as connection:
        found = file(connection, REPORT)
    assert found is not None
    return found


def letters(office: Office) -> list[tuple[str, str]]:
    """Which letters were promised by its steps, and whether they wait for a person."""
    return [(one.template, one.status) for one in on_file(office).letters if one.number is not None]


def test_a_report_goes_all_its_way_and_the_state_is_told_at_each_turn(
    awaited: Office, clock: ToldClock
):
    take(awaited, "name_contact", MONGOLIA, contact="dorj@example.org", language="fr")
    clock.at = datetime(2024, 12, 1, 9, tzinfo=UTC)
    take(awaited, "submit", MONGOLIA)
    take(awaited, "start_check", OFFICER)
    take(awaited, "request_completion", OFFICER, missing="the signature")
    take(awaited, "resubmit", MONGOLIA)
    take(awaited, "find_complete", OFFICER)
    take(awaited, "analyse", OFFICER)
    clock.at = datetime(2025, 11, 1, 9, tzinfo=UTC)
    take(awaited, "submit_to_committee", OFFICER)
    clock.at = datetime(2025, 12, 9, 9, tzinfo=UTC)
    take(awaited, "examine", SESSION, decision="20.COM 7.a", decided_on="2025-12-09")
    assert on_file(awaited).dossier.state == "report_examined"
    assert letters(awaited) == [
        ("report_arrived", "waiting"),
        ("report_incomplete", "waiting"),
        ("report_completed", "waiting"),
        ("report_complete", "waiting"),
        ("report_to_committee", "waiting"),
        ("report_examined", "held"),
    ]
    assert faults(awaited.database) == []


def test_a_report_that_came_by_post_is_recorded_with_the_instant_of_its_receipt(
    awaited: Office, clock: ToldClock
):
    clock.at = datetime(2025, 1, 20, 9, tzinfo=UTC)
    at = "2024-12-13T15:00:00+01:00"
    take(awaited, "record_report", OFFICER, received_at=at)
    assert on_file(awaited).dossier.text("received_at") == "2024-12-13T14:00:00.000000+00:00"


def test_a_report_is_received_however_late_it_comes(awaited: Office, clock: ToldClock):
    clock.at = datetime(2026, 12, 16, 9, tzinfo=UTC)
    take(awaited, "submit", MONGOLIA)
    assert on_file(awaited).dossier.state == "received"


def test_another_state_has_no_part_in_it(awaited: Office):
    assert refused(awaited, "submit", KENYA) == [
        "N. Mwangi speaks for Kenya, which does not submit this dossier [OD 20-25]"
    ]


def test_the_committee_can_set_another_timetable_and_the_state_is_told(awaited: Office):
    moved = {"due_on": "2025-03-31", "authority": "decision 18.COM 7.a"}
    assert refused(awaited, "reschedule", OFFICER, **moved) == [
        "this step needs a written reason [House rule 5]"
    ]
    assert refused(awaited, "reschedule", MONGOLIA, "a flood", **moved) == [
        "this step is for the Secretariat or the Head of the Secretariat; B. Dorj acts as the "
        "State Party [OD 160-164]"
    ]
    take(awaited, "reschedule", OFFICER, "a flood destroyed the archive", **moved)
    assert on_file(awaited).dossier.state == "scheduled"
    assert on_file(awaited).dossier.text("due_on") == "2025-03-31"
    assert letters(awaited) == [("report_rescheduled", "waiting")]


def test_a_report_that_is_no_longer_due_is_closed_with_a_reason_and_the_state_is_told(
    awaited: Office,
):
    assert refused(awaited, "exempt", OFFICER) == [
        "decision that allows it (authority) is not given [OD 160-164]",
        "this step needs a written reason [House rule 5]",
    ]
    why = "the element was transferred to the Representative List"
    take(awaited, "exempt", CHIEF, why, authority="decision 19.COM 7.c.1")
    assert on_file(awaited).dossier.state == "not_due"
    assert on_file(awaited).dossier.text("exempted_at")
    assert letters(awaited) == [("report_not_due", "waiting")]


def test_an_analysed_report_can_be_put_to_a_later_session_and_not_to_an_earlier_one(
    awaited: Office, clock: ToldClock
):
    clock.at = datetime(2024, 12, 1, 9, tzinfo=UTC)
    take(awaited, "submit", MONGOLIA)
    take(awaited, "start_check", OFFICER)
    take(awaited, "find_complete", OFFICER)
    take(awaited, "analyse", OFFICER)
    clock.at = datetime(2025, 11, 10, 17, tzinfo=UTC) + timedelta(seconds=1)
    (late,) = refused(awaited, "submit_to_committee", OFFICER)
    assert late.startswith("due by 10 November 2025, 18:00 (Paris time)")
    why = "it came too late for the documents of the session"
    (early,) = refused(awaited, "put_to_session", OFFICER, why, session_of=2024)
    assert early.startswith("the report was received for the session of 2025")
    take(awaited, "put_to_session", OFFICER, why, session_of=2026)
    assert on_file(awaited).dossier.facts["session_of"] == 2026
    assert refused(awaited, "submit_to_committee", OFFICER) == [
        "no decision has fixed the days of the session of 2026 yet [OD 165-167]"
    ]


def test_a_report_that_is_owed_cannot_be_withdrawn(awaited: Office):
    (reason,) = refused(awaited, "withdraw", MONGOLIA)
    assert "'withdraw' is no step of the workflow usl_report" in reason
