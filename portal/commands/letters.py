"""`dossiers letters`: what waits in the outbox, what went wrong with it, and letting it leave."""

import sys
from typing import Annotated, Literal

import typer

from portal.commands import forecast, held, kept, pausing, writing
from portal.commands.saying import fail, open_office, settings

app = typer.Typer(
    help="The outbox: letters held, failed or uncertain; the relay; what came back.",
    no_args_is_help=True,
)
held.add_to(app)
forecast.add_to(app)
pausing.add_to(app)
kept.add_to(app)
writing.add_to(app)

Name = Annotated[str, typer.Option(help="Who says so.")]


@app.command()
def send() -> None:
    """Send every letter and every reminder that is due now, once, and end."""
    from portal.assemble import delivery

    sent, failed = delivery(settings(), open_office())()
    typer.echo(f"{sent} sent, {failed} failed")
    if failed:
        raise typer.Exit(1)


@app.command("failed")
def failed_letters() -> None:
    """The letters that could not leave, or came back, and what the mail server said."""
    _list("failed")


@app.command()
def retry(keys: list[str], name: Name) -> None:
    """Send failed letters again."""
    from engine.runtime.stuck import retry as sent_again

    office = open_office()
    done = sent_again(office.database, keys, name, office.clock())
    _told(keys, done, "is sent again", "failed")


@app.command("uncertain")
def uncertain_letters() -> None:
    """The letters that bind and may or may not have arrived: ask, then settle each."""
    _list("uncertain")


@app.command()
def settle(
    key: str,
    name: Name,
    arrived: Annotated[
        bool | None, typer.Option("--sent/--again", help="It has arrived, or: send it again.")
    ] = None,
) -> None:
    """Settle what became of an uncertain letter."""
    from engine.runtime.stuck import settle as settled

    if arrived is None:
        raise typer.BadParameter("say --sent or --again")
    office = open_office()
    done = settled(office.database, key, name, office.clock(), arrived=arrived)
    outcome = "counts as sent" if arrived else "is sent again"
    _told([key], [key] if done else [], outcome, "uncertain")


@app.command()
def bounce() -> None:
    """Read a mail server's report of a letter that came back, from stdin."""
    from notifications.recipients import Addresses
    from notifications.returned import Returns

    given, office = settings(), open_office()
    addresses = Addresses(given.office_address, given.evaluation_body_address)
    desk = Returns(office.database, addresses, office.clock, given.mail_domain, given.mail_redirect)
    found = desk.read(sys.stdin.buffer.read())
    if not found:
        typer.echo("This is no report of a letter that came back; nothing has changed.")
    for one in found:
        if one.letter is None:
            continue
        what = "had come back already" if one.what == "known" else one.what
        typer.echo(f"{one.letter} {what}: {one.recipient}: {one.why}")
        if one.suspended:
            typer.echo(f"No letter goes to {one.suspended} until: dossiers letters resume")
    if strangers := [one for one in found if one.letter is None]:
        fail([f"no letter of ours to {one.recipient} is known: {one.why}" for one in strangers])


@app.command("suspended")
def suspended_addresses() -> None:
    """The addresses to which no letter goes, since when and why."""
    from engine.runtime.suspended import suspended

    for one in suspended(open_office().database).values():
        typer.echo(f"{one.address}  {one.since:%Y-%m-%d %H:%M} UTC  {one.why}  ({one.letter})")


@app.command()
def resume(address: str, name: Name) -> None:
    """Let letters go to a suspended address again."""
    from engine.runtime.suspended import resume as resumed

    office = open_office()
    done = resumed(office.database, address, name, office.clock())
    if not done:
        fail([f"{address} is not suspended"])
    typer.echo(f"Letters go to {address} again; those that failed: dossiers letters retry")


def _list(status: Literal["failed", "uncertain"]) -> None:
    from engine.runtime.stuck import stuck

    for one in stuck(open_office().database, status):
        attempts = "1 attempt" if one.attempts == 1 else f"{one.attempts} attempts"
        typer.echo(f"{one.key}  ({attempts})  {one.problem}")


def _told(keys: list[str], done: list[str], what: str, status: str) -> None:
    """What was done with which letters, and which were not in that status."""
    for key in done:
        typer.echo(f"{key} {what}")
    if missing := sorted(set(keys) - set(done)):
        is_so = {"failed": "has failed", "uncertain": "is uncertain"}[status]
        fail([f"no letter {is_so} under the key {key}" for key in missing])
