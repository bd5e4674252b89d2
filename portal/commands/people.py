"""`dossiers invite` and `dossiers people`: who may come in, who is in, and seeing them out."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.saying import as_json, fail, open_office, settings, table

if TYPE_CHECKING:
    from engine.runtime.sessions import Session

MOST_HOURS = 14 * 24

people = typer.Typer(help="Those who are signed in on the pages.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Make these commands of the application."""
    app.command()(invite)
    app.add_typer(people, name="people")


def invite(
    role: Annotated[str, typer.Option("--as", help="The role, e.g. state_party, secretariat.")],
    name: Annotated[str, typer.Option(help="Who is invited.")],
    states: Annotated[
        list[str] | None, typer.Option("--for", help="The State a delegate speaks for; repeatable.")
    ] = None,
    hours: Annotated[
        int, typer.Option(min=1, max=MOST_HOURS, help="How long the address opens.")
    ] = 72,
    by: Annotated[str, typer.Option(help="Who invites.")] = "the office",
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Invite a person: dossiers invite --as state_party --for Ghana --name "N. Osei" ...

    The address that is printed opens once, for whoever holds it: send it to that person alone.
    """
    from engine.dossier import Actor
    from engine.runtime.invitations import invite as invited
    from portal.identity.invitable import faults, in_one_line

    actor = Actor(in_one_line(name), role, frozenset(states or ()))
    if against := faults(actor.name, role, states or ()):
        fail(["Not invited:", *(f"- {fault}" for fault in against)])
    office = open_office()
    address = settings().public_address.rstrip("/")
    now, lasts = office.clock(), timedelta(hours=hours)
    address = f"{address}/enter/{invited(office.database, actor, by, now, lasts)}"
    if json:
        as_json({"address": address, "expires_at": _to_the_second(now + lasts)})
        return
    typer.echo(address)
    spoken = f" for {', '.join(sorted(actor.states))}" if actor.states else ""
    until = _to_the_minute(now + lasts)
    typer.echo(f"Opens once, until {until}, for {actor.name}, {role}{spoken}.", err=True)


@people.command("sessions")
def sessions_command(
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Who is signed in, since when, and when they were last seen (UTC)."""
    from engine.runtime.sessions import signed_in

    office = open_office()
    found = signed_in(office.database, office.clock())
    if json:
        as_json([_as_data(one) for one in found])
        return
    header = ("name", "role", "States", "entered", "seen")
    cells = [
        [one.actor.name, one.actor.role, "; ".join(sorted(one.actor.states)),
         _to_the_minute(one.entered_at), _to_the_minute(one.seen_at)]
        for one in found
    ]  # fmt: skip
    table(f"{len(found)} signed in", header, cells)


@people.command("sign-out")
def sign_out(name: str) -> None:
    """End every session of a person, and take back their invitations that are still open."""
    from engine.runtime.database import writer
    from engine.runtime.invitations import take_back
    from engine.runtime.sessions import end_all
    from portal.identity.invitable import in_one_line

    office = open_office()
    person, now = in_one_line(name), office.clock()
    with writer(office.database).begin() as connection:
        # Invitations first: one that is being used meanwhile ends up as a session, and goes too.
        taken = take_back(connection, person, now)
        ended = end_all(connection, person, now)
    if not ended and not taken:
        fail([f"nobody of the name {person!r} is signed in or invited"])
    typer.echo(f"{person}: sessions ended {ended}, invitations taken back {taken}")


def _as_data(one: "Session") -> dict[str, object]:
    return {
        "name": one.actor.name,
        "role": one.actor.role,
        "states": sorted(one.actor.states),
        "entered_at": _to_the_second(one.entered_at),
        "seen_at": _to_the_second(one.seen_at),
    }


def _to_the_minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _to_the_second(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
