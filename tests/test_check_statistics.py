"""Statistics of checks: what fails most, counted from the first check of each file."""

from hypothesis import given
from hypothesis import strategies as st

from workflows.check.items import ITEMS
from workflows.check.statistics import (
    UNKNOWN_GROUP,
    Count,
    Sheet,
    Statistics,
    Tally,
    groups_of,
    statistics,
)

CODES = tuple(item.code for item in ITEMS)
STATES = ("Ghana", "Togo", "France", "Egypt", "Atlantis")


def sheet(
    reference: str, *missing: str, form: str = "ICH-02", states: tuple[str, ...] = ("Ghana",),
    applying: tuple[str, ...] = CODES, letter: bool = True,
) -> Sheet:  # fmt: skip
    """A check of a file of the cycle of 2028 that found these items missing."""
    return Sheet(
        reference, form, "2024", 2028, states, frozenset(applying), frozenset(missing), letter
    )


def counted(tally: Tally) -> dict[str, tuple[int, int]]:
    """In how many files each item was checked and missing, where it was missing at all."""
    return {one.code: (one.files, one.missing) for one in tally.items if one.missing}


def test_without_a_check_everything_is_nothing_and_no_share_is_said():
    nothing = Tally(tuple(Count(code, 0, 0) for code in CODES), 0, 0, 0)
    assert statistics([]) == Statistics(nothing, {}, {})
    assert nothing.missing_per_file is None
    assert [one.share for one in nothing.items] == [None] * 17
    assert nothing.worst_first == nothing.items


def test_only_the_first_check_of_a_file_counts_and_a_second_letter_is_one_more():
    found = statistics(
        [
            sheet("A", "CONSENT", "IMAGES"),
            sheet("A", "CONSENT", "NAME"),
            sheet("A", letter=False),
            sheet("B", "CONSENT"),
            sheet("B", letter=False),
            sheet("C", letter=False),
        ]
    ).all
    assert counted(found) == {"CONSENT": (3, 2), "IMAGES": (3, 1)}
    assert (found.files, found.missing, found.missing_per_file, found.second_letters) == (
        3, 3, 1.0, 1,
    )  # fmt: skip


def test_an_item_is_counted_in_the_files_to_which_it_applies():
    some = tuple(code for code in CODES if code != "BUDGET")
    found = statistics([sheet("A", "BUDGET"), sheet("B", applying=some)]).all
    budget = next(one for one in found.items if one.code == "BUDGET")
    assert (budget, budget.share) == (Count("BUDGET", 1, 1), 1.0)


def test_what_fails_most_comes_first_and_what_was_never_checked_last():
    some = tuple(code for code in CODES if code not in ("BUDGET", "ORDER"))
    found = statistics(
        [
            sheet("A", "CONSENT", "NAME", applying=some),
            sheet("B", "NAME", applying=some),
            sheet("C", "IMAGES", applying=some),
        ]
    ).all
    order = [one.code for one in found.worst_first]
    assert (order[:4], order[-2:]) == (
        ["NAME", "CONSENT", "IMAGES", "EDITION"], ["BUDGET", "ORDER"],
    )  # fmt: skip


def test_a_file_counts_under_its_form():
    found = statistics([sheet("A", "CONSENT"), sheet("B", "BUDGET", form="ICH-01")])
    assert {form: (one.files, counted(one)) for form, one in found.by_form.items()} == {
        "ICH-01": (1, {"BUDGET": (1, 1)}), "ICH-02": (1, {"CONSENT": (1, 1)}),
    }  # fmt: skip


def test_a_file_of_several_states_counts_once_in_each_of_their_groups():
    found = statistics(
        [sheet("A", "CONSENT", states=("Benin", "Togo", "France")), sheet("B", states=("Togo",))]
    )
    assert {group: (one.files, counted(one)) for group, one in found.by_group.items()} == {
        "I": (1, {"CONSENT": (1, 1)}), "V(a)": (2, {"CONSENT": (2, 1)}),
    }  # fmt: skip
    assert found.all.files == 2


def test_a_state_that_is_not_in_the_table_and_no_state_at_all_are_of_a_group_not_known():
    assert groups_of(("Atlantis", "Egypt")) == {UNKNOWN_GROUP, "V(b)"}
    assert groups_of(()) == {UNKNOWN_GROUP}


def sheets() -> st.SearchStrategy[list[Sheet]]:
    """Checks of some files, those of one file together."""
    one = st.builds(
        lambda found, form, states, letter: (found, form, states, letter),
        st.sets(st.sampled_from(CODES)),
        st.sampled_from(["ICH-01", "ICH-02", "ICH-04"]),
        st.lists(st.sampled_from(STATES), min_size=1, max_size=3, unique=True).map(tuple),
        st.booleans(),
    )
    files = st.lists(st.lists(one, min_size=1, max_size=3), max_size=6)
    return files.map(
        lambda drawn: [
            sheet(str(number), *found, form=form, states=states, letter=letter)
            for number, checks in enumerate(drawn)
            for found, form, states, letter in checks
        ]
    )


@given(sheets())
def test_the_forms_sum_to_all_files_and_the_groups_to_no_fewer(drawn: list[Sheet]):
    found = statistics(drawn)
    by_form = found.by_form.values()
    assert sum(one.files for one in by_form) == found.all.files
    assert sum(one.missing for one in by_form) == found.all.missing
    assert sum(one.second_letters for one in by_form) == found.all.second_letters
    assert sum(one.files for one in found.by_group.values()) >= found.all.files
    for one in (found.all, *by_form, *found.by_group.values()):
        assert all(item.missing <= item.files <= one.files for item in one.items)
        assert one.second_letters <= one.files
