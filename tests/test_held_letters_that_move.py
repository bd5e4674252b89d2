"""The completeness letter is born held: the time of the State begins when it is released."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from engine.dossier import Actor
from engine.runtime.definitions import Lawbook
from engine.runtime.held_letters import cancel
from engine.runtime.leaving import WouldLeave, leaving
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.release import release
from engine.runtime.sweep import sweep
from engine.workflow import Workflow
from tests.conftest import ToldClock
from tests.holding import HADDAD, LETTER, LIND, RL, dossier, incomplete, refusal, released, row
from tests.moves import CHIEF, GHANA, OFFICER, THE_SYSTEM, held_keys, opened, taken
from tests.parcels import faults, reasons
from tests.test_relay import Post, relay
from workflows.catalogue import rules, workflows
from workflows.law import law
from workflows.stages.completeness import checking

NOT_LEFT = "the completeness letter has not left yet: the time of the State has not begun [OD 54]"
RETURN = Move(RL, "return_incomplete", OFFICER)


def sent(office: Office) -> str:
    """The text of the one letter of that kind that leaves."""
    relay(office, post := Post()).send_due()
    (text,) = (m.get_body(("plain",)) for key, m in post.letters if ":completeness:" in key)
    assert text is not None
    return str(text.get_content())


def test_its_release_is_a_step_of_the_dossier_by_who_releases_it_in_the_same_instant(
    office: Office, clock: ToldClock
):
    incomplete(office)
    clock.at = datetime(2027, 7, 15, 10, tzinfo=UTC)
    assert dossier(office).text("letter_sent_at") == ""
    released(office, who=HADDAD)
    found = dossier(office)
    assert (found.state, found.version) == ("incomplete", 7)
    assert found.instant("letter_sent_at") == clock.at
    assert row(office).facts == dict(found.facts)
    assert (row(office).status, row(office).number) == ("waiting", 6)
    assert faults(office.database) == []


def test_it_tells_the_date_that_follows_from_its_leaving_and_not_from_its_writing(
    office: Office, clock: ToldClock
):
    incomplete(office)
    clock.at = datetime(2027, 7, 15, 10, tzinfo=UTC)
    released(office)
    text = " ".join(sent(office).split())
    assert "so that it is received by 15 October 2027, 23:59 (Paris time)" in text
    assert "the letter left on 15 July 2027" in text


def test_until_it_has_left_nothing_is_late_and_nothing_is_returned(
    office: Office, clock: ToldClock
):
    incomplete(office)
    clock.later(days=700)
    assert sweep(office, THE_SYSTEM) == []
    assert reasons(office.execute(RETURN)) == [NOT_LEFT]
    assert taken(office, "resubmit", GHANA).dossier.state == "resubmitted"


def test_the_state_has_its_three_months_from_the_release(office: Office, clock: ToldClock):
    incomplete(office)
    clock.at = datetime(2027, 12, 1, 10, tzinfo=UTC)
    released(office)
    sent(office)
    clock.at = datetime(2028, 3, 1, 22, 59, 59, tzinfo=UTC)  # 23:59:59 in Paris
    assert sweep(office, THE_SYSTEM) == []
    clock.later(seconds=1)
    assert [one.entry.trigger for one in sweep(office, THE_SYSTEM)] == ["return_incomplete"]


@pytest.mark.parametrize("actor", [OFFICER, CHIEF, THE_SYSTEM, GHANA])
def test_nobody_makes_that_step_without_releasing_the_letter(office: Office, actor: Actor):
    incomplete(office)
    assert reasons(office.execute(Move(RL, "post_letter", actor)))[-1] == (
        "the letter is held: it leaves, and this step is made, when an officer reads and releases "
        "it among the letters [OD 54]"
    )
    assert dossier(office).version == 6


def test_who_may_not_take_the_step_releases_nothing(office: Office):
    incomplete(office)
    assert refusal(office, who=GHANA) == [
        "this step is for the Secretariat or the Head of the Secretariat; N. Osei acts as the "
        "State Party [OD 54]"
    ]
    assert (row(office).status, dossier(office).version) == ("held", 6)
    assert not released(office, needed=2).again


def test_the_first_of_two_who_release_it_moves_nothing(office: Office):
    incomplete(office)
    released(office, needed=2)
    assert dossier(office).version == 6
    released(office, who=HADDAD, needed=2)
    assert dossier(office).version == 7


def test_a_letter_whose_dossier_has_moved_on_cannot_leave_but_be_cancelled(office: Office):
    incomplete(office)
    taken(office, "withdraw", GHANA)
    assert refusal(office) == [
        f'{LETTER} can no longer leave: the dossier has moved on since, it is "Withdrawn", '
        "version 7; the letter can be cancelled instead [House rule 2]"
    ]
    assert row(office).status == "held"
    cancel(office.database, LETTER, "it was withdrawn", LIND, office.clock())
    assert row(office).status == "cancelled"


def test_of_two_rounds_only_the_letter_of_the_last_one_leaves(office: Office, clock: ToldClock):
    incomplete(office)
    taken(office, "resubmit", GHANA)
    taken(office, "check_again", OFFICER)
    clock.later(hours=1)
    taken(office, "request_completion", OFFICER, missing="Section 5")
    second = f"{RL}:completeness:9"
    assert held_keys(office) == [LETTER, second]
    (why,) = refusal(office)
    assert why.startswith(f"{LETTER} can no longer leave: the dossier has moved on since")
    assert released(office, second).leaves
    assert "Section 5" in sent(office)


def test_the_letter_of_an_earlier_round_begins_no_time_of_the_next(
    office: Office, clock: ToldClock
):
    incomplete(office)
    released(office)
    clock.later(hours=1)
    taken(office, "resubmit", GHANA)
    clock.later(hours=1)
    taken(office, "check_again", OFFICER)
    taken(office, "request_completion", OFFICER, missing="Section 5")
    clock.later(days=700)
    assert sweep(office, THE_SYSTEM) == []
    assert reasons(office.execute(RETURN)) == [NOT_LEFT]


def test_it_is_read_as_it_would_leave_now(office: Office, clock: ToldClock):
    incomplete(office)
    clock.at = datetime(2027, 7, 15, 10, tzinfo=UTC)
    with looking(office.database) as connection:
        found = leaving(connection, office.book, LETTER, clock.at)
    released(office)
    assert isinstance(found, WouldLeave)
    assert (found.against, found.promise.facts) == (None, row(office).facts)


def test_a_request_for_assistance_that_waits_for_what_is_missing_is_told_by_a_held_letter_too(
    office: Office,
):
    opened(office, workflow="assistance_preparatory", amount=9_000, cycle=2029)
    for trigger, actor, answers in (
        ("submit", GHANA, {}),
        ("register", OFFICER, {"file_no": "02345"}),
        ("start_check", OFFICER, {}),
        ("request_completion", OFFICER, {"missing": "the budget"}),
    ):
        taken(office, trigger, actor, **answers)
    (key,) = held_keys(office)
    assert released(office, key).leaves
    assert "the budget" in sent(office)


# --- dossiers under the definition of before -----------------------------------------------------


def as_it_was(workflow: Workflow) -> Workflow:
    """The definition of before: the letter leaves with the step that asks for what is missing."""
    return replace(
        workflow,
        steps=tuple(
            replace(step, stamps=("letter_sent_at",), held=False)
            if step.trigger == "request_completion"
            else step
            for step in workflow.steps
            if not step.posts
        ),
    )


def before(office: Office) -> Office:
    """The same office as an earlier version of the system had it."""
    known = {name: as_it_was(one) for name, one in workflows().items()}
    return Office(office.database, Lawbook(known, rules(), law()), office.clock).open_doors()


def test_a_dossier_under_the_definition_of_before_goes_on_as_it_did(
    office: Office, clock: ToldClock
):
    incomplete_before = before(office)
    opened(incomplete_before)
    for trigger, actor, answers in (
        ("submit", GHANA, {}),
        ("register", OFFICER, {"file_no": "02345"}),
        ("include", OFFICER, {"place": "inside"}),
        ("start_check", OFFICER, {}),
    ):
        taken(incomplete_before, trigger, actor, **answers)
    clock.at = datetime(2027, 7, 15, 10, tzinfo=UTC)
    taken(office, "request_completion", OFFICER, missing="Section 4.b")
    assert (held_keys(office), row(office).status) == ([], "waiting")
    assert dossier(office).instant("letter_sent_at") == clock.at
    assert "15 October 2027, 23:59 (Paris time)" in " ".join(sent(office).split())
    clock.at = datetime(2027, 10, 15, 22, tzinfo=UTC)
    assert [one.entry.trigger for one in sweep(office, THE_SYSTEM)] == ["return_incomplete"]


def test_its_letter_leaves_without_a_step_where_it_was_held(office: Office):
    old = before(office)
    held = replace(
        old.book.workflows["rl"],
        steps=tuple(
            replace(step, held=True) if step.trigger == "request_completion" else step
            for step in old.book.workflows["rl"].steps
        ),
    )
    incomplete(Office(old.database, Lawbook({"rl": held}, rules(), law()), old.clock).open_doors())
    outcome = release(office, [LETTER], LIND)[LETTER]
    assert getattr(outcome, "leaves", None) is True
    assert dossier(office).version == 6


# --- the tables ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", workflows())
def test_what_a_step_posts_is_a_letter_that_is_held_by_a_step_into_the_same_state(name: str):
    workflow = workflows()[name]
    for step in workflow.steps:
        if step.posts:
            into = [one for one in workflow.steps if step.posts in one.notify]
            assert [(one.held, one.target) for one in into] == [(True, step.source)]
            assert step.target == step.source


def test_every_workflow_that_checks_posts_its_completeness_letter():
    assert {name for name, one in workflows().items() if one.posting("completeness")} == {
        name for name, one in workflows().items() if "incomplete" in one.state
    }
    assert len([step for step in checking("OD 54") if step.posts]) == 1
