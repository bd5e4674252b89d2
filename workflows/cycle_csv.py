"""A file of a cycle's files, read whole or refused whole: every fault with its line and reason."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from engine.cycle_file import CycleFile
from engine.parameters import Parameters
from workflows.cells import (
    faults_of_file_number,
    faults_of_repeated,
    faults_of_states,
    file_number,
    state,
    states,
)
from workflows.csv_file import Row, rows, told
from workflows.cycle_receipt import Deadlines, deadlines, fits, instant, late
from workflows.selection.policy import KINDS, MECHANISMS
from workflows.states_parties import states_parties

COLUMNS: Final = ("file_no", "name", "mechanism", "kind", "states", "received_at")
OPTIONAL: Final = ("order", "named_by")
TREATED: Final = ("treated",)
"""Asked of past cycles alone."""


@dataclass(frozen=True, slots=True)
class _Cycle:
    """What the rows are judged by; a past cycle has no deadlines any more."""

    number: int
    deadlines: Deadlines | None
    multinational_may_be_named: bool


def read(
    content: bytes,
    cycle: int,
    law: Parameters,
    *,
    history: bool,
    multinational_may_be_named: bool,
    against: Callable[[CycleFile], str | None] = lambda file: None,
) -> tuple[list[CycleFile], list[str]]:
    """The files of a cycle from a CSV file with the columns above, in the order of its lines, and
    all that is wrong with it.

    With `history` the cycle is a past one: each file says whether it was treated, and nobody asks
    any more whether it came in time and how its State ranked it. `against` says what else stands
    against a file that reads well, such as one that is known already. UnknownParameter for a
    present cycle whose submission deadline the law does not fix.
    """
    judged_by = _Cycle(
        cycle, None if history else deadlines(law, cycle), multinational_may_be_named
    )
    columns = (*COLUMNS, *TREATED) if history else COLUMNS
    found, faults_of_header = rows(content, columns, (*OPTIONAL, *TREATED))
    if faults_of_header:
        return [], faults_of_header
    if not found:
        return [], ["line 2: there is no file of the cycle in it"]
    understood = [row for row in found if not row.fault]
    faults = [(row.line, row.fault) for row in found if row.fault]
    faults += [(row.line, fault) for row in understood for fault in _faults(row, judged_by)]
    faults += faults_of_repeated(found)
    if not history:
        faults += _faults_of_ranking(understood)
    faults += _faults_of_names_given_twice(understood)
    wrong = {line for line, _ in faults}
    files = {row.line: _file(row) for row in found if row.line not in wrong}
    faults += [(line, why) for line, file in files.items() if (why := against(file))]
    return list(files.values()), told(faults)


def _faults(row: Row, cycle: _Cycle) -> Iterator[str]:
    yield from faults_of_file_number(row["file_no"])
    if not row["name"]:
        yield "the file has no name"
    yield from _faults_of_kind(row["mechanism"], row["kind"])
    yield from faults_of_states(states(row["states"]))
    yield from _faults_of_receipt(row, cycle)
    if row["order"] and _order(row) is None:
        yield f"the order {row['order']!r} is not a whole number from 1 to 9999"
    yield from _faults_of_treated(row["treated"], present=cycle.deadlines is not None)
    if row["named_by"]:
        yield from _faults_of_naming(row, cycle)


def _faults_of_kind(mechanism: str, kind: str) -> Iterator[str]:
    if mechanism not in MECHANISMS:
        yield f"{mechanism!r} is none of the mechanisms {', '.join(MECHANISMS)}"
    if kind not in KINDS:
        yield f"{kind!r} is none of the kinds {', '.join(KINDS)}"
    if mechanism in MECHANISMS and kind in KINDS and not fits(mechanism, kind):
        yield f"a file of {mechanism} is new; {kind} is a kind of the two Lists, USL and RL"


def _faults_of_receipt(row: Row, cycle: _Cycle) -> Iterator[str]:
    cell, received = row["received_at"], instant(row["received_at"])
    if cell and received is None:
        yield f"{cell!r} is no day like 2027-03-31 and no instant like 2027-03-31T17:30+02:00"
    if cycle.deadlines is None:
        return
    if not cell:
        yield "it does not say when the file was received [OD 54]"
    if received is not None and (
        why := late(received, row["mechanism"], row["kind"], cycle.deadlines, cycle.number)
    ):
        yield f"{why.en} [OD 54]"


def _faults_of_treated(cell: str, *, present: bool) -> Iterator[str]:
    if cell not in ("yes", "no") and (cell or not present):
        yield f"treated is yes or no, not {cell!r}"
    if cell == "yes" and present:
        yield "a file of a present cycle is not treated yet; past cycles come in with --history"


def _faults_of_naming(row: Row, cycle: _Cycle) -> Iterator[str]:
    named_by, own = state(row["named_by"]), states(row["states"])
    if own and named_by not in own:
        yield f"{named_by!r} names this file and is none of its States"
    if len(own) == 1:
        yield "a State names a multinational file, and this one is of one State alone [19.COM 15]"
    if not cycle.multinational_may_be_named:
        yield "from the cycle of 2026 on a State may name a multinational file [19.COM 15]"


def _faults_of_ranking(understood: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """A State with several national files gives each its own order, over all mechanisms."""
    national = defaultdict(list)
    for row in understood:
        match states(row["states"]):
            case [alone] if alone in states_parties():
                national[alone].append(row)
    for alone, own in national.items():
        if len(own) > 1:
            yield from _faults_of_orders(alone, own)


def _faults_of_orders(alone: str, own: Sequence[Row]) -> Iterator[tuple[int, str]]:
    line_of: dict[int, int] = {}
    for row in own:
        order = _order(row)
        if not row["order"]:
            several = f"{alone} submits {len(own)} files"
            yield row.line, f"{several} and gives no order for this one [OD 34]"
        elif order and (first := line_of.setdefault(order, row.line)) != row.line:
            given = f"{alone} gives the order {order}"
            yield row.line, f"{given} to the file on line {first} already [OD 34]"


def _faults_of_names_given_twice(understood: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """A State names one file of the cycle."""
    line_of: dict[str, int] = {}
    for row in understood:
        named_by, own = state(row["named_by"]), states(row["states"])
        if len(own) > 1 and named_by in own:
            first = line_of.setdefault(named_by, row.line)
            if first != row.line:
                yield row.line, f"{named_by} names the file on line {first} already [19.COM 15]"


def _order(row: Row) -> int | None:
    """The rank of the file among those of its State; None where it is blank or no rank."""
    digits = row["order"].lstrip("0")
    return int(digits) if re.fullmatch("[1-9][0-9]{0,3}", digits) else None


def _file(row: Row) -> CycleFile:
    return CycleFile(
        file_number(row["file_no"]), row["name"], row["mechanism"], row["kind"],
        tuple(states(row["states"])), instant(row["received_at"]), _order(row),
        state(row["named_by"]), row["treated"] == "yes",
    )  # fmt: skip
