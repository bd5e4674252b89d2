"""How a row of the law becomes a day: anchors, counts, the later of two, shifts; a toy law."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from engine.calendar import Deadline, Period
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter, read
from engine.timetable import Timetable
from engine.words import Words
from tests.derived import english

EVENTS = {
    "harvest": Words("the harvest begins", "la moisson commence"),
    "fair": Words("the fair opens", "la foire s'ouvre"),
    "weighed_at": Words("the parcel was weighed", "le colis a été pesé"),
}
FEAST = {date(2027, 3, 31): Words("a feast", "une fête")}
AT = 'hour = 18:00:00\nzone = "Europe/Paris"\n'
MARCH = f"years_before = 1\nmonth = 3\nday = 31\n{AT}"
JUNE = f"years_before = 0\nmonth = 6\n{AT}"


def term(name: str, row: str, *, mark: str = "verified", time: str = "from_cycle = 2020") -> str:
    """A term of the toy law, with one row."""
    return (
        f'[{name}]\nlabel = "{name}"\n[[{name}.value]]\n{time}\n{row}\n'
        f'cite = "Fair Act 1"\nmark = "{mark}"\n'
    )


def law_of(*terms: str) -> Parameters:
    """A toy law of these terms."""
    return read((f"{number}.toml", text) for number, text in enumerate(terms))


def due(row: str, *others: str, facts: Mapping[str, Any] | None = None) -> Deadline | Period:
    """When a term of that row is due in the cycle of 2028, for all or for one dossier."""
    dossier = None if facts is None else Dossier("P-1", "parcel", facts=facts)
    law = law_of(term("asked", row), *others)
    return Timetable(law, 2028, EVENTS, FEAST.get, dossier).due("asked", "asked")


def instant(row: str, *others: str, facts: Mapping[str, Any] | None = None) -> Deadline:
    """The same, where it is an instant."""
    found = due(row, *others, facts=facts)
    assert isinstance(found, Deadline)
    return found


def period(row: str, *others: str) -> Period:
    """The same, where it is a period."""
    found = due(row, *others)
    assert isinstance(found, Period)
    return found


# --- a day of the year, or a period ------------------------------------------------------------


def test_a_day_is_one_of_the_year_of_the_cycle_less_so_many_years():
    found = instant(MARCH)
    assert found.local.isoformat() == "2027-03-31T18:00:00+02:00"
    assert english(found) == ("31 March 2027 for the cycle of 2028", "at 18:00 (Europe/Paris)")
    assert (found.key, str(found.citation), found.mark) == ("asked", "Fair Act 1", "verified")


def test_without_a_day_a_month_is_a_period_from_its_first_day_to_its_last():
    found = period(f"years_before = 0\nmonth = 2\n{AT}")
    assert (found.first, found.last, found.zone) == (
        date(2028, 2, 1), date(2028, 2, 29), "Europe/Paris",
    )  # fmt: skip
    assert english(found) == ("February 2028 for the cycle of 2028; the law fixes no day",)
    assert str(found) == "1 February 2028 to 29 February 2028"


def test_a_period_may_go_on_to_a_later_month_and_have_a_name_and_a_place():
    named = 'name = "21st fair"\nplace = "Xiamen"\n'
    found = period(f"{named}years_before = 0\nmonth = 11\nlast_month = 12\n{AT}")
    assert (found.first, found.last) == (date(2028, 11, 1), date(2028, 12, 31))
    assert english(found) == (
        "21st fair (Xiamen)",
        "November to December 2028 for the cycle of 2028; the law fixes no day",
    )


def test_where_there_is_no_such_term_the_law_says_so():
    with pytest.raises(UnknownParameter, match=r"^parcels wait for as long as they like$"):
        due('none = "parcels wait for as long as they like"')


def test_before_its_first_row_a_term_is_not_guessed():
    law = law_of(term("asked", MARCH))
    with pytest.raises(UnknownParameter, match=r"^asked: no value is set for cycle 2019$"):
        Timetable(law, 2019, EVENTS, FEAST.get).due("asked", "asked")


def test_who_needs_an_instant_is_told_that_the_law_fixes_no_day():
    law = law_of(term("asked", JUNE))
    with pytest.raises(UnknownParameter, match=r"^asked: the law fixes no day for cycle 2028$"):
        Timetable(law, 2028, EVENTS, FEAST.get).deadline("asked", "asked")


# --- decided by somebody -----------------------------------------------------------------------

FAIR = 'opens = 2028-12-04\ncloses = 2028-12-09\nname = "3rd fair"\nplace = "Kasane"\n'


def test_days_that_were_decided_count_before_the_period_with_their_own_source():
    decided = term("fairs", FAIR, mark="remembered", time="cycle = 2028")
    found = instant(f'decided = "fairs"\n{JUNE}', decided)
    assert found.local.isoformat() == "2028-12-04T18:00:00+01:00"
    assert english(found)[0] == (
        "3rd fair (Kasane) opens on 4 December 2028 and closes on 9 December 2028"
    )
    assert found.mark == "remembered"


def test_until_they_are_decided_the_period_stands():
    decided = term("fairs", FAIR, time="cycle = 2029")
    assert period(f'decided = "fairs"\n{JUNE}', decided).first == date(2028, 6, 1)


# --- counted from another term, or from a fact -------------------------------------------------


@pytest.mark.parametrize(
    ("count", "day", "said"),
    [
        ("days_after = 14", "2027-04-14T18:00:00+02:00", "14 days after it"),
        ("days_before = 28", "2027-03-03T18:00:00+01:00", "28 days before it"),
        ("months_after = 3", "2027-06-30T18:00:00+02:00", "3 full months after it"),
        ('days_after = 14\nto = "answer"', "2027-04-14T18:00:00+02:00", "14 days to answer"),
    ],
)
def test_a_term_is_counted_from_the_day_of_another(count: str, day: str, said: str):
    found = instant(f'of = "harvest"\n{count}\n{AT}', term("harvest", MARCH))
    assert found.local.isoformat() == day
    assert english(found)[:2] == ("the harvest begins on 31 March 2027", said)


def test_what_is_counted_from_a_shifted_day_begins_with_the_day_it_shifted_to():
    found = instant(
        f'of = "harvest"\ndays_after = 1\n{AT}', term("harvest", f"{MARCH}shift = true")
    )
    assert found.local.date() == date(2027, 4, 2)


def test_what_is_counted_from_a_period_is_a_period():
    found = period(f'of = "harvest"\ndays_after = 14\n{AT}', term("harvest", JUNE))
    assert (found.first, found.last) == (date(2028, 6, 15), date(2028, 7, 14))
    assert english(found) == (
        "the harvest begins between 1 June 2028 and 30 June 2028",
        "14 days after it",
    )


def test_a_count_is_no_surer_than_what_it_begins_with():
    remembered = term("harvest", MARCH, mark="remembered")
    assert instant(f'of = "harvest"\ndays_after = 1\n{AT}', remembered).mark == "remembered"
    assert instant(f'of = "harvest"\ndays_after = 1\n{AT}', term("harvest", MARCH)).mark == (
        "verified"
    )


def test_a_term_that_nobody_put_into_words_is_said_by_its_label():
    found = instant(f'of = "sowing"\ndays_after = 1\n{AT}', term("sowing", MARCH))
    assert english(found)[0] == '"sowing" falls on 31 March 2027'


COUNTED = f'of_fact = "weighed_at"\nof = "harvest"\ndays_after = 28\nto = "answer"\n{AT}'


def test_a_dossier_counts_from_its_own_fact_on_the_day_of_the_zone():
    facts = {"weighed_at": "2027-06-14T22:00:00+00:00"}
    found = instant(COUNTED, facts=facts)
    assert found.local.isoformat() == "2027-07-13T18:00:00+02:00"
    assert english(found) == (
        "the parcel was weighed on 15 June 2027", "28 days to answer", "at 18:00 (Europe/Paris)",
    )  # fmt: skip


def test_a_dossier_does_not_count_before_its_fact_is_recorded():
    with pytest.raises(
        UnknownParameter, match=r"^it is not recorded yet when the parcel was weighed$"
    ):
        due(COUNTED, facts={})


def test_a_whole_cycle_counts_from_the_other_term_and_says_that_each_dossier_does_not():
    assert english(instant(COUNTED, term("harvest", MARCH)))[:3] == (
        "the harvest begins on 31 March 2027",
        "28 days to answer",
        "each dossier counts from the day on which the parcel was weighed",
    )


# --- the later of two --------------------------------------------------------------------------

LATER = f'{MARCH}or_later = {{ of_fact = "weighed_at", months_after = 3 }}\n'


@pytest.mark.parametrize(
    ("weighed", "day"),
    [
        ("2026-12-30T12:00:00+00:00", date(2027, 3, 31)),
        ("2026-12-31T12:00:00+00:00", date(2027, 3, 31)),
        ("2027-01-01T12:00:00+00:00", date(2027, 4, 1)),
    ],
)
def test_of_two_days_the_later_one_counts(weighed: str, day: date):
    assert instant(LATER, facts={"weighed_at": weighed}).local.date() == day


def test_the_later_of_two_days_says_both():
    assert english(instant(LATER, facts={"weighed_at": "2027-01-01T12:00:00+00:00"}))[:2] == (
        "31 March 2027 for the cycle of 2028",
        "the parcel was weighed on 1 January 2027, and 3 full months end on 1 April 2027; "
        "the later of the two counts",
    )


def test_while_the_fact_is_not_recorded_the_first_day_stands():
    assert instant(LATER, facts={}).derivation == instant(MARCH).derivation


def test_a_whole_cycle_says_that_a_dossier_may_have_a_later_day():
    assert english(instant(LATER))[1] == (
        "or 3 full months after the day on which the parcel was weighed, where that is later"
    )


def test_the_later_of_a_day_and_of_a_count_from_a_period_is_a_period():
    row = f'{MARCH}or_later = {{ of = "fair", days_after = 10 }}\n'
    found = period(row, term("fair", f"years_before = 1\nmonth = 3\n{AT}"))
    assert (found.first, found.last) == (date(2027, 3, 31), date(2027, 4, 10))
    assert english(found)[1] == (
        "the fair opens between 1 March 2027 and 31 March 2027, and 10 days end between "
        "11 March 2027 and 10 April 2027; the later of the two counts"
    )


# --- shift, hour, and what else a row may say --------------------------------------------------


def test_a_day_shifts_forward_to_a_working_day_and_says_why():
    found = instant(f"{MARCH}shift = true\n")
    assert found.local.isoformat() == "2027-04-01T18:00:00+02:00"
    assert english(found)[1] == "31 March 2027 is a feast; the first working day is 1 April 2027"


def test_a_working_day_shifts_nowhere_and_a_period_neither():
    assert instant(MARCH.replace("31", "30") + "shift = true\n").local.date() == date(2027, 3, 30)
    assert period(f"{JUNE}shift = true\n").first == date(2028, 6, 1)


def test_soft_due_grace_and_late_stand_beside_the_cut_off_and_are_said():
    found = instant(f'{MARCH}soft_days_before = 14\ngrace_minutes = 15\nlate = "head"\n')
    assert english(found)[1:] == (
        "at 18:00 (Europe/Paris)",
        "expected by 17 March 2027, 18:00 (Paris time)",
        "15 minutes of grace",
    )
    # Winter time still holds two weeks before.
    assert str(found.soft) == "2027-03-17 17:00:00+00:00"
    assert str(found.instant) == "2027-03-31 16:00:00+00:00"
    assert str(found.closes) == "2027-03-31 16:15:00+00:00"
    assert found.late == "head"


def test_where_a_row_does_not_say_them_there_is_no_soft_due_no_grace_and_nobody_who_may():
    found = instant(MARCH)
    assert (found.soft, found.closes, found.late) == (None, found.instant, None)


def test_a_period_keeps_the_grace_and_the_permission_for_the_day_to_come():
    found = period(f'{JUNE}grace_minutes = 15\nlate = "head"\n')
    assert (found.grace.total_seconds(), found.late) == (900, "head")


def test_a_remark_is_said_last():
    assert english(instant(f'{MARCH}remark = "the mill is far"\n'))[-1] == "the mill is far"
