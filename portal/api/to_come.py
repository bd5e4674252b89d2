"""The letters that a step would cause, as a dry run tells them."""

from engine.decide import Accepted, Refused
from engine.dossier import Dossier
from engine.runtime.moves import Move
from engine.workflow import Workflow
from notifications.letters import Letter
from portal.access.files import reads_letters
from portal.api.shapes.said import said
from portal.api.shapes.steps import LetterRead, LetterTo, LetterToCome
from portal.dossier_pages.follows import moved_by
from portal.dossier_pages.letters_to_come import ToCome, letters_to_come
from portal.here import Here


def to_come(
    here: Here, workflow: Workflow, dossier: Dossier, verdict: Accepted | Refused, move: Move
) -> list[LetterToCome]:
    """The letters of an accepted move, for who reads the letters of the dossier; none for
    others."""
    if isinstance(verdict, Refused) or reads_letters(move.actor, dossier) is not None:
        return []
    after = moved_by(dossier, verdict.step.target, verdict.facts)
    found = letters_to_come(here, workflow, verdict.step, after, move.reason)
    return [_told(one) for one in found]


def _told(one: ToCome) -> LetterToCome:
    reads = {each.language: _read(each) for each in one.letters}
    return LetterToCome(
        template=one.template, held=one.held, en=reads.get("en"), fr=reads.get("fr"),
        to=[LetterTo(name=each.name, address=each.address, role=each.role) for each in one.to],
        why=one.why and said(one.why),
    )  # fmt: skip


def _read(one: Letter) -> LetterRead:
    return LetterRead(subject=one.subject, text=one.text)
