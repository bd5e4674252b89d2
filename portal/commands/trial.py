"""`dossiers cycle simulate`: the same cycle under another policy or with other facts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.projection import policy_given, register_given
from portal.commands.saying import as_json, fail, open_office, table

if TYPE_CHECKING:
    from workflows.selection.trial import Trial


def add_to(app: typer.Typer) -> None:
    """Make this command of the application."""
    app.command()(simulate)


def simulate(
    cycle: Annotated[int, typer.Argument(min=2000, max=2200, help="The year of the session.")],
    more: Annotated[list[str] | None, typer.Argument(metavar="", hidden=True)] = None,
    change: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="ceiling=70, outside=extension,reduction, keys.ii=inscribed, levels=0,i,iii,ii, "
            "or a file's fact: 02153.order=1; repeatable.",
        ),
    ] = None,
    rules: Annotated[
        str, typer.Option(help="A set of rules like 2024-2025, or a TOML file of a proposal.")
    ] = "",
    withdraw: Annotated[
        list[str] | None, typer.Option(metavar="FILE_NO", help="Without this file; repeatable.")
    ] = None,
    register: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="A CSV file of another register."),
    ] = None,
    against: Annotated[
        str, typer.Option(help="What it is compared with: law, a set of rules, or a TOML file.")
    ] = "law",
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Select a cycle's files twice, as it is and as it would be, and show who enters, leaves and
    moves. Nothing is written."""
    from engine.parameters import UnknownParameter
    from portal.tried import as_data
    from workflows.selection.policies import Unusable

    # Further words after `--set` or `--withdraw` belong to it.
    changes = [*(change or ()), *(one for one in more or () if "=" in one)]
    gone = [*(withdraw or ()), *(one for one in more or () if "=" not in one)]
    if gone and not withdraw:
        raise typer.BadParameter(f"{' '.join(gone)!r} is asked for, but nothing takes it")
    try:
        made = _tried(cycle, changes, rules or against, gone, register, against)
    except Unusable as fault:
        fail(fault.faults)
    except UnknownParameter as unknown:
        fail([str(unknown)])
    if json:
        as_json(as_data(made))
    else:
        _show(made)


def _tried(
    cycle: int,
    changes: list[str],
    rules: str,
    withdrawn: list[str],
    register: Path | None,
    against: str,
) -> "Trial":
    from portal.cycle import standing
    from workflows.selection.changes import changed_without
    from workflows.selection.trial import tried

    base, trial = (policy_given(name).policy(cycle) for name in (against, rules))
    office = open_office()
    now = standing(office, cycle).cycle
    other = now if register is None else standing(office, cycle, register_given(register)).cycle
    return tried((now, base), changed_without(other, trial, changes, withdrawn))


def _show(made: "Trial") -> None:
    from portal.tried import as_data, rows

    told = as_data(made)
    for name in ("base", "trial"):
        one = told[name]
        counts = ", ".join(f"{n} {what}" for what, n in one["counts"].items() if what != "by_level")
        places = f"{one['ceiling']['number']} places [{one['ceiling']['cite']}]"
        typer.echo(
            f"{name}: {places}; rules {one['rules']['name']} [{one['rules']['cite']}]; {counts}"
        )
    files = list(rows(made))
    table(f"{len(files)} files stand elsewhere", ("", "file", "States", "base", "trial"), files)
    for title, pairs in (("level", told["by_level"]), ("group", told["by_group"])):
        cells = [
            (name, one["base"], one["trial"], f"{one['change']:+}") for name, one in pairs.items()
        ]
        table(f"Treated by {title}", (title, "base", "trial", "change"), cells)
    typer.echo(f"The backlog grows by {told['backlog']['growth']}.")
