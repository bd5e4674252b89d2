"""Many people write, attach, tick and file in the same second: nothing is lost, nothing is half."""

import io
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from engine.dossier import Actor
from engine.runtime import attachments as rows
from engine.runtime import papers
from engine.runtime.attachments import Attachment
from engine.runtime.drafts import Closed
from engine.runtime.moves import Moved
from portal.filing.attach import Archive, Sent, attach, remove
from portal.filing.draft import NotThere, begin, save
from portal.filing.filing import file
from portal.filing.sheet import conclude, tick
from tests.filing import REFERENCE, all_conform, archive_in, attached, filed, under_check, written
from tests.moves import GHANA, OFFICER, opened
from workflows.check.check import Seen

AMA = Actor("Ama", "state_party", frozenset({"Ghana"}))
FOUR = [f"RL-2028-000{number}" for number in range(1, 5)]


@pytest.fixture
def archive(tmp_path):
    return archive_in(tmp_path)


def at_once(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """What came of each job; all of them begin in the same moment."""
    ready = Barrier(len(jobs))

    def begun(job: Callable[[], Any]) -> Any:
        ready.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [one.result() for one in [pool.submit(begun, job) for job in jobs]]


def there(office, reference=REFERENCE):
    with office.database.connect() as connection:
        return rows.attachments(connection, reference)


def paper(connection, name):
    found = papers.kept(connection, name)
    assert found is not None
    return found


def named(office, moved):
    """What was filed."""
    with office.database.connect() as connection:
        return paper(connection, moved.dossier.text("filing")).content


def kept(tmp_path):
    return {one.name for one in (tmp_path / "store").rglob("*") if one.is_file()}


def extract(office, archive, number, reference=REFERENCE):
    """An extract of an inventory, sent."""
    body = f"Extract {number}".encode()
    sent = Sent("inventory", f"{number}.txt", len(body), "Ghana")
    return attach(office, archive, reference, sent, io.BytesIO(body), GHANA)


def test_eight_files_sent_to_one_dossier_at_once_are_numbered_one_by_one(office, archive):
    opened(office)
    came = at_once([partial(extract, office, archive, n) for n in range(8)])
    assert sorted(one.number for one in came) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [one.number for one in there(office)] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_one_file_sent_eight_times_at_once_is_attached_once(office, archive, tmp_path):
    opened(office)
    came = at_once([lambda: extract(office, archive, 1)] * 8)
    (one,) = [one for one in came if isinstance(one, Attachment)]
    assert there(office) == [one]
    assert kept(tmp_path) == {one.sha256}
    told = {fault.words.en for other in came if isinstance(other, tuple) for fault in other}
    assert told == {"The same file is attached already, as 1.txt."}


def test_eight_who_send_the_hundredth_file_at_once_do_not_make_it_a_hundred_and_seven(
    office, archive, tmp_path
):
    opened(office)
    one = attached(office, archive, "inventory", "0.txt", b"Extract", state="Ghana")
    with office.database.begin() as connection:
        for _ in range(98):
            number = rows.announce(connection, one)
            rows.arrived(connection, REFERENCE, number, "unscanned", "")
    came = at_once([partial(extract, office, archive, n) for n in range(8)])
    assert len([one for one in came if isinstance(one, Attachment)]) == 1
    assert len(there(office)) == 100
    assert len(kept(tmp_path)) == 2


def test_the_store_holds_what_rows_name_after_eight_people_sent_and_removed_at_random(
    office, archive, tmp_path
):
    for reference in FOUR:
        opened(office, reference)

    def removed(reference: str) -> None:
        for one in there(office, reference)[:1]:
            with suppress(NotThere):  # somebody else was quicker
                remove(office, archive, reference, one.number, GHANA)

    def somebody(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(8):
            reference = chance.choice(FOUR)
            if chance.random() < 0.6:
                extract(office, archive, chance.randrange(2), reference)
            else:
                removed(reference)

    at_once([partial(somebody, seed) for seed in range(8)])
    left = [one for reference in FOUR for one in there(office, reference)]
    assert kept(tmp_path) == {one.sha256 for one in left}
    for one in left:
        assert b"".join(archive.store.open(one.sha256)).startswith(b"Extract")


def test_eight_people_who_save_different_answers_at_once_lose_none(office):
    opened(office)
    of = begin(office, REFERENCE, GHANA)
    names = [one.name for one in of.edition.fields if not one.per_state][:8]
    at_once([partial(save, office, of, {name: name}, 0, GHANA) for name in names])
    assert begin(office, REFERENCE, GHANA).given == {name: name for name in names}
    assert begin(office, REFERENCE, GHANA).draft.version == 8


@pytest.mark.parametrize("turn", range(3))
def test_what_is_saved_while_somebody_files_is_in_the_filing_or_refused(office, turn):
    opened(office)
    of = begin(office, REFERENCE, GHANA)
    names = [one.name for one in of.edition.fields if not one.per_state][:4]

    def writing(name: str) -> tuple[str, str]:
        last = ""
        for number in range(200):
            try:
                save(office, of, {name: f"{number}"}, 10_000, AMA)
            except Closed:
                break
            last = str(number)
        return name, last

    def filing() -> Moved:
        while begin(office, REFERENCE, GHANA).draft.version < 8:
            pass
        return filed(office)

    *came, moved = at_once([*(lambda n=n: writing(n) for n in names), filing])
    assert named(office, moved)["answers"] == {name: last for name, last in came if last}


@pytest.mark.parametrize("turn", range(3))
def test_what_is_attached_or_removed_while_somebody_files_is_so_in_the_filing_or_refused(
    office, archive, turn
):
    opened(office)
    begin(office, REFERENCE, GHANA)
    for number in range(100, 106):
        extract(office, archive, number)
    hashes = {one.sha256 for one in there(office)}

    def sending() -> None:
        for number in range(40):
            try:
                one = extract(office, archive, number)
            except Closed:
                return
            hashes.add(one.sha256)

    def removing() -> None:
        for number in range(1, 7):
            try:
                remove(office, archive, REFERENCE, number, GHANA)
            except Closed:
                return
            hashes.discard(gone[number])

    gone = {one.number: one.sha256 for one in there(office)}
    _, _, moved = at_once([sending, removing, lambda: filed(office)])
    content = named(office, moved)
    assert {one["sha256"] for one in content["attachments"]} == hashes
    assert {one.sha256 for one in there(office) if one.filed} == hashes
    assert all(archive.store.has(one) for one in hashes)
    with office.database.connect() as connection:
        assert rows.in_status(connection, "arriving", office.clock.at.replace(year=2099)) == []


class FiledMeanwhile:
    """A store in which, while a content is kept, somebody does something else."""

    def __init__(self, store: Any, meanwhile: Callable[[], Any]) -> None:
        self._store = store
        self._meanwhile = meanwhile

    def keep(self, chunks, most):
        done = self._store.keep(chunks, most)
        self._meanwhile()
        return done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def test_a_file_that_arrives_after_the_dossier_was_filed_is_refused_and_leaves_nothing(
    office, archive, tmp_path
):
    opened(office)
    begin(office, REFERENCE, GHANA)
    slow = Archive(FiledMeanwhile(archive.store, lambda: filed(office)))
    with pytest.raises(Closed):
        extract(office, slow, 1)
    assert (there(office), kept(tmp_path)) == ([], set())


@pytest.mark.parametrize("keys", [("k", "k"), ("k", "l"), (None, None)])
def test_two_who_file_at_once_make_one_filing(office, keys):
    opened(office)
    written(office)
    one, two = at_once([partial(file, office, REFERENCE, GHANA, True, key) for key in keys])
    moved = [each for each in (one, two) if isinstance(each, Moved)]
    assert len(moved) == (2 if keys == ("k", "k") else 1)
    assert {each.dossier.version for each in moved} == {2}
    with office.database.connect() as connection:
        assert len(papers.papers(connection, REFERENCE)) == 1


@pytest.mark.parametrize("turn", range(3))
def test_what_an_officer_ticks_while_another_concludes_is_in_the_letter_or_refused(office, turn):
    opened(office)
    written(office)
    filed(office)
    under_check(office)
    all_conform(office, CONSENT="note 0")
    other = Actor("B. Roy", OFFICER.role)

    def ticking() -> str:
        last = "note 0"
        for number in range(1, 200):
            note = f"note {number}"
            if tick(office, REFERENCE, [Seen("CONSENT", "missing", note)], other):
                break
            last = note
        return last

    last, moved = at_once([ticking, lambda: conclude(office, REFERENCE, OFFICER)])
    with office.database.connect() as connection:
        sheet = paper(connection, moved.dossier.text("sheet")).content
    assert [one["note"] for one in sheet["items"] if one["code"] == "CONSENT"] == [last]
    assert f"{last}." in moved.dossier.text("missing")
