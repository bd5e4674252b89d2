"""What a token may be used for: a few scopes, each open to those whose role can do it at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from engine.dossier import Actor
from engine.words import Words
from portal.access.rooms import reads_in
from workflows.roles import DELEGATION, PEOPLE, ROLES, STATE_PARTY

READ: Final = "read"
DRAFT: Final = "draft"
MOVE: Final = "move"
LETTERS: Final = "letters"
WEBHOOKS: Final = "webhooks"
DESK: Final = "desk"


@dataclass(frozen=True, slots=True)
class Scope:
    """A scope: its name, what it is for, and which roles can hold it."""

    name: str
    said: Words
    roles: frozenset[str]


def _of_room(room: str) -> frozenset[str]:
    return frozenset(role for role in PEOPLE if reads_in(Actor("", role), room) is None)


SCOPES: Final[Mapping[str, Scope]] = {
    one.name: one
    for one in (
        Scope(
            READ,
            Words("read everything that your account sees", "lire tout ce que voit votre compte"),
            frozenset(PEOPLE),
        ),
        Scope(
            DRAFT,
            Words(
                "write answers and attach documents, in your State's files",
                "écrire les réponses et joindre des documents, dans les dossiers de votre État",
            ),
            frozenset((STATE_PARTY,)),
        ),
        Scope(
            MOVE,
            Words(
                "open dossiers, file them, confirm them, take steps",
                "ouvrir des dossiers, les déposer, les confirmer, accomplir des étapes",
            ),
            frozenset((*ROLES, DELEGATION)) & frozenset(PEOPLE),
        ),
        Scope(
            LETTERS,
            Words(
                "read, release and word the letters of the office",
                "lire, envoyer et rédiger les courriers du bureau",
            ),
            _of_room("letters"),
        ),
        Scope(
            WEBHOOKS,
            Words("read and set up webhooks", "lire et configurer les webhooks"),
            _of_room("webhooks"),
        ),
        Scope(
            DESK,
            Words("keep lists under names, on your desk", "conserver des listes sur votre bureau"),
            _of_room("desk"),
        ),
    )
}
"""Every scope by its name. Accounts are given and changed on the pages alone, with a second
factor."""


def open_to(who: Actor) -> list[Scope]:
    """The scopes that this person can hold."""
    return [one for one in SCOPES.values() if who.role in one.roles]


def against(who: Actor, asked: Iterable[str]) -> Words | None:
    """Why this person cannot hold these scopes; None where they can."""
    wanted = set(asked)
    if not wanted:
        return Words(
            "A token is for something: choose at least one scope.",
            "Un jeton sert à quelque chose : choisissez au moins un droit.",
        )
    if more := sorted(wanted - {one.name for one in open_to(who)}):
        named = ", ".join(more)
        return Words(
            f"Your role cannot give a token this: {named}.",
            f"Votre rôle ne permet pas d'accorder ceci à un jeton : {named}.",
        )
    return None
