"""The forms as data for machines: the same shape from a command and from an address."""

from typing import Any

from forms.catalogue import forms
from forms.form import Attached, Edition, Field, Form, Limit
from workflows.check.seen import DOCUMENTS

Data = dict[str, Any]
"""What becomes a JSON object; words are {"en": ..., "fr": ...}."""


def listed() -> list[Data]:
    """Every form with its editions, from which cycle on, and whether new files come on it."""
    return [
        {
            **_form(form),
            "editions": [
                {
                    "name": one.name,
                    "from_cycle": one.from_cycle,
                    "to_cycle": one.to_cycle,
                    "fields": len(one.fields),
                    "cite": one.cite,
                    "mark": one.mark,
                }
                for one in form.editions
            ],
        }
        for form in forms().values()
    ]


def whole(form: Form, edition: Edition) -> Data:
    """One edition of a form with all that it asks, in its order; None where there is nothing."""
    return {
        **_form(form),
        "edition": edition.name,
        "from_cycle": edition.from_cycle,
        "to_cycle": edition.to_cycle,
        "cite": edition.cite,
        "mark": edition.mark,
        "note": edition.note or None,
        "sections": [
            {
                "number": section.number,
                "title": section.title._asdict(),
                "fields": [_field(field) for field in section.fields],
            }
            for section in edition.sections
        ],
        "attached": [_attached(one) for one in edition.attached],
    }


def _form(form: Form) -> Data:
    return {
        "code": form.code,
        "title": form.title._asdict(),
        "workflows": list(form.workflows),
        "closed": form.closed or None,
    }


def _field(field: Field) -> Data:
    return {
        "name": field.name,
        "kind": field.kind,
        "label": field.label._asdict(),
        "help": field.help._asdict(),
        "criterion": field.criterion or None,
        "required": field.required,
        "per_state": field.per_state,
        "limit": None if field.limit is None else _limit(field.limit),
        "choices": [{"value": value, "label": said._asdict()} for value, said in field.choices],
    }


def _limit(limit: Limit) -> Data:
    """How long an answer may be: both ends are included, None where there is none."""
    return {
        "unit": limit.unit,
        "least": limit.least,
        "most": limit.most,
        "cite": limit.cite,
        "mark": limit.mark,
    }


def _attached(one: Attached) -> Data:
    """A document that goes with the form: how many at least and at most (None: any number)."""
    return {
        "document": one.document,
        "label": DOCUMENTS[one.document]._asdict(),
        "least": one.least,
        "most": one.most,
        "per_state": one.per_state,
        "cite": one.cite,
        "mark": one.mark,
    }
