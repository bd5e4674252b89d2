"""The whole way of a file that the Committee examines."""

from engine.rules import Rule
from engine.workflow import Step
from workflows.stages.completeness import CHECK_STATES, CHECK_STEPS, RETURNED
from workflows.stages.evaluation import EVALUATION_STATES, EVALUATION_STEPS
from workflows.stages.places import PLACE_STATES, PLACE_STEPS
from workflows.stages.receipt import RECEIPT_STATES, RECEIPT_STEPS, submitting
from workflows.stages.withdrawal import WITHDRAWN, withdrawing

COMMITTEE_STATES = (
    *RECEIPT_STATES, *PLACE_STATES, *CHECK_STATES, RETURNED, *EVALUATION_STATES, WITHDRAWN,
)  # fmt: skip

UNTIL_EXAMINED = tuple(
    one.name for one in COMMITTEE_STATES if not one.final and one.name != "examined"
)


def to_the_committee(open_it: Step, enter_it: Step, *submit_guards: Rule) -> tuple[Step, ...]:
    """Every step from the draft, or the entry, to the moment the Committee takes the file up."""
    return (
        open_it,
        enter_it,
        submitting(*submit_guards),
        *RECEIPT_STEPS,
        *PLACE_STEPS,
        *CHECK_STEPS,
        *EVALUATION_STEPS,
        *withdrawing(UNTIL_EXAMINED),
    )
