"""The same cycle under another policy or with other facts: who enters, who leaves, who moves."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from engine.cycle_file import CycleFile
from tests.selecting import Asked, ask, cycles, file, statuses, under
from workflows.selection.changes import changed, without
from workflows.selection.cycle import Counts, Cycle
from workflows.selection.policy import Policy
from workflows.selection.trial import Change, Stand, Trial, group_of, tried

FILES = (
    file(1, "Ghana"), file(2, "Kenya"), file(3, "Peru"), file(4, "Chad"), file(5, "Ghana", "Togo"),
    file(6, "Kenya", kind="extension"),
)  # fmt: skip
HAS = {name: (n, n) for n, name in enumerate(("Ghana", "Kenya", "Peru", "Chad", "Togo"), 1)}
GROUPS = {"Ghana": "V(a)", "Togo": "V(a)", "Chad": "V(a)", "Kenya": "V(a)", "Peru": "III"}


def asked(places: int = 2, *files: CycleFile) -> Asked:
    """Five files for these places, in the order of their numbers, and one outside."""
    return ask(2026, *(files or FILES), has=HAS, places=places)


def both(one: Asked) -> tuple[Cycle, Policy]:
    """What is selected, and by what."""
    return one.made().cycle, one.policy


def stood(trial: Trial) -> list[tuple[str, str, str]]:
    """The files that stand elsewhere, and their status before and after."""
    return [(one.file.file_no, one.base.status, one.trial.status) for one in trial.changes]


# --- what changes ------------------------------------------------------------------------------


def test_what_is_the_same_changes_nothing():
    made = tried(both(asked()), both(asked()))
    assert made.changes == ()
    assert made.treated_by_group(GROUPS) == {"V(a)": (3, 3)}
    assert made.treated_by_level() == {"0": (2, 2), "i": (0, 0), "ii": (0, 0), "iii": (0, 0)}


@given(cycles(placed=True))
def test_whatever_is_compared_with_itself_changes_nothing(one: Asked):
    assert tried(both(one), both(one)).changes == ()


def test_with_more_places_exactly_the_next_files_enter():
    made = tried(both(asked(2)), both(asked(4)))
    assert stood(made) == [("00003", "backlog", "selected"), ("00004", "backlog", "selected")]
    assert made.changes[0].base == Stand("backlog", 3, "0")
    assert made.changes[0].trial == Stand("selected", 3, "0")
    assert [(one.enters, one.leaves) for one in made.changes] == [(True, False)] * 2
    assert [one.leaves for one in tried(both(asked(4)), both(asked(2))).changes] == [True] * 2


@given(cycles(), st.integers(0, 6))
def test_with_more_places_nobody_leaves_and_nobody_is_ranked_anew(one: Asked, more: int):
    trial = one.changed(policy=under(one.policy, one.policy.ceiling.number + more))
    made = tried(both(one), both(trial))
    assert not any(change.leaves for change in made.changes)
    assert all(change.base.rank == change.trial.rank for change in made.changes)


def test_where_one_file_is_withdrawn_the_next_one_enters_and_all_below_move_up():
    cycle, policy = both(asked())
    made = tried((cycle, policy), (without(cycle, ["00001"]), policy))
    assert stood(made) == [
        ("00002", "selected", "selected"), ("00003", "backlog", "selected"),
        ("00004", "backlog", "backlog"), ("00005", "backlog", "backlog"),
        ("00001", "selected", "withdrawn"),
    ]  # fmt: skip
    gone = made.changes[-1]
    assert (gone.trial, gone.leaves) == (Stand("withdrawn"), True)
    assert gone.why == (("It is withdrawn in this trial.", "trial"),)


def test_a_file_that_the_base_does_not_have_was_withdrawn_there():
    cycle, policy = both(asked())
    (entered, *_) = tried((without(cycle, ["00001"]), policy), (cycle, policy)).changes
    assert (entered.file.file_no, entered.base, entered.enters) == (
        "00001", Stand("withdrawn"), True,
    )  # fmt: skip


def test_files_that_come_to_stand_outside_are_treated_and_those_that_come_inside_may_not_be():
    base = both(asked())
    out = tried(base, changed(*base, ["outside=new,extension"]))
    assert {one.trial for one in out.changes} == {Stand("outside")}
    assert [one.file.file_no for one in out.changes if one.enters] == ["00003", "00004", "00005"]
    (why,) = out.changes[0].why
    assert why.sentence.startswith("Outside the ceiling: ")
    inside = tried(base, changed(*base, ["outside="]))
    (left,) = (one for one in inside.changes if one.leaves)
    assert (left.file.file_no, left.base, left.trial.status) == (
        "00006", Stand("outside"), "backlog",
    )  # fmt: skip


def test_the_changes_stand_in_the_order_of_the_trial_and_then_of_the_base():
    cycle, policy = both(asked())
    trial = changed(
        without(cycle, ["00002", "00001"]), policy, ["outside=", "00005.kind=extension"]
    )
    made = tried((cycle, policy), trial)
    ranks = [one.trial.rank for one in made.changes]
    assert ranks == [*sorted(rank for rank in ranks if rank), None, None]
    assert [one.file.file_no for one in made.changes][-2:] == ["00001", "00002"]


def test_other_counts_make_another_order():
    cycle, policy = both(asked())
    richer = Counts(cycle.counts.as_of, {**cycle.counts.inscribed, "Ghana": 9}, {"Ghana": 9})
    made = tried((cycle, policy), (replace(cycle, counts=richer), policy))
    assert stood(made)[:3] == [
        ("00002", "selected", "selected"), ("00003", "backlog", "selected"),
        ("00004", "backlog", "backlog"),
    ]  # fmt: skip
    assert [one.file.file_no for one in made.changes if one.leaves] == ["00001"]
    (leaves,) = (one for one in made.changes if one.leaves)
    assert "On 31 March 2025, the day from which counts are taken, Ghana takes part in 9" in (
        leaves.why[1].sentence
    )


def test_a_tie_at_the_cut_is_undecided_in_both_and_what_people_decided_is_left_out():
    equal = dict.fromkeys(HAS, (1, 1))
    one = ask(2026, *FILES, has=equal, places=3, placed={"00004": "selected", "00001": "backlog"})
    cycle, policy = both(one)
    made = tried((cycle, policy), (cycle, under(policy, 4)))
    assert set(statuses(made.base).values()) == {"undecided", "backlog"}
    assert stood(made) == [
        (number, "undecided", "selected") for number in ("00004", "00001", "00002", "00003")
    ]
    assert [one.enters for one in made.changes] == [True] * 4


# --- who is treated ----------------------------------------------------------------------------


def test_treated_files_are_counted_by_group_and_multinational_ones_apart():
    made = tried(both(asked(2)), both(asked(5)))
    assert made.treated_by_group(GROUPS) == {
        "III": (0, 1), "V(a)": (3, 4), "multinational": (0, 1),
    }  # fmt: skip
    assert made.treated_by_level() == {"0": (2, 4), "i": (0, 0), "ii": (0, 1), "iii": (0, 0)}


def test_a_file_belongs_to_the_group_of_its_state_or_to_the_multinational_ones():
    groups = {"Ghana": "V(a)", "Peru": ""}
    named = [file(1, "Ghana"), file(2, "Peru"), file(3, "Chad"), file(4, "Ghana", "Peru")]
    assert [group_of(one, groups) for one in named] == [
        "V(a)", "not known", "not known", "multinational",
    ]  # fmt: skip


def test_levels_that_only_one_of_both_has_are_counted_too():
    cycle, policy = both(asked(5))
    fewer = replace(policy.rules, levels=policy.rules.levels[:3])
    made = tried((cycle, Policy(policy.ceiling, fewer)), (cycle, policy))
    assert made.treated_by_level() == {"0": (4, 4), "i": (0, 0), "ii": (1, 1), "iii": (0, 0)}


def test_a_file_is_treated_inside_or_outside_and_nowhere_else():
    one = FILES[0]
    told = {
        status: Change(one, Stand(status), Stand("selected"), ()).enters
        for status in ("selected", "outside", "undecided", "backlog", "withdrawn")
    }
    assert told == {
        "selected": False, "outside": False, "undecided": True, "backlog": True, "withdrawn": True,
    }  # fmt: skip
