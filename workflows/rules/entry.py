"""A file that is entered after it was received."""

from datetime import datetime

from engine.parameters import UnknownParameter
from engine.rules import Question, rule
from workflows.cycle_receipt import deadlines, late
from workflows.selection.dossiers import asks_for


@rule("OD", "54")
def was_received_in_time(q: Question) -> str | None:
    """A file that is entered was received by the submission deadline of its cycle."""
    received, cycle = _received(q), q.answers.get("cycle")
    if received is None or not isinstance(cycle, int):
        return None
    mechanism, kind = asks_for(q.dossier.workflow, str(q.answers.get("list", "")))
    try:
        return late(received, mechanism, kind, deadlines(q.law, cycle), cycle)
    except UnknownParameter as unknown:
        return str(unknown)


@rule("OD", "16-18")
def extends_a_known_element(q: Question) -> str | None:
    """An inscription on an extended or reduced basis names the element that it changes."""
    return _unnamed_element(q, ("extension", "reduction"))


@rule("OD", "38-40")
def transfers_a_known_element(q: Question) -> str | None:
    """A transfer names the element that it moves."""
    return _unnamed_element(q, ("transfer_usl_rl", "transfer_rl_usl"))


def _unnamed_element(q: Question, workflows: tuple[str, ...]) -> str | None:
    if q.dossier.workflow not in workflows or q.dossier.text("element"):
        return None
    return "the file does not say yet which inscribed element it is about"


def _received(q: Question) -> datetime | None:
    received = q.answers.get("received_at")
    return datetime.fromisoformat(str(received)) if received else None
