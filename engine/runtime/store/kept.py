"""What every store promises: contents under their SHA-256, streamed in and out, whole or absent."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final, Protocol

from engine.words import Words

CHUNK: Final = 1 << 20
"""Bytes that are read at a time."""

_NAME: Final = re.compile(r"[0-9a-f]{64}")


class TooLarge(ValueError):
    """More bytes came than are taken; nothing of them was kept."""

    def __init__(self, most: int) -> None:
        super().__init__(f"the file has more than {most:,} bytes")
        french = f"{most:,}".replace(",", "\u202f")
        self.words = Words(
            f"The file has more than the {most:,} bytes that are taken.",
            f"Le fichier dépasse les {french} octets acceptés.",
        )


class NotKept(LookupError):
    """No content is kept under that name."""


class Damaged(ValueError):
    """What is kept under a name is no longer what was kept; said when the last byte was read."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A content that is kept: its SHA-256, 64 hexadecimal digits, and its size in bytes."""

    sha256: str
    size: int


class Store(Protocol):
    """Contents by their SHA-256. A method raises OSError when the store does not answer.

    Who keeps and who removes the same content at the same time settle it between themselves: a
    store knows no owners.
    """

    def keep(self, chunks: Iterable[bytes], most: int) -> Kept:
        """Keep what the chunks are together, once, however often it comes. TooLarge above `most`
        bytes. Whatever is raised here, and whenever the process dies, no part of it has a name."""
        ...

    def open(self, sha256: str) -> Iterator[bytes]:
        """The content, piece by piece. NotKept at once; Damaged at the end when it has changed."""
        ...

    def has(self, sha256: str) -> bool:
        """Whether that content is kept."""
        ...

    def remove(self, sha256: str) -> None:
        """Forget that content; there may be none."""
        ...

    def sweep(self, older_than: datetime) -> int:
        """Remove what killed processes left unfinished before that instant, and how many they
        were. The instant must be earlier than the slowest upload under way began."""
        ...


def is_name(name: str) -> bool:
    """Whether that can be the name of a content. Nothing else ever becomes a path or a key."""
    return _NAME.fullmatch(name) is not None


class Measured:
    """Counts and hashes what passes through, and refuses what is too much before it is written."""

    def __init__(self, chunks: Iterable[bytes], most: int) -> None:
        self._chunks = chunks
        self._most = most
        self._hash = sha256()
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.size += len(chunk)
            if self.size > self._most:
                raise TooLarge(self._most)
            self._hash.update(chunk)
            yield chunk

    def kept(self) -> Kept:
        """What has passed so far."""
        return Kept(self._hash.hexdigest(), self.size)


def unchanged(name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks as they come; Damaged after the last one when they are not what the name says."""
    seen = sha256()
    for chunk in chunks:
        seen.update(chunk)
        yield chunk
    if seen.hexdigest() != name:
        raise Damaged(f"what is kept as {name} has changed")
