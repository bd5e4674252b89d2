"""`dossiers correspondents import` and `export`: people and their posts as CSV."""

from pathlib import Path
from typing import Annotated

import typer

from portal.commands.keeping import THE_OFFICE, By
from portal.commands.saying import fail, open_office


def add_to(app: typer.Typer) -> None:
    """Make these commands of the application."""
    app.command("import")(import_command)
    app.command()(export)


def import_command(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    by: By = THE_OFFICE,
) -> None:
    """Enter people from CSV (address, name, language, kind, concerns), whole or not at all.

    A person has a row for each post, or one without kind and concerns. Posts that the file does
    not name stay.
    """
    from portal.correspondents_csv import import_people
    from workflows.states_parties import states_parties

    office = open_office()
    content = file.read_bytes()
    done = import_people(office.database, content, states_parties(), by, office.clock())
    if done.faults:
        fail([*done.faults, f"Nothing was imported: {len(done.faults)} fault(s)."])
    typer.echo(f"people: {done.added} new, {done.changed} changed; posts: {done.appointed} new")


def export() -> None:
    """The people who have not left and their posts, as CSV that can be imported."""
    from engine.runtime import queries
    from engine.runtime.correspondents import book
    from portal.correspondents_csv import exported

    with queries.looking(open_office().database) as connection:
        typer.echo(exported(book(connection)), nl=False)
