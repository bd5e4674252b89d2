"""A list of a cycle's files becomes dossiers, whole or not at all, and as often as it is sent."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.runtime.office import Office
from engine.runtime.past import past_cycle
from engine.runtime.queries import looking
from portal.cycle_import import Imported
from tests.conftest import Run, ToldClock
from tests.cycle_files import file
from tests.cycle_office import BEFORE, FOUR, GHANA, KENYA, facts, imported, recorded, stands, steps
from tests.moves import CHIEF
from tests.parcels import faults, rows
from workflows.cycle_receipt import fits
from workflows.selection.policy import KINDS, MECHANISMS

LONG_AGO = datetime(2025, 3, 1, 12, tzinfo=UTC)


# --- files become dossiers ---------------------------------------------------------------------


def test_an_imported_file_is_a_registered_dossier_with_what_the_list_says_of_it(office: Office):
    line = "2153,Weaving,USL,new,Ghana; Togo,2025-03-31T18:00+02:00,,,Togo"
    assert imported(office, line) == Imported(1, 0, [])
    assert stands(office) == {"02153": "registered"}
    assert facts(office, "USL-2026-02153") == {
        "title": "Weaving",
        "cycle": 2026,
        "file_no": "02153",
        "states": ["Ghana", "Togo"],
        "received_at": "2025-03-31T16:00:00.000000+00:00",
        "named_by": "Togo",
    }
    assert steps(office, "USL-2026-02153") == [("enter", CHIEF.name, "head", "")]


def test_nothing_is_posted_for_a_file_that_is_entered(office: Office):
    imported(office, *FOUR)
    assert rows(office.database)["letter"] == []
    assert faults(office.database) == []


def test_a_state_ranks_its_files_in_the_list(office: Office):
    imported(
        office, "1,Weaving,RL,new,Ghana,2025-03-01,2,,", "2,Songs,GSP,new,Ghana,2025-03-01,1,,"
    )
    orders = [facts(office, one)["order"] for one in ("RL-2026-00001", "GSP-2026-00002")]
    assert orders == [2, 1]


@pytest.mark.parametrize(
    ("cycle", "reference", "state"),
    [
        (2023, "ASSISTANCE-COMMITTEE-2023-00001", "registered"),
        (2024, "ASSISTANCE-BUREAU-2024-00001", "submitted"),
    ],
)
def test_a_request_for_assistance_is_the_committees_until_2023_and_the_bureaus_since(
    office: Office, cycle: int, reference: str, state: str
):
    line = f"00001,An archive,IA,new,Ghana,{cycle - 1}-03-01,,,"
    assert imported(office, line, cycle=cycle).faults == []
    assert stands(office, cycle) == {"00001": state}
    assert facts(office, reference)["title"] == "An archive"


# --- as often as it is sent --------------------------------------------------------------------


def test_the_same_list_again_changes_nothing(office: Office):
    assert imported(office, *FOUR) == Imported(4, 0, [])
    before = rows(office.database)
    assert imported(office, *FOUR) == Imported(0, 4, [])
    assert rows(office.database) == before


def test_a_longer_list_adds_what_is_new(office: Office):
    imported(office, GHANA)
    assert imported(office, GHANA, KENYA) == Imported(1, 1, [])
    assert stands(office) == {"00001": "registered", "00002": "registered"}


@pytest.mark.parametrize(
    ("mechanism", "kind"),
    [(one, kind) for one in MECHANISMS for kind in KINDS if fits(one, kind)],
)
def test_a_file_of_any_kind_is_there_already_when_it_comes_again(
    office: Office, mechanism: str, kind: str
):
    line = f"00001,A file,{mechanism},{kind},Ghana,2025-01-31,,,"
    assert imported(office, line) == Imported(1, 0, [])
    assert imported(office, line) == Imported(0, 1, [])


@pytest.mark.parametrize(
    "other",
    [
        "00002,Another name,RL,new,Kenya,2025-03-02,,,",
        "00002,Mijikenda dance,USL,new,Kenya,2025-03-02,,,",
        "00002,Mijikenda dance,RL,extension,Kenya,2025-03-02,,,",
        "00002,Mijikenda dance,RL,new,Kenya; Togo,2025-03-02,,,",
        "00002,Mijikenda dance,RL,new,Kenya,2025-03-02T00:01,,,",
        "00002,Mijikenda dance,RL,new,Kenya,2025-03-02,1,,",
    ],
)
def test_a_number_with_other_content_is_refused_with_its_line(office: Office, other: str):
    imported(office, KENYA)
    before = rows(office.database)
    assert imported(office, GHANA, other) == Imported(
        0, 0, ["line 3: RL-2026-00002 bears this number with other content"]
    )
    assert rows(office.database) == before


# --- whole or not at all -----------------------------------------------------------------------


def test_a_fault_anywhere_imports_nothing_and_all_faults_are_told_with_their_lines(
    office: Office, clock: ToldClock
):
    imported(office, "00009,Dance,RL,new,Togo,2024-03-04,,,", cycle=2025)
    clock.at = LONG_AGO
    before = rows(office.database)
    lines = (
        GHANA.replace("2025-03-01", "2025-02-28"),
        "00002,Dance,DANCE,new,Kenya,2025-02-28,,,",
        "00003,Songs,RL,new,Peru,2025-03-02,,,",
        "00009,Dance,RL,new,Togo,2025-02-28,,,",
        "00008,Harps,RL,new,Atlantis,2025-04-01,,,",
    )
    assert imported(office, *lines) == Imported(0, 0, [
        "line 3: 'DANCE' is none of the mechanisms USL, RL, GSP, IA",
        "line 5: its number belongs to RL-2025-00009, which is registered in the cycle of 2025",
        "line 6: no State is named 'Atlantis'",
        "line 6: received 1 April 2025, 00:00:00 (Paris time), after the deadline of 31 March "
        "2025, 18:00 (Paris time) (31 March 2025 for the cycle of 2026; at 18:00 (Europe/Paris)); "
        "it can be examined in the cycle of 2027 [OD 54]",
    ])  # fmt: skip
    assert rows(office.database) == before


@pytest.mark.parametrize(("minutes", "to_come"), [(0, 0), (1, 1)])
def test_files_whose_receipt_lies_ahead_are_a_trial_and_told_so(
    office: Office, clock: ToldClock, minutes: int, to_come: int
):
    clock.at = LONG_AGO
    line = f"00001,Weaving,RL,new,Ghana,2025-03-01T12:0{minutes}Z,,,"
    assert imported(office, line) == Imported(1, 0, [], to_come)


def test_what_only_the_step_itself_finds_is_told_with_its_line_too(office: Office):
    long = f"00002,{'x' * 501},RL,new,Kenya,2025-03-02,,,"
    assert imported(office, GHANA, long) == Imported(0, 0, [
        "line 3: name of the element (title): it is not one line of at most 500 characters [OD 54]"
    ])  # fmt: skip
    assert stands(office) == {}


@pytest.mark.parametrize("cycle", [2009, 2101])
def test_a_cycle_without_a_timetable_is_refused_in_a_sentence(office: Office, cycle: int):
    assert imported(office, GHANA, cycle=cycle).faults == [
        f"the timetable is known for the cycles 2010 to 2100, not for {cycle}"
    ]


# --- past cycles -------------------------------------------------------------------------------


def test_a_past_cycle_is_recorded_as_it_was_and_opens_no_dossier(office: Office):
    lines = (*BEFORE, "00902,Flutes,USL,new,Peru; Chad,2024-03-05,,no,Peru")
    assert recorded(office, *lines, cycle=2027).faults == []
    with looking(office.database) as connection:
        assert past_cycle(connection, 2025) == []
        harps, flutes = past_cycle(connection, 2027)
    assert (harps.file_no, harps.states, harps.treated) == ("00901", ("Chad",), True)
    assert (flutes.mechanism, flutes.named_by, flutes.treated) == ("USL", "Peru", False)
    assert flutes.received_at == datetime(2024, 3, 4, 23, tzinfo=UTC)
    assert rows(office.database) == {"dossier": [], "entry": [], "letter": []}


def test_a_past_cycle_comes_again_grows_and_is_never_changed(office: Office):
    more = "00902,Flutes,RL,new,Peru,,,no,"
    assert recorded(office, *BEFORE) == Imported(1, 0, [])
    assert recorded(office, *BEFORE, more) == Imported(1, 1, [])
    assert recorded(office, more.replace("no", "yes"), "00903,,RL,new,Togo,,,no,") == Imported(
        0, 0, [
            "line 2: the file 00902 of the cycle of 2025 is recorded with other content",
            "line 3: the file has no name",
        ],
    )  # fmt: skip
    assert recorded(office, *BEFORE, more) == Imported(0, 2, [])


@pytest.mark.parametrize("cycle", [2008, 2012, 2013, 2014])
def test_cycles_before_the_order_of_priority_are_recorded_too(office: Office, cycle: int):
    assert recorded(office, *BEFORE, cycle=cycle) == Imported(1, 0, [])
    named = "00902,Flutes,RL,new,Peru; Chad,,,no,Peru"
    assert recorded(office, named, cycle=cycle).faults == [
        "line 2: from the cycle of 2026 on a State may name a multinational file [19.COM 15]"
    ]


# --- from the command line ---------------------------------------------------------------------


def test_the_command_says_how_many_files_it_imported(run: Run, tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(file(*FOUR))
    assert run("cycle", "import", "2026", "a.csv") == (
        0, "4 files imported, 0 were there already.\n", "",
    )  # fmt: skip
    assert run("cycle", "import", "2026", "a.csv", "--name", "R. Haddad")[1] == (
        "0 files imported, 4 were there already.\n"
    )
    told = json.loads(run("show", "00003", "--json")[1])
    assert (told["reference"], told["state"]) == ("RL-2026-00003", "registered")
    assert [(one["trigger"], one["actor"], one["role"]) for one in told["timeline"]] == [
        ("enter", "the office", "head")
    ]


def test_the_command_tells_every_fault_and_ends_with_status_1(run: Run, tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(
        file(GHANA, "1,Dance,RL,new,Togo,2025-03-01,,,", "x,Harps,RL,new,Peru,2025-03-01,,,")
    )
    assert run("cycle", "import", "2026", "a.csv") == (1, "", (
        "line 3: the file number 00001 is already on line 2\n"
        "line 4: 'x' is not a file number of up to five digits\n"
        "Nothing was imported: 2 fault(s).\n"
    ))  # fmt: skip
    assert json.loads(run("list", "--json")[1]) == []


def test_the_command_records_a_past_cycle(run: Run, tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(file(*BEFORE))
    assert run("cycle", "import", "2013", "a.csv", "--history")[1] == (
        "1 files imported, 0 were there already.\n"
    )
    assert run("cycle", "import", "2013", "a.csv")[0] == 1


@pytest.mark.parametrize(
    "arguments", [("2026", "none.csv"), ("1999", "a.csv"), ("2201", "a.csv"), ("x", "a.csv")]
)
def test_a_file_or_a_cycle_that_cannot_be_is_a_misuse(
    run: Run, tmp_path: Path, arguments: tuple[str, str]
):
    (tmp_path / "a.csv").write_bytes(file(*BEFORE))
    assert run("cycle", "import", *arguments, "--history")[0] == 2
