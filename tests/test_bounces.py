"""Letters that come back: a report is understood, whatever its server wrote, and nothing else is
taken for one."""

from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from engine.runtime.office import Office
from engine.runtime.suspended import resume, suspended
from engine.runtime.tables import letter
from notifications.bounces import Report, reports
from notifications.recipients import Addresses
from notifications.returned import Returned, Returns
from tests.conftest import ToldClock
from tests.mail import text_of
from tests.test_relay import RECEIVED, Post, relay, row, submitted

NAME = "<3f8aff1ad9b5b768032b5cd9d7856bda@ich.example>"
REPORT = """\
From: MAILER-DAEMON@mx.example.org
To: office@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

{blocks}
--b
{returned}
--b--
"""
BLOCK = """\
Final-Recipient: rfc822; osei@example.org
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <osei@example.org>:
  no such person

"""
HEADERS = f"Content-Type: text/rfc822-headers\n\nMessage-ID: {NAME}\nSubject: File\n"
WHOLE = f"Content-Type: message/rfc822\n\nMessage-ID: {NAME}\nSubject: File\n\nMadam, Sir,\n"
WHY = "550 5.1.1 <osei@example.org>: no such person"


def report(action: str = "failed", returned: str = HEADERS, **more: Any) -> bytes:
    """What a mail server sends back."""
    blocks = more.get("blocks", BLOCK.format(action=action))
    return REPORT.format(blocks=blocks, returned=returned).encode()


def returns(office: Office, redirect: str = "") -> Returns:
    """Where letters that come back are noted."""
    addresses = Addresses("office@example.org", "body@example.org")
    return Returns(office.database, addresses, office.clock, "ich.example", redirect)


def sent(office: Office, **more: Any) -> Post:
    """A letter that has left."""
    submitted(office, **more)
    relay(office, post := Post()).send_due()
    return post


# --- what a report says ------------------------------------------------------------------------


@pytest.mark.parametrize("returned", [HEADERS, WHOLE], ids=["headers", "whole"])
@pytest.mark.parametrize("action", ["failed", "delayed"])
def test_a_report_says_for_whom_a_letter_failed_and_why(action: Any, returned: str):
    assert reports(report(action, returned)) == (Report(action, "osei@example.org", WHY, (NAME,)),)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "", "Failed?"])
def test_a_report_of_what_arrived_tells_of_no_failure(action: str):
    assert reports(report(action)) == ()


def test_a_report_tells_of_each_recipient():
    second = BLOCK.format(action="DELAYED").replace("osei", "mensah")
    found = reports(report(blocks=BLOCK.format(action="Failed") + second))
    assert [(one.action, one.recipient) for one in found] == [
        ("failed", "osei@example.org"),
        ("delayed", "mensah@example.org"),
    ]


def test_a_report_that_somebody_forwarded_is_still_found():
    outer = EmailMessage()
    outer["Subject"] = "Fwd: Undelivered"
    outer.set_content("Please look.")
    inner = b"Content-Type: message/rfc822\n\n" + report()
    raw = outer.as_bytes().rstrip() + b"\n"
    nested = b'Content-Type: multipart/mixed; boundary="o"\n\n--o\n\n' + raw + b"--o\n"
    found = reports(nested + inner + b"\n--o--\n")
    assert [(one.recipient, NAME in one.identifiers) for one in found] == [
        ("osei@example.org", True)
    ]


BROKEN = {
    "no address": ("Action: failed\nStatus: 5.0.0\n", Report("failed", "", "5.0.0", (NAME,))),
    "no reason": (
        "Original-Recipient: rfc822;<a@example.org>\nFinal-Recipient: rfc822; b@x\nAction: failed",
        Report("failed", "a@example.org", "the mail server gives no reason", (NAME,)),
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_report_that_is_not_as_it_should_be_is_read_as_far_as_it_goes(case: str):
    blocks, understood = BROKEN[case]
    assert reports(report(blocks=blocks)) == (understood,)


def test_a_report_that_is_cut_off_names_no_letter():
    assert reports(report()[: report().index(b"Content-Type: text/rfc822")]) == (
        Report("failed", "osei@example.org", WHY, ()),
    )


AWAY = b"From: osei@example.org\nAuto-Submitted: auto-replied\nSubject: Away\n\nUntil Monday.\n"
READ = REPORT.replace("delivery-status", "disposition-notification").encode()


@pytest.mark.parametrize(
    "raw", [b"", b"\0\xff", AWAY, READ], ids=["empty", "noise", "away", "read"]
)
def test_an_automatic_answer_is_no_report(raw: bytes):
    assert reports(raw) == ()


@given(noise=st.binary(max_size=300), at=st.integers(0, 900), length=st.integers(0, 300))
def test_no_bytes_whatsoever_break_the_reading(noise: bytes, at: int, length: int):
    whole = report(returned=WHOLE)
    for raw in (noise, whole[:at] + noise + whole[at + length :], whole[:at]):
        assert isinstance(reports(raw), tuple)


def test_a_message_of_a_thousand_envelopes_is_no_report():
    assert reports(b"Content-Type: message/rfc822\n\n" * 5000 + report()) == ()


# --- what follows ------------------------------------------------------------------------------


def test_a_letter_that_came_back_has_failed_and_its_address_gets_no_further_letter(
    office: Office, clock: ToldClock
):
    sent(office)
    desk = returns(office)
    assert desk.read(report()) == [
        Returned("failed", RECEIVED, "osei@example.org", WHY, "osei@example.org")
    ]
    assert (row(office, RECEIVED).status, row(office, RECEIVED).problem) == ("failed", WHY)
    assert desk.read(report()) == [Returned("known", RECEIVED, "osei@example.org", WHY)]
    submitted(office, "RL-2028-0002", contact="Osei@Example.org")
    submitted(office, "RL-2028-0003", contact="mensah@example.org")
    relay(office, post := Post()).send_due()
    going = sorted((key.split(":")[0], message["To"]) for key, message in post.letters)
    assert going == [
        ("RL-2028-0003", "mensah@example.org"),
        ("nobody_left", "office@example.org"),
        ("suspended", "office@example.org"),
    ]
    refused = row(office, "RL-2028-0002:submission_received:2")
    assert (refused.status, refused.attempts) == ("failed", 1)
    assert "Osei@Example.org" in refused.problem


def test_the_office_is_told_which_letter_came_back_and_why(office: Office):
    sent(office)
    returns(office).read(report())
    relay(office, post := Post()).send_due()
    ((_, message),) = post.letters
    assert message["Subject"] == "Letters to osei@example.org come back"
    assert f"Letter: {RECEIVED}\nWhat the mail server said: {WHY}\n" in text_of(message)


def test_letters_go_again_to_an_address_that_a_person_resumed(office: Office, clock: ToldClock):
    sent(office)
    returns(office).read(report())
    assert list(suspended(office.database)) == ["osei@example.org"]
    assert resume(office.database, "OSEI@example.org", "A. Lind", clock.at)
    assert not resume(office.database, "osei@example.org", "A. Lind", clock.at)
    assert suspended(office.database) == {}
    submitted(office, "RL-2028-0002")
    relay(office, post := Post()).send_due()
    assert "RL-2028-0002:submission_received:2" in post.keys


def test_two_letters_that_come_back_suspend_an_address_once(office: Office, clock: ToldClock):
    sent(office)
    post = sent(office, reference="RL-2028-0002")
    returns(office).read(report())
    name = post.letters[0][1]["Message-ID"]
    clock.later(hours=1)
    (second,) = returns(office).read(report(returned=HEADERS.replace(NAME, name)))
    assert second.letter == "RL-2028-0002:submission_received:2"
    assert [one.letter for one in suspended(office.database).values()] == [RECEIVED]
    assert relay(office, Post()).send_due() == (1, 0)


@pytest.mark.parametrize(
    ("status", "what"),
    [
        ("sending", "failed"),
        ("sent", "failed"),
        ("uncertain", "failed"),
        ("dropped", "failed"),
        ("waiting", "known"),
        ("cancelled", "known"),
    ],
)
def test_whatever_was_with_a_mail_server_may_come_back(office: Office, status: str, what: str):
    sent(office)
    with office.database.begin() as connection:
        connection.execute(update(letter).where(letter.c.key == RECEIVED).values(status=status))
    (told,) = returns(office).read(report())
    assert told.what == what
    assert list(suspended(office.database)) == ["osei@example.org"] * (what == "failed")


def test_a_delay_changes_nothing(office: Office):
    sent(office)
    (told,) = returns(office).read(report("delayed"))
    assert (told.what, row(office, RECEIVED).status) == ("delayed", "sent")


def test_a_letter_of_somebody_else_changes_nothing(office: Office):
    sent(office)
    (told,) = returns(office).read(report(returned=HEADERS.replace("ich.", "other.")))
    assert (told.what, told.letter, suspended(office.database)) == ("unknown", None, {})
    assert returns(office).read(AWAY) == []
