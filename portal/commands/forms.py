"""`dossiers forms`: what is asked, by official code and edition, and answers read against it."""

import json as json_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from portal.commands.saying import as_json, fail, table

if TYPE_CHECKING:
    from forms.answers import Filled
    from forms.form import Edition

app = typer.Typer(help="The official forms, their editions and limits.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="The form's code, e.g. ICH-02.")]
Cycle = Annotated[int, typer.Option(help="The cycle of the file, which names the edition.")]
States = Annotated[str, typer.Option(help="The submitting States, joined by semicolons.")]
Lang = Annotated[Literal["en", "fr"], typer.Option(help="English or French.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Answers = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]


@app.command("list")
def list_forms(json: Json = False) -> None:
    """Every form with its editions, from which cycle on, and whether new files come on it."""
    from forms.catalogue import forms
    from portal.forms_as_data import listed

    if json:
        as_json(listed())
        return
    cells = [
        (form.code, one.name, f"{one.from_cycle}-{one.to_cycle or ''}", len(one.fields), one.mark,
         form.title.en if not form.closed else f"{form.title.en} (closed: {form.closed})")
        for form in forms().values()
        for one in form.editions
    ]  # fmt: skip
    table("Forms", ("code", "edition", "cycles", "questions", "mark", "title"), cells)


@app.command()
def show(code: Code, cycle: Cycle, lang: Lang = "en", json: Json = False) -> None:
    """The empty form, with every question, its help and its limits."""
    from forms.catalogue import form_with
    from forms.printed import printed
    from portal.forms_as_data import whole

    edition = _edition(code, cycle)
    if json:
        as_json(whole(form_with(edition), edition))
        return
    typer.echo(printed(edition, lang))


@app.command()
def schema(code: Code, cycle: Cycle, states: States) -> None:
    """The JSON schema of the answers to a form."""
    from forms.schema import json_schema

    as_json(json_schema(_edition(code, cycle), _states(states)))


@app.command()
def check(
    code: Code, file: Answers, cycle: Cycle, states: States, lang: Lang = "en", json: Json = False
) -> None:
    """Read a JSON file of answers: what is open, beyond its limit or not understood; 1 if any."""
    from forms.answers import read

    filled = read(_edition(code, cycle), _states(states), _answers(file))
    told = {
        "open": [one.sentence for one in filled.open],
        "beyond": [one.sentence for one in filled.beyond],
        "faults": [one.sentence for one in filled.faults],
        "remarks": [one.sentence for one in filled.remarks],
    }
    if json:
        as_json(
            {
                "questions": filled.questions,
                **{name: [one._asdict() for one in found] for name, found in told.items()},
            }
        )
    else:
        for sentence in (one for found in told.values() for one in found):
            typer.echo(f"- {sentence.spoken(lang)}")
        typer.echo(filled.still_open.spoken(lang))
    raise typer.Exit(0 if filled.whole else 1)


@app.command()
def compare(code: Code, before: Answers, after: Answers, cycle: Cycle, lang: Lang = "en") -> None:
    """What was changed between two revisions of the answers, section by section (20.COM 8); 1 if
    some of them are not understood, which are told and not compared."""
    from forms.differences import report

    edition = _edition(code, cycle)
    filled = [(file, _as_given(edition, _answers(file))) for file in (before, after)]
    typer.echo(report(edition, filled[0][1].values, filled[1][1].values, lang))
    told = [(file, fault) for file, one in filled for fault in one.faults]
    if told:
        fail(f"{file}: {fault.sentence.spoken(lang)}" for file, fault in told)


@app.command()
def word(
    code: Code,
    out: Annotated[Path, typer.Argument(help="The document to write.", dir_okay=False)],
    cycle: Cycle,
    states: States,
    lang: Lang = "en",
    answers: Annotated[
        Path | None,
        typer.Option(help="A JSON file of answers.", exists=True, dir_okay=False, readable=True),
    ] = None,
) -> None:
    """Write a form as a Word document to fill in, with answers if there are some; 1 if some of
    them cannot stand in it."""
    from io import BytesIO

    from portal.word.written import write

    edition, of_states, made = _edition(code, cycle), _states(states), BytesIO()
    given = {} if answers is None else _answers(answers)
    remarks = write(edition, of_states, given, lang, made)
    try:
        out.write_bytes(made.getvalue())
    except OSError as fault:
        fail([f"{out} cannot be written ({fault.strerror})"])
    if remarks:
        fail(f"- {one.spoken(lang)}" for one in remarks)


@app.command("read-word")
def read_word_form(
    code: Code,
    file: Annotated[Path, typer.Argument(help="The document.", exists=True, dir_okay=False)],
    cycle: Cycle,
    states: States,
    lang: Lang = "en",
    json: Json = False,
) -> None:
    """Read the answers in a Word document, as JSON; what has no place goes to stderr, or with
    --json beside the answers; 1 if there is any."""
    from portal.word.opened import NotOpened
    from portal.word.read import read_word

    edition, of_states = _edition(code, cycle), _states(states)
    try:
        with file.open("rb") as opened:
            placed = read_word(opened, edition, of_states)
    except OSError as fault:
        fail([f"{file} cannot be read ({fault.strerror})"])
    except NotOpened as fault:
        fail([f"{file}: {fault.said.spoken(lang)}"])
    if json:
        unplaced = [{**one.said._asdict(), "text": one.text} for one in placed.unplaced]
        as_json({"answers": placed.answers, "unplaced": unplaced})
        raise typer.Exit(1 if unplaced else 0)
    as_json(placed.answers)
    if placed.unplaced:
        fail(f"- {one.said.spoken(lang)}" for one in placed.unplaced)


def _edition(code: str, cycle: int) -> "Edition":
    from forms.catalogue import edition_for, forms

    form = forms().get(code)
    if form is None:
        fail([f"there is no form {code!r}; there are {', '.join(forms())}"])
    try:
        return edition_for(form, cycle)
    except LookupError as unknown:
        fail([str(unknown)])


def _as_given(edition: "Edition", answers: Any) -> "Filled":
    """Answers of whichever States they name."""
    from forms.answers import read

    given = answers if isinstance(answers, dict) else {}
    by_state = [given.get(field.name) for field in edition.fields if field.per_state]
    states = dict.fromkeys(state for one in by_state if isinstance(one, dict) for state in one)
    return read(edition, list(states), answers)


def _states(text: str) -> list[str]:
    from workflows.states_parties import states_parties

    states = list(dict.fromkeys(one.strip() for one in text.split(";") if one.strip()))
    if unknown := [one for one in states if one not in states_parties()]:
        fail([f"no State is named {', '.join(map(repr, unknown))}"])
    if not states:
        fail(["name the submitting States"])
    return states


def _answers(file: Path) -> Any:
    try:
        return json_module.loads(file.read_bytes())
    except (ValueError, RecursionError) as fault:
        fail([f"{file} is no JSON ({fault})"])
