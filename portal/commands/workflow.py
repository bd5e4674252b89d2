"""`dossiers workflow`: what a changed definition means for the dossiers under way."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.saying import as_json, open_office, refuse, table

if TYPE_CHECKING:
    from engine.runtime.migrate import Impact

app = typer.Typer(help="Compare dossiers with the definitions in force.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


@app.command()
def impact(json: Json = False) -> None:
    """For every open dossier: nothing, moves by itself, or blocked, and why."""
    from engine.runtime.migrate import impact as weigh

    office = open_office()
    with office.database.connect() as connection:
        _show(list(weigh(connection, office.book)), json)


@app.command()
def migrate(
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")],
    name: Annotated[str, typer.Option(help="Who does it.")] = "the office",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do it, then undo it.")] = False,
    json: Json = False,
) -> None:
    """Bring the dossiers that are not blocked under the definitions in force, by audited moves."""
    from engine.decide import Refused
    from engine.dossier import Actor
    from engine.runtime.migrate import migrate as bring
    from workflows.roles import HEAD

    outcome = bring(open_office(), Actor(name, HEAD), reason, dry_run=dry_run)
    if isinstance(outcome, Refused):
        refuse(outcome, in_json=json)
    _show(outcome, json)
    if not json:
        moved = sum(one.change == "moves by itself" for one in outcome)
        typer.echo(f"{moved} dossier(s) {'would move' if dry_run else 'moved'}.", err=True)
    if any(one.change == "blocked" for one in outcome):
        raise typer.Exit(1)


def _show(impacts: "Sequence[Impact]", json: bool) -> None:
    if json:
        as_json(
            [
                {
                    "reference": one.dossier.reference,
                    "workflow": one.dossier.workflow,
                    "state": one.dossier.state,
                    "target": one.target,
                    "change": one.change,
                    "why": list(one.why),
                }
                for one in impacts
            ]
        )
        return
    counts = Counter(one.change for one in impacts)
    summary = ", ".join(f"{count} {change}" for change, count in sorted(counts.items()))
    table(
        f"Open dossiers: {len(impacts)} ({summary or 'none'})",
        ("dossier", "workflow", "state", "change", "why"),
        [
            (one.dossier.reference, one.dossier.workflow, one.dossier.state, one.change,
             "; ".join(one.why))
            for one in impacts
        ],
    )  # fmt: skip
