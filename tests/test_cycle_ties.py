"""Equal files where the places end wait for a person, who decides with a reason or is refused."""

from typing import Any

import pytest
from sqlalchemy import Engine

from engine.runtime.definitions import Lawbook
from engine.runtime.office import Office
from portal.places import give_places
from portal.register import import_register
from portal.selected import notes
from tests.conftest import ToldClock
from tests.cycle_office import (
    BECAUSE,
    HAVE,
    TWO_PLACES,
    decided,
    imported,
    register,
    small_cycle,
    stands,
    steps,
    under,
)
from tests.moves import CHIEF
from tests.parcels import faults, reasons, rows
from workflows.catalogue import rules, workflows
from workflows.law import law
from workflows.selection.cut import Decision


@pytest.fixture
def cycle(sqlite_database: Engine, clock: ToldClock) -> Office:
    """Five files of 2026, of which two are equal where two places end."""
    office = Office(sqlite_database, Lawbook(workflows(), rules(), law()), clock).open_doors()
    return under(small_cycle(office), TWO_PLACES)


def refused(office: Office, **decision: Any) -> list[str]:
    """The reasons against a decision, after which every dossier is where it was."""
    before = rows(office.database)
    outcome, moved = give_places(office, 2026, Decision(**decision), CHIEF)
    assert (rows(office.database), moved) == (before, 0)
    return reasons(outcome)


# --- it waits ----------------------------------------------------------------------------------


def test_equal_files_stay_where_they_are_until_a_person_decides(cycle: Office):
    made, moved = decided(cycle)
    assert (moved, made.counts()["undecided"]) == (3, 2)
    assert stands(cycle) == {
        "00001": "included", "00002": "registered", "00003": "registered", "00004": "backlog",
        "00005": "included",
    }  # fmt: skip
    assert decided(cycle)[1] == 0


@pytest.mark.parametrize(
    ("decision", "kenya", "peru"),
    [
        ({"ties": "include"}, "included", "included"),
        ({"ties": "leave"}, "backlog", "backlog"),
        ({"picks": ("00002",)}, "included", "backlog"),
        ({"picks": ("00003",)}, "backlog", "included"),
        ({"ceiling": 3}, "included", "included"),
        ({"ceiling": 1}, "backlog", "backlog"),
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_a_decision_about_them_finishes_the_cycle_then_or_at_once(
    cycle: Office, at_once: bool, decision: dict[str, Any], kenya: str, peru: str
):
    if not at_once:
        decided(cycle)
    made, moved = decided(cycle, **decision, reason=BECAUSE)
    assert (made.counts()["undecided"], moved) == (0, 5 if at_once else 2)
    assert stands(cycle) == {
        "00001": "included", "00002": kenya, "00003": peru, "00004": "backlog", "00005": "included",
    }  # fmt: skip
    assert steps(cycle, "RL-2026-00002")[-1][3] == BECAUSE
    assert faults(cycle.database) == []


def test_who_decides_later_leaves_alone_what_was_given_before(cycle: Office):
    decided(cycle)
    before = [steps(cycle, f"RL-2026-0000{n}") for n in (1, 4)]
    decided(cycle, picks=("00003",), reason=BECAUSE)
    assert [steps(cycle, f"RL-2026-0000{n}") for n in (1, 4)] == before


@pytest.mark.parametrize(
    ("picks", "included"),
    [
        (("00002", "00006"), ["00001", "00002", "00005", "00006"]),
        (("00006", "00006"), ["00001", "00005", "00006"]),
    ],
)
def test_of_three_equal_files_for_two_places_two_are_picked_or_fewer(
    cycle: Office, picks: tuple[str, ...], included: list[str]
):
    assert import_register(cycle, register({**HAVE, "Mali": 2}))[2] == []
    assert imported(cycle, "00006,Flutes,RL,new,Mali,2025-03-06,,,").faults == []
    assert refused(cycle, ceiling=3, picks=("00002", "00003", "00006"), reason=BECAUSE) == [
        "3 files are picked for 2 places [OD 33-34]"
    ]
    decided(cycle, ceiling=3, picks=picks, reason=BECAUSE)
    assert [one for one, state in sorted(stands(cycle).items()) if state == "included"] == included
    assert decided(cycle)[1] == 0


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        ({"ties": "include"}, ["this decision needs a written reason [House rule 5]"]),
        ({"picks": ("00002",)}, ["this decision needs a written reason [House rule 5]"]),
        ({"ceiling": 3}, ["this decision needs a written reason [House rule 5]"]),
        (
            {"picks": ("00001",), "reason": BECAUSE},
            ["00001 cannot be picked: the files of equal priority at the cut are 00002, 00003 "
             "[OD 33-34]"],
        ),
        (
            {"picks": ("00002",), "ties": "leave", "reason": BECAUSE},
            ["a tie is taken or left as a whole, or some of its files are picked, not both "
             "[OD 33-34]"],
        ),
        (
            {"picks": ("00404",), "ties": "leave", "ceiling": 1},
            ["this decision needs a written reason [House rule 5]",
             "a tie is taken or left as a whole, or some of its files are picked, not both "
             "[OD 33-34]",
             "00404 cannot be picked: no tie is there [OD 33-34]"],
        ),
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_made_is_refused_with_all_reasons(
    cycle: Office, decision: dict[str, Any], why: list[str]
):
    assert refused(cycle, **decision) == why
    decided(cycle)
    assert refused(cycle, **decision) == why


def test_a_reason_that_cannot_be_kept_is_refused_for_every_dossier(cycle: Office):
    why = refused(cycle, ties="leave", reason="so\0")
    of_the_reason = ": the reason: it holds control characters [House rule 5]"
    assert [one.removesuffix(of_the_reason) for one in why if one.endswith(of_the_reason)] == [
        "EXTENSION-2026-00005", "RL-2026-00001", "RL-2026-00002", "RL-2026-00003", "RL-2026-00004",
    ]  # fmt: skip


def test_a_tie_that_was_decided_is_not_decided_again(cycle: Office):
    decided(cycle, picks=("00002",), reason=BECAUSE)
    assert refused(cycle, picks=("00003",), reason=BECAUSE) == [
        "00003 cannot be picked: no tie is there [OD 33-34]"
    ]
    made, moved = decided(cycle, ties="include", reason=BECAUSE)
    assert (moved, notes(made)) == (0, [
        "No tie lies at the cut: there was nothing to decide about one."
    ])  # fmt: skip
