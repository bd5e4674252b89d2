"""Every letter is kept with its dossier, and found again by what it said, to whom, when and why."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from engine.runtime.kept_letters import Page, letter_in_full, search
from engine.runtime.ledger import strike, told_in
from engine.runtime.letter_tables import letter_copy
from engine.runtime.office import Office
from engine.runtime.reminder_tables import reminder_letter
from engine.runtime.tables import letter
from engine.words import Words
from tests.conftest import ToldClock
from tests.foretelling import deliver, incomplete
from tests.moves import OFFICER, taken
from tests.test_relay import Post, relay, submitted

ONE, TWO, THREE = "RL-2028-0001", "RL-2028-0002", "RL-2028-0003"
RECEIVED = f"{ONE}:submission_received:2"
OSEI = "osei@example.org"


@pytest.fixture
def sent(office: Office, clock: ToldClock) -> Office:
    """Three dossiers were received, an hour apart; the third's letter waits."""
    submitted(office, ONE, title="Kente weaving (100 %_*)")
    relay(office, Post()).send_due()
    clock.later(hours=1)
    submitted(office, TWO, title="Noël à Aného : la fête [2027]", contact="Mensah@Example.org")
    relay(office, Post()).send_due()
    clock.later(hours=1)
    submitted(office, THREE)
    return office


def found(office: Office, text: str = "", **asked: Any) -> Page:
    with office.database.connect() as connection:
        return search(connection, text, **asked)


def keys(office: Office, text: str = "", **asked: Any) -> list[str]:
    """The dossiers whose letters are found, the latest first."""
    return [one.key.split(":")[0] for one in found(office, text, **asked).letters]


# --- found again ---------------------------------------------------------------------------------


def test_all_letters_are_found_the_latest_first(sent: Office, clock: ToldClock):
    third, second, first = found(sent).letters
    assert (first.key, first.template, first.references) == (
        RECEIVED, "submission_received", (ONE,),
    )  # fmt: skip
    assert (first.address, first.status, first.attempts, first.problem) == (OSEI, "sent", 1, "")
    assert first.subject == f"Dossier {ONE}: received"
    assert first.at == clock.at - timedelta(hours=2)
    assert (second.address, third.address) == ("Mensah@Example.org", None)
    assert (third.status, third.subject, third.at) == ("waiting", "", clock.at)


@pytest.mark.parametrize(
    ("text", "dossiers"),
    [
        ("kente", [ONE]),
        ("KENTE  weaving", [ONE]),
        ("weaving received", [ONE]),
        ("NOËL À ANÉHO", [TWO]),
        ("noël", [TWO]),
        ("Noel", []),
        ("Kente Noël", []),
        (f"dossier {ONE.lower()}", [ONE]),
        ("", [THREE, TWO, ONE]),
        (" \n ", [THREE, TWO, ONE]),
        ("%_*)", [ONE]),
        ("100 %_", [ONE]),
        ("%%", []),
        ("*", [ONE]),
        ("?", []),
        (".", [TWO, ONE]),
        ("2.27", []),
        ("[2027]", [TWO]),
        ("[2027", [TWO]),
        ("2027]", [TWO]),
        ("[^a]", []),
        ("(100", [ONE]),
        ("\\", []),
        ("\\d", []),
        ("***:", []),
        ("'", []),
        ("\0", []),
        ("\ud800", []),
        ("x" * 100_000, []),
        ("kente " * 10_000, [ONE]),
    ],
)
def test_words_are_looked_for_whatever_their_case_and_every_character_is_itself(
    sent: Office, text: str, dossiers: list[str]
):
    assert keys(sent, text) == dossiers


def test_letters_are_found_by_what_is_known_of_them(sent: Office, clock: ToldClock):
    noon = clock.at - timedelta(hours=2)
    second = noon + timedelta(hours=1)
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"reference": TWO}, [TWO]),
        ({"address": "mensah@EXAMPLE.org"}, [TWO]),
        ({"address": "nobody@example.org"}, []),
        ({"template": "submission_received", "status": "sent"}, [TWO, ONE]),
        ({"template": "registered"}, []),
        ({"status": "waiting"}, [THREE]),
        ({"since": second}, [THREE, TWO]),
        ({"since": second + timedelta.resolution}, [THREE]),
        ({"until": second}, [TWO, ONE]),
        ({"until": second - timedelta.resolution}, [ONE]),
        ({"since": second, "until": second}, [TWO]),
        ({"reference": "\0"}, []),
        ({"address": "\ud800"}, []),
    ]
    assert [keys(sent, **asked) for asked, _ in cases] == [wanted for _, wanted in cases]


def test_pages_follow_one_another_and_none_is_asked_for_from_nowhere(sent: Office):
    first = found(sent, most=2)
    assert first.after == first.letters[1].key
    last = found(sent, most=2, after=first.after)
    assert [one.key for one in (*first.letters, *last.letters)] == [
        one.key for one in found(sent).letters
    ]
    assert last.after is None
    assert found(sent, most=0).letters == first.letters[:1]
    assert found(sent, after="nothing") == found(sent, after="\0") == Page((), None)


def test_letters_of_one_instant_are_on_one_page_each(office: Office):
    for number in range(1, 6):
        submitted(office, f"RL-2028-000{number}")
    seen, after = [], None
    while True:
        page = found(office, most=2, after=after)
        seen += [one.key for one in page.letters]
        after = page.after
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 5


# --- digests -------------------------------------------------------------------------------------


@pytest.fixture
def reminded(office: Office, clock: ToldClock) -> Office:
    """One message told of two dossiers."""
    incomplete(office, clock, ONE)
    incomplete(office, clock, TWO)
    deliver(office)
    clock.at = datetime(2027, 8, 31, 12, tzinfo=UTC)
    deliver(office)
    return office


def test_a_digest_belongs_to_every_dossier_it_tells(reminded: Office):
    (one,) = found(reminded, reference=ONE, template="digest").letters
    assert found(reminded, reference=TWO, template="digest").letters == (one,)
    assert (one.references, one.address) == ((ONE, TWO), OSEI)


def test_a_digest_does_not_belong_to_a_dossier_it_left_out(reminded: Office):
    with reminded.database.begin() as connection:
        (key,) = set(connection.scalars(select(reminder_letter.c.letter)))
        names = [line.name for line in told_in(connection, [key])[key]]
        why = Words("Answered.", "Répondu.")
        strike(connection, key, {one: why for one in names if one.reference == TWO})
    assert keys(reminded, reference=TWO, template="digest") == []
    with reminded.database.connect() as connection:
        full = letter_in_full(connection, key)
    assert full is not None
    assert full.kept.references == (ONE,)
    assert [(one.name.reference, one.struck) for one in full.told] == [(ONE, None), (TWO, why)]


# --- in full -------------------------------------------------------------------------------------


def test_a_letter_in_full_says_what_left_when_and_who_released_it(
    reminded: Office, clock: ToldClock
):
    with reminded.database.connect() as connection:
        (key,) = connection.scalars(
            select(letter.c.key).where(
                letter.c.template == "completeness", letter.c.reference == ONE
            )
        )
        full = letter_in_full(connection, key)
    assert full is not None
    (copy,) = full.copies
    assert (copy.address, copy.went_to, copy.subject) == (OSEI, OSEI, full.kept.subject)
    assert (full.role, full.told, full.paragraph.number) == (None, (), 0)
    assert [(one.name, one.number) for one in full.releases] == [(OFFICER.name, 0)]
    assert (full.released_by, full.sent_at) == (OFFICER.name, full.kept.at)
    assert "The signature." in copy.text


def test_every_copy_of_a_letter_is_kept_and_the_last_says_to_whom_it_went(sent: Office):
    with sent.database.begin() as connection:
        first = connection.execute(
            select(letter_copy).where(letter_copy.c.letter == RECEIVED)
        ).one()
        again = {"number": 9, "address": "mensah@example.org", "subject": "Once more"}
        connection.execute(insert(letter_copy).values({**first._asdict(), **again}))
        full = letter_in_full(connection, RECEIVED)
    assert full is not None
    assert [one.address for one in full.copies] == [OSEI, "mensah@example.org"]
    assert (full.kept.address, full.kept.subject) == ("mensah@example.org", "Once more")
    assert keys(sent, address=OSEI) == [ONE]


def test_a_letter_that_failed_says_why(sent: Office):
    with sent.database.begin() as connection:
        failed = {"status": "failed", "problem": "550 no such person"}
        connection.execute(update(letter).where(letter.c.key == RECEIVED).values(failed))
    (one,) = found(sent, status="failed").letters
    assert (one.problem, one.references) == ("550 no such person", (ONE,))


@pytest.mark.parametrize("key", ["", "nothing", "\0", "\ud800"])
def test_there_is_no_letter_under_another_key(sent: Office, key: str):
    with sent.database.connect() as connection:
        assert letter_in_full(connection, key) is None


def test_a_letter_that_waits_is_kept_without_a_copy(sent: Office, clock: ToldClock):
    taken(sent, "register", OFFICER, THREE, file_no="02003")
    with sent.database.connect() as connection:
        full = letter_in_full(connection, f"{THREE}:registered:3")
    assert full is not None
    assert (full.copies, full.number, full.due_at, full.sent_at) == ((), 3, clock.at, None)
