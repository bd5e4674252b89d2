"""What is wrong with a query line: a sentence in both languages, the word, what may be meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from engine.words import Words
from portal.desk_pages.tokens import Token, written
from portal.desk_pages.vocabulary import near, nearest


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a part of the line cannot be read; `word` is that part, `better` what was probably
    meant, each empty where there is none."""

    word: str
    said: Words
    better: str = ""


_TAKES: Final = {
    "turn": Words(
        "turn: takes state_party, secretariat, evaluation_body, committee, bureau or closed",
        "turn: attend state_party, secretariat, evaluation_body, committee, bureau ou closed",
    ),
    "state": Words(
        "state: takes the name of a state, for example checking",
        "state: attend le nom d'un état, par exemple checking",
    ),
    "kind": Words(
        "kind: takes the name of a mechanism, for example rl or usl",
        "kind: attend le nom d'un mécanisme, par exemple rl ou usl",
    ),
    "party": Words(
        "party: takes the code or the name of a State Party, for example KEN or Kenya",
        "party: attend le code ou le nom d'un État partie, par exemple KEN ou Kenya",
    ),
    "cycle": Words(
        "cycle: takes a year of four digits, or none",
        "cycle: attend une année à quatre chiffres, ou none",
    ),
    "lead": Words(
        "lead: takes me, none, or the address of an officer",
        "lead: attend me, none ou l'adresse d'un agent",
    ),
    "file": Words("file: takes a file number", "file: attend un numéro de dossier"),
    "is": Words("is: takes illustrative or held", "is: attend illustrative ou held"),
}


def unlike(name: str, typed: str) -> Fault:
    """A value that the filter does not have."""
    better = near(name, typed) if name in ("turn", "state", "kind", "party", "is") else ""
    return Fault(typed or f"{name}:", _TAKES[name], better and written(name, [better]))


def misnamed(one: Token, names: Iterable[str]) -> Fault:
    """A filter that does not exist."""
    listed = ", ".join(names)
    said = Words(
        f"“{one.name}” is no filter; there are {listed}. A word with a colon is looked for when it "
        "stands in quotation marks",
        f"« {one.name} » n'est pas un filtre ; il y a {listed}. Un mot contenant deux-points est "
        "recherché s'il est entre guillemets droits",
    )
    better = nearest(one.name, names)
    return Fault(one.said, said, better and written(better, one.values, negated=one.negated))


def unfit(one: Token) -> Fault:
    """A date that cannot be read."""
    said = Words(
        "due: takes <14d or >14d (days from now), <2027-03-31 or >2027-03-31, or none; of these "
        "none alone can be excepted",
        "due: attend <14d ou >14d (jours à compter d'aujourd'hui), <2027-03-31 ou >2027-03-31, ou "
        "none ; seul none peut être exclu",
    )
    return Fault(one.said, said)


def twice(one: Token) -> Fault:
    """A bound that has been said already."""
    said = Words(
        "due: has one earliest and one latest bound; this is a second one of its side",
        "due: admet une borne au plus tôt et une au plus tard ; celle-ci en est une seconde",
    )
    return Fault(one.said, said)


def unclosed() -> Fault:
    """A quotation mark that nothing closes."""
    said = Words(
        "a quotation mark is opened and not closed; it was read to the end of the line",
        "un guillemet ouvert n'est pas refermé ; il a été lu jusqu'à la fin de la ligne",
    )
    return Fault('"', said)


def unreadable(longest: int) -> Fault:
    """A line that is too long, or no text."""
    said = Words(
        f"a query is one line of at most {longest} printable characters",
        f"une requête est une ligne de {longest} caractères imprimables au plus",
    )
    return Fault("", said)


def not_for_them(token: str) -> Fault:
    """A filter on what this person may not know."""
    said = Words(
        "which letters are held is for the Secretariat to know",
        "savoir quels courriers sont retenus est réservé au Secrétariat",
    )
    return Fault(token, said)
