"""Reports of States: scheduled for their year, recorded, and put to the session they belong to."""

from typing import Any

import pytest

from engine.rules import Question
from tests.test_rules import Case, answered, answering, paris, question
from workflows.rules.reports import (
    due_every_few_years,
    due_in_the_year_of_its_region,
    examined_at_an_open_session,
    is_a_day_the_law_knows,
    joins_its_cycle_of_reports,
    moves_to_a_day_to_come,
    of_one_state,
    reaches_the_committee_in_time,
    received_by_now,
)


def element(inscribed_in: object, due_in: object) -> Question:
    """The schedule of a report on an element."""
    answers = {"inscribed_in": inscribed_in, "due_in": due_in}
    return question(workflow="usl_report", answers=answers)


def periodic(due_in: object, *states: str) -> Question:
    """The schedule of a periodic report."""
    return question(workflow="periodic_report", answers={"due_in": due_in, "states": list(states)})


def moved_to(day: str | None) -> Question:
    """Another timetable, recorded at noon of 1 March 2027."""
    return question(workflow="usl_report", answers={"due_on": day})


def recorded(received_at: object) -> Question:
    """A receipt, recorded at noon (UTC) of 1 March 2027."""
    return question(answers={"received_at": received_at})


IN_TIME, LATE = "2024-12-15T22:59:59+00:00", "2024-12-15T23:00:00+00:00"


def put_to(session_of: object, received_at: str | None, **facts: Any) -> Question:
    """A report due on 15 December 2024, received then, put to the session of that year."""
    known = {"inscribed_in": 2020, "due_in": 2024, **facts}
    if received_at:
        known["received_at"] = received_at
    return question(workflow="usl_report", answers={"session_of": session_of}, **known)


def at(*now: int, session_of: int = 2025, **facts: Any) -> Question:
    """A report for the session of 2025, which opened on 8 December, at an instant in Paris."""
    known = {"due_in": 2024, "received_at": IN_TIME, "session_of": session_of, **facts}
    return question(paris(*now), workflow="usl_report", **known)


UNFIXED = "no decision has fixed the days of the session of 2028 yet"

CASES = [
    Case(
        "the first report on an element is due in the fourth year after its inscription",
        due_every_few_years, element(2024, 2028), None,
    ),
    Case(
        "every fourth year after that another one is", due_every_few_years, element(2012, 2028),
        None,
    ),
    Case(
        "in the other years none is", due_every_few_years, element(2023, 2028),
        "for an element inscribed in 2023 reports are due in 2027, 2031, 2035 and so on",
    ),
    Case(
        "nor in the year of the inscription", due_every_few_years, element(2028, 2028),
        "for an element inscribed in 2028 reports are due in 2032, 2036, 2040 and so on",
    ),
    Case(
        "nor before it", due_every_few_years, element(2032, 2028),
        "for an element inscribed in 2032 reports are due in 2036, 2040, 2044 and so on",
    ),
    Case(
        "the timetable ends with the session of 2100", due_every_few_years, element(2096, 2100),
        "the timetable knows no reports due in 2100",
    ),
    Case("what was not given is asked for elsewhere", due_every_few_years, element(None, 2028),
         None),
    Case("a year that is none, too", due_every_few_years, element(2024, None), None),
    Case("a periodic report is that of one State", of_one_state, periodic(2023, "Kenya"), None),
    Case(
        "and not of two", of_one_state, periodic(2023, "Kenya", "Uganda"),
        "a periodic report is that of one State, not of 2",
    ),
    Case(
        "nobody reports where no State is named", of_one_state, question(answers={}), None,
    ),
    Case(
        "Africa reports in 2023", due_in_the_year_of_its_region, periodic(2023, "Kenya"), None,
    ),
    Case(
        "Tajikistan is in electoral group II and reports with Asia and the Pacific",
        due_in_the_year_of_its_region, periodic(2024, "Tajikistan"), None,
    ),
    Case(
        "in another year it is not for Africa to report",
        due_in_the_year_of_its_region, periodic(2024, "Kenya"),
        "in 2024 it is for Asia and the Pacific to report, not for Kenya",
    ),
    Case(
        "a State that nobody knows is in no region",
        due_in_the_year_of_its_region, periodic(2023, "Atlantis"),
        "in 2023 it is for Africa to report, not for Atlantis",
    ),
    Case(
        "the calendar of the second cycle is not known yet",
        due_in_the_year_of_its_region, periodic(2025, "Kenya"),
        "the calendar of the regions has no region for 2025; a report can be scheduled on a day "
        "that a decision fixed",
    ),
    Case(
        "a year that was not given is asked for elsewhere",
        due_in_the_year_of_its_region, periodic(None, "Kenya"), None,
    ),
    Case(
        "so are the States", due_in_the_year_of_its_region, question(answers={"due_in": 2023}),
        None,
    ),
    Case("a day of 2099 is known", is_a_day_the_law_knows, moved_to("2099-12-31"), None),
    Case(
        "one of 2100 is not", is_a_day_the_law_knows, moved_to("2100-01-01"),
        "the timetable knows no reports due in 2100",
    ),
    Case("a day that was not given is asked for", is_a_day_the_law_knows, moved_to(None), None),
    Case("a report moves to today", moves_to_a_day_to_come, moved_to("2027-03-01"), None),
    Case(
        "but not to yesterday", moves_to_a_day_to_come, moved_to("2027-02-28"),
        "28 February 2027 has passed already",
    ),
    Case("without a day it moves nowhere", moves_to_a_day_to_come, moved_to(None), None),
    Case(
        "a receipt of this instant is recorded", received_by_now,
        recorded("2027-03-01T12:00:00+00:00"), None,
    ),
    Case(
        "one of the next second is not", received_by_now, recorded("2027-03-01T12:00:01+00:00"),
        "the receipt would be of 1 March 2027, 13:00 (Paris time), which has not come yet",
    ),
    Case("an instant that was not given is asked for", received_by_now, recorded(None), None),
    Case(
        "what came in the last second of 15 December joins the session of the next year",
        joins_its_cycle_of_reports, put_to(2025, IN_TIME), None,
    ),
    Case(
        "what came a second later joins the one after", joins_its_cycle_of_reports,
        put_to(2025, LATE),
        "the report was received for the session of 2026, and cannot be put to an earlier one",
    ),
    Case("as it may", joins_its_cycle_of_reports, put_to(2026, LATE), None),
    Case(
        "what came years before is not examined before its cycle", joins_its_cycle_of_reports,
        put_to(2024, "2022-05-01T00:00:00+00:00"),
        "the report was received for the session of 2025, and cannot be put to an earlier one",
    ),
    Case(
        "a session that no timetable knows is none", joins_its_cycle_of_reports,
        put_to(2101, IN_TIME), "the timetable is known for the cycles 2010 to 2100, not for 2101",
    ),
    Case(
        "a report on another timetable follows that one", joins_its_cycle_of_reports,
        put_to(2025, LATE, due_on="2025-02-01"), None,
    ),
    Case(
        "one received before the timetable is bound to no session", joins_its_cycle_of_reports,
        put_to(2010, "1990-01-01T00:00:00+00:00", due_on="1990-01-01"), None,
    ),
    Case(
        "not by its day alone, either", joins_its_cycle_of_reports,
        put_to(2010, "1990-01-01T00:00:00+00:00"), None,
    ),
    Case("where no session is named it is found", joins_its_cycle_of_reports,
         put_to(None, LATE), None),
    Case(
        "reports are submitted until 18:00 in Paris on the 28th day before the session",
        reaches_the_committee_in_time, at(2025, 11, 10, 18), None,
    ),
    Case(
        "and not a second after it", reaches_the_committee_in_time, at(2025, 11, 10, 18, 0, 1),
        "due by 10 November 2025, 18:00 (Paris time) (the session opens on 8 December 2025; "
        "28 days before it; at 18:00 (Europe/Paris)); it is 10 November 2025, 18:00 (Paris time)",
    ),
    Case(
        "for a session without days there is no such day", reaches_the_committee_in_time,
        at(2027, 11, 1, session_of=2028), UNFIXED,
    ),
    Case(
        "the Committee examines a report on the day on which its session opens",
        examined_at_an_open_session, at(2025, 12, 8), None,
    ),
    Case(
        "and not on the eve", examined_at_an_open_session, at(2025, 12, 7, 23, 59, 59),
        "the session opens on 8 December 2025",
    ),
    Case(
        "a session without days is not open", examined_at_an_open_session,
        at(2028, 12, 1, session_of=2028), UNFIXED,
    ),
]  # fmt: skip


@answering(CASES)
def test_a_rule_of_reports(case: Case):
    assert answered(case) == case.sentence


def test_a_report_that_was_received_before_all_known_sessions_is_put_to_one_by_a_person():
    lost = question(workflow="usl_report", received_at="1990-01-01T00:00:00+00:00")
    assert reaches_the_committee_in_time.ask(lost) == (
        "it was received for no session that the timetable knows; put it to one",
        "le rapport n'a été reçu pour aucune session que le calendrier connaisse ; veuillez le "
        "soumettre à l'une d'elles",
    )


@pytest.mark.parametrize("day", ["2008-12-31", "0001-01-01", "9999-12-31"])
def test_a_day_outside_the_timetable_is_refused_in_a_sentence(day: str):
    year = int(day[:4])
    assert is_a_day_the_law_knows.ask(moved_to(day)) == (
        f"the timetable knows no reports due in {year}",
        f"le calendrier ne prévoit aucun rapport pour {year}",
    )
