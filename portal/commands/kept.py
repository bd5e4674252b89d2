"""`dossiers letters search`, and what `show` says of a letter that is not held."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final

import typer

from portal.commands.acting import referred
from portal.commands.keeping import DAYS
from portal.commands.saying import as_json, fail, open_office

if TYPE_CHECKING:
    from engine.runtime.database import Link
    from engine.runtime.kept_letters import InFull, Kept

Day = Annotated[datetime | None, typer.Option(formats=DAYS, help="A day in Paris, included.")]

STATUSES: Final = (
    "held", "waiting", "claimed", "sending", "sent", "failed", "uncertain", "dropped", "cancelled",
)  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Give the application this command."""
    app.command("search")(search)


def search(
    text: Annotated[str, typer.Argument(help="Words of the subject or the text.")] = "",
    dossier: Annotated[str | None, typer.Option(help="About this dossier.")] = None,
    to: Annotated[str | None, typer.Option(help="To this address.")] = None,
    template: Annotated[str | None, typer.Option(help="The key of its wording.")] = None,
    status: Annotated[str | None, typer.Option(help=f"{', '.join(STATUSES)}.")] = None,
    since: Day = None,
    until: Day = None,
    most: Annotated[int, typer.Option(min=1, max=500, help="How many at most.")] = 50,
    after: Annotated[str | None, typer.Option(help="Those that follow this key.")] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Letters that were sent, failed or wait, the latest first; every word counts."""
    from engine.runtime import kept_letters, queries

    if status is not None and status not in STATUSES:
        raise typer.BadParameter(f"{status!r} is no status; there are {', '.join(STATUSES)}")
    office = open_office()
    reference = None if dossier is None else referred(office, dossier)
    first = None if since is None else _begins(since)
    last = None if until is None else _begins(until, 1) - timedelta.resolution
    with queries.looking(office.database) as connection:
        page = kept_letters.search(
            connection, text, reference, to, template, status, first, last, most, after
        )
    if json:
        as_json({"letters": [_as_data(one) for one in page.letters], "after": page.after})
        return
    for one in page.letters:
        typer.echo(_line(one))
    if page.after is not None:
        typer.echo(f"There are more: --after {page.after}", err=True)


def in_full(connection: "Link", key: str) -> list[str] | None:
    """What is kept of a letter, line by line; None where there is none under that key."""
    from engine.runtime.kept_letters import letter_in_full

    found = letter_in_full(connection, key)
    return None if found is None else [*_standing(found), *_told(found), *_copies(found)]


def _standing(found: "InFull") -> Iterator[str]:
    kept = found.kept
    problem = f" ({kept.problem})" if kept.problem else ""
    when = f"sent {_at(found.sent_at)}" if found.sent_at else f"due {_at(found.due_at)}"
    attempts = "1 attempt" if kept.attempts == 1 else f"{kept.attempts} attempts"
    yield f"{kept.key}: {kept.status}{problem}, {when}, {attempts}."
    if kept.references:
        yield f"About {', '.join(kept.references)}; wording: {kept.template}."
    else:
        yield f"About no dossier; wording: {kept.template}."
    for one in found.releases:
        yield f"Released by {one.name}, {_at(one.at)}, with paragraph {one.number}."
    if found.released_by and not found.releases:
        yield f"Released by {found.released_by}."
    if found.paragraph.text:
        yield f"Paragraph {found.paragraph.number} was added by {found.paragraph.by}."


def _told(found: "InFull") -> Iterator[str]:
    for one in found.told:
        struck = f" left out: {one.struck.en}" if one.struck else ""
        yield f"Reminder {one.name}{struck}"


def _copies(found: "InFull") -> Iterator[str]:
    if not found.copies:
        yield "No copy is kept: it has not left."
    for one in found.copies:
        yield ""
        yield f"Date: {_at(one.at)}"
        yield f"To: {one.address}"
        if one.went_to != one.address:
            yield f"Sent to: {one.went_to}"
        yield f"Subject: {one.subject}"
        yield f"Message-ID: {one.message_id}"
        yield ""
        yield one.text.rstrip("\n")


def _line(one: "Kept") -> str:
    whom = one.address or "?"
    problem = f"  {one.problem}" if one.problem else ""
    subject = f"  {one.subject}" if one.subject else ""
    return f"{one.key}  {_at(one.at)}  {one.status}  {whom}{subject}{problem}"


def _as_data(one: "Kept") -> dict[str, object]:
    return {
        "key": one.key,
        "template": one.template,
        "dossiers": list(one.references),
        "address": one.address,
        "at": one.at.isoformat(),
        "status": one.status,
        "problem": one.problem,
        "attempts": one.attempts,
        "subject": one.subject,
    }


def _at(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"


def _begins(day: datetime, later: int = 0) -> datetime:
    """The instant at which a day begins in Paris, or the one so many days later."""
    from datetime import time

    from engine.calendar import at_local

    try:
        return at_local(day.date() + timedelta(later), time(0), "Europe/Paris")
    except OverflowError:
        fail([f"{day:%Y-%m-%d} is no day that letters could be of"])
