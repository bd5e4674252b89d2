"""Which format the first and the last bytes of a file prove; strict, for what will be opened."""

import codecs
import re
from collections.abc import Callable
from typing import Final

from portal.attached.formats import DOCX

HEAD: Final = 1 << 16
"""Bytes that are looked at, at either end."""

_MARKUP: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe)\b", re.IGNORECASE)
_SVG: Final = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_STRANGE: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_FEW: Final = 0.1
"""A text with some strange characters is a bad text; with more of them it is something else."""


def proved(head: bytes, tail: bytes, size: int) -> str | None:
    """The media type that the bytes prove; None when they prove none that we know."""
    for look in _LOOKS:
        if found := look(head, tail, size):
            return found
    return None


def _image(head: bytes, tail: bytes, size: int) -> str | None:
    if head[:3] == b"\xff\xd8\xff" and head[3:4] > b"\xbf":
        return "image/jpeg"
    if head[:8] == b"\x89PNG\r\n\x1a\n" and head[8:16] == b"\x00\x00\x00\x0dIHDR":
        return "image/png"
    if head[:4] == b"RIFF" and head[8:15] == b"WEBPVP8" and head[15:16] in b" LX":
        return "image/webp"
    return "image/tiff" if _is_tiff(head, size) else None


def _is_tiff(head: bytes, size: int) -> bool:
    orders: dict[bytes, str] = {b"II*\x00": "little", b"MM\x00*": "big"}
    order = orders.get(head[:4])
    if order is None or head[8:10] == b"CR":  # a raw picture of a camera begins like a TIFF
        return False
    directory = int.from_bytes(head[4:8], "little" if order == "little" else "big")
    return 8 <= directory < size


def _pdf(head: bytes, tail: bytes, size: int) -> str | None:
    return "application/pdf" if re.match(rb"%PDF-[12]\.\d", head) else None


_BRANDS: Final = (
    (b"qt  ", "video/quicktime"), (b"M4A", "audio/mp4"), (b"M4B", "audio/mp4"),
    (b"avi", "image/avif"), (b"hei", "image/heif"), (b"hev", "image/heif"), (b"mif", "image/heif"),
    (b"msf", "image/heif"), (b"crx", ""), (b"jp2", ""), (b"jpx", ""),
)  # fmt: skip


def _quicktime(head: bytes, tail: bytes, size: int) -> str | None:
    box, length = head[4:8], int.from_bytes(head[:4], "big")
    if box in (b"moov", b"mdat", b"wide"):  # before there were brands
        return "video/quicktime" if length in (0, 1) or 8 <= length <= size else None
    if box != b"ftyp" or not 16 <= length <= min(size, 1024):
        return None
    brand = head[8:12]
    return next((type_ for start, type_ in _BRANDS if brand.startswith(start)), "video/mp4")


_DOC_TYPE: Final = re.compile(
    rb"\x42\x82(?:[\x84\x88]|[\x01-\x40]\x00{0,6}[\x04\x08])(matroska|webm)"
)
"""The name of the format behind its length, which may be written in one to eight bytes."""


def _matroska(head: bytes, tail: bytes, size: int) -> str | None:
    kind = _DOC_TYPE.search(head[:4096])
    if head[:4] != b"\x1a\x45\xdf\xa3" or kind is None:
        return None
    return "video/webm" if kind[1] == b"webm" else "video/x-matroska"


def _avi(head: bytes, tail: bytes, size: int) -> str | None:
    return "video/x-msvideo" if head[:4] == b"RIFF" and head[8:16] == b"AVI LIST" else None


_INSIDE: Final = (
    (b"word/document.xml", DOCX),
    (b"xl/workbook", "application/vnd.ms-excel"),
    (b"ppt/presentation", "application/vnd.ms-powerpoint"),
)


def _zip(head: bytes, tail: bytes, size: int) -> str | None:
    if head[:4] not in (b"PK\x03\x04", b"PK\x05\x06"):
        return None
    if head[30:73] == b"mimetypeapplication/vnd.oasis.opendocument.":
        return "application/vnd.oasis.opendocument"
    if b"[Content_Types].xml" in tail or b"[Content_Types].xml" in head:
        # The list of what is inside stands at the end, in a damaged file perhaps only before it.
        return next((type_ for name, type_ in _INSIDE if name in tail or name in head), None)
    return "application/zip"


def _office(head: bytes, tail: bytes, size: int) -> str | None:
    if head[:8] != b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return None
    sealed = "EncryptedPackage".encode("utf-16-le")
    encrypted = sealed in head or sealed in tail
    return "application/x-office-encrypted" if encrypted else "application/msword"


def _markup(head: bytes, tail: bytes, size: int) -> str | None:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start[:1] == b"<" and _SVG.search(start):
        return "image/svg+xml"
    if _MARKUP.search(start[:4096]):
        return "text/html"
    if start[:5] == b"<?xml":
        return "application/xml"
    return None


def _program(head: bytes, tail: bytes, size: int) -> str | None:
    starts = {
        b"#!": "text/x-script", b"\x7fELF": "application/x-elf", b"{\\rtf": "application/rtf",
    }  # fmt: skip
    return next((type_ for start, type_ in starts.items() if head.startswith(start)), None)


def _text(head: bytes, tail: bytes, size: int) -> str | None:
    try:
        # What is cut off at the end of the head may be the half of a character.
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return None
    strange = len(_STRANGE.findall(text))
    return "text/plain" if text and strange <= len(text) * _FEW else None


_LOOKS: Final[tuple[Callable[[bytes, bytes, int], str | None], ...]] = (
    _image, _pdf, _quicktime, _matroska, _avi, _zip, _office, _program, _markup, _text,
)  # fmt: skip
