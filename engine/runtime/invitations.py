"""Invitations: how somebody comes in today, by a personal link that opens once.

Sessions know nothing of them: another way in begins a session just as `enter` does.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, Engine, and_, insert, select, update

from engine.dossier import Actor
from engine.runtime.database import writer
from engine.runtime.people_tables import invitation
from engine.runtime.sessions import actor_of, begin, person
from engine.runtime.tokens import kept, new_token

OPEN_FOR: Final = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is invited, and the UTC instant from which the link no longer opens."""

    actor: Actor
    until: datetime


def invite(
    database: Engine, actor: Actor, invited_by: str, now: datetime, open_for: timedelta = OPEN_FOR
) -> str:
    """Invite somebody; the token of the link, which is told this once and kept nowhere."""
    token = new_token()
    row = {
        **person(actor),
        "token": kept(token),
        "invited_by": invited_by,
        "made_at": now,
        "expires_at": now + open_for,
    }
    with writer(database).begin() as connection:
        connection.execute(insert(invitation).values(row))
    return token


def invited(database: Engine, token: str, now: datetime) -> Invitation | None:
    """Whom the link would let in; nothing changes. None when it is used, expired or unknown."""
    with database.connect() as connection:
        query = select(invitation).where(invitation.c.token == kept(token), _open(now))
        row = connection.execute(query).one_or_none()
    return None if row is None else Invitation(actor_of(row), row.expires_at)


def enter(database: Engine, token: str, now: datetime) -> str | None:
    """Use the invitation up and begin a session; the session's token, which is another one.

    None when the invitation is used, expired or unknown. Of two who try at the same time one
    enters: the row says by itself whether it was still unused.
    """
    with writer(database).begin() as connection:
        row = connection.execute(
            update(invitation)
            .where(invitation.c.token == kept(token), _open(now))
            .values(used_at=now)
            .returning(invitation.c.name, invitation.c.role, invitation.c.states)
        ).one_or_none()
        return None if row is None else begin(connection, actor_of(row), now)


def take_back(connection: Connection, name: str, now: datetime) -> int:
    """Let no open invitation of the person of that name be used any more; how many there were."""
    theirs = (invitation.c.name == name, _open(now))
    taken = update(invitation).where(*theirs).values(expires_at=now)
    return connection.execute(taken).rowcount


def _open(now: datetime) -> ColumnElement[bool]:
    return and_(invitation.c.used_at.is_(None), invitation.c.expires_at > now)
