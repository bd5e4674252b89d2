"""The published summary of 2024 on the command line: 31 + 9 + 12 + 9 inside, 6 outside."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.cycle_2024 import cycle_2024, history_2023

REASON = "Equity among States of equal priority."


@pytest.fixture
def year(run: Run, tmp_path: Path) -> Run:
    """An office with UNESCO's register, the cycle before, and the files of 2024."""
    register = resources.files("workflows") / "data" / "register-2021.csv"
    for name, text in (("2023.csv", history_2023()), ("2024.csv", cycle_2024())):
        (tmp_path / name).write_text(text, "utf-8")
    assert run("register", "import", str(register))[0] == 0
    assert run("cycle", "import", "2023", "2023.csv", "--history")[:2] == (
        0, "62 files imported, 0 were there already.\n",
    )  # fmt: skip
    assert run("cycle", "import", "2024", "2024.csv") == (
        0, "67 files imported, 0 were there already.\n", "",
    )  # fmt: skip
    return run


def selected(run: Run, *options: str) -> Any:
    """What `dossiers cycle select 2024` answers."""
    status, said, _ = run("cycle", "select", "2024", "--json", *options)
    assert status == 0
    return json.loads(said)


def states(run: Run) -> dict[str, int]:
    """How many dossiers of the cycle stand in each state."""
    found = [one["state"] for one in json.loads(run("list", "--cycle", "2024", "--json")[1])]
    return {state: found.count(state) for state in sorted(set(found))}


def test_the_summary_of_2024_is_reproduced_by_a_reasoned_decision_about_the_tie(year: Run):
    open_tie = selected(year)
    assert open_tie["counts"] == {
        "considered": 67, "outside": 6, "selected": 52, "backlog": 0, "undecided": 9,
        "by_level": {"0": 31, "i": 9, "ii": 12, "iii": 0},
    }  # fmt: skip
    assert states(year) == {"included": 58, "registered": 9}
    made = selected(year, "--ties", "include", "--reason", REASON)
    assert made["counts"] == {
        "considered": 67, "outside": 6, "selected": 61, "backlog": 0, "undecided": 0,
        "by_level": {"0": 31, "i": 9, "ii": 12, "iii": 9},
    }  # fmt: skip
    assert {name: made["ceiling"][name] for name in ("number", "wording", "cite", "mark")} == {
        "number": 60, "wording": "no_more_than", "cite": "17.COM 15", "mark": "verified",
    }  # fmt: skip
    assert states(year) == {"included": 67}
    assert year("audit", "verify")[0] == 0


def test_the_reason_stays_with_the_nine_whose_place_it_gave(year: Run):
    selected(year)
    made = selected(year, "--ties", "include", "--reason", REASON)
    (last,) = [one for one in made["inside"] if one["rank"] == 61]
    told = json.loads(year("show", last["file_no"], "--json")[1])
    assert (told["timeline"][-1]["trigger"], told["timeline"][-1]["reason"]) == ("include", REASON)
    assert (told["facts"]["level"], told["facts"]["rank"]) == ("iii", 61)
    (first,) = [one for one in made["inside"] if one["rank"] == 1]
    assert json.loads(year("show", first["file_no"], "--json")[1])["timeline"][-1]["reason"] == ""
