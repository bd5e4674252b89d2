"""The dates of workflows/cases/calendar.toml, each of which the calendar must come to."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.calendar import Deadline, Period
from workflows.law import law
from workflows.timetable import CALENDAR, calendar

FILE = resources.files("workflows") / "cases" / "calendar.toml"
VECTORS = tomllib.loads(FILE.read_text("utf-8"))["vector"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: f"{one['key']} of {one['cycle']}")
def test_the_calendar_comes_to_the_dates_of_the_table(vector: Mapping[str, Any]):
    (due,) = (one.due for one in calendar(law(), vector["cycle"]) if one.due.key == vector["key"])
    if isinstance(due, Deadline):
        local = vector["local"].replace(tzinfo=ZoneInfo(vector["zone"]))
        assert (due.local, due.zone) == (local, vector["zone"])
    else:
        assert (due.first, due.last) == (vector["from"], vector["to"])


def test_every_term_of_the_calendar_has_a_date_in_the_table():
    assert {vector["key"] for vector in VECTORS} == set(CALENDAR)


def test_every_date_of_the_table_says_how_one_comes_to_it_and_where_it_can_be_read():
    assert [vector for vector in VECTORS if not (vector["why"] and vector["source"])] == []


@pytest.mark.parametrize("cycle", range(2010, 2101))
def test_the_calendar_of_every_known_cycle_is_whole_in_order_and_explained(cycle: int):
    entries = calendar(law(), cycle)
    assert sorted(entry.due.key for entry in entries) == sorted(CALENDAR)
    begins = [str(_first(entry.due)) for entry in entries]
    assert begins == sorted(begins)
    for entry in entries:
        due = entry.due
        assert entry.label
        assert due.derivation
        assert all(due.derivation)
        assert str(due.citation)
        assert due.mark in {"verified", "remembered", "interpretation"}
        assert (entry.days is None) == _is_an_instant(due)
        assert _first(due).year in {cycle - 2, cycle - 1, cycle}


def _first(due: Deadline | Period) -> Any:
    return due.local.date() if isinstance(due, Deadline) else due.first


def _is_an_instant(due: Deadline | Period) -> bool:
    return isinstance(due, Deadline) and due.key != "session"
