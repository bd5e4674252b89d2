"""A step as a form: checked without being made, refused beside its fields, made once, told."""

import re

import pytest

from engine.dossier import Actor
from engine.runtime.queries import looking
from engine.runtime.reading import dossiers, entries
from portal.filing.draft import begin
from tests.browsing import words_of
from tests.filing import REFERENCE, filed, under_check
from tests.moves import BODY, GHANA, OFFICER, SESSION, held_keys, opened, taken
from tests.signed_in import Portal

HERE = f"/dossiers/{REFERENCE}"
REGISTER = f"{HERE}/steps/register"


@pytest.fixture
def portal(office, tmp_path):
    opened(office)
    taken(office, "submit", GHANA)
    return Portal(office, tmp_path)


@pytest.fixture
def lind(portal):
    return portal.browser(OFFICER)


def version(office):
    with looking(office.database) as connection:
        return dossiers(connection, [REFERENCE])[REFERENCE].version


def trail(office):
    with looking(office.database) as connection:
        return entries(connection, REFERENCE)


def hidden(page):
    """What the form carries that nobody typed."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))


def sent(browser, address, do="move", **typed):
    form = hidden(browser.get(address))
    answers = {f"answer-{name}": value for name, value in typed.items() if name != "reason"}
    reason = {"reason": typed["reason"]} if "reason" in typed else {}
    return browser.post(address, data={**form, **answers, **reason, "do": do})


def test_a_step_asks_what_it_needs_under_its_paragraph(lind):
    seen = lind.get(REGISTER)
    assert '<label for="answer-file_no">file number</label>' in seen.text
    assert hidden(seen)["seen"] == "2"
    assert "Received, to be registered → Registered Secretariat" in words_of(seen)
    assert "It can be shown once the answers are given" in words_of(seen)


def test_checking_a_step_tells_what_would_follow_and_changes_nothing(office, lind):
    seen = sent(lind, REGISTER, do="check", file_no="02222")
    assert seen.status_code == 200
    told = words_of(seen)
    assert "Nothing stands against it. Nothing was changed yet." in told
    assert "the dossier will be Registered Secretariat" in told
    assert "letter that leaves at once Registered: osei@example.org" in told
    assert (version(office), held_keys(office)) == (2, [])
    assert 'value="02222"' in seen.text


def test_the_letter_is_shown_in_both_languages_as_it_would_leave(lind):
    seen = sent(lind, REGISTER, do="check", file_no="02222")
    english, french = re.findall(r'<article lang="(?:en|fr)".*?</article>', seen.text, re.DOTALL)
    assert "File number: 02222" in english
    assert "Numéro de dossier : 02222" in french
    assert "Madam, Sir," in english
    assert "Madame, Monsieur," in french


def test_every_refusal_stands_beside_its_field_and_above_with_what_was_typed(office, lind):
    seen = sent(lind, REGISTER, file_no="2222")
    assert (seen.status_code, version(office)) == (422, 2)
    assert re.search(r'<li><a href="#answer-file_no">[^<]*02153[^<]*2222', seen.text)
    assert 'aria-describedby="answer-file_no-faults" aria-invalid="true"' in seen.text
    assert 'value="2222"' in seen.text
    assert 'data-focus aria-labelledby="summary"' in seen.text
    empty = sent(lind, REGISTER)
    assert '<a href="#answer-file_no">file number (file_no) is not given</a>' in empty.text
    french = lind.post(f"{REGISTER}?lang=fr", data={"seen": "2", "do": "move"})
    assert "Cela ne peut être fait en l'état. Rien n'a été modifié." in words_of(french)


def test_a_step_that_is_made_leads_back_and_names_the_event(office, lind):
    answer = sent(lind, REGISTER, file_no="02222")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HERE}?done=3")
    page = lind.get(answer.headers["location"])
    assert re.search(
        r'role="status"[^>]*><strong>Registered\.</strong>\s*<a href="#entry-3">', page.text
    )
    assert trail(office)[-1].facts["file_no"] == "02222"


def test_a_number_that_is_no_entry_names_no_event(lind):
    for done in ("0", "99", "x", "-1", "1" * 30):
        assert 'role="status"' not in lind.get(HERE, params={"done": done}).text


def test_a_reason_is_asked_for_where_the_step_needs_one(office, portal, clock):
    clock.at = clock.at.replace(year=2027, month=4, day=2)
    opened(office, "RL-2028-0009")
    taken(office, "submit", GHANA, "RL-2028-0009")
    taken(office, "note_late_receipt", OFFICER, "RL-2028-0009")
    chief = portal.browser(Actor("R. Haddad", "head"))
    address = "/dossiers/RL-2028-0009/steps/admit_late"
    seen = sent(chief, address, file_no="02223", authority="16.COM 19")
    assert seen.status_code == 422
    assert '<a href="#reason">' in seen.text
    because = "the Bureau asked for it\n<b>"
    done = sent(chief, address, file_no="02223", authority="16.COM 19", reason=because)
    assert done.status_code == 303
    told = chief.get("/dossiers/RL-2028-0009")
    assert "&lt;b&gt;" in told.text


def test_a_state_hands_in_its_form_on_the_page_that_is_there_for_it(office, tmp_path):
    opened(office)
    ghana = Portal(office, tmp_path).browser(GHANA)
    answer = ghana.get(f"{HERE}/steps/submit?lang=fr")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HERE}/form/check?lang=fr")


def test_a_letter_that_makes_a_step_is_released_on_its_own_page(office, portal, lind):
    under_check(office)
    taken(office, "request_completion", OFFICER, missing="the consent")
    (key,) = held_keys(office)
    answer = lind.get(f"{HERE}/steps/post_letter")
    assert (answer.status_code, answer.headers["location"]) == (
        303, f"/letters/{key.replace(':', '%3A')}",
    )  # fmt: skip
    ghana = portal.browser(GHANA).get(f"{HERE}/steps/post_letter")
    assert (ghana.status_code, "<button name" in ghana.text) == (200, False)
    posted = lind.post(f"{HERE}/steps/post_letter", data={"seen": "7", "do": "move"})
    assert posted.status_code in (409, 422)
    assert len(held_keys(office)) == 1


def test_a_held_letter_is_shown_with_the_deadline_it_would_begin(office, lind):
    under_check(office)
    seen = words_of(sent(lind, f"{HERE}/steps/request_completion", do="check", missing="consent"))
    assert "It is held until an officer has read and released it" in seen
    assert "30 September 2027" in seen
    assert held_keys(office) == []


def test_every_role_takes_its_own_step_on_the_page(office, portal, lind, clock):
    under_check(office)
    assert sent(lind, f"{HERE}/steps/find_complete").status_code == 303
    assert sent(lind, f"{HERE}/steps/transmit").status_code == 303
    body = portal.browser(BODY)
    asked = sent(body, f"{HERE}/steps/ask_questions", questions="Who consented?")
    assert asked.status_code == 303
    ghana = portal.browser(GHANA)
    received = sent(ghana, f"{HERE}/steps/record_receipt", questions_received_at="2027-03-01T13:00")
    assert received.status_code == 303
    assert trail(office)[-1].facts["questions_received_at"].startswith("2027-03-01T12:00")
    assert sent(ghana, f"{HERE}/steps/answer", dialogue_answer="All of them.").status_code == 303
    assert sent(body, f"{HERE}/steps/conclude", recommendation="favourable").status_code == 303
    assert version(office) == 11


def test_the_evaluation_body_does_not_read_the_text_of_letters(office, portal, lind):
    under_check(office)
    sent(lind, f"{HERE}/steps/find_complete")
    sent(lind, f"{HERE}/steps/transmit")
    seen = portal.browser(BODY).get(f"{HERE}/steps/ask_questions")
    assert "Its text is for the Secretariat" in words_of(seen)
    assert "osei@example.org" not in seen.text
    assert portal.browser(SESSION).get(f"{HERE}/steps/examine").status_code in (403, 404)


def test_who_acted_in_the_place_of_a_state_is_named_with_it(office, portal, tmp_path):
    opened(office, "RL-2028-0005")
    through = Actor("N. Osei", "state_party", frozenset({"Ghana"}), "A. Lind, secretariat")
    taken(office, "rank", through, "RL-2028-0005", order=1)
    seen = words_of(portal.browser(GHANA).get("/dossiers/RL-2028-0005"))
    assert "N. Osei, State Party in person: A. Lind, secretariat" in seen


def test_a_step_that_no_workflow_has_is_not_there(lind):
    for trigger in ("nothing", "%00"):
        answer = lind.get(f"{HERE}/steps/{trigger}")
        assert answer.status_code == 404
    assert lind.post(f"{HERE}/steps/nothing", data={"do": "move"}).status_code == 404


def test_odd_input_is_answered_with_a_sentence_and_is_kept(lind):
    for odd in ("<script>", "é" * 600, "a\x0bb", "\N{FIRE}"):
        seen = sent(lind, REGISTER, file_no=odd)
        assert seen.status_code == 422
        assert "<script>" not in seen.text


def test_the_form_filed_is_a_revision_in_the_timeline(office, tmp_path):
    opened(office)
    begin(office, REFERENCE, GHANA)
    filed(office)
    page = Portal(office, tmp_path).browser(GHANA).get(HERE)
    assert f'<a href="{HERE}/changes">Revision 1</a>' in page.text
