"""Delivery: a real mail server refuses, closes and breaks off, and no letter is lost or doubled
unseen."""

import time
from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTP

import pytest

from engine.runtime import outbox
from engine.runtime.office import Office
from engine.runtime.outbox import LAPSED, LEASE
from engine.runtime.posted import Copy, Leaving
from engine.runtime.stuck import Stuck, retry, settle, stuck
from notifications.binding import BINDING
from notifications.letters import written
from notifications.lines import IDLE_SECONDS, Line, Lines, MailServer, hang_up
from notifications.transports import smtp
from tests.conftest import ToldClock
from tests.mail_sink import LOOPBACK, Sink, listening
from tests.moves import CHIEF, posted
from tests.test_relay import RECEIVED, Post, relay, returned, row, submitted

OTHER = "RL-2028-0002:submission_received:2"


class Ticks:
    """Seconds that pass when they are told to."""

    at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def lines(sink: Sink, ticks: Ticks) -> Iterator[Lines]:
    """Lines to a real server."""
    with listening(sink) as port:
        kept = Lines(MailServer(LOOPBACK, port, timeout=5), ticks)
        yield kept
        kept.close()


def released(office: Office, clock: ToldClock) -> str:
    """A letter that binds and is about to leave."""
    key = returned(office, clock)
    posted(office, actor=CHIEF)
    return key


def state(office: Office, key: str) -> tuple[str, str | None]:
    """How a letter stands, and why."""
    found = row(office, key)
    return found.status, found.problem


# --- one line for many letters -----------------------------------------------------------------


def test_many_letters_go_over_one_line_which_is_closed_with_a_goodbye(
    office: Office, sink: Sink, lines: Lines
):
    for number in range(1, 6):
        submitted(office, f"RL-2028-{number:04}")
    assert relay(office, smtp(lines)).send_due() == (5, 0)
    assert (len(sink.letters), sink.lines, sink.said) == (5, 1, [])
    lines.close()
    assert sink.said == ["QUIT"]


def test_a_line_carries_so_many_letters_and_is_changed_for_another(office: Office, sink: Sink):
    for number in range(1, 6):
        submitted(office, f"RL-2028-{number:04}")
    with listening(sink) as port:
        two = Lines(MailServer(LOOPBACK, port, most=2))
        assert relay(office, smtp(two)).send_due() == (5, 0)
        two.close()
    assert (len(sink.letters), sink.lines, sink.said) == (5, 3, ["QUIT"] * 3)


@pytest.mark.parametrize(("later", "asked"), [(0.0, []), (0.1, ["NOOP"])])
def test_a_line_that_was_silent_for_long_is_asked_whether_it_still_answers(
    office: Office, sink: Sink, lines: Lines, ticks: Ticks, later: float, asked: list[str]
):
    submitted(office)
    relay(office, smtp(lines)).send_due()
    ticks.at += IDLE_SECONDS + later
    submitted(office, "RL-2028-0002")
    assert relay(office, smtp(lines)).send_due() == (1, 0)
    assert (sink.lines, sink.said) == (1, asked)


@pytest.mark.parametrize("silent", [0, IDLE_SECONDS + 1], ids=["at once", "after a silence"])
@pytest.mark.parametrize("how", ["closes", "421 closing"])
def test_a_line_that_the_server_closed_meanwhile_is_replaced_unseen(
    office: Office, sink: Sink, lines: Lines, ticks: Ticks, silent: int, how: str
):
    submitted(office)
    sink.data += [how] if how == "closes" else []
    relay(office, smtp(lines)).send_due()
    sink.mail += [how] if how != "closes" else []
    time.sleep(0.3)
    ticks.at += silent
    submitted(office, "RL-2028-0002")
    assert relay(office, smtp(lines)).send_due() == (1, 0)
    assert (state(office, OTHER), sink.lines, len(sink.letters)) == (("sent", None), 2, 2)


# --- refused, or to be tried again -------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "answer", "status"),
    [
        ("mail", "451 4.3.0 later", "waiting"),
        ("rcpt", "450 4.2.1 greylisted", "waiting"),
        ("data", "452 4.3.1 the disk is full", "waiting"),
        ("mail", "421 4.3.2 closing", "waiting"),
        ("mail", "530 5.7.0 sign in first", "waiting"),
        ("mail", "550 5.7.1 not from you", "failed"),
        ("rcpt", "550 5.1.1 no such person", "failed"),
        ("data", "554 5.6.0 not such a letter", "failed"),
    ],
)
def test_what_a_server_refuses_for_now_waits_and_what_it_refuses_for_good_has_failed(
    office: Office, sink: Sink, lines: Lines, when: str, answer: str, status: str
):
    submitted(office)
    submitted(office, "RL-2028-0002")
    getattr(sink, when).append(answer)
    assert relay(office, smtp(lines)).send_due() == (1, 1)
    assert state(office, RECEIVED) == (status, answer)
    assert state(office, OTHER) == ("sent", None)
    assert sink.lines == (2 if answer.startswith("421") else 1)


def test_a_server_that_refuses_before_the_text_is_given_none(
    office: Office, sink: Sink, lines: Lines
):
    submitted(office)
    sink.rcpt.append("forget")
    assert relay(office, smtp(lines)).send_due() == (0, 1)
    assert state(office, RECEIVED) == ("failed", "503 Error: need RCPT command")


def test_a_line_that_breaks_after_a_refusal_is_replaced_for_the_next_letter(
    office: Office, sink: Sink, lines: Lines
):
    submitted(office)
    submitted(office, "RL-2028-0002")
    sink.rcpt.append("550 5.1.1 no such person")
    sink.rset.append("drop")
    assert relay(office, smtp(lines)).send_due() == (1, 1)
    assert (state(office, OTHER), sink.lines) == (("sent", None), 2)


def test_a_line_that_is_closed_already_is_left_alone():
    hang_up(line := Line(SMTP()))
    assert line.connection.sock is None


def test_a_failed_letter_is_shown_with_the_words_of_the_server_and_sent_again_by_an_officer(
    office: Office, clock: ToldClock, sink: Sink, lines: Lines
):
    submitted(office)
    sink.rcpt.append("550 5.1.1 no such person")
    relay(office, smtp(lines)).send_due()
    assert stuck(office.database, "failed") == [Stuck(RECEIVED, 1, "550 5.1.1 no such person")]
    assert retry(office.database, [RECEIVED, "nothing"], "A. Lind", clock.at) == [RECEIVED]
    assert retry(office.database, [RECEIVED], "R. Haddad", clock.at) == []
    assert relay(office, smtp(lines)).send_due() == (1, 0)
    found = row(office, RECEIVED)
    assert (found.status, found.attempts, found.released_by) == ("sent", 1, "A. Lind")


def test_a_line_that_breaks_before_the_end_of_a_letter_costs_nothing_but_time(
    office: Office, clock: ToldClock, sink: Sink, lines: Lines
):
    key = released(office, clock)
    sink.rcpt.append("drop")
    assert relay(office, smtp(lines)).send_due() == (0, 1)
    assert row(office, key).status == "waiting"
    clock.later(minutes=2)
    assert relay(office, smtp(lines)).send_due() == (1, 0)
    assert len(sink.letters) == 1


# --- uncertain ---------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["drop", "who knows"])
def test_a_letter_that_binds_is_uncertain_when_nothing_readable_answers_its_end(
    office: Office, clock: ToldClock, sink: Sink, lines: Lines, answer: str
):
    key = released(office, clock)
    sink.data.append(answer)
    assert relay(office, smtp(lines)).send_due() == (0, 1)
    status, problem = state(office, key)
    assert (status, str(problem).startswith("no answer to the end")) == ("uncertain", True)
    clock.later(days=30)
    assert relay(office, smtp(lines)).send_due() == (0, 0)
    assert len(sink.letters) == 1


def test_a_letter_whose_line_broke_after_its_end_is_uncertain_and_not_sent_again_unseen(
    office: Office, clock: ToldClock, sink: Sink, lines: Lines
):
    submitted(office)
    sink.data.append("drop")
    assert relay(office, smtp(lines)).send_due() == (0, 1)
    assert row(office, RECEIVED).status == "uncertain"
    clock.later(days=2)
    assert relay(office, smtp(lines)).send_due() == (0, 0)
    assert len(sink.letters) == 1


@pytest.mark.parametrize(("arrived", "status", "more"), [(True, "sent", 0), (False, "waiting", 1)])
def test_a_person_settles_what_is_uncertain(
    office: Office, clock: ToldClock, arrived: bool, status: str, more: int
):
    key = released(office, clock)

    def dying(message: object, name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        relay(office, dying).send_due()
    clock.at += LEASE
    assert relay(office, Post()).send_due() == (0, 0)
    assert row(office, key).status == "sending"
    clock.later(seconds=1)
    assert relay(office, Post()).send_due() == (0, 0)
    assert stuck(office.database, "uncertain") == [Stuck(key, 1, LAPSED)]
    assert settle(office.database, key, "A. Lind", clock.at, arrived=arrived)
    assert not settle(office.database, key, "R. Haddad", clock.at, arrived=arrived)
    assert (row(office, key).status, row(office, key).released_by) == (status, "A. Lind")
    assert relay(office, Post()).send_due() == (more, 0)


def test_a_letter_that_was_claimed_and_never_begun_is_not_in_doubt(
    office: Office, clock: ToldClock
):
    key = released(office, clock)
    (promise,) = outbox.claim(office.database, clock.at)
    clock.at += LEASE + timedelta(seconds=1)
    assert relay(office, post := Post()).send_due() == (1, 0)
    assert post.keys == [key]
    copy = Copy("", "", "", "", "")
    begun = [Leaving(promise.key, promise.claimed_at, copy)]
    assert not outbox.turn(office.database, [], clock.at, begun)


def test_a_relay_whose_lease_ran_out_leaves_to_the_other_what_it_had_not_begun(
    office: Office, clock: ToldClock
):
    key = released(office, clock)
    submitted(office, "RL-2028-0002")
    clock.later(seconds=1)
    quick = Post()
    begun: list[str] = []

    def sending(message: object, name: str) -> None:
        begun.append(name)
        clock.at += LEASE + timedelta(seconds=1)
        relay(office, quick).send_due()

    assert relay(office, sending).send_due() == (1, 0)
    assert (begun, quick.keys) == ([key], [OTHER])
    assert state(office, key) == ("sent", None)


def test_every_letter_that_binds_is_written():
    assert {key for key, _ in written()} >= BINDING
