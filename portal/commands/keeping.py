"""How commands keep what the office knows about people: all of it, or nothing and every reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from portal.commands.saying import fail, open_office

if TYPE_CHECKING:
    from engine.runtime.correspondents import Post
    from engine.runtime.database import Link
    from engine.runtime.office import Office

Address = Annotated[str, typer.Argument(help="An address of electronic mail.")]
By = Annotated[str, typer.Option(help="Who says so.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]

THE_OFFICE: Final = "the office"
DAYS: Final = ["%Y-%m-%d"]
"""How a day is written."""


class Keeping(NamedTuple):
    """A transaction of the office, and the UTC instant it is."""

    office: "Office"
    connection: "Link"
    now: datetime


@contextmanager
def keeping() -> Iterator[Keeping]:
    """A transaction; what cannot be kept ends it with every reason and status 1."""
    from engine.runtime.database import writer
    from engine.runtime.unacceptable import Unacceptable

    office = open_office()
    try:
        with writer(office.database).begin() as connection:
            yield Keeping(office, connection, office.clock())
    except Unacceptable as fault:
        fail(reason.en for reason in fault.reasons)


def today(now: datetime) -> date:
    """The day it is in Paris."""
    from portal.words import PARIS

    return now.astimezone(PARIS).date()


def in_words(post: "Post") -> str:
    """A post as commands name it: "delegation (Kenya)"."""
    return f"{post.kind} ({post.concerns})" if post.concerns else post.kind
