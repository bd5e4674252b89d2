"""Who is away and who stands for them, never in a circle."""

from datetime import date, datetime

from sqlalchemy import Connection

from engine.runtime import unacceptable as why
from engine.runtime.addresses import small
from engine.runtime.correspondents import Absence, Correspondent, people
from engine.runtime.entering import kept, write
from engine.runtime.unacceptable import Unacceptable
from engine.words import Words


def away(connection: Connection, address: str, absence: Absence, by: str, now: datetime) -> Absence:
    """A person is away, instead of whatever absence was known before; the absence as it is kept.

    Unacceptable where the person or the deputy is unknown, where the deputy has left, is the
    person, or would on one of these days stand for another who in the end stands for the person,
    and where the last day is before the first.
    """
    # All rows, so that two who name each other at the same instant cannot both succeed.
    everybody = {one.address: one for one in people(connection, hold=True)}
    person, new = small(address), Absence(absence.first, absence.last, small(absence.deputy))
    if reasons := _reasons(everybody, person, new):
        raise Unacceptable(reasons)
    write(connection, person, _columns(new), by, now)
    return new


def back(connection: Connection, address: str, by: str, now: datetime) -> None:
    """A person is no longer away, nor will be. Unacceptable where they are unknown."""
    person = kept(connection, small(address)).address
    write(connection, person, _columns(None), by, now)


def _columns(absence: Absence | None) -> dict[str, date | str | None]:
    if absence is None:
        return {"away_from": None, "away_until": None, "deputy": None}
    return {"away_from": absence.first, "away_until": absence.last, "deputy": absence.deputy}


def _reasons(everybody: dict[str, Correspondent], person: str, new: Absence) -> list[Words]:
    found = []
    if new.last < new.first:
        found.append(why.BACKWARDS)
    found += [why.stranger(one) for one in (person, new.deputy) if one not in everybody]
    if found:
        return found
    if person == new.deputy:
        return [why.own_deputy(person)]
    if not everybody[new.deputy].active:
        return [why.has_left(new.deputy)]
    circle = _circle(everybody, person, new)
    return [why.circle(circle)] if circle else []


def _circle(everybody: dict[str, Correspondent], person: str, new: Absence) -> list[str]:
    """The way along which on one day each is away and the next stands for them, back to the
    person; empty where there is none."""
    way, first, last = [person], new.first, new.last
    following: Absence | None = new
    while following is not None:
        first, last = max(first, following.first), min(last, following.last)
        if last < first or following.deputy in way[1:]:
            return []
        way.append(following.deputy)
        if following.deputy == person:
            return way
        following = everybody[following.deputy].absence
    return []
