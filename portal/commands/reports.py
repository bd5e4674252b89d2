"""`dossiers reports`: the reports that States owe, scheduled long before, and how many came."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from portal.commands.saying import as_json, fail, open_office, table

if TYPE_CHECKING:
    from engine.runtime.office import Office
    from workflows.reports.rate import Rate
    from workflows.reports.schedule import Scheduled

app = typer.Typer(
    help="The reports of States: on elements of the Urgent Safeguarding List (ICH-11), and "
    "periodic ones (ICH-10).",
    no_args_is_help=True,
)

Year = Annotated[int, typer.Option(min=2009, max=2099, help="The year in which they are due.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Name = Annotated[str, typer.Option(help="Who schedules them.")]
THE_OFFICE = "the office"


@app.command()
def schedule(
    year: Year,
    periodic: Annotated[
        str, typer.Option(metavar="REGION", help="The periodic reports of a region instead.")
    ] = "",
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="With --periodic: a day that a decision fixed."),
    ] = None,
    authority: Annotated[str, typer.Option(help="With --on: the decision that fixed it.")] = "",
    past: Annotated[
        bool, typer.Option("--past", help="A year that has passed: its notices go at once.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show them; open nothing.")] = False,
    name: Name = THE_OFFICE,
    json: Json = False,
) -> None:
    """Open a dossier for every report that is due in the year and has none yet: on the elements of
    the Urgent Safeguarding List, or with --periodic of the States of a region."""
    from engine.dossier import Actor
    from portal.reports import Done, schedule_all, sorted_out
    from workflows.roles import SECRETARIAT

    office = open_office()
    if year < office.clock().year and not (past or dry_run):
        raise typer.BadParameter(
            f"{year} has passed, and opening its reports now sends the States concerned at once "
            "the notices that are owed to them: say --past to do so"
        )
    wanted = _wanted(office, year, periodic, on.date() if on else None, authority)
    if dry_run:
        missing, there = sorted_out(office, wanted)
        done = Done(tuple(missing), tuple(there), ())
    else:
        done = schedule_all(office, wanted, Actor(name, SECRETARIAT))
    if json:
        as_json(
            {
                "year": year,
                "dry_run": dry_run,
                "opened": [_as_data(one) for one in done.opened],
                "there": [_as_data(one) for one in done.there],
                "refused": list(done.refused),
            }
        )
    else:
        _show(done.opened, dry_run)
        typer.echo(f"{len(done.there)} were there already.")
    if done.refused:
        fail(["Refused:", *(f"- {one}" for one in done.refused)])


@app.command()
def due(
    year: Year,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of", formats=["%Y-%m-%d"], help="The end of this day; now if not given."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """How many of the reports that are due in the year were received: numerator, denominator and
    whole percent, halves up."""
    from engine.calendar import at_local
    from portal.reports import due_in

    office = open_office()
    last = time(23, 59, 59, 999999)
    at = at_local(as_of.date(), last, "Europe/Paris") if as_of else office.clock()
    found = due_in(office, year, at)
    if json:
        rates = [_rate_as_data(one) for one in found]
        as_json({"year": year, "as_of": at.isoformat(), "rates": rates})
        return
    rows = [(one.label.en, *_rate_as_cells(one)) for one in found]
    header = ("", "received", "of them late", "due", "rate")
    table(f"Reports due in {year}, as of {at:%Y-%m-%d %H:%M} UTC", header, rows)


def _wanted(
    office: "Office", year: int, periodic: str, on: date | None, authority: str
) -> "list[Scheduled]":
    from portal.register import register_on
    from workflows.reports import schedule
    from workflows.reports.regions import regions

    law = office.book.law
    if not periodic:
        if on or authority:
            raise typer.BadParameter("--on and --authority go with --periodic")
        return schedule.on_elements(law, register_on(office, office.clock().date()).values(), year)
    if periodic not in (known := regions(law, year + 1)):
        raise typer.BadParameter(f"{periodic!r} is no region; there are {', '.join(known)}")
    if on is None and not authority:
        return schedule.of_a_region(law, periodic, year)
    if on is None or on.year != year or not authority.strip():
        raise typer.BadParameter(
            "a day that a decision fixed needs --on, in the year, and its --authority"
        )
    return schedule.of_a_region_by_decision(law, periodic, on, authority)


def _show(opened: "tuple[Scheduled, ...]", dry_run: bool) -> None:
    rows = [
        (one.reference, one.answers["title"], "; ".join(one.answers["states"])) for one in opened
    ]
    what = "would be opened" if dry_run else "opened"
    table(f"{len(rows)} {what}", ("reference", "title", "States"), rows)


def _as_data(one: "Scheduled") -> dict[str, Any]:
    return {"reference": one.reference, "workflow": one.workflow, **one.answers}


def _rate_as_data(one: "Rate") -> dict[str, Any]:
    return {
        "workflow": one.workflow,
        "of": one.label.en,
        "received": one.received,
        "late": one.late,
        "due": one.due,
        "percent": one.percent,
    }


def _rate_as_cells(one: "Rate") -> tuple[int, int, int, str]:
    return one.received, one.late, one.due, f"{one.percent} %"
