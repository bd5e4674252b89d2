"""Moving a file up or down, how long it is until a date, what comes next: asked without a page."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar import Deadline
from engine.citation import Citation
from engine.dossier import Dossier
from portal.state_pages.clocks import lasts, next_date_told
from portal.state_pages.comes_next import comes_next
from portal.state_pages.ordering import Place, faults, in_order, moved, notes, number_of
from workflows.catalogue import workflows
from workflows.law import law
from workflows.next_date import next_date

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)

places = st.lists(
    st.tuples(st.sampled_from(["", "1", "2", "7", "x", "999"]), st.booleans()), max_size=7
).map(lambda given: [Place(f"RL-{n}", text, free) for n, (text, free) in enumerate(given)])


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), (" 12 ", 12), ("999", 999), ("1000", None), ("0", None), ("-1", None), ("", None),
     ("١", None), ("1.5", None), ("first", None)],
)  # fmt: skip
def test_a_place_is_a_whole_number_from_1_to_999(text, number):
    assert number_of(text) == number


@given(places, st.integers(0, 8), st.sampled_from([-1, 1]))
def test_moving_a_file_loses_none_and_changes_no_file_that_is_fixed(given_places, at, by):
    after = moved(given_places, f"RL-{at}", by)
    assert sorted(one.reference for one in after) == sorted(one.reference for one in given_places)
    fixed = {one for one in given_places if not one.open}
    assert {one for one in after if not one.open} == fixed
    numbers = [one.number for one in after if one.open]
    assert len(set(numbers)) == len(numbers)
    assert faults(after) == {}


@given(places, st.integers(0, 6))
def test_up_and_down_again_is_where_it_was(given_places, at):
    before = [one.reference for one in in_order(moved(given_places, "", 1)) if one.open]
    up = moved(given_places, f"RL-{at}", -1)
    if [one.reference for one in up if one.open] != before:
        down = moved(up, f"RL-{at}", 1)
        assert [one.reference for one in down if one.open] == before


def test_one_file_alone_needs_no_number():
    assert list(notes([Place("RL-1", "")])) == []


@pytest.mark.parametrize(
    ("after", "en", "fr"),
    [
        (timedelta(minutes=59), "in less than an hour", "dans moins d'une heure"),
        (timedelta(hours=1), "in 1 hour", "dans 1 heure"),
        (timedelta(hours=47, minutes=59), "in 47 hours", "dans 47 heures"),
        (timedelta(days=2), "in 2 days", "dans 2 jours"),
        (timedelta(days=89), "in 89 days", "dans 89 jours"),
        (timedelta(days=90), "in about 3 months", "dans environ 3 mois"),
        (-timedelta(days=2), "2 days ago", "il y a 2 jours"),
    ],
)
def test_how_long_it_is_is_said_in_words(after, en, fr):
    assert lasts(NOW, NOW + after) == (en, fr)


def test_a_date_is_near_from_thirty_days_before_it_until_it_is_over():
    def told(after):
        due = Deadline("x", NOW + after, "Europe/Paris", (), Citation("OD", "54"), "verified")
        one = next_date_told(due, NOW, "Pacific/Auckland")
        return one.near, one.over

    assert told(timedelta(days=30)) == (False, False)
    assert told(timedelta(days=30, seconds=-1)) == (True, False)
    assert told(timedelta(0)) == (True, False)
    assert told(timedelta(seconds=-1)) == (False, True)


def follows(state, now=NOW, workflow="rl", **facts):
    known = {"cycle": 2028, "states": ["Ghana"], "title": "Kente", **facts}
    one = Dossier("RL-1", workflow, workflows()[workflow].digest, state, 3, "", known)
    return comes_next(workflows()[workflow], one, next_date(law(), one), law(), now)


@pytest.mark.parametrize(
    ("state", "facts", "in_time", "late"),
    [
        ("draft", {}, "If it is received by 31 March 2027", "If it is filed now: received"),
        ("incomplete", {"letter_sent_at": "2027-06-01T12:00:00+00:00"},
         "If what is missing arrives by 30 September 2027", "the file is to be returned"),
        ("in_dialogue", {"questions_received_at": "2028-06-01T12:00:00+00:00"},
         "the Evaluation Body has it before it; otherwise the file is evaluated as it is",
         "the file is evaluated as it is"),
    ],
)  # fmt: skip
def test_what_follows_is_told_for_who_is_in_time_and_who_is_late(state, facts, in_time, late):
    early, over = follows(state, **facts), follows(state, datetime(2029, 1, 1, tzinfo=UTC), **facts)
    assert in_time in early.en
    assert late in over.en
    assert early.fr != early.en
    assert over.fr != over.en


def test_where_no_date_is_fixed_the_next_states_are_told_and_of_a_closed_file_nothing():
    assert follows("under_evaluation").en == (
        "Next, the file may be clarified in a dialogue or will have its evaluation."
    )
    assert follows("under_evaluation").fr == (
        "Ensuite, le dossier pourra être précisé par un dialogue ou aura son évaluation."
    )
    assert follows("inscribed") == ("", "")
