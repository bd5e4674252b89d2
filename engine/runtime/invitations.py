"""Invitations: how somebody comes in for the first time, by a personal link that opens once.

Sessions know nothing of them: another way in begins a session just as `enter` does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    and_,
    insert,
    select,
    update,
)

from engine.dossier import Actor
from engine.runtime.account_letters import INVITATION, names_of, write_to
from engine.runtime.addresses import small
from engine.runtime.database import writer
from engine.runtime.people_tables import invitation
from engine.runtime.sessions import actor_of, begin, person
from engine.runtime.tokens import kept, new_token

OPEN_FOR: Final = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is invited, the UTC instant from which the link no longer opens, and the address that
    the account will have; None for an invitation to be a guest, without an account."""

    actor: Actor
    until: datetime
    address: str | None = None


def invite(
    database: Engine,
    actor: Actor,
    invited_by: str,
    now: datetime,
    open_for: timedelta = OPEN_FOR,
    address: str | None = None,
) -> str:
    """Invite somebody; the token of the link, which is told this once and kept nowhere. Earlier
    invitations of that address open no longer."""
    token = new_token()
    with writer(database).begin() as connection:
        invitation_of = Invitation(actor, now + open_for, address and small(address))
        _keep(connection, kept(token), invitation_of, invited_by, now)
    return token


def invite_by_letter(
    connection: Connection,
    invited: Invitation,
    invited_by: str,
    facts: Mapping[str, Any],
    now: datetime,
) -> str:
    """Invite somebody by a letter to their address, which brings the link when it leaves; the key
    of the letter. ValueError without an address."""
    if invited.address is None:
        raise ValueError("an invitation without an address is told by whoever invites")
    key = write_to(connection, INVITATION, invited.address, facts, now)
    _keep(connection, key, invited, invited_by, now)
    return key


def invited(database: Engine, token: str, now: datetime) -> Invitation | None:
    """Whom the link would let in; nothing changes. None when it is used, expired or unknown."""
    with database.connect() as connection:
        query = select(invitation).where(_mine(connection, token, now))
        return _told(connection.execute(query).one_or_none())


def use(connection: Connection, token: str, now: datetime) -> Invitation | None:
    """Use the invitation up; None when it is used, expired or unknown. Of two who try at the same
    time one is told: the row says by itself whether it was still unused."""
    used = update(invitation).where(_mine(connection, token, now)).values(used_at=now)
    return _told(connection.execute(used.returning(*invitation.c)).one_or_none())


def enter(database: Engine, token: str, now: datetime) -> str | None:
    """Use an invitation without an account up and begin a session; the session's token, which is
    another one. None when the invitation is used, expired or unknown."""
    with writer(database).begin() as connection:
        found = use(connection, token, now)
        return None if found is None else begin(connection, found.actor, now)


def open_to(connection: Connection, now: datetime) -> list[Invitation]:
    """The invitations of addresses that are still open, the latest to expire first."""
    one = invitation.c
    query = select(invitation).where(one.address.is_not(None), _open(now))
    rows = connection.execute(query.order_by(one.expires_at.desc(), one.token))
    return [Invitation(actor_of(row), row.expires_at, row.address) for row in rows]


def take_back(connection: Connection, name: str, now: datetime) -> int:
    """Let no open invitation of the person of that name be used any more; how many there were."""
    return _close(connection, invitation.c.name == name, now)


def take_back_from(connection: Connection, address: str, now: datetime) -> int:
    """Let no open invitation of that address be used any more; how many there were."""
    return _close(connection, invitation.c.address == small(address), now)


def _keep(
    connection: Connection, name: str, one: Invitation, invited_by: str, now: datetime
) -> None:
    if one.address:
        take_back_from(connection, one.address, now)
    row = {
        **person(one.actor), "token": name, "address": one.address, "invited_by": invited_by,
        "made_at": now, "expires_at": one.until,
    }  # fmt: skip
    connection.execute(insert(invitation).values(row))


def _close(connection: Connection, whose: ColumnElement[bool], now: datetime) -> int:
    taken = update(invitation).where(whose, _open(now)).values(expires_at=now)
    return connection.execute(taken).rowcount


def _mine(connection: Connection, token: str, now: datetime) -> ColumnElement[bool]:
    return and_(invitation.c.token.in_(names_of(connection, token, now)), _open(now))


def _open(now: datetime) -> ColumnElement[bool]:
    return and_(invitation.c.used_at.is_(None), invitation.c.expires_at > now)


def _told(row: Row[Any] | None) -> Invitation | None:
    return None if row is None else Invitation(actor_of(row), row.expires_at, row.address)
