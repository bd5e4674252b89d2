"""`dossiers open, move, show, list`: one dossier at a time."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from portal.commands.acting import For, Name, Request, Role, actor
from portal.commands.saying import as_json, fail, open_office, refuse, table

if TYPE_CHECKING:
    from engine.runtime.moves import Outcome

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Answer = Annotated[
    list[str] | None, typer.Option(help="An answer as NAME=VALUE; repeatable.", metavar="N=V")
]


def add_to(app: typer.Typer) -> None:
    """Make these commands of the application."""
    app.command("open")(open_dossier)
    app.command()(move)
    app.command()(show)
    app.command("list")(list_dossiers)


def open_dossier(
    workflow: Annotated[str, typer.Argument(help="usl, rl, gsp, transfer_usl_rl, ...")],
    name: Name,
    answer: Answer = None,
    states: For = None,
    role: Role = "state_party",
    reference: Annotated[str | None, typer.Option(help="Instead of one that is drawn.")] = None,
    request: Request = None,
    json: Json = False,
) -> None:
    """Open a dossier: dossiers open rl --name "N. Osei" --for Ghana --answer title=...; ..."""
    from portal.opening import open_dossier

    asked = (workflow, actor(name, role, states), _answers(answer), reference, request)
    _carry_out(open_dossier(open_office(), *asked), json)


def move(
    reference: str,
    trigger: str,
    role: Role,
    name: Name,
    states: For = None,
    answer: Answer = None,
    reason: Annotated[str, typer.Option(help="A written reason, where the step needs one.")] = "",
    seen: Annotated[int | None, typer.Option(help="The version one looked at.")] = None,
    request: Request = None,
    json: Json = False,
) -> None:
    """Take a step: dossiers move RL-2028-0001 register --as secretariat --name "A. Lind" ..."""
    from engine.runtime.known_as import find
    from engine.runtime.moves import Move

    office = open_office()
    with office.database.connect() as connection:
        found = find(connection, reference) or reference
    who = actor(name, role, states)
    asked = Move(found, trigger, who, _answers(answer), reason, seen, request)
    _carry_out(office.execute(asked), json)


def show(reference: str, json: Json = False) -> None:
    """One dossier by its reference or file number: facts, timeline, and what can happen next."""
    from portal.shown import dossier_as_data, dossier_as_text

    office = open_office()
    data = dossier_as_data(office, reference)
    if data is None:
        fail([f"there is no dossier {reference!r} [House rule 3]"])
    if json:
        as_json(data)
    else:
        typer.echo(dossier_as_text(data))


def list_dossiers(
    cycle: Annotated[int | None, typer.Option(help="Of this cycle alone.")] = None,
    state: Annotated[str | None, typer.Option(help="In this state alone.")] = None,
    json: Json = False,
) -> None:
    """The dossiers, by reference."""
    from engine.runtime.reading import dossiers_where

    with open_office().database.connect() as connection:
        found = dossiers_where(connection, cycle, [state] if state else None)
    rows = [
        {
            "reference": one.reference,
            "file_no": one.text("file_no") or None,
            "workflow": one.workflow,
            "cycle": one.cycle,
            "state": one.state,
            "version": one.version,
            "title": one.text("title"),
            "states": list(one.states),
        }
        for one in found
    ]
    if json:
        as_json(rows)
        return
    header = ("reference", "file_no", "state", "title", "states")
    cells = [[r["reference"], r["file_no"] or "", r["state"], r["title"], "; ".join(one.states)]
             for r, one in zip(rows, found, strict=True)]  # fmt: skip
    table(f"{len(rows)} dossiers", header, cells)


def _answers(given: list[str] | None) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for one in given or ():
        name, equals, value = one.partition("=")
        if not equals or not name or name in answers:
            raise typer.BadParameter(f"{one!r} is not NAME=VALUE, each name once")
        answers[name] = value
    return answers


def _carry_out(outcome: "Outcome", json: bool) -> None:
    from engine.decide import Refused

    if isinstance(outcome, Refused):
        refuse(outcome, in_json=json)
    dossier = outcome.dossier
    if json:
        as_json(
            {
                "reference": dossier.reference,
                "state": dossier.state,
                "version": dossier.version,
                "hash": outcome.entry.hash,
                "again": outcome.again,
            }
        )
        return
    again = " (done before, under the same request)" if outcome.again else ""
    typer.echo(f"{dossier.reference} is {dossier.state}, version {dossier.version}{again}")
