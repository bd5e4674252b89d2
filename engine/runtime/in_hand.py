"""A held letter taken in hand, so that nobody else changes it meanwhile; or why it cannot be."""

from typing import Any, Final

from sqlalchemy import Connection, select

from engine.answers import unreadable
from engine.citation import house
from engine.decide import Refused
from engine.rules import Finding
from engine.runtime.tables import letter

LONGEST_NAME: Final = 200
"""Characters of the name under which something is done with a letter."""

_BECAME: Final = {
    "waiting": "it waits to be sent",
    "claimed": "it is being sent",
    "sending": "it is being sent",
    "sent": "it was sent",
    "failed": "it could not be sent",
    "uncertain": "it may have been sent",
    "dropped": "it was dropped",
    "cancelled": "it was cancelled",
}


def in_hand(connection: Connection, key: str, name: str) -> Any:
    """The row of a held letter, which nobody else changes until this transaction ends; Refused
    where it is not held, or where it is not said by name who takes it."""
    if fault := unnamed(name):
        return fault
    row = letter_in_hand(connection, key)
    if row is None:
        return refused(f"no letter is held under the key {key}", "3")
    return row if row.status == "held" else not_held(row)


def letter_in_hand(connection: Connection, key: str) -> Any:
    """The row of a letter, whatever its status; None where there is none."""
    query = select(letter).where(letter.c.key == key).with_for_update()
    return connection.execute(query).one_or_none()


def not_held(row: Any) -> Refused:
    """Why nothing can be done with a letter that is no longer held."""
    problem = f" ({row.problem})" if row.problem else ""
    return refused(f"{row.key} is not held: {_BECAME[row.status]}{problem}", "1")


def unnamed(name: str) -> Refused | None:
    """Why this is no name to act under; None when it is."""
    if not name.strip():
        return refused("it is not said who does it", "5")
    fault = unreadable(name, LONGEST_NAME)
    return refused(f"the name: {fault}", "5") if fault else None


def refused(sentence: str, paragraph: str) -> Refused:
    """One reason, with the paragraph of the house rules."""
    return Refused((Finding("letter", sentence, house(paragraph)),))
