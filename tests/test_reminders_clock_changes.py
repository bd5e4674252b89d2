"""Reminders on the clocks of Paris: across both changes of time, on 29 February, and at hours that
the clocks skip or strike twice."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import Engine

from engine.runtime import ledger
from engine.runtime.definitions import Lawbook
from engine.runtime.moves import Move
from engine.runtime.office import Office
from notifications.foresight import Foresight
from portal.assemble import foresight
from tests.conftest import ToldClock
from tests.moves import OFFICER, made, opened
from tests.reminded_office import (
    REPORT,
    at,
    awaited,
    delivered,
    hand_over,
    incomplete,
    lines,
    standing,
)  # fmt: skip
from tests.reminding import plan_of
from workflows.catalogue import rules, workflows
from workflows.law import law

A_TICK = timedelta(microseconds=1)


def due(office: Office, name: str, rule: str = "completion") -> datetime:
    """When the contact person is reminded."""
    return lines(office, rule)[f"contact {name}"].due_at


def test_nine_in_paris_is_eight_in_winter_and_seven_from_the_last_sunday_of_march_on(
    office: Office, clock: ToldClock
):
    clock.at = at(2027, 1, 10)
    opened(office)
    assert [due(office, f"2027-03-31-{days}d", "submission") for days in (30, 14, 3)] == [
        at(2027, 3, 1, 8), at(2027, 3, 17, 8), at(2027, 3, 28, 7),
    ]  # fmt: skip
    clock.at = at(2027, 3, 28, 7) - A_TICK
    hand_over(office)
    assert standing(office, "submission")["handed"] == ["contact 2027-03-31-14d"]
    clock.at = at(2027, 3, 28, 7)
    hand_over(office)
    assert standing(office, "submission")["handed"] == [
        "contact 2027-03-31-14d", "contact 2027-03-31-3d",
    ]  # fmt: skip


def test_nine_in_paris_is_eight_again_from_the_last_sunday_of_october_on(
    office: Office, clock: ToldClock
):
    incomplete(office, clock, left=at(2027, 8, 14))
    assert [due(office, f"2027-11-14-{days}d") for days in (30, 14, 7)] == [
        at(2027, 10, 15, 7), at(2027, 10, 31, 8), at(2027, 11, 7, 8),
    ]  # fmt: skip
    clock.at = at(2027, 10, 31, 8) - A_TICK
    hand_over(office)
    assert standing(office)["handed"] == ["contact 2027-11-14-30d"]
    clock.at = at(2027, 10, 31, 8)
    hand_over(office)
    assert standing(office)["handed"] == ["contact 2027-11-14-14d", "contact 2027-11-14-30d"]


def test_the_day_of_a_message_is_that_of_paris(office: Office, clock: ToldClock):
    incomplete(office, clock)
    clock.at = at(2027, 9, 16, 22, 30)  # half past midnight of the 17th
    ((key, _),) = delivered(office).letters
    assert key.endswith(":2027-09-17")


@pytest.mark.parametrize(
    ("left", "offset", "local", "utc"),
    [
        # Born on 28 March 2027 at an hour that does not exist, as by the clocks before the change.
        (at(2026, 12, 31), 3, time(2, 30), at(2027, 3, 28, 1, 30)),
        # 2:30 is struck twice on 31 October: it goes at the first.
        (at(2027, 8, 14), 14, time(2, 30), at(2027, 10, 31, 0, 30)),
    ],
)
def test_an_hour_that_is_skipped_or_struck_twice_brings_one_message(
    database: Engine, clock: ToldClock, left: datetime, offset: int, local: time, utc: datetime
):
    rule = replace(plan_of(f"days_before = [{offset}]")["parcel"], hour=local)
    if offset == 3:
        rule = replace(rule, deadline="submission", states=("draft",))
    book = Lawbook(workflows(), rules(), law())
    shipped = foresight(book)
    own = Foresight({"parcel": rule}, shipped.deadlines, shipped.closed)
    office = Office(database, book, clock, own).open_doors()
    if offset == 3:
        clock.at = left
        opened(office)
    else:
        incomplete(office, clock, left=left)
    ((_, line),) = (one for one in lines(office, "parcel").items() if one[1].status == "planned")
    assert line.due_at == utc
    assert ledger.claim(database, utc - A_TICK) == []
    assert ledger.claim(database, utc) == [line.name]
    assert ledger.claim(database, utc + timedelta(hours=1)) == []


def rescheduled(office: Office, day: date) -> None:
    """The report is due on another day by a decision."""
    told = {"due_on": day.isoformat(), "authority": "decision 22.COM 7.a"}
    made(office, Move(REPORT, "reschedule", OFFICER, told, "a flood"))


def test_twelve_months_before_29_february_are_28_february(office: Office, clock: ToldClock):
    awaited(office, clock)
    clock.at = at(2027, 1, 15)
    rescheduled(office, date(2028, 2, 29))
    notice = lines(office, "usl_report_notice", REPORT)["contact 2028-02-29-12m"]
    assert notice.due_at == at(2027, 2, 28, 8)
    months = lines(office, "usl_report", REPORT)
    assert [months[f"contact 2028-02-29{one}"].due_at for one in ("-6m", "-3m", "-1m", "+1m")] == [
        at(2027, 8, 29, 7), at(2027, 11, 29, 8), at(2028, 1, 29, 8), at(2028, 3, 29, 7),
    ]  # fmt: skip


def test_a_month_after_31_january_of_a_leap_year_is_29_february(office: Office, clock: ToldClock):
    awaited(office, clock)
    rescheduled(office, date(2028, 1, 31))
    after = lines(office, "usl_report", REPORT)["contact 2028-01-31+1m"]
    assert after.due_at == at(2028, 2, 29, 8)
    clock.at = at(2028, 2, 29, 8) - A_TICK
    hand_over(office)
    assert lines(office, "usl_report", REPORT)["contact 2028-01-31+1m"].status == "planned"
    clock.at = at(2028, 2, 29, 8)
    hand_over(office)
    assert lines(office, "usl_report", REPORT)["contact 2028-01-31+1m"].status == "handed"
