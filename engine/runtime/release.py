"""Releasing a held letter: it leaves when enough people have released the same text, and a step
that its leaving makes is made in the same transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from engine.decide import Refused
from engine.dossier import Actor, Facts
from engine.runtime.database import writer
from engine.runtime.held import hold
from engine.runtime.held_letters import released_as
from engine.runtime.in_hand import in_hand, letter_in_hand, refused
from engine.runtime.leaving import kept_still, posted_by, told
from engine.runtime.letter_tables import release as release_table
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.paragraphs import latest
from engine.runtime.tables import letter
from engine.words import Words
from engine.workflow import Releasing


@dataclass(frozen=True, slots=True)
class Released:
    """A release that counts: under which number the paragraph was read, by whom the letter is
    released as it stands, how many are needed, and whether it leaves now. `again`: this person had
    released it before."""

    key: str
    number: int
    by: tuple[str, ...]
    needed: int
    leaves: bool
    again: bool = False


def release(
    office: Office,
    keys: Collection[str],
    actor: Actor,
    *,
    needed: int = 1,
    read: Mapping[str, int] | None = None,
) -> dict[str, Released | Refused]:
    """Release these letters, each by itself; what came of each, by key.

    A letter leaves when so many different people released it as it stands: who changes its
    paragraph voids what was released before. `read` says by key under which number this person
    read the paragraph; one that was changed since is not released unread. A letter that begins a
    term leaves by a step of its dossier and tells the facts after it. Refused where a letter is not
    held, where that step is refused, where the dossier has moved on, and where a letter that
    begins a term is paused; then nothing of that letter was written.
    """
    seen = read or {}
    return {key: _released(office, key, actor, needed, seen.get(key)) for key in keys}


def _released(
    office: Office, key: str, actor: Actor, needed: int, read: int | None
) -> Released | Refused:
    with writer(office.database).begin() as connection:
        # The dossier first, then its letter: whoever moves a dossier takes them in this order.
        hold(connection, _reference(connection, key))
        before = _before(connection, key, actor.name)
        row = before or in_hand(connection, key, actor.name)
        if isinstance(row, Released | Refused):
            return row
        now = office.clock()
        outcome = _counted(connection, key, actor.name, needed, read, now)
        if isinstance(outcome, Released) and outcome.leaves:
            facts = _facts(office, connection, row, actor)
            if isinstance(facts, Refused):
                outcome = facts
            else:
                _leave(connection, outcome, facts, now)
        if isinstance(outcome, Refused):
            connection.rollback()
        return outcome


def _reference(connection: Connection, key: str) -> str:
    return str(connection.scalar(select(letter.c.reference).where(letter.c.key == key)))


def _before(connection: Connection, key: str, name: str) -> Released | None:
    """What this person is told who released a letter that has left since."""
    row = letter_in_hand(connection, key)
    if row is None or row.status in ("held", "cancelled"):
        return None
    number = latest(connection, key).number
    by = released_as(connection, key, number)
    return Released(key, number, by, len(by), True, again=True) if name.strip() in by else None


def _counted(
    connection: Connection, key: str, name: str, needed: int, read: int | None, now: datetime
) -> Released | Refused:
    """The release written down, once for each person and text."""
    written = latest(connection, key)
    number, name = written.number, name.strip()
    if read is not None and read != number:
        changed = Words(
            f"the paragraph of {key} was changed by {written.by} since it was read: read it again "
            f"(number {number}, not {read})",
            f"le paragraphe de la lettre {key} a été modifié par {written.by} depuis sa lecture : "
            f"veuillez le relire (numéro {number}, et non {read})",
        )
        return refused(changed, "2")
    before = released_as(connection, key, number)
    again = _is_among(name, before)
    if not again:
        values = {"letter": key, "name": name, "number": number, "at": now}
        connection.execute(insert(release_table).values(values))
    by = before if again else (*before, name)
    return Released(key, number, by, needed, len(by) >= needed, again)


def _is_among(name: str, names: Collection[str]) -> bool:
    """Whether somebody is one of these people, however the name is spaced or capitalised."""
    alike = " ".join(name.split()).casefold()
    return any(" ".join(one.split()).casefold() == alike for one in names)


def _leave(connection: Connection, released: Released, facts: Facts, now: datetime) -> None:
    values = {
        "status": "waiting", "due_at": now, "facts": dict(facts), "problem": None,
        "released_by": " and ".join(released.by),
    }  # fmt: skip
    connection.execute(update(letter).where(letter.c.key == released.key).values(**values))


def _facts(office: Office, connection: Connection, row: Any, actor: Actor) -> Facts | Refused:
    """What the letter tells: the facts after the step that its leaving makes, if it makes one."""
    step = posted_by(connection, office.book, row)
    if step is None or isinstance(step, Refused):
        return step or row.facts
    if still := kept_still(connection, row):
        return still
    releasing = Releasing(actor.name.strip(), actor.role, actor.states, actor.through, row.key)
    (outcome,) = office.settle(connection, [Move(row.reference, step.trigger, releasing)])
    return outcome if isinstance(outcome, Refused) else told(row, outcome.dossier.facts)
