"""`dossiers draft`: a form under way; `dossiers file`: handing it in."""

import json as json_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from portal.commands.acting import For, Name, Request, delegate, referred, refusing
from portal.commands.saying import as_json, fail, open_office, refuse

if TYPE_CHECKING:
    from engine.runtime.drafts import Conflict
    from portal.filing.draft import Begun, Kept

app = typer.Typer(help="A form under way: its answers, saved one by one.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Lang = Annotated[Literal["en", "fr"], typer.Option(help="English or French.")]
Seen = Annotated[
    int | None, typer.Option(help="The version looked at: what changed since is not overwritten.")
]
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]


@app.command()
def show(reference: str, name: Name, states: For = None, lang: Lang = "en") -> None:
    """The answers as they stand, as JSON: the form, the version, what is open or not understood."""
    of = _begun(reference, name, states)
    filled = of.filled
    as_json(
        {
            "reference": of.dossier.reference,
            "form": of.form.code,
            "edition": of.edition.name,
            "version": of.draft.version,
            "saved_at": of.draft.saved_at.isoformat(),
            "saved_by": of.draft.saved_by,
            "answers": of.given,
            "replies": of.replies,
            "told": [
                one.sentence.spoken(lang)
                for found in (filled.faults, filled.remarks, filled.open, filled.beyond)
                for one in found
            ],
            "still_open": filled.still_open.spoken(lang),
        }
    )


@app.command()
def save(reference: str, answers: File, name: Name, states: For = None, seen: Seen = None) -> None:
    """Save the answers in a JSON file; those it does not name stay. 1 if some were not saved."""
    try:
        given = json_module.loads(answers.read_bytes())
    except (ValueError, RecursionError) as fault:
        fail([f"{answers} is no JSON ({fault})"])
    _saved(reference, given, name, states, seen)


@app.command("read-word")
def read_word(
    reference: str, document: File, name: Name, states: For = None, seen: Seen = None
) -> None:
    """Save the answers in a filled Word form; 1 if some could not be placed or saved."""
    from portal.word.opened import NotOpened
    from portal.word.read import read_word as read

    of = _begun(reference, name, states)
    try:
        with document.open("rb") as opened:
            placed = read(opened, of.edition, of.dossier.states)
    except NotOpened as fault:
        fail([f"{document}: {fault.said.en}"])
    not_placed = [one.said.en for one in placed.unplaced]
    _saved(reference, placed.answers, name, states, seen, not_placed)


@app.command()
def reply(reference: str, item: str, text: str, name: Name, states: For = None) -> None:
    """Say something beside an item of the completeness letter: dossiers draft reply REF CONSENT
    "sent on 3 July"; it is kept with the file."""
    from portal.filing.draft import save as keep
    from workflows.check.items import ITEMS

    of = _begun(reference, name, states)
    codes = [one.code for one in ITEMS]
    if item not in codes:
        fail([f"there is no item {item!r}; there are {', '.join(codes)}"])
    with refusing():
        kept = keep(open_office(), of, {}, of.draft.version, delegate(name, states), {item: text})
    _told(kept)


def add_to(outer: typer.Typer) -> None:
    """Make these commands of the application."""
    outer.add_typer(app, name="draft")
    outer.command("file")(file)


def file(
    reference: str,
    name: Name,
    states: For = None,
    knowing: Annotated[
        bool, typer.Option("--knowing", help="File although something is missing.")
    ] = False,
    request: Request = None,
    lang: Lang = "en",
    json: Json = False,
) -> None:
    """File a draft, complete or not, in time or late. A State is first told everything that is
    missing and what follows, and then files with --knowing."""
    from engine.decide import Refused
    from portal.filing.filing import NotKnowing
    from portal.filing.filing import file as hand_in

    office = open_office()
    with refusing():
        outcome = hand_in(
            office, referred(office, reference), delegate(name, states), knowing, request
        )
    if isinstance(outcome, NotKnowing):
        told = outcome.forewarned
        fail([
            f"Not filed yet. {told.checked.still_open.spoken(lang)}:",
            *(f"- {one.said(lang)}" for one in told.checked.missing),
            told.follows.spoken(lang),
            "To file it as it is, say that you know: --knowing",
        ])  # fmt: skip
    if isinstance(outcome, Refused):
        refuse(outcome, in_json=json)
    dossier = outcome.dossier
    if json:
        said = ("reference", "state", "version")
        as_json({one: getattr(dossier, one) for one in said} | {"filing": dossier.text("filing")})
        return
    typer.echo(f"{dossier.reference} is {dossier.state}, version {dossier.version}; filed as")
    typer.echo(dossier.text("filing"))


def _begun(reference: str, name: str, states: list[str] | None) -> "Begun":
    from portal.filing.draft import begin

    office = open_office()
    with refusing():
        return begin(office, referred(office, reference), delegate(name, states))


def _saved(
    reference: str,
    given: Any,
    name: str,
    states: list[str] | None,
    seen: int | None,
    not_placed: list[str] | None = None,
) -> None:
    from portal.filing.draft import save as keep

    of = _begun(reference, name, states)
    with refusing():
        looked_at = of.draft.version if seen is None else seen
        kept = keep(open_office(), of, given, looked_at, delegate(name, states))
    _told(kept, not_placed)


def _told(kept: "Kept", not_placed: list[str] | None = None) -> None:
    typer.echo(f"Saved as version {kept.version}.")
    conflicts = [_conflict(one) for one in kept.conflicts]
    if faults := [*(not_placed or ()), *(one.en for one in kept.strange), *conflicts]:
        fail(f"- {one}" for one in faults)


def _conflict(one: "Conflict") -> str:
    where = " / ".join(filter(None, one.place))
    theirs = one.theirs
    return (
        f"{where}: not saved, since {theirs.by} changed it at {theirs.at:%Y-%m-%d %H:%M} UTC; it "
        f"says {json_module.dumps(theirs.given, ensure_ascii=False)[:200]}"
    )
