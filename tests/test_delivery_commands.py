"""`dossiers letters` where something went wrong; and the settings that say how letters leave."""

import io
import sys
from pathlib import Path

import pytest
from sqlalchemy import update

from engine.runtime.database import connect
from engine.runtime.tables import letter
from tests.conftest import Run
from tests.mail_sink import LOOPBACK, Sink, listening
from tests.test_bounces import NAME, report
from tests.test_command_line import KENTE, OSEI

KEY = "RL-2090-0001:submission_received:2"


@pytest.fixture
def submitted(run: Run) -> Run:
    """A dossier whose letter of receipt is about to leave."""
    run(*KENTE)
    run("move", "RL-2090-0001", "submit", *OSEI)
    return run


def stands(url: str, status: str) -> None:
    """The letter has come so far."""
    database = connect(url)
    with database.begin() as connection:
        connection.execute(update(letter).values(status=status, problem="the line broke"))
    database.dispose()


def test_a_failed_letter_is_listed_with_its_reason_and_sent_again(
    submitted: Run, monkeypatch: pytest.MonkeyPatch
):
    sink = Sink()
    sink.rcpt.append("550 5.1.1 no such person")
    with listening(sink) as port:
        monkeypatch.setenv("DOSSIERS_SMTP__HOST", LOOPBACK)
        monkeypatch.setenv("DOSSIERS_SMTP__PORT", str(port))
        assert submitted("letters", "send") == (1, "0 sent, 1 failed\n", "")
        listed = submitted("letters", "failed")
        assert listed == (0, f"{KEY}  (1 attempt)  550 5.1.1 no such person\n", "")
        retried = submitted("letters", "retry", KEY, "nothing", "--name", "A. Lind")
        failure = "no letter has failed under the key nothing\n"
        assert retried == (1, f"{KEY} is sent again\n", failure)
        assert submitted("letters", "send") == (0, "1 sent, 0 failed\n", "")


@pytest.mark.parametrize(
    ("how", "said", "then"),
    [("--sent", "counts as sent", "0 sent"), ("--again", "is sent again", "1 sent")],
)
def test_an_uncertain_letter_is_listed_and_settled(
    submitted: Run, database_url: str, how: str, said: str, then: str
):
    submitted("letters", "send")
    stands(database_url, "uncertain")
    assert submitted("letters", "uncertain")[1] == f"{KEY}  (1 attempt)  the line broke\n"
    assert submitted("letters", "settle", KEY, "--name", "A. Lind")[0] == 2
    settle = ("letters", "settle", KEY, how, "--name", "A. Lind")
    assert submitted(*settle) == (0, f"{KEY} {said}\n", "")
    assert submitted(*settle)[2] == f"no letter is uncertain under the key {KEY}\n"
    assert submitted("letters", "send")[1] == f"{then}, 0 failed\n"


class Piped:
    """What a mail server pipes in."""

    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)


def test_a_report_piped_in_suspends_an_address_until_it_is_resumed(
    submitted: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    submitted("letters", "send")
    (file,) = (tmp_path / "outbox").iterdir()
    lines = file.read_text("utf-8").splitlines()
    name = next(line.split()[1] for line in lines if line.startswith("Message-ID"))
    raw = report().replace(NAME.encode(), name.encode())
    monkeypatch.setattr(sys, "stdin", Piped(raw))
    status, told, _ = submitted("letters", "bounce")
    assert (status, told.splitlines()[1]) == (
        0, "No letter goes to osei@example.org until: dossiers letters resume",
    )  # fmt: skip
    monkeypatch.setattr(sys, "stdin", Piped(raw))
    assert f"{KEY} had come back already" in submitted("letters", "bounce")[1]
    assert submitted("letters", "suspended")[1].startswith("osei@example.org  ")
    assert submitted("letters", "resume", "osei@example.org", "--name", "A. Lind")[0] == 0
    assert submitted("letters", "suspended")[1] == ""
    again = submitted("letters", "resume", "osei@example.org", "--name", "A. Lind")
    assert again == (1, "", "osei@example.org is not suspended\n")


def test_what_is_no_report_or_of_no_letter_of_ours_is_said_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "stdin", Piped(b"\xff\0"))
    sentence = "This is no report of a letter that came back; nothing has changed.\n"
    assert run("letters", "bounce") == (0, sentence, "")
    monkeypatch.setattr(sys, "stdin", Piped(report()))
    status, _, reasons = run("letters", "bounce")
    assert (status, reasons[:55]) == (1, "no letter of ours to osei@example.org is known: 550 5.1")


def test_letters_can_be_read_on_the_screen(submitted: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DOSSIERS_TRANSPORT", "console")
    status, told, _ = submitted("letters", "send")
    assert (status, f"--- {KEY}\nTo: osei@example.org\n" in told) == (0, True)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"TRANSPORT": "smtp"}, "DOSSIERS_SMTP__HOST names no mail server"),
        ({"TRANSPORT": "pigeon"}, "DOSSIERS_TRANSPORT: Input should be"),
        ({"MAIL_REDIRECT": "nobody"}, "DOSSIERS_MAIL_REDIRECT: String should match"),
        ({"SMTP__STARTTLS": "true", "SMTP__TLS": "none"}, "TLS=none contradict each other"),
        ({"SMTP__TIMEOUT": "0"}, "DOSSIERS_SMTP__TIMEOUT: Input should be greater than 0"),
        ({"SMTP__PER_MINUTE": "-1"}, "DOSSIERS_SMTP__PER_MINUTE: Input should be greater than"),
    ],
)
def test_a_setting_that_cannot_be_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], sentence: str
):
    for name, value in given.items():
        monkeypatch.setenv(f"DOSSIERS_{name}", value)
    status, _, reasons = run("letters", "send")
    assert (status, sentence in reasons) == (1, True), reasons


@pytest.mark.parametrize(
    ("given", "tls"),
    [
        ({}, "none"),
        ({"STARTTLS": "true"}, "starttls"),
        ({"TLS": "implicit"}, "implicit"),
        ({"TLS": "starttls", "STARTTLS": "true"}, "starttls"),
    ],
)
def test_how_a_line_is_encrypted(monkeypatch: pytest.MonkeyPatch, given: dict[str, str], tls: str):
    from portal.settings import Settings

    for name, value in given.items():
        monkeypatch.setenv(f"DOSSIERS_SMTP__{name}", value)
    assert Settings().smtp.encryption == tls
