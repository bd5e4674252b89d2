"""A file made to do harm gets a sentence, and does none."""

import io
import os
import struct
import zipfile
import zlib
from dataclasses import replace
from time import monotonic

import pytest

from portal.attached.apart import NotRead, _surroundings, look_apart
from portal.attached.examined import Examined, examine
from portal.attached.formats import known
from portal.attached.limits import Limits, limits
from tests.attachments import BODY, CONTENT_TYPES, docx, image, mp4, pdf, pdf_of, png_of
from tests.test_attached_examined import LIMITS, examined, said

DAMAGED = "It is {}, but it is damaged or incomplete and cannot be read."
ENCRYPTED = "The PDF is under a password or restricted; please send it without."
MACROS = "The document contains macros; please save it as .docx without them."
ELSEWHERE = "The document fetches a part of itself from elsewhere."
ENTITIES = "The document declares XML entities, which no Word document does."


# --- images --------------------------------------------------------------------------------------


def test_a_tiny_image_that_decodes_to_50_000_by_50_000_is_refused_at_once():
    bomb = png_of(50_000, 50_000)
    began = monotonic()
    found = examined("photographs", bomb, "mask.png")
    assert len(bomb) < 500_000
    assert said(found) == ["The image has more than 100,000,000 pixels."]
    assert monotonic() - began < LIMITS.seconds / 2


def test_one_pixel_less_than_a_bomb_is_only_a_warning_for_pillow_and_refused_here():
    found = examined("photographs", png_of(200, 100), to=replace(LIMITS, pixels=10_001))
    assert said(found) == ["The image has more than 10,001 pixels."]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_truncated_image_is_told(form: str, part: float):
    content = image(form, (256, 256))
    found = examined("photographs", content[: int(len(content) * part)])
    word = {"JPEG": "JPEG", "PNG": "PNG", "TIFF": "TIFF", "WEBP": "WebP"}[form]
    assert said(found) == [DAMAGED.format(f"a {word} image")]


def test_an_image_whose_resolution_is_nonsense_is_taken_without_one():
    content = image("PNG", dpi=None)
    zero = struct.pack("!IIB", 0, 0, 1)
    chunk = b"pHYs" + zero
    whole = struct.pack("!I", 9) + chunk + struct.pack("!I", zlib.crc32(chunk))
    found = examined("photographs", content[:33] + whole + content[33:])
    assert (found.facts["dpi"], found.faults) == (None, ())


# --- PDFs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("reading", "changing"), [("secret", ""), ("", "secret")])
def test_an_encrypted_pdf_is_told(reading: str, changing: str):
    found = examined("consent", pdf(1, reading, changing))
    assert (found.facts, said(found)) == ({"encrypted": True}, [ENCRYPTED])


LOOPS = {
    "a page tree that holds itself": pdf_of(
        {1: b"<< /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"}
    ),
    "two page trees that hold each other": pdf_of({
        1: b"<< /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>",
    }),
    "pages that are announced and missing": pdf_of({
        1: b"<< /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 7 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R >>",
    }),
    "no pages": pdf_of(
        {1: b"<< /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 0 /Kids [] >>"}
    ),
    "no page tree": pdf_of({1: b"<< /Type /Catalog >>"}),
    "cut short": pdf(30)[:-200],
    "nothing but its first line": b"%PDF-1.7\n",
    "noise": b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF\n",
}  # fmt: skip


@pytest.mark.parametrize("content", LOOPS.values(), ids=LOOPS)
def test_a_damaged_or_endless_pdf_is_told(content: bytes):
    assert said(examined("consent", content)) == [DAMAGED.format("a PDF")]


def test_a_pdf_whose_tables_lead_back_to_themselves_comes_to_an_end():
    content = pdf()
    start = content.rindex(b"xref\n", 0, content.rindex(b"startxref"))
    looped = content.replace(b"trailer\n<<", b"trailer\n<<\n/Prev %d" % start)
    found = examined("consent", looped)
    assert looped != content
    assert (found.facts, found.faults) == ({"encrypted": False, "pages": 2}, ())


def test_a_pdf_that_announces_a_thousand_million_pages_is_refused():
    content = pdf_of({
        1: b"<< /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1000000000 /Kids [] >>",
    })  # fmt: skip
    expected = ["The PDF has 1,000,000,000 pages; at most 1,000 are taken."]
    assert said(examined("consent", content)) == expected


# --- Word documents ------------------------------------------------------------------------------


def lying(content: bytes) -> bytes:
    """The same archive, whose list of contents says that the first part unpacks to a byte."""
    place = content.rindex(b"PK\1\2", 0, content.rindex(b"PK\1\2"))
    return content[: place + 24] + struct.pack("<I", 1) + content[place + 28 :]


def under_a_password(content: bytes) -> bytes:
    place = content.rindex(b"PK\1\2")
    return content[: place + 8] + b"\1" + content[place + 9 :]


def relation(kind: str) -> dict[str, bytes]:
    text = (
        '<Relationships><Relationship Id="r1" TargetMode="External" Target="http://example.org/x"'
        f' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
        "</Relationships>"
    )
    return {"word/_rels/document.xml.rels": text.encode()}


BOMB = "The document unpacks to more than 100 times its size."
DOCUMENTS: dict[str, tuple[bytes, list[str]]] = {
    "cut short": (docx()[:-30], [DAMAGED.format("a Word document")]),
    "a byte changed": (
        docx().replace(b"PK\3\4", b"PK\3\5", 2).replace(b"PK\3\5", b"PK\3\4", 1),
        [DAMAGED.format("a Word document")],
    ),
    "no XML": (docx(body=b"We agree."), [DAMAGED.format("a Word document")]),
    "XML that does not end": (docx(body=BODY[:-9]), [DAMAGED.format("a Word document")]),
    "a size that is a lie": (lying(docx()), [DAMAGED.format("a Word document")]),
    "a password": (
        under_a_password(docx()), ["The document is under a password; please send it without."],
    ),
    "a bomb": (docx({"word/media/image1.png": b"\0" * 5_000_000}), [BOMB]),
    "a bomb of XML": (docx(body=BODY.replace(b"We", b" " * 5_000_000)), [BOMB]),
    "a bomb that unpacks to 300 MB": (
        docx({f"word/{n}.bin": b"\0" * 50_000_000 for n in range(6)}),
        ["The document unpacks to 301 MB; at most 200 MB are taken.", BOMB],
    ),
    "entities": (
        docx(body=BODY.replace(b"?>", b'?><!DOCTYPE w [<!ENTITY a "lol">]>')), [ENTITIES],
    ),
    "entities in another alphabet": (
        docx(body='<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w SYSTEM "file:///etc/passwd">'
             "<w/>".encode("utf-16")),
        [ENTITIES],
    ),
    "macros": (docx({"word/vbaProject.bin": b"x"}), [MACROS]),
    "macros by their type": (
        docx({"[Content_Types].xml":
              CONTENT_TYPES.replace(b"document.main", b"document.macroEnabled.main")}),
        [MACROS],
    ),
    "a template from elsewhere": (docx(relation("attachedTemplate")), [ELSEWHERE]),
    "an image from elsewhere": (docx(relation("image")), [ELSEWHERE]),
    "a link": (docx(relation("hyperlink")), []),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_hostile_word_document_is_told(content: bytes, expected: list[str]):
    assert said(examined("consent", content)) == expected


@pytest.mark.parametrize("more", [0, 1])
def test_parts_unpacked_bytes_and_their_ratio_have_limits(more: int):
    content = docx()
    tight = replace(LIMITS, parts=2 - more, unpacked=569 - more)
    assert (
        said(examined("consent", content, to=tight))
        == [
            "The document has 2 parts; at most 1 are taken.",
            "The document unpacks to 1 MB; at most 1 MB are taken.",
        ][: 2 * more]
    )


def test_an_archive_that_names_a_word_document_without_having_one_is_told():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("not/word/document.xml", BODY)
    assert said(examined("consent", out.getvalue())) == [DAMAGED.format("a Word document")]


# --- videos and texts ----------------------------------------------------------------------------


def test_a_video_of_which_only_the_beginning_came_is_told():
    expected = ["The video has no picture, or does not say how long it lasts."]
    assert said(examined("video", mp4(300)[:60])) == expected


TEXTS: dict[str, tuple[bytes, list[str]]] = {
    "NUL": (b"We agree,\0 all of us.",
            ["The text contains control characters, which no reader shows."]),
    "turned around": (
        "We do \u202etton\u202c agree.".encode(),
        ["The text contains characters that change its direction, so that it reads other than it"
         " is written."],
    ),
    "the marks of Arabic": ("نوافق\u200f، جميعا\u200e.".encode(), []),
    "no UTF-8 at its end": (b"a" * 70_000 + b"\xff", [DAMAGED.format("a plain text")]),
    "half a letter at its end": (b"a" * 70_000 + b"\xc3", [DAMAGED.format("a plain text")]),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_is_told(content: bytes, expected: list[str]):
    assert said(examined("consent", content)) == expected


# --- bounds --------------------------------------------------------------------------------------


def test_a_file_that_takes_too_long_is_told():
    found = examined("photographs", image(), to=replace(LIMITS, seconds=0))
    assert said(found) == ["It cannot be read within 0 seconds."]


def test_a_file_that_takes_too_much_memory_is_told():
    found = examined("photographs", png_of(10_000, 10_000), to=replace(LIMITS, memory=120_000_000))
    assert said(found) == ["It cannot be read in 120 MB of memory."]


def test_what_fails_on_our_side_is_not_blamed_on_the_file():
    with pytest.raises(NotRead, match="KeyError"):
        look_apart(known("text/html"), io.BytesIO(b"<html>"), LIMITS)


def test_the_process_that_opens_files_knows_no_secret(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DOSSIERS_SMTP__PASSWORD", "secret")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    assert set(_surroundings()) <= set(os.environ)
    assert "secret" not in _surroundings().values()
    assert _surroundings()["PYTHONHASHSEED"] == "1"


def test_a_hostile_name_never_reaches_a_sentence():
    found = examine("letter", io.BytesIO(b"<html>"), "../../\u202efdp.\0exe\n", 6, limits(2028))
    assert isinstance(found, Examined)
    assert found.name == "fdp.exe"
    assert said(found)[0].startswith("fdp.exe is an HTML page; ")


def test_the_limits_survive_the_way_to_another_process():
    found = examined("report", pdf(3), to=replace(LIMITS, pages=2, cites=dict(LIMITS.cites)))
    assert isinstance(LIMITS, Limits)
    assert [one.cite for one in found.faults] == [LIMITS.cites["most_inside"]]
