"""A deadline that moves takes its reminders along: the old ones say why they do not go, and where
it moves back the same ones come alive."""

from datetime import date

from engine.runtime.ledger import Line
from engine.runtime.moves import Move
from engine.runtime.office import Office
from tests.conftest import ToldClock
from tests.moves import GHANA, OFFICER, made, posted, taken
from tests.reminded_office import (
    REPORT,
    at,
    awaited,
    checking,
    delivered,
    hand_over,
    incomplete,
    lines,
    outbox,
    problems,
    reason,
    standing,
    told_to,
)  # fmt: skip
from tests.test_relay import RL

OSEI = "osei@example.org"
SEPTEMBER = ["contact 2027-09-30-14d", "contact 2027-09-30-1d", "contact 2027-09-30-30d",
             "contact 2027-09-30-7d"]  # fmt: skip
OCTOBER = [one.replace("09-30", "10-15") for one in SEPTEMBER]


def of_contact(office: Office, status: str) -> list[str]:
    """The contact person's reminders that stand there."""
    return [one for one in standing(office).get(status, []) if one.startswith("contact")]


def test_a_letter_that_leaves_late_moves_the_reminders_with_the_deadline(
    office: Office, clock: ToldClock
):
    checking(office, clock)
    clock.at = at(2027, 6, 1)
    taken(office, "request_completion", OFFICER, missing="The signature.")
    before = of_contact(office, "planned")
    clock.at = at(2027, 7, 15)
    posted(office)
    assert before in (SEPTEMBER, [])
    assert of_contact(office, "planned") == OCTOBER
    assert of_contact(office, "superseded") == before
    for name in before:
        assert reason(office, name) == (
            "The deadline has moved from 30 September 2027 to 15 October 2027 [OD 54].",
            "L'échéance a été déplacée du 30 septembre 2027 au 15 octobre 2027 [DO 54].",
        )
    clock.at = at(2027, 9, 29)
    hand_over(office)
    assert of_contact(office, "handed") == ["contact 2027-10-15-30d"]


def rescheduled(office: Office, day: date) -> None:
    """The report is due on another day by a decision."""
    told = {"due_on": day.isoformat(), "authority": "decision 22.COM 7.a"}
    made(office, Move(REPORT, "reschedule", OFFICER, told, "a flood"))


def of_the_report(office: Office) -> dict[str, Line]:
    """All lines of the report."""
    return {
        f"{rule} {name}": one
        for rule in ("usl_report", "usl_report_notice")
        for name, one in lines(office, rule, REPORT).items()
    }


def test_there_and_back_again_the_same_reminders_stand_as_if_nothing_had_happened(
    office: Office, clock: ToldClock
):
    awaited(office, clock)
    before = of_the_report(office)
    clock.later(days=1)
    rescheduled(office, date(2029, 3, 31))
    moved = of_the_report(office)
    assert {moved[name].status for name in before} == {"superseded"}
    clock.later(days=1)
    rescheduled(office, date(2028, 12, 15))
    after = of_the_report(office)
    assert {name: after[name] for name in before} == before
    assert {one.status for name, one in after.items() if name not in before} == {"superseded"}


def test_moved_twice_on_one_day_it_is_as_if_moved_once(office: Office, clock: ToldClock):
    awaited(office, clock)
    rescheduled(office, date(2029, 3, 31))
    once = of_the_report(office)
    rescheduled(office, date(2029, 6, 30))
    rescheduled(office, date(2029, 3, 31))
    assert {name: one for name, one in of_the_report(office).items() if name in once} == once


def test_what_was_sent_already_is_not_sent_again_when_the_deadline_comes_back(
    office: Office, clock: ToldClock
):
    awaited(office, clock)
    clock.at = at(2027, 12, 15)
    assert told_to(delivered(office)) == [(OSEI, "usl_report_notice")]
    rescheduled(office, date(2029, 3, 31))
    rescheduled(office, date(2028, 12, 15))
    clock.later(days=1)
    assert told_to(delivered(office)) == [
        (OSEI, "USL-REPORT-2028-01570"), (OSEI, "USL-REPORT-2028-01570"),
    ]  # fmt: skip


def test_a_message_of_the_old_deadline_that_has_not_left_says_that_it_has_moved(
    office: Office, clock: ToldClock
):
    awaited(office, clock)
    clock.at = at(2028, 6, 15)
    assert hand_over(office) == 2
    rescheduled(office, date(2029, 3, 31))
    assert told_to(delivered(office))[:1] == [(OSEI, "USL-REPORT-2028-01570")]
    assert outbox(office)["digest", "cancelled"] == 1
    assert outbox(office)["notice_usl_report", "cancelled"] == 1
    assert set(problems(office)) == {
        "The deadline has moved from 15 December 2028 to 31 March 2029 "
        "[instructions of forms ICH-10 and ICH-11]."
    }


def test_a_notice_that_is_owed_goes_where_the_deadline_moved_there_and_back_before_it_left(
    office: Office, clock: ToldClock
):
    awaited(office, clock)
    clock.at = at(2027, 12, 15)
    assert hand_over(office) == 1
    rescheduled(office, date(2029, 3, 31))
    delivered(office)
    assert outbox(office)["notice_usl_report", "cancelled"] == 1
    clock.later(days=1)
    rescheduled(office, date(2028, 12, 15))
    assert (OSEI, "usl_report_notice") in told_to(delivered(office))


def test_completed_and_found_incomplete_again_it_is_reminded_on(office: Office, clock: ToldClock):
    incomplete(office, clock)
    clock.at = at(2027, 9, 1)
    taken(office, "resubmit", GHANA)
    assert reason(office, SEPTEMBER[0]) == (
        f"What this asks of {RL} has been done already.",
        f"Ce qui est demandé ici pour le dossier {RL} a déjà été fait.",
    )
    assert of_contact(office, "cancelled") == SEPTEMBER
    taken(office, "check_again", OFFICER)
    taken(office, "request_completion", OFFICER, missing="The signature, still.")
    assert posted(office) == f"{RL}:completeness:10"
    assert of_contact(office, "cancelled") == SEPTEMBER
    moved = sorted(of_contact(office, "planned"))
    assert [one.replace("12-01", "09-30") for one in moved] == SEPTEMBER
