"""What a query line means at this instant, for this person: the list that the database is asked."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from engine.calendar import at_local
from engine.runtime.asked_for import NOBODY, Among, Asked
from portal.desk_pages.query import Line
from portal.desk_pages.vocabulary import CLOSED, HELD, ILLUSTRATIVE, ME, NONE, country
from portal.words import PARIS


def asked(line: Line, now: datetime, me: str, owners: Mapping[str, frozenset[str]]) -> Asked:
    """What the line asks for. `me` is the address of who asks, empty where it is not known: then
    nothing is led by them. `owners` as engine.runtime.owners finds them."""
    return Asked(
        workflows=line.of("kind"),
        states=line.of("state"),
        turns=_each(line.of("turn"), lambda one: "" if one == CLOSED else one),
        parties=_each(line.of("party"), country),
        cycles=_cycles(line.of("cycle")),
        leads=_each(line.of("lead"), lambda one: {ME: me or _STRANGER, NONE: NOBODY}.get(one, one)),
        numbers=line.of("file"),
        since=_instant(line.since, now, after=True) if line.since else None,
        until=_instant(line.until, now, after=False) if line.until else None,
        dated=line.dated,
        words=line.words,
        without=line.without,
        illustrative=_marked(line, ILLUSTRATIVE),
        held=_marked(line, HELD),
        owners=owners,
    )


_STRANGER = "\N{NO ENTRY SIGN}"
"""An address that nobody has."""


def without_letters(one: Asked) -> Asked:
    """The same list for somebody who may not know which letters are held."""
    return replace(one, held=None)


def _each(among: Among[str], means: Callable[[str], str]) -> Among[str]:
    return Among(
        frozenset(means(one) for one in among.any_of),
        frozenset(means(one) for one in among.none_of),
    )


def _cycles(among: Among[str]) -> Among[int | None]:
    years = [
        frozenset(None if one == NONE else int(one) for one in side)
        for side in (among.any_of, among.none_of)
    ]
    return Among(*years)


def _marked(line: Line, mark: str) -> bool | None:
    among = line.of("is")
    if mark in among.any_of:
        return True
    return False if mark in among.none_of else None


def _instant(edge: str, now: datetime, *, after: bool) -> datetime:
    """So many days from now, or the first instant of a day in Paris: of the next one where the
    time after that day is meant."""
    if edge.endswith("d"):
        return now + timedelta(days=int(edge[:-1]))
    return at_local(date.fromisoformat(edge) + timedelta(days=after), time(0), PARIS.key)
