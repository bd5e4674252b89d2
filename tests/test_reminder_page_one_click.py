"""Wanting no more digests by one click in the mail program (RFC 8058)."""

import pytest
from sqlalchemy import update

from engine.dossier import Actor
from engine.runtime.correspondent_tables import letter_link
from engine.runtime.invitations import invite
from tests.browsing import words_of
from tests.reminder_link import (
    DIGEST,
    HERE,
    address,
    asked,
    browser_before,
    office_that_reminded,
    recorded,
)

ASKED = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def reminding(database, clock):
    return office_that_reminded(database, clock)


@pytest.fixture
def page(reminding):
    return address(reminding, DIGEST)


@pytest.fixture
def reader(reminding, tmp_path):
    """The browser of the recipient."""
    return browser_before(reminding, tmp_path, HERE)


@pytest.fixture
def provider(reminding, tmp_path):
    """The server of a mail provider: no cookies, no redirects, no word of where it comes from."""
    return browser_before(reminding, tmp_path, {})


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"Origin": "https://mail.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    ],
)
def test_one_click_from_anywhere_stops_all_that_may_be_stopped(provider, page, reminding, said):
    answer = provider.post(f"{page}/unsubscribe", data=ASKED, headers=said)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert "You will receive no more reminders, except for statutory notices." in words_of(answer)
    assert asked(reminding).muted == {""}
    assert recorded(reminding)[0][3] == f"in one click from the letter {DIGEST}"


def test_a_contact_whose_address_has_capitals_opens_the_page_and_stops_all_in_one_click(
    provider, page, reminding
):
    with reminding.database.begin() as connection:
        connection.execute(update(letter_link).values(address="Osei@Example.ORG"))
    assert provider.get(page).status_code == 200
    assert provider.post(f"{page}/unsubscribe", data=ASKED).status_code == 200
    assert asked(reminding).muted == {""}


def test_one_click_twice_asks_once(provider, page, reminding):
    for _ in range(2):
        assert provider.post(f"{page}/unsubscribe", data=ASKED).status_code == 200
    assert len(recorded(reminding)) == 1


def parts(newline: str) -> bytes:
    lines = ["--x", 'Content-Disposition: form-data; name="List-Unsubscribe"', "", "One-Click"]
    return newline.join([*lines, "--x--", ""]).encode()


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/x-www-form-urlencoded", b"List-Unsubscribe=One-Click", 200),
        ("application/x-www-form-urlencoded", b"List-Unsubscribe=One-Click\r\n", 200),
        ("application/x-www-form-urlencoded", b"a=b&List-Unsubscribe=One-Click&c=d", 200),
        ("multipart/form-data; boundary=x", parts("\r\n"), 200),
        ("multipart/form-data; boundary=x", parts("\n"), 200),
        ("application/x-www-form-urlencoded", b"", 400),
        ("application/x-www-form-urlencoded", b"List-Unsubscribe=One-Clicks", 400),
        ("application/x-www-form-urlencoded", b"No-List-Unsubscribe=One-Click", 400),
        ("multipart/form-data; boundary=x", parts("\r\n").replace(b"One", b"No"), 400),
        ("application/x-www-form-urlencoded", b"\xff\x00" * 4_000, 400),
        ("application/x-www-form-urlencoded", b"x" * 10_001, 413),
    ],
)
def test_only_what_the_standard_says_is_a_click(provider, page, reminding, kind, body, status):
    answer = provider.post(f"{page}/unsubscribe", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert bool(recorded(reminding)) == (status == 200)


def test_a_body_that_comes_in_pieces_without_a_length_is_read(provider, page, reminding):
    answer = provider.post(
        f"{page}/unsubscribe", content=iter([b"List-Unsub", b"scribe=One-Click"])
    )
    assert answer.status_code == 200
    assert asked(reminding).muted == {""}


def test_whoever_is_signed_in_is_not_named_in_the_answer(reader, page, reminding):
    lind = Actor("A. Lind", "secretariat")
    token = invite(reminding.database, lind, "the office", reminding.clock())
    reader.post(f"/enter/{token}")
    assert "A. Lind" in words_of(reader.get(page))
    foreign = {"Sec-Fetch-Site": "cross-site"}
    answer = reader.post(f"{page}/unsubscribe", data=ASKED, headers=foreign)
    assert answer.status_code == 200
    assert "A. Lind" not in words_of(answer)


@pytest.mark.parametrize(
    ("verb", "path", "status"),
    [
        ("POST", "{page}", 403),
        ("POST", "{page}/unsubscribe/", 403),
        ("POST", "{page}/unsubscribe/more", 403),
        ("POST", "{page}/x/unsubscribe", 403),
        ("POST", "/more{page}/unsubscribe", 403),
        ("POST", "/reminders//unsubscribe", 403),
        ("PUT", "{page}/unsubscribe", 403),
        ("DELETE", "{page}/unsubscribe", 403),
        ("POST", "{page}%2Funsubscribe", 200),
        ("POST", "/leave", 403),
    ],
)
def test_no_other_address_may_be_written_to_from_elsewhere(provider, page, verb, path, status):
    answer = provider.request(verb, path.format(page=page), data=ASKED)
    assert answer.status_code == status
