"""How commands speak: data on stdout, refusals on stderr with the exit status they deserve."""

import json
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from engine.decide import Refused
    from engine.runtime.database import Database
    from engine.runtime.office import Office
    from portal.settings import Settings


at_the_end = ExitStack()
"""What is closed when the command ends."""


def settings() -> "Settings":
    """What the surroundings say."""
    from pydantic import ValidationError

    from portal.settings import Settings

    try:
        return Settings()
    except ValidationError as fault:
        faults = [
            f"DOSSIERS_{'__'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in fault.errors()
        ]
        fail(faults)


def open_office() -> "Office":
    """The office over the database of the surroundings."""
    from portal.assemble import office

    return office(open_database())


def open_database(*, upgrade: bool = False) -> "Database":
    """The database of the surroundings, closed when the command ends."""
    from portal.assemble import database, ready, upgraded

    opened = closed_at_the_end(database(settings()))
    return upgraded(opened) if upgrade else ready(opened)


def closed_at_the_end(database: "Database") -> "Database":
    """The same database, whose connections are closed when the command ends."""
    at_the_end.callback(database.dispose)
    return database


def as_json(content: Any) -> None:
    """Data as JSON on stdout."""
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2))


def table(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Data as a table on stdout."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    drawn = Table(*header, title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for row in rows:
        drawn.add_row(*(str(cell) for cell in row))
    Console().print(drawn)


def fail(sentences: Iterable[str]) -> NoReturn:
    """Say why not, and end with status 1."""
    for sentence in sentences:
        typer.echo(sentence, err=True)
    raise typer.Exit(1)


def refuse(refused: "Refused", *, in_json: bool = False) -> NoReturn:
    """Every reason of a refusal with its paragraph, and status 1."""
    if in_json:
        reasons = [
            {"rule": f.rule, "sentence": f.sentence, "cite": str(f.citation)}
            for f in refused.findings
        ]
        as_json({"refused": reasons})
        raise typer.Exit(1)
    fail(["Refused:", *(f"- {finding}" for finding in refused.findings)])
