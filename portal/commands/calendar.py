"""`dossiers calendar`: when everything of a cycle is due, and why; no database is needed."""

from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated, Any

import typer

from portal.commands.saying import as_json, fail, table

if TYPE_CHECKING:
    from engine.calendar import Deadline, Period
    from workflows.timetable import Entry


def add_to(app: typer.Typer) -> None:
    """Make this command of the application."""
    app.command("calendar")(calendar_of)


def calendar_of(
    cycle: Annotated[int, typer.Argument(help="The year of the session that examines the files.")],
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    ics: Annotated[
        Path | None, typer.Option(help="Into this iCalendar file, for other calendars.")
    ] = None,
) -> None:
    """The calendar of a cycle: each date with its hour, its reasons, its paragraph and its mark."""
    from engine.parameters import UnknownParameter
    from workflows.law import law
    from workflows.timetable import calendar, edition

    try:
        entries = calendar(law(), cycle)
    except UnknownParameter as unknown:
        fail([str(unknown)])
    followed = edition(law(), cycle)
    if ics is not None:
        _write(ics, entries, cycle)
    if json:
        as_json([_data(entry, followed) for entry in entries])
    elif ics is None:
        table(f"The cycle of {cycle}, under the {followed}", _HEADER, map(_row, entries))


def _write(file: Path, entries: "list[Entry]", cycle: int) -> None:
    from portal.assemble import now
    from portal.calendar_file import calendar_file

    try:
        file.write_bytes(calendar_file(entries, cycle, now()))
    except OSError as fault:
        fail([f"{file} cannot be written: {fault.strerror}"])
    typer.echo(f"{len(entries)} events written to {file}", err=True)


def _data(entry: "Entry", edition: str) -> dict[str, Any]:
    due = entry.due
    return {
        "key": due.key,
        "label": entry.label,
        **_when(due),
        "derivation": [sentence.en for sentence in due.derivation],
        "cite": str(due.citation),
        "mark": due.mark,
        "grace_minutes": int(due.grace.total_seconds() // 60),
        "late": due.late,
        "edition": edition,
    }


def _when(due: "Deadline | Period") -> dict[str, Any]:
    from engine.calendar import Period

    if isinstance(due, Period):
        period = {"from": due.first.isoformat(), "to": due.last.isoformat()}
        return {"local": None, "instant": None, "soft": None, "period": period, "zone": due.zone}
    return {
        "local": due.local.isoformat(),
        "instant": due.instant.isoformat(),
        "soft": due.soft.isoformat() if due.soft else None,
        "period": None,
        "zone": due.zone,
    }


_HEADER = ("date", "hour", "what", "why", "cite, mark")
_NARROW = 14
"""What a column of words is wrapped to, so that 80 characters leave room for the reasons."""


def _row(entry: "Entry") -> tuple[str, ...]:
    from engine.calendar import Period

    due = entry.due
    if isinstance(due, Period):
        when = (f"{due.first}\nto\n{due.last}", "")
    else:
        when = (f"{due.local:%Y-%m-%d}", f"{due.local:%H:%M}\n{due.zone.rpartition('/')[2]}")
    grounds = f"{fill(str(due.citation), _NARROW)}\n{due.mark}"
    return (*when, fill(entry.label, _NARROW), due.derived("en"), grounds)
