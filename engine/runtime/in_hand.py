"""A held letter taken in hand, so that nobody else changes it meanwhile; or why it cannot be."""

from typing import Any, Final

from sqlalchemy import Connection, select

from engine.answers import unreadable
from engine.bilingual import headed
from engine.citation import house
from engine.decide import Refused
from engine.rules import Finding
from engine.runtime.tables import letter
from engine.words import Words

LONGEST_NAME: Final = 200
"""Characters of the name under which something is done with a letter."""

_LEAVES: Final = Words("it is being sent", "elle est en cours d'envoi")
_BECAME: Final = {
    "waiting": Words("it waits to be sent", "elle attend d'être envoyée"),
    "claimed": _LEAVES,
    "sending": _LEAVES,
    "sent": Words("it was sent", "elle a été envoyée"),
    "failed": Words("it could not be sent", "elle n'a pu être envoyée"),
    "uncertain": Words("it may have been sent", "elle a peut-être été envoyée"),
    "dropped": Words("it was dropped", "elle a été abandonnée"),
    "cancelled": Words("it was cancelled", "elle a été annulée"),
}


def in_hand(connection: Connection, key: str, name: str) -> Any:
    """The row of a held letter, which nobody else changes until this transaction ends; Refused
    where it is not held, or where it is not said by name who takes it."""
    if fault := unnamed(name):
        return fault
    row = letter_in_hand(connection, key)
    if row is None:
        return refused(none_held(key), "3")
    return row if row.status == "held" else not_held(row)


def letter_in_hand(connection: Connection, key: str) -> Any:
    """The row of a letter, whatever its status; None where there is none."""
    query = select(letter).where(letter.c.key == key).with_for_update()
    return connection.execute(query).one_or_none()


def not_held(row: Any) -> Refused:
    """Why nothing can be done with a letter that is no longer held."""
    became, problem = _BECAME[row.status], f" ({row.problem})" if row.problem else ""
    gone = Words(
        f"{row.key} is not held: {became.en}{problem}",
        f"la lettre {row.key} n'est pas retenue : {became.fr}{problem}",
    )
    return refused(gone, "1")


def none_held(key: str) -> Words:
    """That there is no such letter, or none that waits for a person."""
    return Words(
        f"no letter is held under the key {key}",
        f"aucune lettre n'est retenue sous la clé {key}",
    )


def unnamed(name: str) -> Refused | None:
    """Why this is no name to act under; None when it is."""
    if not name.strip():
        return refused(_BY_NOBODY, "5")
    fault = unreadable(name, LONGEST_NAME)
    return refused(headed(_THE_NAME, fault), "5") if fault else None


_BY_NOBODY: Final = Words("it is not said who does it", "il n'est pas indiqué qui le fait")
_THE_NAME: Final = Words("the name", "le nom")


def refused(said: Words, paragraph: str) -> Refused:
    """One reason, with the paragraph of the house rules."""
    return Refused((Finding("letter", said, house(paragraph)),))
