"""One reminder held back by a person until somebody lets it go on."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, Engine, and_, select, update

from engine.runtime.contains import askable
from engine.runtime.database import writer
from engine.runtime.held import hold
from engine.runtime.ledger import Line, Name, line
from engine.runtime.pauses import unnamed, unsaid
from engine.runtime.reminder_tables import reminder
from engine.runtime.unacceptable import Unacceptable
from engine.words import Words

_BECAME: Final = {
    "planned": Words("it is not held", "il n'est pas retenu"),
    "held": Words("it is held already", "il est déjà retenu"),
    "claimed": Words("it is being written at this moment", "il est en cours de rédaction"),
    "handed": Words("a letter tells it already", "une lettre l'annonce déjà"),
    "cancelled": Words("it is no longer asked for", "il n'a plus lieu d'être"),
    "superseded": Words("its deadline has moved", "son échéance a été déplacée"),
    "skipped": Words("it was skipped", "il a été omis"),
}


def name_in(key: str) -> Name | None:
    """The name that a key spells, `rule:reference:recipient:occurrence`; None where it spells
    none."""
    parts = key.split(":")
    if len(parts) != 4 or not askable(key):
        return None
    rule, reference, recipient, occurrence = parts
    return Name(reference, rule, recipient, occurrence)


def is_reminder(connection: Connection, key: str) -> bool:
    """Whether the ledger has a reminder under that key."""
    name = name_in(key)
    return (
        name is not None and connection.scalar(select(reminder.c.rule).where(_is(name))) is not None
    )


def held_reminders(connection: Connection, reference: str | None = None) -> list[Line]:
    """Every reminder that a person holds back, of one dossier or of all, the first due first; its
    reason says who, when and why."""
    query = select(reminder).where(reminder.c.status == "held")
    if reference is not None:
        query = query.where(reminder.c.reference == reference)
    ordered = query.order_by(reminder.c.due_at, *(reminder.c[name] for name in Name._fields))
    return [line(row) for row in connection.execute(ordered)]


def hold_reminder(database: Engine, key: str, why: str, name: str, now: datetime) -> Words:
    """Hold back a reminder that is planned; the sentence that is kept with it. Unacceptable without
    a reason or a name, and where no reminder of that key is planned."""
    if faults := unsaid(why, name):
        raise Unacceptable(faults)
    by, reason = name.strip(), why.strip()
    said = Words(
        f"Held by {by} on {now:%Y-%m-%d %H:%M} UTC: {reason}",
        f"Retenu par {by} le {now:%Y-%m-%d %H:%M} UTC : {reason}",
    )
    _change(database, key, "planned", "held", said)
    return said


def let_go_on(database: Engine, key: str, name: str, now: datetime) -> None:
    """Let a reminder that was held back go when it is due; at once where it was due meanwhile, if
    it is still asked for. Unacceptable without a name, and where no reminder of that key is held.
    """
    if faults := unnamed(name):
        raise Unacceptable(faults)
    by = name.strip()
    said = Words(
        f"Let go on by {by} on {now:%Y-%m-%d %H:%M} UTC.",
        f"Libéré par {by} le {now:%Y-%m-%d %H:%M} UTC.",
    )
    _change(database, key, "held", "planned", said)


def _change(database: Engine, key: str, before: str, after: str, said: Words) -> None:
    name = name_in(key)
    if name is None:
        raise Unacceptable([_no_reminder(key)])
    with writer(database).begin() as connection:
        # Whoever hands over the reminders of a dossier, or plans them anew, holds it, too.
        hold(connection, name.reference)
        stands = and_(_is(name), reminder.c.status == before)
        values = {"status": after, "reason_en": said.en, "reason_fr": said.fr}
        if connection.execute(update(reminder).where(stands).values(**values)).rowcount:
            return
        status = connection.scalar(select(reminder.c.status).where(_is(name)))
        became = None if status is None else _BECAME[status]
    if became is None:
        raise Unacceptable([_no_reminder(key)])
    raise Unacceptable([Words(f"{key}: {became.en}", f"{key} : {became.fr}")])


def _is(name: Name) -> ColumnElement[bool]:
    return and_(*(reminder.c[field] == value for field, value in name._asdict().items()))


def _no_reminder(key: str) -> Words:
    return Words(f"there is no reminder {key}", f"il n'y a pas de rappel {key}")
