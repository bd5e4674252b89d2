"""`dossiers check statistics`: which items of the check fail most, by form and electoral group."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer

from engine.words import Language, Words
from portal.commands.saying import as_json, fail, open_office, table

if TYPE_CHECKING:
    from engine.runtime.office import Office
    from engine.runtime.sheets import Concluded
    from workflows.check.statistics import Sheet, Statistics, Tally

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Lang = Annotated[Literal["en", "fr"], typer.Option(help="English or French.")]
Cycle = Annotated[int | None, typer.Option(help="Of this cycle alone.", min=1, max=9999)]
FormCode = Annotated[str | None, typer.Option("--form", help="On this form alone, e.g. ICH-02.")]

_NOTHING: Final = Words(
    "No check was concluded yet{}{}.", "Aucun contrôle n'a encore été conclu{}{}."
)
_OF_CYCLE: Final = Words(" for the cycle of {}", " pour le cycle {}")
_ON_FORM: Final = Words(" on form {}", " sur le formulaire {}")
_GROUPS: Final = Words(
    "A file of several States counts once in each of their electoral groups.",
    "Un dossier de plusieurs États compte une fois dans chacun de leurs groupes électoraux.",
)
_ITEMS: Final = (
    Words("no", "n°"), Words("item", "point"), Words("checked", "contrôlés"),
    Words("missing", "manquants"), Words("share", "part"),
)  # fmt: skip
_PARTS: Final = (
    Words("files", "dossiers"), Words("missing per file", "manques par dossier"),
    Words("second letters", "secondes lettres"), Words("fails most", "manque le plus"),
)  # fmt: skip


def statistics(
    cycle: Cycle = None, form: FormCode = None, lang: Lang = "en", json: Json = False
) -> None:
    """What was found missing at the first check of each file: by item, by form, by group."""
    from forms.catalogue import forms
    from workflows.check.statistics import statistics as count

    if form is not None and form not in forms():
        fail([f"there is no form {form}; the forms are {', '.join(forms())}"])
    counted = count(sheets_of(open_office(), cycle, form))
    if json:
        as_json(told(counted))
    elif not counted.all.files:
        of = "" if cycle is None else _OF_CYCLE.spoken(lang).format(cycle)
        on = "" if form is None else _ON_FORM.spoken(lang).format(form)
        typer.echo(_NOTHING.spoken(lang).format(of, on))
    else:
        _shown(counted, lang)


def sheets_of(office: "Office", cycle: int | None, form: str | None) -> "Iterator[Sheet]":
    """The checks that were concluded, of a cycle and on a form if these are named."""
    from engine.runtime import queries, sheets

    with queries.looking(office.database) as connection:
        for one in sheets.concluded(connection, cycle):
            if form in (None, one.content["form"]):
                yield _sheet(one)


def told(counted: "Statistics") -> dict[str, Any]:
    """As data: `files`, `missing_per_file` (null without a file), `second_letters`, and `items`,
    each with `number`, `code`, `title`, `files`, `missing`, `share` (null where it applied to no
    file); the same again under each name in `by_form` and in `by_group`."""
    return {
        **_tally(counted.all),
        "by_form": {name: _tally(one) for name, one in counted.by_form.items()},
        "by_group": {name: _tally(one) for name, one in counted.by_group.items()},
    }


def _sheet(one: "Concluded") -> "Sheet":
    from workflows.check.statistics import Sheet

    content = one.content
    return Sheet(
        one.reference,
        content["form"],
        content["edition"],
        one.cycle,
        tuple(content["states"]),
        frozenset(item["code"] for item in content["items"] if item["applies"]),
        frozenset(
            item["code"]
            for item in content["items"]
            if item["found"] or item["verdict"] not in ("", "conform")
        ),
        "missing" in one.facts,
    )


def _tally(one: "Tally") -> dict[str, Any]:
    from workflows.check.items import ITEMS

    return {
        "files": one.files,
        "missing_per_file": one.missing_per_file,
        "second_letters": one.second_letters,
        "items": [
            {
                "number": item.number,
                "code": item.code,
                "title": item.title._asdict(),
                "files": count.files,
                "missing": count.missing,
                "share": count.share,
            }
            for item, count in zip(ITEMS, one.items, strict=True)
        ],
    }


def _shown(counted: "Statistics", lang: Language) -> None:
    from workflows.check.items import ITEMS

    items = {item.code: item for item in ITEMS}
    title = Words("What is missing at the first check", "Ce qui manque au premier contrôle")
    header = [one.spoken(lang) for one in _ITEMS]
    rows = (
        (items[one.code].number, items[one.code].title.spoken(lang), one.files, one.missing,
         _percent(one.share, lang))
        for one in counted.all.worst_first
    )  # fmt: skip
    table(title.spoken(lang), header, rows)
    _parts(Words("By form", "Par formulaire"), counted, counted.by_form, lang)
    _parts(Words("By electoral group", "Par groupe électoral"), counted, counted.by_group, lang)
    typer.echo(_GROUPS.spoken(lang))


def _parts(
    title: Words, counted: "Statistics", parts: "Mapping[str, Tally]", lang: Language
) -> None:
    """A line for each part, and one for all files."""
    lines = [(_named(name, lang), one) for name, one in parts.items()]
    lines.append((Words("all files", "tous les dossiers").spoken(lang), counted.all))
    header = ["", *(one.spoken(lang) for one in _PARTS)]
    rows = (
        (name, one.files, _number(one.missing_per_file or 0, lang), one.second_letters,
         _worst(one, lang))
        for name, one in lines
    )  # fmt: skip
    table(title.spoken(lang), header, rows)


def _named(name: str, lang: Language) -> str:
    from workflows.check.statistics import UNKNOWN_GROUP

    return Words(name, "inconnu").spoken(lang) if name == UNKNOWN_GROUP else name


def _worst(one: "Tally", lang: Language) -> str:
    """The three items that fail most, with their shares."""
    failing = [count for count in one.worst_first[:3] if count.missing]
    return ", ".join(f"{count.code} {_percent(count.share, lang)}" for count in failing)


def _percent(share: float | None, lang: Language) -> str:
    if share is None:
        return "-"
    return f"{share:.0%}" if lang == "en" else f"{share * 100:.0f}\N{NO-BREAK SPACE}%"


def _number(value: float, lang: Language) -> str:
    return f"{value:.1f}" if lang == "en" else f"{value:.1f}".replace(".", ",")
