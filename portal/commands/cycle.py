"""`dossiers cycle`: the files of a cycle, their places, and what follows from them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from portal.commands import projection, trial
from portal.commands.saying import as_json, fail, open_office, refuse, table

if TYPE_CHECKING:
    from workflows.selection.cut import Decision
    from workflows.selection.selection import Selection

app = typer.Typer(help="The ceiling and the order of priority of a cycle.", no_args_is_help=True)

Cycle = Annotated[int, typer.Argument(min=2000, max=2200, help="The year of the session.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Name = Annotated[str, typer.Option(help="Who does it.")]
Reason = Annotated[str, typer.Option(help="Why, in writing: for the audit trail.")]
NOBODY_ELSE = "the office"

trial.add_to(app)
projection.add_to(app)


@app.command("import")
def import_files(
    cycle: Cycle,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    history: Annotated[
        bool, typer.Option("--history", help="A past cycle: which files were treated.")
    ] = False,
    name: Name = NOBODY_ELSE,
) -> None:
    """Import the files of a cycle from CSV (file_no, name, mechanism, kind, states, received_at,
    order, treated, named_by), whole or not at all."""
    from engine.dossier import Actor
    from portal.cycle_import import import_cycle, import_past_cycle
    from workflows.roles import HEAD

    office, content = open_office(), file.read_bytes()
    done = (
        import_past_cycle(office, cycle, content)
        if history
        else import_cycle(office, cycle, content, Actor(name, HEAD))
    )
    if done.faults:
        fail([*done.faults, f"Nothing was imported: {len(done.faults)} fault(s)."])
    typer.echo(f"{done.added} files imported, {done.known} were there already.")
    if done.to_come:
        typer.echo(f"{done.to_come} of them are received after today: a trial.", err=True)


@app.command()
def select(
    cycle: Cycle,
    more: Annotated[list[str] | None, typer.Argument(metavar="", hidden=True)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it; move nothing.")] = False,
    ceiling: Annotated[
        int | None, typer.Option(min=0, help="Another number of places; needs a reason.")
    ] = None,
    ties: Annotated[
        Literal["include", "leave"] | None,
        typer.Option(help="Take or leave a tie at the cut as a whole; needs a reason."),
    ] = None,
    pick: Annotated[
        list[str] | None, typer.Option(help="Take this file of the tie; repeatable.")
    ] = None,
    reason: Reason = "",
    name: Name = NOBODY_ELSE,
    json: Json = False,
) -> None:
    """Give the places of a cycle: outside the ceiling, and under it in order of priority."""
    from engine.decide import Refused
    from engine.dossier import Actor
    from engine.parameters import UnknownParameter
    from portal.places import give_places, selection
    from workflows.roles import HEAD

    decision = _decision(ceiling, ties, pick, more, reason)
    office = open_office()
    moved = 0
    try:
        if dry_run:
            made = selection(office, cycle, decision)
        else:
            made, moved = give_places(office, cycle, decision, Actor(name, HEAD))
    except UnknownParameter as unknown:
        fail([str(unknown)])
    if isinstance(made, Refused):
        refuse(made, in_json=json)
    _show(made, json)
    if not json:
        typer.echo("Nothing was moved." if dry_run else f"{moved} dossier(s) moved.", err=True)


@app.command()
def backlog(cycle: Cycle, json: Json = False) -> None:
    """The files that could not be treated in a cycle, in their order of priority: to be published,
    and carried over by their States."""
    from portal.cycle import backlog_of

    rows = list(backlog_of(open_office(), cycle))
    if json:
        as_json({"cycle": cycle, "backlog": rows})
        return
    names = ("rank", "file_no", "name", "states", "level", "state")
    cells = [
        ["; ".join(v) if isinstance(v := row[name], list) else v for name in names] for row in rows
    ]
    table(f"Backlog of the cycle of {cycle}: {len(rows)} files", names, cells)


@app.command()
def check(cycle: Cycle, json: Json = False) -> None:
    """The States that submitted and had nothing treated in this cycle and the one before it."""
    from portal.cycle import untreated_until

    found = untreated_until(open_office(), cycle)
    if json:
        states = [
            {"state": one.state, "files": one.files, "in_both_cycles": one.twice} for one in found
        ]
        as_json({"cycles": [cycle - 1, cycle], "cite": "13.COM 15; 15.COM 9", "states": states})
        return
    table(
        f"States with no file treated in {cycle - 1} and {cycle}, of at least one in two years "
        "[13.COM 15; 15.COM 9]",
        ("State", f"files in {cycle - 1}", f"files in {cycle}"),
        [
            (one.state, *(", ".join(one.files.get(year, ())) for year in (cycle - 1, cycle)))
            for one in found
        ],
    )


def _decision(
    ceiling: int | None,
    ties: Literal["include", "leave"] | None,
    pick: list[str] | None,
    more: list[str] | None,
    reason: str,
) -> "Decision":
    """The decision; further numbers after `--pick` are picks too."""
    from workflows.selection.cut import Decision

    if more and not pick:
        raise typer.BadParameter(f"{' '.join(more)!r} is asked for, but nothing takes it")
    picks = tuple(one.zfill(5) for one in (*(pick or ()), *(more or ())))
    return Decision(ceiling, ties, picks, reason)


def _show(made: "Selection", json: bool) -> None:
    from portal.selected import as_data, notes, rows

    if json:
        as_json(as_data(made))
        return
    counts = ", ".join(f"{number} {name}" for name, number in made.counts().items())
    title = (
        f"Cycle {made.cycle.number}: {made.policy.ceiling} [{made.policy.ceiling.cite}]; {counts}"
    )
    table(title, ("rank", "file", "name", "States", "level", "status"), rows(made))
    for note in notes(made):
        typer.echo(note, err=True)
    past = made.cycle.past
    if not past.files:
        typer.echo(f"Bring it in: dossiers cycle import {past.cycle} FILE.csv --history", err=True)
