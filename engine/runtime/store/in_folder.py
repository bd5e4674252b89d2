"""A store in a folder: written under a passing name, flushed to the disk, then renamed."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final
from uuid import uuid4

from engine.runtime.store.kept import CHUNK, Kept, Measured, NotKept, Store, is_name, unchanged

_UNFINISHED: Final = "unfinished"
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_ONLY_OURS: Final = 0o600


def folder(path: Path) -> Store:
    """Contents as files below that folder, which is made."""
    (path / _UNFINISHED).mkdir(parents=True, exist_ok=True)
    return _Folder(path)


class _Folder:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._unfinished = path / _UNFINISHED

    def keep(self, chunks: Iterable[bytes], most: int) -> Kept:
        passing = self._unfinished / uuid4().hex
        measured = Measured(chunks, most)
        try:
            with os.fdopen(os.open(passing, _NEW, _ONLY_OURS), "wb") as file:
                file.writelines(measured)
                file.flush()
                os.fsync(file.fileno())
            kept = measured.kept()
            # The same content takes the place of itself, which also heals one that has decayed.
            self._rename(passing, self._place(kept.sha256))
        except BaseException:
            passing.unlink(missing_ok=True)
            raise
        return kept

    def _rename(self, passing: Path, place: Path) -> None:
        if not place.parent.is_dir():
            place.parent.mkdir(exist_ok=True)
            _flush(self._path)
        passing.replace(place)
        _flush(place.parent)

    def open(self, sha256: str) -> Iterator[bytes]:
        if not is_name(sha256):
            raise NotKept(sha256)
        try:
            file = self._place(sha256).open("rb")
        except FileNotFoundError:
            raise NotKept(sha256) from None
        return unchanged(sha256, _pieces(file))

    def has(self, sha256: str) -> bool:
        return is_name(sha256) and self._place(sha256).is_file()

    def remove(self, sha256: str) -> None:
        if self.has(sha256):
            self._place(sha256).unlink(missing_ok=True)
            _flush(self._place(sha256).parent)

    def sweep(self, older_than: datetime) -> int:
        removed = 0
        for file in self._unfinished.iterdir():
            try:
                if file.stat().st_mtime < older_than.timestamp():
                    file.unlink()
                    removed += 1
            except FileNotFoundError:  # it has just been finished, or swept by another process
                continue
        return removed

    def _place(self, name: str) -> Path:
        # 256 folders, so that none of them has too many files to be listed.
        return self._path / name[:2] / name


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


def _flush(path: Path) -> None:
    """A rename lasts only once its folder is on the disk."""
    if os.name == "nt":  # where a folder cannot be opened
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
