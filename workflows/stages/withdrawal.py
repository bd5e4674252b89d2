"""A State may withdraw its dossier."""

from collections.abc import Sequence

from engine.workflow import Step
from workflows.roles import STATE_PARTY
from workflows.table import final, from_each

WITHDRAWN = final(
    "withdrawn", ("Withdrawn", "Retiré"),
    ("Withdrawn by the State Party", "Retiré par l'État partie"),
    ("may be withdrawn by the State Party", "pourra être retiré par l'État partie"),
)  # fmt: skip


def withdrawing(sources: Sequence[str], cite: str = "OD 20-25") -> tuple[Step, ...]:
    """A State may withdraw its dossier until it is examined."""
    return from_each(
        sources, "withdraw", "withdrawn", STATE_PARTY, ("Withdrawn", "Retiré"), cite,
        notify=("withdrawn",),
    )  # fmt: skip
