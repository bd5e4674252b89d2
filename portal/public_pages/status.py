"""The status of one file in plain words, for anyone: what was done, where it is, what will be."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

from fastapi import Request, Response

from engine.parameters import Parameters
from engine.runtime import queries, reading
from engine.runtime.database import Link
from engine.runtime.queries import File
from engine.sight import covers
from engine.words import Words
from engine.workflow import State, Workflow
from portal.access.sight import PUBLIC
from portal.cycle_pages.timetable import Date, to_come
from portal.here import Here

Pinned = Callable[[str, str], Workflow]
"""Gives the definition of a workflow that has a hash."""

BEFORE: Final = ("draft", "scheduled")
"""Where a file is before anything of it is public."""

_MAY: Final = ("withdrawn", "not_due")
"""What can happen to any file at any time, and says nothing of this one."""


def show(here: Here, request: Request, file: File) -> Response:
    """The page. Whether the public may know of the file is asked before this."""
    office, dossier = here.office, file.dossier
    with queries.looking(office.database) as connection:

        def pinned(name: str, digest: str) -> Workflow:
            return office.book.pinned(connection, name, digest)

        definition = pinned(dossier.workflow, dossier.definition)
        was = list(done(file, pinned))
        later = _later(connection, file)
    state = definition.state[dossier.state]
    now = office.clock()
    return here.render(
        request,
        "public_status.html",
        dossier=dossier,
        mechanism=definition.title,
        state=state,
        since=was[-1][0] if was else None,
        was=was,
        will=list(dict.fromkeys(one.future for one in following(definition, state))),
        dates=[] if state.final else coming(office.book.law, dossier.cycle, now),
        later=later,
    )


def done(file: File, pinned: Pinned) -> Iterator[tuple[datetime, Words]]:
    """When the file came where, in the public's words: from its receipt on, what has the same words
    told once."""
    before: Words | None = None
    for entry in file.entries:
        known = pinned(entry.workflow, entry.definition).state.get(entry.target)
        if known is None or known.name in BEFORE or known.public == before:
            continue
        before = known.public
        yield datetime.fromisoformat(entry.at), known.public


def following(definition: Workflow, state: State) -> Iterator[State]:
    """Where the file can go from there, in the order of the table."""
    for step in definition.steps_from(state.name):
        target = definition.state[step.target]
        if target.public != state.public and target.name not in _MAY:
            yield target


def coming(law: Parameters, cycle: int | None, now: datetime) -> list[Date]:
    """The dates of the cycle that are to come: they are everybody's."""
    if cycle is None:
        return []
    return [one for _, one in to_come(law, range(cycle, cycle + 1), now)]


def _later(connection: Link, file: File) -> list[dict[str, Any]]:
    """The files that continue this one, those that the public may know of."""
    found = reading.dossiers(connection, [one.reference for one in file.successors])
    return [
        {"reference": one.reference, "cycle": one.cycle}
        for one in found.values()
        if covers(PUBLIC, one)
    ]
