"""A worker that slept: of each series only the newest goes, and what does not says why."""

from datetime import timedelta

from engine.runtime.office import Office
from tests.conftest import ToldClock
from tests.reminded_office import (
    REPORT,
    at,
    awaited,
    delivered,
    hand_over,
    incomplete,
    lines,
    reason,
    standing,
    told_to,
)  # fmt: skip

CONTACT = "contact 2027-09-30"
OSEI = "osei@example.org"
A_TICK = timedelta(microseconds=1)


def test_what_is_due_in_this_very_instant_goes_and_a_tick_earlier_nothing_does(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    due = lines(office)[f"{CONTACT}-30d"].due_at
    assert due == at(2027, 8, 31, 7)
    clock.at = due - A_TICK
    assert hand_over(office) == 0
    clock.at = due
    assert hand_over(office) == 1
    assert standing(office)["handed"] == [f"{CONTACT}-30d"]


def test_what_fell_due_an_odd_while_ago_goes_as_well(office: Office, clock: ToldClock):
    incomplete(office, clock)
    clock.at = lines(office)[f"{CONTACT}-30d"].due_at + timedelta(hours=5, microseconds=1)
    assert told_to(delivered(office)) == [(OSEI, "digest")]
    assert hand_over(office) == 0


def test_after_a_week_of_silence_the_newest_of_the_series_goes(office: Office, clock: ToldClock):
    incomplete(office, clock)
    clock.at = at(2027, 9, 15)
    assert told_to(delivered(office)) == [(OSEI, "digest")]
    clock.at = at(2027, 9, 23)  # the 16th was slept through, and this morning
    post = delivered(office)
    assert told_to(post) == [(OSEI, "digest")]
    assert standing(office)["handed"] == [f"{CONTACT}-30d", f"{CONTACT}-7d"]
    assert reason(office, f"{CONTACT}-14d") == (
        "A newer one of the same series goes in its place: that of 7 days before "
        "30 September 2027.",
        "Un rappel plus récent de la même série part à sa place : celui prévu 7 jours avant le "
        "30 septembre 2027.",
    )


def test_after_a_month_of_silence_one_message_goes_and_each_that_was_missed_says_why(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    clock.at = at(2027, 9, 30)
    assert told_to(delivered(office)) == [(OSEI, "digest")]
    assert standing(office)["handed"] == [f"{CONTACT}-1d"]
    missed = [f"{CONTACT}-{days}d" for days in (14, 30, 7)]
    assert [one for one in standing(office)["skipped"] if one.startswith("contact")] == missed
    assert [reason(office, one).en.rpartition(": ")[2] for one in missed] == [
        "that of 7 days before 30 September 2027.",
        "that of 14 days before 30 September 2027.",
        "that of 1 day before 30 September 2027.",
    ]


def test_who_slept_through_the_deadline_announces_it_to_nobody_and_tells_the_office(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    clock.at = at(2027, 10, 10)
    assert told_to(delivered(office)) == [("office@example.org", "digest")]
    assert standing(office)["handed"] == ["head 2027-09-30+7d", "officer 2027-09-30+1d"]
    assert reason(office, f"{CONTACT}-1d") == (
        "The deadline it announces passed before it could go.",
        "L'échéance qu'il annonce était passée avant qu'il ait pu partir.",
    )
    assert "planned" not in standing(office)


def test_up_to_the_last_second_of_the_day_it_is_announced_and_then_no_longer(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    clock.at = at(2027, 9, 30, 21, 59) + timedelta(seconds=59)
    assert hand_over(office) == 1
    assert standing(office)["handed"] == [f"{CONTACT}-1d"]


def test_a_second_later_it_is_not(office: Office, clock: ToldClock):
    incomplete(office, clock)
    clock.at = at(2027, 9, 30, 22)
    assert hand_over(office) == 0
    assert "handed" not in standing(office)


def test_a_message_that_could_not_leave_before_the_deadline_does_not_leave_after_it(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    clock.at = at(2027, 9, 30, 21)
    assert hand_over(office) == 1
    clock.at = at(2027, 9, 30, 22)
    assert told_to(delivered(office)) == []


def test_a_notice_that_is_owed_goes_after_a_year_of_silence_beside_what_only_helps(
    office: Office, clock: ToldClock
):
    awaited(office, clock)
    clock.at = at(2028, 12, 15)
    assert told_to(delivered(office)) == [(OSEI, "digest"), (OSEI, "usl_report_notice")]
    assert standing(office, "usl_report_notice", REPORT)["handed"] == ["contact 2028-12-15-12m"]
    handed = standing(office, "usl_report", REPORT)["handed"]
    assert handed == ["contact 2028-12-15-1m"]
