"""The places of a cycle are given in one unit of work, audited with the reasons for each."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, event

from engine.dossier import Actor
from engine.runtime.moves import Move
from engine.runtime.office import Office
from portal.cycle import backlog_of, untreated_until
from portal.places import give_places
from tests.conftest import ToldClock
from tests.cycle_office import (
    BECAUSE,
    FIVE,
    TWO_PLACES,
    WAITING,
    decided,
    facts,
    imported,
    now_selected,
    recorded,
    small_cycle,
    stands,
    steps,
    under,
)
from tests.moves import CHIEF, OFFICER, made
from tests.moves import GHANA as OSEI
from tests.parcels import faults, reasons, rows
from workflows.selection.cut import NO_DECISION, Decision

DEBY = Actor("M. Deby", "state_party", frozenset({"Chad"}))


@pytest.fixture
def cycle(office: Office) -> Office:
    """Five files of 2026, of which two are equal where two places end."""
    return under(small_cycle(office), TWO_PLACES)


def letters(office: Office) -> list[tuple[str, str]]:
    """Which letter waits in the outbox for which file."""
    found = rows(office.database)["letter"]
    return sorted((key.split(":")[0][-5:], key.split(":")[1]) for key, *_ in found)


# --- what is given -----------------------------------------------------------------------------


def test_to_look_at_a_selection_moves_nothing(cycle: Office):
    before = rows(cycle.database)
    assert now_selected(cycle).counts() == {
        "considered": 5, "outside": 1, "selected": 1, "backlog": 1, "undecided": 2,
    }  # fmt: skip
    assert rows(cycle.database) == before


def test_every_file_has_its_place_inside_or_outside_or_waits_in_the_backlog(cycle: Office):
    _, moved = decided(cycle, ties="include", reason=BECAUSE)
    assert moved == 5
    assert stands(cycle) == {
        "00001": "included", "00002": "included", "00003": "included", "00004": "backlog",
        "00005": "included",
    }  # fmt: skip
    told = ("place", "level", "rank")
    references = [f"RL-2026-0000{n}" for n in range(1, 5)]
    assert [[facts(cycle, one).get(name) for name in told] for one in references] == [
        ["inside", "0", 1], ["inside", "0", 2], ["inside", "0", 3], [None, "iii", 4],
    ]  # fmt: skip
    assert [facts(cycle, "EXTENSION-2026-00005").get(name) for name in (*told, "why")] == [
        "outside", None, None, None,
    ]  # fmt: skip


def test_the_reasons_are_kept_with_the_dossier_each_with_its_paragraph(cycle: Office):
    decided(cycle, ties="include", reason=BECAUSE)
    level, counts, rank, status, *_ = facts(cycle, "RL-2026-00001")["why"].splitlines()
    assert level == (
        "Level (0): no file that Ghana submits alone is recorded as treated in the cycle of 2025, "
        "and this is its only file. [OD 34; 19.COM 15.6]"
    )
    assert counts.startswith("On 31 March 2025, the day from which counts are taken, Ghana ")
    assert rank.startswith("Rank 1 of 4. ")
    assert status.startswith("Selected: the ceiling is no more than 2, ")
    assert facts(cycle, "RL-2026-00004")["why"].splitlines()[0].startswith("Level (iii): Chad ")


def test_the_reason_of_a_decision_stands_in_every_entry_that_it_leads_to(cycle: Office):
    decided(cycle, ties="include", reason=BECAUSE)
    for reference, step in (
        ("RL-2026-00001", "include"), ("RL-2026-00002", "include"),
        ("RL-2026-00004", "leave_in_backlog"), ("EXTENSION-2026-00005", "include"),
    ):  # fmt: skip
        assert steps(cycle, reference)[-1] == (step, CHIEF.name, "head", BECAUSE)
    assert faults(cycle.database) == []


def test_every_state_is_written_a_letter(cycle: Office):
    decided(cycle, ties="include", reason=BECAUSE)
    assert letters(cycle) == [
        ("00001", "included"), ("00002", "included"), ("00003", "included"),
        ("00004", "left_in_backlog"), ("00005", "included"),
    ]  # fmt: skip


def test_without_a_decision_the_entry_has_no_reason(office: Office):
    small_cycle(office)
    assert decided(office)[1] == 5
    assert steps(office, "RL-2026-00004")[-1] == ("include", CHIEF.name, "head", "")


def test_a_second_run_changes_nothing(cycle: Office):
    first, _ = decided(cycle, ties="leave", reason=BECAUSE)
    before = rows(cycle.database)
    again, moved = decided(cycle)
    assert (moved, list(again.cut.statuses)) == (0, list(first.cut.statuses))
    assert rows(cycle.database) == before


def test_a_cycle_without_files_moves_nothing(office: Office):
    made_now, moved = decided(office)
    assert (moved, made_now.counts()["considered"]) == (0, 0)


# --- all or none -------------------------------------------------------------------------------


def before_the_writing(office: Office, act: Callable[[], object]) -> None:
    """Let somebody act between the reading of a cycle and the moving of its dossiers."""
    waiting = [act]

    def connected(connection: Connection) -> None:
        if waiting and connection.get_execution_options().get("sqlite_begin") == "IMMEDIATE":
            waiting.pop()()

    event.listen(office.database, "engine_connect", connected)


def test_a_dossier_that_moved_meanwhile_holds_back_the_whole_cycle(cycle: Office):
    before_the_writing(cycle, lambda: made(cycle, Move("RL-2026-00004", "withdraw", DEBY)))
    outcome, moved = give_places(cycle, 2026, Decision(ties="leave", reason=BECAUSE), CHIEF)
    assert moved == 0
    assert reasons(outcome) == [
        'RL-2026-00004: what happened since version 1: "Withdrawn" by M. Deby (State Party) on '
        "1 March 2027, 12:00 (UTC); the dossier is now at version 2 [House rule 2]",
        'RL-2026-00004: the dossier is "Withdrawn"; the step "Left in the backlog" starts from '
        '"Registered" or "Technically complete"; nothing more can happen to it [House rule 1]',
    ]
    assert stands(cycle) == {**WAITING, "00004": "withdrawn"}
    assert decided(cycle, ties="leave", reason=BECAUSE)[1] == 4


def test_a_new_rank_given_meanwhile_holds_back_the_whole_cycle(cycle: Office):
    rank = Move("RL-2026-00001", "rank", OSEI, {"order": 3})
    before_the_writing(cycle, lambda: made(cycle, rank))
    outcome, _ = give_places(cycle, 2026, NO_DECISION, CHIEF)
    assert reasons(outcome) == [
        'RL-2026-00001: what happened since version 1: "Ranked among the State\'s own files" by '
        "N. Osei (State Party) on 1 March 2027, 12:00 (UTC); the dossier is now at version 2 "
        "[House rule 2]"
    ]
    assert stands(cycle) == WAITING


def test_a_state_that_did_not_rank_its_files_is_refused_with_their_numbers(
    office: Office, clock: ToldClock
):
    clock.at = datetime(2025, 3, 1, 12, tzinfo=UTC)
    small_cycle(office, *FIVE[:1])
    kente = {"title": "Weaving", "cycle": 2026, "states": ["Ghana"], "contact": "osei@example.org"}
    for number in ("00011", "00012"):
        made(office, Move(f"RL-{number}", "open", OSEI, kente, opens="rl"))
        made(office, Move(f"RL-{number}", "submit", OSEI))
        made(office, Move(f"RL-{number}", "register", OFFICER, {"file_no": number}))
    outcome, moved = give_places(office, 2026, NO_DECISION, CHIEF)
    assert (moved, reasons(outcome)) == (0, [
        "Ghana has 3 files and has not ranked them all: 00001, 00011, 00012 [OD 34]"
    ])  # fmt: skip
    for order, reference in enumerate(("RL-00012", "RL-2026-00001", "RL-00011"), 1):
        made(office, Move(reference, "rank", OSEI, {"order": order}))
    assert decided(office)[1] == 3


# --- what follows ------------------------------------------------------------------------------


def test_the_backlog_is_told_in_its_order_of_priority_and_what_has_no_rank_comes_last(
    cycle: Office,
):
    imported(cycle, *FIVE, "00006,Flutes,RL,new,Togo,2025-03-06,,,")
    made(cycle, Move("RL-2026-00006", "leave_in_backlog", CHIEF))
    decided(cycle, ties="leave", reason=BECAUSE)
    assert [(one["rank"], one["file_no"], one["level"], one["state"])
            for one in backlog_of(cycle, 2026)] == [
        (3, "00002", "0", "backlog"), (4, "00003", "0", "backlog"), (5, "00004", "iii", "backlog"),
        (None, "00006", None, "backlog"),
    ]  # fmt: skip


def test_states_with_nothing_treated_in_two_cycles_are_told(cycle: Office):
    recorded(cycle, "00902,Flutes,RL,new,Kenya; Benin,,,no,")
    decided(cycle, ties="leave", reason=BECAUSE)
    assert [(one.state, one.files, one.twice) for one in untreated_until(cycle, 2026)] == [
        ("Benin", {2025: ("00902",)}, False),
        ("Kenya", {2025: ("00902",), 2026: ("00002",)}, True),
        ("Peru", {2026: ("00003",)}, False),
    ]  # fmt: skip
