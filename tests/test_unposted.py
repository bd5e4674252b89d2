"""No file is returned to its State by a letter that stayed here, or may never have arrived."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from engine.content import stamp
from engine.runtime.leaving import WouldLeave, leaving
from engine.runtime.office import Office
from engine.runtime.pauses import EVERYTHING, go_on, pause
from engine.runtime.queries import looking
from engine.runtime.sweep import sweep
from engine.runtime.tables import letter
from tests.conftest import ToldClock
from tests.holding import LETTER, RL, dossier, incomplete, refusal, released, row
from tests.moves import GHANA, OFFICER, THE_SYSTEM, opened, taken
from tests.parcels import reasons
from tests.test_relay import Post, relay

OTHER = "RL-2028-0002"
RELEASED = datetime(2027, 7, 15, 10, tzinfo=UTC)
AFTERWARDS = datetime(2027, 10, 16, 10, tzinfo=UTC)


def left(office: Office, clock: ToldClock) -> None:
    """The letter is released on 15 July 2027 and sent; its three months have passed."""
    incomplete(office)
    clock.at = RELEASED
    released(office)
    relay(office, Post()).send_due()
    clock.at = AFTERWARDS


def stands(office: Office, key: str, status: str) -> None:
    """Say of a letter where it stands."""
    with office.database.begin() as connection:
        connection.execute(update(letter).where(letter.c.key == key).values(status=status))


def returned(office: Office) -> list[str]:
    """The steps of a sweep."""
    return [one.entry.trigger for one in sweep(office, THE_SYSTEM)]


# --- paused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "said"), [(RL, f"the letters about {RL}"), (EVERYTHING, "all letters")]
)
def test_a_letter_that_begins_a_time_is_not_released_while_letters_are_paused(
    office: Office, clock: ToldClock, what: str, said: str
):
    incomplete(office)
    pause(office.database, what, "the address is in doubt", "A. Lind", clock.at)
    against = (
        f"{LETTER} begins the time of the State and cannot leave now: {said} are paused since "
        "1 March 2027, 12:00 (UTC) by A. Lind (the address is in doubt); let them leave again "
        "first [House rule 2]"
    )
    assert refusal(office) == [against]
    assert (dossier(office).version, row(office).status) == (6, "held")
    with looking(office.database) as connection:
        found = leaving(connection, office.book, LETTER, clock.at)
    assert isinstance(found, WouldLeave)
    assert reasons(found.against) == [against]
    assert found.promise.facts["letter_sent_at"] == stamp(clock.at)
    clock.at = RELEASED
    go_on(office.database, what, "A. Lind", clock.at)
    assert released(office).leaves
    assert dossier(office).instant("letter_sent_at") == RELEASED


def test_while_another_dossier_is_paused_it_is_released(office: Office, clock: ToldClock):
    incomplete(office)
    opened(office, OTHER)
    pause(office.database, OTHER, "the address is in doubt", "A. Lind", clock.at)
    assert released(office).leaves


def test_a_letter_that_begins_no_time_is_released_and_waits_until_letters_leave_again(
    office: Office, clock: ToldClock
):
    opened(office)
    taken(office, "submit", GHANA)
    received = f"{RL}:submission_received:2"
    stands(office, received, "held")
    pause(office.database, RL, "the address is in doubt", "A. Lind", clock.at)
    assert released(office, received).leaves
    assert row(office, received).status == "waiting"


# --- not gone ------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["waiting", "claimed", "sending", "failed", "uncertain"])
def test_no_file_is_returned_while_its_letter_may_not_have_arrived(
    office: Office, clock: ToldClock, status: str
):
    left(office, clock)
    stands(office, LETTER, status)
    assert returned(office) == []
    stands(office, LETTER, "sent")
    assert returned(office) == ["return_incomplete"]


def test_another_letter_of_the_file_that_failed_and_a_copy_to_others_keep_nothing(
    office: Office, clock: ToldClock
):
    left(office, clock)
    stands(office, f"{RL}:submission_received:2", "failed")
    with office.database.begin() as connection:
        copy = {"key": f"{LETTER}:copy", "address": "ama@example.org", "status": "failed"}
        connection.execute(letter.insert().values(**{**row(office)._asdict(), **copy}))
    assert returned(office) == ["return_incomplete"]


def test_the_letter_of_another_file_that_failed_keeps_nothing(office: Office, clock: ToldClock):
    other = incomplete(office, OTHER, "02346")
    left(office, clock)
    stands(office, other, "failed")
    assert returned(office) == ["return_incomplete"]


def test_of_two_rounds_the_letter_of_the_last_one_counts(office: Office, clock: ToldClock):
    incomplete(office)
    released(office)
    taken(office, "resubmit", GHANA)
    taken(office, "check_again", OFFICER)
    asked = taken(office, "request_completion", OFFICER, missing="Section 5")
    clock.at = RELEASED
    last = f"{RL}:completeness:{asked.entry.number}"
    released(office, last)
    relay(office, Post()).send_due()
    clock.at = AFTERWARDS
    stands(office, LETTER, "failed")
    stands(office, last, "failed")
    assert returned(office) == []
    stands(office, last, "sent")
    assert returned(office) == ["return_incomplete"]
