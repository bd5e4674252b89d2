"""A file to be read from its start, with a descriptor that another process can be given."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO


@contextmanager
def opened(file: Path | BinaryIO) -> Iterator[BinaryIO]:
    """The file at its start; one that was open stays open, and is left at its start."""
    if isinstance(file, Path):
        with file.open("rb") as content:
            yield content
        return
    file.seek(0)
    try:
        yield file
    finally:
        file.seek(0)


@contextmanager
def on_disk(file: BinaryIO) -> Iterator[BinaryIO]:
    """The same content with a descriptor: the file itself, or a copy of one that lies in memory."""
    try:
        file.fileno()
    except (OSError, io.UnsupportedOperation):
        with TemporaryFile() as copy:
            copyfileobj(file, copy)
            copy.flush()
            yield copy
        return
    yield file
