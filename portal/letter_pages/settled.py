"""What a person decides of letters that went wrong, and of addresses that gave letters back."""

from collections.abc import Sequence
from typing import Final

from engine.answers import unreadable
from engine.dossier import Actor
from engine.runtime import queries, stuck, suspended
from engine.runtime.contains import askable
from engine.runtime.kept_letters import letter_in_full
from engine.runtime.office import Office
from portal.letter_pages.answered import UNFIT, Answered, against

LONGEST: Final = 2_000
"""Characters of a reason."""

_LEFT: Final = ("waiting", "claimed", "sending", "sent")


def retry(office: Office, keys: Sequence[str], who: Actor) -> Answered:
    """Send failed letters again; those that are failed no more stay as they are."""
    keys = [key for key in keys if askable(key)]
    done = stuck.retry(office.database, keys, who.name, office.clock())
    if done or (keys and all(_let_leave(office, key, who, _LEFT) for key in keys)):
        return Answered("again")
    return against("letter_not_failed")


def settle(office: Office, key: str, who: Actor, *, arrived: bool) -> Answered:
    """Say of an uncertain letter that it has arrived, or send it again."""
    done = stuck.settle(office.database, key, who.name, office.clock(), arrived=arrived)
    if done or _let_leave(office, key, who, ("sent",) if arrived else _LEFT[:3]):
        return Answered("arrived" if arrived else "again")
    return against("letter_not_uncertain")


def resume(office: Office, address: str, who: Actor) -> Answered:
    """Let letters go to an address again; that they do already is as well."""
    if askable(address):
        suspended.resume(office.database, address, who.name, office.clock())
    return Answered("resumed")


def unwilling(why: str) -> Answered | None:
    """Why this is no reason; None where it is one."""
    if not why.strip():
        return against("letter_no_reason", status=UNFIT)
    return against("letter_bad_reason", LONGEST, status=UNFIT) if unreadable(why, LONGEST) else None


def _let_leave(office: Office, key: str, who: Actor, became: Sequence[str]) -> bool:
    """Whether this person has let the letter leave, and it became that: a button was pressed
    twice."""
    with queries.looking(office.database) as connection:
        found = letter_in_full(connection, key)
    return found is not None and found.released_by == who.name and found.kept.status in became
