"""Recovery codes: ten that stand in for a lost second factor, each of them once."""

import secrets
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, insert, update

from engine.runtime.account_tables import recovery_code
from engine.runtime.tokens import kept

MANY: Final = 10

LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look like others when they are copied from paper."""

LENGTH: Final = 16
"""Characters: 79 bits, too many to be found out from the hash."""

GROUP: Final = 4


def renew(connection: Connection, number: int) -> tuple[str, ...]:
    """Ten new codes in the place of all that the account had, "abcd-efgh-jkmn-pqrs"; they are told
    this once and kept nowhere."""
    new = tuple(_new() for _ in range(MANY))
    forget(connection, number)
    rows = [{"account": number, "code": _kept(number, code)} for code in new]
    connection.execute(insert(recovery_code), rows)
    return new


def take(connection: Connection, number: int, typed: str, now: datetime) -> bool:
    """Use up the code that somebody typed, with or without its dashes; whether it was one of the
    account's, and unused."""
    mine = (
        recovery_code.c.account == number,
        recovery_code.c.code == _kept(number, typed),
        recovery_code.c.used_at.is_(None),
    )
    return connection.execute(update(recovery_code).where(*mine).values(used_at=now)).rowcount == 1


def forget(connection: Connection, number: int) -> None:
    """The account has none any more."""
    connection.execute(delete(recovery_code).where(recovery_code.c.account == number))


def _new() -> str:
    drawn = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(drawn[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def _kept(number: int, code: str) -> str:
    plain = "".join(one for one in code.casefold() if one.isalnum())
    return kept(f"{number} {plain}")
