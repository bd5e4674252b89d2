"""The page of one dossier for those who read everything in it, as it stands or as it once stood."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from fastapi import Request

from engine.dossier import Actor, Dossier
from engine.events import Entry, fault_of
from engine.runtime import queries, reading
from engine.runtime.database import Link
from engine.runtime.letters_about import About, letters_about
from engine.runtime.queries import File, Line
from engine.workflow import Workflow
from portal.access import files
from portal.dossier_pages.as_of import AsOf, as_of, instant_of
from portal.dossier_pages.came_from import came_from
from portal.dossier_pages.diagram import drawing
from portal.dossier_pages.held_for import held_for
from portal.dossier_pages.leads import leads
from portal.dossier_pages.letters_seen import letters_seen, withheld
from portal.dossier_pages.offers import offers
from portal.dossier_pages.phases import may_follow, phases
from portal.dossier_pages.timeline import KINDS, counted, narrowed, timeline
from portal.filing_pages.fields import is_number
from portal.here import Here
from portal.letter_pages.to_come import to_come
from portal.told import ABOVE, Pinned, facts_told, happened, way
from portal.words import language_of
from workflows.next_date import next_date
from workflows.roles import OFFICE


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of the page: an instant at which to see it, a kind of line, the number
    of the entry that was just made."""

    at: str = ""
    kind: str = ""
    done: str = ""


def whole(
    here: Here, connection: Link, request: Request, file: File, who: Actor, asked: Asked
) -> tuple[int, dict[str, Any]]:
    """The status of the page and what it says; 422 where the instant asked for is none, or comes
    before the dossier."""
    then, status = _then(file, asked)
    dated = then.file if then is not None and then.file is not None else None
    told = _told(here, connection, request, dated or file, who, then, asked)
    around = came_from(connection, here, request, who, file.dossier.reference)
    more = {"present": file.dossier, "then": then, "asked": asked, "around": around}
    return status, {**told, **more}


def _then(file: File, asked: Asked) -> tuple[AsOf | None, int]:
    if not asked.at.strip():
        return None, 200
    instant = instant_of(asked.at)
    then = None if instant is None else as_of(file, instant)
    return then, 200 if then is not None and then.file is not None else 422


def _told(
    here: Here,
    connection: Link,
    request: Request,
    file: File,
    who: Actor,
    then: AsOf | None,
    asked: Asked,
) -> dict[str, Any]:
    office, dossier = here.office, file.dossier
    past = then is not None and then.file is not None
    now = then.at if then is not None and past else office.clock()
    pinned: Pinned = partial(office.book.pinned, connection)
    workflow = pinned(dossier.workflow, dossier.definition)
    letters = [
        one
        for one in letters_seen(who, dossier, letters_about(connection, dossier.reference))
        if not past or one.at <= now
    ]
    lines = timeline(file.entries, letters, pinned)
    officer = who.role in OFFICE and not past
    return {
        **_standing(here, workflow, file, now),
        **_in_hand(here, workflow, dossier, who, letters, past=past),
        "who": who,
        "broken": None if past else fault_of(dossier, file.entries),
        "lines": narrowed(lines, asked.kind),
        "kinds": counted(lines),
        "of_all": len(lines),
        "kind": asked.kind if asked.kind in KINDS else "",
        "done": _done(asked.done, file.entries, pinned),
        "drawing": drawing(workflow, dossier.state, file.entries, language_of(request)),
        "way": list(way(workflow, dossier.state, file.entries)),
        "phases": list(phases(file.entries, _of(pinned), now)),
        "held_for": held_for(file.entries, _of(pinned), now),
        "successors": known_of(connection, file.successors, who),
        "withheld": withheld(who, dossier),
        "letters_open": who.role in OFFICE,
        "officer": officer,
        "coming": to_come(connection, office, dossier.reference) if officer else None,
    }


def _standing(here: Here, workflow: Workflow, file: File, now: datetime) -> dict[str, Any]:
    """Where it stands, since when, and what is due."""
    dossier = file.dossier
    about = here.about(dossier)
    came = [entry.at for entry in file.entries if entry.source != entry.target]
    due = next_date(here.office.book.law, dossier)
    return {
        "dossier": dossier,
        "definition": workflow,
        "mechanism": about["mechanism"],
        "state": workflow.state[dossier.state],
        "since": came[-1],
        "days": (now - datetime.fromisoformat(came[-1])).days,
        "due": due,
        "deadlines": [
            (deadline, (deadline.instant - now).total_seconds() / 86_400)
            for deadline in about["deadlines"].values()
        ],
        "due_in": None if due is None else (due.instant - now).total_seconds() / 86_400,
        "facts": [one for one in facts_told(workflow, dossier.facts) if one.name not in ABOVE],
        "may_follow": may_follow(workflow, dossier.state),
    }


def _in_hand(
    here: Here,
    workflow: Workflow,
    dossier: Dossier,
    who: Actor,
    letters: list[About],
    *,
    past: bool,
) -> dict[str, Any]:
    """What can be done, each step with where; nothing can be done in the past."""
    if past:
        return {"offers": [], "leads": {}}
    asked = (here.office.clock(), here.office.book.law, here.about(dossier))
    found = offers(workflow, dossier, who, *asked)
    return {
        "offers": found,
        "leads": {one.step.trigger: leads(one.step, dossier, who, letters) for one in found},
    }


def _done(number: str, entries: tuple[Entry, ...], pinned: Pinned) -> Any:
    """The entry that was just made, as its number in an address says."""
    at = int(number) if is_number(number) else 0
    return happened(entries[at - 1], pinned) if 0 < at <= len(entries) else None


def _of(pinned: Pinned) -> Any:
    return lambda entry: pinned(entry.workflow, entry.definition)


def known_of(connection: Link, lines: tuple[Line, ...], who: Actor) -> list[Line]:
    """Those of these dossiers that this person may know of."""
    if not lines:
        return []
    found = reading.dossiers(connection, [one.reference for one in lines])
    return [one for one in lines if files.knows(who, found[one.reference])]


def file_of(connection: Link, reference: str) -> File:
    """The file of a dossier that there is."""
    found = queries.file(connection, reference)
    if found is None:  # nothing is ever removed
        raise LookupError(reference)
    return found
