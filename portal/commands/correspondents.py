"""`dossiers correspondents`: those the office writes to, who they are, and who has left."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from portal.commands import (
    correspondents_file,
    correspondents_posts,
    correspondents_who,
    correspondents_wishes,
)
from portal.commands.keeping import THE_OFFICE, Address, By, Json, in_words, keeping, today
from portal.commands.saying import as_json, fail, open_office, table

if TYPE_CHECKING:
    from datetime import date

    from engine.runtime.correspondents import Book, Correspondent
    from engine.runtime.office import Office

app = typer.Typer(
    help="Those the office writes to: people, posts, absences, and what they asked for.",
    no_args_is_help=True,
)

Language = Annotated[Literal["en", "fr"], typer.Option(help="The language of letters.")]
Both = Annotated[bool, typer.Option("--both-languages", help="The other language comes below.")]


@app.command()
def add(
    address: Address,
    name: Annotated[str, typer.Option(help="Who it is.")],
    language: Language = "en",
    both_languages: Both = False,
    by: By = THE_OFFICE,
) -> None:
    """Enter a person to whom the office writes."""
    from engine.runtime.correspondents import Correspondent
    from engine.runtime.entering import enter

    with keeping() as at:
        new = Correspondent(address, name, language, both_languages)
        kept = enter(at.connection, new, by, at.now)
    typer.echo(f"{kept.address} is a correspondent: {kept.name}")


@app.command()
def change(
    address: Address,
    name: Annotated[str | None, typer.Option(help="Who it is.")] = None,
    language: Annotated[Literal["en", "fr"] | None, typer.Option()] = None,
    both_languages: Annotated[bool | None, typer.Option("--both-languages/--one-language")] = None,
    by: By = THE_OFFICE,
) -> None:
    """Change the name or the languages of a person; what is not given stays."""
    from dataclasses import replace

    from engine.runtime.addresses import small
    from engine.runtime.entering import change as changed
    from engine.runtime.entering import kept

    given = {"name": name, "language": language, "both_languages": both_languages}
    with keeping() as at:
        one = kept(at.connection, small(address))
        values: dict[str, Any] = {key: said for key, said in given.items() if said is not None}
        changed(at.connection, replace(one, **values), by, at.now)
    typer.echo(f"{one.address} is changed")


@app.command("list")
def list_command(json: Json = False) -> None:
    """Everybody, with the posts they hold."""
    book, day = _book(office := open_office()), today(office.clock())
    if json:
        as_json([_as_data(book, one) for one in book.people.values()])
        return
    cells = [_cells(book, one, day) for one in book.people.values()]
    header = ("address", "name", "language", "posts", "")
    table(f"{len(cells)} correspondents", header, cells)


@app.command()
def show(address: Address, json: Json = False) -> None:
    """One person: languages, posts, absence, and what they asked of reminders."""
    from engine.runtime import queries
    from engine.runtime.addresses import small
    from engine.runtime.preferences import asked_for

    office = open_office()
    book, wanted = _book(office), small(address)
    with queries.looking(office.database) as connection:
        asked = asked_for(connection, [wanted])[wanted]
    if (one := book.people.get(wanted)) is None:
        fail([f"{wanted} is not a correspondent"])
    snoozed = {ref: at for ref, at in sorted(asked.snoozed.items()) if at > office.clock()}
    if json:
        until = {ref: f"{at:%Y-%m-%dT%H:%M:%SZ}" for ref, at in snoozed.items()}
        as_json({**_as_data(book, one), "muted": sorted(asked.muted), "put_off_until": until})
        return
    typer.echo(f"{one.address}  {one.name}  {_languages(one)}")
    if said := _standing(one, today(office.clock())):
        typer.echo(said)
    for post in book.held_by(wanted):
        typer.echo(in_words(post))
    for rule in sorted(asked.muted):
        typer.echo(f"gets no reminders of the rule {rule}" if rule else "gets no reminders")
    for reference, at in snoozed.items():
        typer.echo(f"reminders of {reference} are put off until {today(at)}")


@app.command()
def leave(address: Address, by: By = THE_OFFICE) -> None:
    """A person has left, and gets nothing any more."""
    from engine.runtime.addresses import small
    from engine.runtime.entering import leave as left

    with keeping() as at:
        left(at.connection, address, by, at.now)
    typer.echo(f"{small(address)} gets nothing any more")
    book = _book(at.office)
    for post in book.held_by(small(address)):
        typer.echo(f"still {in_words(post)}: dossiers correspondents relieve", err=True)
    for one in book.people.values():
        if (off := one.absence) and off.deputy == small(address) and off.last >= today(at.now):
            typer.echo(f"still the deputy of {one.address} until {off.last}", err=True)


@app.command("return")
def return_command(address: Address, by: By = THE_OFFICE) -> None:
    """A person who had left is back."""
    from engine.runtime.addresses import small
    from engine.runtime.entering import come_back

    with keeping() as at:
        come_back(at.connection, address, by, at.now)
    typer.echo(f"{small(address)} gets letters again")


for more in (correspondents_posts, correspondents_wishes, correspondents_who, correspondents_file):
    more.add_to(app)


def _book(office: "Office") -> "Book":
    from engine.runtime import queries
    from engine.runtime.correspondents import book

    with queries.looking(office.database) as connection:
        return book(connection)


def _cells(book: "Book", one: "Correspondent", day: "date") -> tuple[str, ...]:
    posts = "; ".join(map(in_words, book.held_by(one.address)))
    return one.address, one.name, _languages(one), posts, _standing(one, day)


def _languages(one: "Correspondent") -> str:
    return f"{one.language}, both" if one.both_languages else one.language


def _standing(one: "Correspondent", day: "date") -> str:
    if not one.active:
        return "has left"
    if one.absence is None or one.absence.last < day:
        return ""
    return f"away {one.absence.first} to {one.absence.last}: {one.absence.deputy}"


def _as_data(book: "Book", one: "Correspondent") -> dict[str, object]:
    absence = one.absence
    return {
        "address": one.address,
        "name": one.name,
        "language": one.language,
        "both_languages": one.both_languages,
        "active": one.active,
        "away": absence
        and {
            "from": absence.first.isoformat(),
            "until": absence.last.isoformat(),
            "deputy": absence.deputy,
        },
        "posts": [
            {"kind": post.kind, "concerns": post.concerns} for post in book.held_by(one.address)
        ],
    }
