"""A file of the register, read whole or refused whole: every fault with its line and reason."""

import re
from collections.abc import Iterator
from datetime import date

from engine.element import Element
from workflows.cells import (
    faults_of_file_number,
    faults_of_repeated,
    faults_of_states,
    file_number,
    states,
)
from workflows.csv_file import Row, rows, told
from workflows.register import LISTS

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
    found, faults_of_header = rows(content, COLUMNS, OPTIONAL)
    if faults_of_header:
        return [], faults_of_header
    if not found:
        return [], ["line 2: there is no element in the file"]
    faults = [(row.line, fault) for row in found for fault in _faults(row, today)]
    faults += faults_of_repeated(found)
    wrong = {line for line, _ in faults}
    return [_element(row) for row in found if row.line not in wrong], told(faults)


def _faults(row: Row, today: date) -> Iterator[str]:
    if row.fault:
        yield row.fault
        return
    yield from faults_of_file_number(row["file_no"])
    if not row["name"]:
        yield "the element has no name"
    if row["list"] not in LISTS:
        yield f"{row['list']!r} is none of the lists {', '.join(LISTS)}"
    if not (re.fullmatch("[0-9]{4}", row["year"]) and FIRST_YEAR <= int(row["year"]) <= today.year):
        yield f"{row['year']!r} is not a year from {FIRST_YEAR} to {today.year}"
    if len(row["decision"]) > LONGEST_DECISION:
        yield f"the number of the decision is longer than {LONGEST_DECISION} characters"
    yield from faults_of_states(states(row["states"]))
    if row["decided_on"]:
        yield from _faults_of_day(row["decided_on"], row["year"])


def _faults_of_day(day: str, year: str) -> Iterator[str]:
    try:
        if str(date.fromisoformat(day).year) != year:
            yield f"the decision of {day} is not of {year}"
    except ValueError:
        yield f"{day!r} is not a day like 2021-12-15"


def _element(row: Row) -> Element:
    year = int(row["year"])
    decided_on = row["decided_on"]
    since = date.fromisoformat(decided_on) if decided_on else date(year, 12, 1)
    return Element(
        file_number(row["file_no"]), row["name"], row["list"], year, since,
        tuple(states(row["states"])), row["decision"],
    )  # fmt: skip
