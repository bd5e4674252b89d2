"""What a printed file says in its own words."""

from collections.abc import Mapping
from typing import Final

from engine.words import Language, Words
from forms.form import Field, Unit
from forms.plain import grouped
from forms.printed import limit_in_words

DRAFT: Final = Words("Draft, not filed", "Projet, non déposé")
OPEN: Final = Words("No answer yet", "Pas encore de réponse")
UNANSWERED: Final = Words("No answer", "Sans réponse")
OF_ALL: Final = Words("all States", "tous les États")

_FIXED: Final[Mapping[str, Words]] = {
    "convention": Words(
        "Convention for the Safeguarding of the Intangible Cultural Heritage",
        "Convention pour la sauvegarde du patrimoine culturel immatériel",
    ),
    "form": Words("Form", "Formulaire"),
    "contents": Words("Contents", "Table des matières"),
    "enclosed": Words("Attached documents", "Documents joints"),
    "none_enclosed": Words("No document is attached.", "Aucun document n'est joint."),
    "page": Words("page", "page"),
    "of": Words("of", "sur"),
}
COLUMNS: Final = (
    Words("No.", "N°"), Words("Document, file and SHA-256", "Document, fichier et SHA-256"),
    Words("State", "État"), Words("Bytes", "Octets"),
)  # fmt: skip
FACTS: Final[Mapping[str, Words]] = {
    "states": Words("States Parties", "États parties"),
    "state": Words("State Party", "État partie"),
    "reference": Words("Reference", "Référence"),
    "file_number": Words("File number", "Numéro de dossier"),
    "cycle": Words("Cycle", "Cycle"),
    "standing": Words("State of the dossier", "État du dossier"),
    "filing": Words("Filing", "Dépôt"),
    "filed": Words("Filed on", "Déposé le"),
    "edition": Words("Edition", "Édition"),
    "hash": Words("Content (SHA-256)", "Contenu (SHA-256)"),
}
_UNITS: Final[Mapping[Unit, Words]] = {
    "words": Words("word", "mot"),
    "characters": Words("character", "caractère"),
}


def fixed(language: Language) -> dict[str, str]:
    """The words that every file has."""
    return {name: said.spoken(language) for name, said in _FIXED.items()}


def asked(field: Field, language: Language) -> str:
    """What is to be known of a question: its criterion, its limit, whether it may stay open."""
    told = [Words(f"criterion {field.criterion}", f"critère {field.criterion}")]
    told = told if field.criterion else []
    if field.limit is not None:
        told.append(limit_in_words(field.limit))
    if not field.required:
        told.append(Words("optional", "facultatif"))
    return " · ".join(one.spoken(language) for one in told)


def length(unit: Unit, count: int, language: Language) -> str:
    """How long an answer is: "answer: 214 words"."""
    more, called = grouped(count), _UNITS[unit]
    return Words(
        f"answer: {more.en} {called.en}{'' if count == 1 else 's'}",
        f"réponse : {more.fr} {called.fr}{'' if count < 2 else 's'}",
    ).spoken(language)


def lacking(characters: str) -> Words:
    """That the fonts here do not have these characters."""
    shown, rest = characters[:40], len(characters) - 40
    more = Words(f" and {rest} more", f" et {rest} autres") if rest > 0 else Words("", "")
    return Words(
        f"the fonts here lack these characters, which are printed as empty boxes: {shown}{more.en}",
        "les polices d'ici n'ont pas ces caractères, imprimés comme des cases vides : "
        f"{shown}{more.fr}",
    )


CODED: Final = Words(
    "signs that could not be set beside each other are written as their codes",
    "des signes impossibles à composer ensemble sont remplacés par leur code",
)
NOT_ACCESSIBLE: Final = Words(
    "the document is tagged, but does not meet the standard of accessible documents (PDF/UA-1)",
    "le document est balisé, mais ne répond pas à la norme des documents accessibles (PDF/UA-1)",
)
