"""A CSV file as its rows, each with the line it begins on, or with why it cannot be understood."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: the line it begins on and its cells by column, without the blanks around
    them. Where a `fault` says why it cannot be understood, they may stand in the wrong columns."""

    line: int
    cells: Mapping[str, str]
    fault: str = ""

    def __getitem__(self, column: str) -> str:
        """A cell; empty where the row or the file has no such column."""
        return self.cells.get(column, "")


def rows(
    content: bytes, columns: Sequence[str], optional: Sequence[str] = ()
) -> tuple[list[Row], list[str]]:
    """The rows of a CSV file that are not blank, in their order; or all that is wrong with its
    header, which has every one of `columns` and may have the `optional` ones, in any order."""
    # Lines end where _broken ends them: else a line that is no text could pass as its neighbour.
    text = io.StringIO(content.decode("utf-8-sig", "replace"), newline="\n")
    read = csv.reader(text, strict=True)
    try:
        header = [name.strip() for name in next(read, [])]
    except csv.Error as fault:
        return [], [f"line 1: it cannot be read as CSV ({fault})"]
    if faults := _faults_of_header(header, columns, optional):
        return [], faults
    return list(_rows(_numbered(read, _broken(content)), header)), []


def told(faults: Iterable[tuple[int, str]]) -> list[str]:
    """Faults as they are told: each with its line, from the first line to the last."""
    return [f"line {line}: {fault}" for line, fault in sorted(faults, key=lambda one: one[0])]


def _broken(content: bytes) -> dict[int, str]:
    """The lines that are no text, by number, and why."""
    broken = {}
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            if "\0" in line.decode("utf-8"):
                broken[number] = "it holds a NUL character"
        except UnicodeDecodeError as fault:
            place = f"byte 0x{line[fault.start]:02x} at {fault.start + 1}"
            broken[number] = f"it is not UTF-8 ({place})"
    return broken


def _numbered(read: Any, broken: Mapping[int, str]) -> Iterator[tuple[int, list[str], str | None]]:
    """Every row with the line it begins on, or with why it cannot be read."""
    line = read.line_num + 1
    try:
        for cells in read:
            over = range(line, read.line_num + 1)
            yield line, cells, next((broken[n] for n in over if n in broken), None)
            line = read.line_num + 1
    except csv.Error as fault:
        yield line, [], f"it cannot be read as CSV ({fault})"


def _faults_of_header(
    header: list[str], columns: Sequence[str], optional: Sequence[str]
) -> list[str]:
    if not any(header):
        return ["line 1: the file is empty; its first line names the columns " + ", ".join(columns)]
    missing = [name for name in columns if name not in header]
    strange = [name for name in header if name not in (*columns, *optional)]
    twice = sorted({name for name in header if header.count(name) > 1})
    return [
        f"line 1: {words} {', '.join(map(repr, names))}"
        for words, names in (
            ("there is no column", missing),
            ("there is a column it does not know,", strange),
            ("there is more than one column", twice),
        )
        if names
    ]


def _rows(
    numbered: Iterable[tuple[int, list[str], str | None]], header: list[str]
) -> Iterator[Row]:
    for line, cells, broken in numbered:
        if broken:
            yield Row(line, {}, broken)
        elif any(cell.strip() for cell in cells):
            known = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
            fits = len(cells) == len(header)
            yield Row(line, known, "" if fits else f"it has {len(cells)} cells, not {len(header)}")
