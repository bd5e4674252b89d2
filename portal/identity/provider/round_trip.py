"""One sign-in elsewhere: what holds its two halves together, for ten minutes and once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import Final

from engine.runtime.database import Link
from engine.runtime.on_the_way import OnTheWay, set_out, take
from engine.words import Language

PURPOSE: Final = "provider"
COOKIE: Final = "dossiers-provider"
LASTS: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """What follows from a token that only this browser holds: the state that comes back with it,
    the nonce that is in what the provider signs, and the secret that redeems the code (PKCE)."""

    token: str

    @property
    def state(self) -> str:
        """Goes there and comes back, in addresses."""
        return self._of("state")

    @property
    def nonce(self) -> str:
        """Goes there in the address, and comes back signed."""
        return self._of("nonce")

    @property
    def verifier(self) -> str:
        """Stays here; only its hash goes there at first."""
        return self._of("verifier")

    def belongs(self, state: str) -> bool:
        """Whether an answer is to this question."""
        return compare_digest(self.state.encode(), state.encode("utf-8", "surrogatepass"))

    def _of(self, what: str) -> str:
        # Each is a hash of the token: none of them tells another, and no row has to keep them.
        return sha256(f"{what} {self.token}".encode("utf-8", "surrogatepass")).hexdigest()


def begin(connection: Link, to: str, language: Language, now: datetime) -> RoundTrip:
    """Let somebody set out, who wants that page of ours afterwards, in that language."""
    return RoundTrip(set_out(connection, PURPOSE, None, {"next": to, "lang": language}, now, LASTS))


def end(connection: Link, token: str, now: datetime) -> OnTheWay | None:
    """Who comes back with that token; None where it came back before, is too old, or is unknown."""
    return take(connection, token, PURPOSE, now)
