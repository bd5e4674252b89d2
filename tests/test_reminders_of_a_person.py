"""What one person hears on one day: what they muted or put off, in how many messages, and who is
told where nobody is left."""

from datetime import date

from engine.runtime.correspondents import Post as Holding
from engine.runtime.entering import leave
from engine.runtime.office import Office
from engine.runtime.posts import appoint
from engine.runtime.preferences import EVERYTHING, mute, put_off, take_up
from tests.conftest import ToldClock
from tests.mail import text_of
from tests.on_record import BY, done, entered
from tests.reminded_office import (
    OTHER,
    REPORT,
    at,
    awaited,
    delivered,
    hand_over,
    incomplete,
    reason,
    standing,
    told_to,
)  # fmt: skip
from tests.test_relay import RL

OSEI = "osei@example.org"
HOW = "on the page"
GHANA = frozenset({"Ghana"})
FORTNIGHT = at(2027, 9, 16, 8)


def keys(office: Office) -> list[str]:
    """The messages that leave now, by whose and which they are of that day."""
    return [key.partition(":")[2].partition(":")[2] for key, _ in delivered(office).letters]


def later_found(office: Office, clock: ToldClock, reference: str) -> None:
    """Another file of the same person, of which the worker learns later on the same day."""
    now = clock.at
    incomplete(office, clock, reference)
    clock.at = now


def test_what_a_person_muted_is_skipped_and_says_so(office: Office, clock: ToldClock):
    incomplete(office, clock)
    done(office.database, mute, OSEI, "completion", HOW, clock.at)
    clock.at = FORTNIGHT
    assert hand_over(office) == 0
    assert reason(office, "contact 2027-09-30-14d") == (
        "The recipient does not wish to receive reminders of this kind.",
        "Le destinataire ne souhaite pas recevoir les rappels de ce type.",
    )


def test_what_a_person_muted_after_it_was_handed_over_does_not_leave(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    clock.at = FORTNIGHT
    assert hand_over(office) == 1
    done(office.database, mute, OSEI, EVERYTHING, HOW, clock.at)
    assert delivered(office).letters == []


def test_a_notice_that_is_owed_goes_to_who_muted_everything(office: Office, clock: ToldClock):
    awaited(office, clock)
    done(office.database, mute, OSEI, EVERYTHING, HOW, clock.at)
    clock.at = at(2028, 12, 1)
    assert told_to(delivered(office)) == [(OSEI, "usl_report_notice")]
    assert "handed" not in standing(office, "usl_report", REPORT)


def test_what_a_person_put_off_comes_on_that_day(office: Office, clock: ToldClock):
    incomplete(office, clock)
    clock.at = at(2027, 9, 15, 8)
    delivered(office)
    done(office.database, put_off, OSEI, RL, date(2027, 9, 20), HOW, clock.at)
    clock.at = FORTNIGHT
    assert hand_over(office) == 1
    clock.at = at(2027, 9, 20, 6, 59)
    assert delivered(office).letters == []
    clock.at = at(2027, 9, 20, 7)  # 9 o'clock in Paris
    assert keys(office) == ["2027-09-20"]


def test_what_a_person_put_off_to_a_day_takes_nothing_of_that_day_from_their_other_files(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    incomplete(office, clock, OTHER)
    clock.at = at(2027, 8, 31, 6)
    done(office.database, put_off, OSEI, OTHER, date(2027, 9, 16), HOW, clock.at)
    clock.at = at(2027, 8, 31, 7)
    assert keys(office) == ["2027-08-31"]
    clock.at = at(2027, 9, 15, 22, 30)
    assert keys(office) == []
    clock.at = FORTNIGHT
    ((key, message),) = delivered(office).letters
    assert key.endswith(":2027-09-16")
    assert (OTHER in text_of(message), RL in text_of(message)) == (True, True)


def test_what_a_person_put_off_and_takes_up_again_leaves_at_once_and_what_stays_put_off_does_not(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    incomplete(office, clock, OTHER)
    clock.at = at(2027, 9, 15, 8)
    for reference, day in ((RL, 22), (OTHER, 21)):
        done(office.database, put_off, OSEI, reference, date(2027, 9, day), HOW, clock.at)
    clock.at = FORTNIGHT
    assert hand_over(office) == 2
    assert keys(office) == []
    assert done(office.database, take_up, "Osei@Example.ORG", RL, HOW, clock.at)
    ((_, message),) = delivered(office).letters
    assert (OTHER in text_of(message), RL in text_of(message)) == (False, True)
    clock.at = at(2027, 9, 21, 7)
    ((_, message),) = delivered(office).letters
    assert (OTHER in text_of(message), RL in text_of(message)) == (True, False)


def test_what_does_not_press_waits_for_the_message_of_the_next_day(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    clock.at = FORTNIGHT
    assert keys(office) == ["2027-09-16"]
    later_found(office, clock, OTHER)
    assert keys(office) == []
    clock.at = at(2027, 9, 17, 6, 59)
    assert keys(office) == []
    clock.at = at(2027, 9, 17, 7)
    ((key, message),) = delivered(office).letters
    assert key.endswith(":2027-09-17")
    assert (OTHER in text_of(message), RL in text_of(message)) == (True, False)


def test_what_presses_goes_on_the_same_day_in_a_second_message(office: Office, clock: ToldClock):
    incomplete(office, clock)
    clock.at = at(2027, 9, 23, 8)  # a week before: urgent
    assert keys(office) == ["2027-09-23"]
    later_found(office, clock, OTHER)
    assert keys(office) == ["2027-09-23:2"]


def test_two_kinds_of_recipients_at_one_address_get_one_message_that_tells_it_once(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    entered(office.database, clock.at, "osei")
    done(office.database, appoint, Holding("delegation", "Ghana", OSEI), GHANA, BY, clock.at)
    clock.at = FORTNIGHT
    ((_, message),) = delivered(office).letters
    assert message["To"] == OSEI
    assert text_of(message).count("16 September 2027") <= 1
    assert [one.partition(" ")[0] for one in standing(office)["handed"]] == [
        "contact", "delegation",
    ]  # fmt: skip


def test_a_notice_owed_to_one_address_twice_is_one_letter(office: Office, clock: ToldClock):
    awaited(office, clock)
    entered(office.database, clock.at, "osei")
    done(office.database, appoint, Holding("delegation", "Ghana", OSEI), GHANA, BY, clock.at)
    clock.at = at(2027, 12, 15, 9)
    assert told_to(delivered(office)) == [(OSEI, "usl_report_notice")]
    assert len(standing(office, "usl_report_notice", REPORT)["handed"]) == 2


def test_where_nobody_is_left_the_officer_is_told_once(office: Office, clock: ToldClock):
    incomplete(office, clock)
    entered(office.database, clock.at, "osei")
    done(office.database, leave, OSEI, BY, clock.at)
    clock.at = FORTNIGHT
    ((key, message),) = delivered(office).letters
    assert key == f"nobody_left:completion:{RL}:2027-09-30-14d"
    assert message["To"] == "office@example.org"
    assert "handed" not in standing(office)
    assert reason(office, "contact 2027-09-30-14d") == (
        f"{OSEI} has left.", f"{OSEI} n'est plus en fonction.",
    )  # fmt: skip
    assert delivered(office).letters == []
