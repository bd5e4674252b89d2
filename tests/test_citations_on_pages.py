"""French pages cite as French texts do: DO for OD, the house rule and the form by their names."""

import re
from pathlib import Path

import pytest

from engine.citation import Citation, house
from forms.catalogue import forms
from portal.words import TEMPLATES, cited
from tests.browsing import words_of
from tests.moves import GHANA, OFFICER, opened, taken
from tests.signed_in import Portal

HERE = "/dossiers/RL-2028-0001"
ENGLISH = re.compile(r"\b(OD|House rule|[Ff]orms?|documents required|cycles to|cycle,|for|of)\b")
IN_A_CITATION = re.compile(r'<span class="cite">\{\{ (.*?) \}\}</span>')
OF_OTHERS = ("cycle_", "api_")


@pytest.fixture
def portal(office, tmp_path):
    opened(office)
    taken(office, "submit", GHANA)
    return Portal(office, tmp_path)


@pytest.mark.parametrize(
    ("paragraph", "english", "french"),
    [
        (Citation("OD", "54"), "OD 54", "DO 54"),
        (house("3"), "House rule 3", "Règle interne 3"),
        ("OD 21; list of forms, ich.unesco.org", "OD 21; list of forms, ich.unesco.org",
         "DO 21 ; liste des formulaires, ich.unesco.org"),
        ("Form ICH-01, cycles to 2023, 3.a", "Form ICH-01, cycles to 2023, 3.a",
         "Formulaire ICH-01, cycles jusqu'à 2023, 3.a"),
        ("19.COM 15.6", "19.COM 15.6", "19.COM 15.6"),
    ],
)  # fmt: skip
def test_a_paragraph_is_cited_as_each_language_does(paragraph, english, french):
    assert (cited("en", paragraph), cited("fr", paragraph)) == (english, french)


def test_no_form_is_cited_in_english_on_a_french_page():
    editions = [edition for form in forms().values() for edition in form.editions]
    found = {one.cite for edition in editions for one in edition.attached}
    found |= {field.limit.cite for one in editions for field in one.fields if field.limit}
    assert [one for one in sorted(found) if ENGLISH.search(cited("fr", one))] == []


def test_every_citation_on_a_page_is_said_in_the_language_of_the_page():
    spoken = re.compile(r"\| (cited|spoken)$|\.cited\(language\)$|^(cite|one\.decision)$|decision")
    files = [one for one in TEMPLATES.glob("*.html") if not one.name.startswith(OF_OTHERS)]
    found = [(one.name, said) for one in files for said in IN_A_CITATION.findall(_text(one))]
    assert [(name, said) for name, said in found if not spoken.search(said)] == []
    assert ("step.html", "step.cite | cited") in found


def test_a_refused_step_cites_the_paragraph_in_french_beside_its_field_and_above(portal):
    lind = portal.browser(OFFICER)
    page = lind.post(f"{HERE}/steps/register?lang=fr", data={"seen": "2", "do": "check"})
    cites = re.findall(r'<span class="cite">(.*?)</span>', page.text)
    assert len(cites) > 1
    assert [one for one in cites if ENGLISH.search(one)] == []
    for address in (HERE, f"{HERE}/steps/register"):
        page = lind.get(address, params={"lang": "fr"})
        assert (">DO " in page.text, ">OD " in page.text, "House rule" in words_of(page)) == (
            True, False, False,
        )  # fmt: skip


def _text(file: Path) -> str:
    return file.read_text("utf-8")
