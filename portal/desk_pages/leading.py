"""Putting an officer in charge of many dossiers: tried first, then done, each dossier by itself."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from engine.citation import house
from engine.dossier import Actor
from engine.rules import Finding
from engine.runtime.correspondents import OFFICER, Correspondent, Post, book, people
from engine.runtime.database import Link, writer
from engine.runtime.office import Office
from engine.runtime.posts import appoint, relieve
from engine.runtime.unacceptable import Unacceptable
from portal.desk_pages.picked import Picked
from portal.desk_pages.together import Result, not_there
from workflows.states_parties import states_parties


def officers(connection: Link) -> list[Correspondent]:
    """Those who may be put in charge: who holds the post of an officer or the head, by name."""
    kept = book(connection)
    holding = {one.address for one in kept.standing() if one.kind in (OFFICER, "head")}
    found = (one for one in kept.people.values() if one.active and one.address in holding)
    return sorted(found, key=lambda one: (one.name, one.address))


def called(connection: Link, addresses: Collection[str]) -> dict[str, str]:
    """What the people of these addresses are called, by address; those whom their name does not
    tell apart, with their address."""
    if not addresses:
        return {}
    names = {one.address: one.name for one in people(connection, addresses)}
    shared = Counter(names.values())
    return {
        address: name if shared[name] == 1 else f"{name} ({address})"
        for address, name in names.items()
    }


def put_in_charge(
    office: Office, who: Actor, address: str, picked: Sequence[Picked], *, sure: bool
) -> list[Result]:
    """Put that officer in charge of each of them instead of whoever is; who is already stays.
    Unless it is `sure`, nothing is kept."""
    return [_each(office, who, address, one, sure=sure) for one in picked]


def _each(office: Office, who: Actor, address: str, one: Picked, *, sure: bool) -> Result:
    if one.shown is None:
        return not_there(one)
    result = Result(one.reference, one.shown, "done" if sure else "would")
    with writer(office.database).connect() as connection, connection.begin() as unit:
        try:
            _instead(connection, office, who, address, one)
        except Unacceptable as fault:
            unit.rollback()
            reasons = tuple(Finding("post", said, house("8")) for said in fault.reasons)
            return replace(result, went="not", findings=reasons)
        if not sure:
            unit.rollback()
    return result


def _instead(connection: Link, office: Office, who: Actor, address: str, one: Picked) -> None:
    now = office.clock()
    held = [lead.address for lead in one.shown.leads] if one.shown else []
    if address not in held:
        appoint(connection, Post(OFFICER, one.reference, address), states_parties(), who.name, now)
    for other in held:
        if other != address:
            relieve(connection, Post(OFFICER, one.reference, other), who.name, now)
