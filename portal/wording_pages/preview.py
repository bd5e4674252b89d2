"""A letter in a wording, as it would read for a real dossier; or why it cannot be shown."""

import re
from collections.abc import Mapping
from typing import Any, Final

from jinja2 import UndefinedError

from engine.dossier import Dossier
from engine.runtime import queries, reading
from engine.runtime.database import Link
from engine.runtime.known_as import known_as
from engine.runtime.office import Office
from engine.runtime.wordings import in_force, last_promised
from engine.sight import Sight, covers
from engine.words import Language, Words
from notifications.letters import Letter, Wording, render
from notifications.wording.fault import Fault
from notifications.wording.faults import faults, tidy
from portal.wording_pages.reminded import DIGEST, foreseen, gathered, planner_of, states_of
from workflows.about import about

IN_TRIAL: Final = -1
"""The version of a letter whose wording is not kept yet."""

_MISSING: Final = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")


def preview(
    office: Office, key: str, language: Language, text: str | None, reference: str, sight: Sight
) -> Letter | tuple[Fault, ...]:
    """The letter with that text, or with the wording in force where it is None; or its faults.

    It is written for the dossier as the last letter of that kind to it was, else as it stands now;
    a reminder as the next one that is planned for it. An empty reference takes the last letter of
    that kind at all. What is out of sight is not there.
    """
    if text is not None and (wrong := faults(key, language, text)):
        return wrong
    with queries.looking(office.database) as connection:
        wording: Wording = in_force(connection)
        if text is not None:
            wording = {(key, language): (IN_TRIAL, tidy(text))}
        named = reference or _example(office, connection, key, sight) or ""
        found = _told(office, connection, key, named, sight)
    if isinstance(found, Words):
        return (Fault(0, found),)
    dossier, known = found
    try:
        if key == DIGEST and (planner := planner_of(office, key)):
            return gathered(planner, language, dossier, known, wording)
        return render(key, language, dossier, known, wording)
    except UndefinedError as fault:
        return (Fault(0, _does_not_fit(dossier.reference, fault)),)


def find_example(office: Office, key: str, sight: Sight) -> str | None:
    """The reference of the dossier in sight that had this letter last, or that waits for this
    reminder; None where there is none."""
    with queries.looking(office.database) as connection:
        return _example(office, connection, key, sight)


def _example(office: Office, connection: Link, key: str, sight: Sight) -> str | None:
    planner = planner_of(office, key)
    if planner is None:
        last = last_promised(connection, key, sight)
        return None if last is None else last[0]
    waiting = reading.dossiers_where(connection, states=states_of(planner, key))
    seen = (one for one in waiting if covers(sight, one))
    return next((one.reference for one in seen if foreseen(planner, key, one)), None)


def _told(
    office: Office, connection: Link, key: str, reference: str, sight: Sight
) -> tuple[Dossier, Mapping[str, Any]] | Words:
    """The dossier of a letter and what is known of it beyond its facts; or why there is none."""
    if not reference:
        last = last_promised(connection, key, sight)
        return _no_example(key) if last is None else (Dossier("", "", facts=last[1]), {})
    dossier = known_as(connection, reference, sight)
    if dossier is None:
        return _no_dossier(reference)
    found = dossier.reference
    if planner := planner_of(office, key):
        reminders = foreseen(planner, key, dossier)
        known = about(office.book.law, dossier)
        return (dossier, {**known, **reminders[0]}) if reminders else _not_planned(found)
    if last := last_promised(connection, key, sight, found):
        dossier = Dossier(found, dossier.workflow, version=dossier.version, facts=last[1])
    return dossier, about(office.book.law, dossier)


def _no_dossier(reference: str) -> Words:
    return Words(
        f"There is no dossier {reference!r}.", f"Il n'existe pas de dossier « {reference} »."
    )


def _no_example(key: str) -> Words:
    return Words(
        f"No dossier has had the letter {key} so far: name one to see it.",
        f"Aucun dossier n'a encore reçu la lettre {key} : indiquez-en un pour la voir.",
    )


def _not_planned(reference: str) -> Words:
    return Words(
        f"This reminder is not planned for {reference} as it stands.",
        f"Ce rappel n'est pas prévu pour le dossier {reference} en l'état.",
    )


def _does_not_fit(reference: str, fault: UndefinedError) -> Words:
    match = _MISSING.search(str(fault))
    name = next((one for one in match.groups() if one), "") if match else str(fault)
    return Words(
        f"{reference} does not fit this letter: it has no `{name}` yet.",
        f"Le dossier {reference} ne convient pas à cette lettre : `{name}` n'y figure pas encore.",
    )
