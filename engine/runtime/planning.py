"""The reminders that a move plans, written with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from engine.runtime import ledger
from engine.runtime.ledger import Comparison, Planner
from engine.runtime.records import Record


def planned(
    connection: Connection, records: Sequence[Record], planner: Planner, now: datetime
) -> Sequence[Record]:
    """The records, of which the last of each dossier plans its reminders anew.

    Who never stood where something is asked has none; where nothing is asked any more, whatever is
    open is withdrawn unread. Only what may plan something reads what stands.
    """
    left = _left(records, planner)
    if not left:
        return records
    last = {one.entry.reference: one for one in records}
    plans = {name: planner.plan(last[name].after, states) for name, states in left.items()}
    compared = [name for name, plan in plans.items() if isinstance(plan, Comparison)]
    standing = ledger.stored(connection, compared)
    done = []
    for one in records:
        plan = plans.get(one.entry.reference)
        if plan is None or one is not last[one.entry.reference]:
            done.append(one)
        elif isinstance(plan, Comparison):
            changes = plan.changes(standing.get(one.entry.reference, ()), now)
            done.append(replace(one, reminders=ledger.rows(changes)))
        else:
            done.append(replace(one, withdrawn=[rule.row() for rule in plan]))
    return done


def _left(records: Sequence[Record], planner: Planner) -> Mapping[str, set[str]]:
    """The dossiers that leave or reach a state where something is asked, and the states that each
    of them left."""
    found: dict[str, set[str]] = {}
    for one in records:
        if not planner.states.isdisjoint((one.before.state, one.after.state)):
            found.setdefault(one.entry.reference, set()).add(one.before.state)
    return found
