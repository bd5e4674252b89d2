"""Dossiers whose letters are held, and what is done with them."""

from typing import Any

from sqlalchemy import select

from engine.dossier import Actor, Dossier
from engine.runtime import reading
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.release import Released, release
from engine.runtime.tables import letter
from tests.moves import GHANA, OFFICER, opened, taken
from tests.parcels import reasons

RL = "RL-2028-0001"
LETTER = f"{RL}:completeness:6"
LIND, HADDAD = Actor("A. Lind", "secretariat"), Actor("R. Haddad", "head")


def incomplete(office: Office, reference: str = RL, file_no: str = "02345") -> str:
    """A dossier that is incomplete; the key of its completeness letter, which is held."""
    opened(office, reference)
    taken(office, "submit", GHANA, reference)
    taken(office, "register", OFFICER, reference, file_no=file_no)
    taken(office, "include", OFFICER, reference, place="inside")
    taken(office, "start_check", OFFICER, reference)
    asked = taken(office, "request_completion", OFFICER, reference, missing="Section 4.b")
    return f"{reference}:completeness:{asked.entry.number}"


def row(office: Office, key: str = LETTER) -> Any:
    """A letter as it stands in the outbox."""
    with looking(office.database) as connection:
        return connection.execute(select(letter).where(letter.c.key == key)).one()


def dossier(office: Office, reference: str = RL) -> Dossier:
    """The dossier as it stands."""
    with looking(office.database) as connection:
        return reading.dossiers(connection, [reference])[reference]


def released(office: Office, key: str = LETTER, who: Actor = LIND, **how: Any) -> Released:
    """A release that is not refused."""
    outcome = release(office, [key], who, **how)[key]
    assert isinstance(outcome, Released), str(outcome)
    return outcome


def refusal(office: Office, key: str = LETTER, who: Actor = LIND, **how: Any) -> list[str]:
    """Why a release is refused."""
    return reasons(release(office, [key], who, **how)[key])
