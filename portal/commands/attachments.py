"""`dossiers attachments`: what is attached to a dossier."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.acting import For, Name, delegate, referred, refusing
from portal.commands.saying import as_json, fail, open_office, settings, table

if TYPE_CHECKING:
    from portal.filing.attach import Archive

app = typer.Typer(help="Photographs, video, consent, and what else is attached.")

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


@app.command("list")
def list_attachments(reference: str, json: Json = False) -> None:
    """What is attached, with its size, its SHA-256 and what is wrong with it."""
    from engine.runtime import attachments, queries

    office = open_office()
    found = referred(office, reference)
    with queries.looking(office.database) as connection:
        there = attachments.attachments(connection, found)
    if json:
        names = (
            "number", "document", "state", "name", "media_type", "size", "sha256", "caption",
            "credit", "status", "problem",
        )  # fmt: skip
        as_json([
            {name: getattr(one, name) for name in names}
            | {"facts": dict(one.facts), "faults": [list(fault) for fault in one.faults]}
            for one in there
        ])  # fmt: skip
        return
    rows = [
        (one.number, one.document, one.state, one.name, f"{one.size:,}", one.sha256[:16],
         one.status, " ".join(fault[0] for fault in one.faults))
        for one in there
    ]  # fmt: skip
    header = ("no", "document", "State", "name", "bytes", "SHA-256", "status", "to be put right")
    table(f"Attached to {found}", header, rows)


@app.command()
def add(
    reference: str,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    document: Annotated[str, typer.Option(help="photographs, video, consent, inventory, ...")],
    name: Name,
    states: For = None,
    state: Annotated[str, typer.Option(help="The State that gives it, where each does.")] = "",
    caption: Annotated[str, typer.Option(help="What is to be seen.")] = "",
    credit: Annotated[str, typer.Option(help="Photographer and copyright.")] = "",
) -> None:
    """Attach a file; 1 and every reason if it cannot be taken."""
    from portal.filing.attach import Sent, attach

    office = open_office()
    sent = Sent(document, file.name, file.stat().st_size, state, caption, credit)
    with refusing(), file.open("rb") as content:
        found = referred(office, reference)
        outcome = attach(office, _archive(), found, sent, content, delegate(name, states))
    if isinstance(outcome, tuple):
        fail(f"- {one.words.en} [{one.cite}]" for one in outcome)
    typer.echo(f"{outcome.number}: {outcome.name}, {outcome.status}, SHA-256 {outcome.sha256}")
    for english, _, cite in outcome.faults:
        typer.echo(f"- {english} [{cite}]", err=True)


@app.command()
def describe(
    reference: str,
    number: int,
    name: Name,
    states: For = None,
    caption: Annotated[str, typer.Option(help="What is to be seen.")] = "",
    credit: Annotated[str, typer.Option(help="Photographer and copyright.")] = "",
) -> None:
    """Give an attachment another caption and credit; what was filed before keeps its own."""
    from portal.filing.attach import describe as give

    office = open_office()
    with refusing():
        found = referred(office, reference)
        faults = give(office, found, number, caption, credit, delegate(name, states))
    if faults:
        fail(f"- {one.words.en} [{one.cite}]" for one in faults)
    typer.echo(f"{number} is described.")


@app.command()
def remove(reference: str, number: int, name: Name, states: For = None) -> None:
    """Take an attachment out of the file; what was filed before keeps it."""
    from portal.filing.attach import remove as take_out

    office = open_office()
    with refusing():
        found = referred(office, reference)
        take_out(office, _archive(), found, number, delegate(name, states))
    typer.echo(f"{number} is no longer attached.")


@app.command()
def save(reference: str, number: int, into: Path) -> None:
    """Write the content of an attachment into a file."""
    from engine.runtime import attachments, queries
    from engine.runtime.store.kept import Damaged

    office = open_office()
    with refusing():
        found = referred(office, reference)
        with queries.looking(office.database) as connection:
            one = attachments.attachment_of(connection, found, number)
        if one is None or one.status not in attachments.SERVED:
            status = "there is none of that number" if one is None else f"it is {one.status}"
            fail([f"attachment {number} of {found} is not handed out: {status}"])
        try:
            with into.open("wb") as out:
                out.writelines(_archive().store.open(one.sha256))
        except Damaged as fault:
            fail([f"{into} is not what was sent: {fault}"])
    typer.echo(f"{into}: {one.size:,} bytes, SHA-256 {one.sha256}")


@app.command()
def tidy() -> None:
    """Scan what waits in quarantine, and clear away what killed uploads left."""
    from portal.filing.tidy import clear_away, scan_again

    office, archive = open_office(), _archive()
    with refusing():
        left = scan_again(office, archive)
        cleared = clear_away(office, archive)
    for one in left:
        typer.echo(f"{one.reference} {one.number} {one.name}: {one.status} {one.problem}".rstrip())
    typer.echo(f"{len(left)} left quarantine, {cleared} unfinished uploads cleared away")


def _archive() -> "Archive":
    from portal.assemble import archive

    return archive(settings())
