"""Which second factors an account has, and the secret of its one-time codes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select, update

from engine.runtime.account_tables import account, passkey, recovery_code


@dataclass(frozen=True, slots=True)
class Factors:
    """Whether one-time codes are confirmed, how many passkeys there are, and how many recovery
    codes are left."""

    codes: bool
    passkeys: int
    recovery: int

    def __bool__(self) -> bool:
        """Whether there is a second factor; a recovery code stands in for one, and is none."""
        return self.codes or self.passkeys > 0


@dataclass(frozen=True, slots=True)
class Codes:
    """The sealed secret of an account's one-time codes, and since when they are confirmed (a UTC
    instant), if they are."""

    sealed: str
    confirmed_at: datetime | None


def factors(connection: Connection, number: int) -> Factors:
    """What the account of that number has; nothing where there is no such account."""
    confirmed = (account.c.number == number, account.c.secret_confirmed_at.is_not(None))
    left = (recovery_code.c.account == number, recovery_code.c.used_at.is_(None))
    counts = [
        select(func.count()).select_from(table).where(*where).scalar_subquery()
        for table, where in (
            (account, confirmed),
            (passkey, (passkey.c.account == number,)),
            (recovery_code, left),
        )
    ]
    codes, passkeys, recovery = connection.execute(select(*counts)).one()
    return Factors(codes > 0, passkeys, recovery)


def hold(connection: Connection, number: int) -> None:
    """Let nobody else change the factors of that account until the work ends: which one is the last
    would otherwise be judged twice at the same time."""
    mine = select(account.c.number).where(account.c.number == number).with_for_update()
    connection.execute(mine)


def codes(connection: Connection, number: int) -> Codes | None:
    """The secret that was set up for the account, confirmed or not."""
    row = connection.execute(
        select(account.c.secret, account.c.secret_confirmed_at).where(account.c.number == number)
    ).one_or_none()
    return None if row is None or row.secret is None else Codes(*row)


def propose(connection: Connection, number: int, sealed: str) -> bool:
    """Keep a secret that is to be confirmed, in the place of one that never was; whether that could
    be: a confirmed one stays."""
    unconfirmed = (account.c.number == number, account.c.secret_confirmed_at.is_(None))
    kept = update(account).where(*unconfirmed).values(secret=sealed, code_step=None)
    return connection.execute(kept).rowcount == 1


def confirm(connection: Connection, number: int, sealed: str, step: int, now: datetime) -> bool:
    """Confirm that secret with the code of that time step; whether it was still to be."""
    proposed = (
        account.c.number == number,
        account.c.secret == sealed,
        account.c.secret_confirmed_at.is_(None),
    )
    confirmed = update(account).where(*proposed).values(secret_confirmed_at=now, code_step=step)
    return connection.execute(confirmed).rowcount == 1


def take_step(connection: Connection, number: int, step: int) -> bool:
    """Use up the code of that time step; False where it, or one of a later step, was taken. Of two
    who bring the same code at the same time one is let in: the row says it by itself."""
    fresh = or_(account.c.code_step.is_(None), account.c.code_step < step)
    mine = (account.c.number == number, account.c.secret_confirmed_at.is_not(None), fresh)
    return connection.execute(update(account).where(*mine).values(code_step=step)).rowcount == 1


def forget(connection: Connection, number: int) -> None:
    """The account has no one-time codes any more."""
    none = {"secret": None, "secret_confirmed_at": None, "code_step": None}
    connection.execute(update(account).where(account.c.number == number).values(none))
