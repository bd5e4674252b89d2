"""The relay: each promised letter leaves once, under a stable name, or waits and says why."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from sqlalchemy import select, update

from engine.dossier import Actor
from engine.runtime.definitions import Lawbook
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.seals import make_seal
from engine.runtime.tables import letter
from notifications.delivery import MOST_ATTEMPTS, wait
from notifications.message import Stationery
from notifications.pace import Pace
from notifications.prepared import Writing
from notifications.recipients import Addresses
from notifications.relay import Relay
from notifications.reminded import About, Reminded
from notifications.transports import Transport, folder
from portal.assemble import foresight
from tests.conftest import ToldClock
from tests.mail import text_of
from tests.moves import CHIEF, GHANA, OFFICER, held_keys, made, opened, posted, taken
from workflows.about import about
from workflows.catalogue import rules, workflows
from workflows.law import law

RL = "RL-2028-0001"
RECEIVED = f"{RL}:submission_received:2"
REGISTERED = f"{RL}:registered:3"
ABOUT = partial(about, law())
BOOK = Lawbook(workflows(), rules(), law())


class Post:
    """A transport that keeps what it is given, and breaks while it has faults to raise."""

    def __init__(self, *faults: Exception) -> None:
        self.faults = list(faults)
        self.letters: list[tuple[str, EmailMessage]] = []
        self._lock = Lock()

    def __call__(self, message: EmailMessage, key: str) -> None:
        with self._lock:
            if self.faults:
                raise self.faults.pop(0)
            self.letters.append((key, message))

    @property
    def keys(self) -> list[str]:
        """The keys of the letters that left, in their order."""
        return [key for key, _ in self.letters]


def relay(
    office: Office,
    post: Transport,
    knowing: About = ABOUT,
    *,
    redirect: str = "",
    pace: Pace | None = None,
) -> Relay:
    """The relay of an office."""
    addresses = Addresses("office@example.org", "body@example.org")
    on = Stationery("office@example.org", "ich.example", redirect, "https://ich.example")
    writing = Writing(Reminded(foresight(BOOK), knowing), on)
    return Relay(office.database, post, addresses, writing, office.clock, pace)


def row(office: Office, key: str) -> Any:
    """A letter as it stands in the outbox."""
    with office.database.connect() as connection:
        return connection.execute(select(letter).where(letter.c.key == key)).one()


def submitted(office: Office, reference: str = RL, **more: Any) -> None:
    """A dossier that the State has submitted."""
    opened(office, reference, **more)
    taken(office, "submit", GHANA, reference)


def returned(office: Office, clock: ToldClock) -> str:
    """A dossier that stayed incomplete, and the key of the letter that returns it."""
    submitted(office)
    for trigger, answers in (
        ("register", {"file_no": "02153"}),
        ("include", {"place": "inside"}),
        ("start_check", {}),
        ("request_completion", {"missing": "Section 4.b"}),
    ):
        taken(office, trigger, OFFICER, **answers)
    posted(office)
    relay(office, Post()).send_due()
    clock.at = datetime(2027, 10, 1, 9, tzinfo=UTC)
    taken(office, "return_incomplete", OFFICER)
    return f"{RL}:returned:8"


# --- sent --------------------------------------------------------------------------------------


def test_a_letter_of_a_move_is_sent_once_and_marked(office: Office, clock: ToldClock):
    post = Post()
    submitted(office)
    clock.later(seconds=5)
    assert relay(office, post).send_due() == (1, 0)
    assert relay(office, post).send_due() == (0, 0)
    assert post.keys == [RECEIVED]
    sent = row(office, RECEIVED)
    assert (sent.status, sent.sent_at, sent.attempts) == ("sent", clock.at, 1)


def test_a_letter_says_from_whom_to_whom_when_and_in_which_language_it_is(
    office: Office, clock: ToldClock
):
    post = Post()
    submitted(office)
    clock.later(seconds=5)
    relay(office, post).send_due()
    ((_, message),) = post.letters
    assert (message["From"], message["To"]) == ("office@example.org", "osei@example.org")
    assert message["Content-Language"] == "en"
    assert (message["Auto-Submitted"], message["Date"].datetime) == ("auto-generated", clock.at)
    assert message["Subject"] == f"Dossier {RL}: received"
    assert "Title: Kente weaving\n" in text_of(message)


def test_a_letter_is_written_in_the_language_of_the_dossier(office: Office):
    submitted(office, language="fr")
    relay(office, post := Post()).send_due()
    ((_, message),) = post.letters
    assert (message["Subject"], message["Content-Language"]) == (f"Dossier {RL} : réception", "fr")


def test_a_letter_tells_the_facts_of_its_move_though_the_dossier_has_moved_on(office: Office):
    submitted(office)
    taken(office, "withdraw", GHANA)
    relay(office, post := Post()).send_due()
    assert sorted(post.keys) == [RECEIVED, f"{RL}:withdrawn:3"]


def test_the_letters_of_a_dossier_are_one_thread_and_each_has_its_own_name(office: Office):
    post = Post()
    submitted(office)
    taken(office, "register", OFFICER, file_no="02153")
    submitted(office, "RL-2028-0002")
    relay(office, post).send_due()
    names = {key: message["Message-ID"] for key, message in post.letters}
    threads = {key: message["References"] for key, message in post.letters}
    assert names[RECEIVED] == "<3f8aff1ad9b5b768032b5cd9d7856bda@ich.example>"
    assert len(set(names.values())) == 3
    assert threads[RECEIVED] == threads[REGISTERED]
    assert threads[RECEIVED] != threads["RL-2028-0002:submission_received:2"]
    assert set(names.values()) & set(threads.values()) == set()


def test_a_letter_about_no_dossier_goes_to_the_office_and_belongs_to_no_thread(office: Office):
    submitted(office)
    made = make_seal(office)
    relay(office, post := Post()).send_due()
    message = dict(post.letters)["seal:audit_seal:1"]
    assert (message["To"], message["References"]) == ("office@example.org", None)
    assert made.short in text_of(message)


def test_more_letters_than_one_claim_takes_leave_in_one_go(office: Office, tmp_path: Path):
    for number in range(1, 56):
        submitted(office, f"RL-2028-{number:04}")
    assert relay(office, folder(tmp_path / "outbox")).send_due() == (55, 0)
    assert len(list((tmp_path / "outbox").iterdir())) == 55


# --- held --------------------------------------------------------------------------------------


def test_a_held_letter_stays_until_it_is_released_and_then_leaves_under_that_name(
    office: Office, clock: ToldClock
):
    key = returned(office, clock)
    post = Post()
    clock.later(days=3)
    assert relay(office, post).send_due() == (0, 0)
    assert held_keys(office) == [key]
    assert posted(office, actor=CHIEF) == key
    assert (row(office, key).status, row(office, key).released_by) == ("waiting", "R. Haddad")
    assert relay(office, post).send_due() == (1, 0)
    assert post.keys == [key]
    assert (row(office, key).status, row(office, key).released_by) == ("sent", "R. Haddad")


# --- failed ------------------------------------------------------------------------------------


def test_a_letter_that_cannot_leave_waits_longer_each_time_and_at_last_for_a_person(
    office: Office, clock: ToldClock
):
    submitted(office)
    broken = Post(*[ConnectionRefusedError("nobody is there")] * MOST_ATTEMPTS)
    waited = []
    for _ in range(MOST_ATTEMPTS - 1):
        assert relay(office, broken).send_due() == (0, 1)
        now = row(office, RECEIVED)
        assert (now.status, now.problem) == ("waiting", "ConnectionRefusedError: nobody is there")
        waited.append(now.due_at - clock.at)
        clock.at = now.due_at - timedelta(microseconds=1)
        assert relay(office, broken).send_due() == (0, 0)
        clock.at = now.due_at
    assert waited == [wait(RECEIVED, attempt) for attempt in range(1, MOST_ATTEMPTS)]
    assert relay(office, broken).send_due() == (0, 1)
    assert (row(office, RECEIVED).status, row(office, RECEIVED).attempts) == ("failed", 12)
    clock.later(days=30)
    assert relay(office, broken).send_due() == (0, 0)


def test_a_letter_that_leaves_later_forgets_its_problem(office: Office, clock: ToldClock):
    submitted(office)
    post = Post(TimeoutError("no answer"))
    assert relay(office, post).send_due() == (0, 1)
    clock.later(minutes=2)
    assert relay(office, post).send_due() == (1, 0)
    assert (row(office, RECEIVED).status, row(office, RECEIVED).problem) == ("sent", None)


@pytest.mark.parametrize("fault", [TimeoutError("no answer"), RuntimeError("not foreseen")])
def test_a_letter_that_cannot_leave_does_not_keep_the_others(office: Office, fault: Exception):
    post = Post(fault)
    submitted(office)
    submitted(office, "RL-2028-0002")
    assert relay(office, post).send_due() == (1, 1)
    assert row(office, RECEIVED).problem == f"{type(fault).__name__}: {fault}"
    assert post.keys == ["RL-2028-0002:submission_received:2"]


def with_facts(office: Office, **changed: Any) -> None:
    """Give the letter of the receipt other facts; None takes one away."""
    facts = {**row(office, RECEIVED).facts, **changed}
    kept = {name: value for name, value in facts.items() if value is not None}
    with office.database.begin() as connection:
        connection.execute(update(letter).values(facts=kept))


def test_a_letter_with_a_hole_never_leaves(office: Office):
    submitted(office)
    with_facts(office, title=None)
    assert relay(office, Post()).send_due() == (0, 1)
    assert row(office, RECEIVED).problem == "UndefinedError: 'title' is undefined"


def test_of_a_letter_to_nobody_the_office_is_told(office: Office):
    submitted(office)
    with_facts(office, contact=7)
    post = Post()
    assert relay(office, post).send_due() == (1, 1)
    assert row(office, RECEIVED).problem == "the contact person of the dossier has no address"
    ((key, message),) = post.letters
    assert (key, message["To"]) == (f"nobody_left:{RECEIVED}", "office@example.org")
    assert message["Subject"] == f"Dossier {RL}: a letter found nobody to go to"


def test_a_letter_that_nobody_has_written_says_so(toy_office: Office):
    clerk, sender = Actor("Ada", "clerk"), Actor("Sam", "sender")
    made(toy_office, Move("P-1", "pack", sender, {"address": "Rue 1"}, opens="parcel"))
    taken(toy_office, "weigh", clerk, "P-1", grams=5)
    taken(toy_office, "send", clerk, "P-1")
    assert relay(toy_office, Post(), lambda one: {}).send_due() == (0, 1)
    assert row(toy_office, "P-1:parcel_sent:3").problem == "TemplateNotFound: parcel_sent.en"
