"""Lines to a mail server, kept for many letters: opened, asked whether they still answer, closed.

A line is used by one thread at a time; there are as many as threads send at once.
"""

import smtplib
import ssl
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Final, Literal
from weakref import finalize

Tls = Literal["none", "starttls", "implicit"]
"""Whether a line is encrypted: not, by its first command, or from its first byte on."""

IDLE_SECONDS: Final = 10
"""A line that was silent for longer is asked whether it still answers."""

FAREWELL_SECONDS: Final = 5
"""How long a server may take to say goodbye."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where SMTP is spoken, how, by whom; `timeout` is the longest silence in seconds, and `most`
    how many letters a line carries before it is changed for another."""

    host: str
    port: int = 25
    tls: Tls = "none"
    user: str = ""
    password: str = ""
    timeout: float = 30
    most: int = 100


@dataclass(slots=True)
class Line:
    """A connection, how many letters it has carried, and when it was last used (seconds)."""

    connection: smtplib.SMTP
    letters: int = 0
    used: float = 0


class Lines:
    """The lines to one server. Closed by `close`, or when nobody holds them any more."""

    def __init__(self, server: MailServer, ticks: Callable[[], float] = monotonic) -> None:
        self.server = server
        self.ticks = ticks
        self.idle: deque[Line] = deque()
        self.close = finalize(self, _hang_up_all, self.idle)

    def take(self) -> Line:
        """A line that answers. OSError when the server cannot be reached, or refuses us."""
        while self.idle:
            line = self.idle.pop()
            if self.ticks() - line.used <= IDLE_SECONDS or _answers(line):
                return line
        return Line(opened(self.server))

    def keep(self, line: Line) -> None:
        """The line has carried a letter, and may carry the next."""
        line.letters += 1
        line.used = self.ticks()
        if line.letters < self.server.most:
            self.idle.append(line)
        else:
            hang_up(line)


def opened(server: MailServer) -> smtplib.SMTP:
    """A new connection, encrypted and signed in as the server's settings say. The name on the
    certificate is checked. OSError when that fails."""
    connection: smtplib.SMTP
    if server.tls == "implicit":
        context = ssl.create_default_context()
        connection = smtplib.SMTP_SSL(
            server.host, server.port, timeout=server.timeout, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        if server.tls == "starttls":
            connection.starttls(context=ssl.create_default_context())
        connection.ehlo_or_helo_if_needed()
        if server.user:
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


def hang_up(line: Line) -> None:
    """Say goodbye and close; a server that does not answer any more is left alone."""
    with suppress(OSError):
        if line.connection.sock is not None:
            line.connection.sock.settimeout(FAREWELL_SECONDS)
            line.connection.quit()
    line.connection.close()


def _hang_up_all(idle: deque[Line]) -> None:
    while idle:
        hang_up(idle.pop())


def _answers(line: Line) -> bool:
    with suppress(OSError):
        if line.connection.noop()[0] == 250:
            return True
    line.connection.close()
    return False
