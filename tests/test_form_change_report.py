"""The change report: what was changed while a file was completed, for the Evaluation Body."""

import pytest

from engine.words import Language
from forms.differences import report
from tests.toy_form import FILLED, PARCEL, PERSON

COMPLETED = {
    **FILLED,
    "title": "a  VASE!",
    "story": "It came from very far",
    "speed": "slow",
    "fragile": False,
    "contact": {**FILLED["contact"], "Kenya": {**PERSON, "email": "office@example.org"}},
    "thanks": {"Ghana": "Thank  you"},
    "budget": [*FILLED["budget"], {"item": "Tape", "amount": 3}],
}

BOTH: tuple[Language, ...] = ("en", "fr")
ENGLISH = """\
Fields changed: 7. Changed substantively: 5.

[+added+] [-removed-] ... words that were not changed

1 The parcel

Title (not substantive: only white space, letter case or punctuation)
    [-A vase-] [+a VASE!+]

Story
    It came from [+very+] far

Speed
    [-Very fast-] [+Slowly+]

Fragile
    [-yes-] [+no+]

2 Its people

Contact / Kenya
    ... Street Accra ; telephone: +233 1 ; e-mail: [-a.mensah@example.org-]
    [+office@example.org+]

Thanks / Ghana (only white space was changed)

Budget
    Box | 12 | Ghana [+; Tape | 3 | —+]
"""

FRENCH = """\
Champs modifiés : 7. Modifiés sur le fond : 5.

[+ajouté+] [-supprimé-] ... mots inchangés

1 The parcel (fr)

Title (fr) (sans effet sur le fond : seulement espaces, majuscules ou ponctuation)
    [-A vase-] [+a VASE!+]

Story (fr)
    It came from [+very+] far

Speed (fr)
    [-Very fast-] [+Slowly+] (fr)

Fragile (fr)
    [-oui-] [+non+]

2 Its people (fr)

Contact (fr) / Kenya
    ... ; téléphone : +233 1 ; courriel : [-a.mensah@example.org-] [+office@example.org+]

Thanks (fr) / Ghana (seuls les espaces ont été modifiés)

Budget (fr)
    Box | 12 | Ghana [+; Tape | 3 | —+]
"""


def told(before: str, after: str, language: Language = "en") -> str:
    """The line of the report on one text."""
    said = report(PARCEL, {"story": before}, {"story": after}, language)
    return said.split("\n\n", 3)[3].removesuffix("\n")


@pytest.mark.parametrize(("language", "text"), [("en", ENGLISH), ("fr", FRENCH)], ids=BOTH)
def test_the_report_tells_by_section_and_field_what_was_changed(language: Language, text: str):
    assert report(PARCEL, FILLED, COMPLETED, language) == text


def test_a_file_that_was_not_changed_is_said_to_be_so():
    assert report(PARCEL, FILLED, FILLED, "en") == "No answer was changed.\n"
    assert report(PARCEL, FILLED, FILLED, "fr") == "Aucune réponse n'a été modifiée.\n"


def test_answers_of_several_states_are_one_field():
    after = {"Ghana": "Thanks", "Kenya": "Thanks"}
    head = report(PARCEL, FILLED, {**FILLED, "thanks": after}, "en").split("\n")[0]
    assert head == "Fields changed: 1. Changed substantively: 1."


def test_far_from_a_change_words_are_left_out():
    before = " ".join(f"w{at}" for at in range(40))
    after = before.replace("w10", "NEW").replace("w30", "NEW")
    assert " ".join(told(before, after).split()) == (
        "Story ... w2 w3 w4 w5 w6 w7 w8 w9 [-w10-] [+NEW+] w11 w12 w13 w14 w15 w16 w17 w18 "
        "... w22 w23 w24 w25 w26 w27 w28 w29 [-w30-] [+NEW+] w31 w32 w33 w34 w35 w36 w37 w38 w39"
    )


@pytest.mark.parametrize(
    ("between", "shown"), [(16, "a" + " a" * 15), (17, "a" + " a" * 16), (18, "...")]
)
def test_words_are_left_out_where_that_makes_it_shorter(between: int, shown: str):
    same = " ".join(["a"] * between)
    lines = " ".join(told(f"one {same} two", f"1 {same} 2").split())
    middle = shown if shown != "..." else " ".join(["a"] * 8 + ["..."] + ["a"] * 8)
    assert lines == f"Story [-one-] [+1+] {middle} [-two-] [+2+]"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("[+new+]", "[ +new+ ]"),
        ("[-old-]", "[ -old- ]"),
        ("[+]", "[ + ]"),
        ("x[1]+2", "x[1]+2"),
        ("a\u202eb\u2069", "aU+202EbU+2069"),
    ],
)
def test_words_of_an_answer_cannot_pass_for_signs_of_the_report(words: str, shown: str):
    assert told("", f"word {words}").split("\n")[1] == f"    [+word {shown}+]"
    assert told("", f"{words} word").split("\n")[1] == f"    [+{shown} word+]"


def test_a_bracket_beside_a_sign_of_the_report_stands_apart():
    assert told("", "] word [").endswith("\n    [+ ] word [ +]")


def test_the_same_words_divided_otherwise_are_told_as_that():
    before, after = {"stamps": ["a ; b"]}, {"stamps": ["a", "b"]}
    english, french = (report(PARCEL, before, after, one).split("\n\n")[-1] for one in BOTH)
    assert english == "Stamps (the same words, divided otherwise)\n"
    assert french == "Stamps (fr) (les mêmes mots, répartis autrement)\n"


def test_a_text_too_long_to_compare_says_so_in_both_languages():
    before, after = " ".join(["a"] * 50_000), " ".join(["b", *["a"] * 50_000, "c", "A"])
    english, french = (told(before, after, one).split("\n")[0] for one in BOTH)
    assert english == (
        "Story (too long to compare word by word throughout: in part replaced as a whole)"
    )
    assert french == (
        "Story (fr) (trop long pour une comparaison mot à mot : "
        "remplacé en bloc, au moins en partie)"
    )
