"""Files made by hand for the tests: small, real, and some of them hostile."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image
from pypdf import PdfWriter

CONTENT_TYPES = b"""<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""  # noqa: E501
BODY = b"""<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>
<w:r><w:t>We, the bearers, agree.</w:t></w:r></w:p></w:body></w:document>"""
HTML = b"<!DOCTYPE html>\n<html><script>alert('mask')</script></html>"


# --- images --------------------------------------------------------------------------------------


def image(form: str = "JPEG", size: tuple[int, int] = (64, 48), dpi: int | None = 300) -> bytes:
    """A picture with some noise, so that it has bytes to lose."""
    made = Image.effect_noise(size, 60).convert("RGB")
    told = {} if dpi is None else {"dpi": (dpi, dpi)}
    out = io.BytesIO()
    made.save(out, form, **told)
    return out.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A tiny PNG of white that decodes to so many points of one bit, row by row."""
    row = zlib.compressobj(9)
    line = b"\0" + b"\xff" * -(-width // 8)
    body = b"".join(row.compress(line) for _ in range(height)) + row.flush()
    header = struct.pack("!IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack("!I", len(content)) + name + content
        + struct.pack("!I", zlib.crc32(name + content))
        for name, content in parts
    )  # fmt: skip


# --- documents -----------------------------------------------------------------------------------


def pdf(pages: int = 2, password: str = "", owner: str = "") -> bytes:
    """Empty pages; under a password for reading or only for changing, where one is given."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password or owner:
        writer.encrypt(password, owner or password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_of(objects: Mapping[int, bytes]) -> bytes:
    """A PDF of these objects, of which the first is its root."""
    out, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    start, count = len(out), len(places) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count + table
    return out + b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)


def docx(more: Mapping[str, bytes] | None = None, body: bytes = BODY) -> bytes:
    """The smallest Word document, with more parts."""
    parts = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": body, **(more or {})}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


# --- videos --------------------------------------------------------------------------------------


def box(name: bytes, *content: bytes) -> bytes:
    """A box of an MP4: its length, its name, what is in it."""
    inside = b"".join(content)
    return struct.pack("!I", len(inside) + 8) + name + inside


_UNITY = struct.pack("!9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def mp4(seconds: float, brand: bytes = b"isom", width: int = 1920, height: int = 1080) -> bytes:
    """An H.264 video whose header tells this duration and size; it has no pictures to show."""
    return _mp4(round(seconds * 1000), brand, _picture(width, height), b"vide", (width, height))


def sound_in_mp4(seconds: float) -> bytes:
    """The same container with nothing but sound in it."""
    entry = box(b"mp4a", struct.pack("!6xH8xHHHHI", 1, 2, 16, 0, 0, 48000 << 16))
    return _mp4(round(seconds * 1000), b"isom", entry, b"soun", (0, 0))


def _picture(width: int, height: int) -> bytes:
    decoder = box(b"avcC", bytes([1, 66, 0, 30, 0xFF, 0xE0, 0]))
    about = struct.pack("!6xH16xHHIIIH", 1, width, height, 72 << 16, 72 << 16, 0, 1)
    return box(b"avc1", about, b"\0" * 32, struct.pack("!Hh", 24, -1), decoder)


def _mp4(ticks: int, brand: bytes, entry: bytes, kind: bytes, size: tuple[int, int]) -> bytes:
    width, height = size
    head = struct.pack("!IIIIIIH10x", 0, 0, 0, 1000, ticks, 0x10000, 0x100)
    track = struct.pack("!IIIIII8xHHHH", 3, 0, 0, 1, 0, ticks, 0, 0, 0, 0)
    table = box(
        b"stbl",
        box(b"stsd", struct.pack("!II", 0, 1), entry),
        box(b"stts", struct.pack("!IIII", 0, 1, 1, ticks)),
        box(b"stsc", struct.pack("!IIIII", 0, 1, 1, 1, 1)),
        box(b"stsz", struct.pack("!IIII", 0, 0, 1, 4)),
        box(b"stco", struct.pack("!III", 0, 1, 36)),
    )
    media = box(
        b"mdia",
        box(b"mdhd", struct.pack("!IIIIIHH", 0, 0, 0, 1000, ticks, 0x55C4, 0)),
        box(b"hdlr", struct.pack("!II", 0, 0), kind, b"\0" * 13),
        box(b"minf", table),
    )
    return (
        box(b"ftyp", brand, struct.pack("!I", 512), brand, b"mp41")
        + box(b"mdat", b"\0" * 12)
        + box(
            b"moov",
            box(b"mvhd", head, _UNITY, b"\0" * 24, struct.pack("!I", 2)),
            box(
                b"trak",
                box(b"tkhd", track, _UNITY, struct.pack("!II", width << 16, height << 16)),
                media,
            ),
        )
    )


def matroska(kind: bytes, seconds: float) -> bytes:
    """A Matroska or WebM video whose header tells this duration and 640 by 360 points."""
    head = _element(b"\x1a\x45\xdf\xa3", _element(b"\x42\x82", kind))
    info = _element(
        b"\x15\x49\xa9\x66",
        _element(b"\x2a\xd7\xb1", struct.pack("!I", 1_000_000)),
        _element(b"\x44\x89", struct.pack("!d", seconds * 1000)),
    )
    picture = _element(b"\xe0", _element(b"\xb0", b"\x02\x80"), _element(b"\xba", b"\x01\x68"))
    track = _element(
        b"\xae", _element(b"\xd7", b"\x01"), _element(b"\x73\xc5", b"\x01"),
        _element(b"\x83", b"\x01"), _element(b"\x86", b"V_VP8"), picture,
    )  # fmt: skip
    return head + _element(b"\x18\x53\x80\x67", info, _element(b"\x16\x54\xae\x6b", track))


def _element(name: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return name + struct.pack("!I", len(inside) | 0x10000000) + inside


def avi(seconds: float) -> bytes:
    """An AVI whose header tells 25 pictures a second for so long, 320 by 240 points."""
    frames = round(seconds * 25)
    main = struct.pack("<10I16x", 40_000, 0, 0, 0, frames, 0, 1, 0, 320, 240)
    stream = b"vidsMJPG" + struct.pack("<IHHIIIIIIII4H", 0, 0, 0, 0, 1, 25, 0, frames, 0, 0, 0,
                                       0, 0, 320, 240)  # fmt: skip
    form = struct.pack("<IiiHH4sIiiII", 40, 320, 240, 1, 24, b"MJPG", 0, 0, 0, 0, 0)
    one = _list(b"strl", _riff(b"strh", stream), _riff(b"strf", form))
    head = _list(b"hdrl", _riff(b"avih", main), one)
    inside = b"AVI " + head + _list(b"movi", _riff(b"00dc", b"\0\0"))
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def _riff(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content


def _list(name: bytes, *content: bytes) -> bytes:
    return _riff(b"LIST", name + b"".join(content))
