"""A file that is entered after it was received, and the element that a change is about."""

from typing import Any

from engine.content import stamp
from engine.rules import Question
from tests.test_rules import Case, answered, answering, paris, question
from workflows.rules.entry import (
    extends_a_known_element,
    transfers_a_known_element,
    was_received_in_time,
)

NOW = paris(2027, 4, 20, 12)
IN_TIME, LATE = paris(2027, 3, 31, 18), paris(2027, 3, 31, 18, 0, 1)
TOO_LATE = (
    "received 31 March 2027, 18:00:01 (Paris time), after the deadline of 31 March 2027, 18:00 "
    "(Paris time) (31 March 2027 for the cycle of 2028; at 18:00 (Europe/Paris)); it can be "
    "examined in the cycle of 2029"
)


def entry(workflow: str = "rl", **answers: Any) -> Question:
    """The entry of a file with these answers, on 20 April 2027."""
    return question(NOW, workflow=workflow, trigger="enter", answers=answers)


CASES = [
    Case(
        "the instant of the deadline is in time",
        was_received_in_time, entry(cycle=2028, received_at=stamp(IN_TIME)), None,
    ),
    Case(
        "a second later is late",
        was_received_in_time, entry(cycle=2028, received_at=stamp(LATE)), TOO_LATE,
    ),
    Case(
        "an extension has the general deadline",
        was_received_in_time,
        entry("extension", list="RL", cycle=2028, received_at=stamp(LATE)), TOO_LATE,
    ),
    Case(
        "a transfer from the Urgent Safeguarding List has until 30 June",
        was_received_in_time,
        entry("transfer_usl_rl", cycle=2028, received_at=stamp(LATE)), None,
    ),
    Case(
        "a cycle without a timetable has no deadline to be judged by",
        was_received_in_time, entry(cycle=2101, received_at=stamp(LATE)),
        "the timetable is known for the cycles 2010 to 2100, not for 2101",
    ),
    Case(
        "without a cycle nothing is judged: it is missed as an answer",
        was_received_in_time, entry(received_at=stamp(LATE)), None,
    ),
    Case(
        "an extension names its element",
        extends_a_known_element, question(workflow="extension", element="00981"), None,
    ),
    Case(
        "an extension that was entered without its element waits",
        extends_a_known_element, question(workflow="extension"),
        "the file does not say yet which inscribed element it is about",
    ),
    Case("a nomination is about none", extends_a_known_element, question(), None),
    Case(
        "a transfer names its element",
        transfers_a_known_element, question(workflow="transfer_rl_usl", element="00981"), None,
    ),
    Case(
        "a transfer that was entered without its element waits",
        transfers_a_known_element, question(workflow="transfer_usl_rl"),
        "the file does not say yet which inscribed element it is about",
    ),
]  # fmt: skip


@answering(CASES)
def test_entry(case: Case):
    assert answered(case) == case.sentence
