"""A file is what its content proves, whatever its name says."""

import io
from pathlib import Path

import pytest

from portal.attached.formats import DOCX, UNKNOWN
from portal.attached.recognised import recognise
from tests.attachments import HTML, avi, docx, image, matroska, mp4, pdf, sound_in_mp4

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PROVED = {
    "JPEG": (image("JPEG"), "image/jpeg", "image"),
    "PNG": (image("PNG"), "image/png", "image"),
    "TIFF": (image("TIFF"), "image/tiff", "image"),
    "WebP": (image("WEBP"), "image/webp", "image"),
    "PDF": (pdf(), "application/pdf", "pdf"),
    "DOCX": (docx(), DOCX, "document"),
    "MP4": (mp4(1), "video/mp4", "video"),
    "MOV": (mp4(1, b"qt  "), "video/quicktime", "video"),
    "MOV before there were brands": (mp4(1)[24:], "video/quicktime", "video"),
    "MKV": (matroska(b"matroska", 1), "video/x-matroska", "video"),
    "WebM": (matroska(b"webm", 1), "video/webm", "video"),
    "AVI": (avi(1), "video/x-msvideo", "video"),
    "text": ("Élément culturel, النسيج\r\n".encode(), "text/plain", "text"),
    "text with a mark": (b"\xef\xbb\xbfWe agree.", "text/plain", "text"),
    "text cut in a letter": (b"a" * 65_535 + "é".encode() * 9, "text/plain", "text"),
    "text with a NUL": (b"We agree, all\0of us.", "text/plain", "text"),
}
OTHERS = {
    "HTML": (HTML, "text/html"),
    "HTML behind spaces": (b"\xef\xbb\xbf \n " + HTML, "text/html"),
    "a script in a text": (b"We agree. <script>alert(1)</script>", "text/html"),
    "SVG": (b"<?xml version='1.0'?><svg xmlns='x'/>", "image/svg+xml"),
    "XML": (b"<?xml version='1.0'?><a/>", "application/xml"),
    "RTF": (b"{\\rtf1 mask}", "application/rtf"),
    "a script": (b"#!/bin/sh\nrm -r /\n", "text/x-script"),
    "a program": (b"\x7fELF\2\1\1" + b"\0" * 60, "application/x-elf"),
    "a Windows program": (
        b"MZ\x90\0" + b"\0\xff" * 60, "application/vnd.microsoft.portable-executable",
    ),
    "an old Word document": (OLE, "application/msword"),
    "a document under a password": (
        OLE + "EncryptedPackage".encode("utf-16-le"), "application/x-office-encrypted",
    ),
    "GIF": (image("GIF"), "image/gif"),
    "HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heif"),
    "sound": (b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42" + sound_in_mp4(1), "audio/mp4"),
    "an archive": (b"PK\3\4" + b"\0" * 26 + b"masks.jpg" + b"\xff" * 99, "application/zip"),
    "Excel": (b"PK\3\4" + b"\0" * 26 + b"[Content_Types].xml xl/workbook.xml",
              "application/vnd.ms-excel"),
    "OpenDocument": (
        b"PK\3\4" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument",
    ),
    "zeros": (b"\0" * 999, UNKNOWN),
    "noise": (bytes(range(128, 256)) * 9, UNKNOWN),
    "Latin-1": ("Élément".encode("latin-1"), UNKNOWN),
    "nothing": (b"", UNKNOWN),
}  # fmt: skip
NEARLY = {
    "half a JPEG mark": b"\xff\xd8\xff\x00" + b"\xff" * 99,
    "PNG without its header": image("PNG")[:12] + b"IDAT" + b"\xff" * 99,
    "TIFF whose directory lies behind its end": b"II*\0\xff\xff\0\0" + b"\xff" * 99,
    "a raw picture": b"II*\0\x10\0\0\0CR\2\0" + b"\xff" * 99,
    "RIFF of something": b"RIFF\xff\0\0\0WAVEfmt " + b"\xff" * 99,
    "PDF behind something": b"\xff\xfe" + pdf(),
    "a brand that is too long": b"\xff\xff\xff\xffftypisom" + b"\xff" * 99,
    "EBML of something": b"\x1a\x45\xdf\xa3\xff" + b"\xff" * 99,
}


@pytest.mark.parametrize(("content", "media_type", "kind"), PROVED.values(), ids=PROVED)
def test_what_we_take_is_proved_by_its_bytes(content: bytes, media_type: str, kind: str):
    found = recognise(io.BytesIO(content), len(content))
    assert (found.media_type, found.kind) == (media_type, kind)


@pytest.mark.parametrize(("content", "media_type"), OTHERS.values(), ids=OTHERS)
def test_what_we_do_not_take_is_called_by_its_name(content: bytes, media_type: str):
    found = recognise(io.BytesIO(content), len(content))
    assert (found.media_type, found.kind) == (media_type, "other")


@pytest.mark.parametrize("content", NEARLY.values(), ids=NEARLY)
def test_what_only_begins_like_something_we_take_is_not_it(content: bytes):
    assert recognise(io.BytesIO(content), len(content)).kind == "other"


def test_a_path_and_an_open_file_give_the_same(tmp_path: Path):
    path = tmp_path / "page.html"
    path.write_bytes(pdf())
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(7)
        assert recognise(file, size) == recognise(path, size)
        assert file.tell() == 0


def test_only_the_two_ends_of_a_large_file_are_read():
    class Counting(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1) -> bytes:
            content = super().read(size)
            self.taken += len(content)
            return content

    file = Counting(b"%PDF-1.7\n" + b"x" * 5_000_000)
    recognise(file, 5_000_009)
    assert file.taken == 2 * 65_536
