"""`dossiers calendar`: a table, JSON and an iCalendar file, without any database."""

import json
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from portal.calendar_file import calendar_file
from tests.conftest import Run
from workflows.law import law
from workflows.timetable import CALENDAR, calendar

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def asked(command: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command with these arguments."""
    monkeypatch.setenv("COLUMNS", "80")
    return partial(command, "calendar")


# --- as data -----------------------------------------------------------------------------------


def test_an_instant_is_told_whole(asked: Run):
    status, said, _ = asked("2014", "--json")
    assert (status, json.loads(said)[1]) == (
        0,
        {
            "key": "submission",
            "label": "Nominations and proposals are received",
            "local": "2013-04-02T17:00:00+02:00",
            "instant": "2013-04-02T15:00:00+00:00",
            "soft": None,
            "period": None,
            "zone": "Europe/Paris",
            "derivation": [
                "31 March 2013 for the cycle of 2014",
                "31 March 2013 is a Sunday; 1 April 2013 is a public holiday (Easter Monday); "
                "the first working day is 2 April 2013",
                "at 17:00 (Europe/Paris)",
            ],
            "cite": "OD 54; notice for the 2014 cycle",
            "mark": "verified",
            "grace_minutes": 0,
            "late": "head",
            "edition": "Operational Directives of 2012",
        },
    )


def test_a_period_is_told_without_inventing_a_day(asked: Run):
    told = {one["key"]: one for one in json.loads(asked("2026", "--json")[1])}
    session = told["session"]
    assert (session["local"], session["instant"], session["soft"], session["period"]) == (
        None, None, None, {"from": "2026-12-01", "to": "2026-12-31"},
    )  # fmt: skip
    assert session["derivation"] == [
        "21.COM (Xiamen)", "December 2026 for the cycle of 2026; the law fixes no day",
    ]  # fmt: skip


def test_registration_is_a_soft_due(asked: Run):
    registration = json.loads(asked("2028", "--json")[1])[2]
    assert (registration["key"], registration["soft"], registration["late"]) == (
        "registration", "2027-06-30T16:00:00+00:00", None,
    )  # fmt: skip
    assert registration["derivation"][-1] == (
        "where the check is late, the State still has its three months"
    )


def test_all_terms_are_told_in_the_order_of_time(asked: Run):
    assert [one["key"] for one in json.loads(asked("2021", "--json")[1])] == list(CALENDAR)


# --- as a table --------------------------------------------------------------------------------


def test_the_table_fits_into_80_columns_and_cuts_no_word(asked: Run):
    status, said, _ = asked("2028")
    assert status == 0
    assert max(len(line) for line in said.splitlines()) <= 80
    assert "…" not in said
    assert said.startswith(
        "The cycle of 2028, under the Operational Directives of 2024, without the"
    )
    row = next(line for line in said.splitlines() if line.startswith("  2027-03-31"))
    assert (
        row.split() == "2027-03-31 18:00 Nominations 31 March 2027 for the OD 54; notices".split()
    )


# --- what can go wrong -------------------------------------------------------------------------


@pytest.mark.parametrize("cycle", ["2009", "2101", "0", "99999999999999999999"])
def test_a_cycle_without_a_timetable_gets_one_sentence(asked: Run, cycle: str):
    assert asked(cycle) == (
        1, "", f"the timetable is known for the cycles 2010 to 2100, not for {cycle}\n",
    )  # fmt: skip


@pytest.mark.parametrize("arguments", [("next",), ("20.28",), ()])
def test_what_is_no_cycle_is_a_misuse(asked: Run, arguments: tuple[str, ...]):
    assert asked(*arguments)[0] == 2


def test_a_file_that_cannot_be_written_gets_a_sentence(asked: Run, tmp_path: Path):
    assert asked("2028", "--ics", str(tmp_path / "no" / "c.ics")) == (
        1, "", f"{tmp_path}/no/c.ics cannot be written: No such file or directory\n",
    )  # fmt: skip
    assert asked("2028", "--ics", str(tmp_path))[:2] == (1, "")


# --- as an iCalendar file ----------------------------------------------------------------------


def events(cycle: int) -> dict[str, Any]:
    """The events of a file, read back, by their UID."""
    read = Calendar.from_ical(calendar_file(calendar(law(), cycle), cycle, NOW))
    return {str(event["uid"]): event for event in read.walk("VEVENT")}


@pytest.mark.parametrize("cycle", [2010, 2021, 2026, 2028, 2100])
def test_the_file_has_one_event_for_each_entry(cycle: int):
    assert list(events(cycle)) == [
        f"{entry.due.key}-{cycle}@ich-dossiers" for entry in calendar(law(), cycle)
    ]


def test_a_deadline_is_an_instant_in_utc_with_its_reasons():
    event = events(2021)["reports_to_committee-2021@ich-dossiers"]
    assert event["dtstart"].to_ical() == b"20211115T170000Z"
    assert "dtend" not in event
    assert event["dtstamp"].dt == NOW
    assert str(event["summary"]) == (
        "Evaluation reports reach the Committee and are published (cycle 2021)"
    )
    assert str(event["description"]).splitlines() == [
        "the session opens on 13 December 2021",
        "28 days before it",
        "at 18:00 (Europe/Paris)",
        "[OD 54; 8.GA 10; interpretation]",
    ]


@pytest.mark.parametrize(
    ("uid", "first", "last"),
    [
        ("session-2021", date(2021, 12, 13), date(2021, 12, 18)),
        ("first_meeting-2021", date(2021, 6, 1), date(2021, 6, 30)),
        ("evaluation_opens-2021", date(2020, 12, 1), date(2020, 12, 31)),
        ("session-2026", date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_periods_and_sessions_span_whole_days_and_end_before_the_day_named(
    uid: str, first: date, last: date
):
    event = events(int(uid[-4:]))[f"{uid}@ich-dossiers"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (first, last + timedelta(days=1))


def test_the_command_writes_the_file_and_tells_both(asked: Run, tmp_path: Path):
    assert asked("2028", "--ics", "c.ics") == (0, "", "12 events written to c.ics\n")
    status, said, told = asked("2028", "--json", "--ics", "again.ics")
    assert (status, len(json.loads(said)), told) == (0, 12, "12 events written to again.ics\n")
    read = Calendar.from_ical((tmp_path / "c.ics").read_bytes())
    assert {str(event["uid"]) for event in read.walk("VEVENT")} == set(events(2028))
