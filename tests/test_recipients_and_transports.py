"""To whom a letter goes, and how it leaves: into a folder, or by a real SMTP server."""

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from io import StringIO
from pathlib import Path
from smtplib import SMTPAuthenticationError, SMTPNotSupportedError, SMTPRecipientsRefused
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from hypothesis import given
from hypothesis import strategies as st

from notifications.letters import written
from notifications.lines import Lines, MailServer
from notifications.recipients import Addresses, recipient
from notifications.transports import console, folder, smtp
from workflows.catalogue import workflows

ADDRESSES = Addresses("office@example.org", "body@example.org")
LOOPBACK = "127.0.0.1"

# --- recipients --------------------------------------------------------------------------------


def test_a_letter_goes_to_the_contact_person_unless_it_is_for_the_body_or_the_office():
    going = {
        key: recipient(key, {"contact": "osei@example.org"}, ADDRESSES) for key, _ in written()
    }
    others = {key: to for key, to in going.items() if to != "osei@example.org"}
    assert others == {
        "transmitted": "body@example.org",
        "address_suspended": "office@example.org",
        "audit_seal": "office@example.org",
        "conditions_answered": "office@example.org",
        "nobody_left": "office@example.org",
    }


def test_every_letter_that_a_workflow_promises_has_a_recipient():
    for workflow in workflows().values():
        for step in workflow.steps:
            for key in step.notify:
                assert recipient(key, {"contact": "osei@example.org"}, ADDRESSES)


def test_the_letters_of_a_dossier_without_a_contact_person_go_to_the_office():
    assert recipient("included", {}, ADDRESSES) == ADDRESSES.office
    assert recipient("transmitted", {}, ADDRESSES) == "body@example.org"


def test_what_is_no_address_has_no_recipient():
    for contact in (7, "", "osei", "a@x.org, b@x.org", "a@x.org\r\nBcc: b@x.org", "a@x.org\0"):
        with pytest.raises(LookupError, match=r"^the contact person of the dossier has no"):
            recipient("registered", {"contact": contact}, ADDRESSES)


# --- a folder ----------------------------------------------------------------------------------


def message(text: str = "Madam, Sir,\n", to: str = "osei@example.org") -> EmailMessage:
    """A letter as the relay makes it."""
    one = EmailMessage()
    one["Subject"] = "File 02153: enregistré"
    one["From"] = "office@example.org"
    one["To"] = to
    one["Message-ID"] = "<1@letters.example>"
    one.set_content(text)
    return one


def test_a_letter_is_a_file_named_after_its_key(tmp_path: Path):
    folder(tmp_path / "new" / "outbox")(message(), "RL-2028-0001:registered:3")
    (file,) = (tmp_path / "new" / "outbox").iterdir()
    assert file.name == "RL-2028-0001.registered.3.eml"
    read = message_from_bytes(file.read_bytes(), policy=SMTP)
    assert (read["Subject"], read["To"]) == ("File 02153: enregistré", "osei@example.org")
    assert read.get_content() == "Madam, Sir,\r\n"


def test_the_same_letter_sent_twice_is_one_file_with_the_later_content(tmp_path: Path):
    send = folder(tmp_path)
    send(message("Once.\n"), "RL-1:registered:3")
    send(message("Twice.\n"), "RL-1:registered:3")
    (file,) = tmp_path.iterdir()
    assert b"Twice." in file.read_bytes()


def test_letters_of_other_keys_are_other_files(tmp_path: Path):
    send = folder(tmp_path)
    for key in ("RL-1:registered:3", "RL-1:registered:4", "RL-1:complete:3", "RL-2:registered:3"):
        send(message(), key)
    assert len(list(tmp_path.iterdir())) == 4


@given(key=st.text("aé0-_.:/\\ \n\0~*$", min_size=1, max_size=40))
def test_a_key_of_odd_characters_stays_in_the_folder(
    tmp_path_factory: pytest.TempPathFactory, key: str
):
    inside = tmp_path_factory.mktemp("outbox") / "inside"
    folder(inside)(message(), key)
    (file,) = inside.iterdir()
    assert list(inside.parent.iterdir()) == [inside]
    assert file.suffix == ".eml"


def test_a_folder_that_cannot_be_written_to_raises(tmp_path: Path):
    send = folder(tmp_path / "outbox")
    (tmp_path / "outbox").rmdir()
    with pytest.raises(OSError, match="No such file"):
        send(message(), "RL-1:registered:3")


def test_on_a_screen_a_letter_says_under_which_key_to_whom_and_what():
    console(screen := StringIO())(message(), "RL-1:registered:3")
    assert screen.getvalue() == (
        "\n--- RL-1:registered:3\nTo: osei@example.org\nSubject: File 02153: enregistré\n\n"
        "Madam, Sir,\n\n"
    )


# --- SMTP --------------------------------------------------------------------------------------


class Mailbox:
    """A server's side: what it was given, and whom it refuses."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], EmailMessage]] = []

    async def handle_RCPT(  # noqa: N802 - the server's own name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        read = message_from_bytes(envelope.content, policy=SMTP)
        self.letters.append((envelope.rcpt_tos, read))
        return "250 OK"


def knows(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    """One person with one password."""
    known = isinstance(data, LoginPassword) and data == LoginPassword(b"office", b"right")
    return AuthResult(success=known, handled=False)


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def port(mailbox: Mailbox) -> Iterator[int]:
    """The port of a server that speaks SMTP, without encryption."""
    controller = Controller(
        mailbox, LOOPBACK, free_port(), authenticator=knows, auth_require_tls=False
    )
    controller.start()
    yield controller.port
    controller.stop()


def test_a_letter_sent_by_smtp_arrives_as_it_was_written(mailbox: Mailbox, port: int):
    smtp(Lines(MailServer(LOOPBACK, port)))(message(), "RL-1:registered:3")
    ((recipients, letter),) = mailbox.letters
    assert recipients == ["osei@example.org"]
    assert (letter["Subject"], letter["Message-ID"]) == (
        "File 02153: enregistré",
        "<1@letters.example>",
    )
    assert letter.get_content() == "Madam, Sir,\r\n"


def test_a_server_that_asks_who_one_is_is_told(mailbox: Mailbox, port: int):
    smtp(Lines(MailServer(LOOPBACK, port, user="office", password="right")))(
        message(), "RL-1:complete:3"
    )
    assert len(mailbox.letters) == 1


FAULTS: dict[str, tuple[type[OSError], dict[str, Any], str]] = {
    "a wrong password": (
        SMTPAuthenticationError,
        {"user": "office", "password": "wrong"},
        "osei@example.org",
    ),
    "a server without encryption, where it is asked for": (
        SMTPNotSupportedError,
        {"tls": "starttls"},
        "osei@example.org",
    ),
    "a person the server does not know": (SMTPRecipientsRefused, {}, "nobody@example.org"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_the_server_refuses_is_an_oserror_and_nothing_is_sent(
    mailbox: Mailbox, port: int, fault: str
):
    kind, settings, to = FAULTS[fault]
    with pytest.raises(OSError, match=r".") as raised:
        smtp(Lines(MailServer(LOOPBACK, port, **settings)))(message(to=to), "RL-1:registered:3")
    assert raised.type is kind
    assert mailbox.letters == []


def test_a_server_that_is_not_there_is_an_oserror():
    with pytest.raises(ConnectionRefusedError):
        smtp(Lines(MailServer(LOOPBACK, free_port())))(message(), "RL-1:registered:3")
