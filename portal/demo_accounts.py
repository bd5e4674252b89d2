"""The people of the demonstration: one account for each role, and the two States they speak for."""

from typing import Final

from engine.runtime import accounts
from engine.runtime.accounts import Account, Newcomer
from engine.runtime.database import writer
from engine.runtime.office import Office
from engine.runtime.queries import looking
from workflows.roles import (
    AUDITOR,
    BUREAU,
    COMMITTEE,
    DELEGATION,
    EVALUATION_BODY,
    HEAD,
    SECRETARIAT,
    STATE_PARTY,
)

GHANA: Final = frozenset({"Ghana"})
FRANCE: Final = frozenset({"France"})

PEOPLE: Final = (
    Newcomer("n.osei@example.org", "N. Osei", STATE_PARTY, GHANA, zone="Africa/Accra"),
    Newcomer("e.mensah@example.org", "E. Mensah", DELEGATION, GHANA),
    Newcomer("c.dubois@example.org", "C. Dubois", STATE_PARTY, FRANCE, "fr"),
    Newcomer("m.laurent@example.org", "M. Laurent", DELEGATION, FRANCE, "fr"),
    Newcomer("a.lind@example.org", "A. Lind", SECRETARIAT),
    Newcomer("r.haddad@example.org", "R. Haddad", HEAD),
    Newcomer("s.kimura@example.org", "S. Kimura", EVALUATION_BODY, zone="Asia/Tokyo"),
    Newcomer("p.novak@example.org", "P. Novák", COMMITTEE, zone="Europe/Prague"),
    Newcomer("l.rossi@example.org", "L. Rossi", BUREAU, zone="Europe/Rome"),
    Newcomer("j.ortega@example.org", "J. Ortega", AUDITOR, zone="America/Bogota"),
)
"""Nobody is called so: addresses and names are made up."""


def demonstration_accounts(office: Office) -> list[Account]:
    """The accounts of the demonstration, in this order; those that are not there yet are made."""
    now = office.clock()
    with writer(office.database).begin() as connection:
        return [
            accounts.by_address(connection, one.address)
            or accounts.add(connection, one, "the demonstration", now)
            for one in PEOPLE
        ]


def there(office: Office) -> list[Account]:
    """Those of them that may sign in, in this order; none is made."""
    with looking(office.database) as connection:
        found = [accounts.by_address(connection, one.address) for one in PEOPLE]
    return [one for one in found if one is not None and one.active]
