"""The calendar of a cycle: what the law's rows fix, what they leave open, and whose they are."""

from datetime import date
from importlib import resources

import pytest

from engine.calendar import Deadline, Period
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter, read
from tests.derived import english, french
from tests.test_rules import law_with, paris
from workflows.law import law
from workflows.roles import ROLES
from workflows.timetable import CALENDAR, calendar, edition, submission
from workflows.working_days import closed

AT = 'hour = 18:00:00\nzone = "Europe/Paris"\ncite = "EB decision 1"\nmark = "illustrative"\n'
WORDS = {
    "years_before", "month", "last_month", "day", "of", "of_fact", "days_before", "days_after",
    "months_after", "to", "decided", "none", "or_later", "shift", "hour", "zone",
    "soft_days_before", "grace_minutes", "late", "remark", "name", "place", "cite_fr", "to_fr",
    "remark_fr", "none_fr",
}  # fmt: skip
"""What a row of the timetable may say; a word that is misspelt would be passed over in silence."""


def with_more(text: str) -> Parameters:
    """The shipped law, continued by another file."""
    folder = resources.files("workflows") / "parameters"
    shipped = [(file.name, file.read_text("utf-8")) for file in folder.iterdir()]
    return read([*shipped, ("more.toml", text)])


def due(under: Parameters, cycle: int, key: str) -> Deadline | Period:
    """What the calendar says of one term."""
    (found,) = (entry.due for entry in calendar(under, cycle) if entry.due.key == key)
    return found


# --- what a decision fixes ---------------------------------------------------------------------

MEETING = f"""
[first_meeting]
label = "The Evaluation Body meets and chooses the files for dialogue"
[[first_meeting.value]]
cycle = 2027
years_before = 0
month = 6
day = 14
{AT}"""


def test_a_row_for_a_cycle_fixes_what_is_a_period_for_the_others():
    fixed = due(with_more(MEETING), 2027, "first_meeting")
    assert isinstance(fixed, Deadline)
    assert (fixed.instant, fixed.mark) == (paris(2027, 6, 14, 18), "illustrative")
    for cycle in (2026, 2028):
        assert due(with_more(MEETING), cycle, "first_meeting") == due(law(), cycle, "first_meeting")


def test_what_is_counted_from_it_is_fixed_with_it():
    questions = due(with_more(MEETING), 2027, "dialogue_questions")
    answers = due(with_more(MEETING), 2027, "dialogue_answers")
    assert isinstance(questions, Deadline)
    assert isinstance(answers, Deadline)
    assert (questions.instant, answers.instant) == (paris(2027, 6, 28, 18), paris(2027, 7, 26, 18))
    assert english(answers) == (
        "the questions are sent on 28 June 2027",
        "28 days to answer",
        "each dossier counts from the day on which the questions were received",
        "at 18:00 (Europe/Paris)",
    )


def test_a_session_whose_days_are_decided_fixes_the_reports_before_it():
    decided = with_more(
        '[session]\nlabel = "Session"\n[[session.value]]\ncycle = 2028\nname = "23.COM"\n'
        'opens = 2028-11-27\ncloses = 2028-12-02\nplace = "Paris"\ncite = "22.COM 20"\n'
        'mark = "illustrative"\n'
    )
    session = next(one for one in calendar(decided, 2028) if one.due.key == "session")
    assert session.days == (date(2028, 11, 27), date(2028, 12, 2))
    assert english(session.due) == (
        "23.COM (Paris) opens on 27 November 2028 and closes on 2 December 2028",
        "at 00:00 (Europe/Paris)",
    )
    reports = due(decided, 2028, "reports_to_committee")
    assert isinstance(reports, Deadline)
    assert reports.instant == paris(2028, 10, 30, 18)


def test_a_session_of_which_the_opening_alone_is_known_takes_that_day():
    opening = with_more(
        f'[session_opens]\nlabel = "Session"\n[[session_opens.value]]\ncycle = 2028\n'
        f"years_before = 0\nmonth = 11\nday = 27\n{AT}"
    )
    (session,) = (one for one in calendar(opening, 2028) if one.due.key == "session")
    assert session.days == (date(2028, 11, 27), date(2028, 11, 27))


def test_a_cycle_whose_timetable_is_not_known_has_no_calendar():
    for cycle in (2009, 2101):
        with pytest.raises(
            UnknownParameter,
            match=f"^the timetable is known for the cycles 2010 to 2100, not for {cycle}$",
        ):
            calendar(law(), cycle)


# --- closures of the house ---------------------------------------------------------------------

CLOSURE = """
[house_closures]
label = "Closures"
[[house_closures.value]]
since = 2026-12-01
days = [2027-03-31, 2027-04-01]
reason = "works on the roof"
reason_fr = "travaux de toiture"
cite = "IVORY NOTE 1"
mark = "illustrative"
"""


def test_a_closure_of_the_house_moves_the_day_and_its_reason_is_said():
    moved = due(with_more(CLOSURE), 2028, "submission")
    assert isinstance(moved, Deadline)
    assert moved.instant == paris(2027, 4, 2, 18)
    assert english(moved)[1] == (
        "31 March 2027 is a day on which the house is closed (works on the roof); "
        "1 April 2027 is a day on which the house is closed (works on the roof); "
        "the first working day is 2 April 2027"
    )
    assert french(moved)[1] == (
        "le 31 mars 2027 est un jour de fermeture du Siège (travaux de toiture) ; "
        "le 1er avril 2027 est un jour de fermeture du Siège (travaux de toiture) ; "
        "le premier jour ouvrable est le 2 avril 2027"
    )


def test_the_day_before_a_closure_and_the_day_after_it_are_open():
    shut = with_more(CLOSURE)
    days = [date(2027, 3, 30), date(2027, 3, 31), date(2027, 4, 1), date(2027, 4, 2)]
    assert [closed(shut, day) is None for day in days] == [True, False, False, True]
    assert [closed(law(), day) is None for day in days] == [True, True, True, True]


def test_a_later_closure_takes_no_earlier_one_back():
    later = CLOSURE + CLOSURE.partition('"Closures"\n')[2].replace("2026-12", "2027-12").replace(
        "[2027-03-31, 2027-04-01]", "[2028-03-31]"
    )
    assert closed(with_more(later), date(2027, 3, 31)) == closed(
        with_more(CLOSURE), date(2027, 3, 31)
    )
    assert closed(with_more(later), date(2028, 3, 31)) is not None


# --- editions and mechanisms -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cycle", "followed"),
    [
        (2010, "Operational Directives of 2008"),
        (2011, "Operational Directives of 2008"),
        (2012, "Operational Directives of 2010"),
        (2017, "Operational Directives of 2014"),
        (2018, "Operational Directives of 2016"),
        (2023, "Operational Directives of 2020"),
        (2024, "Operational Directives of 2022"),
        (2027, "Operational Directives of 2024"),
        (2028, "Operational Directives of 2024, without the amendments of 2026"),
        (2100, "Operational Directives of 2024, without the amendments of 2026"),
    ],
)
def test_a_cycle_follows_the_edition_of_its_submission(cycle: int, followed: str):
    assert edition(law(), cycle) == followed


def test_a_mechanism_gets_a_term_of_its_own_by_a_row_of_the_law():
    extension = Dossier("E-1", "extension", facts={"cycle": 2028})
    own = law_with(
        (
            "transfer_usl_rl = {",
            'extension = { submission = "submission_usl_rl" }\ntransfer_usl_rl = {',
        )
    )
    assert str(submission(law(), extension)) == "31 March 2027, 18:00 (Paris time)"
    assert str(submission(own, extension)) == "30 June 2027, 18:00 (Paris time)"


def test_a_row_of_the_timetable_says_only_what_is_understood():
    own = {term for row in law().values("own_terms") for ones in row.says.values()
           for term in ones.values()}  # fmt: skip
    terms = {"session_opens" if key == "session" else key for key in CALENDAR} | own
    assert {
        (name, word)
        for name in terms
        for row in law().values(name)
        for word in set(row.says) - WORDS
    } == set()
    assert {
        row.says["late"] for name in terms for row in law().values(name) if "late" in row.says
    } <= set(ROLES)
