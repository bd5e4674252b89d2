"""A form as a Word document: what stands in it, and what an answer can do in it, which is nothing.

A document is looked at with python-docx, as another program would, and not with our own reader.
"""

from io import BytesIO
from typing import Any, get_args

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.words import Language, Words
from forms.catalogue import forms
from forms.form import Edition
from forms.plain import nothing
from forms.shapes import MOST_ROWS
from portal.word.read import read_word
from portal.word.tags import LONGEST, questions
from portal.word.written import write
from tests.toy_form import PERSON
from tests.whole_file import answers
from tests.word_files import STATES, edition
from workflows.states_parties import states_parties

LANGUAGES: tuple[Language, ...] = get_args(Language)
EVERY = [pytest.param(one, id=f"{form.code} {one.name}") for form in forms().values()
         for one in form.editions]  # fmt: skip
ASSISTANCE = edition("ICH-04")
XML = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[*map(chr, range(0x20)), "\ufffe", "\uffff"],
)
LINE = st.text(XML | st.sampled_from("\t {}%<>&;'\"]\x85\u2028\u202e"), max_size=12).filter(
    lambda text: not nothing(text)
)
TEXT = st.lists(LINE | st.just(""), min_size=1, max_size=4).map("\n".join).filter(
    lambda text: not nothing(text)
)  # fmt: skip


def written(
    one: Edition, given: Any, language: Language = "en", states: tuple[str, ...] = STATES
) -> tuple[BytesIO, tuple[Words, ...]]:
    file = BytesIO()
    return file, write(one, states, given, language, file)


def opened(one: Edition, given: Any, language: Language = "en") -> Document:
    return docx.Document(written(one, given, language)[0])


def tags(document: Document) -> list[str]:
    return [one.get(qn("w:val")) for one in document.element.body.iter(qn("w:tag"))]


def held(document: Document, tag: str) -> str:
    """The text in a control."""
    for one in document.element.body.iter(qn("w:tag")):
        if one.get(qn("w:val")) == tag:
            inside = one.getparent().getparent().find(qn("w:sdtContent"))
            return "".join(text.text for text in inside.iter(qn("w:t")))
    raise AssertionError(tag)


# --- what stands in it -------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", EVERY)
def test_a_form_has_every_section_label_and_help_in_order(one: Edition, language: Language):
    document = opened(one, {}, language)
    texts = [paragraph.text for paragraph in document.paragraphs]
    headed = [(p._p.style, p.text) for p in document.paragraphs]
    asked = [
        heading
        for section in one.sections
        for heading in (
            ("Heading1", f"{section.number}. {section.title.spoken(language)}"),
            *(("Heading2", field.label.spoken(language)) for field in section.fields),
        )
    ]
    assert [found for found in headed if found[0] in ("Heading1", "Heading2")][:-1] == asked
    helps = [field.help.spoken(language) for field in one.fields]
    assert [text for text in texts if text in helps] == helps


@pytest.mark.parametrize("one", EVERY)
def test_every_question_has_its_control_and_every_state_its_own_in_the_agreed_order(one: Edition):
    found = tags(opened(one, {}))
    asked = [question.tag for question in questions(one, ("Ghana", "Togo"))]
    belong = [next(tag for tag in asked if f"{name}/".startswith(f"{tag}/")) for name in found]
    assert list(dict.fromkeys(belong)) == asked
    assert len(set(found)) == len(found)
    contacts = [name for name in found if name.startswith("contact/Togo/")]
    assert contacts in ([], [f"contact/Togo/{part}" for part in PERSON])


def test_a_table_has_a_row_of_controls_for_each_row_of_the_answer_and_some_to_fill_in():
    rows = [{"item": f"Loom {at}", "amount": at, "paid_by": "Ghana"} for at in range(7)]
    document = opened(ASSISTANCE, {"project_budget": rows})
    cells = [tag for tag in tags(document) if tag.startswith("project_budget/")]
    assert cells == [
        f"project_budget/{at}/{part}"
        for at in range(1, 10)
        for part in ("item", "amount", "paid_by")
    ]
    assert [held(document, f"project_budget/{at + 1}/amount") for at in range(7)] == list("0123456")


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("fr", "fr-FR")])
def test_a_document_says_its_language_and_its_title_and_no_false_date(language: Language, tag: str):
    document = opened(ASSISTANCE, {}, language)
    about = document.core_properties
    title = f"ICH-04 – {forms()['ICH-04'].title.spoken(language)}"
    assert (about.title, about.language, about.author, about.created) == (title, tag, "", None)
    spoken = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert spoken == {tag}


def test_limits_are_said_in_words():
    texts = [one.text for one in opened(edition("ICH-02", 2020), {}).paragraphs]
    assert "at most 200 characters (verified)" in texts
    assert "at most 200 characters (verified); optional" in texts


@pytest.mark.parametrize("one", EVERY)
def test_word_takes_every_tag_for_whichever_state(one: Edition):
    asked = list(questions(one, tuple(states_parties())))
    found = [question.part(MOST_ROWS, "activity") for question in asked]
    assert max(map(len, found)) <= LONGEST
    assert len(set(found)) == len(found)


def test_word_takes_every_title():
    document = opened(edition("ICH-01bis", 2020), {}, "fr")
    titles = [name.get(qn("w:val")) for name in document.element.body.iter(qn("w:alias"))]
    assert max(map(len, titles)) == LONGEST


def test_a_state_of_a_long_name_is_read_back():
    states = ("United Kingdom of Great Britain and Northern Ireland", "Ghana")
    given = {"contact": dict.fromkeys(states, PERSON)}
    file, _ = written(ASSISTANCE, given, "en", states)
    assert read_word(file, ASSISTANCE, states).answers == given
    tags_of = {one.tag for one in questions(ASSISTANCE, states) if one.field.name == "contact"}
    assert {tag.partition("~")[0] for tag in tags_of} == {
        "contact/Ghana", "contact/United Kingdom of Great Brita",
    }  # fmt: skip


# --- written and read again --------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", EVERY)
def test_what_is_written_is_read_again(one: Edition, language: Language):
    given = answers(one, STATES)
    file, remarks = written(one, given, language)
    placed = read_word(file, one, STATES)
    assert (placed.answers, placed.unplaced, remarks) == (given, (), ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", EVERY)
def test_an_empty_form_has_no_answers(one: Edition, language: Language):
    placed = read_word(written(one, {}, language)[0], one, STATES)
    assert (placed.answers, placed.unplaced) == ({}, ())


@settings(max_examples=40)
@given(
    summary=TEXT,
    title=TEXT,
    items=st.lists(LINE, min_size=1, max_size=3),
    cells=st.lists(LINE, min_size=2, max_size=2),
    address=TEXT,
)
def test_every_character_line_break_and_tab_is_kept(
    summary: str, title: str, items: list[str], cells: list[str], address: str
):
    given = {
        "states": items,
        "contact": {"Togo": {"name": cells[0], "address": address}},
        "project_title": title,
        "project_summary": summary,
        "project_budget": [{"item": cells[1], "amount": 5}, {"paid_by": cells[0]}],
    }
    file, remarks = written(ASSISTANCE, given)
    placed = read_word(file, ASSISTANCE, STATES)
    assert (placed.answers, placed.unplaced, remarks) == (given, (), ())


def test_line_ends_of_browsers_are_those_of_texts():
    file, remarks = written(ASSISTANCE, {"project_summary": "a\r\nb\rc"})
    assert (read_word(file, ASSISTANCE, STATES).answers, remarks) == (
        {"project_summary": "a\nb\nc"}, (),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["{{ 7*7 }}", "{% for x in y %}", "{{ ''.__class__ }}", "{ MERGEFIELD Name }", "${7*7}",
     '{ INCLUDETEXT "C:\\\\secret.txt" }', "<w:t>x</w:t>", "=1+1", "</w:sdtContent>", "&lt;"],
)  # fmt: skip
def test_code_in_an_answer_stays_text(text: str):
    given = {"project_summary": text, "project_title": text, "project_budget": [{"item": text}]}
    file, _ = written(ASSISTANCE, given)
    document = docx.Document(file)
    tags_of = ("project_summary", "project_title", "project_budget/1/item")
    assert [held(document, tag) for tag in tags_of] == [text] * 3
    codes = [one.tag for one in document.element.body.iter()
             if one.tag in (qn("w:instrText"), qn("w:fldSimple"), qn("w:fldChar"))]  # fmt: skip
    assert (codes, read_word(file, ASSISTANCE, STATES).answers) == ([], given)


# --- what cannot be written --------------------------------------------------------------------


def test_characters_that_xml_cannot_hold_are_left_out_with_a_remark():
    file, remarks = written(ASSISTANCE, {"project_summary": "a\0b\x0bc\ud800d\ufffee"})
    assert read_word(file, ASSISTANCE, STATES).answers == {"project_summary": "abcde"}
    label = next(one.label for one in ASSISTANCE.fields if one.name == "project_summary")
    assert remarks == (
        Words(
            f"{label.en}: 4 characters that no Word document can hold left out "
            "(U+0000, U+000B, U+D800)",
            f"{label.fr} : 4 caractères qu'aucun document Word ne peut contenir omis "
            "(U+0000, U+000B, U+D800)",
        ),
    )


@pytest.mark.parametrize(
    ("given", "remark"),
    [
        (7, "form: left out, it is not made of parts"),
        ({"x": "y"}, 'form: left out, there is no such part: "x"'),
        ({"states": "Ghana"}, "State(s) Party(ies): left out, it is not a list"),
        ({"states": [{"a": 1}]}, "State(s) Party(ies): left out, it is not a text"),
        ({"states": [1.5]}, "State(s) Party(ies): left out, it is not a text"),
        ({"contact": {"Mali": PERSON}},
         'Contact person for correspondence: left out, there is no such part: "Mali"'),
        ({"contact": {"Togo": "me"}},
         "Contact person for correspondence / Togo: left out, it is not made of parts"),
        ({"contact": {"Togo": {"fax": "1"}}},
         'Contact person for correspondence / Togo: left out, there is no such part: "fax"'),
    ],
)  # fmt: skip
def test_an_answer_of_another_shape_is_left_out_with_a_remark(given: Any, remark: str):
    file, remarks = written(ASSISTANCE, given)
    assert ([one.en for one in remarks], read_word(file, ASSISTANCE, STATES).answers) == (
        [remark], {},
    )  # fmt: skip


def test_a_choice_that_is_not_offered_is_left_out_with_a_remark():
    file, remarks = written(edition("ICH-02"), {"domains": ["other", "cooking"]})
    assert [one.en for one in remarks] == [
        "Domain(s) represented by the element: left out, it is none of the choices: \"cooking\""
    ]  # fmt: skip
    assert read_word(file, edition("ICH-02"), STATES).answers == {"domains": ["other"]}


@settings(max_examples=25)
@given(
    st.dictionaries(
        st.sampled_from([one.name for one in ASSISTANCE.fields]) | st.text(max_size=3),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["Ghana", "name", "item", ""]), inner, max_size=3)
            ),
            max_leaves=6,
        ),
        max_size=6,
    )
)
def test_whatever_is_given_a_document_is_written_and_can_be_read(given: dict[str, Any]):
    file, _ = written(ASSISTANCE, given)
    assert read_word(file, ASSISTANCE, STATES).unplaced == ()
