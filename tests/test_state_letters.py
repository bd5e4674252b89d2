"""A State reads every letter that was sent to it about its files, as it left, and no other's."""

from datetime import UTC, datetime

import pytest

from engine.runtime.moves import Move
from engine.runtime.posts import appoint
from portal.assemble import delivery, reminding
from portal.settings import Settings
from tests.at_the_states_desk import GUINEA, LOME, TOGO, opened_by, some_files
from tests.browsing import words_of
from tests.moves import GHANA, OFFICER, made
from tests.on_record import BY, done, entered, post
from tests.signed_in import Portal

LETTERS = "/state/letters"


@pytest.fixture
def portal(office, tmp_path):
    return Portal(some_files(office), tmp_path)


@pytest.fixture
def deliver(portal, tmp_path):
    return delivery(Settings(outbox=str(tmp_path / "outbox"), transport="folder"), portal.office)


def test_a_letter_is_read_as_it_left_once_it_has_left(portal, deliver):
    browser = portal.browser(GHANA)
    assert "Dossier RL-3: received" not in words_of(browser.get(LETTERS))
    deliver()
    page = words_of(browser.get(LETTERS))
    assert "Dossier RL-3: received" in page
    assert "Title: Adowa dance" in page
    assert "To person@example.org" in page
    assert "Courriers à mon État" in words_of(browser.get(f"{LETTERS}?lang=fr"))


def test_letters_about_another_states_files_are_not_there(portal, deliver):
    made(portal.office, Move("RL-5", "submit", TOGO))
    deliver()
    togo, lome = (portal.browser(who).get(LETTERS).text for who in (TOGO, LOME))
    assert "RL-5: received" in togo
    assert "RL-5: received" in lome
    for unseen in ("RL-3", "Adowa", "Kente"):
        assert unseen not in togo
    assert "No letter was sent yet." in words_of(portal.browser(GUINEA).get(LETTERS))
    for who in (None, OFFICER):
        assert portal.browser(who).get(LETTERS).status_code == (401 if who is None else 403)


def test_what_was_written_to_the_evaluation_body_is_not_a_letter_to_the_state(portal, deliver):
    office = portal.office
    for trigger, answers in (
        ("include", {"place": "inside"}), ("start_check", {}), ("find_complete", {}),
        ("transmit", {}),
    ):  # fmt: skip
        made(office, Move("RL-3", trigger, OFFICER, answers))
    deliver()
    page = words_of(portal.browser(GHANA).get(LETTERS))
    assert "Technically complete" in page
    assert "body" not in page
    assert "Transmitted" not in page


def test_a_message_that_tells_of_another_states_draft_too_is_shown_to_neither(
    portal, deliver, clock, office, tmp_path
):
    # One contact person for files of Ghana and of Guinea: one message tells of all of them.
    clock.at = datetime(2027, 3, 18, 12, tzinfo=UTC)
    reminding(Settings(), office).hand_over()
    deliver()
    for who in (GHANA, GUINEA):
        page = portal.browser(who).get(LETTERS).text
        assert "Kora" not in page
        assert "Kente" not in page


def test_a_message_that_tells_of_files_of_one_state_alone_is_shown(office, clock, tmp_path):
    opened_by(office, "RL-1", "Kente weaving", GHANA, "Ghana", contact="osei@example.org")
    opened_by(office, "RL-2", "Gold weights", GHANA, "Ghana", contact="osei@example.org")
    clock.at = datetime(2027, 3, 18, 12, tzinfo=UTC)
    reminding(Settings(), office).hand_over()
    delivery(Settings(outbox=str(tmp_path / "outbox"), transport="folder"), office)()
    page = words_of(Portal(office, tmp_path).browser(GHANA).get(LETTERS))
    assert "RL-1 , RL-2" in page
    assert "Gold weights" in page


def test_a_copy_to_the_delegation_is_a_letter_of_its_own(office, tmp_path, clock):
    entered(office.database, clock(), "delegation")
    done(office.database, appoint, post("delegation", "Ghana", "delegation"), {"Ghana"}, BY,
         clock())  # fmt: skip
    opened_by(office, "RL-1", "Kente weaving", GHANA, "Ghana")
    made(office, Move("RL-1", "submit", GHANA))
    deliver = delivery(Settings(outbox=str(tmp_path / "outbox"), transport="folder"), office)
    deliver()
    deliver()
    page = words_of(Portal(office, tmp_path).browser(GHANA).get(LETTERS))
    assert "To person@example.org" in page
    assert "To delegation@example.org" in page


def test_letters_are_paged(office, tmp_path, clock):
    for number in range(25):
        opened_by(office, f"RL-{number}", f"Song {number}", GHANA, "Ghana")
        made(office, Move(f"RL-{number}", "submit", GHANA))
    deliver = delivery(Settings(outbox=str(tmp_path / "outbox"), transport="folder"), office)
    deliver()
    browser = Portal(office, tmp_path).browser(GHANA)
    first = browser.get(LETTERS)
    assert first.text.count("<article") == 20
    address = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = browser.get(address)
    assert second.text.count("<article") == 5
    assert 'rel="next"' not in second.text
    for nowhere in ("no such letter", "\x00", "RL-1"):
        answer = browser.get(LETTERS, params={"after": nowhere})
        assert "No letter was sent yet." in words_of(answer)
