"""`dossiers correspondents`: appointing and relieving people, and who stands for whom."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.acting import referred
from portal.commands.keeping import DAYS, THE_OFFICE, Address, By, in_words, keeping

if TYPE_CHECKING:
    from engine.runtime.correspondents import Post
    from engine.runtime.office import Office

Kind = Annotated[
    str,
    typer.Option(
        "--as", help="delegation, commission, authority, officer, head or evaluation_body."
    ),
]
State = Annotated[str, typer.Option("--for", help="The State Party of that post.")]
File = Annotated[str, typer.Option("--dossier", help="The dossier an officer is in charge of.")]


def add_to(app: typer.Typer) -> None:
    """Make these commands of the application."""
    for command in (appoint, relieve, away, back):
        app.command()(command)


def appoint(
    address: Address, kind: Kind, state: State = "", dossier: File = "", by: By = THE_OFFICE
) -> None:
    """Appoint a person: --as delegation --for Kenya, --as officer --dossier REF, --as head, ..."""
    from engine.runtime.posts import appoint as appointed
    from workflows.states_parties import states_parties

    with keeping() as at:
        one = _named(at.office, kind, state, dossier, address)
        kept = appointed(at.connection, one, states_parties(), by, at.now)
    typer.echo(f"{kept.address} is {in_words(kept)}")


def relieve(
    address: Address, kind: Kind, state: State = "", dossier: File = "", by: By = THE_OFFICE
) -> None:
    """Relieve a person of a post."""
    from engine.runtime.posts import relieve as relieved

    with keeping() as at:
        one = _named(at.office, kind, state, dossier, address)
        relieved(at.connection, one, by, at.now)
    typer.echo(f"{one.address} is no longer {in_words(one)}")


def away(
    address: Address,
    first: Annotated[datetime, typer.Option("--from", formats=DAYS, help="The first day.")],
    last: Annotated[datetime, typer.Option("--until", formats=DAYS, help="The last day.")],
    deputy: Annotated[str, typer.Option(help="The address of who stands for them.")],
    by: By = THE_OFFICE,
) -> None:
    """A person is away: the deputy gets what comes, from the first to the last day."""
    from engine.runtime.absences import away as is_away
    from engine.runtime.addresses import small
    from engine.runtime.correspondents import Absence

    with keeping() as at:
        absence = Absence(first.date(), last.date(), deputy)
        kept = is_away(at.connection, address, absence, by, at.now)
    typer.echo(f"{small(address)} is away {kept.first} to {kept.last}: {kept.deputy} stands in")


def back(address: Address, by: By = THE_OFFICE) -> None:
    """A person is not away after all, or no longer."""
    from engine.runtime.absences import back as is_back
    from engine.runtime.addresses import small

    with keeping() as at:
        is_back(at.connection, address, by, at.now)
    typer.echo(f"{small(address)} is not away")


def _named(office: "Office", kind: str, state: str, dossier: str, address: str) -> "Post":
    from engine.runtime.addresses import small
    from engine.runtime.correspondents import Post

    if state and dossier:
        raise typer.BadParameter("a post is --for a State or for a --dossier, not both")
    concerns = referred(office, dossier) if dossier else state
    return Post(kind, concerns, small(address))
