"""`dossiers check statistics` counts what a real office has checked."""

import json
from typing import Any

import pytest

from engine.runtime import papers, sheets
from portal.filing.draft import begin, save
from tests.conftest import Run
from tests.filing import (
    REFERENCE,
    all_conform,
    archive_in,
    attach_all,
    concluded,
    filed,
    under_check,
    written,
)  # fmt: skip
from tests.moves import GHANA, OFFICER, opened, taken


@pytest.fixture
def checked(office, tmp_path):
    """A file whose consent was not dated at the first check, whose name differed at the second,
    and that was complete at the third; and a draft that was never checked."""
    opened(office)
    opened(office, "RL-2028-0002", cycle=2029)
    of = written(office)
    attach_all(office, archive_in(tmp_path), of.edition)
    filed(office)
    under_check(office)
    for notes in ({"CONSENT": "it is not dated"}, {"NAME": "the captions say Kente"}, {}):
        all_conform(office, **notes)
        concluded(office)
        if notes:
            again = begin(office, REFERENCE, GHANA)
            replies = dict.fromkeys(notes, "see page 2")
            save(office, again, {}, again.draft.version, GHANA, replies)
            filed(office)
            taken(office, "check_again", OFFICER)
    return office


def read(run: Run, *arguments: str) -> Any:
    """What the command says as JSON."""
    status, said, faults = run("check", "statistics", "--json", *arguments)
    assert (status, faults) == (0, "")
    return json.loads(said)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "No check was concluded yet.\n"),
        (
            ("--cycle", "2028", "--form", "ICH-02"),
            "No check was concluded yet for the cycle of 2028 on form ICH-02.\n",
        ),
        (
            ("--cycle", "2028", "--form", "ICH-02", "--lang", "fr"),
            "Aucun contrôle n'a encore été conclu pour le cycle 2028 sur le formulaire ICH-02.\n",
        ),
    ],
)
def test_when_there_is_nothing_yet_it_says_so(run: Run, arguments: tuple[str, ...], expected: str):
    assert run("check", "statistics", *arguments) == (0, expected, "")
    found = read(run, *arguments)
    assert (found["files"], found["missing_per_file"], found["by_form"], found["by_group"]) == (
        0, None, {}, {},
    )  # fmt: skip


def test_a_form_that_does_not_exist_is_refused_with_those_that_do(run: Run):
    status, said, faults = run("check", "statistics", "--form", "ICH-2")
    assert (status, said) == (1, "")
    assert faults.startswith("there is no form ICH-2; the forms are ICH-02, ICH-01, ICH-01bis, ")


def test_the_first_check_is_counted_and_the_second_letter(checked, run: Run):
    found = read(run, "--cycle", "2028", "--form", "ICH-02")
    by_form, by_group = found.pop("by_form"), found.pop("by_group")
    assert (by_form, by_group) == ({"ICH-02": found}, {"V(a)": found})
    assert (found["files"], found["missing_per_file"], found["second_letters"]) == (1, 1.0, 1)
    items = {one["code"]: (one["files"], one["missing"], one["share"]) for one in found["items"]}
    assert len(items) == 17
    assert {code: one for code, one in items.items() if one != (1, 0, 0.0)} == {
        "CONSENT": (1, 1, 1.0),
        "BUDGET": (0, 0, None), "MULTINATIONAL": (0, 0, None), "ORDER": (0, 0, None),
    }  # fmt: skip


def test_other_cycles_and_other_forms_are_left_out(checked, run: Run):
    assert read(run, "--cycle", "2027")["files"] == 0
    assert read(run, "--form", "ICH-01")["files"] == 0
    assert read(run)["files"] == 1


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ["7 Evidence of consent 1 1 100%", "V(a) 1 1.0 1 CONSENT 100%"]),
        ("fr", ["7 Preuves du consentement 1 1 100 %", "V(a) 1 1,0 1 CONSENT 100 %"]),
    ],
)
def test_people_read_a_table(
    checked, run: Run, monkeypatch: pytest.MonkeyPatch, lang: str, expected: list[str]
):
    monkeypatch.setenv("COLUMNS", "200")
    status, said, _ = run("check", "statistics", "--lang", lang)
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert status == 0
    assert [one for one in expected if one not in lines] == []


def test_a_sheet_that_no_step_refers_to_is_not_counted(checked):
    with checked.database.begin() as connection:
        papers.keep(connection, "sheet", "RL-2028-0002", {"items": []}, checked.clock())
        found = list(sheets.concluded(connection))
        assert [(one.reference, one.cycle, "missing" in one.facts) for one in found] == [
            (REFERENCE, 2028, True), (REFERENCE, 2028, True), (REFERENCE, 2028, False),
        ]  # fmt: skip
        assert list(sheets.concluded(connection, 2027)) == []
