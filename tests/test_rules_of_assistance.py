"""Who decides a request for assistance, by the day of its receipt and to the dollar."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from engine.parameters import UnknownParameter
from engine.rules import Question
from tests.test_rules import Case, answered, answering, law_with, paris, question
from workflows.catalogue import workflows
from workflows.rules.assistance import (
    above_the_bureaus_threshold,
    names_the_emergency,
    not_more_than_was_asked,
    the_committee_still_receives_requests,
    within_the_bureaus_threshold,
)

LAST_OF_MAY = paris(2016, 5, 31, 12)
FIRST_OF_JUNE = paris(2016, 6, 1, 12)

CLOSED = (
    "requests above it went to the Committee until the cycle of 2023 and are no longer received "
    "from the cycle of 2024 on (17.COM 15; page Requesting International Assistance)"
)
OLD = "(in force since 19 June 2008; OD 47-49; 8.COM 10, 10.COM 14.b)"
NEW = "(in force since 1 June 2016; OD 47-49; 6.GA 7, 11.COM 12)"


def above(amount: str, threshold: str, since: str) -> str:
    """What a request reads that the Bureau does not decide."""
    return f"{amount} is above {threshold}, the most that the Bureau decides {since}; {CLOSED}"


def below(amount: str, threshold: str, cite: str) -> str:
    """What a request reads that the Committee does not decide."""
    return (
        f"{amount} is not above {threshold}: the Bureau decides it, at any time of the year "
        f"({cite})"
    )


def asks_for(amount: int, now: datetime, **more: Any) -> Question:
    """A request, on the day of its receipt."""
    return question(now, amount=amount, **more)


CASES = [
    Case(
        "until May 2016 the Bureau decided US$25,000",
        within_the_bureaus_threshold, asks_for(25_000, LAST_OF_MAY), None,
    ),
    Case(
        "and not a dollar more",
        within_the_bureaus_threshold, asks_for(25_001, LAST_OF_MAY),
        above("US$25,001", "US$25,000", OLD),
    ),
    Case(
        "from June 2016 on the Bureau decides US$100,000",
        within_the_bureaus_threshold, asks_for(100_000, FIRST_OF_JUNE), None,
    ),
    Case(
        "and not a dollar more than that",
        within_the_bureaus_threshold, asks_for(100_001, FIRST_OF_JUNE),
        above("US$100,001", "US$100,000", NEW),
    ),
    Case(
        "on 31 May 2016 US$100,000 were too much",
        within_the_bureaus_threshold, asks_for(100_000, LAST_OF_MAY),
        above("US$100,000", "US$25,000", OLD),
    ),
    Case(
        "on 1 June 2016 US$25,001 were not",
        within_the_bureaus_threshold, asks_for(25_001, FIRST_OF_JUNE), None,
    ),
    Case(
        "a second before midnight in Paris it was still May",
        within_the_bureaus_threshold, asks_for(25_001, paris(2016, 5, 31, 23, 59, 59)),
        above("US$25,001", "US$25,000", OLD),
    ),
    Case(
        "at midnight in Paris it was June",
        within_the_bureaus_threshold, asks_for(25_001, paris(2016, 6, 1)), None,
    ),
    Case(
        "an amount that is asked for just now counts",
        within_the_bureaus_threshold,
        question(FIRST_OF_JUNE, answers={"amount": 100_001}),
        above("US$100,001", "US$100,000", NEW),
    ),
    Case(
        "an amount that is not given is missed elsewhere",
        within_the_bureaus_threshold, question(FIRST_OF_JUNE), None,
    ),
    Case(
        "until May 2016 the Committee decided from US$25,001 on",
        above_the_bureaus_threshold, asks_for(25_001, LAST_OF_MAY), None,
    ),
    Case(
        "and not a dollar less",
        above_the_bureaus_threshold, asks_for(25_000, LAST_OF_MAY),
        below("US$25,000", "US$25,000", "OD 47-49; 8.COM 10, 10.COM 14.b"),
    ),
    Case(
        "from June 2016 on the Committee decided from US$100,001 on",
        above_the_bureaus_threshold, asks_for(100_001, FIRST_OF_JUNE), None,
    ),
    Case(
        "and not a dollar less than that",
        above_the_bureaus_threshold, asks_for(100_000, FIRST_OF_JUNE),
        below("US$100,000", "US$100,000", "OD 47-49; 6.GA 7, 11.COM 12"),
    ),
    Case(
        "an amount that is not given is missed elsewhere by the Committee too",
        above_the_bureaus_threshold, question(FIRST_OF_JUNE), None,
    ),
    Case(
        "the cycle of 2010 was open for requests to the Committee",
        the_committee_still_receives_requests, question(cycle=2010), None,
    ),
    Case(
        "no cycle before it is known",
        the_committee_still_receives_requests, question(cycle=2009),
        "committee_assistance: no value is set for cycle 2009",
    ),
    Case(
        "the cycle of 2023 was the last",
        the_committee_still_receives_requests, question(cycle=2023), None,
    ),
    Case(
        "from the cycle of 2024 on it is closed",
        the_committee_still_receives_requests, question(cycle=2024),
        "requests above the Bureau's threshold are no longer received from the cycle of 2024 on "
        "(17.COM 15; page Requesting International Assistance); this one is for the cycle of 2024",
    ),
    Case(
        "a cycle that is asked for just now counts",
        the_committee_still_receives_requests, question(answers={"cycle": 2023}), None,
    ),
    Case(
        "a request without a cycle is judged elsewhere",
        the_committee_still_receives_requests, question(), None,
    ),
    Case(
        "the whole amount may be approved",
        not_more_than_was_asked, question(amount=80_000, answers={"approved_amount": 80_000}), None,
    ),
    Case(
        "and not a dollar more than was asked",
        not_more_than_was_asked, question(amount=80_000, answers={"approved_amount": 80_001}),
        "US$80,001 is more than the US$80,000 that the State requested",
    ),
    Case(
        "an approved amount that is not given is missed elsewhere",
        not_more_than_was_asked, question(amount=80_000), None,
    ),
    Case(
        "an approved amount of a request without an amount is judged elsewhere",
        not_more_than_was_asked, question(answers={"approved_amount": 5}), None,
    ),
    Case(
        "an emergency is named",
        names_the_emergency, question(answers={"emergency": "earthquake"}), None,
    ),
    Case(
        "a word of nine letters does not name it",
        names_the_emergency, question(answers={"emergency": "emergency"}),
        "'emergency' does not say which event made the emergency",
    ),
    Case(
        "an emergency that is not given is missed elsewhere",
        names_the_emergency, question(), None,
    ),
]  # fmt: skip


@answering(CASES)
def test_assistance(case: Case):
    assert answered(case) == case.sentence


@pytest.mark.parametrize("amount", [0, 25_000, 25_001, 100_000, 100_001, 999_999_999_999])
@pytest.mark.parametrize("now", [LAST_OF_MAY, FIRST_OF_JUNE], ids=["May 2016", "June 2016"])
def test_every_amount_has_one_decider(amount: int, now: datetime):
    asked = asks_for(amount, now)
    bureau, committee = (
        rule.ask(asked) for rule in (within_the_bureaus_threshold, above_the_bureaus_threshold)
    )
    assert (bureau is None) != (committee is None)


@pytest.mark.parametrize("hours", [-11, 0, 8, 14])
def test_the_day_of_receipt_is_the_day_in_paris_on_whatever_clock_it_is_told(hours: int):
    clock = timezone(timedelta(hours=hours))
    first = paris(2016, 6, 1).astimezone(clock)
    assert within_the_bureaus_threshold.ask(asks_for(25_001, first)) is None
    before = first - timedelta(microseconds=1)
    assert within_the_bureaus_threshold.ask(asks_for(25_001, before)) is not None


def test_before_the_first_threshold_no_amount_is_judged():
    with pytest.raises(UnknownParameter, match="bureau_threshold: no value is in force on"):
        within_the_bureaus_threshold.ask(asks_for(1, datetime(2008, 6, 18, 12, tzinfo=UTC)))


def test_another_threshold_needs_another_value_and_no_other_code():
    changed = law_with(("amount = 100000", "amount = 150000"))
    asked = asks_for(150_000, FIRST_OF_JUNE, under=changed)
    assert within_the_bureaus_threshold.ask(asked) is None


def test_an_emergency_and_preparatory_assistance_have_no_threshold():
    for name in ("assistance_emergency", "assistance_preparatory"):
        assert workflows()[name].step["submit", "draft"].guards == ()
