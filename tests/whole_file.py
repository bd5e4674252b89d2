"""A complete file on any form: every question answered within its limits, every document there."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from engine.dossier import Dossier, Fact
from forms.answers import read
from forms.catalogue import edition_for, forms
from forms.form import Edition, Field
from workflows.check.filed import Attachment, Filed

PERSON = {
    "name": "N. Osei", "title": "Director", "institution": "National Commission",
    "address": "1 Castle Road, Accra", "phone": "+233 30 000 0000", "email": "osei@example.org",
}  # fmt: skip
RECEIVED = "2027-01-20T10:00:00.000000+00:00"


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
        "day": "2015-05-04",
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


def attachments(edition: Edition, states: Sequence[str]) -> tuple[Attachment, ...]:
    """As many documents as the edition asks for, and no more."""
    return tuple(
        Attachment(asked.document, f"{asked.document} {number} {state}".strip(), state)
        for asked in edition.attached
        for state in (states if asked.per_state else ("",))
        for number in range(1, asked.least + 1)
    )


def whole(
    code: str, cycle: int = 2028, states: Sequence[str] = ("Ghana", "Togo"), **facts: Fact
) -> tuple[Filed, dict[str, Any]]:
    """A complete file on that form, and the answers it was read from."""
    form = forms()[code]
    edition = edition_for(form, cycle)
    given = answers(edition, states)
    workflow = form.workflows[0] if form.workflows else "rl"
    told = {"cycle": cycle, "states": list(states), "received_at": RECEIVED, **facts}
    dossier = Dossier("RL-2028-0001", workflow, facts=told)
    filed = Filed(
        dossier, form, edition, edition.name, read(edition, states, given),
        attachments(edition, states),
    )  # fmt: skip
    return filed, given


def answering(filed: Filed, given: Any) -> Filed:
    """The same file with other answers."""
    return replace(filed, answers=read(filed.edition, filed.dossier.states, given))
