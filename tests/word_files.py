"""Word documents for tests: written by hand, part by part, or as plain forms with headings."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, get_args
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document

from engine.words import Language
from forms.catalogue import edition_for, forms
from forms.form import Edition, Field
from forms.shapes import CONTACT
from portal.word.placed import Placed
from portal.word.read import read_word
from portal.word.tags import TABLES

STATES = ("Ghana", "Togo")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def edition(code: str, cycle: int = 2028) -> Edition:
    """The edition of a form for a cycle."""
    return edition_for(forms()[code], cycle)


ASSISTANCE = edition("ICH-04")
NOMINATION = edition("ICH-02")
LANGUAGES: tuple[Language, ...] = get_args(Language)
EVERY = [pytest.param(one, id=f"{form.code} {one.name}") for form in forms().values()
         for one in form.editions]  # fmt: skip
SUMMARY = "Summary of the project"
BUDGET = "Budget of the project"
CONTACT_PERSON = "Contact person for correspondence"
HINT = "<w:showingPlcHdr/>"


def types(main: str = MAIN) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )


def links(target: str = "word/document.xml") -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}" Target="{target}"/></Relationships>'
    )


def document(body: str, namespace: str = W) -> str:
    return f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'


def packed(parts: Mapping[str, str | bytes]) -> BytesIO:
    """An archive of these parts."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made


def parts(body: str = "", **others: str | bytes) -> dict[str, str | bytes]:
    """The parts of a whole document with that body."""
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": links(),
        "word/document.xml": document(body),
        **others,
    }


def word(body: str) -> BytesIO:
    """A document with that body."""
    return packed(parts(body))


def p(text: str) -> str:
    """A paragraph."""
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def control(tag: str, inside: str, about: str = "") -> str:
    """A control around paragraphs."""
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{escape(tag)}"/>{about}</w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def table(*rows: Sequence[str]) -> str:
    """A table of cells, each with that inside."""
    drawn = "".join(
        f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl>{drawn}</w:tbl>"


def run(text: str) -> str:
    """A piece of a paragraph."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(body: str, one: Edition | None = None) -> Placed:
    """A document with that body, read as a request for assistance or as another form."""
    return read_word(word(body), one or edition("ICH-04"), STATES)


def both(placed: Placed) -> tuple[Mapping[str, Any], list[str]]:
    """The answers, and in sentences what was not placed."""
    return placed.answers, [one.said.en for one in placed.unplaced]


def plainly(one: Edition, answers: Mapping[str, Any], language: Language) -> BytesIO:
    """A form without controls, with headings, labels and helps, as a State might type it."""
    made = docx.Document()
    for section in one.sections:
        made.add_heading(f"{section.number}. {section.title.spoken(language)}", 1)
        for field in section.fields:
            made.add_paragraph(f"{field.label.spoken(language)}:")
            made.add_paragraph(field.help.spoken(language))
            if field.name not in answers:
                continue
            if not field.per_state:
                _typed(made, field, answers[field.name], language)
                continue
            for state, answer in answers[field.name].items():
                made.add_paragraph(state)
                _typed(made, field, answer, language)
    file = BytesIO()
    made.save(file)
    return file


def _typed(made: Document, field: Field, answer: Any, language: Language) -> None:
    if field.kind in TABLES:
        columns = TABLES[field.kind]
        drawn = made.add_table(0, len(columns))
        rows = [[part.called.spoken(language) for part in columns]]
        rows += [[str(row[part.name]) for part in columns] for row in answer]
        for row in rows:
            for cell, text in zip(drawn.add_row().cells, row, strict=True):
                cell.text = text
        return
    for line in _lines(field, answer, language):
        made.add_paragraph(line)


def _lines(field: Field, answer: Any, language: Language) -> Iterator[str]:
    if field.kind == "contact":
        yield from (f"{part.called.spoken(language)}: {answer[part.name]}" for part in CONTACT)
    elif field.kind == "choices":
        for value, said in field.choices:
            yield f"{'☒' if value in answer else '☐'} {said.spoken(language)}"
    elif field.kind == "choice":
        yield dict(field.choices)[answer].spoken(language)
    elif field.kind == "list":
        yield from (f"• {one}" for one in answer)
    elif field.kind == "yes_no":
        yield {"en": "Yes", "fr": "Oui"}[language]
    else:
        yield str(answer)
