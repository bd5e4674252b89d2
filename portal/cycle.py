"""A cycle as it stands in the office's database, ready for its places to be given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from engine.dossier import Dossier
from engine.element import Element
from engine.runtime import reading
from engine.runtime.office import Office
from engine.runtime.past import past_cycle
from engine.runtime.queries import looking
from portal.register import register_on
from workflows.project import PROJECT_STATES
from workflows.selection.cycle import Cycle, counted, past_of
from workflows.selection.dossiers import (
    approved_assistance,
    carried,
    considered,
    file_of,
    past_files,
    placed,
)
from workflows.selection.guarantee import Untreated, untreated_in
from workflows.timetable import submission

_GENERAL: Final = "rl"
"""A workflow whose submission deadline is the general one of the cycle."""
_APPROVED: Final = [one.name for one in PROJECT_STATES]


@dataclass(frozen=True, slots=True)
class Standing:
    """A cycle, and the dossiers behind its files by file number."""

    cycle: Cycle
    dossiers: dict[str, Dossier]


def standing(office: Office, number: int, register: Iterable[Element] | None = None) -> Standing:
    """The cycle as it stands now; another register may be tried instead of the office's own.

    UnknownParameter where the law does not know the cycle.
    """
    law = office.book.law
    with looking(office.database) as connection:
        asking = considered(reading.dossiers_where(connection, number), law, number)
        before = past_files(
            past_cycle(connection, number - 1), reading.dossiers_where(connection, number - 1)
        )
        earlier = reading.dossiers(connection, (one.text("predecessor") for one in asking))
        approved = reading.dossiers_where(connection, states=_APPROVED)
    numbers = {
        one.text("file_no"): earlier[one.text("predecessor")].text("file_no")
        for one in asking if one.text("predecessor") in earlier
    }  # fmt: skip
    past = past_of(number - 1, carried(before, numbers))
    as_of = submission(law, Dossier("", _GENERAL, facts={"cycle": number})).local.date()
    elements = register_on(office, as_of).values() if register is None else register
    standing_then = (one for one in elements if one.since <= as_of)
    counts = counted(standing_then, as_of, approved_assistance(approved, as_of))
    files = tuple(file_of(one) for one in asking)
    outside = frozenset(one.text("file_no") for one in asking if one.text("place") == "outside")
    cycle = Cycle(number, files, counts, past, placed(asking), outside)
    return Standing(cycle, {one.text("file_no"): one for one in asking})


def backlog_of(office: Office, cycle: int) -> Iterator[dict[str, Any]]:
    """The dossiers of the cycle that wait for a later one, or were carried over to it."""
    with looking(office.database) as connection:
        waiting = reading.dossiers_where(connection, cycle, ("backlog", "carried_over"))
    for one in sorted(waiting, key=_in_order):
        yield {
            "rank": one.facts.get("rank"),
            "level": one.facts.get("level"),
            "file_no": one.text("file_no"),
            "name": one.text("title"),
            "states": list(one.states),
            "reference": one.reference,
            "state": one.state,
        }


def _in_order(dossier: Dossier) -> tuple[bool, int, str]:
    """By rank; what was left in the backlog by hand has none, and comes last."""
    rank = dossier.facts.get("rank")
    return rank is None, rank if isinstance(rank, int) else 0, dossier.text("file_no")


def untreated_until(office: Office, cycle: int) -> list[Untreated]:
    """The States with no file treated in this cycle and the one before."""
    with looking(office.database) as connection:
        known = {
            number: past_files(
                past_cycle(connection, number), reading.dossiers_where(connection, number)
            )
            for number in (cycle - 1, cycle)
        }
    return untreated_in(known)
