"""Planning again: what is written, what is withdrawn and why; nothing is lost, nothing collides."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from notifications.reminders.difference import difference
from notifications.reminders.reminder import Status
from tests.reminding import Ledger, due_on, instants, plan_of, reminders

JUNE = datetime(2027, 6, 30, 12, tzinfo=UTC)
SEPTEMBER, OCTOBER = date(2027, 9, 30), date(2027, 10, 15)
LADDER = ["2027-09-30-14d", "2027-09-30-1d", "2027-09-30-30d", "2027-09-30-7d"]

days = st.dates(date(2027, 1, 1), date(2028, 12, 31))


def planned_in_june() -> Ledger:
    """A ledger as it stands when the letter has left, three months before the deadline."""
    ledger = Ledger()
    assert ledger.due_by(JUNE, SEPTEMBER) == 10
    return ledger


def put(ledger: Ledger, occurrence: str, status: Status) -> None:
    """Say of the contact person's row where it stands."""
    key = f"completion:RL-2028-0001:contact:{occurrence}"
    ledger.rows[key] = replace(ledger.rows[key], status=status)


@given(days, instants, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_planning_twice_changes_nothing(day: date, now: datetime, later: timedelta):
    ledger = Ledger()
    assert ledger.due_by(now, day) == 10
    assert ledger.due_by(now, day) == 0
    assert ledger.due_by(now + later, day) == 0


@given(days, days, instants, st.timedeltas(timedelta(0), timedelta(days=90)))
def test_moving_a_deadline_there_and_back_restores_the_plan(
    day: date, other: date, now: datetime, later: timedelta
):
    ledger = Ledger()
    ledger.due_by(now, day)
    before = dict(ledger.rows)
    ledger.due_by(now, other)
    ledger.due_by(now + later, day)
    assert {key: row for key, row in ledger.rows.items() if key in before} == before
    others = {row.status for key, row in ledger.rows.items() if key not in before}
    assert others <= {"superseded", "skipped"}


@given(days, instants)
def test_nothing_is_due_before_it_was_planned_except_what_is_owed(day: date, now: datetime):
    ledger = Ledger()
    ledger.due_by(now, day)
    late = [row for row in ledger.rows.values() if row.due_at < now]
    assert {row.status for row in late} <= {"skipped"}
    owed = Ledger(plan_of("months_before = [12]", nature="legal"))
    owed.due_by(now, day)
    (notice,) = owed.rows.values()
    assert (notice.status, notice.reason is None) == ("planned", now <= notice.due_at)


@given(days, instants, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_when_the_dossier_has_closed_nothing_is_left_to_send(
    day: date, now: datetime, later: timedelta
):
    ledger = Ledger()
    ledger.due_by(now, day)
    ledger.due_by(now + later, day, "returned")
    assert {row.status for row in ledger.rows.values()} <= {"cancelled", "skipped"}


def test_what_lies_in_the_past_when_it_is_first_planned_is_skipped_and_says_so():
    ledger = Ledger()
    ledger.due_by(datetime(2027, 9, 20, 12, tzinfo=UTC), SEPTEMBER)
    assert ledger.standing("skipped") == ["2027-09-30-14d", "2027-09-30-30d"]
    assert ledger.standing("planned") == ["2027-09-30-1d", "2027-09-30-7d"]
    assert ledger.reason("2027-09-30-14d") == (
        "It would have been due on 16 September 2027, 09:00 (Paris time), before it was planned on "
        "20 September 2027, 14:00 (Paris time).",
        "Ce rappel aurait dû partir le 16 septembre 2027 à 9 h 00 (heure de Paris), avant d'être "
        "prévu le 20 septembre 2027 à 14 h 00 (heure de Paris).",
    )


def test_what_is_due_in_the_very_instant_of_planning_is_in_time():
    at = datetime(2027, 9, 16, 7, tzinfo=UTC)
    in_time, too_late = Ledger(), Ledger()
    in_time.due_by(at, SEPTEMBER)
    too_late.due_by(at + timedelta(microseconds=1), SEPTEMBER)
    assert in_time.standing("skipped") == ["2027-09-30-30d"]
    assert too_late.standing("skipped") == ["2027-09-30-14d", "2027-09-30-30d"]


def test_a_shifted_deadline_supersedes_its_reminders_and_names_the_new_day():
    ledger = planned_in_june()
    put(ledger, "2027-09-30-30d", "handed")
    ledger.due_by(datetime(2027, 9, 2, tzinfo=UTC), OCTOBER)
    assert ledger.standing("superseded") == [one for one in LADDER if one != "2027-09-30-30d"]
    assert ledger.standing("handed") == ["2027-09-30-30d"]
    assert ledger.standing("planned") == [one.replace("09-30", "10-15") for one in LADDER]
    assert ledger.reason("2027-09-30-7d") == (
        "The deadline has moved from 30 September 2027 to 15 October 2027 [OD 54].",
        "L'échéance a été déplacée du 30 septembre 2027 au 15 octobre 2027 [DO 54].",
    )


def test_a_dossier_that_was_completed_and_found_incomplete_again_is_reminded_on():
    ledger = planned_in_june()
    put(ledger, "2027-09-30-30d", "handed")
    ledger.due_by(JUNE, SEPTEMBER, "resubmitted")
    assert ledger.standing("cancelled") == ["2027-09-30-14d", "2027-09-30-1d", "2027-09-30-7d"]
    assert ledger.reason("2027-09-30-7d") == (
        "What this asks of RL-2028-0001 has been done already.",
        "Ce qui est demandé ici pour le dossier RL-2028-0001 a déjà été fait.",
    )
    ledger.due_by(JUNE, SEPTEMBER)
    assert ledger.standing("planned") == ["2027-09-30-14d", "2027-09-30-1d", "2027-09-30-7d"]
    assert ledger.reason("2027-09-30-7d") is None


def test_what_has_set_out_is_never_touched_whatever_becomes_of_the_dossier():
    gone: tuple[Status, ...] = ("claimed", "handed", "skipped")
    for status in gone:
        ledger = planned_in_june()
        put(ledger, "2027-09-30-7d", status)
        ledger.due_by(JUNE, OCTOBER)
        ledger.due_by(JUNE, OCTOBER, "withdrawn")
        ledger.due_by(JUNE, SEPTEMBER)
        assert ledger.standing(status) == ["2027-09-30-7d"]


def test_a_reminder_that_a_person_holds_stays_held_and_tells_the_new_hour():
    ledger = planned_in_june()
    put(ledger, "2027-09-30-7d", "held")
    ledger.plan(JUNE, {"completion": due_on(SEPTEMBER, hour=time(18))}, "incomplete")
    (held,) = (row for row in ledger.rows.values() if row.status == "held")
    assert str(held.reminder.occurrence) == "2027-09-30-7d"
    assert held.reminder.closes == datetime(2027, 9, 30, 16, tzinfo=UTC)
    ledger.due_by(JUNE, OCTOBER)
    assert ledger.standing("held") == []
    ledger.due_by(JUNE, SEPTEMBER)
    assert ledger.standing("held") == ["2027-09-30-7d"]


def test_a_notice_that_is_planned_late_goes_all_the_same_and_says_so():
    ledger = Ledger(plan_of("months_before = [12]", nature="legal"))
    ledger.due_by(JUNE, SEPTEMBER)
    assert ledger.standing("planned") == ["2027-09-30-12m"]
    assert ledger.reason("2027-09-30-12m") == (
        "It was due on 30 September 2026, 09:00 (Paris time), before it was planned, and is owed "
        "all the same.",
        "Cette notification aurait dû partir le 30 septembre 2026 à 9 h 00 (heure de Paris), avant "
        "d'être prévue ; elle reste due.",
    )


def test_an_earlier_hour_of_the_plan_does_not_make_a_reminder_older_than_its_planning():
    at_ten = datetime(2027, 9, 16, 8, tzinfo=UTC)
    later = {"parcel": replace(plan_of("days_before = [14]")["parcel"], hour=time(11))}
    ledger = Ledger(later)
    ledger.due_by(at_ten, SEPTEMBER)
    assert ledger.standing("planned") == ["2027-09-30-14d"]
    ledger.rules = plan_of("days_before = [14]")
    ledger.due_by(at_ten, SEPTEMBER)
    assert ledger.standing("skipped") == ["2027-09-30-14d"]


def test_another_plan_supersedes_what_it_no_longer_foresees():
    ledger = Ledger(plan_of("days_before = [14, 7]"))
    ledger.due_by(JUNE, SEPTEMBER)
    ledger.rules = plan_of("days_before = [10, 7]")
    ledger.due_by(JUNE, SEPTEMBER)
    assert ledger.standing("superseded") == ["2027-09-30-14d"]
    assert ledger.standing("planned") == ["2027-09-30-10d", "2027-09-30-7d"]
    assert ledger.reason("2027-09-30-14d") == (
        "The plan of reminders no longer foresees this one.",
        "Le plan des rappels ne prévoit plus celui-ci.",
    )


def test_a_row_that_is_still_asked_for_is_left_alone_even_where_it_was_not_planned():
    stored = tuple(planned_in_june().rows.values())
    assert difference(stored, reminders(SEPTEMBER)[:3], JUNE, lambda row: None) == ((), ())
