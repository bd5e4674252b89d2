"""What a person holds still: a reminder, what is about a dossier, or every letter of the office."""

from datetime import UTC, datetime

import pytest

from engine.runtime.held_reminders import (
    held_reminders,
    hold_reminder,
    is_reminder,
    let_go_on,
    name_in,
)
from engine.runtime.office import Office
from engine.runtime.pauses import go_on, pause, pauses
from engine.runtime.unacceptable import Unacceptable
from tests.conftest import ToldClock
from tests.foretelling import deliver, incomplete, report
from tests.moves import GHANA, taken

ONE, TWO = "RL-2028-0001", "RL-2028-0002"
BY = "A. Lind"
KEY = f"completion:{ONE}:contact:2027-09-30-14d"


@pytest.fixture
def waiting(office: Office, clock: ToldClock) -> Office:
    """Two dossiers of which what is missing is due in two weeks; no reminder of that has left."""
    incomplete(office, clock, ONE)
    incomplete(office, clock, TWO, contact="mensah@example.org")
    clock.at = datetime(2027, 8, 31, 12, tzinfo=UTC)
    deliver(office)
    clock.at = datetime(2027, 9, 16, 6, tzinfo=UTC)
    return office


def to_whom(office: Office) -> int:
    """How many letters leave now."""
    return len(deliver(office))


def stopped(office: Office) -> list[tuple[str, str, str]]:
    with office.database.connect() as connection:
        return [(one.what, one.why, one.by) for one in pauses(connection)]


def held(office: Office, reference: str | None = None) -> list[str]:
    with office.database.connect() as connection:
        return [str(one.name) for one in held_reminders(connection, reference)]


def reasons(fault: pytest.ExceptionInfo[Unacceptable]) -> list[str]:
    assert all(reason.fr for reason in fault.value.reasons)
    return [reason.en for reason in fault.value.reasons]


# --- a dossier, or everything -------------------------------------------------------------------


@pytest.mark.parametrize(("what", "leaving"), [("", 0), (ONE, 1), (TWO, 1)])
def test_what_is_paused_leaves_once_somebody_says_so(
    waiting: Office, clock: ToldClock, what: str, leaving: int
):
    assert pause(waiting.database, what, " A new address ", f" {BY} ", clock.at)
    assert stopped(waiting) == [(what, "A new address", BY)]
    clock.later(hours=2)
    assert to_whom(waiting) == leaving
    assert go_on(waiting.database, what, BY, clock.at)
    assert stopped(waiting) == []
    assert to_whom(waiting) == 2 - leaving


def test_a_pause_is_news_once_and_so_is_its_end(waiting: Office, clock: ToldClock):
    assert pause(waiting.database, ONE, "A check", BY, clock.at)
    assert not pause(waiting.database, ONE, "Another check", BY, clock.at)
    assert go_on(waiting.database, ONE, BY, clock.at)
    assert not go_on(waiting.database, ONE, BY, clock.at)
    assert pause(waiting.database, ONE, "Again, at the same instant", BY, clock.at)
    assert stopped(waiting) == [(ONE, "Again, at the same instant", BY)]


@pytest.mark.parametrize(
    ("what", "why", "name", "said"),
    [
        (ONE, " ", BY, ["no reason is given"]),
        (ONE, "A\0check", BY, ["the reason is longer than 20000 characters, or holds some that "
                               "cannot be shown"]),
        (ONE, "A check", " ", ["it is not said who says so"]),
        (ONE, "A check", "A\0L", ["the name holds characters that cannot be shown"]),
        ("RL-1", "", "", ["it is not said who says so", "no reason is given",
                          "there is no dossier 'RL-1'"]),
        ("\0", "A check", BY, ["there is no dossier '\\x00'"]),
    ],
)  # fmt: skip
def test_a_pause_needs_a_reason_a_name_and_a_dossier_that_there_is(
    waiting: Office, clock: ToldClock, what: str, why: str, name: str, said: list[str]
):
    with pytest.raises(Unacceptable) as fault:
        pause(waiting.database, what, why, name, clock.at)
    assert reasons(fault) == said
    assert stopped(waiting) == []


def test_nobody_ends_a_pause_without_a_name_and_what_was_never_paused_is_not(
    waiting: Office, clock: ToldClock
):
    with pytest.raises(Unacceptable) as fault:
        go_on(waiting.database, ONE, "", clock.at)
    assert reasons(fault) == ["it is not said who says so"]
    assert not go_on(waiting.database, "\0", BY, clock.at)


# --- one reminder -------------------------------------------------------------------------------


def test_a_reminder_that_is_held_goes_once_it_is_let_go(waiting: Office, clock: ToldClock):
    said = hold_reminder(waiting.database, KEY, " The Bureau meets ", BY, clock.at)
    assert said == (
        "Held by A. Lind on 2027-09-16 06:00 UTC: The Bureau meets",
        "Retenu par A. Lind le 2027-09-16 06:00 UTC : The Bureau meets",
    )
    assert held(waiting) == held(waiting, ONE) == [KEY]
    assert held(waiting, TWO) == []
    clock.later(hours=2)
    assert to_whom(waiting) == 2  # the other dossier's, and that nobody else is there for this one
    let_go_on(waiting.database, KEY, BY, clock.at)
    assert held(waiting) == []
    assert to_whom(waiting) == 1


def test_a_reminder_stays_held_while_its_dossier_moves(waiting: Office, clock: ToldClock):
    due = report(waiting, 1570, 2028, contact="osei@example.org")
    key = f"usl_report:{due}:contact:2028-12-15-3m"
    hold_reminder(waiting.database, key, "The Bureau meets", BY, clock.at)
    taken(waiting, "name_contact", GHANA, due, contact="mensah@example.org")
    assert held(waiting) == [key]


def test_what_has_left_or_is_held_or_is_not_there_cannot_be_held(waiting: Office, clock: ToldClock):
    other, unknown = KEY.replace("14d", "30d"), KEY.replace("contact", "nobody")
    cases = {
        other: f"{other}: a letter tells it already",
        unknown: f"there is no reminder {unknown}",
        "completion": "there is no reminder completion",
        "a:b:c\0:d": "there is no reminder a:b:c\0:d",
    }
    for key, why in cases.items():
        with pytest.raises(Unacceptable) as fault:
            hold_reminder(waiting.database, key, "A check", BY, clock.at)
        assert reasons(fault) == [why]
    hold_reminder(waiting.database, KEY, "A check", BY, clock.at)
    with pytest.raises(Unacceptable) as fault:
        hold_reminder(waiting.database, KEY, "A check", BY, clock.at)
    assert reasons(fault) == [f"{KEY}: it is held already"]


def test_holding_and_letting_go_need_a_name_and_holding_a_reason(waiting: Office, clock: ToldClock):
    with pytest.raises(Unacceptable) as fault:
        hold_reminder(waiting.database, KEY, "", "", clock.at)
    assert reasons(fault) == ["it is not said who says so", "no reason is given"]
    with pytest.raises(Unacceptable) as fault:
        let_go_on(waiting.database, KEY, "", clock.at)
    assert reasons(fault) == ["it is not said who says so"]
    with pytest.raises(Unacceptable) as fault:
        let_go_on(waiting.database, KEY, BY, clock.at)
    assert reasons(fault) == [f"{KEY}: it is not held"]


def test_a_key_of_a_letter_is_no_key_of_a_reminder(waiting: Office):
    assert name_in(f"{ONE}:completeness:7") is None
    with waiting.database.connect() as connection:
        keys = (KEY, f"{ONE}:completeness:7", KEY.replace("contact", "0123456789abcdef"))
        assert [is_reminder(connection, key) for key in keys] == [True, False, False]
