"""A file that could not be treated comes again under its number; two who import at once are one."""

import json
import subprocess
import sys
from pathlib import Path

from engine.runtime.known_as import find
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.past import past_cycle
from engine.runtime.queries import looking
from portal.cycle import standing
from portal.cycle_import import Imported
from tests.conftest import Run
from tests.cycle_files import file
from tests.cycle_office import BEFORE, FOUR, facts, imported, recorded, stands, steps
from tests.moves import CHIEF, made
from tests.moves import GHANA as OSEI
from tests.parcels import at_once, faults, rows
from workflows.selection.cut import NO_DECISION
from workflows.selection.policy import policy_for
from workflows.selection.selection import select

DHOWS = "00007,Dhows,RL,new,Kenya; Ghana,2025-03-01,,,"
AGAIN = DHOWS.replace("2025", "2026")
WEAVING = "00001,Weaving,RL,new,Ghana,2025-03-01,,,"


def left(office: Office, *lines: str) -> Office:
    """The office with these files of 2026 left in the backlog."""
    assert imported(office, *lines).faults == []
    for line in lines:
        made(office, Move(f"RL-2026-{line[:5]}", "leave_in_backlog", CHIEF))
    return office


# --- from the backlog --------------------------------------------------------------------------


def test_a_file_of_the_backlog_is_carried_over_under_its_number(office: Office):
    left(office, DHOWS)
    assert imported(office, AGAIN, cycle=2027) == Imported(1, 0, [])
    assert (stands(office), stands(office, 2027)) == (
        {"00007": "carried_over"}, {"00007": "registered"},
    )  # fmt: skip
    assert facts(office, "RL-2027-00007")["predecessor"] == "RL-2026-00007"
    assert steps(office, "RL-2026-00007")[-1] == ("carry_over", CHIEF.name, "head", "")
    assert faults(office.database) == []


def test_what_was_carried_over_is_there_already_when_it_comes_again(office: Office):
    left(office, DHOWS)
    imported(office, AGAIN, cycle=2027)
    before = rows(office.database)
    assert imported(office, AGAIN, cycle=2027) == Imported(0, 1, [])
    assert imported(office, DHOWS, cycle=2026) == Imported(0, 1, [])
    assert rows(office.database) == before


def test_what_was_carried_over_stands_before_what_comes_for_the_first_time(office: Office):
    left(office, DHOWS)
    first_time = "00006,Canoes,RL,new,Benin; Togo,2026-03-01,,,"
    assert imported(office, first_time, AGAIN, cycle=2027).faults == []
    cycle = standing(office, 2027).cycle
    assert cycle.past.untreated == frozenset(["00007"])
    ranked = select(cycle, policy_for(office.book.law, 2027), NO_DECISION).ranking.ranked
    assert [(one.level, one.file.file_no) for one in ranked] == [("ii", "00007"), ("ii", "00006")]


def test_it_keeps_that_credit_under_another_number(office: Office):
    left(office, DHOWS)
    made(office, Move("RL-2026-00007", "carry_over", CHIEF))
    answers = {
        "title": "Dhows", "cycle": 2027, "file_no": "00017", "states": ["Kenya", "Ghana"],
        "received_at": "2026-03-01T12:00:00+00:00", "predecessor": "RL-2026-00007",
    }  # fmt: skip
    made(office, Move("RL-2027-00017", "enter", CHIEF, answers, opens="rl"))
    assert standing(office, 2027).cycle.past.untreated == frozenset(["00017"])


def test_a_file_that_a_past_cycle_records_as_not_treated_has_that_credit(office: Office):
    assert recorded(office, "00007,Dhows,RL,new,Kenya; Ghana,,,no,").faults == []
    assert imported(office, DHOWS).faults == []
    assert standing(office, 2026).cycle.past.untreated == frozenset(["00007"])


def test_a_number_finds_the_latest_dossier_that_bears_it(office: Office, run: Run):
    left(office, DHOWS)
    imported(office, AGAIN, cycle=2027)
    with looking(office.database) as connection:
        assert find(connection, "00007") == "RL-2027-00007"
    assert json.loads(run("show", "00007", "--json")[1])["reference"] == "RL-2027-00007"
    assert json.loads(run("show", "RL-2026-00007", "--json")[1])["state"] == "carried_over"


# --- a number that belongs to another dossier --------------------------------------------------


def test_a_number_that_is_under_way_elsewhere_is_refused_with_its_line(office: Office):
    imported(office, *FOUR)
    before = rows(office.database)
    lines = ("00008,Harps,RL,new,Peru,2026-03-01,,,", FOUR[1].replace("2025", "2026"))
    assert imported(office, *lines, cycle=2027).faults == [
        "line 3: its number belongs to RL-2026-00002, which is registered in the cycle of 2026"
    ]
    assert rows(office.database) == before


def test_a_number_that_is_under_way_outside_cycles_is_refused_with_its_line(office: Office):
    asked = {"title": "An archive", "states": ["Ghana"], "contact": "a@b.org", "amount": 9000}
    opens = Move("EMERGENCY-1", "open", OSEI, {**asked, "emergency": "The flood of 2025"},
                 opens="assistance_emergency")  # fmt: skip
    for move in (opens, Move("EMERGENCY-1", "submit", OSEI)):
        made(office, move)
    made(office, Move("EMERGENCY-1", "start_check", CHIEF, {"file_no": "00001"}))
    assert imported(office, WEAVING).faults == [
        "line 2: its number belongs to EMERGENCY-1, which is checking outside cycles"
    ]


def test_a_file_is_not_carried_back_into_an_earlier_cycle(office: Office):
    left(office, WEAVING)
    assert imported(office, WEAVING.replace("2025", "2024"), cycle=2025).faults == [
        "line 2: its number belongs to RL-2026-00001 in the cycle of 2026, a later one"
    ]
    assert stands(office) == {"00001": "backlog"}


def test_a_dossier_that_ended_is_succeeded_under_its_number(office: Office):
    imported(office, WEAVING)
    made(office, Move("RL-2026-00001", "withdraw", OSEI))
    assert imported(office, WEAVING.replace("2025", "2026"), cycle=2027) == Imported(1, 0, [])
    assert facts(office, "RL-2027-00001")["predecessor"] == "RL-2026-00001"
    assert stands(office) == {"00001": "withdrawn"}


def test_a_file_of_other_states_does_not_take_a_number_over(office: Office):
    left(office, WEAVING)
    kenya = "00001,Weaving,RL,new,Kenya,2026-03-01,,,"
    assert imported(office, kenya, cycle=2027).faults == [
        "line 2: RL-2026-00001 was submitted by Ghana, none of these States [OD 36-37]"
    ]
    assert stands(office) == {"00001": "backlog"}


def test_of_several_dossiers_of_a_number_the_latest_is_succeeded(office: Office):
    left(office, WEAVING)
    imported(office, WEAVING.replace("2025", "2026"), cycle=2027)
    made(office, Move("RL-2027-00001", "withdraw", OSEI))
    third = "00001,Weaving,RL,new,Ghana,2027-02-01,,,"
    assert imported(office, third, cycle=2028).faults == []
    assert facts(office, "RL-2028-00001")["predecessor"] == "RL-2027-00001"


# --- at once -----------------------------------------------------------------------------------


def test_two_who_import_the_same_list_at_once_leave_one_set(office: Office):
    left(office, DHOWS)
    lines = (*(one.replace("2025", "2026") for one in FOUR), AGAIN)
    outcomes = at_once(lambda who: imported(office, *lines, cycle=2027), ["Ann", "Carl"])
    assert sorted(outcomes, key=lambda one: one.added) == [
        Imported(0, 5, []), Imported(5, 0, []),
    ]  # fmt: skip
    assert set(stands(office, 2027).values()) == {"registered"}
    assert len(rows(office.database)["entry"]) == 3 + 5
    assert faults(office.database) == []


def test_two_who_record_the_same_past_cycle_at_once_leave_one_set(office: Office):
    for cycle in range(2014, 2022):
        outcomes = at_once(lambda who, year=cycle: recorded(office, *BEFORE, cycle=year), "AC")
        assert sorted(outcomes, key=lambda one: one.added) == [
            Imported(0, 1, []), Imported(1, 0, []),
        ]  # fmt: skip
    with looking(office.database) as connection:
        assert len(past_cycle(connection, 2021)) == 1


def test_two_processes_that_import_the_same_list_leave_one_set(
    office: Office, run: Run, tmp_path: Path
):
    (tmp_path / "a.csv").write_bytes(file(*FOUR))
    command = [str(Path(sys.executable).with_name("dossiers")), "cycle", "import", "2026", "a.csv"]
    both = [subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE) for _ in "12"]
    told = sorted(one.communicate(timeout=60)[0].decode() for one in both)
    assert told == [
        "0 files imported, 4 were there already.\n", "4 files imported, 0 were there already.\n",
    ]  # fmt: skip
    assert run(*command[1:])[1] == told[0]
