"""`dossiers export`: one dossier as data, as a form, or whole in an archive."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import Annotated, BinaryIO, Literal

import typer

from portal.commands.acting import referred, refusing
from portal.commands.saying import fail, open_office, settings

Lang = Annotated[Literal["en", "fr"], typer.Option(help="English or French.")]
Revision = Annotated[int | None, typer.Option(help="Which filing, from 1; without it the last.")]
Wanted = Annotated[
    Literal["json", "docx", "pdf", "zip"] | None,
    typer.Option("--format", help="Without it, what OUT ends in."),
]


def add_to(outer: typer.Typer) -> None:
    """Make this command of the application."""
    outer.command("export")(export)


def export(
    reference: str, out: Path, wanted: Wanted = None, revision: Revision = None, lang: Lang = "en"
) -> None:
    """Write a dossier into a file: dossiers export 02222 kente.zip. The archive has its data, its
    form in Word and PDF, its attachments and its audit trail. Where nothing is filed: the draft."""
    from portal.assemble import archive
    from portal.exported.archive import NotWhole
    from portal.exported.formats import FORMATS, write

    said = wanted or out.suffix.lower().removeprefix(".")
    ending = next((one for one in FORMATS if one == said), None)
    if ending is None:
        raise typer.BadParameter(f"--format is none of {', '.join(FORMATS)}")
    office, store = open_office(), archive(settings()).store
    with refusing():
        found = referred(office, reference)
        try:
            with whole(out) as file:
                told = write(office, store, found, ending, lang, file, revision)
        except NotWhole as fault:
            fail([fault.said.spoken(lang)])
        except OSError as fault:
            fail([f"{out} was not written: {fault}"])
    for one in told:
        typer.echo(f"- {one.spoken(lang)}", err=True)
    typer.echo(f"{out}: {out.stat().st_size:,} bytes")


@contextmanager
def whole(out: Path) -> Iterator[BinaryIO]:
    """A file that has its name once it is written to its end, and is not there otherwise. OSError
    where it cannot be."""
    if out.exists() and not out.is_file():
        raise OSError("it is there, and is no file")
    descriptor, name = mkstemp(dir=out.parent, prefix=f".{out.name[:64]}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(descriptor)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
