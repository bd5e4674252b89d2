"""Why something cannot be kept about people and their letters, in sentences of both languages."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Final

from engine.words import Words


class Unacceptable(ValueError):
    """What was asked cannot be; `reasons` are all the sentences that say why. Nothing was kept."""

    def __init__(self, reasons: Iterable[Words]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(reason.en for reason in self.reasons))


def no_address(text: str) -> Words:
    """It is not one address."""
    return Words(f"{text!r} is not an address", f"« {text} » n'est pas une adresse")


def too_long(most: int) -> Words:
    """A name of more characters than one line of a letter holds."""
    return Words(f"the name is longer than {most} characters", f"le nom dépasse {most} caractères")


def there_already(address: str) -> Words:
    """It has been entered before."""
    return Words(
        f"{address} is a correspondent already",
        f"{address} figure déjà parmi les correspondants",
    )


def stranger(address: str) -> Words:
    """It has not been entered."""
    return Words(
        f"{address} is not a correspondent; add it first",
        f"{address} ne figure pas parmi les correspondants ; veuillez d'abord l'ajouter",
    )


def has_left(address: str) -> Words:
    """It is inactive."""
    return Words(f"{address} has left", f"{address} n'est plus en fonction")


def is_here(address: str) -> Words:
    """It is active."""
    return Words(f"{address} has not left", f"{address} est toujours en fonction")


def none_of(what: Words, given: str, known: Collection[str]) -> Words:
    """No such thing; which there are."""
    listed = ", ".join(known)
    return Words(
        f"{given!r} is no {what.en}; there are {listed}",
        f"« {given} » n'est pas {what.fr} ; valeurs admises : {listed}",
    )


def no_state(name: str, known: Collection[str]) -> Words:
    """No State Party of that name, and which may be meant."""
    if not name:
        return Words("no State is named", "aucun État n'est indiqué")
    close = get_close_matches(name, known, n=1)
    en = f"is it {close[0]}?" if close else "States have UNESCO's English names"
    fr = f"s'agit-il de {close[0]} ?" if close else "les États portent leur nom anglais à l'UNESCO"
    return Words(f"there is no State {name!r}; {en}", f"il n'y a pas d'État « {name} » ; {fr}")


def no_dossier(reference: str) -> Words:
    """No dossier of that reference."""
    return Words(
        f"there is no dossier {reference!r}",
        f"il n'y a pas de dossier « {reference} »",
    )


def concerns_nothing(kind: str) -> Words:
    """A post of that kind is the same for all States and dossiers."""
    return Words(
        f"{kind} is for the whole office: it concerns no State and no dossier",
        f"{_called(kind)} : cette fonction vaut pour l'ensemble du Secrétariat, ni État ni dossier "
        "ne s'y rapporte",
    )


def holds_already(address: str, kind: str, concerns: str) -> Words:
    """Appointed before."""
    of = f" ({concerns})" if concerns else ""
    return Words(
        f"{address} is {kind}{of} already",
        f"{address} exerce déjà la fonction suivante : {_called(kind)}{of}",
    )


def holds_not(address: str, kind: str, concerns: str) -> Words:
    """Not appointed."""
    of = f" ({concerns})" if concerns else ""
    return Words(
        f"{address} is not {kind}{of}",
        f"{address} n'exerce pas la fonction suivante : {_called(kind)}{of}",
    )


_POSTS: Final = {
    "delegation": "délégation permanente",
    "commission": "commission nationale",
    "authority": "autorité désignée",
    "officer": "agent responsable",
    "head": "responsable du Secrétariat",
    "evaluation_body": "membre de l'Organe d'évaluation",
}


def _called(kind: str) -> str:
    """What a kind of post is called in French."""
    return _POSTS.get(kind, kind)


def own_deputy(address: str) -> Words:
    """Nobody stands for themselves."""
    return Words(
        f"{address} cannot be the deputy of {address}",
        f"{address} ne peut être son propre suppléant",
    )


def circle(addresses: Iterable[str]) -> Words:
    """Each would stand for the next, and all are away on one day."""
    way = " -> ".join(addresses)
    return Words(
        f"the deputies would go in a circle: {way}",
        f"les suppléances formeraient un cercle : {way}",
    )


BACKWARDS = Words(
    "the last day of the absence is before the first",
    "le dernier jour de l'absence précède le premier",
)
NAMELESS = Words("the name is empty", "le nom est vide")
UNPRINTABLE = Words(
    "the name holds characters that cannot be shown",
    "le nom contient des caractères qui ne peuvent être affichés",
)
SAID_BY_NOBODY = Words("it is not said who says so", "il n'est pas indiqué qui le demande")
