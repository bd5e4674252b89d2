"""The planner of the office says of the ledger's lines what the pure comparison says of all rows,
and a move that asks for nothing withdraws what comparing would have withdrawn."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from engine.dossier import Dossier
from engine.runtime.ledger import Comparison, Line
from notifications.foresight import Foresight, line_of, row_of
from notifications.reminders.difference import OPEN, difference
from notifications.reminders.guard import asked_again
from notifications.reminders.planner import planned
from notifications.reminders.reminder import Row, Status
from tests.reminding import CLOSED, due_on, instants, kente, plans

DAYS = st.dates(date(2027, 6, 1), date(2027, 12, 31))
STATES = st.sampled_from(["incomplete", "resubmitted", "checking", "withdrawn", "in_dialogue"])
STATUSES: list[Status] = list(get_args(Status))


def foreseeing(day: date | None) -> Foresight:
    """The office's planner, for dossiers whose missing information is due on that day."""
    found = {} if day is None else {"completion": due_on(day)}
    return Foresight(plans(), lambda one, keys: found, lambda workflow: CLOSED)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Line]:
    """Lines of deadlines of some days, wherever they stand, planned at whatever time."""
    lines = []
    for day in draw(st.lists(DAYS, max_size=2, unique=True)):
        for one in planned(kente(), {"completion": due_on(day)}, plans(), CLOSED):
            if draw(st.booleans()):
                planned_at = one.due_at + timedelta(days=draw(st.integers(-60, 5)))
                row = Row(one, draw(st.sampled_from(STATUSES)), planned_at)
                shifted = one.due_at + timedelta(hours=draw(st.sampled_from([0, 0, 9])))
                lines.append(replace(line_of(row), due_at=shifted))
    return lines


@given(ledgers(), st.none() | DAYS, STATES, instants)
def test_the_short_way_of_planning_ends_where_the_long_one_does(
    lines: list[Line], day: date | None, state: str, now: datetime
):
    foresight, dossier = foreseeing(day), kente(state)
    foreseen = foresight.reminders(dossier)
    due = {} if day is None or state != "incomplete" else {"completion": due_on(day)}
    why = partial(asked_again, dossier=dossier, deadlines=due, plans=plans(), closed=CLOSED)
    rows = [row_of(line, foreseen.get(line.name)) for line in lines]
    insert, cancel = difference(rows, list(foreseen.values()), now, why)
    stored = {line.name: line for line in lines}
    pure = {line.name: line for line in map(line_of, (*insert, *cancel))}
    short = {line.name: line for line in foresight.changes(dossier, lines, now)}
    assert short == {name: line for name, line in pure.items() if line != stored.get(name)}


@given(ledgers(), STATES)
def test_what_is_withdrawn_unread_is_what_comparing_withdraws(lines: list[Line], state: str):
    foresight, dossier = foreseeing(None), kente(state)
    plan = foresight.plan(dossier, {"incomplete"})
    assert not isinstance(plan, Comparison)
    withdrawn = {one.rule: one.reason for one in plan}
    compared = foresight.changes(dossier, lines, datetime(2027, 7, 1, tzinfo=UTC))
    still_open = [line for line in lines if line.status in OPEN]
    assert {one.name: (one.status, one.reason) for one in compared} == {
        line.name: ("cancelled", withdrawn[line.name.rule]) for line in still_open
    }


def test_where_nothing_is_ever_asked_nothing_is_planned():
    foresight = foreseeing(date(2027, 9, 30))
    assert "checking" not in foresight.states
    assert foresight.reminders(Dossier("RL-1", "rl", state="checking")) == {}
