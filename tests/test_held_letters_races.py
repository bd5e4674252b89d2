"""Several people take a held letter in hand in the same instant: one thing happens, once."""

from collections import Counter

import pytest

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime import reading
from engine.runtime.held_letters import cancel
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.paragraphs import Paragraph, paragraph_of, write_paragraph
from engine.runtime.queries import looking
from engine.runtime.release import Released, release
from tests.holding import HADDAD, LETTER, LIND, RL, dossier, incomplete, row
from tests.moves import GHANA
from tests.parcels import at_once, faults

TURNS = range(5)


def one_release(office: Office, who: Actor, needed: int = 1) -> Released | Refused:
    return release(office, [LETTER], who, needed=needed, read={LETTER: 0})[LETTER]


def postings(office: Office) -> int:
    """How often the step was made that the release makes."""
    with looking(office.database) as connection:
        return Counter(one.trigger for one in reading.entries(connection, RL))["post_letter"]


@pytest.mark.parametrize("turn", TURNS)
def test_two_who_release_it_in_the_same_instant_make_one_step(office: Office, turn: int):
    incomplete(office)
    outcomes = at_once(lambda who: one_release(office, who), [LIND, HADDAD])
    assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "Released"]
    assert postings(office) == 1
    assert row(office).status == "waiting"
    assert faults(office.database) == []


@pytest.mark.parametrize("turn", TURNS)
def test_where_two_are_needed_and_both_come_at_once_it_leaves_once_by_both(
    office: Office, turn: int
):
    incomplete(office)
    outcomes = at_once(lambda who: one_release(office, who, needed=2), [LIND, HADDAD])
    assert sorted(one.leaves for one in outcomes if isinstance(one, Released)) == [False, True]
    assert set(row(office).released_by.split(" and ")) == {"A. Lind", "R. Haddad"}
    assert postings(office) == 1


@pytest.mark.parametrize("needed", [1, 2])
def test_a_double_click_releases_it_once(office: Office, needed: int):
    incomplete(office)
    outcomes = at_once(lambda who: one_release(office, who, needed=needed), [LIND] * 4)
    told = sorted(one.again for one in outcomes if isinstance(one, Released))
    assert told == [False, True, True, True]
    assert postings(office) == 2 - needed


@pytest.mark.parametrize("turn", TURNS)
def test_a_text_that_is_changed_while_another_releases_it_leaves_as_it_was_read_or_not_at_all(
    office: Office, turn: int
):
    incomplete(office)
    edit, released = at_once(
        lambda act: act(),
        [
            lambda: write_paragraph(office.database, LETTER, "Call us.", HADDAD, office.clock()),
            lambda: one_release(office, LIND),
        ],
    )
    with looking(office.database) as connection:
        text = paragraph_of(connection, [LETTER]).get(LETTER, "")
    if isinstance(released, Released):
        assert isinstance(edit, Refused)
        assert (text, row(office).status, postings(office)) == ("", "waiting", 1)
    else:
        assert isinstance(edit, Paragraph)
        assert (text, row(office).status, postings(office)) == ("Call us.", "held", 0)


@pytest.mark.parametrize("turn", TURNS)
def test_a_state_that_completes_its_file_while_the_letter_is_released_loses_nothing(
    office: Office, turn: int
):
    incomplete(office)
    completed, released = at_once(
        lambda act: act(),
        [
            lambda: office.execute(Move(RL, "resubmit", GHANA)),
            lambda: one_release(office, LIND),
        ],
    )
    assert not isinstance(completed, Refused)
    assert dossier(office).state == "resubmitted"
    left = isinstance(released, Released)
    assert (row(office).status, postings(office)) == (("waiting", 1) if left else ("held", 0))
    assert faults(office.database) == []


@pytest.mark.parametrize("turn", TURNS)
def test_a_letter_is_released_or_cancelled_and_never_both(office: Office, turn: int):
    incomplete(office)
    cancelled, released = at_once(
        lambda act: act(),
        [
            lambda: cancel(office.database, LETTER, "not needed", HADDAD, office.clock()),
            lambda: one_release(office, LIND),
        ],
    )
    assert isinstance(cancelled, Refused) != isinstance(released, Refused)
    assert (row(office).status, postings(office)) == (
        ("waiting", 1) if isinstance(released, Released) else ("cancelled", 0)
    )
