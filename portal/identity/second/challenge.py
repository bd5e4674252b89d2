"""What a passkey is to sign: once, for a few minutes, and for whom it was asked."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from engine.runtime.database import Link
from engine.runtime.on_the_way import set_out, take

MAKING: Final = "passkey_made"
PROVING: Final = "passkey_asked"

LASTS: Final = timedelta(minutes=5)


def challenge(
    connection: Link, purpose: str, account: int | None, now: datetime
) -> tuple[str, bytes]:
    """A new challenge, for an account or for whoever comes, and the token by which its answer says
    which one it answers."""
    token = set_out(connection, purpose, account, {}, now, LASTS)
    return token, _of(token)


def answered(
    connection: Link, purpose: str, account: int | None, token: str, now: datetime
) -> bytes | None:
    """The challenge of that token, which is used up; None where it was used before, is too old, or
    was for somebody else."""
    found = take(connection, token, purpose, now)
    return _of(token) if found is not None and found.account == account else None


def _of(token: str) -> bytes:
    # The token is random and is kept by nobody but the page: what follows from it need not be kept.
    return sha256(f"challenge {token}".encode("utf-8", "surrogatepass")).digest()
