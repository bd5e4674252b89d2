"""Hostile input on the way of a file does no harm: a sentence, and nothing lost or half done."""

import pytest

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime import attachments as rows
from engine.runtime import counted
from portal.filing.attach import remove
from portal.filing.draft import NotThere, begin, save
from portal.filing.filing import NotKnowing, file
from portal.filing.sheet import sheet_of
from tests.browsing import words_of
from tests.filing import (
    REFERENCE,
    all_conform,
    archive_in,
    attached,
    concluded,
    filed,
    under_check,
    written,
)  # fmt: skip
from tests.moves import GHANA, OFFICER, opened, posted, taken
from tests.signed_in import Portal
from workflows.states_parties import states_parties

ATTACHMENTS = f"/dossiers/{REFERENCE}/attachments"
FILING = f"/dossiers/{REFERENCE}/form/check"
SHEET = f"/dossiers/{REFERENCE}/check"
OTHER = Actor("B. Roy", OFFICER.role)
STRANGE = "\x00\x07\ud800\u202e<script>" + "x" * 1_000_000


@pytest.fixture
def archive(tmp_path):
    return archive_in(tmp_path)


@pytest.fixture
def portal(office, tmp_path):
    opened(office)
    return Portal(office, tmp_path)


def checking(office):
    """A filed dossier on the desk of the officer."""
    begin(office, REFERENCE, GHANA)
    filed(office)
    under_check(office)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_letter_of_an_empty_file_of_all_states_with_every_note_is_sent_whole(office, language):
    everyone = list(states_parties())
    opened(
        office, states=["Ghana", *(one for one in everyone if one != "Ghana")], language=language
    )
    checking(office)
    notes = {one.code: "n" * 5_000 for one in sheet_of(office, REFERENCE).checked.unseen}
    all_conform(office, **notes)
    letter = sheet_of(office, REFERENCE).checked.letter(language)
    assert concluded(office).dossier.text("missing") == letter
    assert len(letter) > 20_000


def test_a_check_ends_whatever_was_answered_and_every_page_still_opens(office, portal):
    of = begin(office, REFERENCE, GHANA)
    short = STRANGE[:2_000]
    shapes = [STRANGE[:900_000], short, [short] * 3, [{short: short}], {"a": short}, 10**30, True]
    given = {}
    for number, field in enumerate(of.edition.fields):
        one = shapes[number % len(shapes)]
        given[field.name] = {"Ghana": one} if field.per_state else one
    kept = save(office, of, given, 0, GHANA)
    assert kept.conflicts == ()
    state, officer = portal.browser(GHANA), portal.browser(OFFICER)
    assert state.get(FILING).status_code == 200
    filed(office)
    under_check(office)
    assert officer.get(SHEET).status_code == 200
    all_conform(office, NAME="it is not the name\nof the element")
    assert concluded(office).dossier.state == "incomplete"
    again = begin(office, REFERENCE, GHANA)
    other = dict.fromkeys(again.given)
    save(office, again, other, again.draft.version, GHANA, {"CONSENT": "Lomé\r\nAccra"})
    filed(office)
    for browser, address in (
        (state, FILING), (officer, SHEET), (officer, f"/dossiers/{REFERENCE}/changes"),
        (state, f"/dossiers/{REFERENCE}/changes"), (state, f"/dossiers/{REFERENCE}"),
    ):  # fmt: skip
        for lang in ("en", "fr"):
            assert browser.get(address, params={"lang": lang}).status_code == 200, address


def test_answers_that_are_too_much_together_are_told_and_nothing_of_them_is_saved(office):
    opened(office)
    of = begin(office, REFERENCE, GHANA)
    names = [one.name for one in of.edition.fields if not one.per_state][:11]
    given = dict.fromkeys(names, "x" * 950000)
    kept = save(office, of, given, 0, GHANA)
    assert [one.fr for one in kept.strange] == [
        "rien n'a été enregistré : les réponses du dossier dépasseraient ainsi dix millions de "
        "caractères ; les textes plus longs sont à joindre en annexe"
    ]  # fmt: skip
    assert begin(office, REFERENCE, GHANA).given == {}
    (eleventh,) = names[10:]
    assert save(office, of, {n: given[n] for n in names[:10]}, 0, GHANA).strange == ()
    assert save(office, of, {names[0]: "y" * 950_000}, 9, GHANA).strange == ()
    assert len(save(office, of, {eleventh: "x" * 500_000}, 9, GHANA).strange) == 1
    assert save(office, of, {eleventh: None, names[0]: "Kente"}, 9, GHANA).strange == ()


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\x1b[2J", "x" * 20_001])
def test_a_reply_that_is_no_text_is_not_kept_and_is_told(office, text):
    opened(office)
    of = begin(office, REFERENCE, GHANA)
    kept = save(office, of, {"location": "Accra"}, 0, GHANA, {"CONSENT": text, "NAME": "Kente"})
    assert [one.en for one in kept.strange] == [
        "the reply to item 7 was not kept: it is longer than 20,000 characters, or holds some that "
        "are no text"
    ]
    again = begin(office, REFERENCE, GHANA)
    assert (again.replies, again.given) == ({"NAME": "Kente"}, {"location": "Accra"})


def test_a_filing_that_is_refused_leaves_no_paper_and_marks_no_attachment_as_filed(
    office, archive, clock
):
    opened(office)
    checking(office)
    all_conform(office)
    concluded(office)
    posted(office)
    one = attached(office, archive, "inventory", "1.txt", b"Extract", state="Ghana")
    clock.later(days=365)
    refused = file(office, REFERENCE, GHANA, knowing=True)
    assert isinstance(refused, Refused)
    with office.database.connect() as connection:
        left = rows.attachment_of(connection, REFERENCE, one.number)
    assert left is not None
    assert not left.filed


def unknowing(office, reference=REFERENCE, knowing: bool | str = False):
    """What a State is told that did not say that it knows."""
    outcome = file(office, reference, GHANA, knowing)
    assert isinstance(outcome, NotKnowing)
    return outcome.forewarned


def test_who_knew_what_was_missing_an_hour_ago_is_told_what_is_missing_now(office, portal):
    browser = portal.browser(GHANA)
    told = unknowing(office)
    written(office)
    stale = browser.post(FILING, data={"knowing": told.name})
    assert stale.status_code == 422
    now = unknowing(office, knowing=told.name)
    assert browser.post(FILING, data={"knowing": now.name}).status_code == 303


def test_nobody_uses_up_the_key_of_somebody_elses_filing(office, portal):
    opened(office, "RL-2028-0002")
    begin(office, REFERENCE, GHANA)
    key = f"file:{REFERENCE}:1:0"
    name = unknowing(office, "RL-2028-0002").name
    browser = portal.browser(GHANA)
    sent = {"knowing": name, "key": key}
    assert browser.post("/dossiers/RL-2028-0002/form/check", data=sent).status_code == 303
    assert browser.post(FILING, data=sent).status_code == 303


@pytest.mark.parametrize(
    "address",
    [
        f"{ATTACHMENTS}/99999999999999999999", f"{ATTACHMENTS}/-1", f"{ATTACHMENTS}/one",
        f"{ATTACHMENTS}/%00", f"{ATTACHMENTS}/²", "/dossiers/a%00b/attachments",
        "/dossiers/a%00b/form/check", "/dossiers/%ED%A0%80/check", "/dossiers/a%00b/changes",
        f"/dossiers/{'x' * 5_000}/attachments",
    ],
)  # fmt: skip
def test_an_address_that_nothing_can_have_is_a_page_that_says_so(portal, address):
    browser = portal.browser(GHANA)
    for answer in (
        browser.get(address),
        browser.post(f"{address}/remove"),
        browser.post(address, data={"knowing": "yes"}, files={"file": ("a.txt", b"x")}),
    ):
        assert answer.status_code in (400, 403, 404, 405, 422), answer.status_code
        assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("address", [FILING, f"/dossiers/{REFERENCE}/form/replies", SHEET])
@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"knowing": "\x00", "key": "\x00", "CONSENT": "\x00", "note CONSENT": "\x00",
                  "verdict CONSENT": "wrong", "shown CONSENT": "\x00", "seen": "²"}},
        {"data": {"key": "x" * 100_000, "verdict CONSENT": "conform", "seen": "9" * 5_000}},
        {"files": {"knowing": ("a", b"x"), "key": ("b", b"x")}},
        {"content": b'--x\r\nContent-Disposition: form-data; name="note CONSENT"\r\n\r\n\\ud800'
                    b'\r\n--x\r\nContent-Disposition: form-data; name="verdict CONSENT"\r\n\r\n'
                    b"wrong\r\n--x--\r\n",
         "headers": {"Content-Type": "multipart/form-data; boundary=x; charset=unicode_escape"}},
        {"content": b"a=1&" * 300,
         "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
    ],
    ids=["NUL", "long", "files", "half a character", "many"],
)  # fmt: skip
def test_forged_fields_get_an_answer_in_words_and_change_nothing(office, portal, address, sent):
    who = GHANA
    if address == SHEET:
        checking(office)
        who = OFFICER
    answer = portal.browser(who).post(address, **sent)
    assert answer.status_code in (303, 400, 409, 413, 422), answer.text[:300]
    if answer.status_code != 303:
        assert answer.headers["content-type"].startswith("text/html")


def test_the_office_sees_neither_a_withdrawn_draft_nor_what_a_state_has_not_filed_yet(
    office, portal
):
    officer = portal.browser(OFFICER)
    checking(office)
    all_conform(office)
    concluded(office)
    attached(office, portal.archive, "inventory", "new.txt", b"Extract", state="Ghana")
    assert "new.txt" not in words_of(officer.get(ATTACHMENTS))
    assert officer.get(f"{ATTACHMENTS}/1").status_code == 404
    filed(office)
    assert "new.txt" in words_of(officer.get(ATTACHMENTS))
    assert officer.get(f"{ATTACHMENTS}/1").status_code == 200
    opened(office, "RL-2028-0002")
    begin(office, "RL-2028-0002", GHANA)
    taken(office, "withdraw", GHANA, "RL-2028-0002")
    for page in ("attachments", "form/check", "changes", "export.json"):
        assert officer.get(f"/dossiers/RL-2028-0002/{page}").status_code == 404


def test_what_is_not_there_cannot_be_removed_and_a_second_time_neither(office, archive):
    opened(office)
    attached(office, archive, "inventory", "1.txt", b"Extract", state="Ghana")
    checking(office)
    all_conform(office)
    concluded(office)
    remove(office, archive, REFERENCE, 1, GHANA)
    for number in (1, 2):
        with pytest.raises(NotThere):
            remove(office, archive, REFERENCE, number, GHANA)
    with pytest.raises(NotThere):
        remove(office, archive, "a\x00b", 1, GHANA)


def test_the_files_of_a_state_in_its_cycle_are_counted_by_the_database(office):
    for number in range(1, 4):
        opened(office, f"RL-2028-000{number}", states=["Côte d'Ivoire", "Ghana"])
    opened(office, "RL-2028-0004", states=["Ghana"])
    taken(office, "withdraw", GHANA, "RL-2028-0003")
    with office.database.connect() as connection:
        found = counted.others(connection, 2028, ("Côte d'Ivoire", "Ghana"), "RL-2028-0001")
    assert sorted(found) == [("rl", "draft", 1), ("rl", "withdrawn", 1)]
