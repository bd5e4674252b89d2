"""Giving the places of a cycle: the selection, carried out in one unit of work."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.decide import Refused
from engine.dossier import Actor, Dossier
from engine.runtime.moves import Move
from engine.runtime.office import Office
from portal.cycle import Standing, standing
from workflows.selection.cut import Decision
from workflows.selection.dossiers import waits
from workflows.selection.kept import kept
from workflows.selection.policy import policy_for
from workflows.selection.selection import Selection, against, select
from workflows.selection.why import Reasons


def selection(
    office: Office, cycle: int, decision: Decision, now: Standing | None = None
) -> Selection | Refused:
    """What the law and the decision make of the cycle as it stands, or as it was read already;
    nothing moves.

    UnknownParameter where the law does not know the cycle.
    """
    return _selected(office, now or standing(office, cycle), decision)


def give_places(
    office: Office, cycle: int, decision: Decision, actor: Actor
) -> tuple[Selection | Refused, int]:
    """Move every dossier to its place or into the backlog, all or none, and how many moved. Those
    that are undecided stay until a person decides."""
    now = standing(office, cycle)
    made = _selected(office, now, decision)
    if isinstance(made, Refused):
        return made, 0
    moves = list(_moves(made, now.dossiers, actor))
    outcome = office.execute_together(moves) if moves else []
    return (outcome, 0) if isinstance(outcome, Refused) else (made, len(moves))


def _selected(office: Office, now: Standing, decision: Decision) -> Selection | Refused:
    made = select(now.cycle, policy_for(office.book.law, now.cycle.number), decision)
    findings = against(made)
    return Refused(tuple(findings)) if findings else made


def _moves(made: Selection, dossiers: Mapping[str, Dossier], actor: Actor) -> Iterator[Move]:
    def move(file_no: str, trigger: str, **answers: Any) -> Iterator[Move]:
        one = dossiers[file_no]
        if waits(one):
            reason = made.decision.reason
            yield Move(one.reference, trigger, actor, answers, reason, seen=one.version)

    for file in made.outside:
        yield from move(file.file_no, "include", place="outside")
    reasons = Reasons(made)
    for rank, one, status in made.inside():
        found = {"level": one.level, "rank": rank, "why": kept(reasons.of(rank - 1))}
        if status == "selected":
            yield from move(one.file.file_no, "include", place="inside", **found)
        elif status == "backlog":
            yield from move(one.file.file_no, "leave_in_backlog", **found)
