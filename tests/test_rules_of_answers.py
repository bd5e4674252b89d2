"""Answers in time, or no answer: the last second, and that the two never both hold."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.content import stamp
from engine.dossier import Actor
from engine.rules import Question
from engine.workflow import Releasing
from tests.test_rules import PARIS, Case, answered, answering, paris, question
from workflows.roles import SECRETARIAT, STATE_PARTY
from workflows.rules.answers import (
    a_state_records_its_receipt_once,
    answer_is_overdue,
    answered_in_time,
    completed_in_time,
    completion_is_overdue,
    leaves_by_its_release,
    receipt_lies_between_sending_and_now,
)

LAST = (2027, 9, 30, 23, 59, 59)
TOO_LATE = (2027, 10, 1)
DERIVED = (
    "30 September 2027 for the cycle of 2028; the letter left on 10 June 2027, and 3 full months "
    "end on 10 September 2027; the later of the two counts; at 23:59 (Europe/Paris)"
)
DUE = f"30 September 2027, 23:59 (Paris time) ({DERIVED})"

ARRIVED = stamp(paris(2027, 6, 14, 9))
LAST_ANSWER = (2027, 7, 12, 18)
NO_ANSWER = (2027, 7, 12, 18, 0, 1)
ANSWER_DUE = (
    "12 July 2027, 18:00 (Paris time) (the questions were received on 14 June 2027; "
    "28 days to answer; at 18:00 (Europe/Paris))"
)
NOT_RECORDED = "it is not recorded yet when the questions were received"


def at(*now: int, **facts: Any) -> Question:
    """A dossier of the cycle of 2028 at an instant."""
    return question(paris(*now), state="incomplete", cycle=2028, **facts)


SENT = stamp(paris(2027, 6, 10, 9))
NOT_LEFT = "the completeness letter has not left yet: the time of the State has not begun"


def recorded(received: datetime, now: datetime, **facts: Any) -> Question:
    """The receipt of the questions, recorded at an instant."""
    return question(now, answers={"questions_received_at": stamp(received)}, **facts)


def of_preparatory_assistance() -> Question:
    """A request that has no deadline of completion."""
    return question(
        workflow="assistance_preparatory", state="incomplete", cycle=2028, letter_sent_at=SENT
    )


DELEGATE = Actor("N. Osei", STATE_PARTY, frozenset({"Ghana"}))
NOON = paris(2027, 6, 14, 12)
A_LITTLE = timedelta(microseconds=1)

CASES = [
    Case(
        "information is in time until the last second of 30 September",
        completed_in_time, at(*LAST, letter_sent_at=SENT), None,
    ),
    Case(
        "and not at the midnight that follows",
        completed_in_time, at(*TOO_LATE, letter_sent_at=SENT),
        f"the missing information was due by {DUE}; it is 1 October 2027, 00:00 (Paris time)",
    ),
    Case(
        "a letter of 1 July gives a day more",
        completed_in_time, at(*TOO_LATE, letter_sent_at=stamp(paris(2027, 7, 1, 9))), None,
    ),
    Case(
        "until the last second of 30 September nothing is overdue",
        completion_is_overdue, at(*LAST, letter_sent_at=SENT),
        f"the State may send the missing information until {DUE}",
    ),
    Case(
        "at the midnight that follows it is",
        completion_is_overdue, at(*TOO_LATE, letter_sent_at=SENT), None,
    ),
    Case(
        "until the completeness letter has left nothing is late",
        completed_in_time, at(*TOO_LATE), None,
    ),
    Case(
        "and nothing is overdue",
        completion_is_overdue, at(*TOO_LATE), NOT_LEFT,
    ),
    Case(
        "the letter of an earlier round, which the State has answered, begins no time of this one",
        completion_is_overdue,
        at(*TOO_LATE, letter_sent_at=SENT, completed_at=stamp(paris(2027, 6, 10, 9, 0, 1))),
        NOT_LEFT,
    ),
    Case(
        "one that left after the State had answered does",
        completion_is_overdue,
        at(*TOO_LATE, letter_sent_at=SENT, completed_at=stamp(paris(2027, 6, 10, 8, 59, 59))), None,
    ),
    Case(
        "and so does one of the same instant",
        completion_is_overdue, at(*TOO_LATE, letter_sent_at=SENT, completed_at=SENT), None,
    ),
    Case(
        "whoever releases a letter posts it",
        leaves_by_its_release,
        question(actor=Releasing("A. Lind", SECRETARIAT, letter="RL-1:completeness:6")), None,
    ),
    Case(
        "nobody else does",
        leaves_by_its_release, question(),
        "the letter is held: it leaves, and this step is made, when an officer reads and releases "
        "it among the letters",
    ),
    Case(
        "where no completion is due none is late",
        completed_in_time, of_preparatory_assistance(), None,
    ),
    Case(
        "and none is overdue",
        completion_is_overdue, of_preparatory_assistance(),
        "preparatory assistance has no deadline of completion",
    ),
    Case(
        "an answer is in time until 18:00 in Paris on the 28th day",
        answered_in_time, at(*LAST_ANSWER, questions_received_at=ARRIVED), None,
    ),
    Case(
        "an answer is late a second after it",
        answered_in_time, at(*NO_ANSWER, questions_received_at=ARRIVED),
        f"the answer was due by {ANSWER_DUE}; it is 12 July 2027, 18:00 (Paris time)",
    ),
    Case(
        "before the receipt is recorded no answer is late",
        answered_in_time, at(*NO_ANSWER), None,
    ),
    Case(
        "until 18:00 in Paris on the 28th day the dialogue stays open",
        answer_is_overdue, at(*LAST_ANSWER, questions_received_at=ARRIVED),
        f"the State may answer until {ANSWER_DUE}",
    ),
    Case(
        "the dialogue may be closed a second after it",
        answer_is_overdue, at(*NO_ANSWER, questions_received_at=ARRIVED), None,
    ),
    Case(
        "before the receipt is recorded no answer is overdue",
        answer_is_overdue, at(*NO_ANSWER), NOT_RECORDED,
    ),
    Case(
        "a receipt may be recorded in the instant in which it happens",
        receipt_lies_between_sending_and_now, recorded(NOON, NOON), None,
    ),
    Case(
        "a receipt may be recorded later",
        receipt_lies_between_sending_and_now, recorded(NOON - A_LITTLE, NOON), None,
    ),
    Case(
        "a receipt may be recorded on the clocks of Paris",
        receipt_lies_between_sending_and_now,
        recorded(NOON - A_LITTLE, NOON.astimezone(PARIS)), None,
    ),
    Case(
        "a receipt is not recorded before it happens",
        receipt_lies_between_sending_and_now, recorded(NOON + A_LITTLE, NOON),
        "the receipt would be of 14 June 2027, 12:00 (Paris time), which has not come yet",
    ),
    Case(
        "a receipt is not recorded before it happens on the clocks of Paris",
        receipt_lies_between_sending_and_now, recorded(NOON + A_LITTLE, NOON.astimezone(PARIS)),
        "the receipt would be of 14 June 2027, 12:00 (Paris time), which has not come yet",
    ),
    Case(
        "questions may be received in the instant in which they are sent",
        receipt_lies_between_sending_and_now,
        recorded(NOON, NOON, questions_sent_at=stamp(NOON)), None,
    ),
    Case(
        "questions are not received before they are sent",
        receipt_lies_between_sending_and_now,
        recorded(NOON - A_LITTLE, NOON, questions_sent_at=stamp(NOON)),
        "the questions left on 14 June 2027, 12:00 (Paris time), after the receipt named",
    ),
    Case(
        "a State records that it received the questions",
        a_state_records_its_receipt_once, question(actor=DELEGATE), None,
    ),
    Case(
        "and does not move its own deadline by recording it again",
        a_state_records_its_receipt_once, question(actor=DELEGATE, questions_received_at=ARRIVED),
        "the receipt is recorded already (14 June 2027, 09:00 (Paris time)); the Secretariat alone "
        "corrects it",
    ),
    Case(
        "the Secretariat may correct it",
        a_state_records_its_receipt_once, question(questions_received_at=ARRIVED), None,
    ),
    Case(
        "a receipt that is not given is missed elsewhere",
        receipt_lies_between_sending_and_now, question(), None,
    ),
]  # fmt: skip


@answering(CASES)
def test_answers(case: Case):
    assert answered(case) == case.sentence


first, last = datetime.fromisoformat("2027-01-01"), datetime.fromisoformat("2028-12-31")
instants = st.datetimes(first, last, timezones=st.just(PARIS))
near = st.sampled_from([paris(*LAST), paris(*LAST) + A_LITTLE, paris(*TOO_LATE)])


@given(instants | near, st.none() | instants, st.sampled_from(["rl", "assistance_preparatory"]))
def test_information_is_in_time_or_overdue_and_never_both(
    now: datetime, letter: datetime | None, workflow: str
):
    facts: dict[str, Any] = {"letter_sent_at": stamp(letter)} if letter else {}
    asked = question(now, workflow=workflow, cycle=2028, **facts)
    assert (completed_in_time.ask(asked) is None) != (completion_is_overdue.ask(asked) is None)


@given(instants, st.none() | instants)
def test_an_answer_is_in_time_or_overdue_and_never_both(now: datetime, arrived: datetime | None):
    facts: dict[str, Any] = {"questions_received_at": stamp(arrived)} if arrived else {}
    asked = question(now, cycle=2028, **facts)
    assert (answered_in_time.ask(asked) is None) != (answer_is_overdue.ask(asked) is None)


@given(instants, instants, instants)
def test_a_receipt_is_recorded_if_and_only_if_it_happened_after_the_sending_and_before_now(
    sent: datetime, received: datetime, now: datetime
):
    asked = recorded(received, now, questions_sent_at=stamp(sent))
    allowed = receipt_lies_between_sending_and_now.ask(asked) is None
    assert allowed == (sent <= received <= now)
