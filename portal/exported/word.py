"""The form of a dossier as a Word document that says at the head of each page what it is."""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import BinaryIO, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from engine.dates import said
from engine.words import Language, Words
from portal.exported.dated import dated
from portal.exported.taken import Taken
from portal.pdf.legible import legible
from portal.pdf.sentences import DRAFT
from portal.word.written import write
from portal.words import PARIS

_WORDS: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_HEAD: Final = "word/head.xml"
_JOINED: Final = {
    "[Content_Types].xml": (
        b"</Types>",
        rf'<Override PartName="/{_HEAD}" ContentType="{_KIND}"/>\g<0>',
    ),
    "word/_rels/document.xml.rels": (
        b"</Relationships>",
        rf'<Relationship Id="head" Type="{_OFFICE}/header" Target="head.xml"/>\g<0>',
    ),
    "word/document.xml": (
        b"<w:sectPr[^>]*>",
        rf'\g<0><w:headerReference xmlns:r="{_OFFICE}" w:type="default" r:id="head"/>',
    ),
}
"""By part, what joins it to the head of its pages, and where that is said."""

_CONTENT: Final = Words("Content (SHA-256): ", "Contenu (SHA-256) : ")


def write_word(taken: Taken, language: Language, out: BinaryIO) -> tuple[Words, ...]:
    """Write the form that is shown; what of it could not be written. LookupError where there is
    no form."""
    shown, made = taken.form(), BytesIO()
    remarks = write(shown.edition, shown.states, shown.answers, language, made)
    _copy(made, out, "".join(_paragraph(one) for one in _head(taken, language)), shown.at)
    return remarks


def _head(taken: Taken, language: Language) -> Iterator[str]:
    shown, one = taken.form(), taken.dossier
    yield " – ".join(filter(None, (one.reference, one.text("file_no"), one.text("title"))))
    if shown.called is None:
        yield DRAFT.spoken(language)
        return
    when = said(shown.at.astimezone(PARIS), language)
    yield f"{shown.called.spoken(language)}, {when}"
    yield _CONTENT.spoken(language) + shown.hash


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(legible(text))}</w:t></w:r></w:p>'


def _copy(made: BinaryIO, out: BinaryIO, head: str, at: datetime) -> None:
    """The same document with a head on its pages, where no reader takes it for an answer. Every
    part bears the instant of the form, so that the same form is the same bytes."""
    whole = BytesIO()
    with ZipFile(made) as parts, ZipFile(whole, "w") as copy:
        for part in parts.infolist():
            content = parts.read(part)
            if joined := _JOINED.get(part.filename):
                content = re.sub(joined[0], joined[1].encode(), content)
            copy.writestr(dated(part.filename, at), content, ZIP_DEFLATED)
        copy.writestr(dated(_HEAD, at), f"<w:hdr {_WORDS}>{head}</w:hdr>", ZIP_DEFLATED)
    out.write(whole.getvalue())
