"""`dossiers accounts token`: a token for a program of somebody's account, shown once."""

from datetime import timedelta
from typing import Annotated

import typer

from portal.commands.saying import as_json, fail, open_office

MOST_DAYS = 365


def add_to(accounts: typer.Typer) -> None:
    """Make this a command of the group of accounts."""
    accounts.command("token")(token)


def token(
    address: Annotated[str, typer.Argument(help="The address of the account.")],
    name: Annotated[str, typer.Option(help="What the token is for.")],
    scopes: Annotated[
        list[str], typer.Option("--scope", help="read, draft, move, letters or webhooks.")
    ],
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="How long it lasts.")] = 90,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Make a token: dossiers accounts token lind@example.org --name report --scope read.

    It is printed this once: whoever holds it acts as that account, within these scopes.
    """
    from engine.runtime.accounts import actor_of, by_address
    from engine.runtime.api_tokens import make
    from engine.runtime.database import writer
    from portal.api.scopes import against

    office = open_office()
    now = office.clock()
    with office.database.connect() as connection:
        owner = by_address(connection, address)
    if owner is None or not owner.active:
        fail([f"there is no open account {address!r}"])
    if fault := against(actor_of(owner), scopes):
        fail([fault.en])
    named = " ".join(name.split())
    if not named or len(named) > 80 or not named.isprintable():
        fail(["the name is empty, longer than 80 characters, or cannot be shown"])
    with writer(office.database).begin() as connection:
        made = make(connection, owner.number, named, set(scopes), now, timedelta(days=days))
    until = f"{now + timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}"
    if json:
        as_json({"token": made, "expires_at": until, "scopes": sorted(set(scopes))})
        return
    typer.echo(made)
    typer.echo(f"For {owner.name}, until {until}; it is not shown again.", err=True)
