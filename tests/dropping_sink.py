"""A mail server that drops lines and puts letters off at random, and outlives whoever writes to it.

It says on stdout which port it listens on, and then a line for all that happens: `accepted` with
the Message-ID of each letter whose whole text it took, `dropped` or `deferred` with the moment.
It ends with its stdin.
"""

import asyncio
import os
import re
import sys
from random import Random
from typing import Final

CHANCE: Final = {
    ("drop", "connect"): 0.05,
    ("drop", "mail"): 0.004,
    ("drop", "text"): 0.002,
    ("drop", "dot"): 0.004,
    ("defer", "mail"): 0.002,
    ("defer", "rcpt"): 0.002,
    ("defer", "data"): 0.002,
    ("defer", "dot"): 0.002,
}
"""How often it drops the line, or answers with a code of the 400s, at each moment of a letter: on
connecting, after the sender, in the middle of the text, and after its end, when it has taken it."""

_IDENTIFIER: Final = re.compile(rb"(?im)^message-id:\s*(\S+)")
_END: Final = b"\r\n.\r\n"


def say(what: str, which: str) -> None:
    """Tell whoever started it."""
    os.write(1, f"{what} {which}\n".encode())


class Talk(asyncio.Protocol):
    """One line, from its greeting to its end."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.heard = b""
        self.in_text = False
        self.over = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        if not self._drops("connect"):
            self._answer("220 sink")

    def data_received(self, data: bytes) -> None:
        self.heard += data
        while not self.over and (self._text() if self.in_text else self._command()):
            pass

    def _command(self) -> bool:
        line, ended, rest = self.heard.partition(b"\r\n")
        if not ended:
            return False
        self.heard = rest
        verb = line[:4].decode("ascii").lower()
        if verb == "quit":
            self._answer("221 bye")
            self.transport.close()
        elif verb == "ehlo":
            self._answer("250-sink\r\n250 8BITMIME")
        elif verb not in ("mail", "rcpt", "data"):
            self._answer("250 ok")
        elif not (self._drops(verb) or self._defers(verb)):
            self.in_text = verb == "data"
            self._answer("354 go on" if self.in_text else "250 ok")
        return True

    def _text(self) -> bool:
        """A letter counts as taken from here on, whether or not its sender ever hears of it."""
        if self._drops("text"):
            return False
        text, ended, rest = self.heard.partition(_END)
        if not ended:
            return False
        self.heard, self.in_text = rest, False
        if self._defers("dot"):
            return True
        found = _IDENTIFIER.search(text)
        say("accepted", found[1].decode() if found else "?")
        if not self._drops("dot"):
            self._answer("250 taken")
        return True

    def _drops(self, moment: str) -> bool:
        if not self._happens("drop", moment):
            return False
        say("dropped", moment)
        self.over = True
        self.transport.abort()
        return True

    def _defers(self, moment: str) -> bool:
        if not self._happens("defer", moment):
            return False
        say("deferred", moment)
        self._answer("451 later")
        return True

    def _happens(self, what: str, moment: str) -> bool:
        return self.chance.random() < CHANCE.get((what, moment), 0)

    def _answer(self, words: str) -> None:
        self.transport.write(words.encode() + b"\r\n")


async def listen(seed: int) -> None:
    """Listen until stdin ends."""
    loop, chance = asyncio.get_running_loop(), Random(seed)
    server = await loop.create_server(lambda: Talk(chance), "127.0.0.1", 0)
    say("port", str(server.sockets[0].getsockname()[1]))
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(listen(int(sys.argv[1])))
