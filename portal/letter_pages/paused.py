"""What a person holds still, and lets go on: one reminder, a dossier, or every letter."""

from engine.dossier import Actor
from engine.runtime import held_reminders, ledger, pauses, queries
from engine.runtime.office import Office
from engine.runtime.pauses import EVERYTHING
from engine.runtime.unacceptable import Unacceptable
from portal.letter_pages.answered import UNFIT, Answered
from portal.letter_pages.settled import unwilling


def hold_still(office: Office, what: str, why: str, who: Actor) -> Answered:
    """Let no letter about a dossier leave, or none at all; that it is so already is as well."""
    if unfit := unwilling(why):
        return unfit
    try:
        pauses.pause(office.database, what, why.strip(), who.name, office.clock())
    except Unacceptable as fault:
        return Answered("", fault.reasons, UNFIT)
    return Answered("all_paused" if what == EVERYTHING else "paused")


def let_go_on(office: Office, what: str, who: Actor) -> Answered:
    """Let the letters leave again; that they do already is as well."""
    pauses.go_on(office.database, what, who.name, office.clock())
    return Answered("all_went_on" if what == EVERYTHING else "went_on")


def hold_one(office: Office, key: str, why: str, who: Actor) -> Answered:
    """Hold one reminder back."""
    if unfit := unwilling(why):
        return unfit
    try:
        held_reminders.hold_reminder(office.database, key, why, who.name, office.clock())
    except Unacceptable as fault:
        if not _stands(office, key, "held", f"Held by {who.name} on "):
            return Answered("", fault.reasons)
    return Answered("one_held")


def let_one_go(office: Office, key: str, who: Actor) -> Answered:
    """Let a reminder go that was held back."""
    try:
        held_reminders.let_go_on(office.database, key, who.name, office.clock())
    except Unacceptable as fault:
        if not _stands(office, key, "planned", f"Let go on by {who.name} on "):
            return Answered("", fault.reasons)
    return Answered("one_went_on")


def _stands(office: Office, key: str, status: str, said: str) -> bool:
    """Whether a reminder stands so by this person already: a button was pressed twice."""
    name = held_reminders.name_in(key)
    if name is None:
        return False
    with queries.looking(office.database) as connection:
        lines = ledger.stored(connection, [name.reference])[name.reference]
    return any(
        one.name == name and one.status == status and (one.reason or ("",))[0].startswith(said)
        for one in lines
    )
