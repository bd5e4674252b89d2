"""What is attached is examined, kept once and scanned; what is refused leaves nothing behind."""

import io
from collections.abc import Iterable
from datetime import timedelta

import pytest

from engine.dossier import Actor
from engine.runtime import attachments as rows
from engine.runtime.drafts import Closed
from engine.runtime.store.kept import NotKept
from portal.attached.scan import Clean, Found, NotScanned, Verdict
from portal.filing.attach import Archive, Sent, attach, remove
from portal.filing.draft import NotThere, begin
from portal.filing.filing import forewarned
from portal.filing.tidy import clear_away, scan_again
from tests import attachments as made
from tests.filing import REFERENCE, archive_in, attached, filed
from tests.moves import GHANA, OFFICER, opened

PHOTOGRAPH = made.image()


@pytest.fixture
def archive(tmp_path):
    return archive_in(tmp_path)


def there(office, reference=REFERENCE):
    with office.database.connect() as connection:
        return rows.attachments(connection, reference)


def kept(tmp_path):
    """Every file below the store."""
    return sorted(one.name for one in (tmp_path / "store").rglob("*") if one.is_file())


def refused(office, archive, document, name, body, size=None, **more):
    sent = Sent(document, name, len(body) if size is None else size, **more)
    outcome = attach(office, archive, REFERENCE, sent, io.BytesIO(body), GHANA)
    assert isinstance(outcome, tuple)
    return [one.words.en for one in outcome]


def test_a_photograph_is_kept_with_what_it_says_of_itself(office, archive):
    opened(office)
    one = attached(
        office, archive, "photographs", "..\\..\\Kente\u202e gpj.jpg", PHOTOGRAPH,
        caption="Weavers\x00 at\nwork", credit="A. Photographer",
    )  # fmt: skip
    assert (one.number, one.name, one.media_type, one.status, one.caption, one.credit) == (
        1, "Kente gpj.jpg", "image/jpeg", "unscanned", "Weavers at work", "A. Photographer",
    )  # fmt: skip
    assert (one.facts["width"], one.facts["height"], one.size) == (64, 48, len(PHOTOGRAPH))
    assert b"".join(archive.store.open(one.sha256)) == PHOTOGRAPH
    assert there(office) == [one]


@pytest.mark.parametrize(
    ("document", "name", "body", "size", "sentence"),
    [
        ("photographs", "a.jpg", made.pdf(), None, "It is named a.jpg, but it is a PDF"),
        ("photographs", "a.jpg", b"", None, "The file is empty."),
        ("video", "a.mp4", b"x", 10_000_000_000, "The file has 10,000 MB; at most 2,000 MB"),
        ("photographs", "a.png", made.png_of(60_000, 60_000), None, "pixels"),
        ("consent", "a.pdf", made.pdf(password="x"), None, "password"),
        ("consent", "a.docx", made.docx()[:-60], None, "damaged"),
        ("film", "a.mp4", b"x", None, "film is no document of a form."),
        ("photographs", "a.jpg", PHOTOGRAPH[:-20], None, "damaged"),
        ("photographs", "a.jpg", PHOTOGRAPH, len(PHOTOGRAPH) + 1, "please send the file again"),
    ],
)  # fmt: skip
def test_hostile_and_broken_files_get_a_sentence_and_leave_nothing(
    office, archive, tmp_path, document, name, body, size, sentence
):
    opened(office)
    (said,) = refused(office, archive, document, name, body, size)
    assert sentence in said
    assert (there(office), kept(tmp_path)) == ([], [])


def test_a_video_that_is_too_short_is_taken_and_told_by_the_check(office, archive):
    opened(office)
    one = attached(office, archive, "video", "film.mp4", made.mp4(seconds=299))
    assert [fault[0] for fault in one.faults] == [
        "The video lasts 4:59; it is to last from 5:00 to 10:00 minutes."
    ]
    missing = forewarned(office, begin(office, REFERENCE, GHANA)).checked.missing
    assert "film.mp4: The video lasts 4:59; it is to last from 5:00 to 10:00 minutes." in [
        found.sentence.en for found in missing
    ]


def test_the_hundredth_file_of_a_document_is_taken_and_no_other_of_a_thousand(office, archive):
    opened(office)
    one = attached(office, archive, "inventory", "0.txt", b"Extract 0", state="Ghana")
    with office.database.begin() as connection:
        for _ in range(98):
            number = rows.announce(connection, one)
            rows.arrived(connection, REFERENCE, number, "unscanned", "")
    attached(office, archive, "inventory", "99.txt", b"Extract 99", state="Ghana")
    before = there(office)
    for number in range(100, 1_000):
        body = f"Extract {number}".encode()
        assert refused(office, archive, "inventory", "x.txt", body, state="Ghana") == [
            "There are 101 files; at most 100 of a document are taken."
        ]
    assert there(office) == before


def test_the_same_content_is_kept_once_and_goes_with_the_last_who_has_it(office, archive, tmp_path):
    opened(office)
    opened(office, "RL-2028-0002")
    one = attached(office, archive, "photographs", "a.jpg", PHOTOGRAPH)
    two = attached(office, archive, "photographs", "b.jpg", PHOTOGRAPH, reference="RL-2028-0002")
    assert (one.sha256, kept(tmp_path)) == (two.sha256, [one.sha256])
    assert refused(office, archive, "photographs", "c.jpg", PHOTOGRAPH) == [
        "The same file is attached already, as a.jpg."
    ]
    remove(office, archive, REFERENCE, one.number, GHANA)
    assert kept(tmp_path) == [one.sha256]
    remove(office, archive, "RL-2028-0002", two.number, GHANA)
    assert kept(tmp_path) == []
    again = attached(office, archive, "photographs", "a.jpg", PHOTOGRAPH)
    assert (again.number, kept(tmp_path)) == (1, [one.sha256])


def test_another_state_and_the_office_attach_and_remove_nothing(office, archive):
    opened(office)
    one = attached(office, archive, "photographs", "a.jpg", PHOTOGRAPH)
    togo = Actor("A. Mensah", "state_party", frozenset({"Togo"}))
    for stranger in (togo, OFFICER):
        with pytest.raises(NotThere):
            attached(office, archive, "photographs", "b.jpg", made.image("PNG"), who=stranger)
        with pytest.raises(NotThere):
            remove(office, archive, REFERENCE, one.number, stranger)
    assert refused(office, archive, "consent", "a.pdf", made.pdf(), state="Togo") == [
        "Togo does not submit this file."
    ]
    assert there(office) == [one]


def test_nothing_is_attached_or_removed_once_the_file_is_handed_in(office, archive, tmp_path):
    opened(office)
    one = attached(office, archive, "photographs", "a.jpg", PHOTOGRAPH)
    begin(office, REFERENCE, GHANA)
    filed(office)
    with pytest.raises(Closed):
        attached(office, archive, "photographs", "b.jpg", made.image("PNG"))
    with pytest.raises(Closed):
        remove(office, archive, REFERENCE, one.number, GHANA)
    assert kept(tmp_path) == [one.sha256]


class Failing:
    """A store whose disk is full."""

    def __init__(self, store):
        self._store = store

    def __getattr__(self, name):
        return getattr(self._store, name)

    def keep(self, chunks: Iterable[bytes], most: int):
        next(iter(chunks))
        raise OSError("no space left on the device")


def test_a_store_that_fails_leaves_no_attachment(office, archive):
    opened(office)
    with pytest.raises(OSError, match="no space"):
        attached(office, Archive(Failing(archive.store)), "photographs", "a.jpg", PHOTOGRAPH)
    with office.database.connect() as connection:
        assert rows.attachment_of(connection, REFERENCE, 1) is None


def test_what_an_upload_left_that_was_killed_is_cleared_away_after_a_day(
    office, archive, clock, tmp_path
):
    opened(office)
    one = attached(office, archive, "photographs", "a.jpg", PHOTOGRAPH)
    with office.database.begin() as connection:
        rows.announce(connection, one)  # and then the process was killed
    assert [found.number for found in there(office)] == [1]
    clock.later(hours=24)
    assert clear_away(office, archive) == 0
    clock.later(seconds=1)
    assert clear_away(office, archive) == 1
    assert (clear_away(office, archive), kept(tmp_path)) == (0, [one.sha256])


def scanning(archive, *verdicts: Verdict):
    """The same store, with a scanner that answers so, one file after another."""
    waiting = list(verdicts)

    def scan(chunks: Iterable[bytes]) -> Verdict:
        assert b"".join(chunks) == PHOTOGRAPH
        return waiting.pop(0)

    return Archive(archive.store, scan)


def test_a_file_waits_in_quarantine_while_the_scanner_is_silent_and_leaves_it_clean(
    office, archive
):
    opened(office)
    silent = scanning(archive, NotScanned("silent"), NotScanned("silent"), Clean())
    one = attached(office, silent, "photographs", "a.jpg", PHOTOGRAPH)
    assert one.status == "quarantined"
    office.clock.later(minutes=1)
    assert scan_again(office, silent) == []
    assert [found.status for found in scan_again(office, silent)] == ["clean"]
    assert [found.status for found in there(office)] == ["clean"]


def test_a_virus_is_refused_its_content_is_gone_and_the_check_says_so(office, archive, tmp_path):
    opened(office)
    found = scanning(archive, Found("Eicar-Test-Signature"))
    one = attached(office, found, "photographs", "a.jpg", PHOTOGRAPH)
    assert (one.status, one.problem, kept(tmp_path)) == ("refused", "Eicar-Test-Signature", [])
    with pytest.raises(NotKept):
        archive.store.open(one.sha256)
    missing = forewarned(office, begin(office, REFERENCE, GHANA)).checked.missing
    assert "a.jpg: a virus was found in it (Eicar-Test-Signature); please send a clean file" in [
        told.sentence.en for told in missing
    ]
    assert timedelta(0) == office.clock() - one.added_at


def answering(tmp_path, *verdicts: Verdict):
    """A store with a scanner that reads every file and answers so, one after another."""

    waiting = iter(verdicts)

    def scan(chunks) -> Verdict:
        assert b"".join(chunks)
        return next(waiting)

    return Archive(archive_in(tmp_path).store, scan)


def test_a_virus_found_in_a_content_is_found_for_everybody_who_attached_it(office, tmp_path):
    opened(office)
    opened(office, "RL-2028-0002")
    archive = answering(tmp_path, Clean(), Found("Eicar\u202e-Test"))
    for reference in (REFERENCE, "RL-2028-0002"):
        sent = Sent("inventory", "a.txt", 7, "Ghana")
        attach(office, archive, reference, sent, io.BytesIO(b"Extract"), GHANA)
    with office.database.connect() as connection:
        found = [rows.attachments(connection, one)[0] for one in (REFERENCE, "RL-2028-0002")]
    assert [one.status for one in found] == ["refused", "refused"]
    assert not archive.store.has(found[0].sha256)


def test_one_content_that_is_gone_does_not_keep_the_others_in_quarantine(office, tmp_path, clock):
    opened(office)
    archive = answering(tmp_path, NotScanned("off"), NotScanned("off"), Clean())
    for number in (1, 2):
        attached(office, archive, "inventory", f"{number}.txt", b"Extract %d" % number, "Ghana")
    with office.database.connect() as connection:
        first, second = rows.attachments(connection, REFERENCE)
    archive.store.remove(first.sha256)
    clock.at += timedelta(minutes=1)
    assert [one.number for one in scan_again(office, archive)] == [second.number]
