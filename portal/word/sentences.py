"""What a Word form says of itself, and what is said of one that was written or read."""

from collections.abc import Mapping
from typing import Final

from engine.words import Words
from forms.form import Edition, Field, Kind
from forms.plain import visible
from forms.printed import attached_in_words, limit_in_words

YES: Final = Words("Yes", "Oui")
NO: Final = Words("No", "Non")
ATTACHED: Final = Words("Attached documents", "Documents joints")
MORE_ROWS: Final = Words(
    "For another row, press the tabulator in the last cell.",
    "Pour ajouter une ligne, appuyer sur la tabulation dans la dernière cellule.",
)

_WRITE: Final = Words("Click here to write.", "Cliquer ici pour écrire.")
_CHOOSE: Final = Words("Click here to choose.", "Cliquer ici pour choisir.")
_BY_KIND: Final[Mapping[Kind, Words]] = {
    "choice": _CHOOSE,
    "yes_no": _CHOOSE,
    "day": Words("A day like 2027-03-31", "Un jour comme 2027-03-31"),
    "number": Words("A whole number like 25000", "Un nombre entier comme 25000"),
    "list": Words("Click here; one on each line.", "Cliquer ici ; un par ligne."),
}
_BY_PART: Final[Mapping[str, Words]] = {
    "amount": Words("25000", "25000"),
    "from": Words("2027-03", "2027-03"),
    "to": Words("2027-04", "2027-04"),
}
_BETWEEN: Final = Words("; ", " ; ")
_SHOWN: Final = 80


def placeholder(kind: Kind, part: str = "") -> Words:
    """What stands where an answer is to be written."""
    return _BY_PART.get(part, _WRITE) if part else _BY_KIND.get(kind, _WRITE)


PLACEHOLDERS: Final = frozenset(
    {
        text
        for words in (_WRITE, *_BY_KIND.values())
        for text in words
    }
    | {
        "Click or tap here to enter text.",
        "Click here to enter text.",
        "Click or tap to enter a date.",
        "Choose an item.",
        "Cliquez ou appuyez ici pour entrer du texte.",
        "Cliquez ici pour entrer du texte.",
        "Cliquez ou appuyez ici pour entrer une date.",
        "Choisissez un élément.",
    }
)  # fmt: skip
"""Ours and those of Word, for forms in which nothing marks them as such."""


def about(field: Field) -> Words:
    """The limits of an answer, the criterion it serves, who answers and whether it must be."""
    told = []
    if field.limit is not None:
        told.append(limit_in_words(field.limit))
    if field.criterion:
        told.append(Words(f"criterion {field.criterion}", f"critère {field.criterion}"))
    if field.per_state:
        told.append(Words("for each State Party", "pour chaque État partie"))
    if not field.required:
        told.append(Words("optional", "facultatif"))
    return Words(_BETWEEN.en.join(one.en for one in told), _BETWEEN.fr.join(one.fr for one in told))


def attached(edition: Edition) -> tuple[Words, ...]:
    """Every document that goes with the form."""
    return tuple(attached_in_words(one) for one in edition.attached)


def shown(text: str) -> str:
    """The beginning of a text, on one line, with what is hidden made visible."""
    one_line = " ".join(visible(text).split())
    return one_line if len(one_line) <= _SHOWN else f"{one_line[:_SHOWN]}..."


def quoted(said: Words, text: str) -> Words:
    """A sentence about a text, and how that begins."""
    return Words(f'{said.en}: "{shown(text)}"', f"{said.fr} : « {shown(text)} »")
