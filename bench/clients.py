"""Clients that all start at one moment and move dossiers of their own until the time is up."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import quantiles
from threading import Barrier, Thread
from time import perf_counter
from typing import TypeVar

Work = TypeVar("Work")


@dataclass(frozen=True, slots=True)
class Run:
    """How long each move of each client took, and how long all of it took."""

    seconds: float
    latencies: Sequence[Sequence[float]]

    @property
    def rate(self) -> float:
        """Moves per second, of all clients together."""
        return sum(map(len, self.latencies)) / self.seconds

    @property
    def p99(self) -> float:
        """The time that one move in a hundred exceeds."""
        return quantiles((one for client in self.latencies for one in client), n=100)[-1]

    @property
    def slowest(self) -> float:
        """The longest that a client waited for one move."""
        return max(one for client in self.latencies for one in client)

    @property
    def least_share(self) -> float:
        """The moves of the least served client, as a part of its fair share."""
        counts = [len(client) for client in self.latencies]
        return min(counts) * len(counts) / sum(counts)


def work(do: Callable[[Work], object], queues: Sequence[Iterator[Work]], seconds: float) -> Run:
    """Each client does its own queue's work, one piece after the other; a fault is raised here."""
    latencies: list[list[float]] = [[] for _ in queues]
    faults: list[Exception] = []
    start = Barrier(len(queues) + 1)

    def client(queue: Iterator[Work], took: list[float]) -> None:
        start.wait()
        now = perf_counter()
        until = now + seconds
        try:
            while now < until:
                do(next(queue))
                before, now = now, perf_counter()
                took.append(now - before)
        except Exception as fault:
            faults.append(fault)

    threads = [Thread(target=client, args=pair) for pair in zip(queues, latencies, strict=True)]
    for thread in threads:
        thread.start()
    start.wait()
    began = perf_counter()
    for thread in threads:
        thread.join()
    took = perf_counter() - began
    if faults:
        raise faults[0]
    return Run(took, latencies)
