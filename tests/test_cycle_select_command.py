"""`dossiers cycle select`, `backlog` and `check`: what is told, and with which exit status."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from engine.runtime.office import Office
from portal.register import import_register
from tests import cycle_2024 as made_up
from tests.conftest import Run
from tests.cycle_office import BECAUSE, FIVE, HAVE, imported, register, small_cycle, stands
from tests.parcels import rows

REGISTER = resources.files("workflows") / "data" / "register-2021.csv"
TWO = ("--ceiling", "2", "--reason", BECAUSE)


def data(run: Run, *arguments: str) -> dict[str, Any]:
    """What a command tells as JSON."""
    status, said, why = run("cycle", *arguments, "--json")
    assert (status, why) == (0, "")
    told: dict[str, Any] = json.loads(said)
    return told


# --- what is told ------------------------------------------------------------------------------


def test_a_selection_as_json_has_its_ceiling_every_file_and_the_reasons_for_each(
    office: Office, run: Run
):
    small_cycle(office)
    told = data(run, "select", "2026", "--dry-run", *TWO)
    assert {name: told["ceiling"][name] for name in ("number", "wording", "cite", "mark")} == {
        "number": 2, "wording": "no_more_than", "cite": "19.COM 15", "mark": "verified",
    }  # fmt: skip
    assert told["cycle"] == 2026
    assert told["counts"] == {
        "considered": 5, "outside": 1, "selected": 1, "backlog": 1, "undecided": 2,
        "by_level": {"0": 1, "i": 0, "ii": 0, "iii": 0},
    }  # fmt: skip
    names = ("rank", "file_no", "states", "level", "keys", "status")
    assert [tuple(one[name] for name in names) for one in told["inside"]] == [
        (1, "00001", ["Ghana"], "0", {"as_level_i": False, "inscribed": 1}, "selected"),
        (2, "00002", ["Kenya"], "0", {"as_level_i": False, "inscribed": 2}, "undecided"),
        (3, "00003", ["Peru"], "0", {"as_level_i": False, "inscribed": 2}, "undecided"),
        (4, "00004", ["Chad"], "iii", {"nth": 0, "inscribed": 3}, "backlog"),
    ]  # fmt: skip
    assert {tuple(reason) for one in told["inside"] for reason in one["why"]} == {
        ("sentence", "cite")
    }
    assert [(one["file_no"], one["why"]) for one in told["outside"]] == [
        ("00005", [
            {
                "sentence": "Outside the ceiling: inscriptions on an extended basis take no place "
                "in the cycle of 2026.",
                "cite": "19.COM 15",
            }
        ])
    ]  # fmt: skip


def test_a_dry_run_moves_nothing_and_says_so(office: Office, run: Run):
    small_cycle(office)
    before = rows(office.database)
    status, said, talk = run("cycle", "select", "2026", "--dry-run", *TWO)
    assert (status, talk) == (0, "Nothing was moved.\n")
    assert said.splitlines()[0].startswith("Cycle 2026: no more than 60 [19.COM 15]; 5 considered,")
    assert rows(office.database) == before


def test_a_run_moves_the_dossiers_and_a_second_one_none(office: Office, run: Run):
    small_cycle(office)
    assert run("cycle", "select", "2026")[::2] == (0, "5 dossier(s) moved.\n")
    before = rows(office.database)
    assert run("cycle", "select", "2026")[::2] == (0, "0 dossier(s) moved.\n")
    assert rows(office.database) == before
    assert run("audit", "verify")[1] == (
        "The audit trail holds: 5 dossiers, 10 entries, 0 seals read.\n"
    )


def test_a_cycle_of_the_published_shape_leaves_nine_equal_files_to_a_person(
    run: Run, tmp_path: Path
):
    (tmp_path / "now.csv").write_text(made_up.cycle_2024(), "utf-8")
    (tmp_path / "past.csv").write_text(made_up.history_2023(), "utf-8")
    assert run("register", "import", str(REGISTER))[0] == 0
    assert run("cycle", "import", "2023", "past.csv", "--history")[0] == 0
    assert run("cycle", "import", "2024", "now.csv")[0] == 0
    first = data(run, "select", "2024")["counts"]
    assert (first["selected"], first["undecided"], first["backlog"]) == (52, 9, 0)
    flexible = ("--ties", "include", "--reason", "17.COM 15")
    assert data(run, "select", "2024", *flexible)["counts"]["selected"] == 61
    assert {one["state"] for one in json.loads(run("list", "--json")[1])} == {"included"}


def test_the_backlog_is_told(office: Office, run: Run):
    small_cycle(office)
    run("cycle", "select", "2026", *TWO)
    assert data(run, "backlog", "2026") == {
        "cycle": 2026,
        "backlog": [
            {
                "rank": 4, "level": "iii", "file_no": "00004", "name": "Lake songs",
                "states": ["Chad"], "reference": "RL-2026-00004", "state": "backlog",
            }
        ],
    }  # fmt: skip
    assert "Backlog of the cycle of 2026: 1 files" in run("cycle", "backlog", "2026")[1]
    assert "Lake songs" in run("cycle", "backlog", "2026")[1]


def test_states_with_nothing_treated_in_two_cycles_are_told(office: Office, run: Run):
    small_cycle(office)
    imported(office, "00006,Flutes,RL,new,Kenya; Togo,2026-03-01,,,", cycle=2027)
    run("cycle", "select", "2026", "--ties", "leave", *TWO)
    assert data(run, "check", "2027") == {
        "cycles": [2026, 2027],
        "cite": "13.COM 15; 15.COM 9",
        "states": [
            {"state": "Chad", "files": {"2026": ["00004"]}, "in_both_cycles": False},
            {
                "state": "Kenya", "files": {"2026": ["00002"], "2027": ["00006"]},
                "in_both_cycles": True,
            },
            {"state": "Peru", "files": {"2026": ["00003"]}, "in_both_cycles": False},
        ],
    }  # fmt: skip
    lines = [line.split() for line in run("cycle", "check", "2027")[1].splitlines()]
    assert [line for line in lines if line[:1] == ["Kenya"]] == [["Kenya", "00002", "00006"]]


# --- notes -------------------------------------------------------------------------------------


def test_who_selects_without_a_past_or_a_register_is_told_what_that_means(run: Run):
    assert data(run, "select", "2026", "--dry-run")["notes"] == [
        "No file of the cycle of 2026 asks for a place.",
        "No file of the cycle of 2025 is recorded: every State counts as having its turn until "
        "whoever runs the system brings that cycle in.",
        "The register is empty: every State counts as having no element.",
    ]
    notes = data(run, "select", "2026", "--dry-run")["notes"]
    assert run("cycle", "select", "2026")[2].splitlines() == [
        *notes,
        "Bring it in: dossiers cycle import 2025 FILE.csv --history",
        "0 dossier(s) moved.",
    ]


def test_who_selects_with_both_is_told_nothing(office: Office, run: Run):
    small_cycle(office)
    assert data(run, "select", "2026", "--dry-run")["notes"] == []


# --- picks -------------------------------------------------------------------------------------


def test_several_files_may_be_picked_after_one_option(office: Office, run: Run):
    assert import_register(office, register({**HAVE, "Mali": 2}))[2] == []
    small_cycle(office, *FIVE, "00006,Flutes,RL,new,Mali,2025-03-06,,,")
    three = ("select", "2026", "--dry-run", "--ceiling", "3", "--reason", BECAUSE, "--pick")
    one_by_one = data(run, *three, "00002", "--pick", "00006")
    assert one_by_one["decision"]["picks"] == ["00002", "00006"]
    assert one_by_one["counts"]["selected"] == 3
    assert data(run, *three, "00002", "00006") == data(run, *three, "2", "6") == one_by_one


def test_one_file_is_picked(office: Office, run: Run):
    small_cycle(office)
    assert run("cycle", "select", "2026", *TWO, "--pick", "3")[::2] == (0, "5 dossier(s) moved.\n")
    assert (stands(office)["00002"], stands(office)["00003"]) == ("backlog", "included")
    last = json.loads(run("show", "00003", "--json")[1])["timeline"][-1]
    assert (last["trigger"], last["actor"], last["reason"]) == ("include", "the office", BECAUSE)


# --- what is refused ---------------------------------------------------------------------------


def test_a_refusal_names_all_reasons_at_once_and_moves_nothing(office: Office, run: Run):
    small_cycle(office)
    before = rows(office.database)
    decision = ("--ceiling", "2", "--ties", "leave", "--pick", "00001")
    assert run("cycle", "select", "2026", *decision) == (1, "", (
        "Refused:\n"
        "- this decision needs a written reason [House rule 5]\n"
        "- a tie is taken or left as a whole, or some of its files are picked, not both "
        "[OD 33-34]\n"
        "- 00001 cannot be picked: the files of equal priority at the cut are 00002, 00003 "
        "[OD 33-34]\n"
    ))  # fmt: skip
    assert rows(office.database) == before


@pytest.mark.parametrize("how", [(), ("--dry-run",), ("--json",)])
@pytest.mark.parametrize(
    ("cycle", "why"),
    [
        ("2013", "priorities: no value is set for cycle 2013\n"),
        ("2031", "ceiling: no value is set for cycle 2031\n"),
    ],
)
def test_a_cycle_for_which_nothing_is_decided_is_refused_in_a_sentence(
    run: Run, cycle: str, why: str, how: tuple[str, ...]
):
    assert run("cycle", "select", cycle, *how) == (1, "", why)


@pytest.mark.parametrize(
    "arguments",
    [
        ("select", "1999"), ("select", "2201"), ("select", "2026", "00002"), ("select",),
        ("select", "2026", "--ceiling", "-1"), ("select", "2026", "--ties", "both"),
        ("backlog", "99999999999999999999"), ("check", "1999"),
    ],
)  # fmt: skip
def test_misuse_ends_with_status_2(run: Run, arguments: tuple[str, ...]):
    assert run("cycle", *arguments)[0] == 2
