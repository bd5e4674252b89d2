"""Whether the completeness letter has left: until then the time of the State has not begun."""

from typing import Final

from engine.dossier import Dossier
from engine.words import Words

NOT_LEFT: Final = Words(
    "the completeness letter has not left yet: the time of the State has not begun",
    "la lettre sur les informations manquantes n'est pas encore partie : le délai de l'État n'a "
    "pas commencé à courir",
)


def has_left(dossier: Dossier) -> bool:
    """Whether the last completeness letter of a dossier that is incomplete has left.

    A letter of an earlier round left before the State completed the file: it begins no term of
    this one.
    """
    sent, completed = dossier.instant("letter_sent_at"), dossier.instant("completed_at")
    return sent is not None and (completed is None or sent >= completed)
