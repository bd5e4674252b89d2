"""A Word document read back by its controls, and what else is in it.

The documents are written by hand, as other programs write them.
"""

from typing import Any

import pytest

from portal.word.read import read_word
from tests.word_files import (
    ASSISTANCE,
    BUDGET,
    CONTACT_PERSON,
    HINT,
    NOMINATION,
    STATES,
    STRICT,
    SUMMARY,
    both,
    control,
    document,
    links,
    p,
    packed,
    parts,
    read,
    run,
    table,
)

# --- by controls -------------------------------------------------------------------------------


def test_a_control_is_read_by_its_tag_wherever_it_stands():
    cell = f"<w:tc>{p('Four')}</w:tc>"
    body = (
        control("project_summary", p("One") + p("Two"))
        + f"<w:p>{control('duration', run('24'))}</w:p>"
        + table([p("x")], [control("multiplier_effect", p("Three"))])
        + f"<w:tbl><w:tr>{control('cooperation', cell)}</w:tr></w:tbl>"
    )
    assert both(read(body)) == (
        {"duration": 24, "project_summary": "One\nTwo", "multiplier_effect": "Three",
         "cooperation": "Four"},
        ['Duration of the project, in months: answered twice, this is left out: "x"'],
    )  # fmt: skip


def test_the_strict_kind_of_the_format_is_read_too():
    body = control("project_summary", p("One"))
    file = packed({**parts(), "word/document.xml": document(body, STRICT)})
    assert read_word(file, ASSISTANCE, STATES).answers == {"project_summary": "One"}


def test_a_text_may_stand_in_another_part_than_the_usual_one():
    made = {**parts(), "_rels/.rels": links("/word/document2.xml")}
    made["word/document2.xml"] = document(control("project_summary", p("One")))
    assert read_word(packed(made), ASSISTANCE, STATES).answers == {"project_summary": "One"}


@pytest.mark.parametrize(
    "inside",
    [
        '<w:p><w:r><w:rPr><w:rStyle w:val="Textedelespacerserv"/></w:rPr>'
        "<w:t>Cliquez ici.</w:t></w:r></w:p>",
        "<w:p/>",
        p("   "),
    ],
)
def test_a_hint_and_white_space_are_no_answer(inside: str):
    about = HINT if "Style" in inside else ""
    assert both(read(control("project_summary", inside, about))) == ({}, [])


def test_an_answer_in_a_control_that_is_still_marked_as_showing_its_hint_is_read():
    assert both(read(control("project_summary", p("One"), HINT))) == (
        {"project_summary": "One"}, [],
    )  # fmt: skip


def test_what_an_editor_wraps_in_nameless_controls_is_text_as_any_other():
    inner = f"<w:sdt><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>"
    google = control("goog_rdk_3", p("d"))
    body = p(SUMMARY) + f"<w:p>{run('a')}{inner}{run('c')}</w:p>" + google
    assert both(read(body)) == ({"project_summary": "abc\nd"}, [])


def test_an_unknown_tag_is_told_with_its_text():
    body = control("fax", p("One")) + control("contact/Mali/email", p("a@b.org"))
    placed = read(body + control("blank", p("")))
    assert both(placed) == (
        {},
        ['the form has no field fax: "One"',
         'the form has no field contact/Mali/email: "a@b.org"'],
    )  # fmt: skip
    assert [one.text for one in placed.unplaced] == ["One", "a@b.org"]
    assert placed.unplaced[0].said.fr == "le formulaire n'a pas de champ fax : « One »"


def test_a_field_that_is_answered_twice_keeps_the_first_answer_and_tells_the_other():
    body = control("project_summary", p("One")) + control("project_summary", p("Two"))
    mail = control("contact/Togo/email", p("a@b.org")) + control("contact/Togo/email", p("c@d.org"))
    assert both(read(body + mail)) == (
        {"contact": {"Togo": {"email": "a@b.org"}}, "project_summary": "One"},
        [f'{SUMMARY}: answered twice, this is left out: "Two"',
         f'{CONTACT_PERSON} / Togo / email: answered twice, this is left out: "c@d.org"'],
    )  # fmt: skip


def test_text_below_a_filled_control_is_told_and_below_an_empty_one_is_the_answer():
    filled = p(SUMMARY) + control("project_summary", p("One")) + p("Below")
    empty = p(SUMMARY) + control("project_summary", p("")) + p("Below")
    assert both(read(filled)) == (
        {"project_summary": "One"}, [f'{SUMMARY}: answered twice, this is left out: "Below"'],
    )  # fmt: skip
    assert both(read(empty)) == ({"project_summary": "Below"}, [])


def test_rows_added_in_word_are_read_by_their_columns():
    def cell(tag: str, text: str) -> str:
        return f"<w:p>{control(tag, run(text))}</w:p>"

    body = table(
        [p("item"), p("amount in US$"), p("paid by")],
        [cell("project_budget/1/item", "Loom"), cell("project_budget/1/amount", "25,000"),
         cell("project_budget/1/paid_by", "Fund")],
        [p("Dye"), p("500"), p("")],
        [cell("project_budget/1/item", "Yarn"), cell("project_budget/1/amount", "some"),
         cell("project_budget/1/paid_by", "Fund"), p("and more")],
    )  # fmt: skip
    assert both(read(body)) == (
        {"project_budget": [
            {"item": "Loom", "amount": 25000, "paid_by": "Fund"},
            {"item": "Dye", "amount": 500},
            {"item": "Yarn", "amount": "some", "paid_by": "Fund"},
        ]},
        [f'{BUDGET}: this is no part of the answer: "and more"'],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        (("☒", "☐"), ({"domains": ["performing_arts"]}, [])),
        (("☐", "☐"), ({}, [])),
        (("x", "☑"), ({"domains": ["performing_arts", "craftsmanship"]}, [])),
        (
            ("perhaps", "☒"),
            (
                {"domains": ["craftsmanship"]},
                ["Domain(s) represented by the element: this is no part of the answer: "
                 '"perhaps"'],
            ),
        ),
    ],
)  # fmt: skip
def test_boxes_are_ticked_or_not(boxes: tuple[str, str], expected: Any):
    first, second = boxes
    body = (
        f"<w:p>{control('domains/performing_arts', run(first))}"
        f"{run(' Performing arts')}</w:p>"
        f"<w:p>{control('domains/craftsmanship', run(second))}"
        f"{run(' Traditional craftsmanship')}</w:p>"
    )
    assert both(read(body, NOMINATION)) == expected


@pytest.mark.parametrize(
    ("name", "text", "answer"),
    [
        ("duration", "24", 24),
        ("amount_requested", " 25 000 ", 25000),
        ("amount_requested", "25\u202f000", 25000),
        ("amount_requested", "25.000", "25.000"),
        ("amount_requested", "about 9", "about 9"),
        ("emergency", "Yes", True),
        ("emergency", "non", False),
        ("emergency", "perhaps", "perhaps"),
        ("states", "Ghana\n\nTogo", ["Ghana", "Togo"]),
        ("project_title", " as it is ", " as it is "),
    ],
)
def test_an_answer_has_the_shape_of_its_question_or_stays_as_it_was_written(
    name: str, text: str, answer: Any
):
    inside = "".join(p(line) for line in text.split("\n"))
    assert both(read(control(name, inside))) == ({name: answer}, [])


# --- what else is in a document ----------------------------------------------------------------


def test_signs_are_read_as_the_characters_they_are():
    signs = (
        "a<w:tab/>b<w:br/>c<w:noBreakHyphen/>d<w:softHyphen/>"
        '<w:sym w:char="00E9"/><w:sym w:char="zz"/>'
    )
    runs = signs.replace("a", "<w:t>a</w:t>", 1)
    for letter in "bcd":
        runs = runs.replace(f">{letter}<", f"><w:t>{letter}</w:t><")
    body = control("project_summary", f"<w:p><w:r>{runs}</w:r></w:p>")
    assert read(body).answers == {"project_summary": "a\tb\nc\u2011d\u00adé\ufffd"}


def test_text_in_a_box_is_read_once():
    box = f"<w:txbxContent>{p('Boxed')}</w:txbxContent>"
    drawn = (
        '<w:r><mc:AlternateContent xmlns:mc="urn:x"><mc:Choice><w:drawing>'
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert both(read(p(SUMMARY) + f"<w:p>{run('Text')}{drawn}</w:p>")) == (
        {"project_summary": "Text\nBoxed"}, [],
    )  # fmt: skip


def test_insertions_are_read_and_deletions_pictures_and_notes_are_told():
    body = p(SUMMARY) + (
        f"<w:p><w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:r><w:drawing/></w:r><w:r><w:footnoteReference/></w:r>"
        "<w:r><w:footnoteReference/></w:r><w:r><w:commentReference/></w:r></w:p>"
    )
    placed = read(body)
    assert both(placed) == (
        {"project_summary": "new"},
        ["not read in this document: deletions not accepted (1)",
         "not read in this document: pictures or drawings (1)",
         "not read in this document: footnotes (2)",
         "not read in this document: comments (1)"],
    )  # fmt: skip
    assert placed.unplaced[2].said.fr == "non lus dans ce document : notes de bas de page (2)"


def test_a_table_of_contents_is_no_text_of_the_form():
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('Summary.....3')}</w:sdtContent></w:sdt>"
    )
    assert both(read(contents)) == ({}, [])


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% for x in y %}{% endfor %}", "${7*7}", "=1+1"])
def test_code_of_templates_stays_text(text: str):
    body = control("project_summary", p(text)) + p("Multiplier effect") + p(text)
    assert both(read(body)) == ({"project_summary": text, "multiplier_effect": text}, [])


@pytest.mark.parametrize("code", ["MERGEFIELD Name", 'INCLUDETEXT "/etc/passwd"', "DDEAUTO c"])
def test_a_field_of_word_is_not_carried_out_and_what_it_shows_is_read(code: str):
    quoted = code.replace('"', "&quot;")
    runs = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{quoted}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("shown")
    )
    simple = f'<w:fldSimple w:instr="{quoted}">{run(" too")}</w:fldSimple>'
    body = control("project_summary", f"<w:p>{runs}{simple}</w:p>")
    assert both(read(body)) == ({"project_summary": "shown too"}, [])
