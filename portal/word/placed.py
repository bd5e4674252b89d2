"""What was found in a Word document, as answers; and what belongs to none, in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from engine.words import Words
from forms.form import Edition
from forms.plain import grouped, nothing
from forms.shapes import CONTACT
from portal.word.content import Table, plain
from portal.word.sentences import quoted
from portal.word.shaped import contact, picked, simple, ticked, trimmed, unbulleted
from portal.word.tables import pairs, rows
from portal.word.tags import TABLES, Asked, questions
from portal.word.walked import Under, Walked


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something in a document that is no answer: a sentence, and the whole text (none for what is
    no text, like a picture)."""

    said: Words
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """The answers of a document as a form is given them, and what could not be placed."""

    answers: Mapping[str, Any]
    unplaced: tuple[Unplaced, ...]


_NOT_READ: Final[Mapping[str, Words]] = {
    "del": Words("deletions not accepted", "suppressions non acceptées"),
    "moveFrom": Words("moves not accepted", "déplacements non acceptés"),
    "drawing": Words("pictures or drawings", "images ou dessins"),
    "pict": Words("pictures or drawings of an old Word", "images ou dessins d'un ancien Word"),
    "object": Words("embedded objects", "objets incorporés"),
    "altChunk": Words("inserted documents", "documents insérés"),
    "footnoteReference": Words("footnotes", "notes de bas de page"),
    "endnoteReference": Words("endnotes", "notes de fin"),
    "commentReference": Words("comments", "commentaires"),
}


def not_read(kind: str, number: int) -> Words:
    """What is in a document beside its text, and how often."""
    what, many = _NOT_READ[kind], grouped(number)
    return Words(
        f"not read in this document: {what.en} ({many.en})",
        f"non lus dans ce document : {what.fr} ({many.fr})",
    )


def place(
    edition: Edition, states: Sequence[str], found: Walked
) -> tuple[dict[str, Any], tuple[Unplaced, ...]]:
    """Controls go first, then tables, then what stands under headings; the first answer to a
    question stays, and another one is told."""
    placing = _Placing()
    placing.controls(found)
    for asked, table in found.tables:
        given, others = rows(asked.field, table)
        placing.answer(asked, given, plain((table,)))
        placing.beside(asked, others)
    for under in found.under:
        placing.under(under)
    for control in found.unknown:
        said = Words(
            f"the form has no field {control.tag}", f"le formulaire n'a pas de champ {control.tag}"
        )
        placing.tell(said, control.text)
    answers: dict[str, Any] = {}
    for asked in questions(edition, states):
        if asked not in placing.answers:
            continue
        if asked.state:
            answers.setdefault(asked.field.name, {})[asked.state] = placing.answers[asked]
        else:
            answers[asked.field.name] = placing.answers[asked]
    return answers, tuple(placing.unplaced)


class _Placing:
    def __init__(self) -> None:
        self.answers: dict[Asked, Any] = {}
        self.unplaced: list[Unplaced] = []

    def tell(self, said: Words, text: str) -> None:
        if not nothing(text):
            self.unplaced.append(Unplaced(quoted(said, text), text))

    def beside(self, asked: Asked, lines: Sequence[str]) -> None:
        """Text that stands beside an answer and is no part of it."""
        said = Words("this is no part of the answer", "ceci ne fait pas partie de la réponse")
        self.tell(asked.place.saying(said), "\n".join(lines))

    def answer(self, asked: Asked, value: Any, text: str) -> None:
        """An answer, if it is the first one."""
        if nothing(value):
            return
        if asked in self.answers:
            said = Words("answered twice, this is left out", "deux réponses, celle-ci est omise")
            self.tell(asked.place.saying(said), text)
        else:
            self.answers[asked] = value

    def controls(self, found: Walked) -> None:
        parts: dict[Asked, dict[str, Any]] = {}
        for asked, rest, text in found.controls:
            if not rest:
                self.answer(asked, None if nothing(text) else simple(asked.field, text), text)
            elif asked.field.kind == "choices":
                self.box(asked, parts.setdefault(asked, {}), rest[0], text)
            elif not nothing(text):
                self.part(asked, parts.setdefault(asked, {}), rest[0], text)
        for asked, given in parts.items():
            if asked.field.kind == "choices":
                taken = [value for value, _ in asked.field.choices if given.get(value)]
                self.answer(asked, taken, "")
            else:
                known = {part.name: given[part.name] for part in CONTACT if part.name in given}
                self.answer(asked, known, "")

    def part(self, asked: Asked, parts: dict[str, Any], name: str, text: str) -> None:
        if name in parts:
            said = Words("answered twice, this is left out", "deux réponses, celle-ci est omise")
            self.tell(asked.place.within(name).saying(said), text)
        else:
            parts[name] = text

    def box(self, asked: Asked, boxes: dict[str, Any], name: str, text: str) -> None:
        tick = ticked(text)
        if tick is None:
            self.beside(asked, [text])
        elif tick and boxes.get(name):
            self.part(asked, boxes, name, text)
        else:
            boxes[name] = boxes.get(name) or tick

    def under(self, under: Under) -> None:
        """What stands under a heading, outside of controls."""
        lines = list(trimmed(under.lines))
        text = "\n".join(lines)
        if under.asked is None:
            self.tell(_nowhere(under.heading), text)
            return
        if under.whose:
            said = Words("it is not said for which State", "il n'est pas dit pour quel État")
            whole = [text, *(plain((one,)) for one in under.tables)]
            self.tell(under.asked.place.saying(said), "\n".join(one for one in whole if one))
            return
        value, others = _written(under.asked, lines, under.tables)
        told = [text, *(plain((one,)) for one in under.tables)]
        self.answer(under.asked, value, "\n".join(one for one in told if one))
        self.beside(under.asked, others)


def _nowhere(heading: str) -> Words:
    if not heading:
        return Words("this stands under no question", "ceci n'est sous aucune question")
    return Words(
        f"this stands under {heading}, but under no question",
        f"ceci est sous {heading}, mais sous aucune question",
    )


def _written(asked: Asked, lines: list[str], tables: Sequence[Table]) -> tuple[Any, list[str]]:
    """An answer that is written without controls, and what is no part of it."""
    field = asked.field
    if field.kind in TABLES:
        found = [rows(field, one) for one in tables]
        given = [row for one, _ in found for row in one]
        return given, [*lines, *(text for _, others in found for text in others)]
    if field.kind == "contact":
        told = [*lines, *(line for one in tables for line in pairs(one))]
        return contact(told)
    if field.kind == "choices":
        return picked(field, lines)
    if field.kind == "choice" and len(lines) > 1:
        taken, others = picked(field, lines)
        return (taken[0], others) if len(taken) == 1 else (None, lines)
    text = "\n".join(lines)
    if field.kind == "list":
        return unbulleted(lines), []
    return (None if nothing(text) else simple(field, text.strip())), []
