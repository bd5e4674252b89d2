"""`dossiers accounts`: who may sign in, and what happened at the door."""

from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.saying import as_json, fail, open_office, table

if TYPE_CHECKING:
    from engine.runtime.accounts import Account
    from engine.runtime.database import Link
    from engine.runtime.sign_ins import SignIn

accounts = typer.Typer(help="Who may sign in on the pages.", no_args_is_help=True)

Address = Annotated[str, typer.Argument(help="The address of the account.")]
Why = Annotated[str, typer.Option(help="Why: it is kept.")]
By = Annotated[str, typer.Option(help="Who does it.")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]


@accounts.command("list")
def list_command(json: AsJson = False) -> None:
    """Every account, with its role, whether it is open, and when it was last used (UTC)."""
    from engine.runtime.accounts import all_accounts
    from engine.runtime.queries import looking
    from engine.runtime.sign_ins import last_in
    from portal.commands.people import to_the_minute, to_the_second

    with looking(open_office().database) as connection:
        found, last = all_accounts(connection), last_in(connection)
    if json:
        as_json(
            [
                {**_as_data(one), "last_in": to_the_second(last[one.number])}
                if one.number in last
                else {**_as_data(one), "last_in": None}
                for one in found
            ]
        )
        return
    header = ("name", "address", "role", "States", "second factor", "last in")
    cells = [
        [one.name + ("" if one.active else " (closed)"), one.address, one.role,
         "; ".join(sorted(one.states)), "yes" if one.has_second else "no",
         to_the_minute(last[one.number]) if one.number in last else "never"]
        for one in found
    ]  # fmt: skip
    table(f"{len(found)} accounts", header, cells)


@accounts.command()
def close(address: Address, why: Why, by: By = "the office") -> None:
    """Close an account: its sessions are over at once, and nobody signs in with it any more."""
    _do("close", address, why, by)
    typer.echo(f"{address}: closed")


@accounts.command("sign-out")
def sign_out(address: Address, why: Why, by: By = "the office") -> None:
    """End every session of an account."""
    _do("sign_out", address, why, by)
    typer.echo(f"{address}: signed out everywhere")


@accounts.command()
def log(
    address: Annotated[str, typer.Argument(help="Of one account alone.")] = "",
    outcome: Annotated[str, typer.Option(help="in, refused or out.")] = "",
    most: Annotated[int, typer.Option(min=1, max=10_000, help="Lines.")] = 50,
    json: AsJson = False,
) -> None:
    """Who came to the door, the latest first: in, refused, out."""
    from engine.runtime.queries import looking
    from engine.runtime.sign_ins import latest
    from portal.commands.people import to_the_minute

    with looking(open_office().database) as connection:
        number = _account(connection, address).number if address else None
        lines = latest(connection, number, most, outcome)
    if json:
        as_json([_line(one) for one in lines])
        return
    header = ("at", "address", "outcome", "how", "from", "browser")
    cells = [
        [to_the_minute(one.at), one.address, one.outcome, one.how, one.visitor.remote,
         one.visitor.agent]
        for one in lines
    ]  # fmt: skip
    table(f"{len(lines)} lines", header, cells)


def _do(what: str, address: str, why: str, by: str) -> None:
    from engine.runtime.database import writer
    from portal.account_pages.changing import Asked, against, make
    from portal.commands.saying import settings

    office, given = open_office(), settings()
    with writer(office.database).begin() as connection:
        one = _account(connection, address)
        asked = Asked(what, one.name, one.role, one.states, why.strip())
        if wrong := list(against(one, asked)):
            fail([fault.said.en for fault in wrong])
        make(connection, given, one, asked, by, office.clock())


def _account(connection: "Link", address: str) -> "Account":
    from engine.runtime.accounts import by_address

    found = by_address(connection, address)
    if found is None:
        fail([f"there is no account with the address {address!r}"])
    return found


def _as_data(one: "Account") -> dict[str, object]:
    return {
        "number": one.number, "name": one.name, "address": one.address, "role": one.role,
        "states": sorted(one.states), "active": one.active, "password": one.has_password,
        "second_factor": one.has_second,
    }  # fmt: skip


def _line(one: "SignIn") -> dict[str, object]:
    from portal.commands.people import to_the_second

    return {
        "at": to_the_second(one.at), "address": one.address, "account": one.account,
        "outcome": one.outcome, "how": one.how, "remote": one.visitor.remote,
        "agent": one.visitor.agent,
    }  # fmt: skip
