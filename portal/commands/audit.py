"""`dossiers audit`: prove that the trail is whole."""

from pathlib import Path
from typing import Annotated

import typer

from portal.commands.saying import as_json, fail, open_database, open_office

app = typer.Typer(help="Verify, seal and export the audit trail.", no_args_is_help=True)


@app.command()
def verify(
    seal: Annotated[
        str | None,
        typer.Option(
            help="A seal's hash or short form: proves that nothing it covers was cut off."
        ),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Verify this export, not the database."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Read every entry, every state and every seal; name the first fault."""
    from engine.runtime.queries import looking
    from engine.runtime.trail import NotAnExport, trail_from, trail_of
    from engine.runtime.verify import Findings
    from engine.runtime.verify import verify as check

    def findings() -> Findings:
        if export is not None:
            try:
                return check(trail_from(export), seal)
            except NotAnExport as fault:
                fail([str(fault)])
        with looking(open_database()) as connection:
            return check(trail_of(connection), seal)

    found = findings()
    last = found.last_seal.hash if found.last_seal else None
    if json:
        sizes = {"dossiers": found.dossiers, "entries": found.entries, "seals": found.seals}
        as_json({"holds": not found.faults, **sizes, "last_seal": last, "faults": found.faults})
        raise typer.Exit(1 if found.faults else 0)
    read = f"{found.dossiers} dossiers, {found.entries} entries, {found.seals} seals read"
    if found.faults:
        first, *others = found.faults
        more = [f"and {len(others)} more fault(s)"] if others else []
        fail([f"The audit trail does not hold: {first}", *more, f"({read})"])
    typer.echo(f"The audit trail holds: {read}.")


@app.command()
def seal(json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Seal all dossiers as they stand; keep the short form outside this machine."""
    from engine.runtime.seals import make_seal

    made = make_seal(open_office())
    if json:
        names = ("number", "at", "dossiers", "short", "hash")
        as_json({name: getattr(made, name) for name in names})
        return
    typer.echo(f"Seal {made.number} over {made.dossiers} dossiers: {made.short}")
    typer.echo(made.hash)


@app.command()
def export(file: Path) -> None:
    """Write the whole trail into a file that verifies without the database."""
    from engine.runtime.queries import looking
    from engine.runtime.trail import export as write

    with looking(open_database()) as connection:
        lines = write(connection, file)
    typer.echo(f"{lines} lines written to {file}")
