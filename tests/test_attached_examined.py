"""A file is examined for its document: everything at once, in both languages, with its source."""

import io
from dataclasses import replace
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, cast, get_args

import pytest

from engine.citation import MARKS
from engine.parameters import UnknownParameter
from engine.words import Words
from forms.form import Document
from portal.attached.examined import Examined, examine, number_of_files
from portal.attached.formats import DOCUMENTS, DOCX, KINDS
from portal.attached.limits import Limits, limits, tables
from portal.attached.seen import Fault
from tests.attachments import HTML, avi, docx, image, matroska, mp4, pdf, png_of, sound_in_mp4

LIMITS = limits(2028)
HOUSE = "House rule 8"
GOOD: dict[str, bytes] = {
    "image": image(), "pdf": pdf(), "document": docx(), "video": mp4(300), "text": b"We agree.",
}  # fmt: skip


def examined(document: str, content: bytes, name: str = "x", to: Limits = LIMITS) -> Examined:
    return examine(cast(Document, document), io.BytesIO(content), name, len(content), to)


def said(found: Examined) -> list[str]:
    return [one.words.en for one in found.faults]


def test_the_limits_name_every_document_of_a_form_and_every_kind():
    assert set(LIMITS.taken) == set(get_args(Document)) == set(DOCUMENTS)
    assert {kind for kinds in LIMITS.taken.values() for kind in kinds} == set(KINDS)
    assert set(LIMITS.bytes_of) == set(KINDS)


def test_every_limit_has_its_source_and_only_the_duration_is_the_conventions():
    values = {name: tables().values(name) for name in tables().names()}
    assert all(one.mark in MARKS for several in values.values() for one in several)
    (duration,) = values.pop("video_duration")
    assert (duration["least"], duration["most"], duration.mark) == (300, 600, "remembered")
    assert {one.cite for several in values.values() for one in several} == {HOUSE}
    assert tables().names() == tuple(sorted([*values, "video_duration"]))


def test_there_are_no_limits_before_the_first_cycle():
    with pytest.raises(UnknownParameter):
        limits(2009)
    assert limits(2010) == LIMITS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("document", get_args(Document))
def test_a_document_takes_its_kinds_and_no_other(document: str, kind: str):
    found = examined(document, GOOD[kind])
    assert (found.faults == ()) == (kind in LIMITS.taken[document])


FACTS: dict[str, tuple[str, bytes, str, dict[str, Any]]] = {
    "JPEG": ("photographs", image(), "image/jpeg",
             {"width": 64, "height": 48, "format": "JPEG", "dpi": 300, "dpi_down": 300}),
    "PNG": ("photographs", image("PNG", dpi=None), "image/png",
            {"width": 64, "height": 48, "format": "PNG", "dpi": None, "dpi_down": None}),
    "TIFF": ("photographs", image("TIFF"), "image/tiff",
             {"width": 64, "height": 48, "format": "TIFF", "dpi": 300, "dpi_down": 300}),
    "WebP": ("photographs", image("WEBP"), "image/webp",
             {"width": 64, "height": 48, "format": "WEBP", "dpi": None, "dpi_down": None}),
    "PDF": ("consent", pdf(3), "application/pdf", {"encrypted": False, "pages": 3}),
    "DOCX": ("consent", docx(), DOCX, {"parts": 2, "unpacked": 569}),
    "MP4": ("video", mp4(300), "video/mp4",
            {"duration": 300, "container": "MPEG-4", "codec": "AVC", "width": 1920,
             "height": 1080, "sound": False, "subtitles": 0}),
    "MOV": ("video", mp4(300, b"qt  ", 720, 576), "video/quicktime",
            {"duration": 300, "container": "MPEG-4", "codec": "AVC", "width": 720,
             "height": 576, "sound": False, "subtitles": 0}),
    "MKV": ("video", matroska(b"matroska", 300), "video/x-matroska",
            {"duration": 300, "container": "Matroska", "codec": "VP8", "width": 640,
             "height": 360, "sound": False, "subtitles": 0}),
    "WebM": ("video", matroska(b"webm", 300), "video/webm",
             {"duration": 300, "container": "WebM", "codec": "VP8", "width": 640,
              "height": 360, "sound": False, "subtitles": 0}),
    "AVI": ("video", avi(300), "video/x-msvideo",
            {"duration": 300, "container": "AVI", "codec": "JPEG", "width": 320,
             "height": 240, "sound": False, "subtitles": 0}),
    "text": ("consent", "Nous sommes d'accord,\nتوافق".encode(), "text/plain",
             {"characters": 27, "lines": 1}),
}  # fmt: skip


@pytest.mark.parametrize(("document", "content", "media_type", "facts"), FACTS.values(), ids=FACTS)
def test_a_good_file_says_what_it_is(
    document: str, content: bytes, media_type: str, facts: dict[str, Any]
):
    assert examined(document, content, "a.b") == Examined("a.b", media_type, facts, ())


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(299, "4:59"), (299.999, "4:59"), (300, ""), (600, ""), (600.999, ""), (601, "10:01")],
)
def test_a_video_lasts_from_five_to_ten_minutes_both_included(seconds: float, shown: str):
    found = examined("video", mp4(seconds))
    expected = Fault(
        Words(f"The video lasts {shown}; it is to last from 5:00 to 10:00 minutes.",
              f"La vidéo dure {shown} ; elle doit durer de 5:00 à 10:00 minutes."),
        "Forms ICH-01 and ICH-02, list of annexes",
    )  # fmt: skip
    assert found.facts["duration"] == int(seconds)
    assert found.faults == ((expected,) if shown else ())


def test_recorded_consent_lasts_as_long_as_it_does():
    assert [examined("consent", mp4(seconds)).faults for seconds in (10, 5_000)] == [(), ()]


def test_a_video_without_a_picture_is_none():
    assert said(examined("video", sound_in_mp4(300))) == [
        "The video has no picture, or does not say how long it lasts."
    ]


def test_a_wrong_type_under_a_right_name_is_told_in_both_languages():
    (fault,) = examined("letter", HTML, "consent.pdf").faults
    assert fault == Fault(
        Words(
            "It is named consent.pdf, but it is an HTML page; a letter is to be an image (JPEG,"
            " PNG, TIFF, WebP), a PDF or a Word document (.docx).",
            "Le fichier se nomme consent.pdf, mais c'est une page HTML ; une lettre doit être une"
            " image (JPEG, PNG, TIFF, WebP), un PDF ou un document Word (.docx).",
        ),
        HOUSE,
    )


def test_a_wrong_type_under_its_own_name_is_told_without_reproach():
    assert said(examined("photographs", image("GIF"), "mask.gif")) == [
        "mask.gif is a GIF image; a photograph is to be an image (JPEG, PNG, TIFF, WebP)."
    ]


def test_a_good_file_under_a_wrong_name_is_taken():
    assert examined("photographs", image("PNG"), "mask.jpg").faults == ()


class Untouchable(io.BytesIO):
    """Whoever reads it fails."""

    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError("it was read")

    def seek(self, *where: int) -> int:
        raise AssertionError("it was read")


@pytest.mark.parametrize("size", [10_000_000_000, 0, -1])
def test_an_impossible_size_is_refused_before_anything_is_read(size: int):
    found = examine("video", Untouchable(), "v.mp4", size, LIMITS)
    expected = {
        10_000_000_000: "The file has 10,000 MB; at most 2,000 MB are taken.",
    }.get(size, "The file is empty.")
    assert found == Examined("v.mp4", "", {}, found.faults)
    assert said(found) == [expected]


@pytest.mark.parametrize("more", [0, 1])
def test_a_kind_has_its_own_largest_size(more: int):
    content = pdf()
    most = {**LIMITS.bytes_of, "pdf": len(content) - more}
    found = examined("consent", content, to=replace(LIMITS, bytes_of=most))
    assert said(found) == ["The file has 1 MB; at most 1 MB are taken."] * more


def test_a_file_that_is_not_as_long_as_announced_is_told():
    found = examine("consent", io.BytesIO(pdf()), "c.pdf", len(pdf()) + 1, LIMITS)
    assert said(found) == ["552 bytes were announced and 551 came; please send the file again."]


@pytest.mark.parametrize("more", [0, 1])
def test_pixels_have_a_limit(more: int):
    found = examined("photographs", png_of(10, 10), to=replace(LIMITS, pixels=100 - more))
    assert said(found) == ["The image has more than 99 pixels."] * more


@pytest.mark.parametrize("more", [0, 1])
def test_pages_have_a_limit(more: int):
    found = examined("report", pdf(4), to=replace(LIMITS, pages=4 - more))
    assert said(found) == ["The PDF has 4 pages; at most 3 are taken."] * more


@pytest.mark.parametrize(("number", "refused"), [(100, False), (101, True), (1_000, True)])
def test_files_of_a_document_have_a_limit(number: int, refused: bool):
    words = (
        f"There are {number:,} files; at most 100 of a document are taken.",
        f"Il y a {number:,} fichiers ; 100 au plus sont acceptés par document.".replace(
            ",", "\u202f"
        ),
    )
    found = number_of_files(number, LIMITS)
    assert [(one.words, one.cite) for one in found] == [(words, HOUSE)] * refused


def test_a_path_an_open_file_and_an_upload_give_the_same(tmp_path: Path):
    path = tmp_path / "c.pdf"
    path.write_bytes(pdf())
    size = path.stat().st_size
    expected = examined("consent", pdf(), "c.pdf")
    assert examine("consent", path, "c.pdf", size, LIMITS) == expected
    with path.open("rb") as file, SpooledTemporaryFile(max_size=1 << 20) as upload:
        upload.write(pdf())
        upload.seek(9)
        for one in (file, upload):
            assert examine("consent", cast(Any, one), "c.pdf", size, LIMITS) == expected
            assert one.read() == pdf()
