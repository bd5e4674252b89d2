"""What holds for every selection, whatever the files, the rules and the number of places."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.selecting import STANDING, Asked, ask, cycles, file, lowered, statuses
from workflows.selection.cut import Decision, Ties
from workflows.selection.cycle import Status
from workflows.selection.keys import KEYS, counted_states
from workflows.selection.policy import LEVELS
from workflows.selection.selection import Selection

TIES: tuple[Ties | None, ...] = (None, "include", "leave")


def asking(selection: Selection) -> list[tuple[tuple[int, ...], Status]]:
    """The keys and statuses of the files that were not placed before, in order of priority."""
    placed = selection.cycle.placed
    return [(one.key, now) for _, one, now in selection.inside() if one.file.file_no not in placed]


def groups(selection: Selection) -> list[set[Status]]:
    """The statuses inside each group of equal files, placed before or not placed at all."""
    found: dict[tuple[int, ...], set[Status]] = {}
    for key, status in asking(selection):
        found.setdefault(key, set()).add(status)
    return list(found.values())


# --- the order -----------------------------------------------------------------------------------


@given(cycles(placed=True), st.randoms(use_true_random=False))
def test_a_selection_does_not_depend_on_the_order_in_which_anything_is_given(asked: Asked, random):
    files, before = list(asked.files), list(asked.before)
    random.shuffle(files)
    random.shuffle(before)
    other = asked.changed(
        files=tuple(files),
        before=tuple(before),
        has=dict(reversed(list(asked.has.items()))),
    )
    one, another = asked.made(), other.made()
    assert another.ranking.ranked == one.ranking.ranked
    assert (another.cut, another.outside) == (one.cut, one.outside)


@given(cycles(placed=True))
def test_the_same_is_selected_twice(asked: Asked):
    assert asked.made() == asked.made()


@given(cycles(placed=True))
def test_every_file_has_one_place_inside_or_outside_the_ceiling(asked: Asked):
    made = asked.made()
    inside = [one.file for _, one, _ in made.inside()]
    numbers = sorted(one.file_no for one in (*inside, *made.outside))
    assert numbers == sorted(one.file_no for one in asked.files)
    assert [asked.policy.ceiling.counts(one) for one in inside] == [True] * len(inside)


@given(cycles(placed=True))
def test_the_statuses_add_up_to_what_was_considered(asked: Asked):
    made = asked.made()
    counts = made.counts()
    assert counts.pop("considered") == len(asked.files) == sum(counts.values())
    of_levels = {status: sum(made.by_level(status).values()) for status in STANDING}
    assert of_levels | {"outside": len(made.outside)} == counts


@given(cycles())
def test_every_file_has_a_level_and_a_state_has_one_turn_at_most(asked: Asked):
    ranked = asked.made().ranking.ranked
    assert {one.level for one in ranked} <= set(LEVELS)
    first = [one.file for one in ranked if one.level == "0"]
    holders = [one.states[0] if one.national else one.named_by for one in first]
    assert len(set(holders)) == len(holders)


@given(cycles())
def test_files_stand_in_the_order_of_their_levels_and_inside_in_that_of_their_keys(asked: Asked):
    ranked = asked.made().ranking.ranked
    assert all(one.key <= after.key for one, after in pairwise(ranked))
    above = [level.name for level in asked.policy.rules.levels]
    assert [above.index(one.level) for one in ranked] == [one.key[0] for one in ranked]


@given(cycles())
def test_means_are_compared_as_the_exact_fractions_that_they_are(asked: Asked):
    made = asked.made()
    known = made.ranking.known
    for name, which in (("inscribed", 0), ("inscribed_national", 1)):
        for one in made.ranking.ranked:
            states = counted_states(known.levels, one.file)
            mean = Fraction(
                sum(asked.has.get(state, (0, 0))[which] for state in states), len(states)
            )
            assert Fraction(KEYS[name].sorts(known, one.file), known.unit) == mean
            assert Fraction(KEYS[name].shows(known, one.file)) == mean


def test_a_mean_of_33_in_100_is_not_a_third():
    many = [f"State {number}" for number in range(100)]
    third, less = file(1, "Algeria", "Benin", "Chad"), file(2, *many)
    has = {"Algeria": (1, 1), many[0]: (33, 33)}
    for cycle in (2014, 2024, 2026):
        made = ask(cycle, third, less, has=has).made()
        assert [one.file for one in made.ranking.ranked] == [less, third]
        assert [made.ranking.known.unit, made.ranking.equals(0)] == [300, range(1)]


# --- the places ----------------------------------------------------------------------------------


@given(cycles(placed=True), st.integers(1, 13), st.sampled_from(TIES))
def test_more_places_lower_no_file(asked: Asked, more: int, ties: Ties | None):
    asked = asked.changed(decision=Decision(ties=ties, reason="So."))
    before = statuses(asked.made())
    after = statuses(asked.with_places(asked.policy.ceiling.number + more).made())
    assert lowered(before, after) == []


@given(cycles(placed=True), st.sampled_from(TIES))
def test_nobody_is_taken_while_a_file_that_stands_above_waits(asked: Asked, ties: Ties | None):
    made = asked.changed(decision=Decision(ties=ties, reason="So.")).made()
    standing = [STANDING[status] for _, status in asking(made)]
    assert standing == sorted(standing, reverse=True)


@given(cycles(placed=True), st.sampled_from(TIES))
def test_equal_files_are_never_parted_unless_a_person_picks(asked: Asked, ties: Ties | None):
    made = asked.changed(decision=Decision(ties=ties, reason="So.")).made()
    assert [len(group) for group in groups(made)] == [1] * len(groups(made))


@given(cycles(placed=True), st.data())
def test_who_picks_parts_the_equal_files_at_the_cut_and_no_others(
    asked: Asked, data: st.DataObject
):
    open_ = asked.made()
    tied = [open_.ranking.ranked[place].file.file_no for place in open_.cut.tie]
    picks = data.draw(st.lists(st.sampled_from(tied), unique=True)) if tied else []
    made = asked.changed(decision=Decision(picks=tuple(picks), reason="So.")).made()
    now: dict[str, Status] = {
        number: ("selected" if number in picks else "backlog") for number in tied if picks
    }
    assert statuses(made) == statuses(open_) | now
    assert made.cut.tie == open_.cut.tie


@given(cycles(placed=True))
def test_without_a_tie_as_many_are_taken_as_there_are_places_or_files(asked: Asked):
    made = asked.made()
    placed = [now for _, one, now in made.inside() if one.file.file_no in asked.placed]
    free = max(0, asked.policy.ceiling.number - placed.count("selected"))
    taken = [status for _, status in asking(made)].count("selected")
    if made.cut.tie:
        assert taken + made.cut.free == free
        assert 0 < made.cut.free < len(made.cut.tie)
        assert made.cut.statuses.count("undecided") == len(made.cut.tie)
    else:
        assert taken == min(free, len(asking(made)))
        assert made.cut.statuses.count("undecided") == 0


@given(cycles(placed=True), st.integers(0, 13), st.sampled_from(TIES))
def test_a_file_placed_before_keeps_its_status(asked: Asked, places: int, ties: Ties | None):
    decision = Decision(ceiling=places, ties=ties, reason="So.")
    after = statuses(asked.changed(decision=decision).made())
    assert {number: after[number] for number in asked.placed if number in after} == {
        number: status for number, status in asked.placed.items() if number in after
    }


@given(cycles(placed=True), st.integers(0, 13))
def test_another_number_by_decision_takes_the_files_that_such_a_ceiling_would(
    asked: Asked, places: int
):
    decided = asked.changed(decision=Decision(ceiling=places, reason="So.")).made()
    as_ceiling = asked.with_places(places).made()
    assert (decided.number, decided.cut) == (places, as_ceiling.cut)
