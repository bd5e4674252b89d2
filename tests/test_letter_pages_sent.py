"""A letter that has left is shown as it left: to whom, when, why, what it told, who else got it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from engine.runtime.posts import appoint
from engine.runtime.queries import looking
from engine.runtime.tables import letter
from notifications.together import DIGEST
from portal.assemble import delivery, reminding
from portal.settings import Settings
from tests.browsing import words_of
from tests.holding import LIND, RL
from tests.moves import GHANA, opened, taken
from tests.on_record import BY, done, entered, post
from tests.signed_in import Portal
from tests.typed import field

RECEIVED = f"/letters/{RL}:submission_received:2"


@pytest.fixture
def deliver(office, tmp_path):
    entered(office.database, office.clock(), "delegation")
    who = post("delegation", "Ghana", "delegation")
    done(office.database, appoint, who, {"Ghana"}, BY, office.clock())
    opened(office)
    return delivery(Settings(outbox=str(tmp_path / "outbox"), transport="folder"), office)


@pytest.fixture
def officer(office, tmp_path):
    return Portal(office, tmp_path).browser(LIND)


def keys(office, template):
    with looking(office.database) as connection:
        found = select(letter.c.key).where(letter.c.template == template).order_by(letter.c.key)
        return list(connection.scalars(found))


def went_to(office, key):
    with looking(office.database) as connection:
        return connection.scalar(select(letter.c.address).where(letter.c.key == key))


def test_a_letter_shows_its_text_its_cause_and_who_else_got_it(office, deliver, officer):
    taken(office, "submit", GHANA)
    waiting = words_of(officer.get(RECEIVED))
    assert "To settled when it leaves Due 1 March 2027, 13:00 (Paris time)" in waiting
    assert "Hold it back" in waiting
    deliver()
    deliver()
    page = words_of(officer.get(RECEIVED))
    assert "To osei@example.org Sent 1 March 2027, 13:00 (Paris time)" in page
    assert "Caused by entry 2 of the dossier" in page
    assert "Subject Dossier RL-2028-0001: received" in page
    assert "Title: Kente weaving" in page
    assert "Hold it back" not in page
    assert "delegation@example.org the Permanent Delegation sent" in page
    (copy,) = (key for key in keys(office, "submission_received") if key.count(":") == 3)
    other = words_of(officer.get(f"/letters/{copy}", params={"lang": "fr"}))
    assert "Destinataire delegation@example.org (la Délégation permanente)" in other
    assert "au premier destinataire envoyée" in other


def test_a_digest_shows_what_it_tells_and_what_it_left_without(office, clock, deliver, tmp_path):
    opened(office, "RL-2028-0002", title="Songs of the salt harvest")
    clock.at = datetime(2027, 3, 18, 12, tzinfo=UTC)
    reminding(Settings(), office).hand_over()
    taken(office, "submit", GHANA)
    deliver()
    officer = Portal(office, tmp_path).browser(LIND)
    (mine,) = (key for key in keys(office, DIGEST) if went_to(office, key) == "osei@example.org")
    page = words_of(officer.get(f"/letters/{mine}"))
    assert "Reminders it tells its submission RL-2028-0001 the contact person" in page
    assert "It left without this one: " in page
    assert "its submission RL-2028-0002 the contact person As it left" in page
    french = words_of(officer.get(f"/letters/{mine}", params={"lang": "fr"}))
    assert "Parti sans celui-ci : " in french


def test_reminders_that_were_held_back_are_read_and_released(office, clock, deliver, tmp_path):
    clock.at = datetime(2027, 3, 18, 12, tzinfo=UTC)
    reminding(Settings(), office).hand_over()
    (mine,) = (key for key in keys(office, DIGEST) if went_to(office, key) == "osei@example.org")
    officer, address = Portal(office, tmp_path).browser(LIND), f"/letters/{mine}"
    assert officer.post(address, data={"do": "hold", "reason": "They called."}).status_code == 303
    page = officer.get(address, params={"tongue": "fr"})
    assert "held by A. Lind on 2027-03-18 12:00 UTC: They called." in words_of(page)
    assert "Kente weaving" in words_of(page)
    read = {name: field(page, name) for name in ("number", "mark", "tongue")}
    done = officer.post(address, data={"do": "release", "paragraph": "", **read})
    assert done.headers["location"].endswith("?done=released")
