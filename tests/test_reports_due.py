"""When the reports of States are due, why, and which session examines them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar import Deadline
from engine.content import stamp
from engine.dossier import Dossier, Facts
from engine.parameters import UnknownParameter
from engine.words import Words
from tests.derived import english, french
from workflows.about import about
from workflows.law import law
from workflows.reports.due import examined_in, next_report, report
from workflows.reports.regions import region_of, regions, states_of
from workflows.timetable import deadlines, report_due, session


def usl_report(**facts: Any) -> Dossier:
    """The report that is due in 2028 on an element inscribed in 2020."""
    known: Facts = {
        "element": "01570", "states": ["Mongolia"], "inscribed_in": 2020, "due_in": 2028,
    }  # fmt: skip
    return Dossier("USL-REPORT-2028-01570", "usl_report", facts={**known, **facts})


def periodic_report(**facts: Any) -> Dossier:
    """The periodic report of Kenya."""
    known = {"states": ["Kenya"], **facts}
    return Dossier("PERIODIC-REPORT-2023-KEN", "periodic_report", facts=known)


# --- the day -----------------------------------------------------------------------------------


def test_a_report_on_an_element_is_due_on_15_december_of_its_year_to_the_last_second():
    due = report(law(), usl_report())
    assert due.instant == datetime(2028, 12, 15, 22, 59, 59, tzinfo=UTC)
    assert (due.key, due.zone, due.mark) == ("usl_report", "Europe/Paris", "interpretation")
    assert due.cited("en") == "OD 160-164; instructions of form ICH-11"
    assert due.cited("fr") == "DO 160-164 ; instructions du formulaire ICH-11"
    assert english(due) == (
        "inscribed in 2020, and a report every 4 years: in 2028",
        "15 December 2028 for the cycle of 2029",
        "at 23:59 (Europe/Paris)",
    )
    assert french(due) == (
        "inscription en 2020, puis un rapport tous les 4 ans : en 2028",
        "15 décembre 2028 pour le cycle 2029",
        "à 23 h 59 (heure de Paris)",
    )


def test_a_periodic_report_is_due_in_the_year_of_its_region():
    due = report(law(), periodic_report(due_in=2023))
    assert str(due) == "15 December 2023, 23:59 (Paris time)"
    assert (due.key, due.mark) == ("periodic_report", "interpretation")
    assert (due.cited("en"), due.cited("fr")) == (
        "OD 152; LHE/26/11.GA/6",
        "DO 152 ; LHE/26/11.GA/6",
    )
    assert english(due)[0] == "the periodic reports of Africa are due in 2023"
    assert french(due)[0] == ("les rapports périodiques de la région Afrique sont attendus en 2023")


@pytest.mark.parametrize(
    ("year", "region", "states"),
    [
        (2020, "latin_america", 33),
        (2021, "europe", 47),
        (2022, "arab_states", 19),
        (2023, "africa", 44),
        (2024, "asia_pacific", 42),
    ],
)
def test_the_regions_report_in_turn(year: int, region: str, states: int):
    assert law().for_cycle("periodic_report", year + 1)["region"] == region
    found = states_of(law(), region, year + 1)
    assert len(found) == states
    assert [one.name for one in found] == sorted(one.name for one in found)


@pytest.mark.parametrize("year", [2019, 2025, 2026])
def test_before_and_after_the_first_calendar_no_region_has_its_year(year: int):
    with pytest.raises(UnknownParameter):
        report(law(), periodic_report(due_in=year))


def test_a_region_is_no_electoral_group():
    assert region_of(law(), "Uzbekistan", 2025) == "asia_pacific"
    assert region_of(law(), "Poland", 2025) == "europe"
    assert region_of(law(), "Djibouti", 2025) == "africa"
    assert region_of(law(), "Atlantis", 2025) is None
    assert regions(law(), 2025) == {
        "latin_america": Words("Latin America and the Caribbean", "Amérique latine et Caraïbes"),
        "europe": Words("Europe", "Europe"),
        "arab_states": Words("Arab States", "États arabes"),
        "africa": Words("Africa", "Afrique"),
        "asia_pacific": Words("Asia and the Pacific", "Asie et Pacifique"),
    }


@pytest.mark.parametrize("dossier", [usl_report, periodic_report])
def test_another_timetable_goes_before_that_of_the_law(dossier: Any):
    due = report(law(), dossier(due_on="2029-06-30", authority="decision 21.COM 9"))
    assert str(due) == "30 June 2029, 23:59 (Paris time)"
    assert english(due) == (
        "30 June 2029, by another timetable (decision 21.COM 9)",
        "at 23:59 (Europe/Paris)",
    )
    assert french(due)[0] == "30 juin 2029, par un autre calendrier (decision 21.COM 9)"
    assert due.cited("en") == "instructions of forms ICH-10 and ICH-11"


@pytest.mark.parametrize("year", [-1, 0, 2008, 2100, 10**12])
def test_a_year_that_the_timetable_does_not_know_has_no_day(year: int):
    with pytest.raises(UnknownParameter):
        report(law(), usl_report(due_in=year))


def test_a_report_that_says_no_year_has_no_day():
    with pytest.raises(UnknownParameter, match="does not say when it is due"):
        report(law(), periodic_report())


def test_the_report_on_a_project_is_due_on_the_day_fixed_when_it_was_called_for():
    project = Dossier("A-1", "assistance_bureau", facts={"report_due_on": "2026-04-01"})
    due = report_due(law(), project)
    assert str(due) == "1 April 2026, 23:59 (Paris time)"
    assert (due.key, due.cited("en"), due.cited("fr")) == ("report_due", "OD 52-53", "DO 52-53")
    assert english(due)[0] == (
        "1 April 2026, as the Secretariat fixed it when it called for the report"
    )
    assert (
        french(due)[0] == "1er avril 2026, date que le Secrétariat a fixée en demandant le rapport"
    )
    assert deadlines(law(), project) == {"report_due": due}


def test_before_a_report_on_a_project_is_called_for_nothing_is_due():
    project = Dossier("A-1", "assistance_bureau")
    assert deadlines(law(), project) == {}
    with pytest.raises(UnknownParameter, match=r"no report on A-1 has been called for"):
        report_due(law(), project)


# --- all deadlines of a report -----------------------------------------------------------------


def test_before_it_is_received_a_report_has_its_own_deadline_alone():
    assert list(deadlines(law(), usl_report())) == ["usl_report"]
    assert list(deadlines(law(), periodic_report(due_in=2023))) == ["periodic_report"]


def test_once_received_it_has_the_day_on_which_it_must_reach_the_committee_and_no_term_of_files():
    received = usl_report(due_in=2024, received_at="2024-12-01T09:00:00+00:00")
    found = deadlines(law(), received)
    assert list(found) == ["usl_report", "reports"]
    assert str(found["reports"]) == "10 November 2025, 18:00 (Paris time)"
    assert session(law(), received)["name"] == "20.COM"


def test_some_deadlines_are_enough_where_some_are_asked_for():
    received = usl_report(due_in=2024, received_at="2024-12-01T09:00:00+00:00")
    assert list(deadlines(law(), received, ["reports", "periodic_report"])) == ["reports"]


# --- the session -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "year"),
    [
        ("2022-06-01T00:00:00+00:00", 2025),
        ("2024-12-15T22:59:59+00:00", 2025),
        ("2024-12-15T23:00:00+00:00", 2026),
        ("2025-12-15T22:59:59+00:00", 2026),
        ("2025-12-15T23:00:00+00:00", 2027),
        ("2025-12-31T23:30:00+00:00", 2027),
    ],
)
def test_a_report_that_is_late_joins_the_next_cycle_of_reports(received: str, year: int):
    late = usl_report(due_in=2024, received_at=received)
    assert examined_in(law(), late) == year
    assert about(law(), late)["examined_in"] == year


@pytest.mark.parametrize(
    ("received", "late"),
    [("2024-12-15T22:59:59+00:00", False), ("2024-12-15T23:00:00+00:00", True)],
)
def test_a_letter_may_say_whether_a_report_came_late(received: str, late: bool):
    told = about(law(), usl_report(due_in=2024, received_at=received))
    assert told["late"] is late
    assert told["due"] == report(law(), usl_report(due_in=2024))


def test_of_a_report_without_a_day_nothing_of_the_kind_is_told():
    told = about(law(), periodic_report(due_in=2030))
    assert set(told) == {"mechanism", "submitted_by", "deadlines", "session"}


def test_a_session_that_the_secretariat_named_goes_before():
    named = usl_report(due_in=2024, received_at="2024-12-01T09:00:00+00:00", session_of=2027)
    assert examined_in(law(), named) == 2027


def test_on_another_timetable_it_joins_the_cycle_in_which_it_came():
    moved = usl_report(due_on="2027-06-30", received_at="2027-06-01T00:00:00+00:00")
    assert examined_in(law(), moved) == 2028
    by_decision = periodic_report(due_on="2027-06-30", received_at="2027-06-01T00:00:00+00:00")
    assert examined_in(law(), by_decision) == 2028


def test_a_report_that_has_not_come_is_for_no_session_yet():
    assert about(law(), usl_report())["examined_in"] is None
    assert about(law(), usl_report())["session"] is None
    with pytest.raises(UnknownParameter, match="has not been received"):
        examined_in(law(), usl_report())


@given(st.datetimes(datetime(2009, 1, 1), datetime(2098, 1, 1)), st.integers(2012, 2098))  # noqa: DTZ001 - made aware below
def test_a_report_is_examined_after_it_came_and_never_before_its_cycle(at: datetime, year: int):
    received = usl_report(due_in=year, received_at=stamp(at.replace(tzinfo=UTC)))
    found = examined_in(law(), received)
    assert found >= max(at.year + 1, year + 1)
    assert found <= max(at.year + 2, year + 1)


# --- the next one ------------------------------------------------------------------------------


def test_the_report_after_this_one_is_due_four_years_later():
    following = next_report(law(), usl_report(due_on="2029-06-30", authority="x"))
    assert isinstance(following, Deadline)
    assert str(following) == "15 December 2032, 23:59 (Paris time)"
    assert english(following)[0] == "inscribed in 2020, and a report every 4 years: in 2032"


def test_the_next_periodic_report_waits_for_the_calendar_of_the_regions():
    assert next_report(law(), periodic_report(due_in=2023)) is None
    assert about(law(), periodic_report(due_in=2023))["next_report"] is None


def test_after_the_end_of_the_timetable_no_next_report_is_known():
    assert next_report(law(), usl_report(due_in=2096)) is None
