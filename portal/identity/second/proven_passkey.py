"""Whose passkey a browser proved to have, which counts as used."""

from datetime import datetime

from engine.runtime import passkeys
from engine.runtime.database import Link
from engine.runtime.passkeys import Passkey
from portal.identity.second import ceremony
from portal.identity.second.place import Place


def claimed(connection: Link, answer: str) -> Passkey | None:
    """The passkey that an answer says to be of; nothing is proven by that."""
    try:
        return passkeys.find(connection, ceremony.claimed(answer))
    except ceremony.NotProven:
        return None


def proven(
    connection: Link, where: Place, answer: str, drawn: bytes, one: Passkey, now: datetime
) -> bool:
    """Whether the answer to that challenge is of this passkey, and of no copy of it."""
    try:
        counts = ceremony.proven(where, answer, drawn, one)
    except ceremony.NotProven:
        return False
    return passkeys.use(connection, one, counts, now)
