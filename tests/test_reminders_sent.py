"""What goes in a run, however long nobody sent; what is asked again first, and what keeps quiet."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.words import Words
from notifications.reminders.guard import asked_again, replaced
from notifications.reminders.quiet import EVERYTHING, Preferences
from notifications.reminders.reminder import Row
from notifications.reminders.sending import to_send
from tests.reminding import CLOSED, KENTE, due_on, instants, kente, plan_of, plans, reminders, row

SEPTEMBER = date(2027, 9, 30)


def at(month: int, day: int, hour: int = 12) -> datetime:
    """An instant of 2027."""
    return datetime(2027, month, day, hour, tzinfo=UTC)


def rows(day: date = SEPTEMBER) -> list[Row]:
    """The rows of a dossier that waits for what is missing."""
    return [row(one) for one in reminders(day)]


def contact() -> list[Row]:
    """Those for the contact person, the first due first."""
    return [one for one in rows() if one.reminder.recipient == "contact"]


def notice() -> Row:
    """A legal notice, due a year before."""
    (only,) = reminders(SEPTEMBER, plan_of("months_before = [12]", nature="legal"))
    return row(only)


def named(found: tuple[Row, ...]) -> list[tuple[str, str]]:
    """Recipients and occurrences."""
    return [(one.reminder.recipient, str(one.reminder.occurrence.offset)) for one in found]


# --- a run -------------------------------------------------------------------------------------


def test_a_reminder_goes_from_its_instant_on_and_not_before():
    first = contact()[:1]
    assert to_send(first, first[0].due_at - timedelta(microseconds=1)) == ((), ())
    assert to_send(first, first[0].due_at).send == tuple(first)
    assert to_send(first, first[0].due_at + timedelta(days=3)).send == tuple(first)


def test_after_a_downtime_only_the_newest_goes_and_the_others_say_why_not():
    run = to_send(contact(), at(9, 25))
    assert named(run.send) == [("contact", "-7d")]
    assert [(str(one.reminder.occurrence.offset), one.status) for one in run.skipped] == [
        ("-30d", "skipped"), ("-14d", "skipped"),
    ]  # fmt: skip
    assert run.skipped[1].reason == (
        "A newer one of the same series goes in its place: that of 7 days before "
        "30 September 2027.",
        "Un rappel plus récent de la même série part à sa place : celui prévu 7 jours avant le "
        "30 septembre 2027.",
    )


def test_a_worker_that_slept_through_the_deadline_does_not_announce_it():
    run = to_send(rows(), at(10, 10))
    assert named(run.send) == [("officer", "+1d"), ("head", "+7d")]
    assert {one.reason for one in run.skipped} == {
        (
            "The deadline it announces passed before it could go.",
            "L'échéance qu'il annonce était passée avant qu'il ait pu partir.",
        )
    }
    assert len(run.skipped) == 8


def test_up_to_its_last_instant_a_deadline_is_announced():
    last = contact()[-1]
    closes = last.reminder.closes
    assert to_send([last], closes).send == (last,)
    assert named(to_send([last], closes + timedelta(microseconds=1)).skipped) == [
        ("contact", "-1d")
    ]


def test_what_is_not_planned_does_not_go():
    held = [replace(one, status="held") for one in rows()]
    assert to_send(held, at(10, 10)) == ((), ())


@given(
    st.lists(st.dates(date(2027, 1, 1), date(2027, 12, 31)), max_size=4, unique=True),
    instants,
)
def test_at_most_one_goes_to_a_recipient_of_a_rule_and_a_dossier_in_a_run(
    several: list[date], now: datetime
):
    due = [one for day in several for one in rows(day)]
    run = to_send(due, now)
    ladders = [one.reminder.ladder for one in run.send]
    assert len(ladders) == len(set(ladders))
    told = sorted(one.key for one in (*run.send, *run.skipped))
    assert told == sorted(one.key for one in due if one.due_at <= now)
    by_ladder = {one.reminder.ladder: one.due_at for one in run.send}
    newer = [one for one in run.skipped if one.due_at > by_ladder.get(one.reminder.ladder, now)]
    assert all(one.reminder.closes < now for one in newer)


# --- asked again at the moment of sending ------------------------------------------------------


def asked(one: Row, state: str = "incomplete", day: date | None = SEPTEMBER) -> str | None:
    """Why it is no longer asked, in English."""
    found = {} if day is None else {"completion": due_on(day)}
    reason = asked_again(one, kente(state), found, plans(), CLOSED)
    return reason and reason.en


def test_a_reminder_whose_dossier_still_waits_is_asked_again():
    assert [asked(one) for one in rows()] == [None] * 10


def test_a_reminder_is_cancelled_for_what_has_happened_since():
    first = contact()[0]
    assert [
        asked(first, "resubmitted"), asked(first, "checking"), asked(first, "withdrawn"),
        asked(first, day=None), asked(first, day=date(2027, 10, 1)),
    ] == [
        "What this asks of RL-2028-0001 has been done already.",
        "RL-2028-0001 has moved on, and this is no longer asked of it.",
        "RL-2028-0001 has closed.",
        "RL-2028-0001 no longer has this deadline.",
        "The deadline has moved from 30 September 2027 to 1 October 2027 [OD 54].",
    ]  # fmt: skip


def test_a_reminder_of_a_rule_that_is_no_longer_in_the_plans_is_cancelled():
    reason = asked_again(notice(), kente(), {"completion": due_on(SEPTEMBER)}, plans(), CLOSED)
    assert reason == (
        "The plan of reminders no longer foresees this one.",
        "Le plan des rappels ne prévoit plus celui-ci.",
    )


def test_a_reminder_to_a_kind_of_recipient_that_its_rule_no_longer_names_is_cancelled():
    to_the_head = replace(contact()[0], reminder=replace(contact()[0].reminder, recipient="head"))
    assert asked(to_the_head) == "The plan of reminders no longer foresees this one."


def test_a_reminder_to_a_person_who_was_replaced_does_not_go_to_them():
    assert replaced("contact", "osei@example.org", {"osei@example.org"}) is None
    assert replaced("contact", "osei@example.org", {"addo@example.org"}) == (
        "It was addressed to osei@example.org, who is no longer the contact person.",
        "Il était adressé à osei@example.org, qui n'est plus la personne de contact.",
    )


def test_what_was_cancelled_while_it_was_claimed_is_planned_when_it_comes_alive_again():
    reason = Words("It has closed.", "Il est clos.")
    claimed, held = replace(contact()[0], status="claimed"), replace(contact()[0], status="held")
    assert claimed.withdrawn("cancelled", reason).resumes == "planned"
    assert held.withdrawn("cancelled", reason).resumes == "held"


# --- what a person wants to hear, and in how many messages -------------------------------------


@pytest.mark.parametrize("rule", ["completion", EVERYTHING])
def test_what_a_person_has_muted_does_not_go_to_them_but_every_legal_notice_does(rule: str):
    quiet = Preferences(muted=frozenset({rule, "parcel"}))
    assert quiet.silence(notice().reminder) is None
    assert quiet.silence(contact()[0].reminder) == (
        "The recipient does not wish to receive reminders of this kind.",
        "Le destinataire ne souhaite pas recevoir les rappels de ce type.",
    )
    assert Preferences(muted=frozenset({"dialogue"})).silence(contact()[0].reminder) is None


def test_what_a_person_has_put_off_goes_from_then_on_but_a_legal_notice_at_once():
    until, now = at(9, 20), at(9, 1)
    later = Preferences(snoozed={KENTE: until})
    assert later.put_off(notice().reminder, now) == now
    assert later.put_off(contact()[0].reminder, now) == until
    assert later.put_off(contact()[0].reminder, at(9, 21)) == at(9, 21)
    assert Preferences(snoozed={"RL-2028-0002": until}).put_off(contact()[0].reminder, now) == now
