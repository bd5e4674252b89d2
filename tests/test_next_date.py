"""By which date whoever has a dossier is to act, in every state in which it may stand."""

from typing import Any

import pytest

from engine.dossier import Dossier, Fact
from workflows.catalogue import workflows
from workflows.law import law
from workflows.next_date import EVERYWHERE, OF_A_REPORT, OF_THE_COMMITTEE, next_date
from workflows.reports.due import REPORTS


def due(workflow: str, state: str, **facts: Any) -> tuple[str, str, str] | None:
    """The key, the day and hour, and the mark of the date; None where there is none."""
    found = next_date(law(), Dossier("A", workflow, state=state, facts=facts))
    return None if found is None else (found.key, str(found), found.mark)


def day(state: str, workflow: str = "rl", **facts: Any) -> str:
    """The day alone, of a file of the cycle of 2025 unless it says otherwise."""
    found = due(workflow, state, **{"cycle": 2025, **facts})
    return found[1].split(",")[0] if found else ""


SENT = "2024-08-15T09:00:00Z"


@pytest.mark.parametrize(
    ("state", "key", "when", "mark"),
    [
        ("draft", "submission", "2 April 2024, 18:00 (Paris time)", "verified"),
        ("submitted", "registration", "30 June 2024, 18:00 (Paris time)", "interpretation"),
        ("registered", "registration", "30 June 2024, 18:00 (Paris time)", "interpretation"),
        ("checking", "registration", "30 June 2024, 18:00 (Paris time)", "interpretation"),
        ("included", "registration", "30 June 2024, 18:00 (Paris time)", "interpretation"),
        ("resubmitted", "evaluation_opens", "1 December 2024, 18:00 (Paris time)",
         "interpretation"),
        ("complete", "evaluation_opens", "1 December 2024, 18:00 (Paris time)", "interpretation"),
        ("under_evaluation", "evaluation_closes", "31 May 2025, 18:00 (Paris time)",
         "interpretation"),
        ("answered", "final_meeting", "30 September 2025, 18:00 (Paris time)", "interpretation"),
        ("unanswered", "final_meeting", "30 September 2025, 18:00 (Paris time)", "interpretation"),
        ("evaluated", "reports", "10 November 2025, 18:00 (Paris time)", "interpretation"),
        ("published", "session", "13 December 2025, 23:59 (Paris time)", "interpretation"),
        ("examined", "session", "13 December 2025, 23:59 (Paris time)", "interpretation"),
    ],
)  # fmt: skip
def test_each_state_on_the_way_to_the_committee_has_its_date(state, key, when, mark):
    assert due("rl", state, cycle=2025) == (key, when, mark)


def test_the_state_has_its_time_only_once_the_completeness_letter_has_left():
    assert day("incomplete") == ""
    assert day("incomplete", letter_sent_at=SENT) == "15 November 2024"


def test_an_answer_in_the_dialogue_is_due_once_the_questions_were_received():
    assert day("in_dialogue") == ""
    assert day("in_dialogue", questions_received_at="2025-07-01T09:00:00Z") == "29 July 2025"


@pytest.mark.parametrize("state", ["checking", "included"])
@pytest.mark.parametrize("fact", ["completed_at", "complete_since"])
def test_what_came_back_or_is_complete_is_due_when_the_evaluation_begins(state, fact):
    assert day(state, **{fact: "2024-09-20T09:00:00Z"}) == "1 December 2024"


@pytest.mark.parametrize("state", ["late", "backlog", "withdrawn", "deferred", "inscribed"])
def test_where_no_paragraph_fixes_a_date_there_is_none(state):
    assert day(state) == ""


def test_while_no_decision_has_fixed_the_session_nothing_is_counted_from_it():
    assert [day(state, cycle=2028) for state in ("evaluated", "published", "examined")] == [""] * 3


def test_a_transfer_may_still_be_received_when_registration_ends_so_that_is_no_term_of_it():
    assert day("draft", "transfer_usl_rl") == "30 June 2024"
    assert day("registered", "transfer_usl_rl") == ""
    assert day("registered", "transfer_rl_usl") == "30 June 2024"


def test_a_request_that_the_bureau_decides_has_no_date_but_that_of_its_submission():
    assert day("draft", "assistance_preparatory") == "31 March 2023"
    assert day("registered", "assistance_preparatory") == ""
    assert day("incomplete", "assistance_preparatory", letter_sent_at=SENT) == ""
    assert due("assistance_emergency", "draft") is None
    assert due("assistance_bureau", "on_the_agenda") is None


def test_a_file_without_its_cycle_has_no_date_of_a_cycle():
    assert due("rl", "registered") is None


@pytest.mark.parametrize("state", ["progress_report_due", "final_report_due"])
def test_a_report_on_a_project_is_due_on_the_day_that_was_fixed(state):
    assert due("assistance_bureau", state, report_due_on="2027-02-01") == (
        "report_due", "1 February 2027, 23:59 (Paris time)", "interpretation",
    )  # fmt: skip
    assert due("assistance_bureau", state) is None


def test_a_report_of_a_state_is_due_in_december_and_then_reaches_the_committee():
    facts = {"due_in": 2023, "inscribed_in": 2019}
    received = {**facts, "received_at": "2023-12-01T09:00:00Z"}
    assert due("usl_report", "scheduled", **facts) == (
        "usl_report", "15 December 2023, 23:59 (Paris time)", "interpretation",
    )  # fmt: skip
    for state in ("received", "checking_report", "complete_report", "analysed"):
        assert day(state, "usl_report", **received) == "4 November 2024"
    assert day("before_the_committee", "usl_report", **received) == "7 December 2024"
    assert day("incomplete_report", "usl_report", **received) == ""


def test_every_date_says_why_and_under_which_paragraph_in_both_languages():
    found = next_date(law(), Dossier("A", "rl", state="complete", facts={"cycle": 2028}))
    assert found is not None
    assert (found.cited("en"), found.cited("fr")) == ("OD 54; 8.GA 10", "DO 54 ; 8.GA 10")
    assert found.derived("en") == (
        "December 2027 for the cycle of 2028; the law fixes no day; taken to be its first day, "
        "1 December 2027; at 18:00 (Europe/Paris); the file is with the Evaluation Body when its "
        "evaluation opens"
    )
    assert "compris comme son premier jour, le 1er décembre 2027" in found.derived("fr")
    closing = next_date(law(), Dossier("A", "rl", state="examined", facts={"cycle": 2025}))
    assert closing is not None
    assert closing.derived("fr") == (
        "20.COM se clôt le 13 décembre 2025 ; à 23 h 59 (heure de Paris)"
    )


def test_the_table_names_no_state_that_no_workflow_has_and_none_that_is_closed():
    open_states = {
        name: {state.name for state in one.states if not state.final}
        for name, one in workflows().items()
    }
    of_reports = set().union(*(open_states[name] for name in REPORTS))
    everywhere = set().union(*open_states.values())
    assert set(OF_A_REPORT) - of_reports == set()
    assert (set(EVERYWHERE) | set(OF_THE_COMMITTEE)) - everywhere == set()


def test_nothing_is_expected_of_anybody_about_a_dossier_that_is_closed():
    facts: dict[str, Fact] = {
        "cycle": 2025,
        "received_at": "2024-01-01T09:00:00Z",
        "report_due_on": "2027-02-01",
    }
    closed = [
        Dossier("A", name, state=state.name, facts=facts)
        for name, one in workflows().items()
        for state in one.states
        if state.final
    ]
    assert [next_date(law(), one) for one in closed] == [None] * len(closed)
