"""On the desk officers settle what went wrong, pause and let go on, and find every letter again."""

import pytest
from sqlalchemy import insert, update

from engine.runtime.database import writer
from engine.runtime.delivery_tables import suspended_address
from engine.runtime.pauses import pause, pauses
from engine.runtime.posted import Copy, Leaving, Posting, keep, post
from engine.runtime.queries import looking
from engine.runtime.suspended import suspended
from engine.runtime.tables import letter
from tests.browsing import words_of
from tests.holding import LIND, RL, row
from tests.moves import GHANA, OFFICER, opened, posted, taken
from tests.signed_in import Portal

RECEIVED = f"{RL}:submission_received:2"


@pytest.fixture
def portal(office, tmp_path):
    opened(office)
    taken(office, "submit", GHANA)
    return Portal(office, tmp_path)


@pytest.fixture
def officer(portal):
    return portal.browser(LIND)


def became(office, status, problem="", key=RECEIVED, **more):
    """Let a letter stand like that."""
    with writer(office.database).begin() as connection:
        values = {"status": status, "problem": problem, "claimed_at": office.clock(), **more}
        connection.execute(update(letter).where(letter.c.key == key).values(**values))


def promised(office, number, **more):
    """So many letters about nothing, to somebody."""
    with writer(office.database).begin() as connection:
        post(
            connection,
            [
                Posting(f"seal:{n:03}", "audit_seal", None, f"p{n}@example.org", "office",
                        office.clock(), {}, **more)
                for n in range(number)
            ],
        )  # fmt: skip


def left(office, key=RECEIVED, text="Kente is received"):
    """Let a letter leave, and keep its copy."""
    copy = Copy("osei@example.org", "osei@example.org", "Received", text, "<1@example.org>")
    with writer(office.database).begin() as connection:
        keep(connection, [Leaving(key, office.clock(), copy)], office.clock())
    became(office, "sent", key=key, sent_at=office.clock())


def paused(office):
    with looking(office.database) as connection:
        return [(one.what, one.why, one.by) for one in pauses(connection)]


@pytest.mark.parametrize(
    ("do", "status", "said"),
    [("arrived", "sent", "It counts as sent."), ("again", "waiting", "It is sent again.")],
)
def test_an_uncertain_letter_is_settled_once_by_who_asked(office, officer, do, status, said):
    became(office, "uncertain", "the relay stopped between sending and marking")
    page = words_of(officer.get("/letters"))
    assert f"Dossier received {RL} Kente weaving the relay stopped between sending" in page
    data = {"do": do, "from": "desk"}
    done = [officer.post(f"/letters/{RECEIVED}", data=data).headers["location"] for _ in "12"]
    assert done == [f"/letters?done={do}"] * 2
    assert (row(office, RECEIVED).status, row(office, RECEIVED).released_by) == (status, "A. Lind")
    assert said in words_of(officer.get(done[1]))
    other = "again" if do == "arrived" else "arrived"
    late = officer.post(f"/letters/{RECEIVED}", data={"do": other})
    assert (late.status_code, "somebody has settled it" in words_of(late)) == (409, True)


def test_a_failed_letter_says_why_and_is_sent_again_from_its_page(office, officer):
    became(office, "failed", "550 <no> such mailbox")
    assert "550 <no> such mailbox" in words_of(officer.get("/letters"))
    assert "550 <no> such mailbox" in words_of(officer.get(f"/letters/{RECEIVED}"))
    for _ in "12":
        assert officer.post(f"/letters/{RECEIVED}", data={"do": "retry"}).status_code == 303
    assert row(office, RECEIVED).status == "waiting"


def test_all_failed_letters_that_are_shown_are_sent_again_together(office, officer):
    promised(office, 51)
    became(office, "failed", "451 later", key=letter.c.key, due_at=office.clock())
    page = officer.get("/letters")
    assert "The oldest 50 of 52. All of them" in words_of(page)
    assert page.text.count('<input type="hidden" name="key"') == 50
    keys = [f"seal:{n:03}" for n in range(51)]
    answer = officer.post("/letters", data={"do": "retry", "key": keys})
    assert answer.headers["location"] == "/letters?done=again"
    assert [row(office, key).status for key in (*keys, RECEIVED)] == ["waiting"] * 51 + ["failed"]
    assert officer.post("/letters", data={"do": "retry"}).status_code == 409


def test_letters_go_to_a_suspended_address_again(office, officer):
    values = {"since": office.clock(), "why": "550 unknown", "letter": RECEIVED}
    with writer(office.database).begin() as connection:
        connection.execute(insert(suspended_address).values(address="o@example.org", **values))
    page = words_of(officer.get("/letters"))
    assert "1 waits for a person" in page
    assert "o@example.org the letter that came back (o@example.org) 550 unknown" in page
    for _ in "12":
        answer = officer.post("/letters", data={"do": "resume", "address": "o@example.org"})
        assert answer.headers["location"] == "/letters?done=resumed"
    assert suspended(office.database) == {}


def test_to_pause_everything_is_asked_twice_and_needs_a_reason(office, officer):
    asked = {"do": "pause", "what": "", "why": "<wrong> dates"}
    without = officer.post("/letters", data={**asked, "why": " ", "sure": "yes"})
    assert (without.status_code, "Please give a reason." in words_of(without)) == (422, True)
    sure = officer.post("/letters", data=asked)
    assert (sure.status_code, paused(office)) == (200, [])
    assert "Pause every letter of the office?" in words_of(sure)
    assert "\n&lt;wrong&gt; dates</textarea>" in sure.text
    for _ in "12":
        done = officer.post("/letters", data={**asked, "sure": "yes"})
        assert done.headers["location"] == "/letters?done=all_paused"
    assert paused(office) == [("", "<wrong> dates", "A. Lind")]
    assert "Everything is paused: no letter leaves. A. Lind" in words_of(officer.get("/letters"))
    for _ in "12":
        done = officer.post("/letters", data={"do": "go_on", "what": ""})
        assert done.headers["location"] == "/letters?done=all_went_on"
    assert paused(office) == []


def test_a_dossier_is_paused_from_its_page_and_goes_on(office, officer):
    page = words_of(officer.get(f"/dossiers/{RL}"))
    assert "Reminders to come None is planned. Pause its letters" in page
    data = {"do": "pause", "what": RL, "why": "They are in touch.", "back": RL}
    answer = officer.post("/letters", data=data)
    assert answer.headers["location"] == f"/dossiers/{RL}"
    assert paused(office) == [(RL, "They are in touch.", "A. Lind")]
    page = words_of(officer.get(f"/dossiers/{RL}"))
    assert "Letters about this dossier are paused. A. Lind, 1 March 2027" in page
    assert officer.post("/letters", data={"do": "go_on", "what": RL}).status_code == 303
    assert paused(office) == []


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"do": "pause", "what": "NONE", "why": "so"}, 422),
        ({"do": "pause", "what": RL, "why": ""}, 422),
        ({"do": "pause", "what": RL, "why": "x" * 2_001}, 422),
        ({"do": "pause", "what": "", "why": "x\x00", "sure": "yes"}, 422),
        ({"do": "pause", "what": "\x00", "why": "so"}, 422),
        ({"do": "retry", "key": "\x00"}, 409),
        ({"do": "retry", "key": "none"}, 409),
        ({"do": "nothing"}, 409),
        ({}, 409),
    ],
)
def test_what_cannot_be_paused_is_told_in_a_sentence(office, officer, data, status):
    for language in ("en", "fr"):
        page = officer.post("/letters", data=data, params={"lang": language})
        assert (page.status_code, 'role="alert"' in page.text) == (status, True)
    assert paused(office) == []


def test_whatever_is_to_go_on_nothing_else_changes(office, officer):
    for data in (
        {"do": "resume", "address": "\x00"}, {"do": "resume"}, {"do": "go_on", "what": "\x00"},
        {"do": "go_on", "what": "NONE", "back": "//example.org"},
    ):  # fmt: skip
        answer = officer.post("/letters", data=data)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith(("/letters?", "/dossiers/%2F%2Fexample.org"))


def test_officers_see_the_reminders_to_come_and_open_letters_from_the_dossier(
    office, portal, officer
):
    other = "RL-2028-0002"
    opened(office, other)
    taken(office, "submit", GHANA, other)
    taken(office, "register", OFFICER, other, file_no="02229")
    taken(office, "include", OFFICER, other, place="inside")
    taken(office, "start_check", OFFICER, other)
    taken(office, "request_completion", OFFICER, other, missing="the consent")
    posted(office, other)
    pause(office.database, RL, "quiet", "A. Lind", office.clock())
    page = officer.get("/dossiers/RL-2028-0002")
    assert "Reminders to come" in words_of(page)
    assert "the contact person" in words_of(page)
    french = words_of(officer.get("/dossiers/RL-2028-0002?lang=fr"))
    assert "Rappels à venir" in french
    assert 'href="/letters/RL-2028-0001%3Asubmission_received%3A2"' in officer.get(
        f"/dossiers/{RL}"
    ).text  # fmt: skip
    for who in (None, GHANA):
        page = portal.browser(who).get(f"/dossiers/{RL}")
        assert ("/letters/" in page.text, "Reminders to come" in words_of(page)) == (False, False)


def test_every_letter_is_found_again_by_words_dossier_address_and_days(office, officer):
    left(office)
    found = "1 March 2027, 13:00 (Paris time)"
    for asked in (
        {}, {"text": "KENTE received"}, {"dossier": RL}, {"address": "OSEI@example.org"},
        {"status": "sent"}, {"template": "submission_received"}, {"first": "2027-03-01"},
        {"last": "2027-03-01"}, {"first": "never", "last": "9999-12-31"},
    ):  # fmt: skip
        assert found in words_of(officer.get("/letters/search", params=asked)), asked
    for asked in (
        {"text": "tapestry"}, {"dossier": "NONE"}, {"address": "a@example.org"},
        {"status": "failed"}, {"template": "complete"}, {"first": "2027-03-02"},
        {"last": "2027-02-28"}, {"text": "\x00"}, {"after": "none"},
    ):  # fmt: skip
        page = officer.get("/letters/search", params=asked)
        assert (page.status_code, "No letter is like that." in words_of(page)) == (200, True), asked
    page = words_of(officer.get("/letters/search", params={"first": "<b>"}))
    assert "“<b>” is not a day; it was left aside." in page


def test_older_letters_follow_on_the_next_page(office, officer):
    promised(office, 40)
    page = officer.get("/letters/search", params={"template": "audit_seal"})
    assert page.text.count("<tr><th") == 1 + 30
    older = officer.get("/letters/search?template=audit_seal&after=seal%3A010")
    assert older.text.count("<tr><th") == 1 + 10
    assert "after=seal%3A010" in page.text
    assert "Back to the latest" in words_of(older)
