"""The forms as they are written in TOML: read whole, or refused with all faults at once."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from engine.words import Words
from forms.faults import faults_of_text, names_forms, twice
from forms.form import Attached, Edition, Field, Form, Limit, Section


def read(texts: Iterable[tuple[str, str]]) -> Mapping[str, Form]:
    """The forms by code, from TOML texts given as (file name, text): a text with `form` tables
    names the forms, every other one is an edition of one of them.

    Raises ValueError with all faults of all texts at once.
    """
    faults: list[str] = []
    sound: list[dict[str, Any]] = []
    broken: list[dict[str, Any]] = []
    for file_name, text in texts:
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            faults.append(f"{file_name}: it is no TOML ({fault})")
            continue
        wrong = [f"{file_name}: {fault}" for fault in faults_of_text(table)]
        faults += wrong
        (broken if wrong else sound).append(table)
    editions = [(table["form"], _edition(table)) for table in sound if not names_forms(table)]
    named = [one for table in sound if names_forms(table) for one in table["form"]]
    forms = [_form(table, editions) for table in named]
    faults += _faults_of_all(forms, editions, broken)
    if faults:
        raise ValueError("; ".join(faults))
    return MappingProxyType({form.code: form for form in forms})


def _faults_of_all(
    forms: list[Form], editions: list[tuple[str, Edition]], broken: list[dict[str, Any]]
) -> Iterator[str]:
    """A form is named once; its editions follow one another without a gap or a double."""
    codes = [form.code for form in forms]
    yield from twice("form", codes)
    # What is missing only because its text has a fault is no fault of its own.
    if not any(map(names_forms, broken)):
        for code in sorted({code for code, _ in editions} - set(codes)):
            yield f"{code}: there is no such form"
    for form in forms:
        if all(table.get("form") != form.code for table in broken):
            yield from (f"{form.code}: {fault}" for fault in _faults_of_editions(form))


def _faults_of_editions(form: Form) -> Iterator[str]:
    if not form.editions:
        yield "no edition"
        return
    yield from twice("edition", (edition.name for edition in form.editions))
    for one, following in pairwise(form.editions):
        if one.to_cycle is None or one.to_cycle >= following.from_cycle:
            yield f"the editions {one.name} and {following.name} overlap"
        elif one.to_cycle + 1 < following.from_cycle:
            yield f"no edition between {one.name} and {following.name}"
    ends = form.editions[-1].to_cycle is not None
    if ends and not form.closed:
        yield f"its last edition ends with {form.editions[-1].to_cycle}, and it is not closed"
    if form.closed and not ends:
        yield "it is closed, and its last edition has no end"


# --- what a text without a fault says ----------------------------------------------------------


def _form(table: Mapping[str, Any], editions: list[tuple[str, Edition]]) -> Form:
    own = [edition for code, edition in editions if code == table["code"]]
    return Form(
        code=table["code"],
        title=Words(**table["title"]),
        workflows=tuple(table.get("workflows", [])),
        editions=tuple(sorted(own, key=lambda edition: edition.from_cycle)),
        closed=table.get("closed", ""),
    )


def _edition(table: Mapping[str, Any]) -> Edition:
    return Edition(
        name=table["name"],
        from_cycle=table["from_cycle"],
        to_cycle=table.get("to_cycle"),
        sections=tuple(map(_section, table["section"])),
        attached=tuple(map(_attached, table.get("attached", []))),
        cite=table["cite"],
        mark=table["mark"],
        note=table.get("note", ""),
    )


def _section(table: Mapping[str, Any]) -> Section:
    fields = tuple(map(_field, table["field"]))
    return Section(table["number"], Words(**table["title"]), fields)


def _field(table: Mapping[str, Any]) -> Field:
    limit = table.get("limit")
    return Field(
        name=table["name"],
        kind=table["kind"],
        label=Words(**table["label"]),
        help=Words(**table["help"]),
        criterion=table.get("criterion", ""),
        required=table.get("required", True),
        per_state=table.get("per_state", False),
        limit=None if limit is None else Limit(**{"least": None, "most": None, **limit}),
        choices=tuple(
            (one["value"], Words(one["en"], one["fr"])) for one in table.get("choices", [])
        ),
    )


def _attached(table: Mapping[str, Any]) -> Attached:
    return Attached(**{"most": None, "per_state": False, **table})
