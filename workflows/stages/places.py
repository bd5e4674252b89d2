"""Places in a cycle, inside or outside the ceiling, and the backlog."""

from engine.rules import Rule
from engine.workflow import Step
from workflows.asked import NAMED_BY, OWN_ORDER
from workflows.needed import NUMBERED
from workflows.roles import OFFICE, STATE_PARTY
from workflows.rules.order import (
    check_comes_first,
    has_no_place_yet,
    selection_comes_first,
)
from workflows.rules.priority import may_be_named, ranks_from_one
from workflows.table import ask, final, from_each, state, step

PLACE_STATES = (
    state(
        "included", OFFICE[0], ("Has a place in the cycle", "A une place dans le cycle"),
        ("Included in the cycle", "Inclus dans le cycle"),
        ("will be given a place in the cycle", "recevra une place dans le cycle"), needs=NUMBERED,
    ),
    state(
        "backlog", STATE_PARTY, ("Backlog", "En attente d'un cycle"),
        ("Not treated in this cycle", "Non traité dans ce cycle"),
        ("will wait for a later cycle", "attendra un cycle ultérieur"), needs=NUMBERED,
    ),
    final(
        "carried_over", ("Carried over", "Repris dans un autre cycle"),
        ("Continues in a later cycle", "Se poursuit dans un cycle ultérieur"),
        ("will continue in a later cycle", "se poursuivra dans un cycle ultérieur"),
        needs=NUMBERED,
    ),
)  # fmt: skip

LEVEL = ask(
    "level", "choice", "level of priority", "niveau de priorité", required=False,
    choices=("0", "i", "ii", "iii"),
)  # fmt: skip
RANK = ask("rank", "number", "rank in the order of priority", "rang de priorité", required=False)
WHY = ask("why", "text", "reasons for the level and the rank", "motifs du niveau et du rang",
          required=False)  # fmt: skip
PRIORITY = (LEVEL, RANK, WHY)
"""What the selection found, kept with the step that it leads to."""

PLACE = ask(
    "place", "choice", "place under the ceiling", "place au regard du plafond",
    choices=("inside", "outside"),
)  # fmt: skip


def placing(source: str, *guards: Rule) -> tuple[Step, ...]:
    """From there, a dossier gets a place in the cycle or stays in the backlog."""
    return (
        step(
            "include", source, "included", OFFICE,
            ("Given a place in the cycle", "Place accordée dans le cycle"), "OD 33-34",
            asks=(PLACE, *PRIORITY), guards=(*guards, has_no_place_yet), notify=("included",),
        ),
        step(
            "leave_in_backlog", source, "backlog", OFFICE,
            ("Left in the backlog", "Laissé en attente"), "OD 33-34",
            asks=PRIORITY, guards=(*guards, has_no_place_yet), notify=("left_in_backlog",),
        ),
    )  # fmt: skip


PLACE_STEPS = (
    *placing("registered", selection_comes_first),
    *placing("complete", check_comes_first),
    step(
        "take_from_backlog", "backlog", "included", OFFICE,
        ("Taken from the backlog", "Repris de la liste d'attente"), "OD 33-34",
        asks=(PLACE,), needs_reason=True, notify=("included",),
    ),
    step(
        "carry_over", "backlog", "carried_over", (STATE_PARTY, *OFFICE),
        ("Carried over to a later cycle", "Reporté par l'État à un cycle ultérieur"), "OD 33-34",
        notify=("carried_over",),
    ),
    *from_each(
        ("draft", "submitted", "registered", "complete"), "rank", None, (STATE_PARTY, *OFFICE),
        ("Ranked among the State's own files", "Classé parmi les dossiers de l'État"), "OD 34",
        asks=(OWN_ORDER, NAMED_BY), guards=(has_no_place_yet, ranks_from_one, may_be_named),
    ),
)  # fmt: skip
