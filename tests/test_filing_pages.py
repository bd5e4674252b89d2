"""On the pages a State attaches and files, and an officer ticks; nobody else sees or does it."""

import re

import pytest

from engine.dossier import Actor
from engine.runtime import attachments as rows
from portal.filing.draft import begin
from portal.filing.sheet import sheet_of
from tests import attachments as made
from tests.browsing import words_of
from tests.filing import REFERENCE, all_conform, attach_all, concluded, filed, under_check, written
from tests.moves import GHANA, OFFICER, opened, taken
from tests.signed_in import Portal

ATTACHMENTS = f"/dossiers/{REFERENCE}/attachments"
FILING = f"/dossiers/{REFERENCE}/form/check"
SHEET = f"/dossiers/{REFERENCE}/check"
CHANGES = f"/dossiers/{REFERENCE}/changes"
PHOTOGRAPH = made.image()
TOGO = Actor("A. Mensah", "state_party", frozenset({"Togo"}))


@pytest.fixture
def portal(office, tmp_path):
    opened(office)
    return Portal(office, tmp_path)


@pytest.fixture
def ghana(portal):
    return portal.browser(GHANA)


@pytest.fixture
def officer(portal):
    return portal.browser(OFFICER)


def there(office):
    with office.database.connect() as connection:
        return rows.attachments(connection, REFERENCE)


def send(browser, body=PHOTOGRAPH, name="a.jpg", **fields):
    data = {"document": "photographs", "state": "", "caption": "Weavers", "credit": "A.", **fields}
    return browser.post(ATTACHMENTS, data=data, files={"file": (name, body)})


@pytest.mark.parametrize("address", [ATTACHMENTS, FILING, SHEET, CHANGES])
def test_a_stranger_is_asked_to_sign_in_and_for_another_state_there_is_no_such_draft(
    portal, address
):
    assert portal.browser().get(address).status_code == 401
    for language, sentence in (("en", "There is no such page"), ("fr", "Cette page n'existe pas")):
        page = portal.browser(TOGO).get(address, params={"lang": language})
        assert (page.status_code, sentence in words_of(page)) == (404, True)
        assert "Kente" not in page.text


def test_for_the_office_there_is_no_draft_before_it_is_filed(office, portal, officer):
    for address in (ATTACHMENTS, FILING, SHEET, CHANGES):
        assert officer.get(address).status_code == 404
    begin(office, REFERENCE, GHANA)
    filed(office)
    assert officer.get(ATTACHMENTS).status_code == 200


def test_a_file_is_sent_listed_handed_out_as_it_was_and_taken_out(office, ghana):
    answer = send(ghana, name="Kente é.jpg")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{ATTACHMENTS}#a1")
    page = words_of(ghana.get(ATTACHMENTS))
    assert "Kente é.jpg Weavers © A." in page
    assert there(office)[0].sha256 in page
    content = ghana.get(f"{ATTACHMENTS}/1")
    assert (content.content, content.headers["content-type"]) == (
        PHOTOGRAPH, "application/octet-stream",
    )  # fmt: skip
    assert (
        content.headers["content-disposition"] == "attachment; filename*=UTF-8''Kente%20%C3%A9.jpg"
    )
    assert content.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert content.headers["x-content-type-options"] == "nosniff"
    assert ghana.post(f"{ATTACHMENTS}/1/remove").status_code == 303
    assert there(office) == []
    assert ghana.get(f"{ATTACHMENTS}/1").status_code == 404


def test_a_caption_is_given_later_and_one_that_is_too_long_is_told(office, ghana):
    send(ghana, caption="", credit="")
    described = {"caption": "Weavers\x00 at work", "credit": "A. Mensah"}
    answer = ghana.post(f"{ATTACHMENTS}/1/describe", data=described)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{ATTACHMENTS}#a1")
    assert [(one.caption, one.credit) for one in there(office)] == [
        ("Weavers at work", "A. Mensah")
    ]
    long = ghana.post(f"{ATTACHMENTS}/1/describe", data={"caption": "x" * 2_001})
    assert (long.status_code, "The caption is too long." in words_of(long)) == (422, True)
    assert ghana.post(f"{ATTACHMENTS}/2/describe", data=described).status_code == 404
    assert there(office)[0].caption == "Weavers at work"


def test_a_file_that_is_not_taken_says_why_in_the_language_of_the_page(office, ghana):
    page = send(ghana, made.pdf())
    assert page.status_code == 422
    assert "It is named a.jpg, but it is a PDF" in words_of(page)
    french = ghana.post(
        f"{ATTACHMENTS}?lang=fr", data={"document": "photographs"}, files={"file": ("a.jpg", b"")}
    )
    assert "Le fichier est vide." in words_of(french)
    assert there(office) == []


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"document": "photographs"}},
        {"content": b"nonsense", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"content": b"", "headers": {"Content-Type": "multipart/form-data"}},
        {"json": {}},
        {"files": [("file", (f"{n}.jpg", PHOTOGRAPH)) for n in range(1_000)]},
        {"files": {"file": ("", PHOTOGRAPH)}},
        {"files": {"other": ("a.jpg", PHOTOGRAPH)}},
    ],
    ids=["no file", "nonsense", "no boundary", "JSON", "a thousand", "nameless", "another name"],
)
def test_what_is_no_form_with_one_file_is_told_so(office, ghana, sent):
    page = ghana.post(ATTACHMENTS, **sent)
    assert page.status_code == 422
    assert "Please choose one file" in words_of(page)
    assert there(office) == []


def test_ten_gigabytes_that_are_only_declared_are_refused_before_they_come(office, ghana):
    sent = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": "10000000000"}
    page = ghana.post(ATTACHMENTS, content=b"", headers=sent)
    assert page.status_code == 413
    assert "larger than any file that is taken here" in words_of(page)


def test_an_upload_of_another_site_and_one_after_filing_change_nothing(office, portal, ghana):
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert ghana.post(ATTACHMENTS, files={"file": ("a", b"x")}, headers=cross).status_code == 403
    begin(office, REFERENCE, GHANA)
    filed(office)
    late = send(ghana)
    assert late.status_code == 409
    assert "The file is not with the State Party now; nothing was changed." in words_of(late)
    assert there(office) == []


def test_a_state_is_told_what_is_missing_and_files_only_when_it_says_that_it_knows(office, ghana):
    page = ghana.get(FILING)
    assert re.search(r"\b\d+ of 17 still open", words_of(page))
    assert "If what is missing arrives by 30 September 2027" in words_of(page)
    key = re.search(r'name="key" value="([^"]+)"', page.text)
    assert key is not None
    assert ghana.post(FILING, data={"key": key[1]}).status_code == 422
    knowing = re.search(r'name="knowing" value="([^"]+)"', page.text)
    assert knowing is not None
    assert ghana.post(FILING, data={"key": key[1], "knowing": "yes"}).status_code == 422
    sent = {"key": key[1], "knowing": knowing[1]}
    assert [ghana.post(FILING, data=sent).status_code for _ in "12"] == [303, 303]
    with office.database.connect() as connection:
        from engine.runtime import reading

        assert reading.dossiers(connection, [REFERENCE])[REFERENCE].version == 2


def test_the_officer_ticks_item_by_item_and_one_letter_says_everything(
    office, portal, ghana, officer
):
    of = written(office)
    attach_all(office, portal.archive, of.edition)
    filed(office)
    under_check(office)
    page = officer.get(SHEET)
    assert (page.status_code, "items wait for an officer" in words_of(page)) == (200, True)
    assert ghana.get(SHEET).status_code == 403
    assert officer.post(SHEET, data={"verdict CONSENT": "wrong"}).status_code == 422
    note = "The consent <b>of the weavers</b> is not dated"
    sent = {"verdict CONSENT": "wrong", "note CONSENT": note}
    assert officer.post(SHEET, data=sent).status_code == 303
    early = officer.post(SHEET, data={**sent, "then": "conclude"})
    assert early.status_code == 409
    assert "nobody has looked at it yet" in words_of(early)
    rest = {f"verdict {one.code}": "conform" for one in sheet_of(office, REFERENCE).checked.unseen}
    stale = officer.post(SHEET, data={**rest, "then": "conclude", "seen": "1"})
    assert stale.status_code == 409
    assert "what happened since version 1" in words_of(stale)
    assert officer.post(SHEET, data={"then": "conclude", "seen": "5"}).status_code == 303
    told = words_of(ghana.get(FILING))
    assert "The consent <b>of the weavers</b> is not dated" in told
    assert ghana.post(
        f"/dossiers/{REFERENCE}/form/replies", data={"CONSENT": "See page 2", "NONE": "x"}
    ).status_code == 303  # fmt: skip
    assert begin(office, REFERENCE, GHANA).replies == {"CONSENT": "See page 2"}
    filed(office)
    taken(office, "check_again", OFFICER)
    assert "Asked for in the last letter" in words_of(officer.get(SHEET))
    assert "The State replied See page 2" in words_of(officer.get(SHEET))
    all_conform(office)
    assert concluded(office).dossier.state == "complete"
    report = words_of(officer.get(CHANGES))
    assert "Changed between revisions 1 and 2" in report
    assert "No answer was changed." in report


def test_the_pages_of_a_file_speak_french(office, portal, ghana, officer):
    written(office)
    assert "Joindre un fichier" in words_of(ghana.get(f"{ATTACHMENTS}?lang=fr"))
    assert "Les dix-sept points du contrôle" in words_of(ghana.get(f"{FILING}?lang=fr"))
    filed(office)
    under_check(office)
    assert "points attendent un agent" in words_of(officer.get(f"{SHEET}?lang=fr"))
    assert "Révision 1" in words_of(officer.get(f"{CHANGES}?lang=fr"))


def test_what_does_not_exist_is_a_page_that_says_so(ghana):
    for address in (
        "/dossiers/NONE/attachments", "/dossiers/NONE/form/check", "/dossiers/NONE/check",
        "/dossiers/NONE/changes", f"{ATTACHMENTS}/7", SHEET,
    ):  # fmt: skip
        page = ghana.get(address)
        assert page.status_code in (404, 403), address
        assert "Traceback" not in page.text
