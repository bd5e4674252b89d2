"""Appointing people to posts and relieving them; what was is kept."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from engine.runtime import unacceptable as why
from engine.runtime.addresses import small
from engine.runtime.correspondent_tables import post
from engine.runtime.correspondents import KINDS, OF_A_STATE, OFFICER, Post
from engine.runtime.entering import known
from engine.runtime.tables import dossier
from engine.runtime.unacceptable import Unacceptable
from engine.words import Words


def appoint(
    connection: Connection, one: Post, states: Collection[str], by: str, now: datetime
) -> Post:
    """Appoint somebody; `states` are the names of all States Parties. The post as it is kept.

    Unacceptable where the kind, the State, the dossier or the person does not exist, where the
    person has left, or holds the post already.
    """
    new = Post(one.kind, one.concerns.strip(), small(one.address))
    reasons = _of_place(connection, new, states)
    person = known(connection, new.address)
    if person is None:
        reasons.append(why.stranger(new.address))
    elif not person.active:
        reasons.append(why.has_left(new.address))
    if not by.strip():
        reasons.append(why.SAID_BY_NOBODY)
    if not reasons and _holds(connection, new):
        reasons.append(why.holds_already(new.address, new.kind, new.concerns))
    if reasons:
        raise Unacceptable(reasons)
    _begin(connection, new, by, now)
    return new


def relieve(connection: Connection, one: Post, by: str, now: datetime) -> None:
    """End a post that somebody holds. Unacceptable where they do not hold it."""
    held = Post(one.kind, one.concerns.strip(), small(one.address))
    if not by.strip():
        raise Unacceptable([why.SAID_BY_NOBODY])
    ended = update(post).where(*_standing(held)).values(ended_at=now, ended_by=by)
    if connection.execute(ended).rowcount == 0:
        raise Unacceptable([why.holds_not(held.address, held.kind, held.concerns)])


def _begin(connection: Connection, new: Post, by: str, now: datetime) -> None:
    """Somebody who was relieved in this very instant has never been away."""
    again = update(post).where(*_place(new), post.c.since == now)
    if connection.execute(again.values(ended_at=None, ended_by=None)).rowcount:
        return
    row = {"kind": new.kind, "concerns": new.concerns, "address": new.address}
    connection.execute(insert(post).values(**row, since=now, named_by=by))


def _of_place(connection: Connection, one: Post, states: Collection[str]) -> list[Words]:
    if one.kind not in KINDS:
        return [why.none_of(Words("kind of post", "un type de fonction"), one.kind, KINDS)]
    if one.kind in OF_A_STATE:
        return [] if one.concerns in states else [why.no_state(one.concerns, states)]
    if not one.concerns:
        return []
    if one.kind != OFFICER:
        return [why.concerns_nothing(one.kind)]
    asked = select(dossier.c.reference).where(dossier.c.reference == one.concerns)
    return [] if connection.scalar(asked) else [why.no_dossier(one.concerns)]


def _holds(connection: Connection, one: Post) -> bool:
    return connection.execute(select(post.c.since).where(*_standing(one))).first() is not None


def _standing(one: Post) -> tuple[ColumnElement[bool], ...]:
    return (*_place(one), post.c.ended_at.is_(None))


def _place(one: Post) -> tuple[ColumnElement[bool], ...]:
    return post.c.kind == one.kind, post.c.concerns == one.concerns, post.c.address == one.address
