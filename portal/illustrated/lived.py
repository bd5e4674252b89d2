"""The office of today, lived through day by day: what the demonstration opens on."""

from collections import Counter
from collections.abc import Callable, Container, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Final

from engine.dossier import Actor, Dossier
from engine.runtime import reading
from engine.runtime.correspondents import Correspondent, Post
from engine.runtime.database import writer
from engine.runtime.entering import enter
from engine.runtime.office import Office
from engine.runtime.posts import appoint
from engine.runtime.queries import looking
from forms.catalogue import forms_of
from portal.days import SimulatedClock, live
from portal.filing.draft import begin, save
from portal.illustrated.answers import under_way
from portal.illustrated.office import PEOPLE
from portal.illustrated.today import Today
from portal.places import give_places
from portal.register import register_on
from workflows.catalogue import workflows
from workflows.roles import HEAD, STATE_PARTY
from workflows.selection.cut import Decision
from workflows.selection.policy import policy_for
from workflows.states_parties import states_parties

OFFICERS: Final = (
    ("a.lind@example.org", "A. Lind"), ("m.okafor@example.org", "M. Okafor"),
    ("t.silva@example.org", "T. Silva"),
)  # fmt: skip
"""Who leads files, by turns; the first is the officer of the demonstration."""

_TIED: Final = 4
_BEHIND: Final = 5
"""So many files are equal at the cut, half of them under it, and so many stand behind it."""


def lived_until(
    of: Office, clock: SimulatedClock, deliver: Callable[[], object], now: datetime
) -> Iterator[date]:
    """Live through every day of the invented files until now; each day as it ends."""
    today = Today(of.book.law, now)
    number = today.cycles.placed
    moves = today.before_places(_asking(of, number))
    places = min(datetime(number - 1, 5, 18, 12, tzinfo=UTC), now - timedelta(days=6))
    before = [one for one in moves if one.at < places]
    yield from live(of, clock, before, deliver, before[0].at.date(), places)
    give_places(of, number, Decision(), PEOPLE[HEAD])
    placed = [(today.asking[one.reference], one) for one in _placed(of, number, today.asking)]
    after = sorted(
        [*(one for one in moves if one.at >= places), *today.after_places(placed, places)],
        key=lambda one: one.at,
    )
    yield from live(of, clock, after, deliver, places.date() + timedelta(days=1), now, hold=True)
    _appoint_officers(of)
    _begin_forms(of)


def _asking(of: Office, cycle: int) -> list[str]:
    """States that submit a file each: those with the fewest elements come first (OD 34), and are
    chosen so that a few equal ones stand on both sides of the cut, and some behind it."""
    elements = Counter(
        state for one in register_on(of, date(cycle - 1, 3, 31)).values() for state in one.states
    )
    by_elements = groupby(sorted(states_parties(), key=lambda state: (elements[state], state)),
                          elements.__getitem__)  # fmt: skip
    places = policy_for(of.book.law, cycle).ceiling.number
    until = [places - _TIED // 2, places + _TIED - _TIED // 2]
    until.append(until[-1] + _BEHIND)
    found: list[str] = []
    for _, group in by_elements:
        found += [*group][: until[0] - len(found)]
        if len(found) == until[0] and len(until) > 1:
            until.pop(0)
        elif len(found) == until[0]:
            break
    return found


def _placed(of: Office, cycle: int, asking: Container[str]) -> list[Dossier]:
    with looking(of.database) as connection:
        found = reading.dossiers_where(connection, cycle, ["included"])
    return [one for one in found if one.reference in asking]


def _begin_forms(of: Office) -> None:
    """Let the first State of each draft write some of its form."""
    with looking(of.database) as connection:
        drafts = [one for one in reading.dossiers_where(connection, states=["draft"])
                  if one.text("illustrative") and forms_of(one.workflow)]  # fmt: skip
    for place, one in enumerate(drafts):
        state = one.states[0]
        who = Actor(f"Focal point of {state}", STATE_PARTY, frozenset({state}))
        form = begin(of, one.reference, who)
        save(of, form, under_way(form.edition, one, place), form.draft.version, who)


def _appoint_officers(of: Office) -> None:
    """Give each open file an officer, by turns; some have none yet."""
    final = {state.name for one in workflows().values() for state in one.states if state.final}
    now = of.clock()
    with writer(of.database).begin() as connection:
        for address, name in OFFICERS:
            enter(connection, Correspondent(address, name, "en", False), PEOPLE[HEAD].name, now)
        files = [
            one for one in reading.dossiers_where(connection)
            if one.state not in final and one.text("received_at")
        ]  # fmt: skip
        for place, one in enumerate(files):
            if place % 5 < len(OFFICERS):
                post = Post("officer", one.reference, OFFICERS[place % 5][0])
                appoint(connection, post, states_parties(), PEOPLE[HEAD].name, now)
