"""How a held letter would leave: the step of its dossier that goes with it, and what it tells."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from engine.bilingual import quoted
from engine.content import stamp
from engine.dates import said
from engine.decide import Refused
from engine.dossier import Facts
from engine.runtime import reading
from engine.runtime.definitions import Lawbook
from engine.runtime.held_letters import Held, held_as
from engine.runtime.in_hand import none_held, not_held, refused
from engine.runtime.outbox import Promise
from engine.runtime.pauses import EVERYTHING, pauses
from engine.runtime.tables import letter
from engine.words import Words
from engine.workflow import Step


@dataclass(frozen=True, slots=True)
class WouldLeave:
    """A held letter, what would be promised to its recipient if it left now, and why it cannot
    leave, if so."""

    held: Held
    promise: Promise
    against: Refused | None


def leaving(connection: Connection, book: Lawbook, key: str, now: datetime) -> WouldLeave | Refused:
    """A held letter as it would leave now. Refused where none is held under that key."""
    row = connection.execute(select(letter).where(letter.c.key == key)).one_or_none()
    if row is None:
        return refused(none_held(key), "3")
    if row.status != "held":
        return not_held(row)
    found = reading.dossiers(connection, [row.reference] if row.reference else [])
    dossier = found.get(row.reference)
    step = posted_by(connection, book, row)
    facts: Facts = row.facts
    if isinstance(step, Step) and dossier is not None:
        facts = told(row, {**dossier.facts, **dict.fromkeys(step.stamps, stamp(now))})
    workflow = "" if dossier is None else dossier.workflow
    promise = Promise(
        row.key, row.template, facts, row.reference, workflow, row.number or 0, 0, now,
        row.address, row.role,
    )  # fmt: skip
    against = kept_still(connection, row) if isinstance(step, Step) else step
    return WouldLeave(held_as(connection, row), promise, against)


def told(row: Any, facts: Facts) -> Facts:
    """What a letter tells of a dossier with these facts: the reason of the move that promised it
    stays."""
    reason = row.facts.get("reason")
    return {**facts, "reason": reason} if reason else facts


def posted_by(connection: Connection, book: Lawbook, row: Any) -> Step | Refused | None:
    """The step of its dossier that is made when this letter leaves; None where none is; Refused
    where the dossier has moved on, so that the letter can only be cancelled."""
    # What has an address of its own is the copy of a letter, and a letter may be about no dossier.
    if row.reference is None or row.address is not None:
        return None
    dossier = reading.dossiers(connection, [row.reference])[row.reference]
    pinned = book.pinned(connection, dossier.workflow, dossier.definition)
    posting = pinned.posting(row.template)
    if not posting:
        return None
    step = next((step for step in posting if step.source == dossier.state), None)
    if step is not None and not _is_overtaken(connection, row):
        return step
    state, version = quoted(pinned.state[dossier.state].office), dossier.version
    overtaken = Words(
        f"{row.key} can no longer leave: the dossier has moved on since, it is {state.en}, "
        f"version {version}; the letter can be cancelled instead",
        f"la lettre {row.key} ne peut plus partir : le dossier a avancé depuis, il est à l'état "
        f"{state.fr}, version {version} ; la lettre peut en revanche être annulée",
    )
    return refused(overtaken, "2")


def kept_still(connection: Connection, row: Any) -> Refused | None:
    """Why a letter that makes a step of its dossier stays here, while letters are paused: the time
    that it begins would run. None where they are not."""
    standing = (one for one in pauses(connection) if one.what in (row.reference, EVERYTHING))
    one = next(standing, None)
    if one is None:
        return None
    what = Words("all letters", "toutes les lettres")
    if one.what:
        what = Words(f"the letters about {one.what}", f"les lettres relatives à {one.what}")
    still = Words(
        f"{row.key} begins the time of the State and cannot leave now: {what.en} are paused since "
        f"{said(one.since)} by {one.by} ({one.why}); let them leave again first",
        f"la lettre {row.key} fait courir le délai de l'État et ne peut partir maintenant : "
        f"{what.fr} sont suspendues depuis le {said(one.since, 'fr')} par {one.by} ({one.why}) ; "
        "il faut d'abord en reprendre l'envoi",
    )
    return refused(still, "2")


def _is_overtaken(connection: Connection, row: Any) -> bool:
    """Whether a later step promised such a letter anew."""
    same = (letter.c.reference == row.reference, letter.c.template == row.template)
    return bool(connection.scalar(select(func.max(letter.c.number)).where(*same)) > row.number)
