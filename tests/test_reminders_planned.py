"""Which reminders a dossier has, when each is due and what it tells its recipient."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar import Deadline, at_local
from engine.citation import Citation
from notifications.reminders.occurrence import Occurrence, Offset
from notifications.reminders.planner import planned
from tests.reminding import CLOSED, KENTE, STATES, due_on, kente, plan_of, plans, reminders

SEPTEMBER = date(2027, 9, 30)


def due(day: date, counts: str) -> list[str]:
    """When the contact person is reminded of a deadline on that day, on the clocks of UTC."""
    return [f"{one.due_at:%Y-%m-%d %H:%M}" for one in reminders(day, plan_of(counts))]


def test_a_dossier_that_waits_for_what_is_missing_has_its_whole_ladder():
    found = [(one.recipient, str(one.occurrence)) for one in reminders(SEPTEMBER)]
    both = ("contact", "delegation")
    before = [(to, f"2027-09-30-{days}d") for days in (30, 14, 7, 1) for to in both]
    assert found == [*before, ("officer", "2027-09-30+1d"), ("head", "2027-09-30+7d")]


def test_a_reminder_is_named_by_identifiers_and_days_alone():
    first = reminders(SEPTEMBER)[0]
    assert first.key == "completion:RL-2028-0001:contact:2027-09-30-30d"
    assert (first.template, first.severity, first.nature) == (
        "reminder_completion", "important", "nudge",
    )  # fmt: skip
    assert first.closes == datetime(2027, 9, 30, 21, 59, 59, tzinfo=UTC)


def test_what_comes_in_the_grace_of_a_deadline_is_still_announced_as_in_time():
    graced = replace(due_on(SEPTEMBER), grace=timedelta(minutes=30))
    first = planned(kente(), {"completion": graced}, plans(), CLOSED)[0]
    assert first.closes == graced.instant + timedelta(minutes=30)


def test_the_name_outlives_another_hour_of_the_deadline_and_another_text():
    later = planned(
        kente(), {"completion": due_on(SEPTEMBER, hour=time(18))}, plans(), CLOSED
    )  # fmt: skip
    now = reminders(SEPTEMBER)
    assert [one.key for one in later] == [one.key for one in now]
    assert later[0].why != now[0].why


def test_the_recipient_is_told_why_it_came_and_under_which_paragraph():
    by_key = {str(one.occurrence): one for one in reminders(SEPTEMBER)}
    assert by_key["2027-09-30+1d"].why.en == (
        "This message about RL-2028-0001 is for the officer in charge: it is the reminder foreseen "
        "1 day after the deadline for the missing information, 30 September 2027, 23:59 "
        "(Paris time) [OD 54]."
    )
    assert by_key["2027-09-30+1d"].why.fr == (
        "Ce message relatif au dossier RL-2028-0001 s'adresse à l'agent responsable : c'est le "
        "rappel prévu 1 jour après l'échéance fixée pour les informations manquantes, le "
        "30 septembre 2027 à 23 h 59 (heure de Paris) [DO 54]."
    )


def test_a_dossier_in_another_state_or_without_the_deadline_has_none():
    assert reminders(SEPTEMBER, dossier=kente("complete")) == ()
    assert planned(kente(), {}, plans(), CLOSED) == ()
    assert planned(kente(), {"dialogue": due_on(SEPTEMBER, "dialogue")}, plans(), CLOSED) == ()


@given(st.sampled_from(sorted(STATES)), st.dates(date(2010, 1, 1), date(2100, 1, 1)))
def test_no_reminder_after_the_dossier_has_closed(state: str, day: date):
    found = {rule.deadline: due_on(day, rule.deadline) for rule in plans().values()}
    assert planned(kente(state), found, plans(), {state}) == ()


def test_a_state_that_ends_a_dossier_ends_its_reminders_even_where_a_rule_asks_in_it():
    found = {"completion": due_on(SEPTEMBER)}
    assert planned(kente("incomplete"), found, plans(), {"incomplete"}) == ()


# --- the calendar ------------------------------------------------------------------------------


def test_nine_in_paris_stays_nine_over_both_changes_of_the_clocks():
    assert due(date(2027, 3, 31), "days_before = [4, 3, 2]") == [
        "2027-03-27 08:00", "2027-03-28 07:00", "2027-03-29 07:00",
    ]  # fmt: skip
    assert due(date(2027, 11, 1), "days_before = [2, 1]\ndays_after = [1]") == [
        "2027-10-30 07:00", "2027-10-31 08:00", "2027-11-02 08:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("deadline", "counts", "day"),
    [
        (date(2028, 3, 1), "days_before = [1]", "2028-02-29"),
        (date(2027, 3, 1), "days_before = [1]", "2027-02-28"),
        (date(2028, 3, 31), "months_before = [1]", "2028-02-29"),
        (date(2027, 3, 31), "months_before = [1]", "2027-02-28"),
        (date(2028, 2, 29), "months_before = [12]", "2027-02-28"),
        (date(2028, 2, 29), "months_after = [12]", "2029-02-28"),
        (date(2027, 12, 15), "months_before = [12]", "2026-12-15"),
        (date(2027, 1, 31), "months_after = [1]", "2027-02-28"),
        (date(2027, 10, 31), "months_before = [1]", "2027-09-30"),
        (date(2027, 1, 1), "days_before = [1]", "2026-12-31"),
    ],
)  # fmt: skip
def test_days_and_full_months_are_counted_on_the_calendar(deadline: date, counts: str, day: str):
    assert [at.split()[0] for at in due(deadline, counts)] == [day]


def test_the_day_of_a_deadline_is_that_of_its_own_clocks():
    midnight = Deadline(
        "completion", at_local(date(2027, 9, 30), time(23, 30), "America/New_York"),
        "America/New_York", (), Citation("OD", "54"), "verified",
    )  # fmt: skip
    (only,) = planned(kente(), {"completion": midnight}, plan_of("days_before = [1]"), CLOSED)
    assert only.key == f"parcel:{KENTE}:contact:2027-09-30-1d"
    assert only.due_at == datetime(2027, 9, 29, 7, tzinfo=UTC)


def test_an_hour_that_the_clocks_skip_is_taken_as_before_they_moved_and_one_struck_twice_first():
    rule = replace(plan_of("days_before = [1]")["parcel"], hour=time(2, 30))
    one_day = Offset(-1, "days")
    assert rule.due_at(date(2027, 3, 29), one_day) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert rule.due_at(date(2027, 11, 1), one_day) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@given(
    st.dates(date(1990, 1, 1), date(2200, 1, 1)),
    st.integers(-366, 366).filter(bool),
    st.sampled_from(["days", "months"]),
)
def test_an_occurrence_is_read_back_as_it_was_written(day: date, count: int, unit: str):
    occurrence = Occurrence(day, Offset(count, "days" if unit == "days" else "months"))
    assert Occurrence.read(str(occurrence)) == occurrence


def test_an_occurrence_that_is_written_otherwise_is_refused():
    with pytest.raises(ValueError, match=r"^'30 September' is not written like 2027-09-30-14d$"):
        Occurrence.read("30 September")


@pytest.mark.parametrize(
    ("offset", "en", "fr"),
    [
        (Offset(-1, "days"), "1 day before", "1 jour avant"),
        (Offset(7, "days"), "7 days after", "7 jours après"),
        (Offset(-12, "months"), "12 months before", "12 mois avant"),
        (Offset(1, "months"), "1 month after", "1 mois après"),
    ],
)
def test_how_long_before_or_after_is_said_in_both_languages(offset: Offset, en: str, fr: str):
    assert (offset.spoken("en"), offset.spoken("fr")) == (en, fr)
