"""Tells webhooks what they are owed: claimed, told, marked; what was not heard is told again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from engine.runtime.database import Database
from engine.runtime.notices import Mark, Notice, claim, let_go, mark
from engine.sight import covers
from portal.access.sight import whole
from portal.webhooks.address import Resolved, reachable, resolve
from portal.webhooks.posting import post
from portal.webhooks.signed import body_of, headers_of

FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=4)
GIVES_UP: Final = timedelta(hours=24)
"""After so long nobody tries again, until a person lets it."""

KEPT: Final = timedelta(days=30)
"""How long a notice that was told is remembered."""

NOT_SEEN: Final = "skipped: the account of the webhook may not see the dossier"
_LONGEST_SAID: Final = 500
_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Telling:
    """Where notices come from, and how they go: `site` begins the addresses in them, `strict` keeps
    to https and public addresses."""

    database: Database
    site: str
    clock: Callable[[], datetime]
    strict: bool = True
    resolved: Resolved = resolve

    def tell_due(self) -> tuple[int, int]:
        """Tell what is due now; how much was heard, and how much was not."""
        heard = unheard = 0
        while some := claim(self.database, self.clock(), _MOST):
            for one in some:
                # Each is marked before the next one is told: a crash repeats one at most.
                told = self._told(one)
                mark(self.database, [told], self.clock())
                heard += not told.values
                unheard += bool(told.values)
        return heard, unheard

    def let_go(self) -> int:
        """Forget what was told long ago."""
        return let_go(self.database, self.clock() - KEPT)

    def _told(self, one: Notice) -> Mark:
        # As the account sees it at this moment: it may have lost a State, or been closed.
        if one.who is None or not covers(whole(one.who), one.dossier):
            return Mark(one, {"status": "failed", "problem": NOT_SEEN})
        try:
            parts, address = reachable(one.url, self.resolved, strict=self.strict)
            body = body_of(one, self.site)
            post(parts, address, body, headers_of(one, one.secret, body, self.clock()))
        except (OSError, ValueError) as fault:
            return Mark(one, self._again(one, fault))
        return Mark(one)

    def _again(self, one: Notice, fault: Exception) -> dict[str, Any]:
        now = self.clock()
        due = now + wait(one)
        over = due > one.at + GIVES_UP
        problem = "".join(c if c.isprintable() else " " for c in str(fault))[:_LONGEST_SAID]
        told: dict[str, Any] = {"problem": problem or type(fault).__name__}
        return told | ({"status": "failed"} if over else {"status": "waiting", "due_at": due})


def wait(one: Notice) -> timedelta:
    """How long a notice waits after this attempt: twice as long each time, up to a limit, and up to
    an eighth more, which depends on it alone."""
    doubled = min(FIRST_WAIT * (1 << min(one.attempts - 1, 30)), LONGEST_WAIT)
    name = f"{one.name} {one.attempts}".encode()
    return doubled * (1 + int.from_bytes(sha256(name).digest()[:4]) / 2**35)
