"""How a fault of sending is understood, and how long a letter waits after it."""

from datetime import timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.delivery import (
    FIRST_WAIT,
    LONGEST_SAID,
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    Uncertain,
    Undeliverable,
    outcome,
    said,
    wait,
)

FAULTS: list[tuple[Exception, str, str]] = [
    (SMTPDataError(499, b"later"), "again", "499 later"),
    (SMTPDataError(500, b"no"), "refused", "500 no"),
    (SMTPDataError(599, "no"), "refused", "599 no"),
    (SMTPDataError(600, b"?"), "again", "600 ?"),
    (SMTPSenderRefused(552, b"too\nlarge", "a@b"), "refused", "552 too large"),
    (SMTPRecipientsRefused({"a@b": (550, b"5.1.1 nobod\xff")}), "refused", "550 5.1.1 nobod\ufffd"),
    (SMTPRecipientsRefused({"a@b": (450, b"grey")}), "again", "450 grey"),
    (SMTPSenderRefused(530, b"sign in", "a@b"), "again", "530 sign in"),
    (SMTPAuthenticationError(535, b"wrong"), "again", "535 wrong"),
    (SMTPConnectError(554, b"not you"), "again", "554 not you"),
    (SMTPServerDisconnected("gone"), "again", "SMTPServerDisconnected: gone"),
    (TimeoutError("no answer"), "again", "TimeoutError: no answer"),
    (LookupError("nobody"), "again", "LookupError: nobody"),
    (Uncertain("no answer"), "uncertain", "no answer"),
    (Undeliverable("not there"), "refused", "not there"),
]


@pytest.mark.parametrize(("fault", "meaning", "words"), FAULTS, ids=[f[2] for f in FAULTS])
def test_a_fault_means_one_thing_and_is_said_in_one_line(
    fault: Exception, meaning: str, words: str
):
    assert (outcome(fault), said(fault)) == (meaning, words)


def test_what_a_server_says_at_length_is_cut_and_any_database_can_keep_it():
    text = said(SMTPDataError(550, b"\0\xff\r\n" + b"x" * 5000))
    assert (len(text), "\0" in text, text[:8]) == (LONGEST_SAID, False, "550 \ufffd xx")


@given(key=st.text(), attempt=st.integers(1, 10_000))
def test_a_letter_waits_as_long_each_time_it_is_asked_and_within_its_bounds(key: str, attempt: int):
    least = min(FIRST_WAIT * 2 ** min(attempt - 1, 20), LONGEST_WAIT)
    assert least <= wait(key, attempt) < least * 1.125 + timedelta(seconds=1)


def test_letters_do_not_all_come_again_at_once():
    assert len({wait(f"RL-{number}", 1) for number in range(100)}) > 90


def test_a_night_without_a_mail_server_costs_no_letter():
    waited = sum((wait("RL-1", attempt) for attempt in range(1, MOST_ATTEMPTS)), timedelta())
    assert timedelta(hours=16) < waited < timedelta(hours=19)
