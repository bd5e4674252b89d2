"""An empty form in words, to be printed or read before it is filled in."""

from collections.abc import Iterator
from typing import Final

from engine.citation import Mark
from engine.words import Language, Words
from forms.catalogue import form_with
from forms.form import Attached, Document, Edition, Field, Kind, Limit

_MARKS: Final[dict[Mark, Words]] = {
    "verified": Words("verified", "vérifié"),
    "remembered": Words("remembered", "de mémoire"),
    "interpretation": Words("an interpretation", "interprétation"),
    "illustrative": Words("illustrative", "à titre d'illustration"),
}
_UNITS: Final = {
    "words": Words("words", "mots"),
    "characters": Words("characters", "caractères"),
}
_KINDS: Final[dict[Kind, Words]] = {
    "line": Words("one line", "une ligne"),
    "text": Words("a text", "un texte"),
    "choice": Words("choose one", "choisir une réponse"),
    "choices": Words("tick what applies", "cocher ce qui convient"),
    "yes_no": Words("yes or no", "oui ou non"),
    "day": Words("a date", "une date"),
    "number": Words("a whole number", "un nombre entier"),
    "list": Words("one on each line", "un par ligne"),
    "contact": Words(
        "name, title, institution, address, telephone, e-mail",
        "nom, titre, institution, adresse, téléphone, courriel",
    ),
    "money": Words(
        "a table: item, amount in whole US$, paid by",
        "un tableau : poste, montant en dollars É.-U. sans décimales, pris en charge par",
    ),
    "timetable": Words(
        "a table: activity, first month, last month",
        "un tableau : activité, premier mois, dernier mois",
    ),
}
_DOCUMENTS: Final[dict[Document, Words]] = {
    "photographs": Words("photographs", "photographies"),
    "cession_photographs": Words(
        "cession of rights for the photographs (ICH-07-photo)",
        "cession de droits pour les photographies (ICH-07-photo)",
    ),
    "video": Words("video", "vidéo"),
    "cession_video": Words(
        "cession of rights for the video (ICH-07-video)",
        "cession de droits pour la vidéo (ICH-07-video)",
    ),
    "consent": Words(
        "evidence of free, prior and informed consent",
        "preuve du consentement libre, préalable et éclairé",
    ),
    "inventory": Words("extract from the inventory", "extrait de l'inventaire"),
    "signature": Words("signature", "signature"),
    "letter": Words("letter", "lettre"),
    "report": Words("report", "rapport"),
}
_ATTACHED: Final = Words("Attached documents", "Documents joints")
_OPTIONAL: Final = Words("optional", "facultatif")
_BETWEEN: Final = Words("; ", " ; ")
_EACH_STATE: Final = Words("for each State Party", "pour chaque État partie")


def printed(edition: Edition, language: Language) -> str:
    """The form in Markdown: every section, question, help and limit, with its mark in words."""
    form = form_with(edition)
    lines = [
        f"# {form.code} – {form.title.spoken(language)}",
        "",
        edition_in_words(edition).spoken(language),
    ]
    for section in edition.sections:
        lines += ["", f"## {section.number}. {section.title.spoken(language)}"]
        for field in section.fields:
            lines += ["", *_field(field, language)]
    lines += ["", f"## {_ATTACHED.spoken(language)}", ""]
    lines += [f"- {attached_in_words(one).spoken(language)}" for one in edition.attached]
    return "\n".join(lines) + "\n"


def edition_in_words(edition: Edition) -> Words:
    """For which cycles it is, and how sure we are of it."""
    first, last, mark = edition.from_cycle, edition.to_cycle, _MARKS[edition.mark]
    if last is None:
        return Words(
            f"Edition of {edition.name}, from the cycle of {first} on ({mark.en}: {edition.cite})",
            f"Édition de {edition.name}, à partir du cycle {first} ({mark.fr} : {edition.cite})",
        )
    return Words(
        f"Edition of {edition.name}, cycles {first} to {last} ({mark.en}: {edition.cite})",
        f"Édition de {edition.name}, cycles {first} à {last} ({mark.fr} : {edition.cite})",
    )


def limit_in_words(limit: Limit) -> Words:
    """How long an answer may be, and how sure we are: "at most 250 words (remembered)"."""
    unit, mark = _UNITS[limit.unit], _MARKS[limit.mark]
    how_many = _how_many(limit.least, limit.most)
    return Words(f"{how_many.en} {unit.en} ({mark.en})", f"{how_many.fr} {unit.fr} ({mark.fr})")


def attached_in_words(attached: Attached) -> Words:
    """How many of a document, whether each State gives its own, and how sure we are."""
    document, mark = _DOCUMENTS[attached.document], _MARKS[attached.mark]
    number = _how_many(attached.least, attached.most)
    if not attached.least and attached.most is None:
        number = _OPTIONAL
    whose = Words(f", {_EACH_STATE.en}", f", {_EACH_STATE.fr}") if attached.per_state else ("", "")
    return Words(
        f"{document.en}: {number.en}{whose[0]} ({mark.en})",
        f"{document.fr} : {number.fr}{whose[1]} ({mark.fr})",
    )


def _how_many(least: int | None, most: int | None) -> Words:
    if most is None:
        return Words(f"at least {least}", f"au moins {least}")
    if not least:
        return Words(f"at most {most}", f"au plus {most}")
    if least == most:
        return Words(f"{most}", f"{most}")
    return Words(f"{least} to {most}", f"{least} à {most}")


def _field(field: Field, language: Language) -> Iterator[str]:
    yield f"### {field.label.spoken(language)}"
    yield ""
    yield field.help.spoken(language)
    yield ""
    yield f"*{_BETWEEN.spoken(language).join(one.spoken(language) for one in _about(field))}*"
    if field.choices:
        yield ""
        yield from (f"- [ ] {words.spoken(language)}" for _, words in field.choices)


def _about(field: Field) -> Iterator[Words]:
    yield _KINDS[field.kind]
    if field.limit is not None:
        yield limit_in_words(field.limit)
    if field.criterion:
        yield Words(f"criterion {field.criterion}", f"critère {field.criterion}")
    if field.per_state:
        yield _EACH_STATE
    if not field.required:
        yield _OPTIONAL
