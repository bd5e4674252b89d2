"""Sending one notice: to the very address that was checked, following nowhere, reading little."""

import ssl
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from socket import SHUT_RDWR, create_connection
from threading import Timer
from typing import Final
from urllib.parse import SplitResult

from portal.webhooks.address import NotSent, port_of

SECONDS: Final = 15
"""How long the other side may take."""

_OK: Final = range(200, 300)


class _To(HTTPConnection):
    """A connection to a network address, under the name that the address has."""

    def __init__(self, parts: SplitResult, address: str) -> None:
        super().__init__(parts.hostname or "", port_of(parts), timeout=SECONDS)
        self._address = address
        self._by_https = parts.scheme == "https"

    def connect(self) -> None:
        """To the address that was checked: the name is not looked up again."""
        self.sock = create_connection((self._address, self.port), self.timeout)
        if self._by_https:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def hang_up(self) -> None:
        """Stop whatever is still being said."""
        with suppress(OSError, AttributeError):  # it is over already, or has not begun
            self.sock.shutdown(SHUT_RDWR)


def post(
    parts: SplitResult, address: str, body: bytes, headers: Mapping[str, str],
    seconds: float = SECONDS,
) -> None:  # fmt: skip
    """Send it, and be answered within so many seconds in all. NotSent where the answer is anything
    but 2xx: no redirect is followed."""
    path = parts.path or "/"
    line = f"{path}?{parts.query}" if parts.query else path
    connection = _To(parts, address)
    # The limit of a connection is for each piece that comes: one letter at a time would hold us.
    limit = Timer(seconds, connection.hang_up)
    limit.start()
    try:
        connection.request("POST", line, body, dict(headers))
        answer = connection.getresponse()
        if answer.status not in _OK:
            raise NotSent(f"the answer was {answer.status} {answer.reason[:100]}".strip())
    except HTTPException as fault:
        raise NotSent(f"the answer could not be read: {type(fault).__name__}") from fault
    except TimeoutError as fault:
        raise NotSent(f"no answer came within {SECONDS} seconds") from fault
    finally:
        limit.cancel()
        connection.close()
