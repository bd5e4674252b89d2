"""Whatever is given to a form: it is read without an error, harms nothing and is never lost."""

from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.content import canonical
from forms.answers import Filled, read
from tests.toy_form import FILLED, PARCEL, STATES

characters = st.characters() | st.sampled_from("\0\x1c\x85\u202e\u2066\ud800\ufeff\r\n ;|")
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(characters, max_size=8)
    | st.sampled_from(["yes", "fast", "slow", "2026-03-31", "2026-03", "2026-02", "012", "a@b.org"])
)
parts = st.sampled_from(
    "name title email address phone item amount paid_by activity from to".split()
)
names = (
    st.sampled_from([asked.name for asked in PARCEL.fields])
    | parts
    | st.sampled_from(STATES)
    | st.text(characters, max_size=4)
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)
rows = st.lists(st.dictionaries(parts, scalars, max_size=4), max_size=3)
likely = anything | rows | st.dictionaries(st.sampled_from(STATES), rows | scalars)
answers = (
    st.dictionaries(st.sampled_from([asked.name for asked in PARCEL.fields]), likely, max_size=8)
    | st.dictionaries(names, likely, max_size=8)
    | anything
)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def leaves(value: Any) -> Iterator[Any]:
    """Every text, number and truth in a value."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from leaves(one)
    else:
        yield value


def essence(leaf: Any) -> str:
    """What must be found again of a text, a number or a truth."""
    if leaf is None:
        return ""
    text = {"yes": "True", "no": "False"}.get(str(leaf), str(leaf))
    number = text.strip()
    if number.isascii() and number.isdigit():
        return str(int(number))
    return "".join(text.split()).replace("\ufeff", "")


def found(filled: Filled) -> set[str]:
    """All that was kept: in values, in faults, and the names that nobody asked for."""
    kept = [filled.values, *(fault.given for fault in filled.faults)]
    return {essence(leaf) for one in kept for leaf in leaves(one)} | {""}


@patient
@given(answers)
def test_whatever_is_given_nothing_of_it_is_lost(answers: Any):
    filled = read(PARCEL, STATES, answers)
    assert {essence(leaf) for leaf in leaves(answers)} <= found(filled)


@patient
@given(answers)
def test_what_was_understood_can_be_stored_and_read_again_as_it_is(answers: Any):
    values = read(PARCEL, STATES, answers).values
    canonical(values).encode()
    again = read(PARCEL, STATES, values)
    assert (again.values, again.faults) == (values, ())


@patient
@given(answers)
def test_every_question_is_answered_or_open_or_told(answers: Any):
    filled = read(PARCEL, STATES, answers)
    told = [fault.path.split(" / ") for fault in filled.faults]
    for asked in PARCEL.fields:
        for state in STATES if asked.per_state else ("",):
            value = filled.values.get(asked.name)
            value = value.get(state) if state and value else value
            is_open = [one for one in filled.open if (one.field, one.state) == (asked.name, state)]
            own = [path for path in told if path in ([asked.name], [asked.name, state])]
            inside = [path for path in told if path[0] == asked.name]
            assert len(is_open) <= 1
            if asked.required and value is None:
                assert is_open or own or inside


@patient
@given(answers)
def test_every_sentence_is_short_and_can_be_read(answers: Any):
    filled = read(PARCEL, STATES, answers)
    told = [one.sentence for one in (*filled.faults, *filled.remarks)]
    told += [one.sentence for one in filled.open] + [one.sentence for one in filled.beyond]
    for sentence in (spoken for both in told for spoken in both):
        assert len(sentence) < 300
        assert not {"\0", "\u202e", "\u2066", "\ud800", "\x85"} & set(sentence)
        sentence.encode()


def test_what_is_nested_as_deep_as_can_be_is_one_fault():
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    found = read(PARCEL, STATES, {**FILLED, "title": deep, "stamps": deep})
    assert [fault.path for fault in found.faults] == ["title", "stamps / 1"]
