"""What the Committee decides of a file: one outcome each, under its number and its day."""

from engine.rules import Rule
from engine.workflow import Ask, State, Step
from workflows.asked import DECIDED_ON, DECISION
from workflows.needed import DECIDED
from workflows.roles import COMMITTEE
from workflows.rules.decision import decided_by_now, decision_of_the_committee
from workflows.table import Pair, final, step


def outcome(name: str, office: Pair, public: Pair, future: Pair) -> State:
    """A state that only a decision of the Committee leads to."""
    return final(name, office, public, future, needs=DECIDED)


def deciding(
    trigger: str,
    target: str,
    event: Pair,
    letter: str,
    *asks: Ask,
    cite: str = "OD 33-37",
    guards: tuple[Rule, ...] = (),
) -> Step:
    """The Committee decides; its letter waits for a person to release it."""
    return step(
        trigger, "examined", target, COMMITTEE, event, cite,
        asks=(DECISION, DECIDED_ON, *asks),
        guards=(decision_of_the_committee, decided_by_now, *guards),
        notify=(letter,), held=True,
    )  # fmt: skip


REFERRED = outcome(
    "referred", ("Referred to the State", "Renvoyé à l'État"),
    ("Referred for additional information", "Renvoyé pour complément d'information"),
    ("may be referred for additional information", "pourra être renvoyé pour complément"),
)  # fmt: skip


def referring(cite: str = "OD 33-37") -> Step:
    """The Committee refers the file: its State may resubmit it, updated, in a later cycle."""
    return deciding(
        "refer", "referred",
        ("Referred for additional information", "Renvoyé pour complément d'information"),
        "decision_referred", cite=cite,
    )  # fmt: skip
