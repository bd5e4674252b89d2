"""The letters that wait for a person: since when, and who has released them as they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, select, update

from engine.answers import unreadable
from engine.bilingual import headed
from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime.database import writer
from engine.runtime.in_hand import in_hand, letter_in_hand, not_held, refused, unnamed
from engine.runtime.letter_tables import release
from engine.runtime.paragraphs import Paragraph, latest
from engine.runtime.tables import letter
from engine.words import Words


@dataclass(frozen=True, slots=True)
class Held:
    """A letter that is held: since when, why where a person held it back, its paragraph, and who
    has released it with that paragraph, in their order."""

    key: str
    template: str
    reference: str | None
    since: datetime
    why: str
    paragraph: Paragraph
    released_by: tuple[str, ...]


def held_letters(connection: Connection, reference: str | None = None) -> list[Held]:
    """Every letter that is held, of one dossier or of all, oldest first."""
    query = select(letter).where(letter.c.status == "held").order_by(letter.c.due_at, letter.c.key)
    if reference is not None:
        query = query.where(letter.c.reference == reference)
    return [held_as(connection, row) for row in connection.execute(query).all()]


def held_as(connection: Connection, row: Any) -> Held:
    """A letter that is held, from its row."""
    written = latest(connection, row.key)
    said = (row.key, row.template, row.reference, row.due_at, row.problem or "")
    return Held(*said, written, released_as(connection, row.key, written.number))


def released_as(connection: Connection, key: str, number: int) -> tuple[str, ...]:
    """Who released a letter with the paragraph of that number, in their order."""
    said = select(release.c.name).where(release.c.letter == key, release.c.number == number)
    return tuple(connection.scalars(said.order_by(release.c.at, release.c.name)))


def cancel(database: Engine, key: str, reason: str, actor: Actor, now: datetime) -> str | Refused:
    """Never send a held letter; what is kept with it: who decided that, when and why. Refused
    where it is not held, or without a reason."""
    if fault := _unreasoned(reason):
        return fault
    with writer(database).begin() as connection:
        row = in_hand(connection, key, actor.name)
        if isinstance(row, Refused):
            return row
        said = f"cancelled by {actor.name} on {now:%Y-%m-%d %H:%M} UTC: {reason.strip()}"
        _set(connection, key, {"status": "cancelled", "problem": said})
        return said


def hold_back(
    database: Engine, key: str, reason: str, actor: Actor, now: datetime
) -> str | Refused:
    """Hold a letter that waits to be sent, or one that was cancelled, until a person releases it;
    what is kept with it. Refused for one that somebody released, for its time may have begun, and
    for one that is leaving or has left; also without a reason."""
    if fault := _unreasoned(reason) or unnamed(actor.name):
        return fault
    with writer(database).begin() as connection:
        row = letter_in_hand(connection, key)
        if row is None:
            nothing = Words(f"there is no letter {key}", f"il n'y a pas de lettre {key}")
            return refused(nothing, "3")
        if row.status == "held":
            held = Words(f"{key} is held already", f"la lettre {key} est déjà retenue")
            return refused(held, "1")
        if row.status not in ("waiting", "cancelled"):
            return not_held(row)
        if row.released_by:
            return refused(_leaves(key, row.released_by), "1")
        said = f"held by {actor.name} on {now:%Y-%m-%d %H:%M} UTC: {reason.strip()}"
        _set(connection, key, {"status": "held", "problem": said})
        return said


def _set(connection: Connection, key: str, values: Mapping[str, str]) -> None:
    connection.execute(update(letter).where(letter.c.key == key).values(**values))


def _unreasoned(reason: str) -> Refused | None:
    if not reason.strip():
        return refused(_UNREASONED, "5")
    fault = unreadable(reason)
    return refused(headed(_THE_REASON, fault), "5") if fault else None


_UNREASONED: Final = Words("it needs a written reason", "il faut indiquer un motif par écrit")
_THE_REASON: Final = Words("the reason", "le motif")


def _leaves(key: str, by: str) -> Words:
    return Words(
        f"{key} was released by {by}: it leaves",
        f"la lettre {key} a été validée par {by} : elle part",
    )
