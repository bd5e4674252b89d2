"""A file that is entered after it was received."""

from datetime import datetime

from engine.parameters import UnknownParameter
from engine.rules import Question, rule
from engine.words import Words
from workflows.cycle_receipt import deadlines, late
from workflows.selection.dossiers import asks_for


@rule(
    "OD",
    "54",
    "Un dossier saisi après coup a été reçu au plus tard à la date limite de soumission de son "
    "cycle.",
)
def was_received_in_time(q: Question) -> Words | None:
    """A file that is entered was received by the submission deadline of its cycle."""
    received, cycle = _received(q), q.answers.get("cycle")
    if received is None or not isinstance(cycle, int):
        return None
    mechanism, kind = asks_for(q.dossier.workflow, str(q.answers.get("list", "")))
    try:
        return late(received, mechanism, kind, deadlines(q.law, cycle), cycle)
    except UnknownParameter as unknown:
        return unknown.said


@rule(
    "OD",
    "16-18",
    "Une inscription élargie ou réduite indique l'élément qu'elle modifie.",
)
def extends_a_known_element(q: Question) -> Words | None:
    """An inscription on an extended or reduced basis names the element that it changes."""
    return _unnamed_element(q, ("extension", "reduction"))


@rule("OD", "38-40", "Un transfert indique l'élément qu'il déplace.")
def transfers_a_known_element(q: Question) -> Words | None:
    """A transfer names the element that it moves."""
    return _unnamed_element(q, ("transfer_usl_rl", "transfer_rl_usl"))


def _unnamed_element(q: Question, workflows: tuple[str, ...]) -> Words | None:
    if q.dossier.workflow not in workflows or q.dossier.text("element"):
        return None
    return Words(
        "the file does not say yet which inscribed element it is about",
        "le dossier n'indique pas encore sur quel élément inscrit il porte",
    )


def _received(q: Question) -> datetime | None:
    received = q.answers.get("received_at")
    return datetime.fromisoformat(str(received)) if received else None
