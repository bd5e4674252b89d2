"""The relay in crashes and crowds: no letter twice, none lost without being shown, and who gets the
copies of a letter that is tried again."""

from collections import Counter
from email.message import EmailMessage
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from engine.runtime import outbox
from engine.runtime.correspondents import Correspondent
from engine.runtime.correspondents import Post as Appointed
from engine.runtime.entering import enter, leave
from engine.runtime.office import Office
from engine.runtime.posts import appoint
from engine.runtime.stuck import retry
from engine.runtime.suspended import gave_back
from engine.runtime.tables import letter
from tests.conftest import ToldClock
from tests.on_record import done
from tests.test_relay import RECEIVED, Post, relay, row, submitted, with_facts

BY = "A. Lind"


def on_record(office: Office, clock: ToldClock, address: str = "delegation@example.org") -> None:
    """Ghana's Permanent Delegation."""
    done(office.database, enter, Correspondent(address, "K. Mensah"), BY, clock.at)
    post = Appointed("delegation", "Ghana", address)
    done(office.database, appoint, post, {"Ghana"}, BY, clock.at)


def test_a_letter_whose_relay_died_is_uncertain_and_not_sent_again_unseen(
    office: Office, clock: ToldClock
):
    submitted(office)
    died, post = Post(), Post()

    def dying(message: EmailMessage, key: str) -> None:
        died(message, key)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        relay(office, dying).send_due()
    clock.at += outbox.LEASE
    assert relay(office, post).send_due() == (0, 0)
    assert row(office, RECEIVED).status == "sending"
    clock.later(seconds=1)
    assert relay(office, post).send_due() == (0, 0)
    left = row(office, RECEIVED)
    assert (died.keys, post.keys, left.status) == ([RECEIVED], [], "uncertain")
    assert left.problem == "the relay stopped between sending and marking"


def test_two_relays_at_once_send_each_letter_once(office: Office):
    references = [f"RL-2028-{number:04}" for number in range(1, 81)]
    for reference in references:
        submitted(office, reference)
    post, start = Post(), Barrier(2)
    sent: list[tuple[int, int]] = []

    def run() -> None:
        one = relay(office, post)
        start.wait()
        sent.append(one.send_due())

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(count for count, _ in sent) == len(references)
    assert Counter(post.keys) == Counter(f"{one}:submission_received:2" for one in references)


def test_a_letter_that_is_tried_again_goes_to_nobody_who_has_a_copy(
    office: Office, clock: ToldClock
):
    on_record(office, clock)
    submitted(office)
    assert relay(office, post := Post()).send_due() == (2, 0)
    assert [message["To"] for _, message in post.letters] == [
        "osei@example.org", "delegation@example.org",
    ]  # fmt: skip
    gave_back(office.database, RECEIVED, "550 no such mailbox", clock.at, "osei@example.org")
    retry(office.database, [RECEIVED], BY, clock.at)
    relay(office, again := Post()).send_due()
    assert RECEIVED not in again.keys
    assert row(office, RECEIVED).problem == "nobody is left but those who have a copy of it"


def test_a_copy_goes_to_nobody_who_has_left_meanwhile(office: Office, clock: ToldClock):
    on_record(office, clock)
    submitted(office)
    with_facts(office, contact="osei@example.org")
    broken = Post()

    def first_alone(message: EmailMessage, key: str) -> None:
        if key != RECEIVED:
            raise ConnectionError("the line is down")
        broken(message, key)

    relay(office, first_alone).send_due()
    done(office.database, leave, "delegation@example.org", BY, clock.at)
    clock.later(hours=1)
    assert relay(office, post := Post()).send_due() == (0, 1)
    assert (broken.keys, post.keys) == ([RECEIVED], [])
    with office.database.connect() as connection:
        query = select(letter.c.problem).where(letter.c.address == "delegation@example.org")
        assert connection.scalars(query).all() == [
            "K. Mensah <delegation@example.org> is no longer in office"
        ]


def test_where_not_even_the_office_can_be_written_to_nobody_is_told_for_ever(
    office: Office, clock: ToldClock
):
    submitted(office)
    with_facts(office, contact=7)
    relay(office, Post()).send_due()
    told = f"nobody_left:{RECEIVED}"
    gave_back(office.database, told, "550", clock.at, "office@example.org")
    retry(office.database, [told, RECEIVED], BY, clock.at)
    query = select(func.count()).where(letter.c.template == "nobody_left")
    counts = []
    for _ in range(2):
        relay(office, Post()).send_due()
        with office.database.connect() as connection:
            counts.append(connection.scalar(query))
    assert counts == [2, 2]  # of the letter, and of the one that says the office's address is out
