"""Answers of a form: read as far as they are understood, and nothing of what was given is lost."""

from typing import Any, get_args

import pytest

from forms.answers import Filled, read
from forms.form import Kind
from forms.plain import LARGEST, LONGEST, LONGEST_LINE
from forms.shapes import MOST_ROWS
from tests.toy_form import FILLED, PARCEL, PERSON, STATES, filled

MANY = {f"name {at}": at for at in range(10_000)}


def faults(**changes: Any) -> list[tuple[str, str]]:
    """The path and the English sentence of every fault."""
    return [(fault.path, fault.said.en) for fault in filled(**changes).faults]


def shortened(value: Any) -> str:
    return ascii(value)[-60:]


# --- what is understood ------------------------------------------------------------------------


def test_a_form_with_every_question_answered_is_whole():
    found = read(PARCEL, STATES, FILLED)
    assert found == Filled(FILLED, (), (), (), (), 15)
    assert found.whole
    assert list(found.values["contact"]) == list(STATES)


def test_states_stand_in_their_agreed_order_whatever_was_given():
    turned = dict(reversed(FILLED["contact"].items()))
    assert list(read(PARCEL, STATES, {"contact": turned}).values["contact"]) == ["Kenya", "Ghana"]
    others = read(PARCEL, ("Ghana", "Kenya"), FILLED).values["contact"]
    assert list(others) == ["Ghana", "Kenya"]


def test_every_kind_of_question_is_in_the_toy_form():
    assert {asked.kind for asked in PARCEL.fields} == set(get_args(Kind))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("title", "\ufeff A vase\u00a0\r\n", "A vase"),
        ("title", "x" * LONGEST_LINE, "x" * LONGEST_LINE),
        ("story", "one\r\ntwo\rthree\tfour\n", "one\ntwo\nthree\tfour"),
        ("story", "x" * LONGEST, "x" * LONGEST),
        ("story", "~\u00a0a", "~\u00a0a"),
        ("story", "\ud7ff\ue000", "\ud7ff\ue000"),
        ("speed", "slow", "slow"),
        ("ways", ["fast", "slow"], ["fast", "slow"]),
        ("ways", ["fast", None, ""], ["fast"]),
        ("fragile", False, False),
        ("fragile", "yes", True),
        ("fragile", "no", False),
        ("posted", " 2028-02-29 ", "2028-02-29"),
        ("pieces", 0, 0),
        ("pieces", LARGEST, LARGEST),
        ("pieces", " 012 ", 12),
        ("pieces", "9" * 12, LARGEST),
        ("stamps", (" Blue one ", "", "Blue one"), ["Blue one", "Blue one"]),
        ("stamps", ["a b"] * MOST_ROWS, ["a b"] * MOST_ROWS),
        ("sender", {"address": "One\nTwo"}, {"address": "One\nTwo"}),
        ("sender", {**PERSON, "phone": " "}, {k: v for k, v in PERSON.items() if k != "phone"}),
        ("budget", [{}, {"amount": "5"}, {"item": ""}], [{"amount": 5}]),
        ("plan", [{"from": "0001-01", "to": "9999-12"}], [{"from": "0001-01", "to": "9999-12"}]),
        ("plan", [{"to": "2026-12"}], [{"to": "2026-12"}]),
    ],
    ids=shortened,
)
def test_a_good_answer_becomes_a_value(name: str, value: Any, expected: Any):
    found = filled(**{name: value})
    assert (found.values[name], found.faults, found.remarks) == (expected, (), ())
    assert type(found.values[name]) is type(expected)


# --- what is not -------------------------------------------------------------------------------

NO_NUMBER = "it is not a whole number of at most twelve digits, like 25000"
NO_DAY = "it is not a day like 2027-03-31"
NO_MONTH = "it is not a month like 2027-03"
NO_LINE = "it is not one line of at most 2,000 characters"
NO_EMAIL = "it is not an e-mail address like name@example.org"
NO_PARTS = "it is not made of parts"
NO_CHOICE = "it is none of the choices"
FIRST = "2026-01"
A_ROW = {"item": "a"}
TURNED = "hidden characters turn the direction of writing, at position 2"


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("title", 7, "it is not a text"),
        ("title", {"a": [[]]}, "it is not a text"),
        ("title", "x" * (LONGEST_LINE + 1), NO_LINE),
        ("title", "a\nb", NO_LINE),
        ("title", "a\tb", NO_LINE),
        ("title", "a\u2028b", NO_LINE),
        ("title", "a\u2029b", NO_LINE),
        ("title", "a\u202ab", TURNED),
        ("title", "a\u202eb", TURNED),
        ("title", "a\u2066b", TURNED),
        ("title", "a\u2069b", TURNED),
        ("story", [["deep"]], "it is not a text"),
        ("story", "x" * (LONGEST + 1), "it is longer than 200,000 characters"),
        ("story", "y" * 5_000_000, "it is longer than 200,000 characters"),
        ("story", "ab\0", "the character at position 3 is not one of a text (U+0000)"),
        ("story", "\r\n\x0bx", "the character at position 2 is not one of a text (U+000B)"),
        ("story", "\x7f", "the character at position 1 is not one of a text (U+007F)"),
        ("story", "\x9f", "the character at position 1 is not one of a text (U+009F)"),
        ("story", "\ud800", "the character at position 1 is not one of a text (U+D800)"),
        ("story", "\udfff", "the character at position 1 is not one of a text (U+DFFF)"),
        ("speed", "quick", NO_CHOICE),
        ("speed", ["fast"], NO_CHOICE),
        ("ways", "fast", "it is not a list"),
        ("ways", {"fast": True}, "it is not a list"),
        ("fragile", "oui", "it is neither yes nor no"),
        ("fragile", 1, "it is neither yes nor no"),
        ("posted", "2027-02-29", NO_DAY),
        ("posted", "20270228", NO_DAY),
        ("posted", "2027-W01-1", NO_DAY),
        ("posted", 2027, NO_DAY),
        ("pieces", -1, NO_NUMBER),
        ("pieces", LARGEST + 1, NO_NUMBER),
        ("pieces", "1" * 13, NO_NUMBER),
        ("pieces", "25,000", NO_NUMBER),
        ("pieces", "٢", NO_NUMBER),
        ("pieces", 1.0, NO_NUMBER),
        ("pieces", True, NO_NUMBER),
        ("stamps", 7, "it is not a list"),
        ("stamps", ["a"] * (MOST_ROWS + 1), "it has 1,001 rows, at most 1,000 are read"),
        ("sender", "A. Mensah", "it is not made of parts"),
        ("contact", [PERSON], "it is not given by State"),
        ("contact", "A. Mensah", "it is not given by State"),
        ("budget", {"item": "Box"}, "it is not a list"),
    ],
    ids=shortened,
)
def test_what_is_not_understood_is_kept_beside_its_fault(name: str, value: Any, why: str):
    found = filled(**{name: value})
    assert [(fault.path, fault.said.en) for fault in found.faults] == [(name, why)]
    assert found.faults[0].given == value
    assert name not in found.values
    assert not found.whole
    assert found.open == ()


@pytest.mark.parametrize(
    ("name", "value", "path", "why", "kept"),
    [
        ("ways", ["fast", "quick"], "ways / 2", NO_CHOICE, ["fast"]),
        ("ways", ["fast", "fast"], "ways / 2", "it is chosen twice", ["fast"]),
        ("stamps", ["", "a\nb", "c d"], "stamps / 2", NO_LINE, ["c d"]),
        ("sender", {**PERSON, "email": "a@b"}, "sender / email", NO_EMAIL, "email"),
        ("sender", {**PERSON, "email": "a@b.c."}, "sender / email", NO_EMAIL, "email"),
        ("sender", {**PERSON, "email": "a b@c.d"}, "sender / email", NO_EMAIL, "email"),
        ("sender", {**PERSON, "name": "a\u202eb"}, "sender / name", TURNED, "name"),
        ("budget", ["Box", {"amount": 3}], "budget / 1", NO_PARTS, [{"amount": 3}]),
        ("budget", [{"amount": -3, "item": "a"}], "budget / 1 / amount", NO_NUMBER, [A_ROW]),
        ("plan", [{"to": "2026-13", "from": FIRST}], "plan / 1 / to", NO_MONTH, [{"from": FIRST}]),
        ("plan", [{"to": "2026-00", "from": FIRST}], "plan / 1 / to", NO_MONTH, [{"from": FIRST}]),
        ("plan", [{"to": "0000-01", "from": FIRST}], "plan / 1 / to", NO_MONTH, [{"from": FIRST}]),
        ("plan", [{"to": 202601, "from": FIRST}], "plan / 1 / to", NO_MONTH, [{"from": FIRST}]),
        (
            "plan", [{"from": "2026-03", "to": "2026-02"}], "plan / 1 / to",
            "it is before the first month, 2026-03", [{"from": "2026-03"}],
        ),
    ],
    ids=shortened,
)  # fmt: skip
def test_a_fault_in_a_part_leaves_the_other_parts(
    name: str, value: Any, path: str, why: str, kept: Any
):
    found = filled(**{name: value})
    assert [(fault.path, fault.said.en) for fault in found.faults] == [(path, why)]
    if isinstance(kept, str):
        kept = {part: said for part, said in PERSON.items() if part != kept}
    assert found.values[name] == kept


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("title", 7, "ce n'est pas un texte"),
        ("title", "a\nb", "ce n'est pas une seule ligne de 2\u00a0000 caractères au plus"),
        ("story", "x" * (LONGEST + 1), "il y a plus de 200\u00a0000 caractères"),
        ("story", "a\0", "le caractère en position 2 n'est pas celui d'un texte (U+0000)"),
        ("speed", 7, "ce n'est aucun des choix proposés"),
        ("ways", 7, "ce n'est pas une liste"),
        ("ways", ["slow", "slow"], "c'est choisi deux fois"),
        ("fragile", 7, "ce n'est ni oui ni non"),
        ("posted", 7, "ce n'est pas un jour comme 2027-03-31"),
        ("pieces", -7, "ce n'est pas un nombre entier de douze chiffres au plus, comme 25000"),
        ("stamps", [7] * 1_001, "il y a 1\u00a0001 lignes, 1\u00a0000 au plus sont lues"),
        ("sender", 7, "ce n'est pas fait de rubriques"),
        ("contact", 7, "ce n'est pas donné par État"),
        ("plan", [{"to": 7}], "ce n'est pas un mois comme 2027-03"),
        ("plan", [{"from": "2026-03", "to": "2026-02"}], "c'est avant le premier mois, 2026-03"),
    ],
    ids=shortened,
)
def test_every_fault_is_told_in_french_too(name: str, value: Any, why: str):
    assert [fault.said.fr for fault in filled(**{name: value}).faults] == [why]


def test_a_fault_names_its_place_in_both_languages():
    (fault,) = filled(contact={"Kenya": {**PERSON, "email": "x"}, "Ghana": PERSON}).faults
    assert (fault.path, fault.given) == ("contact / Kenya / email", "x")
    assert fault.sentence == (
        "Contact / Kenya / e-mail: it is not an e-mail address like name@example.org",
        "Contact (fr) / Kenya / courriel : "
        "ce n'est pas une adresse électronique comme nom@example.org",
    )


def test_in_a_text_turns_of_direction_are_kept_and_told_with_their_position():
    found = filled(story="one \u202etwo\u202c \u2067\u2069three")
    assert found.faults == ()
    assert found.values["story"] == "one \u202etwo\u202c \u2067\u2069three"
    (remark,) = found.remarks
    assert remark.sentence == (
        "Story: hidden characters turn the direction of writing, at position 5, 9, 11 (4 in all)",
        "Story (fr) : des caractères cachés changent le sens de l'écriture, "
        "en position 5, 9, 11 (4 en tout)",
    )


# --- names that are not asked for --------------------------------------------------------------


def test_an_unknown_name_is_a_fault_and_keeps_what_it_was_given():
    (fault,) = filled(colour={"deep": ["blue"]}).faults
    assert (fault.path, fault.given) == ("colour", {"colour": {"deep": ["blue"]}})
    assert fault.sentence == (
        "colour: the form does not ask for it",
        "colour : le formulaire ne le demande pas",
    )


def test_ten_unknown_names_are_told_by_name_and_more_by_their_number():
    ten = dict(list(MANY.items())[:10])
    assert [fault.path for fault in filled(**ten).faults] == list(ten)
    found = filled(**MANY).faults
    assert [fault.path for fault in found] == [*ten, "..."]
    assert found[-1].said == (
        "the form does not ask for it (9,990 more)",
        "le formulaire ne le demande pas (9\u00a0990 autres)",
    )
    assert {name for fault in found for name in fault.given} == set(MANY)


def test_an_unknown_name_is_shown_short_and_without_hidden_characters():
    names = ["x" * 40, "y" * 41, "a\0\u202e\ud800", ""]
    shown = ["x" * 40, "y" * 40 + "...", "aU+0000U+202EU+D800", '""']
    assert faults(**dict.fromkeys(names)) == [
        (one, "the form does not ask for it") for one in shown
    ]


def test_a_state_that_does_not_submit_answers_nothing():
    contact = {**FILLED["contact"], "Mars": {"name": "M"}}
    found = filled(contact=contact)
    assert [fault.sentence for fault in found.faults] == [
        (
            "Contact / Mars: this State does not submit the file",
            "Contact (fr) / Mars : cet État n'est pas parmi ceux qui soumettent",
        )
    ]
    assert found.faults[0].given == {"Mars": {"name": "M"}}
    assert found.values["contact"] == FILLED["contact"]


def test_a_part_that_there_is_not_is_a_fault():
    found = filled(budget=[{**FILLED["budget"][0], "colour": 1}])
    assert [(fault.path, fault.said.fr) for fault in found.faults] == [
        ("budget / 1 / colour", "il n'y a pas de telle rubrique")
    ]


@pytest.mark.parametrize("answers", [7, "text", [1], True], ids=repr)
def test_what_is_no_answers_at_all_is_one_fault(answers: Any):
    found = read(PARCEL, STATES, answers)
    assert [(fault.sentence.fr, fault.given) for fault in found.faults] == [
        ("formulaire : ce ne sont pas des réponses", answers)
    ]
    assert found.values == {}
