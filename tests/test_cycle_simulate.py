"""`dossiers cycle simulate`: the same cycle under another policy or with other facts."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.tables import metadata
from portal.cycle import standing
from portal.places import selection
from portal.register import import_register
from portal.selected import as_data
from tests.conftest import Run
from tests.cycle_office import FIVE, HAVE, SHIPPED, imported, law_with, recorded, register
from workflows.law import law
from workflows.selection.cut import NO_DECISION
from workflows.selection.policies import proposal_of_file
from workflows.selection.policy import policy_for
from workflows.selection.selection import Selection
from workflows.selection.selection import select as selected

DRAFT = SHIPPED["draft-2028.toml"]
TWO_PLACES = DRAFT.replace("number = 60", "number = 2")
FILES = (
    *(line.replace("2025-03", "2027-02") for line in FIVE),
    "00006,Canoes,RL,new,Benin; Togo,2027-02-06,,,",
    "00007,Dhows,RL,new,Ghana; Kenya,2027-02-07,,,",
)
"""Of 2028: one file of each of four States, one outside, and two multinational ones."""


@pytest.fixture
def simulate(office: Office, run: Run, tmp_path: Path) -> Run:
    """Run the command over seven files of 2028, beside a draft with two places."""
    assert import_register(office, register())[2] == []
    before = ("00901,Harps,RL,new,Chad,,,yes,", "00007,Dhows,RL,new,Ghana; Kenya,,,no,")
    assert recorded(office, *before, cycle=2027).faults == []
    assert imported(office, *FILES, cycle=2028).faults == []
    (tmp_path / "two.toml").write_text(TWO_PLACES, "utf-8")
    return lambda *arguments: run("cycle", "simulate", "2028", *arguments)


def data(simulate: Run, *arguments: str) -> dict[str, Any]:
    """What the command tells as JSON."""
    status, said, why = simulate(*arguments, "--json")
    assert (status, why) == (0, "")
    told: dict[str, Any] = json.loads(said)
    return told


def moves(told: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Each file that stands elsewhere: what it does, and where it stood and stands."""
    return [
        (what, one["file_no"], *(" ".join(str(part) for part in one[side].values() if part)
                                 for side in ("base", "trial")))
        for what in ("enters", "leaves", "moves")
        for one in told[what]
    ]  # fmt: skip


def everything(database: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with looking(database) as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in metadata.sorted_tables
        }


# --- nothing, or one thing -----------------------------------------------------------------------


def test_what_is_compared_with_itself_changes_nothing(simulate: Run):
    told = data(simulate)
    assert told["cycle"] == 2028
    assert told["base"] == told["trial"]
    assert told["base"]["counts"] == {
        "considered": 7, "outside": 1, "selected": 6, "backlog": 0, "undecided": 0,
        "by_level": {"0": 3, "i": 0, "ii": 2, "iii": 1},
    }  # fmt: skip
    assert (moves(told), told["notes"]) == ([], [])
    assert {one["change"] for one in (*told["by_level"].values(), *told["by_group"].values())} == {
        0
    }
    assert told["backlog"] == {"base": 0, "trial": 0, "growth": 0}


def test_more_places_let_exactly_the_next_files_in(simulate: Run):
    told = data(simulate, "--against", "two.toml", "--set", "ceiling=4")
    assert moves(told) == [
        ("enters", "00002", "undecided 2 0", "selected 2 0"),
        ("enters", "00003", "undecided 3 0", "selected 3 0"),
        ("enters", "00007", "backlog 4 ii", "selected 4 ii"),
    ]
    assert told["backlog"] == {"base": 3, "trial": 2, "growth": -1}
    assert told["trial"]["ceiling"] == {
        "number": 4, "wording": "no_more_than", "cite": "trial", "mark": "interpretation",
        "decided_by_the_committee": 4,
    }  # fmt: skip
    assert [one["sentence"] for one in told["enters"][2]["why"]][3].startswith("Selected: ")


def test_fewer_places_keep_the_last_files_out_and_the_backlog_grows(simulate: Run):
    told = data(simulate, "--set", "ceiling=3")
    assert moves(told) == [
        ("leaves", "00007", "selected 4 ii", "backlog 4 ii"),
        ("leaves", "00006", "selected 5 ii", "backlog 5 ii"),
        ("leaves", "00004", "selected 6 iii", "backlog 6 iii"),
    ]
    assert told["backlog"] == {"base": 0, "trial": 3, "growth": 3}


def test_a_file_that_is_withdrawn_makes_room(simulate: Run):
    told = data(simulate, "--against", "two.toml", "--withdraw", "00001", "2")
    assert moves(told) == [
        ("enters", "00003", "undecided 3 0", "selected 1 0"),
        ("enters", "00007", "backlog 4 ii", "selected 2 ii"),
        ("leaves", "00001", "selected 1 0", "withdrawn"),
        ("moves", "00006", "backlog 5 ii", "backlog 3 ii"),
        ("moves", "00004", "backlog 6 iii", "backlog 4 iii"),
        ("moves", "00002", "undecided 2 0", "withdrawn"),
    ]
    again = data(simulate, "--against", "two.toml", "--withdraw", "1", "--withdraw", "00002")
    assert again == told


def test_several_changes_may_follow_one_option(simulate: Run):
    both = data(simulate, "--set", "ceiling=3", "outside=", "00004.mechanism=USL")
    assert both == data(
        simulate, "--set", "ceiling=3", "--set", "outside=", "--set", "00004.mechanism=USL"
    )
    assert moves(both) == [
        ("leaves", "00004", "selected 6 iii", "backlog 4 i"),
        ("leaves", "00007", "selected 4 ii", "backlog 5 ii"),
        ("leaves", "00006", "selected 5 ii", "backlog 6 ii"),
        ("leaves", "00005", "outside", "backlog 7 ii"),
    ]


# --- another register, other rules -------------------------------------------------------------


def test_another_register_may_be_tried(simulate: Run, tmp_path: Path):
    (tmp_path / "other.csv").write_bytes(register({**HAVE, "Kenya": 0, "Ghana": 4}))
    told = data(simulate, "--against", "two.toml", "--register", "other.csv")
    assert [(one["file_no"], one["trial"]["rank"]) for one in told["enters"]] == [
        ("00002", 1), ("00003", 2),
    ]  # fmt: skip
    assert [one["file_no"] for one in told["leaves"]] == ["00001"]
    assert told["base"]["ceiling"] == told["trial"]["ceiling"]


def test_a_set_of_rules_may_be_tried_by_its_name(simulate: Run):
    told = data(simulate, "--rules", "2024-2025")
    assert (told["base"]["rules"]["name"], told["trial"]["rules"]["name"]) == (
        "2028-2029", "2024-2025",
    )  # fmt: skip
    assert told["trial"]["rules"]["levels"]["ii"] == ["state_without_element", "inscribed"]
    assert moves(told) == [
        ("moves", "00006", "selected 5 ii", "selected 4 ii"),
        ("moves", "00007", "selected 4 ii", "selected 5 ii"),
    ]
    back = data(simulate, "--rules", "law", "--against", "2024-2025")
    assert (back["base"], back["trial"]) == (told["trial"], told["base"])


def test_a_tried_out_policy_becomes_law_by_moving_its_file(
    simulate: Run, office: Office, tmp_path: Path
):
    text = (
        DRAFT.replace("number = 60", "number = 3").replace('"GSP"]', '"GSP", "IA"]')
        .replace('keys = ["carried_over", ', "keys = [").replace('"draft; as ', '"21.COM 9; as ')
        .replace('"interpretation"', '"verified"')
    )  # fmt: skip
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    decided = law_with(**{"draft-2028.toml": text})
    policy = proposal_of_file(law(), "mine.toml", text).policy(2028)
    assert policy == policy_for(decided, 2028)
    told = data(simulate, "--rules", "mine.toml")
    office.book = type(office.book)(office.book.workflows, office.book.rules, decided)
    by_law = selection(office, 2028, NO_DECISION)
    assert by_law == selected(standing(office, 2028).cycle, policy, NO_DECISION)
    assert isinstance(by_law, Selection)
    whole = as_data(by_law)
    assert {name: whole[name] for name in ("ceiling", "counts")} == {
        name: told["trial"][name] for name in ("ceiling", "counts")
    }
    where = {one["file_no"]: (one["status"], one["rank"], one["why"]) for one in whole["inside"]}
    assert [where[one["file_no"]] for one in (*told["leaves"], *told["moves"])] == [
        (one["trial"]["status"], one["trial"]["rank"], one["why"])
        for one in (*told["leaves"], *told["moves"])
    ]
    assert [one["file_no"] for one in told["leaves"]] == ["00006", "00007", "00004"]


# --- what is told ------------------------------------------------------------------------------


def test_treated_files_are_told_by_level_and_by_electoral_group(simulate: Run):
    told = data(simulate, "--set", "ceiling=3")
    assert told["by_level"] == {
        "0": {"base": 3, "trial": 3, "change": 0}, "i": {"base": 0, "trial": 0, "change": 0},
        "ii": {"base": 2, "trial": 0, "change": -2}, "iii": {"base": 1, "trial": 0, "change": -1},
    }  # fmt: skip
    assert told["by_group"] == {
        "III": {"base": 1, "trial": 1, "change": 0},
        "V(a)": {"base": 3, "trial": 2, "change": -1},
        "multinational": {"base": 3, "trial": 1, "change": -2},
    }


def test_the_tables_say_who_stands_elsewhere(simulate: Run):
    status, said, why = simulate("--set", "ceiling=5", "--withdraw", "00001")
    assert (status, why) == (0, "")
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert lines[:2] == [
        "base: 60 places [draft; as 19.COM 15]; rules 2028-2029 [draft; as OD 34 and 19.COM 15]; "
        "7 considered, 1 outside, 6 selected, 0 backlog, 0 undecided",
        "trial: 5 places [trial]; rules 2028-2029 [draft; as OD 34 and 19.COM 15]; "
        "6 considered, 1 outside, 5 selected, 0 backlog, 0 undecided",
    ]
    assert "6 files stand elsewhere" in lines
    assert "moves 00006 Benin; Togo 5 (ii) selected 4 (ii) selected" in lines
    assert "leaves 00001 Ghana 1 (0) selected withdrawn" in lines
    assert lines[-1] == "The backlog grows by 0."


def test_nothing_is_written(simulate: Run, database: Engine, tmp_path: Path):
    (tmp_path / "other.csv").write_bytes(register({"Togo": 9}))
    before = everything(database)
    for arguments in (
        ("--set", "ceiling=3", "00001.order=2"), ("--rules", "2014-2023", "--withdraw", "00001"),
        ("--register", "other.csv", "--against", "two.toml"), ("--set", "ceiling=x"),
    ):  # fmt: skip
        simulate(*arguments)
    assert everything(database) == before


# --- what is refused ---------------------------------------------------------------------------


def test_all_faults_of_changes_and_withdrawals_are_told_at_once(simulate: Run):
    assert simulate("--set", "ceiling=x", "02153.order=1", "--withdraw", "00404") == (1, "", (
        "00404: there is no such file in this cycle\n"
        "ceiling=x: 'x' is not a whole number\n"
        "02153.order=1: there is no such file in this cycle\n"
    ))  # fmt: skip


def test_a_policy_that_cannot_be_used_is_refused_with_all_its_faults(simulate: Run, tmp_path: Path):
    bad = DRAFT.replace("number = 60", "number = -1").replace('"no_more_than"', '"about"')
    (tmp_path / "bad.toml").write_text(bad, "utf-8")
    for option in ("--rules", "--against"):
        assert simulate(option, "bad.toml") == (1, "", (
            "bad.toml: ceiling: value 1: number is -1, not a number of files\n"
            "bad.toml: ceiling: value 1: wording is 'about', none of around, no_more_than, "
            "at_least\n"
        ))  # fmt: skip
    status, _, why = simulate("--rules", "2030-2031")
    assert (status, why.partition(" is none of ")[0]) == (1, "2030-2031")


def test_a_register_with_faults_is_refused_with_all_of_them(simulate: Run, tmp_path: Path):
    (tmp_path / "bad.csv").write_bytes(register({"Atlantis": 2}))
    assert simulate("--register", "bad.csv") == (1, "", (
        "bad.csv: line 2: no State is named 'Atlantis'\n"
        "bad.csv: line 3: no State is named 'Atlantis'\n"
    ))  # fmt: skip


def test_a_cycle_for_which_nothing_is_decided_is_refused_unless_a_file_says_all(
    run: Run, tmp_path: Path
):
    (tmp_path / "mine.toml").write_text(DRAFT, "utf-8")
    simulate = ("cycle", "simulate", "2031")
    assert run(*simulate) == run(*simulate, "--rules", "mine.toml") == (
        1, "", "ceiling: no value is set for cycle 2031\n",
    )  # fmt: skip
    assert run(*simulate, "--against", "mine.toml")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("2028", "00001"), ("2028", "--register", "none.csv"), ("1999",), ("2201",), (),
        ("2028", "--set", "ceiling=1", "00001"),
    ],
)  # fmt: skip
def test_misuse_ends_with_status_2(run: Run, arguments: tuple[str, ...]):
    assert run("cycle", "simulate", *arguments)[0] == 2
