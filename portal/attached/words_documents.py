"""A Word document, opened as the archive that it is: whole, of a reasonable size, and harmless."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from portal.attached.limits import Limits
from portal.attached.seen import Fault, Seen
from portal.attached.sentences import fault, figure, megabytes

_XML: Final = (".xml", ".rels")
_CHUNK: Final = 1 << 16
_ENCRYPTED: Final = 0x1
_NEEDED: Final = {"[Content_Types].xml", "word/document.xml"}
_HARMLESS: Final = "/hyperlink"
"""The one thing outside that a document may point to: a reader must click to get there."""


_Element = Callable[[str, dict[str, str]], None]


class _Declares(Exception):
    """A part declares a document type, which no Word document does: entities stand there."""


class Broken(ValueError):
    """The archive is not a Word document."""


def look(file: BinaryIO, limits: Limits) -> Seen:
    """Parts and unpacked size. Raises BadZipFile, ExpatError and their like on a damaged one."""
    with ZipFile(file) as archive:
        parts = archive.infolist()
        file.seek(0, 2)
        size = file.tell()
        unpacked = sum(part.file_size for part in parts)
        facts = {"parts": len(parts), "unpacked": unpacked}
        if faults := tuple(_bombs(parts, unpacked, size, limits)):
            return Seen(facts, faults)
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            return Seen(facts, (_encrypted(limits),))
        if not {part.filename for part in parts} >= _NEEDED:
            raise Broken
        return Seen(facts, tuple(dict.fromkeys(_harms(archive, parts, limits))))


def _bombs(parts: list[ZipInfo], unpacked: int, size: int, limits: Limits) -> Iterator[Fault]:
    """What is announced. No part gives more than it announces: the library stops there."""
    if len(parts) > limits.parts:
        has, may = figure(len(parts)), figure(limits.parts)
        yield fault(
            limits, "most_inside",
            f"The document has {has.en} parts; at most {may.en} are taken.",
            f"Le document a {has.fr} parties ; {may.fr} au plus sont acceptées.",
        )  # fmt: skip
    if unpacked > limits.unpacked:
        has, may = megabytes(unpacked), megabytes(limits.unpacked)
        yield fault(
            limits, "most_inside",
            f"The document unpacks to {has.en}; at most {may.en} are taken.",
            f"Le document décompressé fait {has.fr} ; {may.fr} au plus sont acceptés.",
        )  # fmt: skip
    if unpacked > size * limits.ratio:
        yield fault(
            limits, "most_inside",
            f"The document unpacks to more than {limits.ratio} times its size.",
            f"Le document décompressé fait plus de {limits.ratio} fois sa taille.",
        )  # fmt: skip


def _harms(archive: ZipFile, parts: list[ZipInfo], limits: Limits) -> Iterator[Fault]:
    for part in parts:
        if re.search(r"vba(Project|Data)", part.filename, re.IGNORECASE):
            yield _macros(limits)
        elif part.filename.lower().endswith(_XML):
            yield from _harms_of_part(archive, part, limits)
        else:
            _unpack(archive, part)


def _harms_of_part(archive: ZipFile, part: ZipInfo, limits: Limits) -> Iterator[Fault]:
    elements: list[dict[str, str]] = []

    def element(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] in ("Relationship", "Override", "Default"):
            elements.append(attributes)

    try:
        _parse(archive, part, element)
    except _Declares:
        yield fault(
            limits, "kinds_taken",
            "The document declares XML entities, which no Word document does.",
            "Le document déclare des entités XML, ce que ne fait aucun document Word.",
        )  # fmt: skip
        return
    for one in elements:
        if re.search("macroEnabled|vba", one.get("ContentType", ""), re.IGNORECASE):
            yield _macros(limits)
        if one.get("TargetMode") == "External" and not one.get("Type", "").endswith(_HARMLESS):
            yield fault(
                limits, "kinds_taken",
                "The document fetches a part of itself from elsewhere.",
                "Le document va chercher ailleurs une partie de lui-même.",
            )  # fmt: skip


def _parse(archive: ZipFile, part: ZipInfo, element: _Element) -> None:
    """Through the whole part: it must be well-formed, and its checksum right."""
    parser = expat.ParserCreate()

    def refuse(*told: object) -> None:
        raise _Declares

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = element
    with archive.open(part) as content:
        while chunk := content.read(_CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _unpack(archive: ZipFile, part: ZipInfo) -> None:
    with archive.open(part) as content:
        while content.read(_CHUNK):
            pass


def _macros(limits: Limits) -> Fault:
    return fault(
        limits, "kinds_taken",
        "The document contains macros; please save it as .docx without them.",
        "Le document contient des macros ; veuillez l'enregistrer en .docx sans macros.",
    )  # fmt: skip


def _encrypted(limits: Limits) -> Fault:
    return fault(
        limits, "kinds_taken",
        "The document is under a password; please send it without.",
        "Le document est protégé par un mot de passe ; veuillez l'envoyer sans protection.",
    )  # fmt: skip
