"""What can be done now: the possible first, the impossible with reason, paragraph and remedy."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from engine.decide import outlook
from engine.dossier import Actor, Dossier, Facts
from engine.rules import Question
from portal.dossier_pages.leads import leads
from portal.dossier_pages.looked_at import looked_at
from portal.dossier_pages.offers import offers
from portal.dossier_pages.remedies import Remedy, turns_of_time
from portal.words import words
from tests.browsing import OFFICER, words_of
from tests.moves import BODY, CHIEF, GHANA
from tests.travelling import ACTORS
from workflows.about import about
from workflows.catalogue import rules, workflows
from workflows.law import law
from workflows.timetable import completion, session

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
FACTS: Facts = {
    "cycle": 2028,
    "states": ["Ghana"],
    "received_at": "2027-02-01T09:00:00.000000+00:00",
}


def standing(state, **facts):
    return Dossier("RL-2028-0001", "rl", state=state, version=3, facts={**FACTS, **facts})


def offered(dossier, who, now=NOON):
    workflow = workflows()[dossier.workflow]
    known = about(law(), dossier)
    return {one.step.trigger: one for one in offers(workflow, dossier, who, now, law(), known)}


def test_possible_steps_come_first_and_every_step_is_there():
    for name, workflow in workflows().items():
        for state in workflow.states:
            dossier = Dossier("X-1", name, state=state.name, version=2, facts=FACTS)
            for who in ACTORS.values():
                found = offers(workflow, dossier, who, NOON, law(), about(law(), dossier))
                assert [one.possible for one in found] == sorted(
                    (one.possible for one in found), reverse=True
                )
                expected = dict(outlook(workflow, dossier, who, NOON, law()))
                assert {
                    one.step: tuple(a.finding for a in one.against) for one in found
                } == expected


def test_every_rule_has_words_for_what_would_satisfy_it():
    assert set(words()["remedy"]) == set(rules())
    assert [name for name, said in words()["remedy"].items() if said.en == said.fr] == []


def test_a_step_of_somebody_else_says_whose_it_is():
    (against,) = offered(standing("registered"), OFFICER)["withdraw"].against
    assert against.remedy == Remedy(by=("state_party",))


def test_a_deadline_that_stands_against_a_step_says_after_when_it_is_possible():
    sent = "2027-04-30T12:00:00.000000+00:00"
    dossier = standing("incomplete", letter_sent_at=sent)
    closes = completion(law(), dossier).closes
    (against,) = offered(dossier, OFFICER)["return_incomplete"].against
    assert (against.finding.rule, against.remedy.after) == ("completion_is_overdue", closes)
    overdue = offered(dossier, OFFICER, closes.replace(year=2028))["return_incomplete"]
    assert overdue.possible


def test_what_time_will_end_says_until_when_it_is_possible():
    dossier = standing("incomplete", letter_sent_at="2027-04-30T12:00:00.000000+00:00")
    one = offered(dossier, GHANA)["resubmit"]
    assert (one.possible, one.until) == (True, completion(law(), dossier).closes)
    assert offered(dossier, GHANA)["withdraw"].until is None


def test_the_session_that_is_not_open_yet_says_when_it_opens():
    dossier = standing("published", cycle=2025)
    opens = session(law(), dossier)["opens"]
    at = datetime(opens.year, opens.month, 1, tzinfo=UTC)
    (against,) = offered(dossier, ACTORS["committee"], at)["examine"].against
    assert against.finding.rule == "the_session_is_open"
    after = against.remedy.after
    assert after is not None
    assert after.astimezone(UTC).date() == opens.replace(day=opens.day - 1)  # midnight in Paris
    assert after in turns_of_time(about(law(), dossier))


def test_a_missing_fact_names_the_steps_that_record_it():
    found = offered(standing("complete"), OFFICER)["transmit"]
    remedy = next(one.remedy for one in found.against if one.finding.rule == "has_a_place")
    assert {step.trigger for step in remedy.steps} == {"include"}
    included = offered(standing("included", place="inside"), OFFICER)["transmit"]
    remedy = next(one.remedy for one in included.against if one.finding.rule == "is_complete")
    assert {step.trigger for step in remedy.steps} == {"find_complete"}


def test_a_step_that_another_role_may_take_says_which():
    late = standing("late", received_at="2027-04-02T09:00:00.000000+00:00")
    after = datetime(2027, 4, 3, tzinfo=UTC)
    (against,) = offered(late, OFFICER, after)["admit_late"].against
    assert (against.finding.rule, against.remedy.by) == ("admitted_by_who_may", ("head",))
    assert offered(late, CHIEF, after)["admit_late"].possible


def test_a_rule_is_seen_to_look_at_answers_and_facts():
    step = workflows()["rl"].step["register", "submitted"]
    number = next(rule for rule in step.guards if rule.name == "numbered_in_five_digits")
    asked = Question(standing("submitted"), "register", {"file_no": "1"}, OFFICER, NOON, law())
    assert looked_at(number, asked).answers == {"file_no", "element"}
    received = next(rule for rule in step.guards if rule.name == "received_in_time")
    assert "received_at" in looked_at(received, asked).facts
    assert looked_at(received, asked).answers == frozenset()


def test_looking_at_a_rule_leaves_the_question_as_it_was():
    step = workflows()["rl"].step["register", "submitted"]
    asked = Question(standing("submitted"), "register", {}, OFFICER, NOON, law())
    before = replace(asked)
    for rule in step.guards:
        looked_at(rule, asked)
    assert asked == before


@pytest.mark.parametrize(
    ("state", "trigger", "who", "there"),
    [
        ("draft", "submit", GHANA, ("dossiers", "RL-2028-0001", "form", "check")),
        ("draft", "submit", OFFICER, ("dossiers", "RL-2028-0001", "steps", "submit")),
        ("draft", "withdraw", GHANA, ("dossiers", "RL-2028-0001", "steps", "withdraw")),
        ("incomplete", "post_letter", OFFICER, ()),
        ("under_evaluation", "ask_questions", BODY,
         ("dossiers", "RL-2028-0001", "steps", "ask_questions")),
    ],
)  # fmt: skip
def test_each_step_leads_to_where_it_is_taken(state, trigger, who, there):
    step = workflows()["rl"].step[trigger, state]
    assert leads(step, standing(state), who) == there


def test_a_possible_step_is_a_link_and_an_impossible_one_is_grey_with_its_remedy(officer):
    page = officer.get("/dossiers/A").text
    actions = page[page.index('id="actions"') : page.index('id="held-for"')]
    assert re.findall(r'<li class="(\w+)">\s*<h3>(?:<a href="([^"]+)">)?([^<]+)', actions) == [
        ("clear", "/dossiers/A/steps/include", "Given a place in the cycle"),
        ("clear", "/dossiers/A/steps/leave_in_backlog", "Left in the backlog"),
        ("clear", "/dossiers/A/steps/rank", "Ranked among the State&#39;s own files"),
        ("barred", "", "Check begun"),
        ("barred", "", "Withdrawn"),
    ]


def test_a_letter_that_a_step_causes_is_named_and_said_to_be_held(kenya, officer):
    assert "Letter: No place in the cycle" in words_of(officer.get("/dossiers/A"))
    assert "Courrier : Pas de place dans le cycle" in words_of(officer.get("/dossiers/A?lang=fr"))


def test_somebody_of_no_state_is_told_who_submits_the_file():
    stranger = Actor("Nobody", "state_party", frozenset({"Togo"}))
    found = offered(standing("registered"), stranger)["withdraw"]
    assert [one.finding.rule for one in found.against] == ["acts_for_a_submitting_state"]
