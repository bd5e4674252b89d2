"""When things are due: each deadline to the instant, with the sentences that lead to it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar import months_after
from engine.content import stamp
from engine.dossier import Dossier
from engine.parameters import UnknownParameter
from tests.derived import english
from tests.test_rules import PARIS, paris
from workflows.law import law
from workflows.timetable import completion, deadlines, dialogue, reports, session, submission
from workflows.working_days import closed


def dossier(workflow: str = "rl", **facts: Any) -> Dossier:
    """A dossier with these facts."""
    return Dossier(f"{workflow}-1", workflow, facts=facts)


# --- submission --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cycle", "instant", "said"),
    [
        (2014, "2013-04-02T15:00:00+00:00", "2 April 2013, 17:00 (Paris time)"),
        (2019, "2018-04-03T16:00:00+00:00", "3 April 2018, 18:00 (Paris time)"),
        (2020, "2019-04-01T17:00:00+00:00", "1 April 2019, 17:00 (UTC)"),
        (2025, "2024-04-02T16:00:00+00:00", "2 April 2024, 18:00 (Paris time)"),
        (2028, "2027-03-31T16:00:00+00:00", "31 March 2027, 18:00 (Paris time)"),
        (2029, "2028-03-31T16:00:00+00:00", "31 March 2028, 18:00 (Paris time)"),
        (2030, "2029-04-03T16:00:00+00:00", "3 April 2029, 18:00 (Paris time)"),
        (2031, "2030-04-01T16:00:00+00:00", "1 April 2030, 18:00 (Paris time)"),
    ],
)
def test_the_submission_deadline_of_a_cycle(cycle: int, instant: str, said: str):
    deadline = submission(law(), dossier(cycle=cycle))
    assert deadline.instant.isoformat() == instant
    assert str(deadline) == said
    assert deadline.citation.source == "OD"


@pytest.mark.parametrize(
    ("cycle", "sentences"),
    [
        (2028, ("31 March 2027 for the cycle of 2028", "at 18:00 (Europe/Paris)")),
        (
            2014,
            (
                "31 March 2013 for the cycle of 2014",
                "31 March 2013 is a Sunday; 1 April 2013 is a public holiday (Easter Monday); "
                "the first working day is 2 April 2013",
                "at 17:00 (Europe/Paris)",
            ),
        ),
        (
            2019,
            (
                "31 March 2018 for the cycle of 2019",
                "31 March 2018 is a Saturday; 1 April 2018 is a Sunday; "
                "2 April 2018 is a public holiday (Easter Monday); "
                "the first working day is 3 April 2018",
                "at 18:00 (Europe/Paris)",
            ),
        ),
        (
            2020,
            (
                "31 March 2019 for the cycle of 2020",
                "31 March 2019 is a Sunday; the first working day is 1 April 2019",
                "at 17:00 (UTC)",
            ),
        ),
    ],
)
def test_the_submission_deadline_says_why_it_is_that_instant(cycle: int, sentences: tuple[str]):
    assert english(submission(law(), dossier(cycle=cycle))) == sentences


@pytest.mark.parametrize(
    ("workflow", "said", "mark"),
    [
        ("transfer_rl_usl", "31 January 2026, 18:00 (Paris time)", "interpretation"),
        ("transfer_usl_rl", "30 June 2026, 18:00 (Paris time)", "interpretation"),
        ("assistance_preparatory", "31 March 2025, 18:00 (Paris time)", "interpretation"),
        ("extension", "31 March 2026, 18:00 (Paris time)", "verified"),
        ("gsp", "31 March 2026, 18:00 (Paris time)", "verified"),
    ],
)
def test_each_mechanism_has_its_own_day(workflow: str, said: str, mark: str):
    deadline = submission(law(), dossier(workflow, cycle=2027))
    assert (str(deadline), deadline.mark) == (said, mark)


def test_a_day_that_does_not_shift_stays_on_its_saturday():
    deadline = submission(law(), dossier("transfer_rl_usl", cycle=2027))
    assert english(deadline) == (
        "31 January 2026 for the cycle of 2027", "at 18:00 (Europe/Paris)",
    )  # fmt: skip
    assert closed(law(), date(2026, 1, 31)) == ("a Saturday", "un samedi")


@pytest.mark.parametrize("cycle", [2010, 2018])
def test_the_hour_of_early_cycles_is_marked_as_a_reading(cycle: int):
    assert submission(law(), dossier(cycle=cycle)).mark == "interpretation"


def test_before_the_first_cycle_there_is_no_deadline():
    assert submission(law(), dossier(cycle=2010)).local.year == 2009
    with pytest.raises(UnknownParameter, match=r"^submission: no value is set for cycle 2009$"):
        submission(law(), dossier(cycle=2009))


@pytest.mark.parametrize("deadline", [submission, completion, dialogue, reports])
def test_a_dossier_without_a_cycle_has_no_deadline_of_a_cycle(deadline: Any):
    with pytest.raises(UnknownParameter, match=r"^rl-1 belongs to no cycle$"):
        deadline(law(), dossier())


@given(st.integers(2010, 2100))
def test_the_submission_deadline_is_the_first_working_day_from_31_march_on(cycle: int):
    day = submission(law(), dossier(cycle=cycle)).local.date()
    anchor = date(cycle - 1, 3, 31)
    before = [anchor + timedelta(n) for n in range((day - anchor).days)]
    assert closed(law(), day) is None
    assert all(closed(law(), one) for one in before)


# --- completion --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("letter", "last"),
    [
        (paris(2027, 4, 1, 9), date(2027, 9, 30)),
        (paris(2027, 6, 29, 23, 59, 59), date(2027, 9, 30)),
        (paris(2027, 6, 30, 0), date(2027, 9, 30)),
        (paris(2027, 6, 30, 23, 59, 59), date(2027, 9, 30)),
        (paris(2027, 7, 1, 0), date(2027, 10, 1)),
        (paris(2027, 7, 1, 23, 59, 59), date(2027, 10, 1)),
        (paris(2027, 7, 31, 12), date(2027, 10, 31)),
        (paris(2027, 11, 29, 12), date(2028, 2, 29)),
        (paris(2027, 11, 30, 12), date(2028, 2, 29)),
        (paris(2027, 12, 1, 12), date(2028, 3, 1)),
    ],
    ids=str,
)
def test_completion_is_due_on_30_september_or_three_full_months_after_the_letter(
    letter: datetime, last: date
):
    deadline = completion(law(), dossier(cycle=2028, letter_sent_at=stamp(letter)))
    assert (
        deadline.local.isoformat()
        == datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=PARIS).isoformat()
    )


@pytest.mark.parametrize(
    ("cycle", "letter", "last"),
    [
        (2027, paris(2026, 11, 28, 12), date(2027, 2, 28)),
        (2027, paris(2026, 11, 30, 12), date(2027, 2, 28)),
        (2029, paris(2028, 11, 30, 12), date(2029, 2, 28)),
        (2101, paris(2100, 11, 30, 12), date(2101, 2, 28)),
    ],
    ids=str,
)
def test_the_end_of_november_leads_to_the_end_of_a_short_february(
    cycle: int, letter: datetime, last: date
):
    deadline = completion(law(), dossier(cycle=cycle, letter_sent_at=stamp(letter)))
    assert deadline.local.date() == last


def test_the_day_of_the_letter_is_the_day_in_paris():
    # 30 June at 22:00 UTC is 1 July in Paris.
    before = completion(law(), dossier(cycle=2028, letter_sent_at="2027-06-30T21:59:59+00:00"))
    after = completion(law(), dossier(cycle=2028, letter_sent_at="2027-06-30T22:00:00+00:00"))
    assert (str(before), str(after)) == (
        "30 September 2027, 23:59 (Paris time)",
        "1 October 2027, 23:59 (Paris time)",
    )


def test_completion_says_why_it_is_that_instant():
    assert english(completion(law(), dossier(cycle=2028))) == (
        "30 September 2027 for the cycle of 2028",
        "at 23:59 (Europe/Paris)",
    )
    late = completion(law(), dossier(cycle=2028, letter_sent_at=stamp(paris(2027, 7, 15, 9))))
    assert english(late) == (
        "30 September 2027 for the cycle of 2028",
        "the letter left on 15 July 2027, and 3 full months end on 15 October 2027; "
        "the later of the two counts",
        "at 23:59 (Europe/Paris)",
    )


@given(st.dates(date(2027, 1, 1), date(2028, 12, 31)), st.times())
def test_completion_is_never_before_30_september_nor_before_three_months(day: date, hour: time):
    letter = datetime.combine(day, hour, UTC)
    deadline = completion(law(), dossier(cycle=2028, letter_sent_at=stamp(letter)))
    months = months_after(letter.astimezone(PARIS).date(), 3)
    assert deadline.local.date() == max(date(2027, 9, 30), months)


def test_preparatory_assistance_waits_for_what_is_missing():
    with pytest.raises(UnknownParameter, match=r"^preparatory assistance has no deadline of"):
        completion(law(), dossier("assistance_preparatory", cycle=2028))


# --- dialogue ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (paris(2027, 6, 14, 0), "12 July 2027, 18:00 (Paris time)"),
        (paris(2027, 6, 14, 23, 59, 59), "12 July 2027, 18:00 (Paris time)"),
        (paris(2027, 6, 15, 0), "13 July 2027, 18:00 (Paris time)"),
    ],
    ids=str,
)
def test_an_answer_is_due_28_days_after_the_day_the_questions_were_received(
    received: datetime, due: str
):
    deadline = dialogue(law(), dossier(cycle=2027, questions_received_at=stamp(received)))
    assert str(deadline) == due
    assert deadline.local.second == 0


def test_the_four_weeks_of_the_dialogue_keep_the_hour_across_the_change_of_clocks():
    received = stamp(paris(2027, 3, 10, 12))
    deadline = dialogue(law(), dossier(cycle=2027, questions_received_at=received))
    assert deadline.instant == datetime(2027, 4, 7, 16, tzinfo=UTC)


def test_the_deadline_of_the_dialogue_says_why_it_is_that_instant():
    received = stamp(paris(2027, 6, 14, 9))
    deadline = dialogue(law(), dossier(cycle=2027, questions_received_at=received))
    assert english(deadline) == (
        "the questions were received on 14 June 2027",
        "28 days to answer",
        "at 18:00 (Europe/Paris)",
    )
    assert str(deadline.citation) == "OD 55; 8.GA 10"


def test_the_four_weeks_do_not_begin_before_the_receipt_is_recorded():
    sent = dossier(cycle=2027, questions_sent_at="2027-06-14T10:00:00+00:00")
    with pytest.raises(
        UnknownParameter, match=r"^it is not recorded yet when the questions were received$"
    ):
        dialogue(law(), sent)


# --- reports and session -----------------------------------------------------------------------


def test_reports_are_published_28_days_before_the_session_opens():
    deadline = reports(law(), dossier(cycle=2021))
    assert deadline.instant == datetime(2021, 11, 15, 17, tzinfo=UTC)
    assert english(deadline) == (
        "the session opens on 13 December 2021",
        "28 days before it",
        "at 18:00 (Europe/Paris)",
    )
    assert session(law(), dossier(cycle=2021))["name"] == "16.COM"


@pytest.mark.parametrize("cycle", [2011, 2026, 2028])
def test_while_no_decision_has_fixed_a_session_there_is_none(cycle: int):
    with pytest.raises(UnknownParameter, match=f"^session: no value is set for cycle {cycle}$"):
        session(law(), dossier(cycle=cycle))
    with pytest.raises(
        UnknownParameter, match=f"^reports_to_committee: the law fixes no day for cycle {cycle}$"
    ):
        reports(law(), dossier(cycle=cycle))


# --- all together ------------------------------------------------------------------------------


def test_a_dossier_has_the_deadlines_that_its_facts_and_the_law_already_fix():
    received = stamp(paris(2021, 6, 14, 9))
    whole = dossier(cycle=2021, questions_received_at=received)
    assert list(deadlines(law(), whole)) == ["submission", "completion", "dialogue", "reports"]
    assert list(deadlines(law(), dossier(cycle=2028))) == ["submission", "completion"]
    assert deadlines(law(), dossier()) == {}
    assert all(key == one.key for key, one in deadlines(law(), whole).items())
