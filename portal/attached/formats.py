"""The formats that are known, and how each of them is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from engine.words import Words

Kind = Literal["image", "pdf", "document", "video", "text", "other"]
"""What a file is good for; `other` is good for nothing here."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is by its content, and how that is called."""

    media_type: str
    kind: Kind
    words: Words


DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNKNOWN: Final = "application/octet-stream"

_KNOWN: Final[Mapping[str, tuple[Kind, str, str]]] = {
    "image/jpeg": ("image", "a JPEG image", "une image JPEG"),
    "image/png": ("image", "a PNG image", "une image PNG"),
    "image/tiff": ("image", "a TIFF image", "une image TIFF"),
    "image/webp": ("image", "a WebP image", "une image WebP"),
    "application/pdf": ("pdf", "a PDF", "un PDF"),
    DOCX: ("document", "a Word document", "un document Word"),
    "video/mp4": ("video", "an MP4 video", "une vidéo MP4"),
    "video/quicktime": ("video", "a QuickTime video", "une vidéo QuickTime"),
    "video/x-matroska": ("video", "a Matroska video", "une vidéo Matroska"),
    "video/webm": ("video", "a WebM video", "une vidéo WebM"),
    "video/x-msvideo": ("video", "an AVI video", "une vidéo AVI"),
    "text/plain": ("text", "a plain text", "un texte brut"),
    "text/html": ("other", "an HTML page", "une page HTML"),
    "image/svg+xml": ("other", "an SVG drawing", "un dessin SVG"),
    "application/xml": ("other", "an XML file", "un fichier XML"),
    "application/rtf": ("other", "an RTF text", "un texte RTF"),
    "text/x-script": ("other", "a program", "un programme"),
    "application/vnd.microsoft.portable-executable": ("other", "a program", "un programme"),
    "application/x-elf": ("other", "a program", "un programme"),
    "application/zip": ("other", "a ZIP archive", "une archive ZIP"),
    "application/x-gzip": ("other", "a compressed file", "un fichier compressé"),
    "application/x-7z-compressed": ("other", "a 7z archive", "une archive 7z"),
    "application/vnd.rar": ("other", "a RAR archive", "une archive RAR"),
    "application/x-office-encrypted": (
        "other", "an Office document under a password",
        "un document Office protégé par un mot de passe",
    ),
    "application/msword": (
        "other", "a document of an old Office (.doc, .xls, .ppt)",
        "un document d'un ancien Office (.doc, .xls, .ppt)",
    ),
    "application/vnd.oasis.opendocument": (
        "other", "an OpenDocument file", "un fichier OpenDocument",
    ),
    "application/vnd.ms-excel": ("other", "an Excel table", "un tableau Excel"),
    "application/vnd.ms-powerpoint": (
        "other", "a PowerPoint presentation", "une présentation PowerPoint",
    ),
    "image/gif": ("other", "a GIF image", "une image GIF"),
    "image/bmp": ("other", "a BMP image", "une image BMP"),
    "image/heif": ("other", "an HEIC image", "une image HEIC"),
    "image/avif": ("other", "an AVIF image", "une image AVIF"),
    "audio/mp4": ("other", "a sound recording", "un enregistrement sonore"),
    "audio/mpeg": ("other", "a sound recording", "un enregistrement sonore"),
    UNKNOWN: (
        "other", "a file of a type that is not known here",
        "un fichier d'un type inconnu ici",
    ),
}  # fmt: skip


def known(media_type: str) -> Recognised:
    """The format of that media type; the unknown one for any that is not listed."""
    name = media_type if media_type in _KNOWN else UNKNOWN
    kind, english, french = _KNOWN[name]
    return Recognised(name, kind, Words(english, french))


KINDS: Final[Mapping[Kind, Words]] = {
    "image": Words("an image (JPEG, PNG, TIFF, WebP)", "une image (JPEG, PNG, TIFF, WebP)"),
    "pdf": Words("a PDF", "un PDF"),
    "document": Words("a Word document (.docx)", "un document Word (.docx)"),
    "video": Words("a video (MP4, MOV, MKV, WebM, AVI)", "une vidéo (MP4, MOV, MKV, WebM, AVI)"),
    "text": Words("a plain text (UTF-8)", "un texte brut (UTF-8)"),
}
"""How what is taken is called."""

ENDINGS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("jpg", "jpeg", "png", "tif", "tiff", "webp"), "image"),
    **dict.fromkeys(("mp4", "m4v", "mov", "mkv", "webm", "avi"), "video"),
    "pdf": "pdf",
    "docx": "document",
    "txt": "text",
}
"""What the ending of a name promises."""

DOCUMENTS: Final[Mapping[str, Words]] = {
    "photographs": Words("a photograph", "une photographie"),
    "cession_photographs": Words(
        "the cession of rights of the photographs", "la cession de droits des photographies"
    ),
    "video": Words("the video", "la vidéo"),
    "cession_video": Words(
        "the cession of rights of the video", "la cession de droits de la vidéo"
    ),
    "consent": Words("evidence of consent", "la preuve du consentement"),
    "inventory": Words("the extract of the inventory", "l'extrait de l'inventaire"),
    "signature": Words("the signature", "la signature"),
    "letter": Words("a letter", "une lettre"),
    "report": Words("a report", "un rapport"),
}
"""How each document of a form is called in a sentence."""
