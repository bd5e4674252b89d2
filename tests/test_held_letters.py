"""A held letter leaves when enough people have released the same text, and not before."""

from datetime import UTC, datetime

import pytest

from engine.dossier import Actor
from engine.runtime.held_letters import cancel, held_letters, hold_back
from engine.runtime.office import Office
from engine.runtime.paragraphs import paragraph_of, versions, write_paragraph
from engine.runtime.queries import looking
from engine.runtime.release import release
from engine.runtime.seals import make_seal
from tests.conftest import ToldClock
from tests.holding import HADDAD, LETTER, LIND, RL, incomplete, refusal, released, row
from tests.moves import GHANA, held_keys, opened, taken
from tests.parcels import reasons

RECEIVED = f"{RL}:submission_received:2"


def write(office: Office, text: str, who: Actor = LIND, key: str = LETTER) -> object:
    return write_paragraph(office.database, key, text, who, office.clock())


# --- who releases ------------------------------------------------------------------------------


def test_one_person_releases_a_letter_and_it_leaves_under_that_name(
    office: Office, clock: ToldClock
):
    incomplete(office)
    clock.later(days=2)
    assert released(office).leaves
    sent = row(office)
    assert (sent.status, sent.released_by, sent.due_at) == ("waiting", "A. Lind", clock.at)
    assert held_keys(office) == []


def test_where_two_are_asked_for_it_waits_for_the_second(office: Office):
    incomplete(office)
    first = released(office, needed=2)
    assert (first.leaves, first.by) == (False, ("A. Lind",))
    assert row(office).status == "held"
    second = released(office, who=HADDAD, needed=2)
    assert (second.leaves, second.by) == (True, ("A. Lind", "R. Haddad"))
    assert row(office).released_by == "A. Lind and R. Haddad"


@pytest.mark.parametrize("name", ["A. Lind", " A. Lind ", "a.  LIND"])
def test_the_same_person_twice_is_one_person(office: Office, name: str):
    incomplete(office)
    released(office, needed=2)
    again = released(office, who=Actor(name, "secretariat"), needed=2)
    assert (again.leaves, again.again, again.by) == (False, True, ("A. Lind",))
    assert row(office).status == "held"


def test_who_released_a_letter_that_has_left_is_told_that_it_was_done(office: Office):
    incomplete(office)
    released(office)
    again = released(office)
    assert (again.leaves, again.again) == (True, True)
    assert refusal(office, who=HADDAD) == [
        f"{LETTER} is not held: it waits to be sent [House rule 1]"
    ]


def test_a_letter_that_one_person_released_leaves_when_one_is_enough_again(office: Office):
    incomplete(office)
    released(office, needed=2)
    assert released(office, needed=1).leaves


def test_each_letter_is_released_by_itself(office: Office):
    one, other = incomplete(office), incomplete(office, "RL-2028-0002", "02346")
    outcomes = release(office, [one, "nothing", other, one], LIND)
    assert list(outcomes) == [one, "nothing", other]
    assert reasons(outcomes["nothing"]) == [
        "no letter is held under the key nothing [House rule 3]"
    ]
    assert (row(office, one).status, row(office, other).status) == ("waiting", "waiting")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("  ", "it is not said who does it"),
        ("A" * 201, "the name: it is longer than 200 characters"),
        ("A\0", "the name: it holds control characters"),
    ],
)
def test_nobody_releases_without_a_name(office: Office, name: str, why: str):
    incomplete(office)
    assert refusal(office, who=Actor(name, "secretariat")) == [f"{why} [House rule 5]"]
    assert released(office, who=Actor("A" * 200, "secretariat")).leaves


def test_a_letter_about_no_dossier_is_held_and_released_too(office: Office):
    opened(office)
    make_seal(office)
    key = "seal:audit_seal:1"
    assert isinstance(hold_back(office.database, key, "not today", LIND, office.clock()), str)
    assert released(office, key).leaves
    assert row(office, key).status == "waiting"


# --- the paragraph -----------------------------------------------------------------------------


def test_the_last_paragraph_counts_and_each_version_is_kept(office: Office, clock: ToldClock):
    incomplete(office)
    write(office, " Please call us.\r\n\r\nThe form is short. ")
    clock.later(minutes=5)
    write(office, "Please write to us.", HADDAD)
    with looking(office.database) as connection:
        assert paragraph_of(connection, [LETTER, "nothing"]) == {LETTER: "Please write to us."}
        assert [(one.number, one.text, one.by, one.at) for one in versions(connection, LETTER)] == [
            (1, "Please call us.\n\nThe form is short.", "A. Lind",
             datetime(2027, 3, 1, 12, tzinfo=UTC)),
            (2, "Please write to us.", "R. Haddad", clock.at),
        ]  # fmt: skip


def test_an_empty_paragraph_takes_it_away(office: Office):
    incomplete(office)
    write(office, "Please call us.")
    write(office, "  \n")
    with looking(office.database) as connection:
        assert paragraph_of(connection, [LETTER]) == {}
        assert [one.text for one in versions(connection, LETTER)] == ["Please call us.", ""]


def test_the_same_text_once_more_is_no_new_version(office: Office):
    incomplete(office)
    assert write(office, "") == write(office, " ")
    assert write(office, "Please call us.") == write(office, "Please call us.\n", HADDAD)
    with looking(office.database) as connection:
        assert len(versions(connection, LETTER)) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x" * 5_001, "it is longer than 5000 characters"),
        ("a\x07b", "it holds control characters"),
        ("a\ud800b", "it holds control characters"),
    ],
)
def test_a_paragraph_that_cannot_be_kept_is_refused(office: Office, text: str, why: str):
    incomplete(office)
    assert reasons(write(office, text)) == [f"the paragraph: {why} [House rule 5]"]
    assert getattr(write(office, "x" * 5_000), "number", None) == 1


def test_nothing_is_added_to_a_letter_that_is_not_held(office: Office):
    incomplete(office)
    released(office)
    assert reasons(write(office, "Too late.")) == [
        f"{LETTER} is not held: it waits to be sent [House rule 1]"
    ]
    assert reasons(write(office, "Where?", key="nothing")) == [
        "no letter is held under the key nothing [House rule 3]"
    ]


def test_an_edit_voids_the_releases_before_it_and_they_stay_on_record(office: Office):
    incomplete(office)
    released(office, needed=2)
    write(office, "Please call us.", HADDAD)
    assert not released(office, who=HADDAD, needed=2).leaves  # who wrote it may release it
    with looking(office.database) as connection:
        (held,) = held_letters(connection)
    assert (held.paragraph.number, held.released_by) == (1, ("R. Haddad",))
    assert released(office, needed=2).leaves


def test_what_was_changed_since_it_was_read_is_not_released_unread(office: Office):
    incomplete(office)
    write(office, "Please call us.", HADDAD)
    assert refusal(office, read={LETTER: 0}) == [
        f"the paragraph of {LETTER} was changed by R. Haddad since it was read: read it again "
        "(number 1, not 0) [House rule 2]"
    ]
    assert released(office, read={LETTER: 1}).leaves


# --- cancelled, held back ----------------------------------------------------------------------


def test_a_held_letter_is_cancelled_with_a_reason_and_never_leaves(office: Office):
    incomplete(office)
    said = cancel(office.database, LETTER, "it was withdrawn by telephone", LIND, office.clock())
    assert said == "cancelled by A. Lind on 2027-03-01 12:00 UTC: it was withdrawn by telephone"
    assert (row(office).status, row(office).problem) == ("cancelled", said)
    assert refusal(office) == [f"{LETTER} is not held: it was cancelled ({said}) [House rule 1]"]
    assert reasons(cancel(office.database, LETTER, "again", LIND, office.clock())) == [
        f"{LETTER} is not held: it was cancelled ({said}) [House rule 1]"
    ]


def test_what_was_cancelled_by_mistake_is_held_again_and_leaves_without_its_old_story(
    office: Office,
):
    incomplete(office)
    cancel(office.database, LETTER, "a mistake", LIND, office.clock())
    hold_back(office.database, LETTER, "it was needed after all", HADDAD, office.clock())
    with looking(office.database) as connection:
        (held,) = held_letters(connection)
    assert held.why == "held by R. Haddad on 2027-03-01 12:00 UTC: it was needed after all"
    assert released(office).leaves
    assert row(office).problem is None


def test_a_letter_that_waits_is_held_back_until_it_is_released(office: Office):
    opened(office)
    taken(office, "submit", GHANA)
    hold_back(office.database, RECEIVED, "the address is in doubt", LIND, office.clock())
    assert held_keys(office) == [RECEIVED]
    assert reasons(hold_back(office.database, RECEIVED, "again", LIND, office.clock())) == [
        f"{RECEIVED} is held already [House rule 1]"
    ]
    assert released(office, RECEIVED).leaves


def test_a_letter_that_was_released_is_not_held_back_for_its_time_may_have_begun(office: Office):
    incomplete(office)
    released(office)
    assert reasons(hold_back(office.database, LETTER, "wait", HADDAD, office.clock())) == [
        f"{LETTER} was released by A. Lind: it leaves [House rule 1]"
    ]


@pytest.mark.parametrize("change", [cancel, hold_back])
def test_both_need_a_reason_a_name_and_a_letter(office: Office, change):
    incomplete(office)
    now, nobody = office.clock(), Actor("", "secretariat")
    assert [
        reasons(change(office.database, *how, now))[0]
        for how in (
            (LETTER, " ", LIND), (LETTER, "a\0", LIND), (LETTER, "because", nobody),
        )
    ] == [
        "it needs a written reason [House rule 5]",
        "the reason: it holds control characters [House rule 5]",
        "it is not said who does it [House rule 5]",
    ]  # fmt: skip
    (unknown,) = reasons(change(office.database, "nothing", "because", LIND, now))
    assert unknown.endswith("nothing [House rule 3]")
    assert held_keys(office) == [LETTER]
