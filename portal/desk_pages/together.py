"""One step for many dossiers: tried first, then taken, each dossier by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from engine.citation import house
from engine.decide import Accepted, Asked, Refused, decide
from engine.dossier import Actor
from engine.rules import Finding
from engine.runtime import queries
from engine.runtime.database import Link
from engine.runtime.desk import Standing
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.words import Words
from portal.desk_pages.picked import Picked


@dataclass(frozen=True, slots=True)
class Same:
    """The step that all of them are to take, with the answers and the reason of all of them."""

    trigger: str
    answers: Mapping[str, str]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it for one dossier, or would come; `went` is "would", "done" or "not".
    `leads_to` is the state that it stands in then, where it has one."""

    reference: str
    shown: Standing | None
    went: str
    leads_to: Words | None = None
    findings: Sequence[Finding] = field(default_factory=tuple)

    @property
    def words(self) -> str:
        """The name of the words for how it went."""
        return {"would": "desk_would", "done": "desk_went", "not": "desk_not"}[self.went]


def tried(office: Office, who: Actor, same: Same, picked: Sequence[Picked]) -> list[Result]:
    """What would come of it now: nothing is moved."""
    with queries.looking(office.database) as connection:
        return [_tried(office, connection, who, same, one) for one in picked]


def taken(
    office: Office, who: Actor, same: Same, picked: Sequence[Picked], key: str
) -> list[Result]:
    """Move each of them, or leave it as it was. Under the same key each moves once, however often
    it is asked."""
    return [_taken(office, who, same, one, f"{key}:{one.reference}") for one in picked]


def not_there(one: Picked) -> Result:
    """What is said of a dossier that this person does not see."""
    return Result(one.reference, None, "not", findings=(_NOT_THERE,))


def _tried(office: Office, connection: Link, who: Actor, same: Same, one: Picked) -> Result:
    if one.dossier is None:
        return not_there(one)
    result = Result(one.reference, one.shown, "not")
    workflow = office.book.pinned(connection, one.dossier.workflow, one.dossier.definition)
    asked = Asked(same.trigger, who, same.answers, same.reason)
    verdict = decide(workflow, one.dossier, asked, office.clock(), office.book.law)
    meanwhile = (_MOVED,) if one.dossier.version != one.seen else ()
    against = verdict.findings if isinstance(verdict, Refused) else ()
    if meanwhile or not isinstance(verdict, Accepted):
        return replace(result, findings=(*meanwhile, *against))
    return replace(result, went="would", leads_to=workflow.state[verdict.step.target].office)


def _taken(office: Office, who: Actor, same: Same, one: Picked, request: str) -> Result:
    if one.dossier is None:
        return not_there(one)
    result = Result(one.reference, one.shown, "not")
    move = Move(
        one.reference, same.trigger, who, same.answers, same.reason, seen=one.seen, request=request
    )
    outcome = office.execute(move)
    if isinstance(outcome, Refused):
        return replace(result, findings=outcome.findings)
    with queries.looking(office.database) as connection:
        made = outcome.entry
        workflow = office.book.pinned(connection, made.workflow, made.definition)
    return replace(result, went="done", leads_to=workflow.state[made.target].office)


_NOT_THERE: Final = Finding(
    "dossier",
    Words("there is no such dossier on your desk", "ce dossier n'est pas sur votre bureau"),
    house("8"),
)
_MOVED: Final = Finding(
    "state",
    Words(
        "it has moved since this list was shown: look at it again",
        "il a avancé depuis l'affichage de cette liste : consultez-le de nouveau",
    ),
    house("2"),
)
