"""Each file is read by a process of its own, forked from one nursery that knows no secret."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any, BinaryIO, cast

import pytest

from portal.attached import fresh, nursed
from portal.attached.apart import _surroundings, look_apart
from portal.attached.ended import Ended, TooSlow
from portal.attached.formats import known
from portal.attached.opened import on_disk
from portal.attached.reading import NO_MEMORY, UNREADABLE
from portal.attached.seen import Seen
from tests.attachments import docx, image, mp4, pdf, png_of
from tests.test_attached_examined import LIMITS, examined

TEXT = known("text/plain")
Look = Callable[[str, str, int, float, Mapping[str, str]], Ended]
DAMAGED = "It is a plain text, but it is damaged or incomplete and cannot be read."


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    """Each test begins without a nursery."""
    nursed._ends()
    yield
    nursed._ends()


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[BinaryIO]:
    """A text of a tebibyte, which takes no room on the disk and nobody reads to its end."""
    with (tmp_path / "endless.txt").open("w+b") as file:
        file.truncate(1 << 40)
        yield file


def children(of: int) -> dict[int, str]:
    """The processes that this one has begun, and the state of each: Z is a zombie."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == of:
            found[int(stat.parent.name)] = state
    return found


def nursery() -> int:
    return cast(nursed.Nursery, nursed._here.nursery).process.pid


def until(asked: Callable[[], Any]) -> Any:
    """What is true in the end."""
    began = monotonic()
    while not (answer := asked()):
        assert monotonic() - began < 20, "it never came"
        sleep(0.01)
    return answer


def child() -> int:
    """The one process that reads a file now."""
    (one,) = until(lambda: nursed._here.nursery and children(nursery()))
    return int(one)


def read_meanwhile(file: BinaryIO, seconds: int) -> "Future[Seen]":
    pool = ThreadPoolExecutor(1)
    reading = pool.submit(look_apart, TEXT, file, replace(LIMITS, seconds=seconds))
    pool.shutdown(wait=False)
    return reading


def told(memory: int = LIMITS.memory) -> str:
    """The limits as they are handed over."""
    return json.dumps(asdict(replace(LIMITS, memory=memory)))


def sentences(seen: Seen) -> list[str]:
    return [one.words.en for one in seen.faults]


def test_a_hundred_files_leave_one_nursery_and_no_zombie():
    before = children(os.getpid())
    for number in range(100):
        assert examined("consent", pdf(1 + number % 3)).facts["pages"] == 1 + number % 3
    assert children(os.getpid()).keys() - before.keys() == {nursery()}
    assert children(nursery()) == {}


def test_a_child_that_hangs_is_killed_at_its_time_and_the_next_file_is_read(endless: BinaryIO):
    began = monotonic()
    reading = read_meanwhile(endless, seconds=2)
    hanging = child()
    os.kill(hanging, signal.SIGSTOP)  # as one that sleeps: it uses no time of the processor
    first = nursery()
    assert sentences(reading.result()) == ["It cannot be read within 2 seconds."]
    assert monotonic() - began < 10
    until(lambda: children(first) == {})
    assert not Path(f"/proc/{hanging}").exists()
    assert examined("consent", pdf()).faults == ()
    assert nursery() == first


def test_a_child_that_a_signal_ends_is_the_files_fault(endless: BinaryIO):
    reading = read_meanwhile(endless, seconds=20)
    os.kill(child(), signal.SIGSEGV)
    assert sentences(reading.result()) == [DAMAGED]


def test_a_nursery_that_was_killed_is_begun_anew():
    assert examined("consent", pdf()).faults == ()
    first = nursery()
    os.kill(first, signal.SIGKILL)
    assert examined("consent", pdf()).faults == ()
    assert nursery() != first
    assert first not in children(os.getpid())


def test_a_file_whose_nursery_died_over_it_is_read_by_another():
    assert examined("consent", pdf()).faults == ()
    first = nursery()
    os.kill(first, signal.SIGSTOP)  # the file is sent, and waits
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(examined, "consent", pdf(3))
        sleep(0.2)
        assert not reading.done()
        os.kill(first, signal.SIGKILL)
        assert reading.result().facts["pages"] == 3
    assert nursery() != first


def test_a_nursery_that_cannot_begin_is_not_the_files_fault(capfd: pytest.CaptureFixture[str]):
    with on_disk(io.BytesIO(pdf())) as file:
        ended = nursed.look("pdf", told(), file.fileno(), 5, {"PYTHONHOME": "/nowhere"})
    assert (ended.status, ended.said) == (1, b"The process that reads files has died twice.")
    assert "encodings" in capfd.readouterr().err  # the interpreter says what it misses


def test_ten_threads_are_answered_at_once_each_its_own():
    pages = [1 + number % 10 for number in range(60)]
    with ThreadPoolExecutor(10) as pool:
        found = list(pool.map(lambda number: examined("consent", pdf(number)), pages))
    assert [one.facts["pages"] for one in found] == pages
    assert children(nursery()) == {}


def test_a_child_knows_no_secret_and_holds_nothing_but_the_file_and_its_answer(
    endless: BinaryIO, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DOSSIERS_SMTP__PASSWORD", "secret")
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(look_apart, TEXT, endless, LIMITS) for _ in "12"]
        until(lambda: nursed._here.nursery and len(children(nursery())) == 2)
        for one in children(nursery()):
            assert_confined(Path(f"/proc/{one}"), endless.name)
        assert b"secret" not in Path(f"/proc/{nursery()}/environ").read_bytes()
        assert len(list(Path(f"/proc/{nursery()}/task").iterdir())) == 1
        for one in children(nursery()):
            os.kill(one, signal.SIGKILL)
        assert [sentences(one.result()) for one in both] == [[DAMAGED]] * 2


def assert_confined(process: Path, file: str) -> None:
    until(lambda: bounds(process)["Max file size"] == "0")  # the last but one thing it does
    held = descriptors(process)
    assert held == {"0": file, "1": held["1"], "2": held["1"]}
    assert held["1"].startswith("pipe:")
    assert b"secret" not in (process / "environ").read_bytes()
    assert bounds(process)["Max address space"] == str(LIMITS.memory)
    until(lambda: bounds(process)["Max core file size"] == "0")
    assert len(list((process / "task").iterdir())) == 1


def descriptors(process: Path) -> dict[str, str]:
    return {one.name: str(one.readlink()) for one in (process / "fd").iterdir()}


def bounds(process: Path) -> dict[str, str]:
    """The soft limit of everything that has one."""
    lines = (process / "limits").read_text().splitlines()[1:]
    return {line[:26].strip(): line[26:].split()[0] for line in lines}


WAYS = pytest.mark.parametrize("look", [nursed.look, fresh.look], ids=["nursery", "fresh"])


@WAYS
@pytest.mark.parametrize(
    ("kind", "content", "status"),
    [
        ("image", image(), 0),
        ("image", png_of(8_000, 8_000), 0),
        ("pdf", pdf(), 0),
        ("document", docx(), 0),
        ("video", mp4(300), 0),
        ("text", b"We agree.", 0),
        ("pdf", pdf()[:20] + b"%%EOF", UNREADABLE),
        ("text", b"\xff", UNREADABLE),
        ("other", b"<html>", 1),
    ],
)
def test_with_and_without_a_nursery_a_file_ends_alike(
    look: Look, kind: str, content: bytes, status: int
):
    with on_disk(io.BytesIO(content)) as file:
        ended = look(kind, told(), file.fileno(), 20, _surroundings())
    assert ended.status == status
    if status == 0:
        assert json.loads(ended.said)["faults"] == []


@WAYS
def test_no_memory_beyond_the_bound_is_given(look: Look):
    with on_disk(io.BytesIO(png_of(10_000, 10_000))) as file:
        statuses = [
            look("image", told(memory=most), file.fileno(), 20, _surroundings()).status
            for most in (1_000_000, 120_000_000, 400_000_000)
        ]
    assert statuses == [NO_MEMORY, NO_MEMORY, 0]


@WAYS
def test_no_time_beyond_the_bound_is_given(look: Look, endless: BinaryIO):
    with pytest.raises(TooSlow):
        look("text", told(), endless.fileno(), 0.5, _surroundings())


FORKING = """
import os, sys
from pathlib import Path
from portal.attached import nursed
from portal.attached.examined import examine
from portal.attached.limits import limits

file = Path(sys.argv[1])

def pages():
    found = examine("consent", file, "c.pdf", file.stat().st_size, limits(2028))
    return found.facts["pages"], nursed._here.nursery.process.pid

print(*pages(), flush=True)
process = os.fork()
print(*pages(), flush=True)
if process:
    os.waitpid(process, 0)
    print(*pages(), flush=True)
    sys.stdin.read()
"""


def test_a_forked_process_has_a_nursery_of_its_own_and_each_ends_with_its_process(tmp_path: Path):
    (tmp_path / "c.pdf").write_bytes(pdf(3))
    command = [sys.executable, "-W", "error", "-c", FORKING, str(tmp_path / "c.pdf")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = [tuple(map(int, process.stdout.readline().split())) for _ in range(4)]
        assert [pages for pages, _ in said] == [3, 3, 3, 3]
        own, forked = said[0][1], ({one for _, one in said} - {said[0][1]}).pop()
        assert sorted(one for _, one in said) == sorted([own, own, own, forked])
        assert children(process.pid).keys() == {own}
        until(lambda: not Path(f"/proc/{forked}").exists())
        process.kill()
        until(lambda: not Path(f"/proc/{own}").exists())
        assert process.stderr.read() == b""


def test_a_nursery_ends_what_it_reads_when_its_process_ends(endless: BinaryIO):
    reading = read_meanwhile(endless, seconds=20)
    last, own = child(), nursery()
    os.kill(own, signal.SIGINT)  # as the terminal would: it reads on
    sleep(0.1)
    assert children(own).keys() == {last}
    cast(nursed.Nursery, nursed._here.nursery).line.shutdown(2)  # as when nobody holds it any more
    until(lambda: not Path(f"/proc/{last}").exists())
    nursed._ends()
    assert not Path(f"/proc/{own}").exists()
    until(lambda: nursed._here.nursery)  # who waited for it has begun another
    os.kill(child(), signal.SIGKILL)
    assert sentences(reading.result()) == [DAMAGED]
