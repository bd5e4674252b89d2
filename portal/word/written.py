"""A form as a Word document: every question with its help and limits, every answer in a control."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, BinaryIO, Final

from docx import Document
from docx.document import Document as Opened
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from engine.words import Language, Words
from forms.catalogue import form_with
from forms.form import Edition, Field, Kind
from forms.printed import edition_in_words
from forms.shapes import CONTACT
from portal.word.controls import (
    Element,
    choice_control,
    day_control,
    line_control,
    paragraph,
    run,
    table,
    text_control,
    tick_control,
)
from portal.word.given import Given
from portal.word.sentences import (
    ATTACHED,
    MORE_ROWS,
    NO,
    YES,
    about,
    attached,
    placeholder,
)
from portal.word.tags import TABLES, Asked

_SPARE_ROWS: Final = 2
_ROWS: Final = 5
_GREY: Final = RGBColor(0x59, 0x59, 0x59)
_TAGS: Final[Mapping[Language, str]] = {"en": "en-GB", "fr": "fr-FR"}


def write(
    edition: Edition,
    states: Sequence[str],
    answers: Any,
    language: Language,
    file: BinaryIO,
) -> tuple[Words, ...]:
    """Write the form with these answers, and tell what of them could not be written. An answer is
    text and nothing else: no part of it is carried out, here or in Word."""
    form, given = form_with(edition), Given(language)
    title = f"{form.code} – {form.title.spoken(language)}"
    document = _prepared(title, language)
    document.add_paragraph(title, style="Title")
    document.add_paragraph(edition_in_words(edition).spoken(language))
    body = document.element.body
    for element in _sections(edition, states, answers, given):
        body.insert_element_before(element, "w:sectPr")
    document.add_heading(ATTACHED.spoken(language), level=1)
    for one in attached(edition):
        document.add_paragraph(one.spoken(language), style="List Bullet")
    # Whole or not at all: what is written by then is a document.
    made = BytesIO()
    document.save(made)
    file.write(made.getvalue())
    return tuple(given.remarks)


def _prepared(title: str, language: Language) -> Opened:
    document = Document()
    about_it = document.core_properties
    about_it.title, about_it.language = title, _TAGS[language]
    about_it.author = about_it.comments = ""
    for part in document.part.package.iter_parts():
        if part.partname == "/docProps/core.xml":
            _undated(part)
    for defaults in document.styles.element.iter(qn("w:lang")):
        defaults.set(qn("w:val"), _TAGS[language])
    hint = document.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    hint.font.color.rgb = _GREY
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    return document


def _undated(part: Any) -> None:
    """The empty document that python-docx begins with is of 2013; ours is not."""
    for one in [one for one in part.element if one.tag.endswith(("}created", "}modified"))]:
        part.element.remove(one)


def _sections(
    edition: Edition, states: Sequence[str], answers: Any, given: Given
) -> Iterator[Element]:
    language = given.language
    whole = given.parts(None, answers, {field.name for field in edition.fields})
    for section in edition.sections:
        title = f"{section.number}. {section.title.spoken(language)}"
        yield paragraph(run(title), style="Heading1")
        for field in section.fields:
            yield paragraph(run(field.label.spoken(language)), style="Heading2")
            yield paragraph(run(field.help.spoken(language)))
            if told := about(field).spoken(language):
                yield paragraph(run(told, "Emphasis"))
            yield from _answers(field, states, whole.get(field.name), given)


def _answers(field: Field, states: Sequence[str], answers: Any, given: Given) -> Iterator[Element]:
    if not field.per_state:
        yield from _BY_KIND[field.kind](Asked(field), answers, given)
        return
    by_state = given.parts(Asked(field).place, answers, states)
    for state in states:
        yield paragraph(run(state), style="Heading3")
        yield from _BY_KIND[field.kind](Asked(field, state), by_state.get(state), given)


def _line(asked: Asked, answer: Any, given: Given) -> Iterator[Element]:
    text, hint = given.text(asked.place, answer), placeholder(asked.field.kind)
    made = day_control if asked.field.kind == "day" else line_control
    yield paragraph(made(asked.tag, _title(asked, given), text, hint.spoken(given.language)))


def _text(asked: Asked, answer: Any, given: Given) -> Iterator[Element]:
    yield _paragraphs(asked, given.text(asked.place, answer).split("\n"), given, "")


def _list(asked: Asked, answer: Any, given: Given) -> Iterator[Element]:
    items = [given.text(asked.place, row) for row in given.rows(asked.place, answer)]
    yield _paragraphs(asked, items, given, "ListBullet")


def _paragraphs(asked: Asked, lines: Sequence[str], given: Given, style: str) -> Element:
    hint = placeholder(asked.field.kind).spoken(given.language)
    return text_control(asked.tag, _title(asked, given), lines, hint, style)


def _choice(asked: Asked, answer: Any, given: Given) -> Iterator[Element]:
    words = dict(asked.field.choices) or {"yes": YES, "no": NO}
    text = given.text(asked.place, answer)
    if text in words:
        text = words[text].spoken(given.language)
    offered = [one.spoken(given.language) for one in words.values()]
    hint = placeholder(asked.field.kind).spoken(given.language)
    yield paragraph(choice_control(asked.tag, _title(asked, given), text, hint, offered))


def _choices(asked: Asked, answer: Any, given: Given) -> Iterator[Element]:
    words = dict(asked.field.choices)
    taken = given.chosen(asked.place, answer, words)
    for value, said in words.items():
        box = tick_control(asked.part(value), said.spoken(given.language), ticked=value in taken)
        yield paragraph(box, run(f" {said.spoken(given.language)}"))


def _contact(asked: Asked, answer: Any, given: Given) -> Iterator[Element]:
    parts = given.parts(asked.place, answer, {part.name for part in CONTACT})
    yield table(
        (),
        (
            (
                run(part.called.spoken(given.language)),
                _cell(asked, part.name, part.called, parts, given),
            )
            for part in CONTACT
        ),
        2,
    )
    yield paragraph()


def _rows(asked: Asked, answer: Any, given: Given) -> Iterator[Element]:
    columns = TABLES[asked.field.kind]
    names = {part.name for part in columns}
    rows = [given.parts(asked.place, row, names) for row in given.rows(asked.place, answer)]
    empty: list[Mapping[str, Any]] = [{}] * max(_SPARE_ROWS, _ROWS - len(rows))
    cells = (
        [_cell(asked, part.name, part.called, row, given, at) for part in columns]
        for at, row in enumerate([*rows, *empty], 1)
    )
    yield table([part.called.spoken(given.language) for part in columns], cells, len(columns))
    yield paragraph(run(MORE_ROWS.spoken(given.language), "Emphasis"))


def _cell(
    asked: Asked, name: str, called: Words, parts: Mapping[str, Any], given: Given, row: int = 0
) -> Element:
    place = asked.place.within(name, called)
    text, hint = given.text(place, parts.get(name)), placeholder(asked.field.kind, name)
    tag = asked.part(row, name) if row else asked.part(name)
    title = called.spoken(given.language) + (f" / {asked.state}" if asked.state else "")
    return line_control(tag, title, text, hint.spoken(given.language))


def _title(asked: Asked, given: Given) -> str:
    return asked.place.name.spoken(given.language)


_BY_KIND: Final[Mapping[Kind, Callable[[Asked, Any, Given], Iterable[Element]]]] = {
    "line": _line,
    "text": _text,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _choice,
    "day": _line,
    "number": _line,
    "list": _list,
    "contact": _contact,
    "money": _rows,
    "timetable": _rows,
}
