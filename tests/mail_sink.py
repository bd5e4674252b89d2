"""A real mail server that refuses, closes or falls silent when it is told to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from aiosmtpd.controller import Controller

LOOPBACK = "127.0.0.1"


class Sink:
    """What it was given, over how many lines, and what it does at the next letters: its answers to
    a sender, a recipient, the end of a text or a reset are used up one by one; `drop` closes the
    line without a word, `closes` after the answer, and `forget` takes a recipient for none."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], EmailMessage]] = []
        self.said: list[str] = []
        self.lines = 0
        self.mail: list[str] = []
        self.rcpt: list[str] = []
        self.data: list[str] = []
        self.rset: list[str] = []
        self.options: list[list[str]] = []

    async def handle_EHLO(  # noqa: N802 - the server's own name
        self, server: Any, session: Any, envelope: Any, hostname: str, answers: list[str]
    ) -> list[str]:
        self.lines += 1
        session.host_name = hostname
        return answers

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        self.options.append(options)
        return self._answer(server, self.mail, "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.rcpt[:1] != ["forget"]:
            envelope.rcpt_tos.append(address)
        return self._answer(server, self.rcpt, "250 OK")

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        answer = self._answer(server, self.data, "250 OK")
        if not answer.startswith(("4", "5")):
            read = message_from_bytes(envelope.content, policy=SMTP)
            self.letters.append((envelope.rcpt_tos, read))
        return answer

    async def handle_NOOP(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, argument: str
    ) -> str:
        self.said.append("NOOP")
        return "250 OK"

    async def handle_RSET(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.said.append("RSET")
        return self._answer(server, self.rset, "250 OK")

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.said.append("QUIT")
        return "221 Bye"

    def _answer(self, server: Any, answers: list[str], usual: str) -> str:
        answer = answers.pop(0) if answers else usual
        if answer == "drop":
            server.transport.abort()
        if answer.startswith("421") or answer == "closes":
            server.loop.call_later(0.05, server.transport.close)
        return usual if answer in ("drop", "closes", "forget") else answer


@contextmanager
def listening(sink: Sink, **settings: Any) -> Iterator[int]:
    """The port on which it listens."""
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        port: int = one.getsockname()[1]
    controller = Controller(sink, LOOPBACK, port, **settings)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
