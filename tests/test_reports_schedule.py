"""Reports are scheduled for every element and State that owes one, once."""

from collections.abc import Sequence
from datetime import date

import pytest

from engine.decide import Refused
from engine.dossier import Actor
from engine.element import Element
from engine.parameters import UnknownParameter
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.queries import file, looking
from portal.register import published
from portal.reports import schedule_all
from tests.moves import OFFICER, made
from tests.parcels import at_once, faults
from workflows.law import law
from workflows.reports.schedule import (
    Scheduled,
    of_a_region,
    of_a_region_by_decision,
    on_elements,
)
from workflows.roles import SECRETARIAT


def element(file_no: str = "01570", listed: str = "USL", year: int = 2020) -> Element:
    """An element on a list since that year."""
    since = date(year, 12, 15)
    return Element(file_no, "Coaxing ritual for camels", listed, year, since, ("Mongolia",))


def numbers(register: Sequence[Element], year: int) -> list[str]:
    """The elements on which a report is due in that year."""
    return [one.answers["element"] for one in on_elements(law(), register, year)]


# --- what is due -------------------------------------------------------------------------------


def test_a_report_on_an_element_is_opened_with_what_the_register_knows():
    assert on_elements(law(), [element()], 2028) == [
        Scheduled(
            "USL-REPORT-2028-01570",
            "usl_report",
            "open",
            {
                "title": "Coaxing ritual for camels",
                "states": ["Mongolia"],
                "element": "01570",
                "inscribed_in": 2020,
                "due_in": 2028,
            },
        )
    ]


@pytest.mark.parametrize(
    ("year", "due"), [(2020, 0), (2023, 0), (2024, 1), (2025, 0), (2028, 1), (2032, 1)]
)
def test_an_element_is_reported_on_every_fourth_year_after_its_inscription(year: int, due: int):
    assert len(numbers([element()], year)) == due


def test_only_the_elements_of_the_urgent_safeguarding_list_are_reported_on_so():
    register = [element("00003", "RL"), element("00002"), element("00001", "GSP"), element()]
    assert numbers(register, 2024) == ["00002", "01570"]


def test_every_element_of_the_published_list_is_due_once_in_four_years():
    register = published()
    found = [number for year in range(2026, 2030) for number in numbers(register, year)]
    assert sorted(found) == sorted(one.file_no for one in register if one.list == "USL")


def test_a_year_that_the_timetable_does_not_know_has_no_schedule():
    with pytest.raises(UnknownParameter):
        on_elements(law(), [element()], 2100)


def test_the_states_of_a_region_report_in_the_order_of_their_names():
    found = of_a_region(law(), "arab_states", 2022)
    assert len(found) == 19
    assert found[0] == Scheduled(
        "PERIODIC-REPORT-2022-DZA",
        "periodic_report",
        "open",
        {"title": "Algeria, ICH-10 (2022)", "states": ["Algeria"], "due_in": 2022},
    )


def test_by_decision_they_report_on_the_day_that_it_fixed():
    found = of_a_region_by_decision(law(), "arab_states", date(2029, 12, 15), "decision 21.COM 9")
    assert found[0] == Scheduled(
        "PERIODIC-REPORT-2029-DZA",
        "periodic_report",
        "open_by_decision",
        {
            "title": "Algeria, ICH-10 (2029)",
            "states": ["Algeria"],
            "due_on": "2029-12-15",
            "authority": "decision 21.COM 9",
        },
    )


# --- opening them ------------------------------------------------------------------------------


def test_a_second_run_opens_nothing_whoever_makes_it(office: Office):
    wanted = of_a_region(law(), "arab_states", 2022)
    first = schedule_all(office, wanted, OFFICER)
    second = schedule_all(office, wanted, Actor("somebody else", SECRETARIAT))
    assert (len(first.opened), first.there, first.refused) == (19, (), ())
    assert (second.opened, len(second.there), second.refused) == ((), 19, ())
    assert faults(office.database) == []


def test_what_has_moved_on_stays_where_it_is(office: Office):
    wanted = on_elements(law(), [element()], 2028)
    schedule_all(office, wanted, OFFICER)
    made(office, Move(wanted[0].reference, "name_contact", OFFICER, {"contact": "a@example.org"}))
    schedule_all(office, wanted, OFFICER)
    with looking(office.database) as connection:
        found = file(connection, wanted[0].reference)
    assert found is not None
    assert [one.trigger for one in found.entries] == ["open", "name_contact"]
    assert found.entries[0].request == "schedule:USL-REPORT-2028-01570"


def test_one_that_is_refused_holds_up_no_other(office: Office):
    good, bad = element(), element("1571")
    done = schedule_all(office, on_elements(law(), [good, bad], 2028), OFFICER)
    assert [one.answers["element"] for one in done.opened] == ["01570"]
    assert done.refused == (
        "USL-REPORT-2028-1571: a file number has five digits, like 02153, not '1571' [OD 54]",
    )


def test_two_who_schedule_at_once_open_each_report_once(office: Office):
    wanted = on_elements(law(), [element(f"{n:05}") for n in range(1, 9)], 2028)
    names = [Actor(name, SECRETARIAT) for name in ("A. Lind", "R. Haddad")]
    both = at_once(lambda who: schedule_all(office, wanted, who), names)
    assert sum(len(done.opened) for done in both) == 8
    assert [done.refused for done in both] == [(), ()]
    assert faults(office.database) == []


def test_only_the_secretariat_schedules(office: Office):
    wanted = on_elements(law(), [element()], 2028)
    kenya = Actor("The delegation", "state_party", frozenset({"Mongolia"}))
    done = schedule_all(office, wanted, kenya)
    assert done.opened == ()
    assert done.refused == (
        "USL-REPORT-2028-01570: this step is for the Secretariat or the Head of the Secretariat; "
        "The delegation acts as the State Party [OD 160-164]",
    )


def test_a_region_is_refused_in_the_year_of_another(office: Office):
    wanted = of_a_region(law(), "arab_states", 2023)[0]
    move = Move(wanted.reference, "open", OFFICER, wanted.answers, opens=wanted.workflow)
    outcome = office.execute(move)
    assert isinstance(outcome, Refused)
    assert [one.sentence for one in outcome.findings] == [
        "in 2023 it is for Africa to report, not for Algeria"
    ]
