"""A filled form as a PDF: what stands in it, what an answer can do in it, which is nothing.

Text is read back with pypdf as far as it can be: its letters, not its spaces.
"""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from typst import TypstError

from engine.words import Language, Words
from forms.catalogue import forms
from forms.form import Edition
from forms.printed import limit_in_words
from portal.pdf.about import About, Enclosed
from portal.pdf.typeset import _TEMPLATE, _compiled
from portal.pdf.written import write
from tests.whole_file import answers
from tests.word_files import STATES, edition

LANGUAGES: tuple[Language, ...] = get_args(Language)
FILED = datetime(2027, 9, 29, 14, 5, tzinfo=UTC)
HASH, SHA256 = "9f86d081" * 8, "2c26b46b" * 8
EVERY = [pytest.param(one, id=f"{form.code} {one.name}") for form in forms().values()
         for one in form.editions]  # fmt: skip
NOMINATION, ASSISTANCE = edition("ICH-02"), edition("ICH-04")
DOSSIER = About(
    reference="RL-2028-0001",
    file_number="02114",
    title="Kente weaving",
    states=STATES,
    cycle=2028,
    standing=Words("under technical check", "en cours de contrôle technique"),
    revision=Words("second filing", "deuxième dépôt"),
    filed=FILED,
    hash=HASH,
    enclosed=(Enclosed(Words("video", "vidéo"), "kente.mp4", "Togo", 1234567, SHA256),),
)
DRAFT = replace(DOSSIER, revision=None, filed=None)


def written(
    given: Any, one: Edition = NOMINATION, about: About = DOSSIER, language: Language = "en"
) -> tuple[bytes, list[Words]]:
    file = BytesIO()
    remarks = write(one, about.states, given, about, language, file)
    return file.getvalue(), remarks


def opened(given: Any, *others: Any, **more: Any) -> PdfReader:
    return PdfReader(BytesIO(written(given, *others, **more)[0]))


def read(reader: PdfReader) -> str:
    """All letters of a document, without spaces, line ends and signs that part words."""
    text = "".join(page.extract_text() for page in reader.pages)
    return "".join(one for one in text if not one.isspace() and one != "\u200b")


def close(*texts: str) -> list[str]:
    """Texts as `read` gives them."""
    return ["".join(text.split()) for text in texts]


def all_in(reader: PdfReader, *texts: str) -> list[str]:
    """Those of the texts that the document does not have."""
    text = read(reader)
    return [one for one in close(*texts) if one not in text]


# --- what stands in it -------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", EVERY)
def test_every_form_is_printed_with_its_sections_labels_limits_and_criteria(
    one: Edition, language: Language
):
    reader = opened(answers(one, STATES), one, language=language)
    wanted = [section.title.spoken(language) for section in one.sections]
    for field in one.fields:
        wanted.append(field.label.spoken(language))
        wanted += [limit_in_words(field.limit).spoken(language)] if field.limit else []
        wanted += [field.criterion] if field.criterion else []
    assert all_in(reader, *wanted) == []


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("fr", "fr-FR")])
def test_it_is_accessible_and_says_its_language_and_its_title(language: Language, tag: str):
    pdf, remarks = written(answers(NOMINATION, STATES), language=language)
    reader = PdfReader(BytesIO(pdf))
    catalog: Any = reader.trailer["/Root"]
    assert (catalog["/Lang"], catalog["/MarkInfo"]["/Marked"]) == (tag, True)
    assert reader.metadata is not None
    form = "form" if language == "en" else "formulaire"
    assert reader.metadata.title == f"{form} ICH-02 – Kente weaving"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert remarks == []


def test_the_first_page_is_that_of_an_official_file():
    reader = opened({})
    first = "".join(reader.pages[0].extract_text().split())
    told = close(
        "ICH-02", "Kente weaving", "1. Ghana", "2. Togo", "RL-2028-0001", "02114", "2028",
        "under technical check", "second filing", "29 September 2027, 16:05 (Paris time)", HASH,
        "Edition of 2024",
    )  # fmt: skip
    assert [one for one in told if one not in first] == []


@pytest.mark.parametrize(("about", "draft"), [(DRAFT, True), (DOSSIER, False)])
def test_only_what_is_not_filed_is_called_a_draft_on_every_page(about: About, *, draft: bool):
    pages = opened({}, about=about).pages
    assert {"notfiled" in "".join(page.extract_text().lower().split()) for page in pages} == {draft}


def test_every_page_has_the_reference_its_number_and_the_hash():
    pages = opened({}).pages
    for number, page in enumerate(pages, 1):
        text = "".join(page.extract_text().split())
        wanted = ("RL-2028-0001", f"page{number}of{len(pages)}", f"SHA-256{HASH}")
        assert [one for one in wanted if one not in text] == []


def test_an_attached_document_is_named_with_its_whole_hash():
    wanted = ("video", "kente.mp4", "Togo", "1,234,567", SHA256)
    assert all_in(opened({}), *wanted) == []
    without = opened({}, about=replace(DOSSIER, enclosed=()))
    assert all_in(without, "No document is attached.") == []


def test_a_question_that_is_open_says_so_and_an_answer_how_long_it_is():
    given = {"communities": "The weavers  of\nBonwire."}
    text = read(opened(given, about=DRAFT))
    required = [field for field in NOMINATION.fields if field.required]
    asked = sum(len(STATES) if field.per_state else 1 for field in required)
    assert text.count("Noansweryet") == asked - 1
    assert "answer:4words" in text
    assert "Noansweryet" not in read(opened(given))


def test_each_state_has_its_own_answer_in_the_agreed_order():
    given = {"signatory_name": {"Togo": "K. Mensah", "Ghana": "N. Osei"}}
    assert "GhanaN.OseiTogoK.Mensah" in read(opened(given, ASSISTANCE))


def test_a_budget_a_timetable_and_a_person_are_spelled_out():
    given = {
        "contact": {"Ghana": {"name": "N. Osei", "address": "1 Castle Road\nAccra"}},
        "project_budget": [{"item": "Looms", "amount": 12500, "paid_by": "Ghana"}],
        "project_timetable": [{"activity": "Weaving", "from": "2028-01", "to": "about June"}],
        "signed_on": {"Ghana": "2027-03-31"},
        "emergency": True,
    }
    wanted = ("N. Osei", "1 Castle Road Accra", "Looms 12,500 Ghana",
              "Weaving January 2028 about June", "31 March 2027", "Yes")  # fmt: skip
    assert all_in(opened(given, ASSISTANCE), *wanted) == []


# --- what an answer can do ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ['#read("/etc/passwd")', "*bold* _slanted_", "$x^2$", "= Heading", "<label> @label", "\\n\\\\",
     "#import \"@preview/cetz:0.1.0\"", "]", '"; #panic()', "`raw`", "// remark",
     "a -- b --- c ..."],
)  # fmt: skip
def test_code_in_an_answer_stays_text(text: str):
    given = {"communities": text, "name_of_element": text}
    pdf, remarks = written(given, about=replace(DOSSIER, title=text, reference=text))
    reader = PdfReader(BytesIO(pdf))
    assert (all_in(reader, text), remarks) == ([], [])
    assert read(reader).count(close(text)[0]) > 3


@pytest.mark.parametrize("path", ["/etc/passwd", "../../../etc/passwd", "written.py"])
def test_even_a_template_reads_no_file(path: str):
    with pytest.raises(TypstError, match=r"file not found|would escape the project root"):
        _compiled(f'#read("{path}")'.encode(), {}, None, [])


def test_the_template_asks_for_no_file_and_no_package_and_evaluates_nothing():
    source = _TEMPLATE.read_text("utf-8")
    asked = ["import", "include", "eval(", "read(", "image(", "plugin", "@preview"]
    assert [one for one in asked if one in source] == []


def test_the_typesetter_is_loaded_by_nobody_but_who_writes_a_file():
    code = "import sys, portal.pdf.written; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_cannot_be_printed_is_written_as_its_code_with_a_remark():
    pdf, remarks = written({"communities": "a\u202eb\0c\ud800d\x85e\ufffef\ufeffg"})
    assert "aU+202EbU+0000cU+D800dU+0085eU+FFFEfg" in read(PdfReader(BytesIO(pdf)))
    label = next(one.label for one in NOMINATION.fields if one.name == "communities")
    assert remarks == [
        Words(
            f"{label.en}: 5 characters that cannot be printed are written as their codes "
            "(U+202E, U+0000, U+D800)",
            f"{label.fr} : 5 caractères qui ne peuvent être imprimés sont remplacés par leur code "
            "(U+202E, U+0000, U+D800)",
        )
    ]


def test_letters_that_the_fonts_lack_do_not_stop_the_export_and_are_named():
    """U+378 is no letter, so that no machine has it in a font."""
    pdf, remarks = written({"communities": "Ña\u0378b and \u0378 \u0379"})
    catalog: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert (catalog["/MarkInfo"]["/Marked"], catalog["/Lang"]) == (True, "en-GB")
    assert b"pdfuaid:part" not in pdf
    assert [one.en for one in remarks] == [
        "the fonts here lack these characters, which are printed as empty boxes: \u0378\u0379"
    ]


@pytest.mark.parametrize("name", ["ቡና", "العرضة", "古琴艺术", "𑨺𑨻", "കഥകളി"])
def test_a_name_in_any_script_is_printed(name: str):
    pdf, _ = written({"name_in_community_language": name}, about=replace(DOSSIER, title=name))
    assert len(PdfReader(BytesIO(pdf)).pages) > 2


def test_signs_that_stop_the_typesetter_are_written_as_codes():
    pdf, remarks = written({"communities": "e" + "\u0301" * 200_000})
    assert len(PdfReader(BytesIO(pdf)).pages) > 2
    assert [one.en for one in remarks] == [
        "signs that could not be set beside each other are written as their codes"
    ]


@pytest.mark.parametrize(
    ("given", "remark"),
    [
        (7, "form: left out, it is not made of parts"),
        ({"x": "y"}, 'form: left out, there is no such part: "x"'),
        ({"states": "Ghana"}, "State(s) Party(ies): left out, it is not a list"),
        ({"project_title": 1.5}, "Title of the project: left out, it is not a text"),
        ({"contact": {"Mali": {"name": "me"}}},
         'Contact person for correspondence: left out, there is no such part: "Mali"'),
    ],
)  # fmt: skip
def test_an_answer_of_another_shape_is_left_out_with_a_remark(given: Any, remark: str):
    assert [one.en for one in written(given, ASSISTANCE)[1]] == [remark]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from([one.name for one in ASSISTANCE.fields]) | st.text(max_size=3),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["Ghana", "name", "item", ""]), inner, max_size=3)
            ),
            max_leaves=6,
        ),
        max_size=6,
    ),
    st.text(max_size=9),
)
def test_whatever_is_given_a_document_is_written(given: dict[str, Any], title: str):
    pdf, _ = written(given, ASSISTANCE, replace(DRAFT, title=title, reference=title))
    assert len(PdfReader(BytesIO(pdf)).pages) > 2


# --- the same again, and much of it ------------------------------------------------------------


@pytest.mark.parametrize("about", [DOSSIER, DRAFT])
def test_the_same_file_is_the_same_to_the_byte(about: About):
    given = answers(NOMINATION, STATES)
    assert written(given, about=about)[0] == written(given, about=about)[0]


def test_its_date_is_the_instant_of_its_filing_and_a_draft_has_none():
    filed, draft = opened({}).metadata, opened({}, about=DRAFT).metadata
    assert filed is not None
    assert draft is not None
    assert (filed.creation_date, draft.creation_date) == (FILED, None)


def test_the_longest_answer_and_thirty_states_are_printed_whole():
    longest = "word " * 40_000
    states = tuple(f"State {at}" for at in range(30))
    given = {**answers(NOMINATION, states), "communities": longest}
    reader = opened(given, about=replace(DOSSIER, states=states))
    assert read(reader).count("w") >= longest.count("w")
    assert all_in(reader, "30. State 29") == []
