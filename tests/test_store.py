"""Contents are kept once, whole or not at all, under the hash of what they are."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from threading import Barrier, Thread

import pytest

from engine.runtime.store.in_folder import folder
from engine.runtime.store.kept import CHUNK, Damaged, Kept, NotKept, Store, TooLarge
from tests.store_child import PIECE, ROOT, Raise, nursery

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
LATER = datetime(2200, 1, 1, tzinfo=UTC)
MOST = 1 << 30
HOSTILE = ["", "../../etc/passwd", "/etc/passwd", "a" * 63, "a" * 65, "A" * 64, "g" * 64,
           "a" * 63 + "\0", "a" * 64 + "\n", "..", "a/" * 32]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def store(path: Path) -> Store:
    return folder(path)


def files(path: Path) -> list[str]:
    """Every file below the folder."""
    return sorted(one.relative_to(path).as_posix() for one in path.rglob("*") if one.is_file())


def hashed(content: bytes) -> str:
    return sha256(content).hexdigest()


def interrupted(fault: BaseException) -> Iterator[bytes]:
    yield PIECE
    raise fault


@pytest.mark.parametrize(
    "chunks",
    [[], [b""], [b"mask"], [b"ma", b"", b"sk"], [PIECE] * 3, [PIECE * 3 + b"."]],
    ids=["nothing", "empty", "one", "several", "megabytes", "one large"],
)
def test_what_is_kept_comes_back_under_its_hash(store: Store, chunks: list[bytes]):
    content = b"".join(chunks)
    kept = store.keep(chunks, MOST)
    assert kept == Kept(hashed(content), len(content))
    assert store.has(kept.sha256)
    assert b"".join(store.open(kept.sha256)) == content


def test_a_content_is_read_in_pieces_of_a_mebibyte(store: Store):
    kept = store.keep([PIECE * 2 + b"end"], MOST)
    assert [len(piece) for piece in store.open(kept.sha256)] == [CHUNK, CHUNK, 3]


def test_the_same_content_is_kept_once(store: Store, path: Path):
    first = store.keep([b"mask", b"s"], MOST)
    assert store.keep([b"masks"], MOST) == first
    assert files(path) == [f"{first.sha256[:2]}/{first.sha256}"]


def test_nobody_else_on_the_machine_may_read_what_is_kept(store: Store, path: Path):
    store.keep([b"mask"], MOST)
    (file,) = files(path)
    assert stat.S_IMODE((path / file).stat().st_mode) == 0o600


@pytest.mark.parametrize("most", [3, 4])
def test_one_byte_more_than_is_taken_leaves_nothing(store: Store, path: Path, most: int):
    if most == 4:
        assert store.keep([b"ma", b"sk"], most) == Kept(hashed(b"mask"), 4)
    else:
        with pytest.raises(TooLarge) as refused:
            store.keep([b"ma", b"sk"], most)
        assert refused.value.words == (
            "The file has more than the 3 bytes that are taken.",
            "Le fichier dépasse les 3 octets acceptés.",
        )
        assert files(path) == []


def test_what_is_too_large_is_refused_without_being_read_to_its_end(store: Store, path: Path):
    came = count(1)
    endless = (PIECE for _ in came)
    with pytest.raises(TooLarge):
        store.keep(endless, 3 * CHUNK)
    assert next(came) == 5
    assert files(path) == []


@pytest.mark.parametrize(
    "fault", [OSError("the line broke"), KeyboardInterrupt(), GeneratorExit()], ids=repr
)
def test_an_upload_that_breaks_off_leaves_nothing(store: Store, path: Path, fault: BaseException):
    with pytest.raises(type(fault)):
        store.keep(interrupted(fault), MOST)
    assert files(path) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_from_outside_never_becomes_a_path(store: Store, path: Path, name: str):
    (path.parent / "secret").write_text("kept elsewhere")
    assert not store.has(name)
    store.remove(name)
    with pytest.raises(NotKept):
        store.open(name)
    assert files(path.parent) == ["secret"]


def test_what_was_removed_is_not_there_and_may_be_removed_again(store: Store, path: Path):
    kept = store.keep([b"mask"], MOST)
    store.remove(kept.sha256)
    store.remove(kept.sha256)
    assert not store.has(kept.sha256)
    assert files(path) == []
    with pytest.raises(NotKept):
        store.open(kept.sha256)


def test_a_content_that_has_changed_is_told_and_is_healed_by_keeping_it_again(
    store: Store, path: Path
):
    kept = store.keep([b"mask"], MOST)
    (path / kept.sha256[:2] / kept.sha256).write_bytes(b"task")
    with pytest.raises(Damaged):
        list(store.open(kept.sha256))
    store.keep([b"mask"], MOST)
    assert list(store.open(kept.sha256)) == [b"mask"]


def test_many_who_keep_the_same_content_at_once_keep_it_once(store: Store, path: Path):
    together, kept = Barrier(8), []

    def keep() -> None:
        together.wait()
        kept.append(store.keep([PIECE, PIECE], MOST))

    threads = [Thread(target=keep) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept == [Kept(hashed(PIECE * 2), 2 * CHUNK)] * 8
    assert files(path) == [f"{kept[0].sha256[:2]}/{kept[0].sha256}"]


def test_a_sweep_removes_what_is_older_and_nothing_else(store: Store, path: Path):
    kept = store.keep([b"mask"], MOST)
    for name in ("old", "young"):
        (path / "unfinished" / name).write_bytes(PIECE)
    then = datetime(2027, 3, 1, 12, tzinfo=UTC)
    os.utime(path / "unfinished" / "old", (then.timestamp() - 1,) * 2)
    os.utime(path / "unfinished" / "young", (then.timestamp(),) * 2)
    assert store.sweep(then) == 1
    place = f"{kept.sha256[:2]}/{kept.sha256}"
    assert files(path) == sorted([place, "unfinished/young"])
    assert store.sweep(then + timedelta(seconds=1)) == 1
    assert store.sweep(LATER) == 0
    assert files(path) == [place]


@pytest.fixture(scope="module")
def raise_one() -> Iterator[Raise]:
    with nursery() as raising:
        yield raising


def test_a_process_killed_at_any_step_leaves_the_whole_content_or_none(
    raise_one: Raise, tmp_path: Path
):
    content = PIECE * 3
    there: list[bool] = []
    left: list[int] = []
    for fatal in count(1):
        path = tmp_path / str(fatal)
        life = raise_one(kind="folder", path=str(path), fatal=fatal, pieces=3, times=1)
        store = folder(path)
        if not life["killed"]:
            assert life["said"] == [hashed(content), fatal - 1]
            break
        there.append(store.has(hashed(content)))
        named = [one for one in files(path) if not one.startswith("unfinished/")]
        assert named == [f"{hashed(content)[:2]}/{hashed(content)}"] * there[-1]
        if there[-1]:
            assert b"".join(store.open(hashed(content))) == content
        assert store.sweep(LONG_AGO) == 0
        left.append(store.sweep(LATER))
        # Nothing stops the next one.
        assert store.keep([content], MOST) == Kept(hashed(content), len(content))
        assert len(files(path)) == 1
    # The content is there from one step on, the rename, and until then something was left behind.
    assert there == sorted(there)
    assert {True, False} == set(there)
    assert set(left) == {0, 1}
    assert all(not (swept and whole) for swept, whole in zip(left, there, strict=True))


KEEPING = """
import sys
from pathlib import Path
from bench.uploading import peak
from engine.runtime.store.in_folder import folder
store = folder(Path(sys.argv[1]))
piece = b"x" * (1 << 20)
kept = store.keep((piece for _ in range(200)), 1 << 30)
assert sum(map(len, store.open(kept.sha256))) == kept.size == 200 << 20
print(peak())
"""


def test_200_megabytes_are_kept_and_read_in_little_memory(path: Path):
    command = [sys.executable, "-c", KEEPING, str(path)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert int(told) < 100e6


def test_who_keeps_in_a_folder_does_not_pay_for_s3():
    command = (
        "import sys, engine.runtime.store.in_folder, engine.runtime.store.in_s3;"
        "print(sorted({'boto3', 'botocore'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert told.stdout == "[]\n"
