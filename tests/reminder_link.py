"""A digest that told its recipient of three deadlines of two dossiers, and the link in it."""

from pathlib import Path

from sqlalchemy import Engine, insert, select
from starlette.testclient import TestClient

from engine.runtime.correspondent_tables import muted, snooze
from engine.runtime.database import writer
from engine.runtime.ledger import Name
from engine.runtime.links import link
from engine.runtime.office import Office
from engine.runtime.preferences import Asked, asked_for
from engine.runtime.reminder_tables import reminder, reminder_letter
from engine.runtime.tables import letter
from portal import assemble
from portal.pages import pages
from tests.browsing import say_about
from tests.conftest import ToldClock
from tests.filing import archive_in
from tests.moves import opened

OSEI = "osei@example.org"
DIGEST, NOTICE = "digest:osei@example.org:2027-03-01", "usl_report_notice:USL-2028-0002"
HERE = {"Sec-Fetch-Site": "same-origin"}
SCHOOL, SONG = "RL-2028-0001", "USL-2028-0002"
TOLD = (
    (DIGEST, Name(SCHOOL, "completion", "contact", "2027-03-31-30d")),
    (DIGEST, Name(SCHOOL, "submission", "contact", "2027-03-31-30d")),
    (DIGEST, Name(SONG, "dialogue", "contact", "2027-04-15-14d")),
    (DIGEST, Name(SONG, "usl_report_notice", "contact", "2028-12-15-12m")),
    (NOTICE, Name(SONG, "usl_report_notice", "contact", "2028-12-15-12m")),
)


def office_that_reminded(database: Engine, clock: ToldClock) -> Office:
    """An office that reminds, two dossiers of it, and the two letters that told of them."""
    office = assemble.office(database, clock)
    opened(office, SCHOOL, title="School of weaving")
    opened(office, SONG, workflow="usl", title="<b>Song</b>")
    now = clock.at
    with writer(database).begin() as connection:
        for key in (DIGEST, NOTICE):
            row = {"key": key, "template": "digest", "facts": {}, "status": "sent"}
            connection.execute(
                insert(letter).values(**row, due_at=now, sent_at=now, attempts=1, address=OSEI)
            )
        connection.execute(reminder.delete())  # what the opening planned by itself
        for name in dict.fromkeys(name for _, name in TOLD):
            told = {"due_at": now, "planned_at": now, "status": "handed", "resumes": "planned"}
            connection.execute(insert(reminder).values(**name._asdict(), **told))
        for key, name in TOLD:
            connection.execute(insert(reminder_letter).values(**name._asdict(), letter=key))
    return office


def browser_before(office: Office, path: Path, headers: dict[str, str]) -> TestClient:
    """A browser before the pages of that office, or a program, by what it says of itself."""
    app = pages(office, say_about, None, archive_in(path))
    return TestClient(app, "https://testserver", headers=headers, follow_redirects=False)


def address(office: Office, key: str) -> str:
    """The address of a new link in a letter."""
    with writer(office.database).begin() as connection:
        return f"/reminders/{link(connection, OSEI, key, office.clock())}"


def asked(office: Office, of: str = OSEI) -> Asked:
    """What that person asked for."""
    with office.database.connect() as connection:
        return asked_for(connection, [of])[of]


def recorded(office: Office) -> list[tuple[object, ...]]:
    """Everything that is kept of what anybody asked."""
    with office.database.connect() as connection:
        return [
            tuple(row) for table in (muted, snooze) for row in connection.execute(select(table))
        ]
