"""A file of the register, read whole or refused whole: every fault with its line and reason."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from engine.element import Element
from workflows.register import LISTS
from workflows.states_parties import states_parties

COLUMNS = ("file_no", "name", "list", "year", "states", "decision")
OPTIONAL = ("decided_on",)
FIRST_YEAR = 2008
"""The year of the first inscriptions (3.COM)."""
LONGEST_DECISION = 64


def read(content: bytes, today: date) -> tuple[list[Element], list[str]]:
    """The elements of a CSV file with the columns above, and all that is wrong with it.

    An element counts from the day of its decision where a column `decided_on` gives it, else from
    1 December of its year.
    """
    # Lines end where _broken ends them: else a line that is no text could pass as its neighbour.
    text = io.StringIO(content.decode("utf-8-sig", "replace"), newline="\n")
    rows = csv.reader(text, strict=True)
    try:
        header = [name.strip() for name in next(rows, [])]
    except csv.Error as fault:
        return [], [f"line 1: it cannot be read as CSV ({fault})"]
    if faults := _faults_of_header(header):
        return [], faults
    return _elements(_numbered(rows, _broken(content)), header, today)


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


def _numbered(rows: Any, broken: Mapping[int, str]) -> Iterator[tuple[int, list[str], str | None]]:
    """Every row with the line it begins on, or with why it cannot be read."""
    line = rows.line_num + 1
    try:
        for cells in rows:
            over = range(line, rows.line_num + 1)
            yield line, cells, next((broken[n] for n in over if n in broken), None)
            line = rows.line_num + 1
    except csv.Error as fault:
        yield line, [], f"it cannot be read as CSV ({fault})"


def _faults_of_header(header: list[str]) -> list[str]:
    if not any(header):
        return ["line 1: the file is empty; its first line names the columns " + ", ".join(COLUMNS)]
    missing = [name for name in COLUMNS if name not in header]
    strange = [name for name in header if name not in (*COLUMNS, *OPTIONAL)]
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


def _elements(
    rows: Iterable[tuple[int, list[str], str | None]], header: list[str], today: date
) -> tuple[list[Element], list[str]]:
    elements: list[Element] = []
    faults: list[str] = []
    line_of: dict[str, int] = {}
    for line, cells, broken in rows:
        if not broken and not any(cell.strip() for cell in cells):
            continue
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        wrong = [broken] if broken else list(_faults_of_cells(cells, header, row, today))
        file_no = row.get("file_no", "").zfill(5)
        if not broken and row.get("file_no") and line_of.setdefault(file_no, line) != line:
            wrong.append(f"the file number {file_no} is already on line {line_of[file_no]}")
        faults += [f"line {line}: {fault}" for fault in wrong]
        if not wrong:
            elements.append(_element(row))
    if not elements and not faults:
        faults.append("line 2: there is no element in the file")
    return elements, faults


def _faults_of_cells(
    cells: list[str], header: list[str], row: Mapping[str, str], today: date
) -> Iterator[str]:
    if len(cells) != len(header):
        yield f"it has {len(cells)} cells, not {len(header)}"
    else:
        yield from _faults_of_row(row, today)


def _faults_of_row(row: Mapping[str, str], today: date) -> Iterator[str]:
    file_no, year = row["file_no"], row["year"]
    if not (file_no.isascii() and file_no.isdigit() and len(file_no) <= 5):
        yield f"{file_no!r} is not a file number of up to five digits"
    if not row["name"]:
        yield "the element has no name"
    if row["list"] not in LISTS:
        yield f"{row['list']!r} is none of the lists {', '.join(LISTS)}"
    if not (re.fullmatch("[0-9]{4}", year) and FIRST_YEAR <= int(year) <= today.year):
        yield f"{year!r} is not a year from {FIRST_YEAR} to {today.year}"
    if len(row["decision"]) > LONGEST_DECISION:
        yield f"the number of the decision is longer than {LONGEST_DECISION} characters"
    yield from _faults_of_states(_states(row["states"]))
    if decided_on := row.get("decided_on"):
        yield from _faults_of_day(decided_on, year)


def _faults_of_states(states: list[str]) -> Iterator[str]:
    if not states:
        yield "it names no State"
    for state in dict.fromkeys(states):
        if state not in states_parties():
            yield f"no State is named {state!r}"
        if states.count(state) > 1:
            yield f"{state} is named twice"


def _faults_of_day(day: str, year: str) -> Iterator[str]:
    try:
        if str(date.fromisoformat(day).year) != year:
            yield f"the decision of {day} is not of {year}"
    except ValueError:
        yield f"{day!r} is not a day like 2021-12-15"


def _states(cell: str) -> list[str]:
    composed = unicodedata.normalize("NFC", cell).replace("’", "'")
    return [name.strip() for name in composed.split(";") if name.strip()]


def _element(row: Mapping[str, str]) -> Element:
    year = int(row["year"])
    decided_on = row.get("decided_on")
    since = date.fromisoformat(decided_on) if decided_on else date(year, 12, 1)
    return Element(
        row["file_no"].zfill(5), row["name"], row["list"], year, since,
        tuple(_states(row["states"])), row["decision"],
    )  # fmt: skip
