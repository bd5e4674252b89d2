"""A letter as a message: its headers, its thread, a trial's banner, facts that would break in."""

from datetime import UTC, datetime
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.runtime.office import Office
from engine.runtime.outbox import Promise
from engine.words import Language
from notifications.letters import Letter
from notifications.message import Stationery, message_of
from tests.mail import text_of
from tests.test_relay import Post, relay, submitted

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
OFFICE = Stationery("office@example.org", "ich.example")
TRIAL = Stationery("office@example.org", "ich.example", "trial@example.org")
PROMISE = Promise("RL-1:registered:3", "registered", {}, "RL-1", "rl", 3, 1, NOON)


def made(subject: str, text: str, on: Stationery = OFFICE, language: Language = "en"):
    """A message as a server would read it."""
    letter = Letter("registered", language, subject, text)
    return message_of(PROMISE, [letter], "osei@example.org", on, NOON)


def test_a_message_has_the_headers_that_programs_of_mail_expect():
    message = made("File 02153: registered", "Madam, Sir,\n")
    thread = message["References"]
    assert dict(message.items()) == {
        "Subject": "File 02153: registered",
        "From": "office@example.org",
        "Reply-To": "office@example.org",
        "To": "osei@example.org",
        "Date": "Mon, 01 Mar 2027 12:00:00 +0000",
        "Message-ID": "<edc0e5d896e9923ded312c22458786a1@ich.example>",
        "In-Reply-To": thread,
        "References": thread,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/alternative; boundary="=_alternative"',
    }


def test_outside_production_one_address_gets_every_letter_and_is_told_whose_it_was(office: Office):
    submitted(office)
    post = Post()
    relay(office, post, redirect="trial@example.org").send_due()
    ((_, message),) = post.letters
    assert (message["To"], message["X-Original-To"]) == ("trial@example.org", "osei@example.org")
    assert "osei@example.org" not in {str(message[name]) for name in ("To", "Cc", "Bcc")}
    assert text_of(message).splitlines()[:3] == [
        "*** This is a trial. Outside of it this letter would go to osei@example.org. ***",
        "*** Ceci est un essai. En dehors de celui-ci, cette lettre serait adressée à "
        "osei@example.org. ***",
        "",
    ]


def test_in_production_nothing_speaks_of_a_trial():
    message = made("File", "Madam, Sir,\n")
    assert (message["X-Original-To"], text_of(message)) == (None, "Madam, Sir,\n")


def test_a_title_in_several_lines_stays_in_the_subject():
    message = made("Kente\r\nBcc: all@example.org\0\x1b[31m\u2028weaving", "One\r\ntwo\rthree\0\n")
    assert message["Subject"] == "Kente Bcc: all@example.org [31m weaving"
    assert message["Bcc"] is None
    assert text_of(message) == "One\ntwo\nthree\n"


@given(subject=st.text(max_size=200), text=st.text(max_size=200))
def test_whatever_a_fact_holds_there_are_the_same_headers_and_one_text(subject: str, text: str):
    plain, odd = made("File", "Text\n"), made(subject + "\ud800", text + "\udfff")
    assert list(odd.keys()) == list(plain.keys())
    raw = odd.as_bytes()
    head = raw.partition(b"\n\n")[0]
    fields = [line for line in head.split(b"\n") if not line.startswith((b" ", b"\t"))]
    assert (len(fields), b"\0" in raw, b"\r" in raw) == (len(plain.keys()), False, False)


@pytest.mark.parametrize("on", [OFFICE, TRIAL])
def test_the_name_of_a_message_is_that_of_its_key_wherever_it_goes(on: Stationery):
    assert made("a", "b", on)["Message-ID"] == made("c", "d")["Message-ID"]


def test_a_header_that_letters_share_is_written_as_each_server_takes_it():
    message = made("File", "Text", Stationery("büro@example.org", "ich.example"))
    manners = (SMTP, SMTP.clone(utf8=True), SMTP, SMTP.clone(utf8=True))
    written = [message.as_bytes(policy=manner).split(b"\r\n")[1] for manner in manners]
    plain, direct = b"From: =?utf-8?q?b=C3=BCro?=@example.org", "From: büro@example.org".encode()
    assert written == [plain, direct, plain, direct]
