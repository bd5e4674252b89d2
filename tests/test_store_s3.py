"""A bucket keeps the same promises as a folder, on a real server that speaks S3."""

import logging
from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from socket import socket
from typing import Any

import pytest
from moto.server import ThreadedMotoServer

from engine.runtime.store.in_s3 import PART, s3
from engine.runtime.store.kept import CHUNK, Damaged, Kept, NotKept, Store, TooLarge
from tests.store_child import OURS, PIECE, Raise, nursery
from tests.test_store import HOSTILE, LATER, LONG_AGO, MOST, interrupted

PIECES = PART // CHUNK
"""Pieces of one part."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


class Bucket:
    """A store, and what really lies in its bucket."""

    def __init__(self, name: str, address: str) -> None:
        self.name = name
        self.address = address
        made: Any = s3(name, "kept/", address, "us-east-1", OURS)
        self.store: Any = made
        self.client: Any = made._client
        self.client.create_bucket(Bucket=name)

    def keys(self) -> list[str]:
        listed = self.client.list_objects_v2(Bucket=self.name)
        return [one["Key"] for one in listed.get("Contents", [])]

    def uploads(self) -> list[str]:
        listed = self.client.list_multipart_uploads(Bucket=self.name)
        return [one["Key"] for one in listed.get("Uploads", [])]


@pytest.fixture
def bucket(address: str, request: pytest.FixtureRequest) -> Iterator[Bucket]:
    made = Bucket(f"b{sha256(request.node.name.encode()).hexdigest()[:20]}", address)
    yield made
    made.client.close()


def hashed(content: bytes) -> str:
    return sha256(content).hexdigest()


@pytest.mark.parametrize(
    "pieces", [0, 1, PIECES, 2 * PIECES + 1], ids=["none", "small", "one part", "three parts"]
)
def test_what_is_kept_comes_back_under_its_hash(bucket: Bucket, pieces: int):
    store: Store = bucket.store
    content = PIECE * pieces
    kept = store.keep((PIECE for _ in range(pieces)), MOST)
    assert kept == Kept(hashed(content), len(content))
    assert store.has(kept.sha256)
    assert b"".join(store.open(kept.sha256)) == content
    assert bucket.keys() == [f"kept/{kept.sha256}"]
    assert bucket.uploads() == []


@pytest.mark.parametrize("pieces", [1, PIECES + 1], ids=["small", "in parts"])
def test_the_same_content_is_kept_once(bucket: Bucket, pieces: int):
    first = bucket.store.keep([PIECE] * pieces, MOST)
    assert bucket.store.keep([PIECE * pieces], MOST) == first
    assert bucket.keys() == [f"kept/{first.sha256}"]
    assert bucket.uploads() == []


@pytest.mark.parametrize("before", [0, PIECES + 1], ids=["small", "in parts"])
def test_one_byte_more_than_is_taken_leaves_nothing(bucket: Bucket, before: int):
    content = [*([PIECE] * before), b"mask"]
    size = before * CHUNK + 4
    with pytest.raises(TooLarge):
        bucket.store.keep(content, size - 1)
    assert (bucket.keys(), bucket.uploads()) == ([], [])
    assert bucket.store.keep(content, size).size == size


@pytest.mark.parametrize("before", [0, PIECES + 1], ids=["small", "in parts"])
@pytest.mark.parametrize("fault", [OSError("the line broke"), KeyboardInterrupt()], ids=repr)
def test_an_upload_that_breaks_off_leaves_nothing(
    bucket: Bucket, before: int, fault: BaseException
):
    def breaking() -> Iterator[bytes]:
        yield from [PIECE] * before
        yield from interrupted(fault)

    with pytest.raises(type(fault)):
        bucket.store.keep(breaking(), MOST)
    assert (bucket.keys(), bucket.uploads()) == ([], [])


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_from_outside_never_becomes_a_key(bucket: Bucket, name: str):
    bucket.client.put_object(Bucket=bucket.name, Key="secret", Body=b"kept elsewhere")
    assert not bucket.store.has(name)
    bucket.store.remove(name)
    with pytest.raises(NotKept):
        bucket.store.open(name)
    assert bucket.keys() == ["secret"]


def test_what_was_removed_is_not_there_and_may_be_removed_again(bucket: Bucket):
    kept = bucket.store.keep([b"mask"], MOST)
    bucket.store.remove(kept.sha256)
    bucket.store.remove(kept.sha256)
    assert not bucket.store.has(kept.sha256)
    with pytest.raises(NotKept):
        bucket.store.open(kept.sha256)


def test_a_content_that_has_changed_is_told_and_is_healed_by_keeping_it_again(bucket: Bucket):
    kept = bucket.store.keep([b"mask"], MOST)
    bucket.client.put_object(Bucket=bucket.name, Key=f"kept/{kept.sha256}", Body=b"task")
    with pytest.raises(Damaged):
        list(bucket.store.open(kept.sha256))
    bucket.store.keep([b"mask"], MOST)
    assert list(bucket.store.open(kept.sha256)) == [b"mask"]


def test_a_server_that_does_not_answer_is_an_os_error():
    with socket() as silent:  # bound and never listening: whoever calls is refused
        silent.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        store: Any = s3("bucket", "", url, "us-east-1", OURS)
        store._client.meta.events.register("needs-retry.s3", lambda **_: None)
        with pytest.raises(OSError, match="the store does not answer"):
            store.has("a" * 64)
        store._client.close()


def test_a_server_that_refuses_is_an_os_error(bucket: Bucket):
    elsewhere: Any = s3("no-such-bucket", "", bucket.address, "us-east-1", OURS)
    with pytest.raises(OSError, match="the store refused"):
        elsewhere.keep([b"mask"], MOST)
    elsewhere._client.close()


def test_a_sweep_removes_what_is_older_and_nothing_else(bucket: Bucket):
    kept = bucket.store.keep([b"mask"], MOST)
    at = {"Bucket": bucket.name}
    bucket.client.put_object(**at, Key="kept/unfinished/whole", Body=b"mask")
    bucket.client.create_multipart_upload(**at, Key="kept/unfinished/parts")
    bucket.client.create_multipart_upload(**at, Key="another/upload")
    assert bucket.store.sweep(LONG_AGO) == 0
    assert bucket.store.sweep(LATER) == 2
    assert bucket.keys() == [f"kept/{kept.sha256}"]
    assert bucket.uploads() == ["another/upload"]


@pytest.fixture(scope="module")
def raise_one() -> Iterator[Raise]:
    with nursery() as raising:
        yield raising


def test_a_process_killed_at_any_step_leaves_the_whole_content_or_none(
    raise_one: Raise, bucket: Bucket
):
    content = PIECE * (PIECES + 2)
    name = hashed(content)
    there: list[bool] = []
    left: list[int] = []
    asked: dict[str, Any] = {
        "kind": "s3", "bucket": bucket.name, "url": bucket.address,
        "pieces": 2, "times": PIECES // 2 + 1,
    }  # fmt: skip
    for fatal in count(1):
        life = raise_one(**asked, fatal=fatal)
        if not life["killed"]:
            assert life["said"] == [name, fatal - 1]
            break
        there.append(bucket.store.has(name))
        if there[-1]:
            assert b"".join(bucket.store.open(name)) == content
        assert bucket.store.sweep(LONG_AGO) == 0
        left.append(bucket.store.sweep(LATER))
        assert bucket.keys() == [f"kept/{name}"] * there[-1]
        assert bucket.uploads() == []
        bucket.store.remove(name)
    assert there == sorted(there)
    assert {True, False} == set(there)
    assert set(left) == {0, 1}
