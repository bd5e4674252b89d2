"""The form and the edition on which a dossier comes."""

from datetime import datetime
from typing import Final

from engine.dossier import Dossier
from forms.catalogue import edition_for, forms_of
from forms.form import Edition, Form
from workflows.working_days import day_in_paris

_ON_THE_URGENT_LIST: Final = "ICH-01"
"""An element of the Urgent Safeguarding List is extended or reduced on the form of that List."""


def form_of(dossier: Dossier) -> Form:
    """The form of a dossier. LookupError where there is none for its workflow."""
    known = forms_of(dossier.workflow)
    if dossier.text("list") == "USL":
        known = tuple(one for one in known if one.code == _ON_THE_URGENT_LIST) or known
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
