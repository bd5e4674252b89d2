"""Moves that several tests make with the real workflows."""

from collections.abc import Mapping
from typing import Any

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime.held_letters import held_letters
from engine.runtime.moves import Move, Moved
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.release import Released, release
from workflows.roles import COMMITTEE, EVALUATION_BODY, HEAD, SECRETARIAT, STATE_PARTY, SYSTEM

GHANA = Actor("N. Osei", STATE_PARTY, frozenset({"Ghana"}))
OFFICER = Actor("A. Lind", SECRETARIAT)
CHIEF = Actor("R. Haddad", HEAD)
BODY = Actor("The Rapporteur", EVALUATION_BODY)
SESSION = Actor("The Committee", COMMITTEE)
THE_SYSTEM = Actor("ich-dossiers", SYSTEM)

KENTE: Mapping[str, Any] = {
    "title": "Kente weaving",
    "cycle": 2028,
    "states": ["Ghana"],
    "contact": "osei@example.org",
}


def made(office: Office, move: Move) -> Moved:
    """The move, which must not be refused."""
    outcome = office.execute(move)
    assert not isinstance(outcome, Refused), str(outcome)
    return outcome


def opened(office: Office, reference: str = "RL-2028-0001", workflow: str = "rl", **more: Any):
    """A draft."""
    return made(office, Move(reference, "open", GHANA, {**KENTE, **more}, opens=workflow))


def taken(
    office: Office, trigger: str, actor: Actor, reference: str = "RL-2028-0001", **answers: Any
):
    """One more step."""
    return made(office, Move(reference, trigger, actor, answers))


def held_keys(office: Office, reference: str | None = None) -> list[str]:
    """The keys of the letters that are held, of one dossier or of all, oldest first."""
    with looking(office.database) as connection:
        return [one.key for one in held_letters(connection, reference)]


def posted(office: Office, reference: str = "RL-2028-0001", actor: Actor = OFFICER) -> str:
    """Release the one letter of a dossier that is held, so that it leaves; its key."""
    (key,) = held_keys(office, reference)
    outcome = release(office, [key], actor)[key]
    assert isinstance(outcome, Released), str(outcome)
    assert outcome.leaves
    return key
