"""`dossiers correspondents who`: to whom the letters of a dossier go today, and why to nobody."""

from typing import TYPE_CHECKING

import typer

from portal.commands.acting import referred
from portal.commands.keeping import Json, today
from portal.commands.saying import as_json, open_office, settings

if TYPE_CHECKING:
    from notifications.people import Found, Person


def add_to(app: typer.Typer) -> None:
    """Make this command of the application."""
    app.command()(who)


def who(reference: str, json: Json = False) -> None:
    """Who would get a letter of a dossier today, by kind of recipient, and why nobody would."""
    from engine.runtime import queries, reading
    from engine.runtime.correspondents import KINDS, book
    from engine.runtime.suspended import suspended
    from notifications.people import people
    from notifications.recipients import Addresses

    office, given = open_office(), settings()
    found = referred(office, reference)
    with queries.looking(office.database) as connection:
        dossier = reading.dossiers(connection, [found])[found]
        known = book(connection)
    addresses = Addresses(given.office_address, given.evaluation_body_address)
    day, silent = today(office.clock()), suspended(office.database)
    kinds = {
        kind: people(kind, dossier, known, addresses, day, silent) for kind in ("contact", *KINDS)
    }
    if json:
        as_json({kind: _as_data(one) for kind, one in kinds.items()})
        return
    for kind, one in kinds.items():
        typer.echo(f"{kind}:")
        for person in one.persons:
            typer.echo(f"  {_said(person)}")
        if one.missing:
            typer.echo(f"  nobody: {one.missing.en}")


def _said(person: "Person") -> str:
    state = f", for {person.state}" if person.state else ""
    instead = f", in the place of {person.stands_for}" if person.stands_for else ""
    name = f"{person.name} " if person.name else ""
    language = f"{person.language}, both" if person.both_languages else person.language
    return f"{name}<{person.address}> ({language}){state}{instead}"


def _as_data(found: "Found") -> dict[str, object]:
    return {
        "persons": [
            {
                "address": one.address,
                "name": one.name,
                "language": one.language,
                "both_languages": one.both_languages,
                "role": one.role,
                "state": one.state,
                "stands_for": one.stands_for,
            }
            for one in found.persons
        ],
        "missing": found.missing and found.missing._asdict(),
    }
