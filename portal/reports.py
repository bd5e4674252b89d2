"""Scheduling the reports of States over the office's database, and how many of them came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime import reading
from engine.runtime.moves import Move
from engine.runtime.office import Office
from workflows.reports.rate import Rate, rates
from workflows.reports.schedule import Scheduled
from workflows.reports.stretch import REPORT_STATES


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a schedule: the reports opened, those that were there already, and why
    others are refused, in sentences."""

    opened: tuple[Scheduled, ...]
    there: tuple[Scheduled, ...]
    refused: tuple[str, ...]


def schedule_all(office: Office, wanted: Iterable[Scheduled], actor: Actor) -> Done:
    """Open a dossier for each report that has none yet. One that is refused holds up no other,
    and what a run that was cut off left out, the next one opens."""
    missing, there = sorted_out(office, wanted)
    opened: list[Scheduled] = []
    refused: list[tuple[Scheduled, Refused]] = []
    for one in missing:
        request = f"schedule:{one.reference}"
        move = Move(one.reference, one.trigger, actor, one.answers, "", None, request, one.workflow)
        outcome = office.execute(move)
        if isinstance(outcome, Refused):
            refused.append((one, outcome))
        else:
            (there if outcome.again else opened).append(one)
    # Somebody who scheduled at the same time was quicker with some: those are there, not refused.
    still, quicker = sorted_out(office, [one for one, _ in refused])
    against = tuple(
        f"{one.reference}: {finding}"
        for one, why in refused
        if one in still
        for finding in why.findings
    )
    return Done(tuple(opened), (*there, *quicker), against)


def sorted_out(
    office: Office, wanted: Iterable[Scheduled]
) -> tuple[list[Scheduled], list[Scheduled]]:
    """The reports that have no dossier yet, and those that have one."""
    reports = list(wanted)
    with office.database.connect() as connection:
        known = reading.dossiers(connection, (one.reference for one in reports))
    missing = [one for one in reports if one.reference not in known]
    return missing, [one for one in reports if one.reference in known]


def due_in(office: Office, year: int, as_of: datetime) -> list[Rate]:
    """The submission rates of the reports that are due in that year, as of an instant."""
    with office.database.connect() as connection:
        found = reading.dossiers_where(connection, states=[one.name for one in REPORT_STATES])
    return rates(office.book.law, found, year, as_of)
