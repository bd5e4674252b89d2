"""The small words of the reasons, in both languages: numbers with their nouns, lists, values."""

from collections.abc import Mapping, Sequence
from typing import Final

from engine.cycle_file import CycleFile
from engine.words import Language, Words

MOST_NAMED: Final = 8
"""How many States or files one sentence names; the rest are counted."""

_TRANSFERS: Final = Words("transfers between the Lists", "les transferts entre les Listes")
LIKE: Final[Mapping[str, Words]] = {
    "extension": Words(
        "inscriptions on an extended basis", "les inscriptions sur une base élargie"
    ),
    "reduction": Words("inscriptions on a reduced basis", "les inscriptions sur une base réduite"),
    "transfer_usl_rl": _TRANSFERS,
    "transfer_rl_usl": _TRANSFERS,
    "USL": Words(
        "nominations to the Urgent Safeguarding List",
        "les candidatures à la Liste de sauvegarde urgente",
    ),
    "RL": Words(
        "nominations to the Representative List", "les candidatures à la Liste représentative"
    ),
    "GSP": Words(
        "proposals to the Register of Good Safeguarding Practices",
        "les propositions au Registre de bonnes pratiques de sauvegarde",
    ),
    "IA": Words(
        "requests for international assistance", "les demandes d'assistance internationale"
    ),
}
"""The files of a kind, or else of a mechanism."""


def its_like(file: CycleFile) -> str:
    """The kind of the file where it has a name in LIKE, or else its mechanism."""
    return file.kind if file.kind in LIKE else file.mechanism


def value(one: object, language: Language = "en") -> str:
    """What a file has under a key, in words."""
    if isinstance(one, bool):
        yes, no = ("oui", "non") if language == "fr" else ("yes", "no")
        return yes if one else no
    return str(one)


def elements(number: int) -> str:
    """So many elements and practices."""
    known = {0: "no element or practice", 1: "1 element or practice"}
    return known.get(number) or f"{number} elements and practices"


def places(number: int, language: Language = "en") -> str:
    """So many places; in French none is singular, like one."""
    return f"{number} place{_s(number, language)}"


def equals(number: int, language: Language = "en") -> str:
    """So many files of equal priority."""
    if language == "fr":
        return f"{number} dossier{_s(number, language)} de priorité égale"
    return f"{number} files of equal priority"


def listed(shown: Sequence[str], of: int, language: Language = "en") -> str:
    """These, and how many more there are."""
    more = of - len(shown)
    told = ", ".join(shown)
    if not more:
        return told
    return (
        f"{told} et {more} autre{_s(more, 'fr')}" if language == "fr" else f"{told} and {more} more"
    )


def _s(number: int, language: Language) -> str:
    return "" if number == 1 or (language == "fr" and number == 0) else "s"
