"""A list as CSV (RFC 4180): UTF-8 with a mark at its beginning, no cell of which is a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import StringIO
from typing import Final

from portal.exported_lists.columns import Cell, Written, header

MEDIA_TYPE: Final = "text/csv"

_FORMULA: Final = tuple("=+-@\t\r\n")
"""A spreadsheet takes what begins so for a formula, or strips it and then does."""


def as_csv(rows: Iterable[Sequence[Cell]], written: Written) -> Iterator[bytes]:
    """The file, piece by piece."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
    for line in written.lines():
        yield _line([line])
    yield _line(header(written.language))
    for row in rows:
        yield _line([_text(cell) for cell in row])
    yield _line([written.last()])


def guarded(text: str) -> str:
    """The text, so that no spreadsheet computes it."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return guarded(cell) if isinstance(cell, str) else str(cell)


def _line(cells: Sequence[str]) -> bytes:
    held = StringIO()
    csv.writer(held, lineterminator="\r\n").writerow(cells)
    return held.getvalue().encode()
