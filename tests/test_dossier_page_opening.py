"""A dossier is opened on the pages: by a focal point, once, for a cycle that is suggested."""

from datetime import UTC, datetime

import pytest

from engine.dossier import Actor
from engine.runtime.queries import looking
from engine.runtime.reading import dossiers_where
from portal.dossier_pages.suggested import suggested_cycle
from tests.browsing import words_of
from tests.moves import BODY, GHANA, OFFICER, opened, taken
from tests.signed_in import Portal
from tests.test_steps_overtaken import at_once
from tests.test_steps_page import hidden
from workflows.law import law

NEW = "/dossiers/new"
KENTE = {
    "answer-title": "Kente weaving", "answer-cycle": "2028", "answer-states": "Togo\nGhana",
    "answer-contact": "osei@example.org",
}  # fmt: skip
TOGO = Actor("A. Mensah", "state_party", frozenset({"Togo"}))


@pytest.fixture
def portal(office, tmp_path):
    return Portal(office, tmp_path)


def every(office):
    with looking(office.database) as connection:
        return dossiers_where(connection)


def asked(browser, workflow="rl"):
    return hidden(browser.get(NEW, params={"workflow": workflow}))


def test_a_focal_point_chooses_a_mechanism_and_sees_which_are_closed(portal):
    page = portal.browser(GHANA).get(NEW)
    assert f'<a href="{NEW}?workflow=rl">' in page.text
    assert f'<a href="{NEW}?workflow=assistance_committee">' not in page.text
    assert "no longer received from the cycle of" in words_of(page)


def test_the_cycle_is_suggested_with_its_deadline_and_why(portal):
    page = portal.browser(GHANA).get(f"{NEW}?workflow=rl")
    assert 'name="answer-cycle" value="2028"' in page.text
    told = words_of(page)
    assert "A file can still be received for the cycle of 2028, until: 31 March 2027, 18:00" in told


def test_the_suggested_cycle_is_the_next_one_a_second_after_the_deadline():
    last = datetime(2027, 3, 31, 16, 0, tzinfo=UTC)
    found = [suggested_cycle(law(), "rl", at) for at in (last, last.replace(second=1))]
    assert [one and one.cycle for one in found] == [2028, 2029]
    assert suggested_cycle(law(), "periodic_report", last) is None


def test_a_request_at_any_time_of_the_year_is_for_no_cycle(portal):
    page = portal.browser(GHANA).get(f"{NEW}?workflow=assistance_bureau")
    assert "can still be received" not in words_of(page)
    assert "answer-cycle" not in page.text


def test_a_multinational_file_is_opened_with_its_states_in_the_order_agreed(office, portal):
    ghana = portal.browser(GHANA)
    answer = ghana.post(NEW, data={**asked(ghana), **KENTE})
    (dossier,) = every(office)
    place = f"/dossiers/{dossier.reference}"
    assert (answer.status_code, answer.headers["location"]) == (303, f"{place}?done=1")
    assert dossier.states == ("Togo", "Ghana")
    assert "Draft opened." in words_of(ghana.get(answer.headers["location"]))
    assert portal.browser(TOGO).get(place).status_code == 200


def test_opening_twice_at_once_opens_one_dossier(office, portal):
    data = {**asked(portal.browser(GHANA)), **KENTE}
    browsers = [portal.browser(GHANA) for _ in range(3)]
    answers = at_once(*(lambda b=one: b.post(NEW, data=data) for one in browsers))
    (dossier,) = every(office)
    place = f"/dossiers/{dossier.reference}?done=1"
    assert {answer.headers["location"] for answer in answers} == {place}


def test_what_is_missing_is_said_at_once_and_what_was_typed_stays(office, portal):
    ghana = portal.browser(GHANA)
    typed = {"answer-title": "Kente", "answer-states": "Ghanna", "answer-cycle": "1890"}
    answer = ghana.post(NEW, data={**asked(ghana), **typed})
    assert (answer.status_code, every(office)) == (422, [])
    for field in ("contact", "states", "cycle"):
        assert f'<a href="#answer-{field}">' in answer.text
    assert "Ghanna</textarea>" in answer.text
    assert 'value="Kente"' in answer.text


def test_a_predecessor_that_one_may_not_know_of_is_refused_as_one_that_does_not_exist(
    office, portal
):
    opened(office, "RL-2028-0077", states=["Ghana"])
    togo = portal.browser(TOGO)
    mine = {**KENTE, "answer-states": "Togo"}
    hidden_one, unknown = (
        togo.post(NEW, data={**asked(togo), **mine, "answer-predecessor": name})
        for name in ("RL-2028-0077", "RL-2028-0078")
    )
    assert (hidden_one.status_code, unknown.status_code) == (422, 422)
    told = words_of(hidden_one).replace("RL-2028-0077", "@")
    assert told == words_of(unknown).replace("RL-2028-0078", "@")
    assert len(every(office)) == 1


def test_a_dossier_succeeds_one_of_its_own_that_ended(office, portal):
    opened(office, "RL-2028-0077")
    taken(office, "withdraw", GHANA, "RL-2028-0077")
    ghana = portal.browser(GHANA)
    data = {**asked(ghana), **KENTE, "answer-predecessor": "RL-2028-0077"}
    answer = ghana.post(NEW, data=data)
    assert answer.status_code == 303
    assert '">RL-2028-0077</a>' in ghana.get(answer.headers["location"]).text


def test_an_officer_opens_reports_and_acts_for_a_state_to_open_more(office, portal):
    lind = portal.browser(OFFICER)
    told = words_of(lind.get(NEW))
    assert "act for it first; both of you are then named" in told
    assert lind.get(f"{NEW}?workflow=rl").status_code == 404
    assert lind.get(f"{NEW}?workflow=usl_report").status_code == 200


def test_nobody_else_opens_anything(portal):
    assert portal.browser().get(NEW).status_code == 401
    for who in (BODY, Actor("I. Okafor", "auditor"), Actor("A delegate", "delegation")):
        assert portal.browser(who).get(NEW).status_code == 403
    assert portal.browser(GHANA).get(f"{NEW}?workflow=nothing").status_code == 404
    assert portal.browser(GHANA).post(NEW, data={"workflow": "x"}).status_code == 404


def test_another_persons_key_does_not_open_for_them(office, portal):
    ghana = portal.browser(GHANA)
    form = asked(ghana)
    assert ghana.post(NEW, data={**form, **KENTE}).status_code == 303
    other = ghana.post(NEW, data={**form, **KENTE, "answer-title": "Another"})
    (dossier,) = every(office)
    assert (other.status_code, dossier.version) == (422, 1)
