"""`dossiers letters occasions` and `dossiers letters write`: letters outside of the steps."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from portal.commands.acting import actor
from portal.commands.saying import as_json, fail, open_office, refuse, settings

if TYPE_CHECKING:
    from notifications.occasions.occasion import Occasion
    from notifications.people import Person
    from portal.occasions import Shown

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Role = Annotated[Literal["secretariat", "head"], typer.Option("--as", help="The role of who acts.")]

FIRST_LINES: Final = 12
"""How many lines of a letter are shown."""

_ABOUT: Final = {"dossier": "about a dossier", "cycle": "about a cycle", "nothing": "about neither"}


def add_to(app: typer.Typer) -> None:
    """Give the application these commands."""
    app.command("occasions")(occasions)
    app.command("write")(write)


def occasions(json: Json = False) -> None:
    """The letters that are written outside of the steps of a dossier: to whom, and what each asks
    of who writes it."""
    from portal.occasions import occasions as shipped

    found = list(shipped().values())
    if json:
        as_json([_as_data(one) for one in found])
        return
    for one in found:
        waits = "; held until it is released" if one.held else ""
        typer.echo(f"{one.key}: {one.label.en} [{one.cite.en}]")
        typer.echo(f"  {_ABOUT[one.about]}, to {', '.join(one.to)}{waits}")
        for ask in one.asks:
            may = "" if ask.required else ", if any"
            choices = f": {' or '.join(ask.choices)}" if ask.choices else ""
            typer.echo(f"  asks {ask.name} ({ask.kind}{may}): {ask.label.en}{choices}")


def write(
    key: str,
    name: Annotated[str, typer.Option(help="Who writes.")],
    dossier: Annotated[str, typer.Option(help="Reference or file number.")] = "",
    cycle: Annotated[int | None, typer.Option(help="The cycle, by its year.")] = None,
    to: Annotated[str, typer.Option(help="The address, where one is to be named.")] = "",
    language: Annotated[
        Literal["en", "fr"], typer.Option(help="Of an address that is not on record.")
    ] = "en",
    answer: Annotated[list[str] | None, typer.Option(help="name=value; repeatable.")] = None,
    role: Role = "secretariat",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
) -> None:
    """Write the letter of an occasion to all who get it, each once; those that bind are held until
    a person releases them."""
    from engine.decide import Refused
    from notifications.wording.fault import meant
    from notifications.written import Asked
    from portal.occasions import About, show
    from portal.occasions import occasions as shipped
    from portal.occasions import write as written

    found = shipped()
    if key not in found:
        fail([f"There is no occasion {key!r}.{meant(key, found).en}"])
    by = actor(name, role).name.strip()
    asked = Asked(_answers(answer or []), by, to.strip(), language)
    office, given = open_office(), settings()
    do = show if dry_run else written
    outcome = do(office, given, found[key], asked, About(dossier, cycle))
    if isinstance(outcome, Refused):
        refuse(outcome)
    _tell(outcome, found[key], dry_run=dry_run)


def _answers(given: list[str]) -> Mapping[str, str]:
    answers: dict[str, str] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or not name.strip():
            raise typer.BadParameter(f"{one!r} is not name=value")
        if name.strip() in answers:
            raise typer.BadParameter(f"{name.strip()!r} is answered twice")
        answers[name.strip()] = value
    return answers


def _tell(shown: "Shown", occasion: "Occasion", *, dry_run: bool) -> None:
    for person, posting in zip(shown.letters.persons, shown.letters.postings, strict=True):
        there = "; in the outbox already" if posting.key in shown.standing else ""
        typer.echo(f"{person.address} ({_as_what(person)}, {person.language}){there}")
    for sentence in shown.letters.without:
        typer.echo(sentence.en)
    if dry_run:
        body = shown.message.get_body(("plain",))
        lines = body.get_content().splitlines() if body is not None else []
        typer.echo(f"\nSubject: {shown.message['Subject']}\n")
        for line in lines[:FIRST_LINES]:
            typer.echo(line)
        typer.echo("")
    new = len(shown.letters.postings) - len(shown.standing)
    number = "1 letter" if new == 1 else f"{new} letters"
    if dry_run:
        waits = "would be held" if occasion.held else "would leave"
        typer.echo(f"{number} {waits}; nothing is written.")
        return
    before = f"; {len(shown.standing)} stood in the outbox already" if shown.standing else ""
    typer.echo(f"{number} written{before}.")
    if occasion.held and new:
        typer.echo("To be read and released: dossiers letters held")


def _as_what(person: "Person") -> str:
    instead = f", in the place of {person.stands_for}" if person.stands_for else ""
    of = f" of {person.state}" if person.state else ""
    return f"{person.role}{of}{instead}"


def _as_data(one: "Occasion") -> dict[str, object]:
    from notifications.occasions.occasion import Counted

    told = one.deadline
    return {
        "key": one.key,
        "label": one.label.en,
        "label_fr": one.label.fr,
        "about": one.about,
        "to": list(one.to),
        "states": list(one.states),
        "asks": [
            {
                "name": ask.name,
                "kind": ask.kind,
                "label": ask.label.en,
                "label_fr": ask.label.fr,
                "required": ask.required,
                "choices": list(ask.choices),
            }
            for ask in one.asks
        ],
        "deadline": (told.of if isinstance(told, Counted) else told.key) if told else None,
        "held": one.held,
        "cite": one.cite.en,
        "mark": one.mark,
    }
