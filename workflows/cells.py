"""What a cell says in whatever file it stands: a file number, a State, States."""

import unicodedata
from collections.abc import Iterable, Iterator

from workflows.csv_file import Row
from workflows.states_parties import states_parties


def file_number(cell: str) -> str:
    """A file number in its five digits."""
    return cell.zfill(5)


def faults_of_file_number(cell: str) -> Iterator[str]:
    """What is wrong with a file number."""
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 5):
        yield f"{cell!r} is not a file number of up to five digits"


def faults_of_repeated(rows: Iterable[Row]) -> Iterator[tuple[int, str]]:
    """Every line whose file number another line has before it."""
    line_of: dict[str, int] = {}
    for row in rows:
        file_no = file_number(row["file_no"])
        if row["file_no"] and line_of.setdefault(file_no, row.line) != row.line:
            yield row.line, f"the file number {file_no} is already on line {line_of[file_no]}"


def state(cell: str) -> str:
    """The name of a State in our letters, in whatever way they were typed."""
    return unicodedata.normalize("NFC", cell).replace("’", "'").strip()


def states(cell: str) -> list[str]:
    """The names of States, in their order, joined by semicolons."""
    return [name.strip() for name in state(cell).split(";") if name.strip()]


def faults_of_states(named: list[str]) -> Iterator[str]:
    """What is wrong with the States of a file."""
    if not named:
        yield "it names no State"
    for name in dict.fromkeys(named):
        if name not in states_parties():
            yield f"no State is named {name!r}"
        if named.count(name) > 1:
            yield f"{name} is named twice"
