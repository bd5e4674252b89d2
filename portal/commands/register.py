"""`dossiers register`: what stands on the Lists and in the Register."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.saying import as_json, fail, open_office, table

if TYPE_CHECKING:
    from engine.element import Element

app = typer.Typer(help="The elements inscribed and the practices selected.", no_args_is_help=True)

AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="The day; today when not given."),
]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
) -> None:
    """Import a CSV file (file_no, name, list, year, states, decision), whole or not at all."""
    from portal.register import import_register

    added, known, faults = import_register(open_office(), file.read_bytes())
    if faults:
        fail([*faults, f"Nothing was imported: {len(faults)} fault(s)."])
    typer.echo(f"{added} elements imported, {known} were there already.")


@app.command()
def count(as_of: AsOf = None, json: Json = False) -> None:
    """How many elements and States, by list, on a day."""
    from workflows.register import counts

    day, register = _register(as_of)
    elements, states, by_list = counts(register)
    if json:
        as_json({"as_of": str(day), "elements": elements, "states": states, "by_list": by_list})
        return
    rows = [("elements", elements), *by_list.items(), ("States", states)]
    table(f"The register as of {day}", ("", "number"), rows)


@app.command()
def states(as_of: AsOf = None, json: Json = False) -> None:
    """Every State that has an element: how many, and how many it has alone."""
    from workflows.register import by_state

    day, register = _register(as_of)
    rows = by_state(register)
    if json:
        names = ("state", "inscribed", "inscribed_national")
        as_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    table(f"States in the register as of {day}", ("State", "inscribed", "alone"), rows)


def _register(as_of: datetime | None) -> tuple[date, "list[Element]"]:
    from portal.register import register_on

    office = open_office()
    day = as_of.date() if as_of else office.clock().date()
    return day, list(register_on(office, day).values())
