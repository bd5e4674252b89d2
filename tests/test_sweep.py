"""What time alone brings about is done by the system, as ordinary moves; the clock only wakes."""

from datetime import UTC, datetime, timedelta
from threading import Event

from engine.dossier import Actor
from engine.runtime import reading
from engine.runtime.clock import waking
from engine.runtime.office import Office
from engine.runtime.sweep import seal_of_the_day, sweep
from portal.assemble import now
from tests.conftest import ToldClock
from tests.moves import CHIEF, GHANA, OFFICER, THE_SYSTEM, opened, posted, taken
from tests.test_relay import Post, relay


def state(office: Office, reference: str = "RL-2028-0001") -> str:
    with office.database.connect() as connection:
        return reading.dossiers(connection, [reference])[reference].state


def incomplete(office: Office, clock: ToldClock) -> None:
    """A dossier of the 2028 cycle whose missing information was asked for on 15 July 2027."""
    opened(office)
    taken(office, "submit", GHANA)
    taken(office, "register", OFFICER, file_no="02345")
    taken(office, "include", CHIEF, place="inside")
    taken(office, "start_check", OFFICER)
    clock.at = datetime(2027, 7, 15, 10, tzinfo=UTC)
    taken(office, "request_completion", OFFICER, missing="the consent of one community")
    posted(office)
    relay(office, Post()).send_due()


def test_a_dossier_received_in_time_is_left_alone(office: Office, clock: ToldClock):
    opened(office)
    clock.at = datetime(2027, 3, 31, 16, 0, 0, tzinfo=UTC)  # 18:00 in Paris
    taken(office, "submit", GHANA)
    assert sweep(office, THE_SYSTEM) == []
    assert state(office) == "submitted"


def test_a_dossier_received_a_microsecond_late_is_noted_as_late(office: Office, clock: ToldClock):
    opened(office)
    clock.at = datetime(2027, 3, 31, 16, 0, 0, 1, tzinfo=UTC)
    taken(office, "submit", GHANA)
    (moved,) = sweep(office, THE_SYSTEM)
    assert (moved.entry.trigger, moved.entry.actor, moved.entry.role) == (
        "note_late_receipt", "ich-dossiers", "system",
    )  # fmt: skip
    assert state(office) == "late"
    assert sweep(office, THE_SYSTEM) == []


def test_an_incomplete_dossier_is_returned_after_three_full_months_not_before(
    office: Office, clock: ToldClock
):
    incomplete(office, clock)
    clock.at = datetime(2027, 10, 15, 21, 59, 59, tzinfo=UTC)  # 23:59:59 in Paris
    assert sweep(office, THE_SYSTEM) == []
    clock.later(seconds=1)
    assert [one.entry.trigger for one in sweep(office, THE_SYSTEM)] == ["return_incomplete"]
    assert state(office) == "returned"


def test_a_sweep_that_slept_for_a_year_does_once_what_it_missed(office: Office, clock: ToldClock):
    incomplete(office, clock)
    clock.later(days=365)
    assert [one.entry.trigger for one in sweep(office, THE_SYSTEM)] == ["return_incomplete"]
    assert sweep(office, THE_SYSTEM) == []


def test_somebody_who_is_not_the_system_sweeps_nothing(office: Office, clock: ToldClock):
    incomplete(office, clock)
    clock.later(days=365)
    assert sweep(office, Actor("ich-dossiers", "state_party")) == []


def test_the_seal_of_the_day_is_made_once_a_day(office: Office, clock: ToldClock):
    opened(office)
    first = seal_of_the_day(office)
    assert first is not None
    assert seal_of_the_day(office) is None
    clock.at = datetime(2027, 3, 2, 0, 0, tzinfo=UTC)
    second = seal_of_the_day(office)
    assert second is not None
    assert (second.number, second.previous) == (2, first.hash)


def test_the_clock_holds_two_jobs_that_remember_nothing_and_do_once_what_was_missed():
    scheduler = waking(print, print)
    jobs = scheduler.get_jobs()
    assert [(job.coalesce, job.max_instances, job.misfire_grace_time) for job in jobs] == [
        (True, 1, None), (True, 1, None),
    ]  # fmt: skip
    assert scheduler._jobstores == {}


def test_the_clock_wakes_the_relay_and_the_sweep():
    relayed, swept = Event(), Event()
    scheduler = waking(relayed.set, swept.set)
    scheduler.start()
    try:
        for job in scheduler.get_jobs():
            job.modify(next_run_time=now() - timedelta(hours=1))
        assert relayed.wait(20)
        assert swept.wait(20)
    finally:
        scheduler.shutdown()
