"""A Word file of anybody's, opened in bounds: its text as XML, or a sentence why not."""

import os
import zlib
from typing import Any, BinaryIO, Final
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from engine.words import Words
from forms.plain import grouped

MOST_BYTES: Final = 50_000_000
"""Bytes of a file: a form with its pictures has a few million."""

MOST_UNPACKED: Final = 200_000_000
MOST_TEXT: Final = 20_000_000
"""Bytes of the text, as XML: it is held in memory some ten times over."""

MOST_PARTS: Final = 5_000
MOST_TIMES: Final = 100
HARMLESS: Final = 2_000_000
"""Bytes that a file may unpack to, however small it is: short forms are packed very well."""

_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEALED: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED: Final = 0x1
_TYPES: Final = "[Content_Types].xml"
_LINKS: Final = "_rels/.rels"


class NotOpened(ValueError):
    """A file that is not opened, with the sentence that says why."""

    def __init__(self, en: str, fr: str) -> None:
        super().__init__(en)
        self.said = Words(en, fr)


def text_of(file: BinaryIO) -> Any:
    """The root element of the document's text. Raises NotOpened, and nothing else, for a file
    that is not a Word document, or not a harmless one."""
    size = file.seek(0, os.SEEK_END)
    if size > MOST_BYTES:
        raise _too_large("the file", "le fichier", size, MOST_BYTES)
    file.seek(0)
    _not_old(file)
    try:
        with ZipFile(file) as archive:
            parts = _harmless(archive, size)
            _no_macros(archive, parts)
            return _parsed(archive, parts, _main(archive, parts))
    # What the archive and the parsers raise on damage is of many kinds; none of it is ours.
    except (
        BadZipFile, EOFError, KeyError, OSError, RuntimeError, UnicodeError,
        etree.XMLSyntaxError, expat.ExpatError, zlib.error,
    ) as damage:  # fmt: skip
        raise _broken() from damage


def _not_old(file: BinaryIO) -> None:
    head = file.read(len(_OLD_OFFICE))
    if head == _OLD_OFFICE:
        if _SEALED in file.read():
            raise _encrypted()
        raise NotOpened(
            "it is a document of an old Word (.doc); save it as .docx",
            "c'est un document d'un ancien Word (.doc) ; enregistrez-le en .docx",
        )
    if not head.startswith(b"PK"):
        raise _no_word()
    file.seek(0)


def _harmless(archive: ZipFile, size: int) -> dict[str, ZipInfo]:
    """The parts by name, when what they announce is in bounds. None gives more than it announces:
    the library stops there."""
    listed = archive.infolist()
    if len(listed) > MOST_PARTS:
        has, most = grouped(len(listed)), grouped(MOST_PARTS)
        raise NotOpened(
            f"the document has {has.en} parts, at most {most.en} are read",
            f"le document a {has.fr} parties, {most.fr} au plus sont lues",
        )
    unpacked = sum(part.file_size for part in listed)
    if unpacked > MOST_UNPACKED:
        raise _too_large("the document, unpacked,", "le document décompressé", unpacked,
                         MOST_UNPACKED)  # fmt: skip
    if unpacked > max(HARMLESS, MOST_TIMES * size):
        raise NotOpened(
            f"the document unpacks to more than {MOST_TIMES} times its size",
            f"le document décompressé fait plus de {MOST_TIMES} fois sa taille",
        )
    if any(part.flag_bits & _ENCRYPTED for part in listed):
        raise _encrypted()
    return {part.filename: part for part in listed}


def _no_macros(archive: ZipFile, parts: dict[str, ZipInfo]) -> None:
    if _TYPES not in parts:
        raise _no_word()
    types = _parsed(archive, parts, _TYPES)
    named = {one.get("ContentType", "").lower() for one in types}
    if any("macroenabled" in one or "vba" in one for one in named) or any(
        "vbaproject" in name.lower() for name in parts
    ):
        raise NotOpened(
            "the document contains macros; save it as .docx without them",
            "le document contient des macros ; enregistrez-le en .docx sans macros",
        )
    if not any("wordprocessingml" in one for one in named):
        raise _no_word()


def _main(archive: ZipFile, parts: dict[str, ZipInfo]) -> str:
    """The part that holds the text: nearly always word/document.xml, but a link says so."""
    for link in _parsed(archive, parts, _LINKS):
        if link.get("Type", "").endswith("/officeDocument"):
            name: str = link.get("Target", "").removeprefix("/")
            if link.get("TargetMode") != "External" and name in parts:
                return name
    raise _broken()


def _parsed(archive: ZipFile, parts: dict[str, ZipInfo], name: str) -> Any:
    part = parts[name]
    if part.file_size > MOST_TEXT:
        raise _too_large("the text of the document", "le texte du document", part.file_size,
                         MOST_TEXT)  # fmt: skip
    with archive.open(part) as opened:
        content = opened.read()
    _no_entities(content)
    # A second lock: nothing is declared any more, and still nothing would be fetched or filled in.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    return etree.fromstring(content, parser)


def _no_entities(content: bytes) -> None:
    def refuse(*_: object) -> None:
        raise NotOpened(
            "the document declares XML entities, which no Word document does",
            "le document déclare des entités XML, ce que ne fait aucun document Word",
        )

    looking = expat.ParserCreate()
    looking.StartDoctypeDeclHandler = refuse
    looking.Parse(content, True)


def _too_large(en: str, fr: str, size: int, most: int) -> NotOpened:
    has, may = grouped(-(-size // 1_000_000)), grouped(most // 1_000_000)
    return NotOpened(
        f"{en} has {has.en} MB, at most {may.en} MB are read",
        f"{fr} fait {has.fr} Mo, {may.fr} Mo au plus sont lus",
    )


def _encrypted() -> NotOpened:
    return NotOpened(
        "the document is under a password; save it without",
        "le document est protégé par un mot de passe ; enregistrez-le sans protection",
    )


def _no_word() -> NotOpened:
    return NotOpened("it is not a Word document (.docx)", "ce n'est pas un document Word (.docx)")


def _broken() -> NotOpened:
    return NotOpened(
        "the document is damaged and cannot be read", "le document est endommagé et illisible"
    )
