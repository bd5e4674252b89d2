"""What happens after a reminder was put into a letter and before that leaves: it is asked again."""

from engine.runtime.office import Office
from engine.runtime.pauses import go_on, pause
from tests.conftest import ToldClock
from tests.mail import text_of
from tests.moves import GHANA, taken
from tests.reminded_office import (
    OTHER,
    REPORT,
    at,
    awaited,
    delivered,
    hand_over,
    incomplete,
    outbox,
    problems,
    reason,
    standing,
    told_to,
)  # fmt: skip
from tests.test_relay import RL, Post, relay

OSEI, ADDO = "osei@example.org", "addo@example.org"
FIRST = "contact 2027-09-30-14d"


def of_reminders(post: Post) -> list[tuple[str, str]]:
    """To whom the letters went that tell reminders, and which they were."""
    return [one for one in told_to(post) if one[1] in ("digest", "usl_report_notice")]


def test_what_was_done_meanwhile_is_not_asked_for_and_the_letter_says_why_it_did_not_leave(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    clock.at = at(2027, 9, 16, 8)
    assert hand_over(office) == 1
    taken(office, "resubmit", GHANA)
    assert of_reminders(delivered(office)) == []
    assert outbox(office) == {("digest", "cancelled"): 1}
    assert problems(office) == [f"What this asks of {RL} has been done already."]


def test_of_two_files_in_one_message_the_one_that_still_waits_is_told(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    incomplete(office, clock, OTHER)
    clock.at = at(2027, 9, 16, 8)
    assert hand_over(office) == 2
    taken(office, "resubmit", GHANA)
    post = delivered(office)
    (text,) = (text_of(message) for key, message in post.letters if key.startswith("digest"))
    assert (OTHER in text, RL in text) == (True, False)


def test_a_file_that_was_withdrawn_is_not_recalled(office: Office, clock: ToldClock):
    incomplete(office, clock)
    clock.at = at(2027, 9, 16, 8)
    assert hand_over(office) == 1
    taken(office, "withdraw", GHANA)
    assert of_reminders(delivered(office)) == []
    assert problems(office) == [f"{RL} has closed."]
    assert reason(office, "contact 2027-09-30-7d") == (
        f"{RL} has closed.", f"Le dossier {RL} est clos.",
    )  # fmt: skip
    clock.at = at(2027, 10, 30)
    assert hand_over(office) == 0


def test_a_contact_person_who_was_replaced_hands_the_reminder_on(office: Office, clock: ToldClock):
    awaited(office, clock)
    clock.at = at(2027, 12, 15, 9)
    assert hand_over(office) == 1
    taken(office, "name_contact", GHANA, REPORT, contact=ADDO)
    assert of_reminders(delivered(office)) == []
    assert problems(office) == [f"It was addressed to {OSEI}, who is no longer the contact person."]
    clock.later(minutes=1)
    assert of_reminders(delivered(office)) == [(ADDO, "usl_report_notice")]


# --- paused --------------------------------------------------------------------------------------


def test_nothing_about_a_file_that_is_paused_leaves_and_then_the_newest_does(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    assert pause(office.database, RL, "The file is at the court.", "A. Lind", clock.at)
    clock.at = at(2027, 9, 16, 8)
    assert hand_over(office) == 0
    clock.at = at(2027, 9, 24)
    assert go_on(office.database, RL, "A. Lind", clock.at)
    assert of_reminders(delivered(office)) == [(OSEI, "digest")]
    assert standing(office)["handed"] == ["contact 2027-09-30-7d"]


def test_a_message_that_was_handed_over_before_the_pause_waits_for_its_end(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    clock.at = at(2027, 9, 16, 8)
    assert hand_over(office) == 1
    pause(office.database, RL, "The file is at the court.", "A. Lind", clock.at)
    assert of_reminders(delivered(office)) == []
    assert outbox(office) == {("digest", "waiting"): 1}
    go_on(office.database, RL, "A. Lind", clock.at)
    assert of_reminders(delivered(office)) == [(OSEI, "digest")]


def test_of_a_message_about_two_files_the_paused_one_is_told_later(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    incomplete(office, clock, OTHER)
    clock.at = at(2027, 9, 16, 8)
    assert hand_over(office) == 2
    pause(office.database, RL, "The file is at the court.", "A. Lind", clock.at)
    (first,) = delivered(office).letters
    assert (OTHER in text_of(first[1]), RL in text_of(first[1])) == (True, False)
    assert standing(office)["planned"][0] == FIRST
    clock.later(days=1)
    go_on(office.database, RL, "A. Lind", clock.at)
    (second,) = delivered(office).letters
    assert (OTHER in text_of(second[1]), RL in text_of(second[1])) == (False, True)


def test_while_everything_is_paused_nothing_leaves_and_then_each_once(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    awaited(office, clock)
    clock.at = at(2027, 12, 15, 9)
    pause(office.database, "", "The mail server was broken into.", "R. Haddad", clock.at)
    assert (hand_over(office), delivered(office).letters) == (0, [])
    go_on(office.database, "", "R. Haddad", clock.at)
    assert (OSEI, "usl_report_notice") in of_reminders(delivered(office))
    assert delivered(office).letters == []


def test_a_notice_paused_in_the_very_instant_of_its_leaving_goes_when_it_is_over(
    office: Office, clock: ToldClock
):
    awaited(office, clock)
    clock.at = at(2027, 12, 15, 9)
    hand_over(office)
    desk = relay(office, post := Post())
    (promise,) = desk._claimed()
    pause(office.database, REPORT, "A question of law.", "A. Lind", clock.at)
    desk._send_all([promise])
    assert post.letters == []
    clock.later(days=1)
    go_on(office.database, REPORT, "A. Lind", clock.at)
    assert of_reminders(delivered(office)) == [(OSEI, "usl_report_notice")]
