"""The queue of writers: everyone gets what is theirs, first come first served, nobody is left."""

import time
from collections.abc import Sequence
from concurrent.futures import Future
from threading import Event
from typing import Any

import pytest

from engine.runtime.turns import MOST_TOGETHER, Turns
from tests.parcels import PATIENCE, at_once, in_a_thread


class Desk:
    """Somebody who settles letters to capitals and fails at a question mark. While the door is
    shut, whoever leads waits inside, and the others gather in the queue."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.inside = Event()
        self.door = Event()
        self.door.set()
        self.turns: Turns[str, str] = Turns(self.settle)

    def settle(self, together: Sequence[str]) -> list[str]:
        self.batches.append(list(together))
        self.inside.set()
        assert self.door.wait(PATIENCE)
        if "?" in together:
            raise ValueError(f"a question among {', '.join(together)}")
        return [one.upper() for one in together]

    def queue(self, *works: str) -> list[Future[str]]:
        """Shut the door behind the first; let the others come in this order, one by one."""
        self.door.clear()
        futures = [in_a_thread(self.turns.take, works[0])]
        assert self.inside.wait(PATIENCE)
        for place, work in enumerate(works[1:], 1):
            futures.append(in_a_thread(self.turns.take, work))
            until_waiting(self.turns, place)
        return futures


def until_waiting(turns: Turns[Any, Any], count: int) -> None:
    """Return when somebody leads and so many others are in the queue."""
    limit = time.monotonic() + PATIENCE
    while not (turns._busy and len(turns._waiting) == count):
        assert time.monotonic() < limit
        time.sleep(0.0005)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_one_who_comes_alone_is_served_alone_and_at_once(desk: Desk) -> None:
    assert [desk.turns.take("a"), desk.turns.take("b")] == ["A", "B"]
    assert desk.batches == [["a"], ["b"]]


def test_those_who_come_meanwhile_are_settled_together_in_the_order_in_which_they_came(
    desk: Desk,
) -> None:
    futures = desk.queue("a", "b", "c", "d", "e")
    desk.door.set()
    assert [future.result(PATIENCE) for future in futures] == ["A", "B", "C", "D", "E"]
    assert desk.batches == [["a"], ["b", "c", "d", "e"]]


def test_no_more_are_settled_together_than_one_commit_should_hold(desk: Desk) -> None:
    count = 1 + MOST_TOGETHER + 3
    works = [f"work {number}" for number in range(count)]
    futures = desk.queue(*works)
    desk.door.set()
    results = [future.result(PATIENCE) for future in futures]
    assert results == [work.upper() for work in works]
    assert desk.batches == [
        works[:1],
        works[1 : 1 + MOST_TOGETHER],
        works[1 + MOST_TOGETHER :],
    ]


def test_a_fault_is_told_to_everyone_it_concerns_and_to_nobody_else(desk: Desk) -> None:
    futures = desk.queue("a", "b", "?", "c")
    desk.door.set()
    assert futures[0].result(PATIENCE) == "A"
    told = [str(future.exception(PATIENCE)) for future in futures[1:]]
    assert told == ["a question among b, ?, c"] * 3


def test_after_a_fault_the_queue_goes_on(desk: Desk) -> None:
    futures = desk.queue("?", "a")
    desk.door.set()
    assert str(futures[0].exception(PATIENCE)) == "a question among ?"
    assert futures[1].result(PATIENCE) == "A"
    assert desk.turns.take("b") == "B"


def test_a_fault_that_would_end_the_program_still_calls_the_next_in_line(desk: Desk) -> None:
    def settle(together: Sequence[str]) -> list[str]:
        desk.settle(together)
        if "ctrl-c" in together:
            raise KeyboardInterrupt
        return list(together)

    desk.turns = Turns(settle)
    futures = desk.queue("ctrl-c", "a")
    desk.door.set()
    assert isinstance(futures[0].exception(PATIENCE), KeyboardInterrupt)
    assert futures[1].result(PATIENCE) == "a"


def test_fewer_results_than_works_are_a_fault_for_all_of_them_not_a_wait_without_end() -> None:
    turns: Turns[str, str] = Turns(lambda together: [])
    with pytest.raises(ValueError, match="shorter"):
        turns.take("a")


def test_a_hundred_who_come_at_once_again_and_again_each_get_their_own_result(desk: Desk) -> None:
    def client(name: str) -> list[str]:
        return [desk.turns.take(f"{name}-{number}") for number in range(20)]

    names = [f"client {number}" for number in range(100)]
    results = at_once(client, names)
    assert results == [[f"{name.upper()}-{n}" for n in range(20)] for name in names]
    settled = [work for together in desk.batches for work in together]
    assert sorted(settled) == sorted(f"{name}-{n}" for name in names for n in range(20))


def test_faults_among_many_leave_nobody_waiting(desk: Desk) -> None:
    def client(name: str) -> int:
        served = 0
        for number in range(20):
            try:
                served += desk.turns.take("?" if number % 5 == 0 else name) == name.upper()
            except ValueError:
                served += 1
        return served

    assert at_once(client, [f"client {number}" for number in range(40)]) == [20] * 40
    assert list(desk.turns._waiting) == []


def test_nobody_who_keeps_coming_is_served_twice_before_one_who_waits(desk: Desk) -> None:
    futures = desk.queue("first", "waits")
    desk.inside.clear()

    def comes_again() -> str:
        futures[0].result(PATIENCE)
        return desk.turns.take("first again")

    again = in_a_thread(comes_again)
    desk.door.set()
    assert [one.result(PATIENCE) for one in (*futures, again)] == [
        "FIRST", "WAITS", "FIRST AGAIN",
    ]  # fmt: skip
    order = [work for together in desk.batches for work in together]
    assert order == ["first", "waits", "first again"]
