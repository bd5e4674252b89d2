"""The forecast tells officers who will get what when, and lets them pause it before it happens."""

from datetime import UTC, datetime

import pytest

from engine.dossier import Actor
from engine.runtime.held_reminders import held_reminders
from engine.runtime.pauses import pause, pauses
from engine.runtime.queries import looking
from tests.browsing import words_of
from tests.holding import HADDAD, LIND, RL
from tests.moves import GHANA, opened, taken
from tests.signed_in import Portal

PAGE = "/letters/forecast"
OTHER = "RL-2028-0002"
REMINDER = f"submission:{RL}:contact:2027-03-31-14d"


@pytest.fixture
def portal(office, clock, tmp_path):
    clock.at = datetime(2027, 3, 10, 12, tzinfo=UTC)
    opened(office)
    opened(office, OTHER, title="Songs of the salt harvest")
    return Portal(office, tmp_path)


@pytest.fixture
def officer(portal):
    return portal.browser(LIND)


def held(office):
    with looking(office.database) as connection:
        return [str(one.name) for one in held_reminders(connection)]


def test_by_day_the_forecast_says_who_gets_what_and_how_it_is_merged(officer):
    page = words_of(officer.get(PAGE))
    assert "Wednesday 17 March 2027" in page
    assert "osei@example.org the contact person Reminders of the day" in page
    assert "leaves 09:00 · 2 reminders in one message" in page
    assert "its submission, 31 March 2027, 18:00 (Paris time) RL-2028-0001 Kente weaving" in page
    french = words_of(officer.get(PAGE, params={"lang": "fr"}))
    assert "mercredi 17 mars 2027" in french
    assert "part 9 h 00 · 2 rappels en un seul message" in french


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({"days": "0"}, False), ({"days": "6"}, False), ({"days": "7"}, True),
        ({"days": "400"}, True), ({"days": "100000"}, True), ({"days": "soon"}, True),
        ({"days": "-1"}, True), ({"person": "OSEI@"}, True), ({"person": "mensah"}, False),
        ({"dossier": RL}, True), ({"dossier": "NONE"}, False), ({"dossier": "\x00"}, False),
    ],
)  # fmt: skip
def test_it_is_filtered_by_days_person_and_dossier(officer, asked, there):
    page = officer.get(PAGE, params=asked)
    assert (page.status_code, "17 March 2027" in words_of(page)) == (200, there)


def test_one_reminder_is_held_back_with_a_reason_and_goes_on(office, officer):
    assert f'name="key" value="{REMINDER}"' in officer.get(PAGE).text
    data = {"do": "hold", "key": REMINDER, "days": "14", "person": "osei", "dossier": RL}
    without = officer.post(PAGE, data={**data, "why": ""})
    assert (without.status_code, "Please give a reason." in words_of(without)) == (422, True)
    for _ in "12":
        answer = officer.post(PAGE, data={**data, "why": "They have filed on paper."})
        assert answer.headers["location"] == (
            f"{PAGE}?done=one_held&days=14&person=osei&dossier={RL}"
        )
    assert held(office) == [REMINDER]
    page = words_of(officer.get(PAGE))
    assert "held 09:00" in page
    assert "Held by A. Lind on 2027-03-10 12:00 UTC: They have filed on paper." in page
    for _ in "12":
        answer = officer.post(PAGE, data={**data, "do": "let_go"})
        assert "done=one_went_on" in answer.headers["location"]
    assert held(office) == []


def test_a_dossier_is_paused_and_goes_on_from_there(office, officer):
    data = {"do": "pause", "what": RL, "why": "They are in touch."}
    assert officer.post(PAGE, data=data).status_code == 303
    page = words_of(officer.get(PAGE))
    assert "paused 09:00" in page
    assert "by A. Lind: They are in touch." in page
    assert f"Let {RL} go on" in page
    assert officer.post(PAGE, data={"do": "go_on", "what": RL}).status_code == 303
    with looking(office.database) as connection:
        assert pauses(connection) == ()


def test_while_everything_is_paused_the_forecast_says_so(office, officer):
    pause(office.database, "", "wrong dates", "R. Haddad", office.clock())
    page = words_of(officer.get(PAGE))
    assert "Everything is paused: no letter leaves. R. Haddad" in page
    assert "0 to leave" in page


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"do": "hold", "key": "none", "why": "so"}, 409),
        ({"do": "hold", "key": f"submission:{RL}:contact:never", "why": "so"}, 409),
        ({"do": "hold", "key": "\x00:a:b:c", "why": "so"}, 409),
        ({"do": "let_go", "key": REMINDER}, 409),
        ({"do": "pause", "what": "", "why": "so"}, 409),
        ({"do": "pause", "what": "NONE", "why": "so"}, 422),
        ({"do": "go_on", "what": ""}, 409),
        ({"do": "nothing"}, 409),
    ],
)
def test_what_cannot_be_held_is_told_in_a_sentence(office, officer, data, status):
    for language in ("en", "fr"):
        page = officer.post(PAGE, data={**data, "days": "x"}, params={"lang": language})
        assert (page.status_code, 'role="alert"' in page.text) == (status, True)
    assert held(office) == []


def test_who_comes_second_is_told_what_has_become_of_a_reminder(portal, office, officer):
    data = {"do": "hold", "key": REMINDER, "why": "<mine>"}
    portal.browser(HADDAD).post(PAGE, data={**data, "why": "theirs"})
    page = officer.post(PAGE, data=data)
    assert (page.status_code, "it is held already" in words_of(page)) == (409, True)
    taken(office, "submit", GHANA)
    gone = officer.post(PAGE, data={"do": "let_go", "key": REMINDER})
    assert (gone.status_code, held(office)) == (409, [])


@pytest.mark.parametrize("role", ["state_party", "evaluation_body", "committee", "bureau"])
def test_the_forecast_is_for_the_office_alone(office, portal, role):
    data = {"do": "hold", "key": REMINDER, "why": "so"}
    assert portal.browser(Actor("N. N.", role)).post(PAGE, data=data).status_code == 403
    assert portal.browser().post(PAGE, data=data).status_code == 401
    assert held(office) == []
