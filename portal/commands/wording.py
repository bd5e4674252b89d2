"""`dossiers wording`: how the letters of the office are worded, checked, shown, kept, restored."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from portal.commands.saying import as_json, fail, open_office, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.runtime.office import Office
    from engine.words import Language
    from notifications.wording.fault import Fault

app = typer.Typer(help="The wording of the letters: the office's own, or the original.")

Key = Annotated[str, typer.Argument(help="The letter, e.g. completeness: dossiers wording list.")]
Lang = Annotated[Literal["en", "fr"], typer.Argument(help="English or French.")]
File = Annotated[Path, typer.Argument(help="A text file; - for stdin.")]
Name = Annotated[str, typer.Option(help="Who changes it.")]
Why = Annotated[str, typer.Option(help="Why it changes.")]
Expect = Annotated[
    int | None, typer.Option(help="The last version one has seen; refused where it is another.")
]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


@app.command("list")
def list_wordings(json: Json = False) -> None:
    """Every letter in both languages: the original, or the version in force, by whom and when."""
    from engine.runtime import queries
    from engine.runtime.wordings import latest
    from notifications.letters import written

    with queries.looking(open_office().database) as connection:
        made = latest(connection)
    rows = []
    for key, language in sorted(written()):
        last = made.get((key, language))
        own = last if last is not None and last.text is not None else None
        rows.append(
            {
                "key": key,
                "language": language,
                "version": 0 if own is None else own.version,
                "by": "" if own is None else own.by,
                "at": "" if own is None else f"{own.at:%Y-%m-%d %H:%M} UTC",
                "why": "" if own is None else own.why,
            }
        )
    if json:
        as_json(rows)
        return
    table(
        "Wording of the letters",
        ("letter", "in", "wording", "by", "at"),
        [
            (
                row["key"], row["language"],
                f"version {row['version']}" if row["version"] else "original", row["by"], row["at"],
            )
            for row in rows
        ],
    )  # fmt: skip


@app.command()
def show(
    key: Key,
    lang: Lang,
    version: Annotated[int | None, typer.Option(help="A version that was kept.")] = None,
    original: Annotated[bool, typer.Option("--original", help="The shipped text.")] = False,
) -> None:
    """The text in force, a version of it, or the original."""
    from engine.runtime import queries
    from engine.runtime.wordings import versions
    from notifications.letters import original as shipped
    from portal.wording_pages.saving import text_in_force

    office = _office(key, lang)
    if original:
        typer.echo(shipped(key, lang), nl=False)
        return
    if version is None:
        typer.echo(text_in_force(office, key, lang)[1], nl=False)
        return
    with queries.looking(office.database) as connection:
        kept = {one.version: one for one in versions(connection, key, lang)}
    if version not in kept:
        fail([f"the letter {key} has no version {version} in {lang}"])
    text = kept[version].text
    typer.echo(shipped(key, lang) if text is None else text, nl=False)


@app.command()
def check(key: Key, lang: Lang, file: File) -> None:
    """Everything that stands against a text; 1 if anything does."""
    from notifications.wording.faults import faults

    _known(key, lang)
    _fail(faults(key, lang, _read(file)))
    typer.echo("Nothing stands against it.")


@app.command()
def preview(
    key: Key,
    lang: Lang,
    file: File,
    dossier: Annotated[
        str, typer.Option(help="A reference or file number; else whoever had this letter last.")
    ] = "",
) -> None:
    """The letter in that wording, as it would read for a real dossier."""
    from engine.sight import EVERYTHING
    from portal.wording_pages.preview import preview as written_for

    shown = written_for(_office(key, lang), key, lang, _read(file), dossier, EVERYTHING)
    if isinstance(shown, tuple):
        _fail(shown)
        return
    typer.echo(f"Subject: {shown.subject}\n\n{shown.text}", nl=False)


@app.command()
def save(key: Key, lang: Lang, file: File, name: Name, why: Why, expect: Expect = None) -> None:
    """Put a text in force; refused with everything that stands against it."""
    from engine.sight import EVERYTHING
    from portal.wording_pages.saving import save as kept

    outcome = kept(_office(key, lang), key, lang, _read(file), name, why, EVERYTHING, expect)
    if isinstance(outcome, tuple):
        _fail(outcome)
        return
    typer.echo(f"The letter {key} ({lang}) is worded as version {outcome}")


@app.command()
def restore(key: Key, lang: Lang, name: Name, why: Why, expect: Expect = None) -> None:
    """Put the original in force again; what was kept stays in the history."""
    from portal.wording_pages.saving import restore as restored

    outcome = restored(_office(key, lang), key, lang, name, why, expect)
    if isinstance(outcome, tuple):
        _fail(outcome)
        return
    typer.echo(f"The letter {key} ({lang}) is the original again, version {outcome}")


@app.command()
def diff(key: Key, lang: Lang) -> None:
    """What the text in force changes in the original."""
    from notifications.letters import original
    from portal.wording_pages.compared import compared
    from portal.wording_pages.saving import text_in_force

    _, text = text_in_force(_office(key, lang), key, lang)
    for line in compared(original(key, lang), text):
        typer.echo(str(line))


def _office(key: str, lang: "Language") -> "Office":
    _known(key, lang)
    return open_office()


def _known(key: str, lang: "Language") -> None:
    """An end with status 1 where there is no such letter."""
    from notifications.letters import written
    from notifications.wording.fault import meant

    keys = {name for name, _ in written()}
    if key not in keys:
        fail([f"There is no letter {key!r}.{meant(key, keys).en}"])


def _read(file: Path) -> str:
    """A text as it is in the file. An end with status 1 where it cannot be read."""
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        fail([f"{file} is no text in UTF-8"])
    except OSError as fault:
        fail([f"{file} cannot be read: {fault.strerror}"])


def _fail(faults: "Iterable[Fault]") -> None:
    """Say every fault, and end with status 1, where there is any."""
    if said := [f"- {one.spoken('en')}" for one in faults]:
        fail(said)
