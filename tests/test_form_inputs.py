"""What stands in the inputs of a question comes back as the answer that it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.form import Section
from portal.form_pages.in_words import in_words
from portal.form_pages.inputs import inputs
from portal.form_pages.names import Name, fits, named
from portal.form_pages.posted import again, answered, posted, shown
from portal.form_pages.questions import counted, total
from tests.form_answers import ODD_STATES, sound, whatever
from tests.toy_form import PARCEL, words

FIELDS = {field.name: field for field in PARCEL.fields}
EACH = [replace(field, per_state=True) for field in PARCEL.fields]


def page(field, state, answer, version=3):
    """What a browser sends of an untouched question."""
    was = (f"={field.name}|||{state}", shown(version, field, state, answer))
    return [was, *inputs(field, state, answer)]


def section_of(field):
    return Section("1", words("One"), (field,))


# --- names -------------------------------------------------------------------------------------


@given(
    st.from_regex("[a-z][a-z0-9_]*", fullmatch=True), st.sampled_from(["", "0", "17"]),
    st.sampled_from(["", "item"]), st.text(),
)  # fmt: skip
def test_the_name_of_an_input_is_read_in_one_way_whatever_a_state_is_called(name, row, part, state):
    assert named(str(Name(name, row, part, state))) == Name(name, row, part, state)


@pytest.mark.parametrize(
    ("kind", "row", "part", "has"),
    [
        ("money", "0", "item", True),
        ("money", "9999", "amount", True),
        ("money", "10000", "amount", False),
        ("money", "00", "item", False),
        ("money", "", "item", False),
        ("money", "0", "", False),
        ("money", "0", "email", False),
        ("contact", "", "email", True),
        ("contact", "0", "email", False),
        ("line", "", "", True),
        ("line", "", "email", False),
        ("line", "0", "", False),
    ],
)
def test_an_answer_has_inputs_of_its_own_rows_and_parts_alone(kind, row, part, has):
    assert fits(Name("q", row, part, ""), kind) is has


# --- there and back ----------------------------------------------------------------------------


@pytest.mark.parametrize("asked", EACH, ids=lambda field: field.name)
@given(data=st.data())
def test_every_answer_comes_back_as_it_was_given_for_every_state(asked, data):
    some = st.dictionaries(st.sampled_from(ODD_STATES), sound(asked))
    answers = data.draw(some)
    pairs = [pair for state, one in answers.items() for pair in page(asked, state, one)]
    came = posted(section_of(asked), ODD_STATES, pairs)
    assert came.answers == {(asked.name, state): one for state, one in answers.items()}
    assert (came.changed, came.strange) == ({}, ())


@pytest.mark.parametrize("asked", PARCEL.fields, ids=lambda field: field.name)
@given(answer=whatever)
def test_an_untouched_page_changes_nothing_whatever_was_given(asked, answer):
    asked = replace(asked, per_state=False)
    came = posted(section_of(asked), (), page(asked, "", answer))
    assert (came.changed, came.strange) == ({}, ())
    assert again(asked, "", came.answers[asked.name, ""]) == came.answers[asked.name, ""]


@given(st.lists(st.tuples(st.text(), st.text())))
def test_names_that_a_section_does_not_ask_for_are_ignored_and_told(pairs):
    strangers = {name: None for name, _ in pairs}
    came = posted(section_of(FIELDS["budget"]), (), pairs)
    assert (came.answers, came.changed) == ({}, {})
    assert len(came.strange) == min(len(strangers), 11)


@pytest.mark.parametrize(
    "name",
    ["title|||", "budget|||Kenya", "=budget|0||", "budget|0|email|", "budget|x|item|", "=", "x"],
)
def test_only_the_questions_and_states_of_the_section_are_read(name):
    assert posted(section_of(FIELDS["budget"]), ("Kenya",), [(name, "1")]).answers == {}


# --- what a person did -------------------------------------------------------------------------


def test_only_what_differs_from_what_the_page_showed_has_changed():
    section = Section("1", words("One"), (FIELDS["title"], FIELDS["story"]))
    pairs = [*page(FIELDS["title"], "", "A vase"), *page(FIELDS["story"], "", "Far", 5)[:1]]
    pairs.append(("story|||", "Further"))
    came = posted(section, (), pairs)
    assert came.answers == {("title", ""): "A vase", ("story", ""): "Further"}
    assert came.changed == {5: {("story", ""): "Further"}}


def test_a_question_whose_last_tick_was_removed_is_cleared():
    (was, *_) = page(FIELDS["ways"], "", ["slow"])
    assert posted(section_of(FIELDS["ways"]), (), [was]).changed == {3: {("ways", ""): None}}


def test_a_page_that_does_not_say_what_it_showed_is_taken_as_it_is():
    came = posted(section_of(FIELDS["title"]), (), [("title|||", "A"), ("=title|||", "no")])
    assert came.changed == {0: {("title", ""): "A"}}


def test_an_empty_row_between_others_keeps_its_place_and_those_after_them_do_not():
    rows = [("0", "item", "Box"), ("2", "amount", "12"), ("5", "item", " ")]
    boxes = [(Name("budget", row, part, ""), text) for row, part, text in rows]
    assert answered("money", boxes) == [{"item": "Box"}, {}, {"amount": 12}]


@pytest.mark.parametrize(
    ("written", "kept"),
    [("0", 0), ("007", "007"), ("999999999999", 999_999_999_999), ("1000000000000", "1" + "0" * 12),
     (" 5", " 5"), ("-1", "-1"), ("٣", "٣"), ("", None), (" \u3000", None)],
)  # fmt: skip
def test_a_number_is_kept_as_one_if_it_is_written_like_one(written, kept):
    assert answered("number", [(Name("pieces", "", "", ""), written)]) == kept


def test_a_character_that_no_page_can_carry_is_named_in_the_input():
    assert inputs(FIELDS["story"], "", "a\x00b\ud800c\x07") == (
        ("story|||", "aU+0000bU+D800c\x07"),
    )


def test_a_choice_that_is_none_or_is_made_twice_still_stands_there():
    given = ["fast", "slow", "bike", "fast"]
    chosen = [value for _, value in inputs(FIELDS["ways"], "", given)]
    assert chosen == ["slow", "fast", "bike", "fast"]


# --- measured and told -------------------------------------------------------------------------


def test_an_answer_is_as_long_as_all_its_texts():
    assert counted(FIELDS["stamps"], [" Blue Mauritius ", "Black"]) == 3
    assert counted(FIELDS["title"], " A vase ") == 6
    assert counted(FIELDS["fragile"], True) == 0


def test_a_table_comes_to_the_sum_of_the_amounts_that_are_numbers():
    assert total([{"amount": 12}, {}, {"amount": "3.5"}, {"amount": 30}]) == 42
    assert total(None) == 0


def test_somebody_elses_answer_is_said_in_words():
    assert in_words(FIELDS["ways"], ["slow", "fast"]).fr == "Slowly (fr)\nVery fast (fr)"
    assert in_words(FIELDS["fragile"], False) == ("no", "non")
    assert in_words(FIELDS["story"], None) == ("(nothing)", "(rien)")
    assert in_words(FIELDS["budget"], [{"item": "Box", "amount": 12}, {"item": "Tape"}]).en == (
        "item: Box; amount in US$: 12\nitem: Tape"
    )
