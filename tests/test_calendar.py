"""Deadlines in words, hours across the change of clocks, and the algebra of months and days."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar import Deadline, at_local, first_open_day, months_after
from engine.citation import Citation
from engine.dates import said, said_day
from engine.words import Words
from workflows.law import law
from workflows.working_days import closed

PARIS = "Europe/Paris"
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
months = st.integers(0, 60)


def test_a_deadline_is_said_on_the_clocks_of_its_zone():
    deadline = Deadline(
        "submission",
        datetime(2027, 3, 31, 16, tzinfo=UTC),
        PARIS,
        (Words("31 March 2027", "31 mars 2027"), Words("at 18:00", "à 18 h 00")),
        Citation("OD", "54"),
        "verified",
    )
    assert deadline.local == datetime(2027, 3, 31, 18, tzinfo=ZoneInfo(PARIS))
    assert str(deadline) == deadline.spoken("en") == "31 March 2027, 18:00 (Paris time)"
    assert deadline.spoken("fr") == "31 mars 2027 à 18 h 00 (heure de Paris)"
    assert deadline.derived("en") == "31 March 2027; at 18:00"
    assert deadline.derived("fr") == "31 mars 2027 ; à 18 h 00"
    assert (deadline.cited("en"), deadline.cited("fr")) == ("OD 54", "DO 54")


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "1 April 2019, 17:00 (UTC)"),
        ("Europe/Paris", "1 April 2019, 19:00 (Paris time)"),
        ("America/New_York", "1 April 2019, 13:00 (New York time)"),
        ("America/Argentina/Buenos_Aires", "1 April 2019, 14:00 (Buenos Aires time)"),
        ("Asia/Kolkata", "1 April 2019, 22:30 (Kolkata time)"),
    ],
)
def test_an_instant_is_said_with_the_place_whose_clocks_it_is_on(zone: str, words: str):
    assert said(datetime(2019, 4, 1, 17, tzinfo=UTC).astimezone(ZoneInfo(zone))) == words


def test_an_instant_can_be_said_to_the_second():
    instant = datetime(2027, 3, 31, 16, 0, 1, tzinfo=UTC).astimezone(ZoneInfo(PARIS))
    assert said(instant, exactly=True) == "31 March 2027, 18:00:01 (Paris time)"
    assert said(instant, "fr", exactly=True) == ("31 mars 2027 à 18 h 00 min 01 s (heure de Paris)")


def test_a_day_is_said_without_a_leading_zero():
    assert said_day(date(2027, 3, 1)) == "1 March 2027"


# --- the change of clocks ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "hour", "instant"),
    [
        # Summer time begins on 28 March 2027 at 02:00, and ends on 31 October at 03:00.
        (date(2027, 3, 27), time(18), "2027-03-27T17:00:00+00:00"),
        (date(2027, 3, 28), time(1, 59, 59), "2027-03-28T00:59:59+00:00"),
        (date(2027, 3, 28), time(3), "2027-03-28T01:00:00+00:00"),
        (date(2027, 3, 28), time(18), "2027-03-28T16:00:00+00:00"),
        (date(2027, 10, 30), time(23, 59, 59), "2027-10-30T21:59:59+00:00"),
        (date(2027, 10, 31), time(23, 59, 59), "2027-10-31T22:59:59+00:00"),
        # Easter Monday of 2024 followed the change on Sunday 31 March.
        (date(2024, 3, 31), time(18), "2024-03-31T16:00:00+00:00"),
    ],
)
def test_the_hour_in_paris_is_kept_across_the_change_of_clocks(day: date, hour: time, instant: str):
    assert at_local(day, hour, PARIS).isoformat() == instant


def test_an_hour_that_comes_twice_means_the_first_and_one_that_never_comes_still_has_an_instant():
    twice = at_local(date(2027, 10, 31), time(2, 30), PARIS)
    never = at_local(date(2027, 3, 28), time(2, 30), PARIS)
    assert twice == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert never == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@given(days, st.times(), st.sampled_from([PARIS, "UTC", "Asia/Tokyo", "America/Bogota"]))
def test_an_instant_is_utc_and_its_day_is_right_where_no_hour_is_missing(
    day: date, hour: time, zone: str
):
    instant = at_local(day, hour, zone)
    local = instant.astimezone(ZoneInfo(zone))
    assert instant.tzinfo is UTC
    assert abs(datetime.combine(day, hour) - local.replace(tzinfo=None)) in (
        timedelta(0),
        timedelta(hours=1),
    )


# --- months ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2027, 6, 29), date(2027, 9, 29)),
        (date(2027, 6, 30), date(2027, 9, 30)),
        (date(2027, 7, 1), date(2027, 10, 1)),
        (date(2026, 11, 28), date(2027, 2, 28)),
        (date(2026, 11, 29), date(2027, 2, 28)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 28), date(2028, 2, 28)),
        (date(2027, 11, 29), date(2028, 2, 29)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2027, 12, 31), date(2028, 3, 31)),
        (date(2027, 9, 30), date(2027, 12, 30)),
    ],
)
def test_three_months_later_keeps_the_day_or_takes_the_last_of_a_shorter_month(
    day: date, later: date
):
    assert months_after(day, 3) == later


@given(days, months)
def test_the_month_is_always_right_and_the_day_is_never_later(day: date, count: int):
    later = months_after(day, count)
    assert later.year * 12 + later.month == day.year * 12 + day.month + count
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])


@given(days, days, months)
def test_a_later_letter_never_makes_an_earlier_deadline(one: date, other: date, count: int):
    first, second = sorted((one, other))
    assert months_after(first, count) <= months_after(second, count)


@given(days.filter(lambda day: day.day <= 28), months, months)
def test_up_to_the_28th_months_add_up_and_can_be_taken_back(day: date, a: int, b: int):
    assert months_after(months_after(day, a), b) == months_after(day, a + b)
    assert months_after(months_after(day, a), -a) == day


@given(days)
def test_no_month_later_is_the_same_day(day: date):
    assert months_after(day, 0) == day


# --- open days ---------------------------------------------------------------------------------


def test_a_day_that_is_open_is_taken_as_it_is():
    assert first_open_day(date(2027, 3, 31), lambda day: None) == (date(2027, 3, 31), ())


def test_every_day_skipped_is_told_with_its_reason():
    reasons = {
        date(2027, 3, 31): Words("a Sunday", "un dimanche"),
        date(2027, 4, 1): Words("a feast", "une fête"),
    }
    assert first_open_day(date(2027, 3, 31), reasons.get) == (
        date(2027, 4, 2),
        (
            Words("31 March 2027 is a Sunday", "le 31 mars 2027 est un dimanche"),
            Words("1 April 2027 is a feast", "le 1er avril 2027 est une fête"),
        ),
    )


@given(days, st.sets(st.integers(0, 30)))
def test_the_first_open_day_is_open_and_none_before_it_was(day: date, shut: set[int]):
    off = {day + timedelta(offset) for offset in shut}
    found, reasons = first_open_day(day, lambda one: Words("shut", "clos") if one in off else None)
    passed = [day + timedelta(offset) for offset in range((found - day).days)]
    assert found not in off
    assert [one.en for one in reasons] == [f"{said_day(one)} is shut" for one in passed]
    assert [one.fr for one in reasons] == [f"le {said_day(one, 'fr')} est clos" for one in passed]
    assert set(passed) <= off


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2027, 3, 26), None),
        (date(2027, 3, 27), ("a Saturday", "un samedi")),
        (date(2027, 3, 28), ("a Sunday", "un dimanche")),
        (
            date(2027, 3, 29),
            ("a public holiday (Easter Monday)", "un jour férié (Lundi de Pâques)"),
        ),
        (date(2027, 3, 30), None),
        (date(2027, 5, 1), ("a Saturday", "un samedi")),
        (date(2028, 5, 1), ("a public holiday (Labor Day)", "un jour férié (Fête du Travail)")),
        (
            date(2029, 5, 10),
            ("a public holiday (Ascension Day)", "un jour férié (Ascension)"),
        ),
        (
            date(2031, 5, 8),
            ("a public holiday (Victory Day)", "un jour férié (Fête de la Victoire)"),
        ),
    ],
)
def test_headquarters_is_closed_on_weekends_and_french_holidays(
    day: date, why: tuple[str, str] | None
):
    assert closed(law(), day) == why
