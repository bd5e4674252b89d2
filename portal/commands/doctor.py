"""`dossiers doctor`: what the surroundings lack, and what that switches off."""

from typing import Annotated

import typer

from portal.commands.saying import as_json, closed_at_the_end, settings, table

FOUND = 3
"""The exit status where something is at fault."""


def add_to(app: typer.Typer) -> None:
    """Make this command of the application."""
    app.command()(doctor)


def doctor(json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Look at the database, the worker, the mail server, the scanner and the settings; exit 3 where
    something is at fault. What DOSSIERS_PRODUCTION=true would refuse is a note before, a fault
    with it."""
    from portal.assemble import database, now
    from portal.operating.doctor import examine

    given = settings()
    found = examine(given, closed_at_the_end(database(given)), now())
    if json:
        as_json([{"what": f.what, "verdict": f.verdict, "says": f.says} for f in found])
    else:
        table(
            "What was looked at", ("what", "", "says"), [(f.what, f.verdict, f.says) for f in found]
        )
    if any(one.verdict == "fault" for one in found):
        raise typer.Exit(FOUND)
