"""The two reports of States: on an element in need of urgent safeguarding, and periodic."""

from engine.words import Words
from engine.workflow import Step, Workflow
from workflows.asked import ELEMENT
from workflows.reports.due import PERIODIC_REPORT, USL_REPORT
from workflows.reports.stretch import (
    BY_ANOTHER_TIMETABLE,
    DUE_IN,
    REPORT_STATES,
    reporting,
    scheduling,
)
from workflows.roles import CALLED
from workflows.rules.people import acts_for_a_submitting_state
from workflows.rules.receipt import numbered_in_five_digits
from workflows.rules.reports import (
    due_every_few_years,
    due_in_the_year_of_its_region,
    is_a_day_the_law_knows,
    of_one_state,
)
from workflows.table import Pair, ask

INSCRIBED_IN = ask("inscribed_in", "number", "year of the inscription", "année de l'inscription")

_ON_AN_ELEMENT = "OD 160-164"
_PERIODIC = "OD 151-152"


def _workflow(name: str, title: Pair, cite: str, *openings: Step) -> Workflow:
    return Workflow(
        name,
        Words(*title),
        REPORT_STATES,
        (*openings, *reporting(cite)),
        always=(acts_for_a_submitting_state,),
        roles=CALLED,
    )


WORKFLOWS = (
    _workflow(
        USL_REPORT,
        ("Report on an element in need of urgent safeguarding (form ICH-11)",
         "Rapport sur un élément nécessitant une sauvegarde urgente (formulaire ICH-11)"),
        _ON_AN_ELEMENT,
        scheduling(
            "open", _ON_AN_ELEMENT, (ELEMENT, INSCRIBED_IN, DUE_IN),
            (numbered_in_five_digits, due_every_few_years),
        ),
    ),
    _workflow(
        PERIODIC_REPORT,
        ("Periodic report on the implementation of the Convention (form ICH-10)",
         "Rapport périodique sur la mise en œuvre de la Convention (formulaire ICH-10)"),
        _PERIODIC,
        scheduling("open", _PERIODIC, (DUE_IN,), (of_one_state, due_in_the_year_of_its_region)),
        scheduling(
            "open_by_decision", _PERIODIC, BY_ANOTHER_TIMETABLE,
            (of_one_state, is_a_day_the_law_knows),
        ),
    ),
)  # fmt: skip
