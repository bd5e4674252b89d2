"""Answers: read into facts, or told what is wrong with them; what was not asked is refused."""

from collections.abc import Mapping
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.answers import _READERS, LONGEST_LINE, LONGEST_TEXT, read
from engine.content import canonical
from engine.workflow import Kind
from tests.toy import ask, step

FORM = step(
    "declare", "packed", "declared", ("sender",), "8",
    asks=(
        ask("title", "text"),
        ask("contact", "line", required=False),
        ask("states", "texts"),
        ask("posted_on", "day", required=False),
        ask("posted_at", "instant", required=False),
        ask("value", "amount", required=False),
        ask("pieces", "number", required=False),
        ask("fragile", "yes_no", required=False),
        ask("speed", "choice", required=False, choices=("slow", "fast")),
    ),
)  # fmt: skip
ENOUGH = {"title": "A vase", "states": ["France"]}


def sentences(given: Mapping[str, Any], form: Any = FORM) -> list[str]:
    """What is wrong with these answers."""
    return [finding.sentence for finding in read(form, given)[1]]


def fact(name: str, value: Any) -> Any:
    """The fact that an answer makes, together with enough others."""
    facts, findings = read(FORM, {**ENOUGH, name: value})
    assert findings == []
    return facts[name]


def fault(name: str, value: Any) -> str:
    """The one thing that is wrong with an answer, and that it makes no fact."""
    facts, findings = read(FORM, {**ENOUGH, name: value})
    assert name not in facts
    assert [finding.citation for finding in findings] == [FORM.cite]
    return findings[0].sentence


def shortened(value: Any) -> str:
    """A case's name."""
    return repr(value)[:30]


# --- what is accepted --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("title", "  A vase \n", "A vase"),
        ("title", "Two\r\nlines\tand a tab", "Two\r\nlines\tand a tab"),
        ("title", "\ud7ff \ue000", "\ud7ff \ue000"),
        ("title", "x" * LONGEST_TEXT, "x" * LONGEST_TEXT),
        ("contact", " Rue 1 ", "Rue 1"),
        ("contact", "x" * LONGEST_LINE, "x" * LONGEST_LINE),
        ("states", "France; Kenya", ["France", "Kenya"]),
        ("states", ("Kenya", " France "), ["Kenya", "France"]),
        ("posted_on", "2027-03-31", "2027-03-31"),
        ("posted_on", "20280229", "2028-02-29"),
        ("posted_at", "2027-03-31T18:00:00+02:00", "2027-03-31T16:00:00.000000+00:00"),
        ("posted_at", "2027-03-31T16:00:00Z", "2027-03-31T16:00:00.000000+00:00"),
        ("value", "0", 0),
        ("value", "999999999999", 999_999_999_999),
        ("value", 999_999_999_999, 999_999_999_999),
        ("pieces", 0, 0),
        ("fragile", "yes", True),
        ("fragile", "no", False),
        ("fragile", False, False),
        ("speed", "fast", "fast"),
    ],
    ids=shortened,
)
def test_a_good_answer_becomes_a_fact(name: str, value: Any, expected: Any):
    found = fact(name, value)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize("nothing", [None, "", [], ()], ids=repr)
def test_an_answer_that_may_be_left_out_may_also_be_empty(nothing: Any):
    facts, findings = read(FORM, {**ENOUGH, "posted_on": nothing, "pieces": nothing})
    assert (facts, findings) == (ENOUGH, [])


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize("nothing", [None, "", [], ()], ids=repr)
def test_an_answer_that_is_needed_is_missed_when_it_is_empty(nothing: Any):
    assert read(FORM, {"title": "A vase", "states": nothing})[0] == {"title": "A vase"}
    assert sentences({"title": "A vase", "states": nothing}) == ["states (states) is not given"]


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("title", 7, "it is not a text"),
        ("title", "x" * (LONGEST_TEXT + 1), "it is longer than 1000000 characters"),
        ("title", "a\0b", "it holds control characters"),
        ("title", "a\x1bb", "it holds control characters"),
        ("title", "half a pair \ud800", "it holds control characters"),
        ("title", "the other \udfff", "it holds control characters"),
        ("title", " \n\t", "it is blank"),
        ("contact", 7, "it is not a text"),
        ("contact", "Rue 1\nParis", "it is not one line of at most 500 characters"),
        ("contact", "Rue 1\tParis", "it is not one line of at most 500 characters"),
        ("contact", "x" * (LONGEST_LINE + 1), "it is not one line of at most 500 characters"),
        ("states", 7, "it is not a list of texts"),
        ("states", ["France\nKenya"], "it is not one line of at most 500 characters"),
        ("states", ["France", 7], "it is not a text"),
        ("states", "France;", "it is blank"),
        ("states", "Kenya; Kenya ", "it names the same twice"),
        ("posted_on", "31 March 2027", "'31 March 2027' is not a day like 2027-03-31"),
        ("posted_on", "2027-02-29", "'2027-02-29' is not a day like 2027-03-31"),
        ("posted_on", 20270331, "20270331 is not a day like 2027-03-31"),
        (
            "posted_at",
            "2027-03-31T18:00:00",
            "'2027-03-31T18:00:00' is not an instant with its zone, like 2027-03-31T18:00:00+02:00",
        ),
        (
            "posted_at",
            "0001-01-01T00:00:00+02:00",
            "'0001-01-01T00:00:00+02:00' is not an instant with its zone, "
            "like 2027-03-31T18:00:00+02:00",
        ),
        ("value", -1, "-1 is not a whole number from 0 to twelve digits"),
        ("value", 10**12, "1000000000000 is not a whole number from 0 to twelve digits"),
        ("value", "1000000000000", "'1000000000000' is not a whole number from 0 to twelve digits"),
        ("value", "25,000", "'25,000' is not a whole number from 0 to twelve digits"),
        ("value", "٢", "'٢' is not a whole number from 0 to twelve digits"),
        ("value", True, "True is not a whole number from 0 to twelve digits"),
        ("pieces", 1.5, "1.5 is not a whole number from 0 to twelve digits"),
        ("fragile", "oui", "'oui' is neither yes nor no"),
        ("fragile", 1, "1 is neither yes nor no"),
        ("speed", "faster", "'faster' is none of slow, fast"),
        ("speed", ["fast"], "['fast'] is none of slow, fast"),
    ],
    ids=shortened,
)
def test_a_malformed_answer_is_refused_with_what_is_wrong(name: str, value: Any, why: str):
    assert fault(name, value) == f"{name} ({name}): {why}"


def test_every_fault_is_told_at_once_in_the_order_of_the_form():
    assert sentences({"title": " ", "value": "much", "colour": "blue"}) == [
        "title (title): it is blank",
        "states (states) is not given",
        "value (value): 'much' is not a whole number from 0 to twelve digits",
        "'colour' is not asked for here; asked for: contact (contact), fragile (fragile), pieces "
        "(pieces), posted_at (posted_at), posted_on (posted_on), speed (speed), states (states), "
        "title (title), value (value)",
    ]


def test_a_step_that_asks_for_nothing_takes_nothing():
    silent = step("send", "packed", "sent", ("clerk",), "4")
    assert read(silent, {}) == ({}, [])
    assert sentences({"title": "A vase"}, silent) == ["'title' is not asked for here; nothing is"]


# --- whatever is given -------------------------------------------------------------------------

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=30)
    | st.sampled_from(["yes", "fast", "2027-03-31", "2027-03-31T18:00:00+02:00", "France;Kenya"])
    | st.dates().map(str)
    | st.datetimes(timezones=st.timezones()).map(str)
)
anything = (
    scalars
    | st.lists(scalars, max_size=3)
    | st.dictionaries(st.text(max_size=3), scalars, max_size=2)
)
names = st.sampled_from([one.name for one in FORM.asks]) | st.text(max_size=10)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Every character there is: a list that the first run of a fresh checkout has yet to make."""

given_answers = st.dictionaries(names, anything, max_size=10)


@patient
@given(given_answers)
def test_whatever_is_given_no_unasked_fact_comes_through(answers: dict[str, Any]):
    facts, findings = read(FORM, answers)
    asked = {one.name for one in FORM.asks}
    assert set(facts) <= asked & set(answers)
    assert len(findings) >= len(set(answers) - asked)


@patient
@given(given_answers)
def test_whatever_is_given_a_needed_answer_is_a_fact_or_a_fault(answers: dict[str, Any]):
    facts, findings = read(FORM, answers)
    for one in FORM.asks:
        told = [f for f in findings if f.sentence.startswith(f"{one.label.en} ({one.name})")]
        given = answers.get(one.name) not in (None, "", [], ())
        assert (one.name in facts) + len(told) == (given or one.required)


@patient
@given(given_answers)
def test_facts_can_be_stored_and_read_again_as_they_are(answers: dict[str, Any]):
    facts, _ = read(FORM, answers)
    canonical(facts).encode()
    again, faults = read(FORM, facts)
    assert again == facts
    assert faults == read(FORM, {one: facts[one] for one in ENOUGH if one in facts})[1]


def test_every_kind_of_answer_has_a_reader():
    assert {one.kind for one in FORM.asks} == set(_READERS) == set(get_args(Kind))


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_an_instant_that_cannot_be_said_on_all_clocks_is_none(year: str):
    instant = f"{year}-06-01T12:00:00+00:00"
    assert fault("posted_at", instant).startswith(
        f"posted_at (posted_at): {instant!r} is not an instant with its zone"
    )


@pytest.mark.parametrize("instant", ["0002-01-01T00:00:00+00:00", "9998-12-31T23:59:59+00:00"])
def test_the_first_and_the_last_instant_are_instants(instant: str):
    assert str(fact("posted_at", instant))[:19] == instant[:19]
