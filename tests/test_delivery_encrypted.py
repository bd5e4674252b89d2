"""Encrypted lines to a real server: asked for or from the first byte, the certificate checked; and
letters beyond ASCII."""

import ssl
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from smtplib import SMTPNotSupportedError
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from notifications.delivery import Undeliverable
from notifications.lines import Lines, MailServer, Tls
from notifications.transports import smtp
from tests.mail_sink import LOOPBACK, Sink, listening

NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a mail server")])


def certified(folder: Path, address: str) -> Path:
    """A certificate for that address, with its key, that no authority has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime(2026, 1, 1, tzinfo=UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))])
    signed = (
        x509.CertificateBuilder(NAME, NAME, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=365 * 50))
        .add_extension(names, critical=False)
        .sign(key, SHA256())
    )
    file = folder / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + signed.public_bytes(Encoding.PEM))
    return file


def speaking(tls: Tls, file: Path) -> dict[str, Any]:
    """How the server speaks."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    if tls == "implicit":
        return {"ssl_context": context}
    return {"tls_context": context, "require_starttls": True}


def message(text: str = "Madam, Sir,\n", to: str = "osei@example.org") -> EmailMessage:
    one = EmailMessage()
    one["From"], one["To"], one["Subject"] = "office@example.org", to, "File 02153"
    one.set_content(text)
    return one


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_letter_goes_encrypted_to_a_server_that_is_who_it_says(
    tls: Tls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = certified(tmp_path, LOOPBACK)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    sink = Sink()
    with listening(sink, **speaking(tls, file)) as port:
        lines = Lines(MailServer(LOOPBACK, port, tls))
        smtp(lines)(message(), "RL-1:registered:3")
        smtp(lines)(message(), "RL-1:complete:4")
        lines.close()
    assert (len(sink.letters), sink.said) == (2, ["QUIT"])


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
@pytest.mark.parametrize(("address", "trusted"), [("127.0.0.2", True), (LOOPBACK, False)])
def test_nothing_is_said_to_a_server_with_another_name_or_that_nobody_trusts(
    tls: Tls, address: str, trusted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = certified(tmp_path, address)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    sink = Sink()
    with (
        listening(sink, **speaking(tls, file)) as port,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        smtp(Lines(MailServer(LOOPBACK, port, tls)))(message(), "RL-1:registered:3")
    assert sink.letters == []


def test_a_server_that_cannot_encrypt_is_told_nothing():
    sink = Sink()
    with listening(sink) as port, pytest.raises(SMTPNotSupportedError):
        smtp(Lines(MailServer(LOOPBACK, port, "starttls")))(message(), "RL-1:registered:3")
    assert (sink.letters, sink.options) == ([], [])


FRENCH = "Le dossier a été reçu.\n.\n..\n"


@pytest.mark.parametrize(
    ("text", "options"),
    [(FRENCH, ["BODY=8BITMIME"]), ("Received.\n.\n", [])],
    ids=["French", "English"],
)
def test_a_letter_arrives_as_written_and_eight_bits_are_announced(text: str, options: list[str]):
    sink = Sink()
    with listening(sink) as port:
        lines = Lines(MailServer(LOOPBACK, port))
        smtp(lines)(message(text), "RL-1:registered:3")
        lines.close()
    ((_, letter),) = sink.letters
    assert letter.get_content().replace("\r\n", "\n") == text
    assert [[one for one in given if "BODY" in one] for given in sink.options] == [options]


class Old(Sink):
    """A server that takes seven bits alone."""

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, hostname: str, answers: list[str]
    ) -> list[str]:
        kept = await super().handle_EHLO(server, session, envelope, hostname, answers)
        return [one for one in kept if "8BITMIME" not in one]


def test_a_letter_to_an_old_server_is_written_in_seven_bits():
    sink = Old()
    with listening(sink) as port:
        lines = Lines(MailServer(LOOPBACK, port))
        smtp(lines)(message(FRENCH), "RL-1:registered:3")
        lines.close()
    ((_, letter),) = sink.letters
    assert letter["Content-Transfer-Encoding"] in ("quoted-printable", "base64")
    assert letter.get_content().replace("\r\n", "\n") == FRENCH


@pytest.mark.parametrize("able", [True, False])
def test_an_address_beyond_ascii_goes_where_the_server_takes_it(able: bool):
    sink = Sink()
    with listening(sink, enable_SMTPUTF8=able) as port:
        lines = Lines(MailServer(LOOPBACK, port))
        send = smtp(lines)
        if able:
            send(message(to="éloïse@example.org"), "RL-1:registered:3")
        else:
            with pytest.raises(Undeliverable, match="beyond ASCII"):
                send(message(to="éloïse@example.org"), "RL-1:registered:3")
        lines.close()
    taken = [to for to, _ in sink.letters]
    assert taken == ([["éloïse@example.org"]] if able else [])
