"""A complete file on any form: every question answered within its limits, every document there."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from engine.dossier import Dossier, Fact
from forms.answers import read
from forms.catalogue import edition_for, forms
from forms.form import Document, Edition, Field
from workflows.check.filed import Attachment, Filed

PERSON = {
    "name": "N. Osei", "title": "Director", "institution": "National Commission",
    "address": "1 Castle Road, Accra", "phone": "+233 30 000 0000", "email": "osei@example.org",
}  # fmt: skip
EVERY_EDITION = tuple(
    (form.code, min(edition.to_cycle or 2028, 2028))
    for form in forms().values()
    for edition in form.editions
)
"""Every form with a cycle for each of its editions."""

ASSISTANCE = ("ICH-04", "ICH-05", "ICH-06")


def received(cycle: int | None) -> str:
    """A day before every deadline of the cycle."""
    return f"{(cycle or 2028) - 2}-01-20T10:00:00.000000+00:00"


def text(field: Field) -> str:
    """A text as short as the field allows."""
    least = (field.limit.least if field.limit else None) or 1
    unit = field.limit.unit if field.limit else "words"
    return " ".join(["word"] * least) if unit == "words" else "w" * least


def answer(field: Field, states: Sequence[str]) -> Any:
    """A sound answer of one State, or of all."""
    known: dict[str, Any] = {
        "line": text(field),
        "text": text(field),
        "choice": field.choices[0][0] if field.choices else "",
        "choices": [field.choices[0][0]] if field.choices else [],
        "yes_no": True,
        "day": "2005-05-04",
        "number": 2,
        "list": list(states) if field.name == "states" else [text(field)],
        "contact": dict(PERSON),
        "money": [{"item": "Workshops", "amount": 9000, "paid_by": "the State"}],
        "timetable": [{"activity": "Workshops", "from": "2028-01", "to": "2028-06"}],
    }
    return known[field.kind]


def answers(edition: Edition, states: Sequence[str]) -> dict[str, Any]:
    """Sound answers to everything that the edition requires."""
    return {
        field.name: {state: answer(field, states) for state in states}
        if field.per_state
        else answer(field, states)
        for field in edition.fields
        if field.required
    }


def document(of: Document, number: int, state: str) -> Attachment:
    """A sound document; a photograph with its caption and its credit."""
    one = Attachment(of, f"{of} {number} {state}".strip(), state)
    if of != "photographs":
        return one
    return replace(one, caption=f"Weavers, {number}", credit="A. Photographer")


def attachments(edition: Edition, states: Sequence[str]) -> tuple[Attachment, ...]:
    """As many documents as the edition asks for, and no more."""
    return tuple(
        document(asked.document, number, state)
        for asked in edition.attached
        for state in (states if asked.per_state else ("",))
        for number in range(1, asked.least + 1)
    )


def whole(
    code: str, cycle: int | None = 2028, states: Sequence[str] = ("Ghana", "Togo"), **facts: Fact
) -> tuple[Filed, dict[str, Any]]:
    """A complete file on that form, of a cycle or of none, and the answers it was read from."""
    form = forms()[code]
    year = cycle or 2026
    edition = edition_for(form, year)
    given = answers(edition, states)
    workflow = form.workflows[0] if form.workflows else "rl"
    told: dict[str, Fact] = {"states": list(states), "received_at": received(cycle), **facts}
    if cycle is not None:
        told["cycle"] = cycle
    dossier = Dossier("RL-2028-0001", workflow, facts=told)
    given_by = attachments(edition, states)
    return Filed(dossier, form, edition, year, read(edition, states, given), given_by), given


def carried_over(filed: Filed, cycle: int) -> Filed:
    """The same file as it comes again, in time, on the edition it was on, for another cycle."""
    facts = {**filed.dossier.facts, "cycle": cycle, "received_at": received(cycle)}
    return replace(filed, year=cycle, dossier=replace(filed.dossier, facts=facts))


def answering(filed: Filed, given: Any) -> Filed:
    """The same file with other answers."""
    return replace(filed, answers=read(filed.edition, filed.dossier.states, given))


ITEM_OF = {
    "photographs": "IMAGES", "cession_photographs": "IMAGES", "video": "IMAGES",
    "cession_video": "IMAGES", "consent": "CONSENT", "inventory": "INVENTORY",
    "signature": "SIGNATURE", "letter": "SECTIONS", "report": "SECTIONS",
}  # fmt: skip
"""The item under which a document that is missing is told."""


def item_of(field: Field) -> str:
    """The item under which an answer that is missing is told."""
    if field.name.startswith("inventory_"):
        return "INVENTORY"
    if field.name in ("signatory_name", "signatory_title", "signed_on"):
        return "SIGNATURE"
    return {"contact": "CONTACTS", "money": "BUDGET", "timetable": "BUDGET"}.get(
        field.kind, "SECTIONS"
    )
