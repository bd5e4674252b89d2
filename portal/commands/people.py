"""`dossiers invite` and `dossiers people`: who may come in, who is in, and seeing them out."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.saying import as_json, fail, open_office, settings, table

if TYPE_CHECKING:
    from engine.dossier import Actor
    from engine.runtime.office import Office
    from engine.runtime.sessions import Session
    from engine.words import Language

MOST_HOURS = 14 * 24

people = typer.Typer(help="Those who are signed in on the pages.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Make these commands of the application."""
    from portal.commands import accounts, api_tokens

    app.command()(invite)
    app.add_typer(people, name="people")
    accounts.accounts.command("invite")(invite)
    api_tokens.add_to(accounts.accounts)
    app.add_typer(accounts.accounts, name="accounts")


def invite(
    role: Annotated[str, typer.Option("--as", help="The role, e.g. state_party, secretariat.")],
    name: Annotated[str, typer.Option(help="Who is invited.")],
    states: Annotated[
        list[str] | None, typer.Option("--for", help="The State they speak for; repeatable.")
    ] = None,
    address: Annotated[
        str, typer.Option(help="Their address of mail: an account is made. Without, a guest.")
    ] = "",
    mail: Annotated[bool, typer.Option("--mail", help="Send the link, print nothing.")] = False,
    language: Annotated[str, typer.Option(help="Of the letter: en or fr.")] = "en",
    hours: Annotated[
        int, typer.Option(min=1, max=MOST_HOURS, help="How long the address opens.")
    ] = 72,
    by: Annotated[str, typer.Option(help="Who invites.")] = "the office",
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Invite a person: dossiers invite --as state_party --for Ghana --name "N. Osei" ...

    The address that is printed opens once, for whoever holds it: send it to that person alone.
    With --mail a letter brings it, and nobody else ever sees it.
    """
    from engine.dossier import Actor
    from engine.runtime.invitations import invite as invited
    from portal.identity.invitable import in_one_line

    actor, office = Actor(in_one_line(name), role, frozenset(states or ())), open_office()
    _refuse(office, actor, states or [], address, mail=mail, language=language)
    now, lasts = office.clock(), timedelta(hours=hours)
    if mail:
        _send(office, actor, address, by, language, now + lasts)
        link = ""
    else:
        token = invited(office.database, actor, by, now, lasts, address or None)
        link = f"{settings().public_address.rstrip('/')}/enter/{token}"
    if json:
        as_json({"address": link, "expires_at": to_the_second(now + lasts)})
        return
    if link:
        typer.echo(link)
    spoken = f" for {', '.join(sorted(actor.states))}" if actor.states else ""
    until = to_the_minute(now + lasts)
    sent = f"A letter to {address} opens" if mail else "Opens"
    typer.echo(f"{sent} once, until {until}, for {actor.name}, {role}{spoken}.", err=True)


def _refuse(
    office: "Office", actor: "Actor", states: list[str], address: str, *, mail: bool, language: str
) -> None:
    from engine.runtime.accounts import by_address
    from engine.runtime.queries import looking
    from portal.identity.invitable import faults, of_address
    from portal.identity.second.asked import mandatory

    against = [one.en for one in faults(actor.name, actor.role, states)]
    if address:
        against += (one.en for one in of_address(address))
        with looking(office.database) as connection:
            if by_address(connection, address) is not None:
                against.append("there is an account with this address already")
    elif mail or mandatory(settings(), actor.role):
        against.append("say the address with --address")
    if language not in ("en", "fr"):
        against.append("letters are written in en and fr")
    if against:
        fail(["Not invited:", *(f"- {fault}" for fault in against)])


def _send(
    office: "Office", actor: "Actor", address: str, by: str, language: str, until: datetime
) -> None:
    from engine.runtime.addresses import small
    from engine.runtime.database import writer
    from engine.runtime.invitations import Invitation
    from portal.identity.letters import invitation

    one = Invitation(actor, until, small(address))
    with writer(office.database).begin() as connection:
        spoken: Language = "fr" if language == "fr" else "en"
        invitation(connection, settings(), one, by, spoken, office.clock())


@people.command("sessions")
def sessions_command(
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Who is signed in, since when, and when they were last seen (UTC)."""
    from engine.runtime.sessions import signed_in
    from portal.identity.current import lasting

    office = open_office()
    found = signed_in(office.database, office.clock(), lasting(settings().sessions))
    if json:
        as_json([_as_data(one) for one in found])
        return
    header = ("name", "role", "States", "entered", "seen")
    cells = [
        [one.actor.name, one.actor.role, "; ".join(sorted(one.actor.states)),
         to_the_minute(one.entered_at), to_the_minute(one.seen_at)]
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
        "entered_at": to_the_second(one.entered_at),
        "seen_at": to_the_second(one.seen_at),
    }


def to_the_minute(at: datetime) -> str:
    """An instant, "2027-03-01 12:00 UTC"."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


def to_the_second(at: datetime) -> str:
    """An instant for machines."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
