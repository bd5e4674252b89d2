"""What was changed between two revisions: word by word, told by section and field."""

from collections.abc import Sequence
from itertools import pairwise
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.compared import Span, _Matcher, compared
from forms.differences import changed
from forms.substance import substance
from forms.words_counted import parted
from tests.toy_form import FILLED, PARCEL

SECONDS = 2.0


def with_(**changes: Any) -> dict[str, Any]:
    return {**FILLED, **changes}


def told(name: str, before: Any, after: Any) -> list[tuple[str, str]]:
    """The spans of the one change between two answers."""
    (change,) = changed(PARCEL, {name: before}, {name: after})
    assert change.field == name
    return [(span.edit, " ".join(span.words)) for span in change.spans]


def text_of(spans: Sequence[Span], *edits: str) -> list[str]:
    return [word for span in spans if span.edit in edits for word in span.words]


# --- word by word ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "before", "after", "spans"),
    [
        ("story", "a b", "a x", [("kept", "a"), ("removed", "b"), ("added", "x")]),
        ("story", "a b", "b c", [("removed", "a"), ("kept", "b"), ("added", "c")]),
        ("story", None, "a b", [("added", "a b")]),
        ("story", "a b", None, [("removed", "a b")]),
        ("story", "a  b", "a\nb", [("kept", "a b")]),
        ("fragile", True, False, [("removed", "yes"), ("added", "no")]),
        ("pieces", 2, 10, [("removed", "2"), ("added", "10")]),
        ("posted", "2026-03-31", None, [("removed", "2026-03-31")]),
        ("speed", "slow", "fast", [("removed", "Slowly"), ("added", "Very fast")]),
        ("ways", ["slow"], ["slow", "fast"], [("kept", "Slowly"), ("added", "; Very fast")]),
        ("stamps", ["a", "b"], ["a"], [("kept", "a"), ("removed", "; b")]),
        ("stamps", ["a b"], ["a", "b"], [("kept", "a"), ("added", ";"), ("kept", "b")]),
        (
            "sender", {"name": "A", "phone": "1"}, {"name": "A", "phone": "2"},
            [("kept", "name: A ; telephone:"), ("removed", "1"), ("added", "2")],
        ),
        (
            "budget", [{"item": "Box", "amount": 12}], [{"item": "Box", "amount": 120}],
            [("kept", "Box |"), ("removed", "12"), ("added", "120"), ("kept", "| —")],
        ),
        (
            "plan", [{"activity": "A", "from": "2026-01", "to": "2026-02"}], [{"activity": "A"}],
            [
                ("kept", "A |"), ("removed", "2026-01"), ("added", "—"),
                ("kept", "|"), ("removed", "2026-02"), ("added", "—"),
            ],
        ),
    ],
)  # fmt: skip
def test_an_answer_of_any_kind_is_compared_by_its_words(
    name: str, before: Any, after: Any, spans: list[tuple[str, str]]
):
    assert told(name, before, after) == spans


def test_answers_of_states_are_compared_state_by_state_in_the_later_order():
    before = {"Togo": "gone", "Ghana": "same", "Kenya": "one"}
    after = {"Kenya": "two", "Ghana": "same", "Mali": "new"}
    found = changed(PARCEL, with_(thanks=before), with_(thanks=after))
    assert [(one.state, one.place.path, one.place.name) for one in found] == [
        ("Kenya", "thanks / Kenya", ("Thanks / Kenya", "Thanks (fr) / Kenya")),
        ("Mali", "thanks / Mali", ("Thanks / Mali", "Thanks (fr) / Mali")),
        ("Togo", "thanks / Togo", ("Thanks / Togo", "Thanks (fr) / Togo")),
    ]
    assert changed(PARCEL, with_(thanks=None), with_(thanks={})) == ()


def test_what_was_not_changed_or_is_not_asked_is_no_change():
    assert changed(PARCEL, FILLED, FILLED) == ()
    assert changed(PARCEL, {}, {}) == ()
    assert changed(PARCEL, FILLED, with_(colour="blue")) == ()


word_lists = st.lists(st.sampled_from(["a", "b", "c.", "the", "1"]), max_size=30)


patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(word_lists, word_lists)
def test_what_is_kept_and_added_is_the_new_text_and_what_is_kept_and_removed_the_old(
    before: list[str], after: list[str]
):
    spans, whole = compared(before, after)
    assert text_of(spans, "kept", "removed") == before
    assert text_of(spans, "kept", "added") == after
    assert not whole
    assert all(one.edit != other.edit for one, other in pairwise(spans))


@patient
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_change_gives_both_texts_back_word_for_word(before: str, after: str):
    for change in changed(PARCEL, {"story": before}, {"story": after}):
        assert text_of(change.spans, "kept", "removed") == parted(before)
        assert text_of(change.spans, "kept", "added") == parted(after)


# --- what is substantive -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "substantive"),
    [
        ("One two", "one  TWO.", False),
        ("to day", "today", False),
        ("l'élément « vivant »", "L’élément “vivant”", False),
        ("e\u0301", "é", False),
        ("(2020)", "2020,", False),
        ("", "--- ...", False),
        ("one", "two", True),
        ("one two", "two one", True),
        ("not", "", True),
        ("1.5", "15", True),
        ("10 15", "1015", True),
        ("-5", "5", True),
        ("a.b@example.org", "ab@example.org", True),
        ("example.org/a-b", "example.org/ab", True),
        ("R & D", "R D", True),
        ("a %", "a", True),
        ("élément", "element", True),
        (True, False, True),
        (None, False, True),
        (0, None, True),
        (["a, b"], ["A; b"], False),
        (["a b"], ["a", "b"], True),
        (["a", "--"], ["a"], False),
        ({"item": "Box."}, {"item": "box"}, False),
        ({"item": "Box", "amount": 0}, {"item": "Box"}, True),
        ({"title": "x"}, {"phone": "x"}, True),
        ([{"item": "..."}], None, False),
    ],
)
def test_more_than_white_space_case_and_punctuation_is_substantive(
    before: Any, after: Any, substantive: bool
):
    assert (substance(before) != substance(after)) == substantive


@pytest.mark.parametrize(
    ("name", "before", "after", "substantive"),
    [
        ("story", "One two", "one, two", False),
        ("story", "one two", "one three", True),
        ("speed", "slow", "fast", True),
        ("ways", ["slow", "fast"], ["fast", "slow"], True),
        ("stamps", ["Blue"], ["blue!"], False),
    ],
)
def test_a_change_says_whether_it_is_substantive(
    name: str, before: Any, after: Any, substantive: bool
):
    (change,) = changed(PARCEL, {name: before}, {name: after})
    assert change.substantive == substantive


# --- long texts --------------------------------------------------------------------------------

PROSE = [f"w{at * at % 997}" + ("." if at % 17 == 0 else "") for at in range(40_000)]
LONG = {
    "one word again and again": (["a"] * 100_000, ["b", *["a"] * 99_997, "c"]),
    "two words by turns": (["a", "b"] * 50_000, ["c", *["b", "a"] * 49_990]),
    "every other word": (
        [word for at in range(15_000) for word in (f"{at}", "y")],
        [word for at in range(15_000) for word in (f"{at}", "z")],
    ),
    "prose and other prose": (PROSE, [f"{word[::-1]}." for word in PROSE[::-1]]),
}


@pytest.mark.parametrize("name", LONG)
def test_texts_of_200_000_characters_are_compared_in_under_two_seconds(name: str):
    before, after = (" ".join(words)[:200_000] for words in LONG[name])
    begun = process_time()
    (change,) = changed(PARCEL, {"story": before}, {"story": after})
    assert process_time() - begun < SECONDS  # of this process: others may keep it waiting
    assert change.whole == (name != "prose and other prose")
    assert text_of(change.spans, "kept", "removed") == parted(before)
    assert text_of(change.spans, "kept", "added") == parted(after)


def test_few_changes_in_a_long_text_are_found_word_by_word():
    after = [*PROSE]
    for at in range(100, len(PROSE), 1_000):
        after[at] = "new"
    spans, whole = compared(PROSE, after)
    assert not whole
    assert len(text_of(spans, "added")) == 40
    assert len(text_of(spans, "kept")) == len(PROSE) - 40


def test_what_is_left_when_the_steps_are_used_up_is_replaced_as_a_whole():
    before, after = ["a", "b", "c"], ["a", "x", "c"]
    assert _Matcher(before, after, 5).until == [0, 2, 3, 5]
    enough, too_few = _Matcher(before, after, 5), _Matcher(before, after, 4)
    assert enough.find_longest_match() == (0, 0, 1)
    assert (enough.steps, enough.whole) == (0, False)
    assert too_few.find_longest_match() == (0, 0, 0)
    assert (too_few.steps, too_few.whole) == (4, True)
