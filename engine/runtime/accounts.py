"""Accounts: who may sign in, as whom they act, and how they are written to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, exists, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from engine.dossier import Actor
from engine.runtime.account_tables import account as accounts
from engine.runtime.account_tables import passkey
from engine.runtime.addresses import is_address, small
from engine.words import Language

PARIS: Final = "Europe/Paris"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in; `active` is False once it is closed. `zone` is the name of the
    clocks they live by, `has_second` whether a second factor is set up, `made_at` in UTC."""

    number: int
    address: str
    name: str
    role: str
    states: frozenset[str]
    language: Language
    zone: str
    active: bool
    has_password: bool
    has_second: bool
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who gets an account: what is known of them before they have one."""

    address: str
    name: str
    role: str
    states: frozenset[str] = frozenset()
    language: Language = "en"
    zone: str = PARIS


class Taken(ValueError):
    """There is an account with that address already."""


def actor_of(one: Account) -> Actor:
    """As whom somebody acts."""
    return Actor(one.name, one.role, one.states)


def account(connection: Connection, number: int) -> Account | None:
    """The account of that number."""
    return _one(connection, _query().where(accounts.c.number == number))


def by_address(connection: Connection, address: str) -> Account | None:
    """The account of that address, however it is written; None for what is no address."""
    if not is_address(small(address)) or not address.isprintable():
        return None
    return _one(connection, _query().where(accounts.c.address == small(address)))


def all_accounts(connection: Connection) -> list[Account]:
    """Every account, also the closed ones, by name."""
    rows = connection.execute(_query().order_by(accounts.c.name, accounts.c.number))
    return [_account(row) for row in rows]


def add(connection: Connection, one: Newcomer, by: str, now: datetime) -> Account:
    """A new account, which has no password yet. Taken where the address has one already, or by
    the hand of somebody else who is about to commit it."""
    row = {
        "address": small(one.address), "name": one.name, "role": one.role,
        "states": sorted(one.states), "language": one.language, "zone": one.zone,
        "active": True, "made_at": now, "made_by": by, "changed_at": now, "changed_by": by,
    }  # fmt: skip
    made = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    new = made(accounts).values(row).on_conflict_do_nothing().returning(accounts.c.number)
    number = connection.scalar(new)
    found = None if number is None else account(connection, number)
    if found is None:
        raise Taken(small(one.address))
    return found


def change(
    connection: Connection, number: int, what: Mapping[str, Any], by: str, now: datetime
) -> None:
    """Change an account: any of its name, role, states, language, zone, active."""
    given = dict(what)
    if "states" in given:
        given["states"] = sorted(given["states"])
    mine = accounts.c.number == number
    values = {**given, "changed_at": now, "changed_by": by}
    connection.execute(update(accounts).where(mine).values(values))


def close(connection: Connection, number: int, by: str, now: datetime) -> None:
    """Close an account: nobody signs in with it any more, and its sessions are over."""
    change(connection, number, {"active": False}, by, now)


def _query() -> Select[Any]:
    keys = exists().where(passkey.c.account == accounts.c.number)
    second = or_(accounts.c.secret_confirmed_at.is_not(None), keys)
    one = accounts.c
    return select(
        one.number, one.address, one.name, one.role, one.states, one.language, one.zone, one.active,
        one.password.is_not(None).label("has_password"), second.label("has_second"), one.made_at,
    )  # fmt: skip


def _one(connection: Connection, query: Select[Any]) -> Account | None:
    row = connection.execute(query).one_or_none()
    return None if row is None else _account(row)


def _account(row: Row[Any]) -> Account:
    return Account(
        row.number, row.address, row.name, row.role, frozenset(row.states), row.language, row.zone,
        row.active, row.has_password, row.has_second, row.made_at,
    )  # fmt: skip
