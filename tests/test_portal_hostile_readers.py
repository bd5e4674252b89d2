"""Somebody of another State looks for what is not theirs: by keys, by counting, by waiting."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from engine.dossier import Actor
from engine.runtime.moves import Move
from portal.assemble import delivery
from portal.settings import Settings
from tests.at_the_states_desk import GUINEA, TOGO, some_files
from tests.browsing import words_of
from tests.moves import GHANA, OFFICER, made, taken
from tests.programs import AT, HOST, Programs
from tests.rules_of_programs import PROGRAMS
from tests.rules_of_routes import PAGES
from tests.signed_in import Portal
from workflows.roles import AUDITOR, BUREAU, COMMITTEE, EVALUATION_BODY, STATE_PARTY


@pytest.fixture
def portal(office, tmp_path):
    return Portal(some_files(office), tmp_path)


@pytest.fixture
def deliver(portal, tmp_path):
    return delivery(Settings(outbox=str(tmp_path / "outbox"), transport="folder"), portal.office)


@contextmanager
def statements(database):
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def note(connection, cursor, statement, *_):
        asked.append(statement)

    event.listen(database, "before_cursor_execute", note)
    yield asked
    event.remove(database, "before_cursor_execute", note)


def test_the_key_of_another_states_letter_is_no_place_in_ones_own(portal, deliver):
    office = portal.office
    made(office, Move("RL-6", "submit", TOGO))
    deliver()
    made(office, Move("RL-7", "submit", GUINEA))
    deliver()
    togo = portal.browser(TOGO)
    assert "RL-6: received" in togo.get("/state/letters").text
    guessed = [f"{name}:submission_received:2" for name in ("RL-7", "RL-3", "nothing")]
    there, also_there, unknown = (
        words_of(togo.get("/state/letters", params={"after": one})).replace(one, "")
        for one in guessed
    )
    assert there == also_there == unknown
    assert "RL-6: received" not in unknown


def test_a_program_of_a_state_is_told_of_the_letters_that_its_pages_tell_of(
    portal, deliver, tmp_path
):
    programs = Programs(portal.office, tmp_path)
    made(portal.office, Move("RL-5", "submit", TOGO))
    taken(portal.office, "register", OFFICER, "RL-5", file_no="02333")

    def told(who):
        letters = programs.of(who).get("dossiers/RL-5/letters").json()["letters"]
        return {one["key"].split(":")[1] for one in letters}

    waiting = {"submission_received", "registered"}
    assert told(OFFICER) == told(Actor("I. Okafor", AUDITOR)) == waiting
    assert told(TOGO) == set()
    deliver()
    assert told(TOGO) == told(GHANA) == waiting


@pytest.mark.parametrize("role", [None, EVALUATION_BODY, COMMITTEE, BUREAU, STATE_PARTY])
def test_a_hidden_draft_is_asked_for_no_more_than_what_does_not_exist(portal, role):
    """Whoever counts the milliseconds learns nothing: the database is asked the same."""
    states = frozenset({"Guinea"} if role == STATE_PARTY else ())
    browser = portal.browser(None if role is None else Actor("Somebody", role, states))
    differ = [one for one in _of_a_dossier(PAGES) if _tells(portal.office, browser, one)]
    assert differ == []


def test_nor_is_it_for_a_program(portal, tmp_path):
    program = Programs(portal.office, tmp_path).of(GUINEA)
    of_programs = [f"{HOST}{AT}{one}" for one in _of_a_dossier(PROGRAMS)]
    assert [one for one in of_programs if _tells(portal.office, program, one)] == []


def _tells(office, browser, there: str) -> bool:
    """Whether an address asks the database another thing for a draft that is hidden (RL-6) than for
    one that is not there."""
    asked = []
    for name in ("RL-6", "RL-9"):
        browser.get(there.format(reference=name))  # what is asked once is asked before
        with statements(office.database) as noted:
            browser.get(there.format(reference=name))
        asked.append(noted)
    return bool(asked[0] != asked[1])


def _of_a_dossier(routes) -> list[str]:
    return [_filled(one[4:]) for one in routes if "{reference" in one and one.startswith("GET ")]


def _filled(path: str) -> str:
    """The address of a route, but for the reference."""
    for name, value in {
        "reference:path": "{reference}", "key:path": "none", "key": "none", "number": "1",
        "section": "1", "ending": "json", "trigger": "withdraw",
    }.items():  # fmt: skip
        path = path.replace(f"{{{name}}}", value)
    return path


def test_a_state_that_opens_a_file_under_a_reference_of_another_learns_nothing(portal):
    """The predecessor that it names is refused alike, whether there is a hidden one or none."""
    page = portal.browser(GUINEA)
    given = {"workflow": "rl", "answer-title": "Kora", "answer-cycle": "2028",
             "answer-states": "Guinea", "answer-contact": "a@example.org"}  # fmt: skip
    hidden, unknown = (
        page.post("/dossiers/new", data={**given, "answer-predecessor": name})
        for name in ("RL-6", "RL-9")
    )
    assert (hidden.status_code, unknown.status_code) == (422, 422)
    assert words_of(hidden).replace("RL-6", "@") == words_of(unknown).replace("RL-9", "@")


def test_an_auditor_reads_the_letters_of_the_office_and_their_wording_and_writes_none(portal):
    auditor = portal.browser(Actor("I. Okafor", AUDITOR))
    letter = "/letters/RL-3:submission_received:2"
    wording = "/wording/submission_received/en"
    for there in ("/letters", "/letters/forecast", "/letters/search", "/wording", wording, letter):
        assert auditor.get(there).status_code == 200, there
    for there in ("/letters", "/letters/forecast", wording, letter):
        assert auditor.post(there, data={"do": "release"}).status_code == 403, there
