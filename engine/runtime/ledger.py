"""The ledger of reminders: read for a planner, written in the transaction of a move, claimed when
they are due, and marked."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple, Protocol

from sqlalchemy import Connection, Engine, and_, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError

from engine.content import stamp
from engine.dossier import Dossier
from engine.runtime.database import is_sqlite, writer
from engine.runtime.reminder_tables import reminder, reminder_letter
from engine.runtime.tables import letter
from engine.words import Words

LEASE: Final = timedelta(minutes=5)
"""How long a reminder stays with somebody who has stopped answering. Nothing has left by then: it
is planned again."""

CLAIMED: Final = ("planned", "claimed")
"""Where a reminder that is due waits to be handed to the outbox."""


class Name(NamedTuple):
    """What names a reminder for ever: dossier, rule, kind of recipient, day and offset."""

    reference: str
    rule: str
    recipient: str
    occurrence: str

    def __str__(self) -> str:
        return f"{self.rule}:{self.reference}:{self.recipient}:{self.occurrence}"


@dataclass(frozen=True, slots=True)
class Line:
    """A reminder as the ledger keeps it; `due_at` and `planned_at` are UTC instants."""

    name: Name
    due_at: datetime
    status: str
    planned_at: datetime
    reason: Words | None = None
    resumes: str = "planned"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Every open reminder of a rule, withdrawn from a dossier for one reason."""

    rule: str
    reason: Words

    def row(self) -> dict[str, str]:
        """As plain values."""
        why = {"reason_en": self.reason.en, "reason_fr": self.reason.fr}
        return {"rule": self.rule, "status": "cancelled", **why}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Something is asked of a dossier now: what changes in what stands of it."""

    changes: Callable[[Sequence[Line], datetime], Sequence[Line]]


class Planner(Protocol):
    """Thinks out the reminders of a dossier. Pure: it is told what stands and what time it is."""

    @property
    def states(self) -> Set[str]:
        """The states in which a dossier may have reminders."""
        ...

    def plan(self, dossier: Dossier, left: Set[str]) -> Sequence[Withdrawal] | Comparison:
        """What is withdrawn from a dossier that left those states and is asked for nothing now;
        where something may be asked, how what stands is compared."""
        ...

    def changes(self, dossier: Dossier, stored: Sequence[Line], now: datetime) -> Sequence[Line]:
        """The lines of that dossier that are to stand otherwise than they are stored."""
        ...


_NAME: Final = tuple(reminder.c[name] for name in Name._fields)
_KEPT: Final = (
    *_NAME, reminder.c.due_at, reminder.c.status, reminder.c.planned_at, reminder.c.reason_en,
    reminder.c.reason_fr, reminder.c.resumes,
)  # fmt: skip
_OF: Final = select(*_KEPT).where(reminder.c.reference.in_(bindparam("wanted", expanding=True)))


def stored(connection: Connection, references: Iterable[str]) -> Mapping[str, list[Line]]:
    """The lines of these dossiers, by reference."""
    found: dict[str, list[Line]] = defaultdict(list)
    if wanted := sorted(set(references)):
        for row in connection.execute(_OF, {"wanted": wanted}):
            found[row.reference].append(line(row))
    return found


def line(row: Any) -> Line:
    """A line from the columns of its row."""
    reference, rule, recipient, occurrence, due_at, status, planned_at, en, fr, resumes = row[:10]
    reason = None if en is None else Words(en, fr)
    name = Name(reference, rule, recipient, occurrence)
    return Line(name, due_at, status, planned_at, reason, resumes)


def rows(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Lines as rows of plain values."""
    return [
        {
            **one.name._asdict(),
            "due_at": stamp(one.due_at),
            "status": one.status,
            "planned_at": stamp(one.planned_at),
            "reason_en": one.reason and one.reason.en,
            "reason_fr": one.reason and one.reason.fr,
            "resumes": one.resumes,
        }
        for one in lines
    ]


_SET_OUT: Final = ("claimed", "handed", "skipped")


def put(connection: Connection, lines: Sequence[Line]) -> None:
    """Write lines as they are to stand, as a move does it: what has set out is left alone."""
    if not lines:
        return
    made = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(reminder)
    values = [
        {**row, "due_at": one.due_at, "planned_at": one.planned_at}
        for one, row in zip(lines, rows(lines), strict=True)
    ]
    changed = {name: made.excluded[name] for name in values[0] if name not in Name._fields}
    kept = and_(*(reminder.c.status != status for status in _SET_OUT))
    put_in = made.on_conflict_do_update(index_elements=_NAME, set_=changed, where=kept)
    connection.execute(put_in, values)


def claim(database: Engine, now: datetime, most: int = 500) -> list[Name]:
    """Up to so many reminders that are due, the longest due first, leased to the caller; none of a
    dossier that is paused, and none at all while everything is."""
    statement = _CLAIM_SQLITE if is_sqlite(database) else _CLAIM_POSTGRESQL
    at = stamp(now) if is_sqlite(database) else now
    # One statement is a transaction by itself: an idle worker asks it all day, and what a
    # transaction around it costs is many times what it costs.
    link = database.raw_connection()
    driver: Any = link.driver_connection
    try:
        if not is_sqlite(database):
            driver.autocommit = True
        found = driver.execute(statement, {"now": at, "most": most}).fetchall()
        return [Name(*row) for row in found]
    except database.dialect.loaded_dbapi.OperationalError as fault:
        raise OperationalError(statement, None, fault) from fault
    finally:
        if not is_sqlite(database):
            driver.autocommit = False
        link.close()


# What is paused is asked once, and not again for each reminder.
_DUE: Final = """
    FROM reminder WHERE status = 'planned' AND due_at <= {now}
    AND NOT EXISTS (SELECT 1 FROM pause WHERE ended_at IS NULL AND what = '')
    AND reference NOT IN (SELECT what FROM pause WHERE ended_at IS NULL)
    ORDER BY due_at LIMIT {most}"""
_RETURNED: Final = "RETURNING reference, rule, recipient, occurrence"
_CLAIM_SQLITE: Final = f"""
UPDATE reminder SET status = 'claimed', claimed_at = :now
WHERE rowid IN (SELECT rowid {_DUE.format(now=":now", most=":most")}) {_RETURNED}"""
_CLAIM_POSTGRESQL: Final = f"""
UPDATE reminder SET status = 'claimed', claimed_at = %(now)s
WHERE ctid = ANY(ARRAY(SELECT ctid {_DUE.format(now="%(now)s", most="%(most)s")}
    FOR UPDATE SKIP LOCKED)) {_RETURNED}"""


def let_go(database: Engine, now: datetime) -> int:
    """Plan again what was claimed by somebody who has stopped answering; how many."""
    lapsed = (reminder.c.status == "claimed", reminder.c.claimed_at < now - LEASE)
    with writer(database).begin() as connection:
        return connection.execute(update(reminder).where(*lapsed).values(status="planned")).rowcount


def due(connection: Connection, references: Collection[str], now: datetime) -> list[Line]:
    """All lines of these dossiers that are due, claimed by whomever or not yet."""
    query = _OF.where(reminder.c.status.in_(CLAIMED), reminder.c.due_at <= now)
    return [line(row) for row in connection.execute(query, {"wanted": sorted(references)})]


def mark(connection: Connection, lines: Iterable[Line]) -> None:
    """Write where these lines stand now, and why."""
    values = [{f"_{k}": v for k, v in row.items()} for row in rows(lines)]
    if values:
        named = (reminder.c[name] == bindparam(f"_{name}") for name in Name._fields)
        told = ("status", "reason_en", "reason_fr", "resumes")
        changed = update(reminder).where(*named).values({n: bindparam(f"_{n}") for n in told})
        connection.execute(changed, values)


def tell(connection: Connection, told: Iterable[tuple[Name, str]]) -> None:
    """Say in which letters these reminders are told, be it once more."""
    if values := [{**name._asdict(), "letter": key} for name, key in told]:
        made = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(
            reminder_letter
        )
        anew = {"struck_en": None, "struck_fr": None}
        keys = [*Name._fields, "letter"]
        connection.execute(made.on_conflict_do_update(index_elements=keys, set_=anew), values)


def told_to(connection: Connection, references: Collection[str]) -> set[tuple[Name, str]]:
    """Which reminders of these dossiers a letter tells already, each with the address it goes to,
    in small letters."""
    names = tuple(reminder_letter.c[name] for name in Name._fields)
    query = (
        select(*names, letter.c.address)
        .join(letter, letter.c.key == reminder_letter.c.letter)
        .where(names[0].in_(sorted(references)), reminder_letter.c.struck_en.is_(None))
    )
    return {(Name(*row[:4]), row.address.lower()) for row in connection.execute(query)}


def told_in(connection: Connection, letters: Collection[str]) -> Mapping[str, list[Line]]:
    """The lines that each of these letters tells, by its key; those that were struck are not
    among them."""
    same = (reminder_letter.c[name] == reminder.c[name] for name in Name._fields)
    query = (
        select(*_KEPT, reminder_letter.c.letter)
        .select_from(reminder_letter)
        .where(*same, reminder_letter.c.letter.in_(letters), reminder_letter.c.struck_en.is_(None))
        .order_by(*_NAME)
    )
    found: dict[str, list[Line]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.letter].append(line(row))
    return found


def strike(connection: Connection, key: str, struck: Mapping[Name, Words]) -> None:
    """Say why a letter leaves without these reminders after all."""
    for name, why in struck.items():
        same = (reminder_letter.c[field] == value for field, value in name._asdict().items())
        values = {"struck_en": why.en, "struck_fr": why.fr}
        mine = update(reminder_letter).where(*same, reminder_letter.c.letter == key)
        connection.execute(mine.values(**values))


def plan_again(connection: Connection, names: Iterable[Name]) -> None:
    """Let these reminders be judged once more: a letter leaves without them. Whom another letter
    tells them is not told again."""
    for name in names:
        same = (reminder.c[field] == value for field, value in name._asdict().items())
        connection.execute(update(reminder).where(*same).values(status="planned"))
