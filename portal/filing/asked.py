"""The form and the edition on which a dossier comes."""

from datetime import datetime
from typing import Final

from engine.dossier import Dossier
from forms.catalogue import edition_for, forms_of
from forms.form import Edition, Form
from workflows.working_days import day_in_paris

_OTHERS: Final = (("list", "USL", "ICH-01"), ("prepares", "proposal", "ICH-06"))
"""Facts that call for another form than the usual one of a workflow: an element of the Urgent
Safeguarding List is extended or reduced on the form of that List, and a proposal to the Register is
prepared on a form of its own."""


def form_of(dossier: Dossier) -> Form:
    """The form of a dossier. LookupError where there is none for its workflow."""
    known = forms_of(dossier.workflow)
    for fact, value, code in _OTHERS:
        if dossier.text(fact) == value:
            known = tuple(one for one in known if one.code == code) or known
    if not known:
        raise LookupError(f"no form is for the workflow {dossier.workflow}")
    return known[0]


def edition_of(dossier: Dossier, now: datetime) -> tuple[Form, Edition]:
    """The form and the edition its cycle asks for; that of the year where it is of no cycle.
    LookupError where there is none."""
    form = form_of(dossier)
    return form, edition_for(form, year_of(dossier, now))


def year_of(dossier: Dossier, now: datetime) -> int:
    """The cycle of a dossier, or the year in Paris of one that belongs to none."""
    return dossier.cycle or day_in_paris(now).year
