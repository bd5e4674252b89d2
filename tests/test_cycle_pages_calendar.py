"""The calendar of a cycle on its page: every date with its derivation, and as a file."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from portal.cycle_pages.timetable import dates, to_come
from tests.browsing import words_of
from tests.signed_in import Portal
from workflows.law import law


@pytest.fixture
def browser(office, tmp_path):
    return Portal(office, tmp_path).browser()


def test_every_date_says_when_why_and_under_which_paragraph(browser):
    seen = words_of(browser.get("/cycles/2028/calendar"))
    assert (
        "31 March 2027, 18:00 (Paris time) 2027-03-31 16:00 UTC Nominations and proposals are "
        "received 31 March 2027 for the cycle of 2028 at 18:00 (Europe/Paris) OD 54"
    ) in seen
    assert "This cycle follows the Operational Directives of 2024, without the amendments" in seen


def test_the_calendar_speaks_french(browser):
    seen = words_of(browser.get("/cycles/2028/calendar?lang=fr"))
    assert "31 mars 2027 à 18 h 00 (heure de Paris)" in seen
    assert "Réception des candidatures et des propositions" in seen
    assert "Ce cycle suit les Directives opérationnelles de 2024, sans les amendements" in seen
    assert "DO 54 ; avis pour les cycles 2019 et 2023" in seen


def test_what_is_over_is_marked_as_passed(browser, clock):
    def passed():
        return words_of(browser.get("/cycles/2028/calendar")).count("(passed)")

    before = passed()
    clock.at = datetime(2027, 3, 31, 16, 0, tzinfo=UTC)
    at_the_cut_off = passed()
    clock.later(seconds=1)
    assert (before, at_the_cut_off, passed()) == (1, 1, 2)


def test_the_file_for_other_calendars_has_every_date(browser):
    answer = browser.get("/cycles/2028/calendar.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="cycle-2028.ics"'
    events = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    assert len(events) == len(dates(law(), 2028))


def test_the_file_speaks_french_under_the_same_names(browser):
    def events(address):
        read = Calendar.from_ical(browser.get(address).content)
        return str(read["x-wr-calname"]), {str(one["uid"]): one for one in read.walk("VEVENT")}

    (name, english), (nom, french) = (
        events(f"/cycles/2028/calendar.ics{query}") for query in ("", "?lang=fr")
    )
    assert (name, nom) == ("2003 Convention, cycle of 2028", "Convention de 2003, cycle 2028")
    assert list(english) == list(french)
    one = french["submission-2028@ich-dossiers"]
    assert str(one["summary"]) == "Réception des candidatures et des propositions (cycle 2028)"
    assert str(one["description"]).splitlines() == [
        "31 mars 2027 pour le cycle 2028",
        "à 18 h 00 (heure de Paris)",
        "[DO 54 ; avis pour les cycles 2019 et 2023 ; vérifié]",
    ]
    told = [str(french[uid]["description"]) for uid in french]
    assert [one for one in told if "OD " in one or " the " in one] == []
    page = browser.get("/cycles/2028/calendar?lang=fr").text
    assert 'href="/cycles/2028/calendar.ics?lang=fr"' in page


@pytest.mark.parametrize("year", ["2009", "2101"])
def test_a_cycle_before_the_first_or_after_the_last_timetable_has_no_calendar(browser, year):
    answer = browser.get(f"/cycles/{year}/calendar")
    assert answer.status_code == 404
    assert f"The timetable of a cycle “{year}” is not known." in words_of(answer)


def test_the_dates_to_come_are_in_the_order_in_which_they_end():
    now = datetime(2027, 3, 1, 12, tzinfo=UTC)
    found = list(to_come(law(), range(2099, 2103), now))
    assert [one.ends for _, one in found] == sorted(one.ends for _, one in found)
    assert {year for year, _ in found} == {2099, 2100}
    first = next(to_come(law(), range(2027, 2029), now))
    assert (first[0], first[1].name) == (2028, "submission")
