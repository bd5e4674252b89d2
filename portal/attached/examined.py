"""Whether a file is what its document asks for: everything at once, whatever its name says."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from forms.form import Document
from portal.attached.apart import look_apart
from portal.attached.limits import Limits
from portal.attached.named import named
from portal.attached.opened import opened
from portal.attached.recognised import recognise
from portal.attached.seen import Facts, Fault
from portal.attached.sentences import (
    cut_off,
    empty,
    not_wanted,
    too_large,
    too_many,
    too_short_or_long,
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file is and says of itself, and every reason against it; none, and it can be taken.
    `media_type` is empty when the file was refused before it was read."""

    name: str
    media_type: str
    facts: Facts
    faults: tuple[Fault, ...]


def examine(
    document: Document, file: Path | BinaryIO, name: str, size: int, limits: Limits
) -> Examined:
    """Examine a file of which so many bytes were announced, sent as that document."""
    shown = named(name)
    if unread := tuple(_faults_of_size(document, size, limits)):
        return Examined(shown, "", {}, unread)
    with opened(file) as content:
        came = content.seek(0, os.SEEK_END)
        content.seek(0)
        if came != size:
            return Examined(shown, "", {}, (cut_off(limits, size, came),))
        found = recognise(content, size)
        if found.kind not in limits.taken[document]:
            unwanted = not_wanted(limits, document, shown, found)
            return Examined(shown, found.media_type, {}, (unwanted,))
        if size > limits.bytes_of[found.kind]:
            large = too_large(limits, size, limits.bytes_of[found.kind])
            return Examined(shown, found.media_type, {}, (large,))
        seen = look_apart(found, content, limits)
    faults = (*seen.faults, *_faults_of_duration(document, seen.facts, limits))
    return Examined(shown, found.media_type, seen.facts, faults)


def number_of_files(number: int, limits: Limits) -> tuple[Fault, ...]:
    """Whether so many files of one document can be taken."""
    return (too_many(limits, number),) if number > limits.files else ()


def _faults_of_size(document: Document, size: int, limits: Limits) -> Iterator[Fault]:
    most = limits.bytes_for(document)
    if size <= 0:
        yield empty(limits)
    elif size > most:
        yield too_large(limits, size, most)


def _faults_of_duration(document: Document, facts: Facts, limits: Limits) -> Iterator[Fault]:
    """The Convention asks it of the video alone; a recorded consent lasts as long as it does."""
    seconds = facts.get("duration")
    if document != "video" or not isinstance(seconds, int):
        return
    if not limits.least_seconds <= seconds <= limits.most_seconds:
        yield too_short_or_long(limits, seconds)
