"""A form without our controls is read by its headings and labels, and the rest is told."""

import pytest

from engine.words import Language
from forms.form import Edition
from portal.word.read import read_word
from tests.whole_file import answers
from tests.word_files import (
    ASSISTANCE,
    BUDGET,
    CONTACT_PERSON,
    EVERY,
    LANGUAGES,
    NOMINATION,
    STATES,
    SUMMARY,
    both,
    p,
    plainly,
    read,
    run,
    table,
    word,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", EVERY)
def test_a_form_with_plain_headings_is_read(one: Edition, language: Language):
    given = answers(one, STATES)
    placed = read_word(plainly(one, given, language), one, STATES)
    assert (placed.answers, placed.unplaced) == (given, ())


def test_a_label_is_known_in_both_languages_whatever_an_editor_did_to_it():
    body = (
        p("RÉSUMÉ  DU\u00a0PROJET :") + p("Un") + p("12. Multiplier effect") + p("")
        + p("Two") + p("") + p("Three") + p("")
    )  # fmt: skip
    assert both(read(body)) == ({"project_summary": "Un", "multiplier_effect": "Two\n\nThree"}, [])


def test_a_section_of_one_question_stands_for_it_and_one_of_several_does_not():
    section = next(one for one in NOMINATION.sections if one.number == "6")
    several = next(one for one in NOMINATION.sections if one.number == "1")
    body = (
        p(f"6. {section.title.en}") + p("- A book") + p("Notes") + p(several.title.en) + p("Lost")
    )
    assert both(read(body, NOMINATION)) == (
        {"references": ["A book", "Notes"]},
        [f'this stands under {several.title.en}, but under no question: "Lost"'],
    )


def test_text_under_no_heading_is_told_whole():
    long = "x" * 300
    placed = read(p(long) + p(SUMMARY) + p("One"))
    assert both(placed) == (
        {"project_summary": "One"}, [f'this stands under no question: "{"x" * 80}..."'],
    )  # fmt: skip
    assert placed.unplaced[0].text == long


def test_a_question_to_every_state_is_answered_under_their_names():
    label = "Name of the signatory"
    body = p(label) + p("Nobody") + p("Togo") + p("K. Abalo") + p("Ghana") + p("N. Osei")
    assert both(read(body)) == (
        {"signatory_name": {"Ghana": "N. Osei", "Togo": "K. Abalo"}},
        [f'{label}: it is not said for which State: "Nobody"'],
    )
    one = read_word(word(p(label) + p("N. Osei")), ASSISTANCE, ["Ghana"])
    assert one.answers == {"signatory_name": {"Ghana": "N. Osei"}}


def test_a_contact_is_read_from_lines_or_a_table_and_the_rest_is_told():
    lines = p("Name: N. Osei") + p("Address : 1 Castle Road") + p("Accra") + p("Courriel: n@o.org")
    rows = table([p("Name"), p("K. Abalo")], [p("E-mail"), p("k@a.org")], [p("Fax"), p("7")])
    body = p(CONTACT_PERSON) + p("Ghana") + lines + p("call me") + p("Togo") + rows
    assert both(read(body)) == (
        {"contact": {
            "Ghana": {"name": "N. Osei", "address": "1 Castle Road\nAccra", "email": "n@o.org"},
            "Togo": {"name": "K. Abalo", "email": "k@a.org"},
        }},
        [f'{CONTACT_PERSON} / Ghana: this is no part of the answer: "call me"',
         f'{CONTACT_PERSON} / Togo: this is no part of the answer: "Fax: 7"'],
    )  # fmt: skip


def test_a_table_is_read_by_the_columns_that_it_names():
    rows = table([p("Paid by"), p("Item"), p("Amount in US$")], [p("Fund"), p("Loom"), p("9 000")])
    assert both(read(p(BUDGET) + rows + p("in all"))) == (
        {"project_budget": [{"item": "Loom", "amount": 9000, "paid_by": "Fund"}]},
        [f'{BUDGET}: this is no part of the answer: "in all"'],
    )


def test_a_form_laid_out_in_tables_is_read():
    body = table([p(SUMMARY), p("One")], [p("Multiplier effect") + p("Two")])
    assert both(read(body)) == ({"project_summary": "One", "multiplier_effect": "Two"}, [])


def test_a_table_in_a_text_is_text():
    body = p(SUMMARY) + p("See:") + table([p("a"), p("b")], [p("c"), p("d")])
    assert both(read(body)) == ({"project_summary": "See:\na\tb\nc\td"}, [])


def test_boxes_without_controls_are_read_and_without_boxes_what_stands_there():
    label = "Domain(s) represented by the element"
    old = '<w:r><w:fldChar><w:ffData><w:checkBox><w:checked w:val="{}"/></w:checkBox></w:ffData>'
    ticked = old.format(1) + "</w:fldChar></w:r>" + run(" Performing arts")
    unticked = old.format(0) + "</w:fldChar></w:r>" + run(" Other")
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("Other")
    one = p(label) + f"<w:p>{ticked}</w:p><w:p>{unticked}</w:p>"
    two = p(label) + p("[ ] Performing arts") + f"<w:p>{sign}</w:p>"
    three = p(label) + p("Other") + p("cooking")
    assert [both(read(body, NOMINATION)) for body in (one, two, three)] == [
        ({"domains": ["performing_arts"]}, []),
        ({"domains": ["other"]}, []),
        ({"domains": ["other"]}, [f'{label}: this is no part of the answer: "cooking"']),
    ]


def test_a_list_of_an_old_form_says_what_is_chosen():
    choice = (
        '<w:r><w:fldChar><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="No"/>'
        '<w:listEntry w:val="Yes"/></w:ddList></w:ffData></w:fldChar></w:r>'
    )
    assert both(read(p("Emergency request") + f"<w:p>{choice}</w:p>")) == ({"emergency": True}, [])


def test_a_question_that_is_met_twice_keeps_its_first_answer():
    body = p(SUMMARY) + p("Multiplier effect") + p(SUMMARY) + p("One") + p(SUMMARY) + p("Two")
    assert both(read(body)) == (
        {"project_summary": "One"}, [f'{SUMMARY}: answered twice, this is left out: "Two"'],
    )  # fmt: skip
