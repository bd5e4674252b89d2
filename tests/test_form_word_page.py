"""A State takes its form to Word and brings it back on the pages, and loses nothing on the way."""

import re
from io import BytesIO

import pytest

from engine.dossier import Actor
from portal.attached.limits import limits
from portal.filing.draft import begin, save
from portal.filing_pages.upload import AROUND
from portal.word.read import read_word
from portal.word.written import write
from tests.browsing import words_of
from tests.filing import REFERENCE, filed, written
from tests.moves import GHANA, OFFICER, opened
from tests.signed_in import Portal
from tests.word_files import control, p, word
from workflows.roles import STATE_PARTY

FORM = f"/dossiers/{REFERENCE}/form"
WORD = f"{FORM}/word"
TOGO = Actor("A. Mensah", STATE_PARTY, frozenset({"Togo"}))
ADWOA = Actor("Adwoa", STATE_PARTY, frozenset({"Ghana"}))


@pytest.fixture
def portal(office, tmp_path):
    opened(office)
    return Portal(office, tmp_path)


@pytest.fixture
def ghana(portal):
    return portal.browser(GHANA)


def document(**answers):
    """A Word document with these answers in the controls of our form."""
    body = "".join(control(name, p(text)) for name, text in answers.items())
    return word(body).getvalue()


def send(browser, content, seen="0", lang="en", **data):
    fields = {"seen": seen, **data}
    file = {"file": ("form.docx", content)}
    return browser.post(f"{WORD}?lang={lang}", data=fields, files=file)


def given(office):
    return begin(office, REFERENCE, GHANA).given


def seen_on(page):
    (version,) = re.findall(r'name="seen" value="(\d+)"', page.text)
    return version


# --- out to Word -------------------------------------------------------------------------------


def test_the_form_is_taken_as_a_word_document_with_the_answers_of_the_draft_or_empty(office, ghana):
    of = written(office)
    for address in (f"{WORD}.docx", f"{WORD}.docx?lang=fr"):
        answer = ghana.get(address)
        assert answer.status_code == 200
        name = f"attachment; filename*=UTF-8''{REFERENCE}.docx"
        assert answer.headers["content-disposition"] == name
        assert answer.headers["cache-control"] == "private, no-store"
        placed = read_word(BytesIO(answer.content), of.edition, of.dossier.states)
        assert (placed.answers, placed.unplaced) == (of.given, ())
    empty = ghana.get(f"{WORD}.docx?empty=yes")
    assert empty.headers["content-disposition"] == "attachment; filename*=UTF-8''ICH-02.docx"
    assert read_word(BytesIO(empty.content), of.edition, of.dossier.states).answers == {}


def test_the_page_of_the_form_offers_word_to_who_writes_and_only_a_copy_to_who_reads(
    office, portal, ghana
):
    begin(office, REFERENCE, GHANA)
    for lang, button in (("en", "Import"), ("fr", "Importer")):
        page = ghana.get(f"{FORM}?lang={lang}")
        assert f'<button class="plain">{button}</button>' in page.text
        assert "form/word.docx" in page.text
    filed(office)
    for browser in (ghana, portal.browser(OFFICER)):
        page = browser.get(FORM)
        assert "form/word.docx" in page.text
        assert 'type="file"' not in page.text


# --- and back ----------------------------------------------------------------------------------


def test_a_filled_document_fills_the_form_and_the_page_says_what_was_saved(office, ghana):
    page = ghana.get(FORM)
    answer = send(ghana, document(name_of_element="Kente", location="Bonwire"), seen_on(page))
    said = words_of(answer)
    assert answer.status_code == 200
    assert "Answers saved: 2." in said
    assert "already" not in said
    assert given(office) == {"name_of_element": "Kente", "location": "Bonwire"}
    again = words_of(send(ghana, document(name_of_element="Kente"), "1", "fr"))
    assert "Réponses enregistrées : 0. Réponses qui y figuraient déjà : 1." in again
    assert given(office) == {"name_of_element": "Kente", "location": "Bonwire"}


def test_a_form_that_comes_back_as_it_went_changes_nothing(office, ghana):
    of = written(office)
    answer = send(ghana, ghana.get(f"{WORD}.docx").content, str(of.draft.version))
    assert answer.status_code == 200
    assert "Answers saved: 0." in words_of(answer)
    assert given(office) == of.given


def test_the_answers_of_every_state_come_back_each_in_its_place(office, portal):
    opened(office, "RL-2028-0002", states=["Ghana", "Togo"])
    of = begin(office, "RL-2028-0002", GHANA)
    asked = next(one for one in of.edition.fields if one.per_state and one.kind == "text")
    made = BytesIO()
    both = {asked.name: {"Ghana": "Of Ghana", "Togo": "Of Togo"}}
    assert write(of.edition, of.dossier.states, both, "en", made) == ()
    answer = portal.browser(TOGO).post(
        "/dossiers/RL-2028-0002/form/word", data={"seen": "0"}, files={"file": ("f.docx", made)}
    )
    assert "Answers saved: 2." in words_of(answer)
    assert f"{asked.label.en} · Togo" in words_of(answer)
    assert begin(office, "RL-2028-0002", GHANA).given == both


def test_what_an_answer_replaces_and_what_is_wrong_with_it_is_told(office, ghana):
    of = begin(office, REFERENCE, GHANA)
    save(office, of, {"location": "<b>Bonwire</b>"}, 0, GHANA)
    answer = send(ghana, document(**{"location": "Adanwomase", "signed_on/Ghana": "soon"}), "1")
    assert "What was there before <b>Bonwire</b>" in words_of(answer)
    assert given(office) == {"location": "Adanwomase", "signed_on": {"Ghana": "soon"}}
    (day,) = begin(office, REFERENCE, GHANA).filled.faults
    assert day.said.en in words_of(answer).lower()


def test_what_has_no_place_is_shown_whole(office, ghana):
    long = "Not for this form, " * 20
    content = word(control("nothing_of_ours", p(long)) + control("location", p("Bonwire")))
    answer = send(ghana, content.getvalue())
    said = words_of(answer)
    assert 'The form has no field nothing_of_ours: "Not for this form' in said
    assert long.strip() in said
    assert "Answers saved: 1." in said
    assert given(office) == {"location": "Bonwire"}


def test_what_somebody_else_changed_meanwhile_stands_and_both_texts_are_told(office, ghana):
    seen = seen_on(ghana.get(FORM))
    save(office, begin(office, REFERENCE, ADWOA), {"location": "Adanwomase"}, 0, ADWOA)
    answer = send(ghana, document(location="Bonwire", name_of_element="Kente"), seen)
    said = words_of(answer)
    assert answer.status_code == 409
    assert "Adwoa changed this answer on " in said
    assert "Their text stands: Adanwomase The document says: Bonwire" in said
    assert "Answers saved: 1." in said
    assert given(office) == {"location": "Adanwomase", "name_of_element": "Kente"}


@pytest.mark.parametrize("seen", ["", "-1", "one", "1" * 10, "٣"])
def test_a_page_that_does_not_say_what_it_showed_replaces_nothing(office, ghana, seen):
    save(office, begin(office, REFERENCE, ADWOA), {"location": "Adanwomase"}, 0, ADWOA)
    assert send(ghana, document(location="Bonwire"), seen).status_code == 409
    assert given(office) == {"location": "Adanwomase"}


def test_an_answer_that_is_too_long_to_be_kept_is_told_and_the_others_are_saved(office, ghana):
    answer = send(ghana, document(location="w" * 1_000_001, name_of_element="Kente"))
    assert answer.status_code == 200
    assert "location: it is too long" in words_of(answer)
    assert given(office) == {"name_of_element": "Kente"}


# --- what is not taken -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "en", "fr"),
    [
        (b"", "it is not a Word document (.docx).", "ce n'est pas un document Word (.docx)."),
        (b"PK\x03\x04 and no more", "the document is damaged and cannot be read.",
         "le document est endommagé et illisible."),
    ],
)  # fmt: skip
def test_what_is_no_word_document_is_told_so_on_the_form_and_nothing_is_saved(
    office, ghana, content, en, fr
):
    for lang, sentence in (("en", en), ("fr", fr)):
        answer = send(ghana, content, lang=lang)
        assert answer.status_code == 422
        assert sentence in words_of(answer)
        assert 'name="seen"' in answer.text
    assert begin(office, REFERENCE, GHANA).draft.version == 0


def test_a_form_without_a_file_is_told_so(office, ghana):
    answer = ghana.post(WORD, data={"seen": "0"})
    assert answer.status_code == 422
    assert "Please choose one file" in words_of(answer)


def test_a_document_may_have_as_many_bytes_as_an_attached_one_and_no_more(office, ghana):
    most = limits(2028).bytes_of["document"] + AROUND
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    for size, status in ((most, 422), (most + 1, 413)):
        announced = {**kind, "Content-Length": str(size)}
        assert ghana.post(WORD, content=b"", headers=announced).status_code == status


def test_nobody_else_takes_or_brings_a_document(office, portal):
    written(office)
    stranger, togo, officer = portal.browser(), portal.browser(TOGO), portal.browser(OFFICER)
    for browser, status in ((stranger, 401), (togo, 404), (officer, 404)):
        assert browser.get(f"{WORD}.docx").status_code == status
        assert send(browser, document(location="Lomé")).status_code == status
    assert given(office)["location"] != "Lomé"
    assert portal.browser(GHANA).get("/dossiers/NONE/form/word.docx").status_code == 404


def test_a_file_that_was_handed_in_is_not_changed_by_a_document(office, portal, ghana):
    of = written(office)
    filed(office)
    late = send(ghana, document(location="Bonwire"), str(of.draft.version))
    assert late.status_code == 409
    assert "The file is not with the State Party now; nothing was changed." in words_of(late)
    assert given(office) == of.given
    assert send(portal.browser(OFFICER), document(location="Accra")).status_code == 403
    assert portal.browser(OFFICER).get(f"{WORD}.docx").status_code == 200


def test_who_asks_for_the_page_again_in_the_other_language_is_led_to_the_form(ghana):
    answer = ghana.get(f"{WORD}?lang=fr")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{FORM}?lang=fr")
