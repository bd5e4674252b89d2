"""How many pages a PDF has, and whether it is whole and free of a password."""

import os
from typing import BinaryIO, cast

from pypdf import PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import DictionaryObject

from portal.attached.formats import known
from portal.attached.limits import Limits
from portal.attached.seen import Fault, Seen
from portal.attached.sentences import damaged, fault, figure

_END = 2048
"""A PDF ends with its mark within so many bytes; some programs write a little behind it."""


def look(file: BinaryIO, limits: Limits) -> Seen:
    """Pages, and whether it is encrypted. Raises whatever pypdf raises on a damaged one."""
    if not _is_ended(file):
        return Seen({}, (damaged(limits, known("application/pdf").words),))
    try:
        reader = PdfReader(file)
    except DependencyError:  # encrypted in a way that only an optional library can read
        return Seen({"encrypted": True}, (_encrypted(limits),))
    if reader.is_encrypted:
        return Seen({"encrypted": True}, (_encrypted(limits),))
    announced = cast(DictionaryObject, reader.root_object["/Pages"].get_object()).get("/Count")
    if isinstance(announced, int) and announced > limits.pages:
        return Seen({"encrypted": False, "pages": int(announced)}, (_too_many(limits, announced),))
    pages = len(reader.pages)
    return Seen({"encrypted": False, "pages": pages}, tuple(_faults(limits, pages, announced)))


def _faults(limits: Limits, pages: int, announced: object) -> list[Fault]:
    if pages > limits.pages:
        return [_too_many(limits, pages)]
    if pages == 0 or (isinstance(announced, int) and pages < announced):
        return [damaged(limits, known("application/pdf").words)]
    return []


def _is_ended(file: BinaryIO) -> bool:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END))
    ended = b"%%EOF" in file.read()
    file.seek(0)
    return ended


def _encrypted(limits: Limits) -> Fault:
    return fault(
        limits, "kinds_taken",
        "The PDF is under a password or restricted; please send it without.",
        "Le PDF est protégé par un mot de passe ou restreint ; veuillez l'envoyer sans protection.",
    )  # fmt: skip


def _too_many(limits: Limits, pages: int) -> Fault:
    has, may = figure(pages), figure(limits.pages)
    return fault(
        limits, "most_inside",
        f"The PDF has {has.en} pages; at most {may.en} are taken.",
        f"Le PDF a {has.fr} pages ; {may.fr} au plus sont acceptées.",
    )  # fmt: skip
