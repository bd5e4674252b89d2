"""What comes next of a dossier, in words: what follows if the State acts in time, and if not."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.parameters import Parameters
from engine.words import Words
from engine.workflow import Workflow
from portal.told import possible
from workflows.timetable import came_late

_NOT_BY_ITSELF: Final = frozenset({"withdrawn"})
"""What only the State itself brings about is not what comes next."""


def comes_next(
    workflow: Workflow, dossier: Dossier, due: Deadline | None, law: Parameters, now: datetime
) -> Words:
    """What follows from where the dossier stands; empty of one that is closed."""
    told = _BY_STATE.get(dossier.state)
    if told is not None and due is not None:
        return told(dossier, due, now)
    futures = list(_futures(workflow, dossier, law, now))
    if not futures:
        return Words("", "")
    en, fr = zip(*futures, strict=True)
    return Words(f"Next, the file {' or '.join(en)}.", f"Ensuite, le dossier {' ou '.join(fr)}.")


def _futures(
    workflow: Workflow, dossier: Dossier, law: Parameters, now: datetime
) -> Iterator[Words]:
    """Where the steps lead against which nothing stands by now; where something stands against all
    of them, where any of them leads."""
    steps = [
        (step.target, findings)
        for step, findings in possible(workflow, dossier, now, law)
        if step.target != dossier.state and step.target not in _NOT_BY_ITSELF
    ]
    clear = [target for target, findings in steps if not findings]
    for target in dict.fromkeys(clear or [target for target, _ in steps]):
        yield workflow.state[target].future


def _draft(dossier: Dossier, due: Deadline, now: datetime) -> Words:
    cycle = dossier.cycle or 0
    if now > due.closes:
        said = came_late(due, now, cycle)
        return Words(
            f"If it is filed now: {said.en} [{due.cited('en')}].",
            f"S'il est déposé maintenant : {said.fr} [{due.cited('fr')}].",
        )
    return Words(
        f"If it is received by {due}, it is of the cycle of {cycle}; otherwise it can be examined "
        f"in the cycle of {cycle + 1} [{due.cited('en')}].",
        f"S'il est reçu au plus tard le {due.spoken('fr')}, il relève du cycle {cycle} ; à défaut, "
        f"il peut être examiné au cours du cycle {cycle + 1} [{due.cited('fr')}].",
    )


def _incomplete(dossier: Dossier, due: Deadline, now: datetime) -> Words:
    cycle = dossier.cycle or 0
    if now > due.closes:
        return Words(
            f"What is missing was due by {due}: the file is to be returned [{due.cited('en')}].",
            f"Ce qui manque était attendu au plus tard le {due.spoken('fr')} : le dossier doit "
            f"être renvoyé [{due.cited('fr')}].",
        )
    return Words(
        f"If what is missing arrives by {due}, the file stays in the cycle of {cycle}; otherwise "
        f"it is returned [{due.cited('en')}].",
        f"Si ce qui manque arrive au plus tard le {due.spoken('fr')}, le dossier reste dans le "
        f"cycle {cycle} ; à défaut, il est renvoyé [{due.cited('fr')}].",
    )


def _in_dialogue(dossier: Dossier, due: Deadline, now: datetime) -> Words:
    if now > due.closes:
        return Words(
            f"The answer was due by {due}: the file is evaluated as it is [{due.cited('en')}].",
            f"La réponse était attendue au plus tard le {due.spoken('fr')} : le dossier est évalué "
            f"tel quel [{due.cited('fr')}].",
        )
    return Words(
        f"If the answer arrives by {due}, the Evaluation Body has it before it; otherwise the file "
        f"is evaluated as it is [{due.cited('en')}].",
        f"Si la réponse arrive au plus tard le {due.spoken('fr')}, l'Organe d'évaluation en tient "
        f"compte ; à défaut, le dossier est évalué tel quel [{due.cited('fr')}].",
    )


_BY_STATE: Final = {"draft": _draft, "incomplete": _incomplete, "in_dialogue": _in_dialogue}
