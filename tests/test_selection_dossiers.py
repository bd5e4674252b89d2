"""A dossier as a file of its cycle: which ones ask for a place, and what became of those before."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from engine.cycle_file import CycleFile
from engine.dossier import Dossier
from tests.cycle_office import CHECK_FIRST, law_with
from tests.selecting import file
from workflows.catalogue import workflows
from workflows.law import law
from workflows.selection.dossiers import (
    approved_assistance,
    asks_for,
    carried,
    considered,
    file_of,
    of_the_committee,
    past_files,
    placed,
    waits,
    workflow_of,
)

COMMITTEES = (
    "usl", "rl", "gsp", "extension", "reduction", "transfer_usl_rl", "transfer_rl_usl",
    "assistance_committee",
)  # fmt: skip


def dossier(state: str = "registered", workflow: str = "rl", **facts: Any) -> Dossier:
    """A dossier of Ghana's in that state."""
    known = {"file_no": "00001", "title": "Weaving", "states": ["Ghana"], **facts}
    told = {name: value for name, value in known.items() if value is not None}
    return Dossier(f"{workflow}-{known['file_no']}", workflow, state=state, facts=told)


# --- which workflow, and which file --------------------------------------------------------------


@pytest.mark.parametrize(
    ("mechanism", "kind", "cycle", "workflow"),
    [
        ("USL", "new", 2026, "usl"),
        ("RL", "new", 2026, "rl"),
        ("GSP", "new", 2026, "gsp"),
        ("RL", "extension", 2026, "extension"),
        ("USL", "reduction", 2026, "reduction"),
        ("RL", "transfer_usl_rl", 2026, "transfer_usl_rl"),
        ("USL", "transfer_rl_usl", 2026, "transfer_rl_usl"),
        ("IA", "new", 2023, "assistance_committee"),
        ("IA", "new", 2024, "assistance_bureau"),
    ],
)
def test_a_file_travels_on_the_workflow_of_its_kind_and_its_dossier_is_that_file_again(
    mechanism: str, kind: str, cycle: int, workflow: str
):
    one = file(1, "Ghana", mechanism=mechanism, kind=kind)
    assert workflow_of(one, law(), cycle) == workflow
    assert asks_for(workflow, mechanism) == (mechanism, kind)


def test_a_dossier_is_a_file_with_what_is_recorded_of_it():
    one = dossier(
        "included", "extension", list="USL", states=["Ghana", "Togo"], named_by="Togo", order=2,
        place="outside", received_at="2025-03-31T16:00:00.000000+00:00",
    )  # fmt: skip
    assert file_of(one) == CycleFile(
        "00001", "Weaving", "USL", "extension", ("Ghana", "Togo"),
        datetime(2025, 3, 31, 16, tzinfo=UTC), 2, "Togo", treated=True,
    )  # fmt: skip


def test_a_dossier_of_which_little_is_recorded_is_a_file_too():
    assert file_of(dossier()) == CycleFile("00001", "Weaving", "RL", "new", ("Ghana",))


# --- who is considered -------------------------------------------------------------------------


def test_the_committee_gives_places_to_its_own_workflows_alone():
    assert sorted(name for name in workflows() if of_the_committee(dossier(workflow=name))) == (
        sorted(COMMITTEES)
    )


@pytest.mark.parametrize("workflow", COMMITTEES)
@pytest.mark.parametrize(
    ("state", "first", "then"),
    [
        ("draft", False, False),
        ("submitted", False, False),
        ("late", False, False),
        ("registered", True, False),
        ("checking", False, False),
        ("complete", False, True),
        ("included", True, True),
        ("backlog", True, True),
        ("carried_over", True, True),
        ("withdrawn", False, False),
        ("returned", False, False),
    ],
)
def test_a_dossier_is_considered_where_it_waits_for_a_place_or_was_judged(
    workflow: str, state: str, first: bool, then: bool
):
    one = dossier(state, workflow)
    assert considered([one], law(), 2023) == [one] * first
    assert considered([one], law_with(CHECK_FIRST), 2023) == [one] * then


@pytest.mark.parametrize("state", ["included", "checking", "returned", "withdrawn", "inscribed"])
@pytest.mark.parametrize("place", ["inside", "outside"])
def test_a_dossier_that_was_given_a_place_is_considered_for_ever(state: str, place: str):
    one = dossier(state, place=place)
    assert considered([one], law(), 2026) == [one]


@pytest.mark.parametrize(
    ("workflow", "state", "cycle", "is_considered"),
    [
        ("assistance_bureau", "submitted", 2024, True),
        ("assistance_bureau", "complete", 2024, True),
        ("assistance_bureau", "withdrawn", 2024, False),
        ("assistance_bureau", "complete", 2023, False),
        ("assistance_preparatory", "registered", 2024, False),
        ("assistance_preparatory", "complete", 2024, False),
        ("assistance_emergency", "complete", 2024, False),
    ],
)
def test_of_requests_to_the_bureau_those_entered_with_the_files_since_2024_are_listed(
    workflow: str, state: str, cycle: int, is_considered: bool
):
    one = dossier(state, workflow)
    assert considered([one], law(), cycle) == [one] * is_considered


@pytest.mark.parametrize(
    ("one", "is_so"),
    [
        (dossier("registered"), True),
        (dossier("complete"), True),
        (dossier("backlog"), False),
        (dossier("complete", place="inside"), False),
        (dossier("complete", "assistance_bureau"), False),
        (dossier("registered", "assistance_preparatory"), False),
    ],
)
def test_only_a_dossier_without_a_place_waits_for_one(one: Dossier, is_so: bool):
    assert waits(one) is is_so


@pytest.mark.parametrize(
    ("one", "status"),
    [
        (dossier("included", place="inside"), {"00001": "selected"}),
        (dossier("withdrawn", place="inside"), {"00001": "selected"}),
        (dossier("included", place="outside"), {}),
        (dossier("backlog"), {"00001": "backlog"}),
        (dossier("carried_over"), {"00001": "backlog"}),
        (dossier("registered"), {}),
    ],
)
def test_what_a_person_decided_before_is_known(one: Dossier, status: dict[str, str]):
    assert placed([one]) == status


# --- what came before --------------------------------------------------------------------------


def test_of_a_past_cycle_dossiers_know_better_than_the_list_that_was_imported():
    listed = [file(1, "Ghana", treated=True), file(2, "Kenya", treated=True)]
    one = dossier("backlog")
    assert past_files(listed, [one]) == [file_of(one), listed[1]]
    assert past_files(listed, []) == listed
    assert past_files([], [one]) == [file_of(one)]


@pytest.mark.parametrize(
    ("one", "known"),
    [
        (dossier("draft"), False),
        (dossier("submitted"), False),
        (dossier("late"), False),
        (dossier("deferred"), False),
        (dossier("registered"), True),
        (dossier("withdrawn"), False),
        (dossier("withdrawn", place="inside"), True),
        (dossier("inscribed", place="inside"), True),
        (dossier("checking", "assistance_bureau"), False),
        (dossier("registered", "assistance_preparatory"), False),
    ],
)
def test_a_dossier_was_a_file_of_its_cycle_once_it_had_a_number(one: Dossier, known: bool):
    assert past_files([], [one]) == ([file_of(one)] if known else [])


@pytest.mark.parametrize(
    ("place", "level", "remembered"),
    [("inside", "0", "Togo"), ("inside", "", "Togo"), ("inside", "ii", ""), ("outside", "", "")],
)
def test_a_naming_is_remembered_where_the_file_held_the_turn(
    place: str, level: str, remembered: str
):
    one = dossier("included", states=["Ghana", "Togo"], named_by="Togo", place=place, level=level)
    assert [file.named_by for file in past_files([], [one])] == [remembered]


@pytest.mark.parametrize(
    ("workflow", "facts", "counts"),
    [
        ("assistance_committee", {"decided_on": "2025-03-31", "approved_amount": 9}, True),
        ("assistance_committee", {"decided_on": "2025-04-01", "approved_amount": 9}, False),
        ("assistance_committee", {"decided_on": "2025-03-31"}, False),
        ("assistance_committee", {"approved_amount": 9}, False),
        ("assistance_bureau", {"decided_on": "2025-03-31", "approved_amount": 9}, False),
    ],
)
def test_a_request_counts_for_its_states_once_the_committee_approved_it_by_that_day(
    workflow: str, facts: dict[str, Any], counts: bool
):
    one = dossier("approved", workflow, states=["Ghana", "Togo"], **facts)
    told = list(approved_assistance([one], date(2025, 3, 31)))
    assert told == (["Ghana", "Togo"] if counts else [])


def test_a_file_that_was_not_treated_is_known_by_its_new_number():
    left, treated, other = file(1, "Ghana"), file(2, "Kenya", treated=True), file(3, "Peru")
    renamed = carried([left, treated, other], {"00011": "00001", "00012": "00002", "00013": ""})
    assert [one.file_no for one in renamed] == ["00011", "00002", "00003"]
    assert renamed[1:] == [treated, other]
    assert carried([left], {"00001": "00001"}) == [left]
