"""Two workers that begin a person's message in the same instant: nothing is told in a message that
has left already."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from sqlalchemy import Connection

from engine.runtime import ledger, reading
from engine.runtime.office import Office
from notifications.people import Person
from notifications.together import told_together
from portal.assemble import foresight
from tests.conftest import ToldClock
from tests.mail import text_of
from tests.reminded_office import OTHER, at, incomplete
from tests.test_relay import RL, Post, relay

OSEI = Person("osei@example.org", "", "en", False, "contact")
PATIENCE_SECONDS = 20
A_WHILE_SECONDS = 0.3


@pytest.fixture
def database_url(postgresql: str) -> str:
    """PostgreSQL alone: SQLite lets one begin after the other has ended."""
    return postgresql


def handed(
    office: Office,
    reference: str,
    transaction: Connection,
    meanwhile: Callable[[], object] = lambda: None,
) -> None:
    """Hand the contact person's reminder of a file over in that transaction."""
    dossier = reading.dossiers(transaction, [reference])[reference]
    reminders = foresight(office.book).reminders(dossier)
    name = ledger.Name(reference, "completion", "contact", "2027-09-30-14d")
    key = told_together(transaction, [reminders[name]], OSEI, office.clock())
    meanwhile()
    ledger.tell(transaction, [(name, key)])


def test_a_message_that_two_workers_begin_at_once_leaves_when_both_have_told_it(
    office: Office, clock: ToldClock
):
    for reference in (RL, OTHER):
        incomplete(office, clock, reference)
    clock.at = at(2027, 9, 16, 8)
    begun, go_on = Event(), Event()

    def second() -> None:
        def meanwhile() -> None:
            begun.set()
            go_on.wait(PATIENCE_SECONDS)

        with office.database.begin() as transaction:
            handed(office, OTHER, transaction, meanwhile)

    other = Thread(target=second)
    with office.database.begin() as transaction:
        handed(office, RL, transaction)
        other.start()
        assert not begun.wait(A_WHILE_SECONDS)
    assert begun.wait(PATIENCE_SECONDS)
    relay(office, early := Post()).send_due()
    go_on.set()
    other.join()
    relay(office, late := Post()).send_due()
    assert early.keys == []
    ((_, message),) = late.letters
    assert (RL in text_of(message), OTHER in text_of(message)) == (True, True)
