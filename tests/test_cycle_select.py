"""The places of a cycle are given in one unit of work, audited with the reasons for each."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, event

from engine.dossier import Actor
from engine.element import Element
from engine.runtime.moves import Move
from engine.runtime.office import Office
from portal.cycle import backlog_of, standing, untreated_until
from portal.places import give_places, selection
from tests.conftest import ToldClock
from tests.cycle_office import (
    BECAUSE,
    CHECK_FIRST,
    FIVE,
    HAVE,
    TWO_PLACES,
    decided,
    facts,
    imported,
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
from workflows.selection.selection import Selection

DEBY = Actor("M. Deby", "state_party", frozenset({"Chad"}))
WAITING = dict.fromkeys(("00001", "00002", "00003", "00004", "00005"), "registered")


@pytest.fixture
def cycle(office: Office) -> Office:
    """Five files of 2026, of which two are equal where two places end."""
    return under(small_cycle(office), TWO_PLACES)


def letters(office: Office) -> list[tuple[str, str]]:
    """Which letter waits in the outbox for which file."""
    found = rows(office.database)["letter"]
    return sorted((key.split(":")[0][-5:], key.split(":")[1]) for key, *_ in found)


def now_selected(office: Office) -> Selection:
    """The selection as it stands, without a decision."""
    made_now = selection(office, 2026, NO_DECISION)
    assert isinstance(made_now, Selection), str(made_now)
    return made_now


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


# --- who is considered -------------------------------------------------------------------------


def test_a_file_that_was_withdrawn_is_not_considered(cycle: Office):
    made(cycle, Move("RL-2026-00001", "withdraw", OSEI))
    assert decided(cycle)[0].counts()["considered"] == 4
    assert stands(cycle)["00001"] == "withdrawn"
    assert stands(cycle)["00002"] == stands(cycle)["00003"] == "included"


def test_a_file_that_was_withdrawn_after_it_had_a_place_keeps_it(cycle: Office):
    decided(cycle)
    made(cycle, Move("RL-2026-00001", "withdraw", OSEI))
    assert now_selected(cycle).counts() == {
        "considered": 5, "outside": 1, "selected": 1, "backlog": 1, "undecided": 2,
    }  # fmt: skip


def test_a_place_that_was_taken_from_the_backlog_counts(cycle: Office):
    decided(cycle)
    taken = Move("RL-2026-00004", "take_from_backlog", CHIEF, {"place": "inside"}, BECAUSE)
    made(cycle, taken)
    made_now, moved = decided(cycle)
    assert (moved, made_now.counts()["selected"], list(made_now.cut.tie)) == (2, 2, [])
    assert stands(cycle) == {
        "00001": "included", "00002": "backlog", "00003": "backlog", "00004": "included",
        "00005": "included",
    }  # fmt: skip


def test_a_request_to_the_bureau_takes_no_place_however_far_it_is(office: Office):
    small_cycle(office)
    assert imported(office, "00006,An archive,IA,new,Togo,2025-03-01,,,").faults == []
    request = "ASSISTANCE-BUREAU-2026-00006"
    made(office, Move(request, "start_check", OFFICER, {"file_no": "00006"}))
    made(office, Move(request, "find_complete", OFFICER))
    made_now, moved = decided(office)
    assert ([one.file_no for one in made_now.outside], moved) == (["00005", "00006"], 5)
    assert stands(office)["00006"] == "complete"


def test_preparatory_assistance_is_no_file_of_the_cycle(office: Office, clock: ToldClock):
    clock.at = datetime(2024, 3, 1, 12, tzinfo=UTC)
    asked = {
        "title": "To prepare a nomination", "cycle": 2026, "states": ["Ghana"], "amount": 9000,
        "contact": "osei@example.org",
    }  # fmt: skip
    made(office, Move("AP-1", "open", OSEI, asked, opens="assistance_preparatory"))
    made(office, Move("AP-1", "submit", OSEI))
    made(office, Move("AP-1", "register", OFFICER, {"file_no": "00099"}))
    clock.later(days=400)
    small_cycle(office)
    made_now, moved = decided(office)
    assert (made_now.counts()["considered"], moved) == (5, 5)
    assert stands(office)["00099"] == "registered"


def test_where_the_check_comes_first_only_complete_files_are_considered(office: Office):
    checked = under(small_cycle(office), TWO_PLACES, CHECK_FIRST)
    assert now_selected(checked).counts()["considered"] == 0
    for reference in ("RL-2026-00003", "RL-2026-00004"):
        for step in ("start_check", "find_complete"):
            made(checked, Move(reference, step, OFFICER))
    made_now, moved = decided(checked)
    assert (made_now.counts()["selected"], moved) == (2, 2)
    assert stands(checked) == {**WAITING, "00003": "included", "00004": "included"}
    assert faults(checked.database) == []


def test_what_a_state_has_is_counted_on_the_day_of_the_submission_deadline(office: Office):
    small_cycle(office)
    day = date(2025, 3, 31)
    harps, flutes = (
        Element(number, "Harps", "RL", 2025, since, ("Togo",))
        for number, since in (("00301", day), ("00302", day + timedelta(days=1)))
    )
    assert dict(standing(office, 2026).cycle.counts.inscribed) == HAVE
    counts = standing(office, 2026, [harps, flutes]).cycle.counts
    assert (counts.as_of, dict(counts.inscribed)) == (day, {"Togo": 1})


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
