"""The next date of each dossier, derived and kept beside it, so that lists can be ordered by it."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, select, update

from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.parameters import Parameters
from engine.runtime.database import writer
from engine.runtime.office import Office
from engine.runtime.queries import glancing
from engine.runtime.reading import COLUMNS
from engine.runtime.tables import dossier

NextDate = Callable[[Parameters, Dossier], Deadline | None]
"""The date by which whoever has the dossier is to act; None where the law fixes none."""

BEFORE_A_LIST: Final = 1000
"""Dossiers derived at most before a list is read, where somebody waits for it."""

_TOGETHER: Final = 200
"""Dossiers derived in one commit: whoever moves one of them waits for it."""

_IN_ORDER: Final = (
    select(*(dossier.c[name] for name in COLUMNS))
    .where(dossier.c.reference > bindparam("last"))
    .order_by(dossier.c.reference)
    .limit(bindparam("most"))
)

_MOVED: Final = dossier.c.due_version != dossier.c.version

_THAT_MOVED: Final = _IN_ORDER.where(_MOVED)
"""Built once: every list asks it first."""

_KEEP: Final = (
    update(dossier)
    .where(dossier.c.reference == bindparam("of"), dossier.c.version == bindparam("seen"))
    .values(
        {name: bindparam(f"new_{name}") for name in ("due_at", "due", "due_version", "due_law")}
    )
)
"""A dossier that moved meanwhile keeps what it has: its date is derived the next time."""


def foresee(office: Office, next_date: NextDate, most: int = BEFORE_A_LIST) -> int:
    """Derive the date of every dossier that has moved since its own was, at most so many; how many
    were. Where none has, that is one question to an index and nothing is written."""
    return _derived(office, next_date, _THAT_MOVED, most)


def foresee_again(office: Office, next_date: NextDate) -> int:
    """Derive the date of every dossier that has moved, or whose date was derived from another law
    than the one in force; how many were. It reads every row: for the sweep alone."""
    another = dossier.c.due_law.is_distinct_from(office.book.law.digest)
    return _derived(office, next_date, _IN_ORDER.where(another | _MOVED), None)


def _derived(office: Office, next_date: NextDate, stale: Select[Any], most: int | None) -> int:
    done, last = 0, ""
    while most is None or done < most:
        together = _TOGETHER if most is None else min(_TOGETHER, most - done)
        with glancing(office.database) as connection:
            found = _some(connection, stale, last, together)
        if found:
            _keep(office, next_date, found)
            done, last = done + len(found), found[-1].reference
        if len(found) < together:
            break
    return done


def _some(connection: Connection, stale: Select[Any], last: str, most: int) -> list[Dossier]:
    found = connection.execute(stale, {"last": last, "most": most})
    return [Dossier(**row._asdict()) for row in found]


def _keep(office: Office, next_date: NextDate, found: Iterable[Dossier]) -> None:
    # In one order, as moves take their rows: units of work never wait for each other in a circle.
    ordered = sorted(found, key=lambda one: one.reference)
    rows = [_row(one, next_date(office.book.law, one), office) for one in ordered]
    with writer(office.database).begin() as connection:
        connection.execute(_KEEP, rows)


def _row(one: Dossier, due: Deadline | None, office: Office) -> dict[str, Any]:
    return {
        "of": one.reference,
        "seen": one.version,
        "new_due_at": due and due.instant,
        "new_due": due and due.key,
        "new_due_version": one.version,
        "new_due_law": office.book.law.digest,
    }
