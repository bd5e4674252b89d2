"""The trail of a dossier: a chain of entries whose sum is its state, and what breaks it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.content import canonical, digest, stamp
from engine.dossier import NEW, Dossier, Facts
from engine.element import Element
from engine.events import Entry, after, entry_from, fault_of, fold, misfit
from engine.words import Words

EMPTY = Dossier("P-1", "")

texts = st.text('aZ7é ;\n"\\🎭', max_size=8)
values = texts | st.integers() | st.booleans() | st.lists(texts, max_size=3)
facts = st.dictionaries(st.sampled_from(["address", "grams", "note", "states"]), values, max_size=3)
moves = st.tuples(st.sampled_from(["packed", "weighed", "sent"]), facts)
chains = st.lists(moves, min_size=1, max_size=6)


def entry(dossier: Dossier, target: str, added: Facts) -> Entry:
    """The next entry of a dossier."""
    return Entry(
        reference=dossier.reference,
        number=dossier.version + 1,
        at="2027-03-01T12:00:00.000000+00:00",
        actor="Ada",
        role="clerk",
        trigger="move",
        source=dossier.state,
        target=target,
        workflow="parcel",
        definition="d" * 64,
        law="1" * 64,
        facts=added,
        reason="",
        request=None,
        previous=dossier.head,
    ).sealed()


def chain(*steps: tuple[str, Facts]) -> list[Entry]:
    """Entries that follow each other."""
    dossier, entries = EMPTY, []
    for target, added in steps:
        entries.append(entry(dossier, target, added))
        dossier = after(dossier, entries[-1])
    return entries


def test_a_dossier_is_the_sum_of_what_has_happened_to_it():
    first, second = chain(("packed", {"address": "Rue 1", "note": "old"}), ("sent", {"note": "x"}))
    assert fold("P-1", [first, second]) == Dossier(
        "P-1", "parcel", "d" * 64, "sent", 2, second.hash, {"address": "Rue 1", "note": "x"}
    )


def test_a_dossier_to_which_nothing_has_happened_is_new():
    assert fold("P-1", []) == Dossier("P-1", "", state=NEW, version=0, head="", facts={})


@given(chains)
def test_entries_that_follow_each_other_always_fit_and_add_up(steps: list[tuple[str, Any]]):
    dossier = EMPTY
    for one in chain(*steps):
        assert misfit(dossier, one) is None
        dossier = after(dossier, one)
    assert dossier == fold("P-1", chain(*steps))
    assert (dossier.version, dossier.state) == (len(steps), steps[-1][0])


@given(chains, st.data())
def test_no_entry_fits_anywhere_but_in_its_place(steps: list[tuple[str, Any]], data: st.DataObject):
    entries = chain(*steps)
    place = data.draw(st.integers(0, len(entries) - 1))
    upto = data.draw(st.integers(0, len(entries)).filter(lambda one: one != place))
    assert misfit(fold("P-1", entries[:upto]), entries[place]) is not None


@given(chains)
def test_an_entry_survives_being_written_down_and_read_back(steps: list[tuple[str, Any]]):
    assert [entry_from(one.record()) for one in chain(*steps)] == chain(*steps)


def test_a_missing_entry_is_told():
    first, second = chain(("packed", {}), ("sent", {}))
    assert misfit(EMPTY, second) == (
        "dossier P-1, entry 1 is missing or out of order: entry 2 stands in its place"
    )
    assert misfit(after(EMPTY, first), first) == (
        "dossier P-1, entry 2 is missing or out of order: entry 1 stands in its place"
    )


CHANGES: dict[str, Any] = {
    "reference": "P-2",
    "at": "2027-03-01T12:00:00.000001+00:00",
    "actor": "Eve",
    "role": "sender",
    "trigger": "weigh",
    "source": "lost",
    "target": "lost",
    "workflow": "letter",
    "definition": "e" * 64,
    "law": "2" * 64,
    "facts": {"grams": 6},
    "reason": "because",
    "request": "key",
    "previous": "f" * 64,
    "hash": "0" * 64,
    "through": "Mallory, sender",
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_is_changed_in_an_entry_is_seen(name: str):
    (sealed,) = chain(("packed", {"grams": 5}))
    assert misfit(EMPTY, replace(sealed, **{name: CHANGES[name]})) == (
        "dossier P-1, entry 1 was changed: its content does not match its hash"
    )


def test_nothing_in_an_entry_but_its_number_is_left_out_of_the_changes_above():
    assert {*CHANGES, "number"} == set(Entry.__dataclass_fields__)


def test_a_changed_entry_that_was_given_a_new_hash_breaks_the_chain_after_it():
    first, second = chain(("packed", {"grams": 5}), ("sent", {}))
    forged = replace(first, facts={"grams": 6}).sealed()
    assert misfit(EMPTY, forged) is None
    assert misfit(after(EMPTY, forged), second) == (
        "dossier P-1, entry 2 does not follow the entry before it: the chain is broken there"
    )


def test_an_entry_leaves_the_state_in_which_the_dossier_was():
    (first,) = chain(("packed", {}))
    assert misfit(EMPTY, replace(first, source="sent").sealed()) == (
        "dossier P-1, entry 1 leaves the state sent, but the dossier was new"
    )


# --- a dossier and its trail -------------------------------------------------------------------

TRAIL = chain(("packed", {"address": "Rue 1"}), ("sent", {"note": "x"}))
SOUND = fold("P-1", TRAIL)


def test_a_dossier_that_is_the_sum_of_its_entries_has_no_fault():
    assert fault_of(SOUND, TRAIL) is None
    assert fault_of(EMPTY, []) is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"version": 3}, "dossier P-1, entry 3 is missing: the dossier is at version 3"),
        ({"version": 1}, "dossier P-1 has 2 entries, but stands at version 1"),
        (
            {"state": "lost"},
            "dossier P-1: its state was changed: its entries lead to sent, but it stands as lost",
        ),
        ({"facts": {}}, "dossier P-1 does not agree with its entries: facts"),
        ({"head": "f" * 64}, "dossier P-1 does not agree with its entries: head"),
        (
            {"workflow": "letter", "definition": "e" * 64},
            "dossier P-1 does not agree with its entries: workflow, definition",
        ),
    ],
    ids=str,
)
def test_a_dossier_that_says_something_else_than_its_entries_is_told(
    changes: dict[str, Any], told: str
):
    assert fault_of(replace(SOUND, **changes), TRAIL) == told


def test_a_dossier_whose_last_entry_was_cut_off_is_told():
    assert fault_of(SOUND, TRAIL[:1]) == (
        "dossier P-1, entry 2 is missing: the dossier is at version 2"
    )


def test_the_first_entry_that_does_not_fit_is_told_before_all_else():
    forged = replace(TRAIL[0], actor="Eve")
    assert fault_of(replace(SOUND, state="lost"), [forged, TRAIL[1]]) == (
        "dossier P-1, entry 1 was changed: its content does not match its hash"
    )


# --- contents and their hash -------------------------------------------------------------------


@given(st.dictionaries(texts, values, max_size=5))
def test_equal_contents_have_one_text_and_one_hash_in_whatever_order(content: dict[str, Any]):
    turned = dict(reversed(content.items()))
    assert canonical(turned) == canonical(content)
    assert digest(turned) == digest(content)


@given(st.dictionaries(texts, values, max_size=3), st.data())
def test_other_contents_have_another_hash(content: dict[str, Any], data: st.DataObject):
    other = data.draw(st.dictionaries(texts, values, max_size=3))
    assert (digest(other) == digest(content)) == (canonical(other) == canonical(content))


def test_a_hash_is_that_of_the_sorted_text_without_spaces():
    assert canonical({"b": [1, True], "a": "é"}) == '{"a":"é","b":[1,true]}'
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_an_instant_is_stored_as_utc_to_the_microsecond():
    paris = timezone(timedelta(hours=2))
    assert stamp(datetime(2027, 3, 31, 18, tzinfo=paris)) == "2027-03-31T16:00:00.000000+00:00"


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_stored_instants_sort_as_the_instants_do(one: datetime, other: datetime):
    assert (stamp(one) < stamp(other)) == (one < other)


# --- what a dossier knows of itself ------------------------------------------------------------


def test_a_dossier_reads_its_facts_as_what_they_are():
    facts: Facts = {
        "states": ["Kenya", "Uganda"],
        "cycle": 2028,
        "received_at": "2027-03-31T16:00:00.000000+00:00",
        "decided_on": "2028-12-04",
        "amount": 5,
    }
    dossier = Dossier("RL-2028-0001", "rl", facts=facts)
    assert dossier.states == ("Kenya", "Uganda")
    assert dossier.cycle == 2028
    assert dossier.instant("received_at") == datetime(2027, 3, 31, 16, tzinfo=UTC)
    assert str(dossier.day("decided_on")) == "2028-12-04"
    assert dossier.text("amount") == "5"


def test_a_dossier_without_facts_answers_with_nothing():
    dossier = Dossier("RL-2028-0001", "rl", facts={"states": "Kenya", "cycle": "2028"})
    assert (dossier.states, dossier.cycle) == ((), None)
    assert Dossier("RL-2028-0001", "rl").states == ()
    assert (dossier.instant("received_at"), dossier.day("decided_on")) == (None, None)
    assert dossier.text("title") == ""


def test_an_element_of_one_state_is_national():
    since = datetime(2021, 12, 15, tzinfo=UTC).date()
    element = Element("00001", "Song", "RL", 2021, since, ("Kenya",))
    assert element.national
    assert not replace(element, states=("Kenya", "Uganda")).national


def test_words_are_spoken_in_either_language():
    assert Words("file", "dossier").spoken("en") == "file"
    assert Words("file", "dossier").spoken("fr") == "dossier"
