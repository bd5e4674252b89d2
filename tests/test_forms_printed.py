"""An empty form as it is printed, in both languages.

The texts in tests/forms/ are what a State reads. After a change that is meant, write them anew
with `DOSSIERS_WRITE_FORMS=1 pytest tests/test_forms_printed.py` and read the difference.
"""

import os
from pathlib import Path
from typing import get_args

import pytest

from engine.citation import MARKS
from engine.words import Language, Words
from forms.catalogue import edition_for, forms
from forms.form import Attached, Document, Edition, Kind, Limit
from forms.printed import attached_in_words, edition_in_words, limit_in_words, printed

FOLDER = Path(__file__).parent / "forms"
LANGUAGES: tuple[Language, ...] = get_args(Language)
COMMITTED = [(one.name, language) for one in forms()["ICH-02"].editions for language in LANGUAGES]


@pytest.mark.parametrize(("name", "language"), COMMITTED)
def test_form_ich_02_reads_as_committed(name: str, language: Language):
    text = printed(edition_for(forms()["ICH-02"], int(name)), language)
    file = FOLDER / f"ich-02-{name}.{language}.md"
    if os.environ.get("DOSSIERS_WRITE_FORMS") == "1":
        FOLDER.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert file.read_text("utf-8") == text


def test_every_edition_of_form_ich_02_has_its_committed_text_and_no_text_is_left_over():
    assert {file.name for file in FOLDER.iterdir()} == {
        f"ich-02-{name}.{language}.md" for name, language in COMMITTED
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", forms())
def test_a_printed_form_has_every_section_question_help_choice_and_limit(
    code: str, language: Language
):
    for one in forms()[code].editions:
        lines = printed(one, language).splitlines()
        assert lines[0] == f"# {code} – {forms()[code].title.spoken(language)}"
        assert [line for line in lines if line.startswith("## ")] == [
            *(f"## {part.number}. {part.title.spoken(language)}" for part in one.sections),
            f"## {Words('Attached documents', 'Documents joints').spoken(language)}",
        ]
        labels = [number for number, line in enumerate(lines) if line.startswith("### ")]
        assert [(lines[at], lines[at + 2]) for at in labels] == [
            (f"### {field.label.spoken(language)}", field.help.spoken(language))
            for field in one.fields
        ]
        assert [line for line in lines if line.startswith("- [ ] ")] == [
            f"- [ ] {words.spoken(language)}" for field in one.fields for _, words in field.choices
        ]
        for at, field in zip(labels, one.fields, strict=True):
            limit = limit_in_words(field.limit).spoken(language) if field.limit else ""
            assert limit in lines[at + 4]


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (
            Limit("words", None, 250, "c", "remembered"),
            Words("at most 250 words (remembered)", "au plus 250 mots (de mémoire)"),
        ),
        (
            Limit("words", 0, 250, "c", "verified"),
            Words("at most 250 words (verified)", "au plus 250 mots (vérifié)"),
        ),
        (
            Limit("words", 100, None, "c", "interpretation"),
            Words("at least 100 words (an interpretation)", "au moins 100 mots (interprétation)"),
        ),
        (
            Limit("characters", 150, 250, "c", "illustrative"),
            Words(
                "150 to 250 characters (illustrative)",
                "150 à 250 caractères (à titre d'illustration)",
            ),
        ),
        (
            Limit("words", 250, 250, "c", "remembered"),
            Words("250 words (remembered)", "250 mots (de mémoire)"),
        ),
    ],
)
def test_a_limit_is_said_with_its_mark(limit: Limit, words: Words):
    assert limit_in_words(limit) == words


@pytest.mark.parametrize(
    ("attached", "words"),
    [
        (
            Attached("photographs", 10, 10, False, "c", "remembered"),
            Words("photographs: 10 (remembered)", "photographies : 10 (de mémoire)"),
        ),
        (
            Attached("consent", 1, None, True, "c", "verified"),
            Words(
                "evidence of free, prior and informed consent: at least 1, for each State Party "
                "(verified)",
                "preuve du consentement libre, préalable et éclairé : au moins 1, pour chaque État "
                "partie (vérifié)",
            ),
        ),
        (
            Attached("letter", 0, None, False, "c", "interpretation"),
            Words("letter: optional (an interpretation)", "lettre : facultatif (interprétation)"),
        ),
        (
            Attached("report", 0, 1, False, "c", "verified"),
            Words("report: at most 1 (verified)", "rapport : au plus 1 (vérifié)"),
        ),
    ],
)
def test_a_document_is_said_with_its_number_and_mark(attached: Attached, words: Words):
    assert attached_in_words(attached) == words


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (
            2023,
            Words(
                "Edition of 2014, cycles 2014 to 2023 (remembered: Toy Act 1)",
                "Édition de 2014, cycles 2014 à 2023 (de mémoire : Toy Act 1)",
            ),
        ),
        (
            None,
            Words(
                "Edition of 2014, from the cycle of 2014 on (remembered: Toy Act 1)",
                "Édition de 2014, à partir du cycle 2014 (de mémoire : Toy Act 1)",
            ),
        ),
    ],
)
def test_an_edition_says_for_which_cycles_it_is(last: int | None, words: Words):
    one = Edition("2014", 2014, last, (), (), "Toy Act 1", "remembered")
    assert edition_in_words(one) == words


def test_every_kind_document_unit_and_mark_can_be_said():
    from forms import printed as said

    assert tuple(said._KINDS) == get_args(Kind)
    assert tuple(said._DOCUMENTS) == get_args(Document)
    assert tuple(said._MARKS) == MARKS
