"""The letters of an account: what opens its door, and what tells of what was done at it.

What opens a door is held by its letter alone. The outbox names the letter; the token is made when
the letter leaves, and only its hash is kept then, as the link of that letter (`links`). So the step
that waits to be opened is kept under the key of its letter, which is no hash: no token opens it by
itself, and whoever reads the outbox can open nothing.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from engine.runtime.correspondent_tables import letter_link
from engine.runtime.links import WORKS_FOR
from engine.runtime.posted import Posting, post
from engine.runtime.tokens import kept, new_token

INVITATION: Final = "account_invitation"
RESET: Final = "account_reset"
PASSWORD_CHANGED: Final = "account_password_changed"  # noqa: S105 - the name of a letter
NEW_DEVICE: Final = "account_new_device"

ROLE: Final = "account"
"""As what somebody gets these letters."""

TOKEN: Final = "…"  # noqa: S105 - a mark, and no token
"""Stands in the link of a letter for the token, until it leaves and in what is kept of it."""


def write_to(
    connection: Connection, template: str, address: str, facts: Mapping[str, Any], now: datetime
) -> str:
    """Put a letter to an account into the outbox; its key, which no other letter ever has."""
    key = f"{template}:{new_token()[:16]}"
    post(connection, [Posting(key, template, None, address, ROLE, now, facts)])
    return key


def names_of(connection: Connection, token: str, now: datetime) -> tuple[str, ...]:
    """Under which names the step may be kept that a token opens: its hash, and the keys of the
    letters that brought it."""
    one = letter_link.c
    brought = select(one.letter).where(one.token == kept(token), one.made_at > now - WORKS_FOR)
    return (kept(token), *connection.scalars(brought))
