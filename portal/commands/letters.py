"""`dossiers letters`: what waits in the outbox, and letting it leave."""

from typing import Annotated

import typer

from portal.commands.saying import fail, open_office, settings

app = typer.Typer(help="The outbox: held letters, and the relay.", no_args_is_help=True)


@app.command("held")
def held_letters() -> None:
    """The letters that wait for a person to release them, by key."""
    from engine.runtime.outbox import held

    for key in held(open_office().database):
        typer.echo(key)


@app.command()
def release(keys: list[str], name: Annotated[str, typer.Option(help="Who releases them.")]) -> None:
    """Let held letters leave."""
    from engine.runtime.outbox import release as let_leave

    office = open_office()
    released = let_leave(office.database, keys, name, office.clock())
    for key in released:
        typer.echo(f"{key} released")
    if missing := sorted(set(keys) - set(released)):
        fail([f"no letter is held under the key {key}" for key in missing])


@app.command()
def send() -> None:
    """Send every letter that is due now, once, and end."""
    from portal.assemble import relay

    sent, failed = relay(settings(), open_office()).send_due()
    typer.echo(f"{sent} sent, {failed} failed")
    if failed:
        raise typer.Exit(1)
