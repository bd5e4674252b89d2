"""`dossiers check`: the technical completeness check of one dossier, and its outcome."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from portal.commands.acting import Name, Request, Role, actor, referred, refusing
from portal.commands.check_statistics import statistics
from portal.commands.saying import as_json, fail, open_office, refuse, table

if TYPE_CHECKING:
    from portal.filing.sheet import Row

app = typer.Typer(help="The seventeen items of the completeness check.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Lang = Annotated[Literal["en", "fr"], typer.Option(help="English or French.")]


@app.command()
def draft(reference: str, lang: Lang = "en", json: Json = False) -> None:
    """What a machine sees of a draft: everything that is missing, and what follows; 1 if any."""
    from engine.runtime import drafts, queries, reading
    from portal.filing.draft import begun
    from portal.filing.filing import forewarned

    office = open_office()
    found = referred(office, reference)
    with queries.looking(office.database) as connection:
        dossier = reading.dossiers(connection, [found])[found]
        under_way = drafts.draft_of(connection, found)
    if under_way is None:
        fail([f"no form was filled in for {found}"])
    told = forewarned(office, begun(dossier, under_way))
    missing = told.checked.missing
    if json:
        as_json(
            {
                "still_open": told.checked.still_open._asdict(),
                "missing": [
                    {
                        "item": one.item.code,
                        "number": one.item.number,
                        "severity": one.item.severity,
                        "cite": str(one.item.citation),
                        **one.sentence._asdict(),
                    }
                    for one in missing
                ],
                "follows": told.follows._asdict(),
            }
        )
    else:
        for one in missing:
            typer.echo(f"- {one.item.number}. {one.said(lang)}")
        typer.echo(told.checked.still_open.spoken(lang))
        typer.echo(told.follows.spoken(lang))
    raise typer.Exit(1 if missing else 0)


@app.command()
def sheet(reference: str, lang: Lang = "en", json: Json = False) -> None:
    """The officer's sheet of the last filing: what is found, what is ticked, what was replied."""
    from portal.filing.sheet import sheet_of, told

    office = open_office()
    with refusing():
        found = sheet_of(office, referred(office, reference))
    if json:
        as_json(
            {
                "reference": found.dossier.reference,
                "filing": found.filing,
                "items": [told(row) for row in found.rows],
                "waiting_for_eyes": [one.code for one in found.checked.unseen],
                "complete": found.checked.complete,
                "letter": found.checked.letter(lang),
                "follows": found.follows._asdict(),
            }
        )
        return
    rows = [
        (row.item.number, row.item.code, "; ".join(one.spoken(lang) for one in row.found),
         _ticked(row), row.reply)
        for row in found.rows
    ]  # fmt: skip
    header = ("no", "item", "the machine finds", "the officer finds", "the State replied")
    table(f"Check of {found.dossier.reference}", header, rows)
    typer.echo(found.follows.spoken(lang))


@app.command()
def tick(
    reference: str,
    item: Annotated[str, typer.Argument(help="The item's code, e.g. CONSENT; or `rest`.")],
    verdict: Annotated[
        Literal["conform", "missing", "wrong", "outdated"], typer.Argument(help="What is found.")
    ],
    name: Name,
    role: Role = "secretariat",
    note: Annotated[str, typer.Option(help="For the State, unless it conforms.")] = "",
) -> None:
    """Say what eyes see under an item; `rest` ticks all that nobody has looked at yet."""
    from portal.filing.sheet import sheet_of
    from portal.filing.sheet import tick as put
    from workflows.check.check import Seen

    office, who = open_office(), actor(name, role)
    with refusing():
        found = referred(office, reference)
        unseen = [one.code for one in sheet_of(office, found).checked.unseen]
        codes = unseen if item == "rest" else [item]
        faults = put(office, found, [Seen(code, verdict, note) for code in codes], who)
    if faults:
        fail(fault.en for fault in faults)
    typer.echo(f"{found}: {', '.join(codes) or 'nothing'} {verdict}")


@app.command()
def conclude(
    reference: str,
    name: Name,
    role: Role = "secretariat",
    request: Request = None,
    json: Json = False,
) -> None:
    """End the check: the dossier is found complete, or one letter says everything that is missing,
    which is read and released before it leaves. Refused while an item waits for eyes."""
    from engine.decide import Refused
    from engine.runtime import queries
    from engine.runtime.held_letters import held_letters
    from portal.filing.sheet import conclude as end

    office = open_office()
    with refusing():
        outcome = end(office, referred(office, reference), actor(name, role), request=request)
    if isinstance(outcome, Refused):
        refuse(outcome, in_json=json)
    dossier = outcome.dossier
    with queries.looking(office.database) as connection:
        held = [one.key for one in held_letters(connection, dossier.reference)]
    if json:
        said = {one: getattr(dossier, one) for one in ("reference", "state", "version")}
        as_json({**said, "sheet": dossier.text("sheet"), "held": held})
        return
    typer.echo(f"{dossier.reference} is {dossier.state}, version {dossier.version}")
    if dossier.state == "incomplete":
        typer.echo(dossier.text("missing"))
    for key in held:
        typer.echo(f"Held until it is read and released: dossiers letters show {key}")


def _ticked(row: "Row") -> str:
    if not row.applies:
        return "-"
    if row.tick is None:
        return "" if row.item.eyes is None else "?"
    return f"{row.tick.verdict} {row.tick.note}".strip()


app.command()(statistics)
