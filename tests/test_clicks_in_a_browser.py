"""Two officers at once, two clicks at once, and a browser that runs no scripts: nothing is done
twice, and nothing that was typed is lost."""

from datetime import UTC, datetime

import pytest

from engine.dossier import Actor
from engine.runtime.moves import Move, Moved
from engine.runtime.queries import looking
from engine.runtime.reading import dossiers, entries
from tests.axe import barriers, wider
from tests.sitting import portal_of

FOCAL_POINT, OFFICER, HEAD = "N. Osei", "A. Lind", "R. Haddad"
GHANA = Actor(FOCAL_POINT, "state_party", frozenset({"Ghana"}))
REFERENCE = "RL-2028-0001"
WITHOUT_SCRIPTS = {"java_script_enabled": False}


@pytest.fixture
def portal(chromium, sqlite_database, tmp_path):
    begins = datetime(2027, 3, 1, 12, tzinfo=UTC)
    with portal_of(chromium, sqlite_database, tmp_path, begins) as made:
        yield made


@pytest.fixture
def draft(portal):
    answers = {
        "title": "Kente weaving", "states": ["Ghana"], "cycle": 2028, "contact": "o@example.org",
    }  # fmt: skip
    moved = portal.office.execute(Move(REFERENCE, "open", GHANA, answers, opens="rl"))
    assert isinstance(moved, Moved)
    return moved


@pytest.fixture
def submitted(portal, draft):
    assert isinstance(portal.office.execute(Move(REFERENCE, "submit", GHANA)), Moved)


def made(portal):
    with looking(portal.office.database) as connection:
        return [one.trigger for one in entries(connection, REFERENCE)]


def number(portal):
    with looking(portal.office.database) as connection:
        return dossiers(connection, [REFERENCE])[REFERENCE].text("file_no")


def before_the_step(who, trigger, **answers):
    """The form of the step, filled in."""
    who.goes_to("dossiers", REFERENCE, "steps", trigger)
    for name, answer in answers.items():
        who.hands.write(who.label(trigger, name), answer)


def button_of(who, trigger):
    return who.page.get_by_role("button", name=who.says("step_do", who.event(trigger)))


@pytest.mark.usefixtures("submitted")
def test_who_is_overtaken_sees_both_versions_and_what_they_typed_and_nothing_is_done(portal):
    with portal.sits(OFFICER) as slow, portal.sits(HEAD) as quick:
        before_the_step(slow, "register", file_no="02961")
        quick.takes(REFERENCE, "register", file_no="02962")
        with slow.page.expect_response(lambda one: one.request.method == "POST") as answered:
            slow.hands.press(slow.says("step_do", slow.event("register")))
        assert answered.value.status == 409
        assert slow.reads(slow.says("step_overtaken"))
        columns = slow.page.locator(".versions thead th").all_inner_texts()
        assert columns == [slow.says("step_version_seen", 2), slow.says("step_version_now", 3)]
        told = slow.page.locator("main").inner_text()
        assert "02961" in told
        assert "02962" in told
        assert slow.page.evaluate("document.activeElement.getAttribute('role')") == "alert"
        assert barriers(slow.page) + wider(slow.page) == []
    assert (made(portal), number(portal)) == (["open", "submit", "register"], "02962")


@pytest.mark.usefixtures("submitted")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_double_click_moves_once(portal, scripts):
    with portal.sits(OFFICER, java_script_enabled=scripts) as officer:
        before_the_step(officer, "register", file_no="02961")
        button_of(officer, "register").dblclick()
        officer.page.wait_for_url("**/dossiers/RL-2028-0001?done=3")
        assert officer.reads("02961")
    assert made(portal) == ["open", "submit", "register"]


@pytest.mark.usefixtures("submitted")
def test_who_goes_back_after_a_step_is_not_shown_its_form_again(portal):
    with portal.sits(OFFICER, **WITHOUT_SCRIPTS) as officer:
        before_the_step(officer, "register", file_no="02961")
        officer.hands.press(officer.says("step_do", officer.event("register")))
        officer.page.go_back()
        assert officer.reads(officer.says("step_gone"))
        assert officer.reads(officer.says("step_since_then"))
    assert made(portal) == ["open", "submit", "register"]


@pytest.mark.usefixtures("draft")
def test_without_scripts_a_state_files_and_an_officer_registers(portal):
    with portal.sits(FOCAL_POINT, **WITHOUT_SCRIPTS) as state:
        state.goes_to("dossiers", REFERENCE)
        state.hands.follow(state.event("submit"))
        state.hands.tick(state.says("i_know"))
        state.hands.press(state.says("file_it"))
    with portal.sits(OFFICER, **WITHOUT_SCRIPTS) as officer:
        before_the_step(officer, "register", file_no="02961")
        officer.hands.press(officer.says("step_check"))
        assert made(portal) == ["open", "submit"]
        officer.hands.press(officer.says("step_do", officer.event("register")))
        assert officer.reads("02961")
    assert made(portal) == ["open", "submit", "register"]
    assert portal.wrong == []
