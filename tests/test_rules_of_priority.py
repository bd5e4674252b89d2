"""A State ranks its files from 1 on, and from 2026 on may name a multinational one."""

from typing import Any

from engine.rules import Question
from tests.test_rules import Case, answered, answering, question
from workflows.rules.priority import may_be_named, ranks_from_one


def ranked(order: int) -> Question:
    """A file that its State gives this rank."""
    return question(trigger="rank", answers={"order": order}, cycle=2026, states=["Kenya"])


def named(state: str, cycle: int = 2026, *states: str) -> Question:
    """A file of these States that one State names as its priority file."""
    facts: dict[str, Any] = {"cycle": cycle, "states": list(states or ("Kenya", "Uganda"))}
    return question(trigger="rank", answers={"named_by": state}, **facts)


CASES = [
    Case("the first file has rank 1", ranks_from_one, ranked(1), None),
    Case(
        "no file has rank 0", ranks_from_one, ranked(0),
        "the first file of a State has rank 1, not 0",
    ),
    Case("no State needs to name a file", may_be_named, question(cycle=2025), None),
    Case("in 2026 a State may name one", may_be_named, named("Uganda"), None),
    Case(
        "in 2025 it may not", may_be_named, named("Uganda", 2025),
        "in the cycle of 2025 no State may name a multinational file",
    ),
    Case(
        "a file of one State is not named", may_be_named, named("Kenya", 2026, "Kenya"),
        "only a multinational file may be named as a priority file",
    ),
    Case(
        "a State that does not submit the file does not name it", may_be_named, named("Ghana"),
        "Ghana does not submit this file",
    ),
    Case(
        "while the Committee has not decided on a cycle, nobody knows", may_be_named,
        named("Uganda", 2030), "priorities: no value is set for cycle 2030",
    ),
    Case(
        "at the entry of a file its States and cycle are answers", may_be_named,
        question(
            trigger="enter",
            answers={"named_by": "Kenya", "cycle": 2025, "states": ["Kenya", "Uganda"]},
        ),
        "in the cycle of 2025 no State may name a multinational file",
    ),
]  # fmt: skip


@answering(CASES)
def test_priority(case: Case):
    assert answered(case) == case.sentence
