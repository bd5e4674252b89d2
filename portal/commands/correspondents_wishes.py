"""`dossiers correspondents`: reminders that a person does not want, or wants later."""

from datetime import datetime
from typing import Annotated

import typer

from portal.commands.acting import referred
from portal.commands.keeping import DAYS, THE_OFFICE, Address, By, Keeping, keeping
from portal.commands.saying import fail

Rule = Annotated[str, typer.Option(help="The name of one rule of the plans; else all of them.")]


def add_to(app: typer.Typer) -> None:
    """Make these commands of the application."""
    for command in (mute, unmute, snooze):
        app.command()(command)


def mute(address: Address, rule: Rule = "", by: By = THE_OFFICE) -> None:
    """A person wants no more reminders, of one rule or at all; statutory notices go on."""
    from engine.runtime.preferences import mute as muted
    from portal.reminder_pages.seen import plans_of, stoppable

    with keeping() as at:
        _checked(address)
        known = stoppable(plans_of(at.office))
        if rule and rule not in known:
            fail([f"{rule!r} is no rule that may be muted; there are {', '.join(sorted(known))}"])
        news = muted(at.connection, address, rule, _how(by), at.now)
    what = f"reminders of the rule {rule}" if rule else "reminders"
    typer.echo(f"{address} gets no {what}{'' if news else ', as before'}")


def unmute(address: Address, rule: Rule = "", by: By = THE_OFFICE) -> None:
    """A person wants reminders again, of one rule or of all."""
    from engine.runtime.preferences import unmute as unmuted

    with keeping() as at:
        done = unmuted(at.connection, address, rule, _how(by), at.now)
        _told_of_the_rest(at, address, rule)
    of = f" of the rule {rule}" if rule else ""
    if not done:
        fail([f"{address} has muted no reminders{of}"])
    typer.echo(f"{address} gets reminders{of} again")


def snooze(
    address: Address,
    reference: str,
    until: Annotated[datetime, typer.Option(formats=DAYS, help="The day they come again.")],
    by: By = THE_OFFICE,
) -> None:
    """A person wants the reminders of a dossier later, within 60 days."""
    from engine.runtime.preferences import put_off

    with keeping() as at:
        _checked(address)
        found = referred(at.office, reference)
        put_off(at.connection, address, found, until.date(), _how(by), at.now)
    typer.echo(f"reminders of {found} to {address} are put off until {until.date()}")


def _checked(address: str) -> None:
    """An address need not be a correspondent's, for contact persons need not be entered."""
    from engine.runtime.addresses import is_address, small
    from engine.runtime.unacceptable import Unacceptable, no_address

    if not is_address(small(address)):
        raise Unacceptable([no_address(address)])


def _told_of_the_rest(at: Keeping, address: str, rule: str) -> None:
    from engine.runtime.addresses import small
    from engine.runtime.preferences import EVERYTHING, asked_for

    if rule and EVERYTHING in asked_for(at.connection, [address])[small(address)].muted:
        typer.echo(f"{address} has muted all reminders: unmute without --rule", err=True)


def _how(by: str) -> str:
    return f"told to {by}"
