"""`dossiers audit`: prove that the trail is whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.acting import refusing
from portal.commands.saying import as_json, fail, open_database, open_office, settings

if TYPE_CHECKING:
    from engine.runtime.verify import Findings
    from portal.exported.stored import Contents

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
    store: Annotated[
        bool, typer.Option("--store", help="Read every attachment that a filing names, too.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Read every entry, every state, every paper and every seal; name the first fault."""
    if store and export is not None:
        raise typer.BadParameter("--store is about the database; an export has no attachments")
    found = _findings(export, seal)
    contents = _contents() if store else None
    faults = found.faults + (contents.faults if contents else [])
    if json:
        _as_json(found, contents, faults)
    read = _read(found, contents)
    if faults:
        first, *others = faults
        more = [f"and {len(others)} more fault(s)"] if others else []
        what = "audit trail does not hold" if found.faults else "attachments are not all there"
        fail([f"The {what}: {first}", *more, f"({read})"])
    whose = f" of {found.only}" if found.only else ""
    typer.echo(f"The audit trail{whose} holds: {read}.")


def _findings(export: Path | None, seal: str | None) -> "Findings":
    from engine.runtime.queries import looking
    from engine.runtime.trail import NotAnExport, trail_from, trail_of
    from engine.runtime.verify import verify as check

    if export is not None:
        try:
            return check(trail_from(export), seal)
        except NotAnExport as fault:
            fail([str(fault)])
    with looking(open_database()) as connection:
        return check(trail_of(connection), seal)


def _contents() -> "Contents":
    from portal.assemble import archive
    from portal.exported.stored import contents

    database = open_database()
    with refusing():
        return contents(database, archive(settings()).store)


def _read(found: "Findings", contents: "Contents | None") -> str:
    """What was read. Where nothing was ever filed, nobody looks for papers."""
    papers = [f"{found.papers} papers"] if found.papers else []
    attached = [f"{contents.read} attachments"] if contents else []
    dossiers, entries = f"{found.dossiers} dossiers", f"{found.entries} entries"
    return f"{', '.join([dossiers, entries, *papers, *attached])}, {found.seals} seals read"


def _as_json(found: "Findings", contents: "Contents | None", faults: list[str]) -> None:
    sizes = {name: getattr(found, name) for name in ("dossiers", "entries", "papers", "seals")}
    if contents:
        sizes["attachments"] = contents.read
    last = found.last_seal.hash if found.last_seal else None
    alone = {"only": found.only} if found.only else {}
    as_json({"holds": not faults, **alone, **sizes, "last_seal": last, "faults": faults})
    raise typer.Exit(1 if faults else 0)


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
