"""One step for many dossiers: chosen, tried, and taken, each dossier by itself."""

import html
import re

import pytest

from tests.browsing import file_of, words_of
from tests.desk import ANA, BEN, BODY, crowded, shown
from tests.moves import OFFICER, taken
from tests.signed_in import Portal


@pytest.fixture
def portal(office, tmp_path):
    return Portal(crowded(office), tmp_path)


@pytest.fixture
def browser(portal):
    return portal.browser(OFFICER)


def steps(browser, *rows, **more):
    """Ask for a step for these rows, each a reference and the version that was seen."""
    return browser.post("/desk/steps", data={"row": list(rows), **more})


def sure(browser, answer):
    """Press the button of a page that says what would happen."""
    form = re.search(r'<form[^>]*class="sure">(.*?)</form>', answer.text, re.DOTALL)
    assert form
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', form.group(1))
    return browser.post("/desk/steps", data={k: html.unescape(v) for k, v in fields})


def stands(portal, *references):
    """The states in which they stand."""
    return [file_of(portal.office, one).dossier.state for one in references]


def test_steps_are_offered_that_all_could_take_and_that_one_form_can_ask_for(portal, browser):
    said = words_of(steps(browser, "REG 3", "LAKE 3"))
    assert "2 dossiers Those that were ticked Kente weaving 00001 Song of the lake 00003" in said
    assert "Given a place in the cycle" in said
    assert "Left in the backlog" in said
    assert "Check begun" in said
    assert "Ranked among the State" not in said  # each has a rank of its own
    assert "Registered OD 54" not in said
    mixed = words_of(steps(browser, "REG 3", "CHK 5"))
    assert "There is no step that all of them could take together" in mixed


def test_a_step_is_tried_first_and_nothing_moves_then_it_is_taken(portal, browser):
    answer = steps(browser, "REG 3", "LAKE 3", step="include", a_place="inside")
    said = words_of(answer)
    assert "2 of 2 could. Nothing has been changed yet." in said
    assert "could be done leads to: Has a place in the cycle" in said
    assert stands(portal, "REG", "LAKE") == ["registered", "registered"]
    done = words_of(sure(browser, answer))
    assert "2 of 2 were done." in done
    assert stands(portal, "REG", "LAKE") == ["included", "included"]


def test_the_same_button_pressed_twice_moves_each_dossier_once(portal, browser):
    answer = steps(browser, "REG 3", "LAKE 3", step="include", a_place="inside")
    assert "2 of 2 were done." in words_of(sure(browser, answer))
    assert "2 of 2 were done." in words_of(sure(browser, answer))
    assert file_of(portal.office, "REG").dossier.version == 4


def test_each_refusal_has_all_its_reasons_with_their_paragraphs_and_the_others_move(
    portal, browser
):
    answer = steps(browser, "REG 3", "LAKE 3", step="start_check", q="state:registered")
    said = words_of(answer)
    assert "0 of 2 could." in said
    assert "the selection under the ceiling comes before the completeness check OD 33-34" in said
    french = browser.post(
        "/desk/steps?lang=fr", data={"row": ["REG 3"], "step": "start_check"}
    )  # fmt: skip
    assert "la sélection sous plafond précède le contrôle technique DO 33-34" in words_of(french)
    assert "Procéder" not in words_of(french)
    mixed = steps(browser, "REG 3", "LAKE 3", step="include", a_place="inside")
    taken(portal.office, "include", OFFICER, "REG", place="outside")
    after = words_of(sure(browser, mixed))
    assert "1 of 2 were done." in after
    assert "Kente weaving 00001 · Ghana not done" in after
    assert stands(portal, "LAKE") == ["included"]


def test_a_row_that_moved_meanwhile_is_told_already_when_it_is_tried(portal, browser):
    taken(portal.office, "rank", OFFICER, "REG", order="1")
    said = words_of(steps(browser, "REG 3", "LAKE 3", step="include", a_place="inside"))
    assert "1 of 2 could." in said
    assert "it has moved since this list was shown: look at it again House rule 2" in said


def test_what_is_not_given_is_told_for_each(portal, browser):
    said = words_of(steps(browser, "REG 3", step="include"))
    assert "0 of 1 could." in said
    assert "place under the ceiling" in said


def test_all_that_a_filter_shows_takes_a_step_together(portal, browser):
    said = words_of(browser.post("/desk/steps", data={"all": "yes", "q": "state:registered"}))
    assert "2 dossiers" in said
    assert "Song of the lake" in said


def test_a_draft_is_not_on_the_desk_whoever_ticks_it(portal, browser):
    known = words_of(steps(browser, "DRAFT 1", step="lead", officer=BEN))
    unknown = words_of(steps(browser, "NOTHING 1", step="lead", officer=BEN))
    assert known.replace("DRAFT", "NOTHING") == unknown
    assert "there is no such dossier on your desk" in known
    assert "A secret song" not in known
    assert steps(browser, "DRAFT 1", step="submit", sure="yes", key="k").status_code == 200
    assert stands(portal, "DRAFT") == ["draft"]


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        ([], {}, "No dossier was ticked."),
        (["REG", "../x 1", "REG x"], {}, "No dossier was ticked."),
        (["REG 3"], {"step": "publish"}, "Not all of these dossiers can take that step together."),
        (["REG 3"], {"step": "lead"}, "Please choose one of the officers."),
        (["REG 3"], {"step": "lead", "officer": "x@example.org"}, "Please choose one of the"),
    ],
)
def test_what_cannot_be_asked_is_told(portal, browser, rows, more, said):
    answer = steps(browser, *rows, **more)
    assert answer.status_code == 422
    assert said in words_of(answer)


def test_a_request_without_a_key_that_can_be_one_moves_nothing(portal, browser):
    said = words_of(steps(browser, "REG 3", step="include", a_place="inside", sure="yes", key="é"))
    assert "0 of 1 were done." in said
    assert stands(portal, "REG") == ["registered"]


def test_an_officer_is_put_in_charge_of_many_instead_of_whoever_was(portal, browser):
    answer = steps(browser, "REG 3", "LAKE 3", step="lead", officer=BEN)
    assert "2 of 2 could." in words_of(answer)
    assert shown(portal.office, f"lead:{ANA}") == ["CHK", "REG"]
    assert "2 of 2 were done." in words_of(sure(browser, answer))
    assert shown(portal.office, f"lead:{BEN}") == ["LAKE", "REG"]
    assert shown(portal.office, f"lead:{ANA}") == ["CHK"]
    again = steps(browser, "REG 3", step="lead", officer=BEN)
    assert "1 of 1 were done." in words_of(sure(browser, again))


def test_nobody_but_the_office_takes_steps_from_the_desk(portal):
    assert steps(portal.browser(BODY), "REG 3", step="include").status_code == 403
