"""A State fills in its form on pages, with no script: saved, told, never lost, never another's."""

import re
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from engine.dossier import Actor
from portal.filing.draft import begin
from portal.form_pages.body import LARGEST, MOST_FIELDS
from portal.form_pages.routes import WITH_SCRIPT, add_to
from portal.rendered import Rendered
from portal.settings import Settings
from tests.browsing import words_of
from tests.form_answers import pairs_of
from tests.moves import GHANA, opened, taken
from workflows.roles import STATE_PARTY

IVORIAN = Actor("A. Koné", STATE_PARTY, frozenset({"Côte d'Ivoire"}))
KENYAN = Actor("W. Otieno", STATE_PARTY, frozenset({"Kenya"}))
FORM = "/dossiers/RL-2028-0001/form"
HELP = "/dossiers/IA-1/form"


class Desk:
    """A browser before the form, and whoever sits at it."""

    def __init__(self, office):
        self.office = office
        self.who = GHANA
        app = FastAPI()
        app.state.office = office
        app.state.settings = Settings()
        add_to(app, office, Rendered(office, None).page, lambda request: self.who)
        self.browser = TestClient(app, follow_redirects=False)

    def read(self, address):
        return self.browser.get(address)

    def send(self, address, pairs, **buttons):
        sent = [*pairs, *(buttons or {"save": ""}).items()]
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.browser.post(address, content=urlencode(sent), headers=kind)

    def write(self, address, buttons=None, **changes):
        """Open a page, write into it, and press a button."""
        return self.send(address, written(self.read(address), **changes), **(buttons or {}))

    def given(self, reference="RL-2028-0001"):
        return begin(self.office, reference, GHANA).given


def written(page, **changes):
    """The page as sent with other texts; names are those of questions to all."""
    names = {f"{name}|||": text for name, text in changes.items()}
    sent = [one for one in pairs_of(page.text) if one[0] not in names]
    return sent + list(names.items())


@pytest.fixture
def desk(office):
    opened(office, states=["Ghana", "Côte d'Ivoire"])
    opened(office, "IA-1", "assistance_committee", amount=120_000)
    return Desk(office)


# --- reading -----------------------------------------------------------------------------------


def test_the_form_begins_with_everything_open_and_says_so_in_both_languages(desk):
    seen = words_of(desk.read(FORM))
    assert "47 of 52 questions are open" in seen
    assert "Nothing has been saved yet." in seen
    assert "E Contacts 2 questions 2 open" in seen
    french = words_of(desk.read(f"{FORM}?lang=fr"))
    assert "47 questions sur 52 restent sans réponse complète" in french
    assert "Rien n'a encore été enregistré." in french


def test_the_pages_allow_the_scripts_of_this_server_and_no_other(desk):
    for page in (desk.read(FORM), desk.read(f"{FORM}/1")):
        assert page.headers["content-security-policy"] == WITH_SCRIPT
        assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("section", ["A", "B", "C", "1", "2", "3", "4", "5", "6"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_input_has_a_label_and_every_id_is_there_once(desk, section, language):
    page = desk.read(f"{HELP}/{section}?lang={language}").text
    ids = desk_ids(page, "id")
    assert len(ids) == len(set(ids))
    assert set(desk_ids(page, "for")) <= set(ids)
    described = {one for many in desk_ids(page, "aria-describedby") for one in many.split()}
    assert described - set(ids) == set()


def desk_ids(page, attribute):
    return re.findall(rf'\s{attribute}="([^"]*)"', page)


def test_a_section_that_is_none_and_a_dossier_that_is_none_are_said_to_be_so(desk):
    assert desk.read(f"{FORM}/99").status_code == 404
    assert "The form has no such section." in words_of(desk.read(f"{FORM}/99"))
    nowhere = desk.read("/dossiers/<b>/form?lang=fr")
    assert nowhere.status_code == 404
    assert "remplir pour un dossier « <b> »" in words_of(nowhere)


def test_the_form_of_another_state_does_not_exist_in_any_state_of_the_dossier(desk):
    desk.write(f"{FORM}/B", name_of_element="A secret cloth")
    desk.who = KENYAN
    nowhere = FORM.replace("RL-2028-0001", "RL-2028-0099")
    for step in ("withdraw", None):
        page, unknown = desk.read(f"{FORM}/B"), desk.read(f"{nowhere}/B")
        assert (page.status_code, unknown.status_code) == (404, 404)
        assert words_of(page).replace("-0001", "-0099") == words_of(unknown)
        assert desk.send(f"{FORM}/B", []).status_code == 404
        assert desk.browser.patch(FORM, json={"seen": 0, "answers": {}}).status_code == 404
        if step:
            taken(desk.office, step, GHANA)


# --- saving ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("button", "goes"),
    [({"save": ""}, f"{FORM}/B"), ({"continue": ""}, f"{FORM}/C"), ({}, f"{FORM}/B")],
)
def test_a_section_is_saved_and_leads_on_by_the_button_that_was_pressed(desk, button, goes):
    came = desk.write(f"{FORM}/B", button, name_of_element="Kente")
    assert (came.status_code, came.headers["location"]) == (303, goes)
    assert desk.given() == {"name_of_element": "Kente"}
    assert "Last saved by N. Osei" in words_of(desk.read(f"{FORM}/B"))


def test_the_last_section_leads_back_to_the_whole_form_in_the_same_language(desk):
    came = desk.write(f"{FORM}/7?lang=fr", {"continue": ""})
    assert came.headers["location"] == f"{FORM}?lang=fr"


def test_a_page_that_was_not_touched_saves_nothing(desk):
    desk.write(f"{FORM}/B", name_of_element=" Kente\r\ncloth ", other_names="a\x00b")
    version = begin(desk.office, "RL-2028-0001", GHANA).draft.version
    desk.write(f"{FORM}/B")
    assert begin(desk.office, "RL-2028-0001", GHANA).draft.version == version


@pytest.mark.parametrize(
    ("section", "kind", "text", "said"),
    [
        ("6", "day", "31 March 2027", "It is not a day like 2027-03-31"),
        ("C", "number", "many", "It is not a whole number of at most twelve digits, like 25000"),
        ("C", "line", "one\ntwo", "It is not one line of at most 2,000 characters"),
        ("C", "line", "a\u202eb", "Hidden characters turn the direction of writing"),
        ("C", "text", "a\x07b", "The character at position 2 is not one of a text (U+0007)"),
        ("C", "choice", "neither", "It is none of the choices"),
        ("C", "yes_no", "perhaps", "It is neither yes nor no"),
    ],
)
def test_what_is_not_understood_comes_back_as_given_with_a_sentence(
    desk, section, kind, text, said
):
    of = begin(desk.office, "IA-1", GHANA)
    (own,) = (one for one in of.edition.sections if one.number == section)
    asked = next(field for field in own.fields if field.kind == kind)
    name = f"{asked.name}|||{'Ghana' if asked.per_state else ''}"
    before = [pair for pair in pairs_of(desk.read(f"{HELP}/{section}").text) if pair[0] != name]
    came = desk.send(f"{HELP}/{section}", [*before, (name, text)], **{"continue": ""})
    assert came.headers["location"] == f"{HELP}/{section}"  # not left behind unseen
    page = desk.read(f"{HELP}/{section}")
    assert (name, text.replace("\n", "\r\n")) in pairs_of(page.text)
    assert (said in words_of(page), 'role="alert"' in page.text) == (True, True)


def test_what_no_page_can_carry_is_shown_letter_by_letter_and_kept(desk):
    desk.browser.patch(FORM, json={"seen": 0, "answers": {"other_names": "a\x00b"}})
    page = desk.read(f"{FORM}/B")
    assert r'It was given as "a\u0000b"' in words_of(page)
    desk.send(f"{FORM}/B", pairs_of(page.text))
    assert desk.given() == {"other_names": "a\x00b"}


def test_more_rows_are_asked_for_with_a_button_that_saves(desk):
    came = desk.write(f"{HELP}/2", {"add": "budget|||"})
    assert came.status_code == 303
    page = desk.read(came.headers["location"]).text
    table = next(f for f in begin(desk.office, "IA-1", GHANA).edition.fields if f.kind == "money")
    first = came.headers["location"].split("#")[0].split("?")[0]
    assert first == f"{HELP}/2"
    more = desk.write(f"{HELP}/2", {"add": f"{table.name}|||"}).headers["location"]
    assert more.startswith(f"{HELP}/2?more={table.name}%7C%7C%7C#q")
    grown = desk.read(more.split("#")[0]).text
    assert grown.count(f'name="{table.name}|') == page.count(f'name="{table.name}|') + 15


def test_answers_are_given_by_each_state_in_the_agreed_order(desk):
    page = desk.read(f"{FORM}/E")
    assert page.text.index(">Ghana<") < page.text.index(">Côte d&#39;Ivoire<")
    desk.send(f"{FORM}/E", [*pairs_of(page.text), ("contact||name|Côte d'Ivoire", "A. Koné")])
    assert desk.given() == {"contact": {"Côte d'Ivoire": {"name": "A. Koné"}}}
    assert "Not given yet: title, institution, address" in words_of(desk.read(f"{FORM}/E"))


def test_unknown_names_are_told_and_all_else_is_saved(desk):
    came = desk.write(f"{FORM}/B", name_of_element="Kente", colour="blue")
    assert came.status_code == 200
    assert "the page sent 'colour|||', which this section does not ask for" in words_of(came)
    assert desk.given() == {"name_of_element": "Kente"}


# --- two at once, or too late ------------------------------------------------------------------


def test_of_two_who_change_one_answer_the_second_sees_both_and_may_save_again(desk):
    page = desk.read(f"{FORM}/B")
    desk.who = IVORIAN
    desk.write(f"{FORM}/B", name_of_element="Kita", other_names="Pagne")
    desk.who = GHANA
    came = desk.send(f"{FORM}/B", written(page, name_of_element="Kente"))
    assert came.status_code == 409
    assert "A. Koné changed this answer on 1 March 2027, 13:00 (Paris time)" in words_of(came)
    assert "Kita" in words_of(came)
    assert ("name_of_element|||", "Kente") in pairs_of(came.text)
    assert desk.given() == {"name_of_element": "Kita", "other_names": "Pagne"}
    again = desk.send(f"{FORM}/B", pairs_of(came.text))
    assert again.status_code == 303
    assert desk.given() == {"name_of_element": "Kente", "other_names": "Pagne"}


def test_when_it_is_not_the_states_turn_the_form_is_only_read(desk):
    desk.write(f"{FORM}/B", name_of_element="Kente")
    page = desk.read(f"{FORM}/B")
    taken(desk.office, "withdraw", GHANA)
    late = desk.send(f"{FORM}/B", written(page, name_of_element="Kente cloth"))
    assert late.status_code == 409
    assert "Not saved: the dossier has been taken a step further" in words_of(late)
    assert 'value="Kente cloth"' in late.text
    closed = desk.read(f"{FORM}/B").text
    assert "It is not the State&#39;s turn" in closed or "It is not the State's turn" in closed
    assert ('name="save"' in closed, "form.js" in closed, "readonly" in closed) == (
        False, False, True,
    )  # fmt: skip
    refused = desk.browser.patch(FORM, json={"seen": 1, "answers": {"other_names": "x"}})
    assert (refused.status_code, list(refused.json()["said"])) == (409, ["en", "fr"])


# --- saved by the script -----------------------------------------------------------------------


def test_the_script_saves_answers_and_is_told_what_is_not_understood(desk):
    answers = {"contact": {"Ghana": {"email": "nobody"}}, "name_of_element": "Kente", "x": 1}
    came = desk.browser.patch(FORM, json={"seen": 0, "answers": answers})
    said = came.json()
    assert came.status_code == 200
    assert (said["version"], said["conflicts"]) == (1, [])
    assert [(one["question"], one["state"], one["en"]) for one in said["told"]] == [
        ("contact", "Ghana", "E-mail: it is not an e-mail address like name@example.org"),
        ("", "", "'x' has no place on the form"),
    ]
    assert said["still_open"]["en"] == "46 of 52 questions are open"


def test_the_script_is_told_of_a_conflict_in_words(desk):
    desk.browser.patch(FORM, json={"seen": 0, "answers": {"name_of_element": "Kita"}})
    mine = {"seen": 0, "answers": {"name_of_element": "Kente"}}
    (one,) = desk.browser.patch(FORM, json=mine).json()["conflicts"]
    assert one == {
        "question": "name_of_element", "state": "", "theirs": "Kita", "by": "N. Osei",
        "in_words": {"en": "Kita", "fr": "Kita"}, "at": "2027-03-01T12:00:00Z",
    }  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"[" * 100_000, b'{"seen": true, "answers": {}}', b"\xff",
     b'{"seen": -1, "answers": {}}', b'{"seen": 0, "answers": {"x": NaN}}', b'{"seen": 0}',
     b'{"seen": 0, "answers": {"x": [[[[[[[[[[1]]]]]]]]]]}}'],
)  # fmt: skip
def test_what_is_no_json_of_answers_is_refused_with_a_sentence(desk, body):
    came = desk.browser.patch(FORM, content=body)
    assert (came.status_code, "nothing was saved" in came.json()["said"]["en"]) == (422, True)


def test_a_body_is_read_up_to_its_bounds_and_refused_beyond(desk):
    most = b"x" * LARGEST
    assert desk.browser.patch(FORM, content=most).status_code == 422
    assert desk.browser.patch(FORM, content=most + b"x").status_code == 413
    assert (
        desk.browser.post(f"{FORM}/B", content=b"&".join([b"a="] * MOST_FIELDS)).status_code == 200
    )
    came = desk.browser.post(f"{FORM}/B", content=b"&".join([b"a="] * (MOST_FIELDS + 1)))
    assert (came.status_code, "20,000 inputs" in words_of(came)) == (413, True)
