"""Writers in one file: SQLite takes one writer at a time, so those who wait commit together."""

from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock
from time import sleep
from typing import Generic, TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")

MOST_TOGETHER = 64
"""Moves settled in one commit; more would make the first of them wait for the last."""


class _Ticket(Generic[Work, Result]):
    __slots__ = ("called", "fault", "leads", "results", "work")

    def __init__(self, work: Work) -> None:
        self.work = work
        self.results: tuple[Result, ...] = ()
        self.fault: BaseException | None = None
        self.leads = False
        self.called = Lock()
        self.called.acquire()


class Turns(Generic[Work, Result]):
    """Whoever comes first settles for all who came meanwhile, then calls the next in line.

    First come, first served: SQLite's own busy handler lets a thread starve; a queue does not.
    There is no thread to start or stop, and a call returns only after its work is committed.
    """

    def __init__(self, settle: Callable[[Sequence[Work]], Sequence[Result]]) -> None:
        self._settle = settle
        self._guard = Lock()
        self._waiting: deque[_Ticket[Work, Result]] = deque()
        self._busy = False

    def take(self, work: Work) -> Result:
        """The result of this work, settled alone or with others. A fault of the commit is raised
        for everyone who was part of it."""
        ticket: _Ticket[Work, Result] = _Ticket(work)
        with self._guard:
            self._waiting.append(ticket)
            ticket.leads, self._busy = not self._busy, True
        if not ticket.leads:
            ticket.called.acquire()
        if ticket.leads:
            self._lead()
        if ticket.fault is not None:
            raise ticket.fault
        return ticket.results[0]

    def _lead(self) -> None:
        with self._guard:
            count = min(len(self._waiting), MOST_TOGETHER)
            together = [self._waiting.popleft() for _ in range(count)]
        try:
            results = self._settle([ticket.work for ticket in together])
            for ticket, result in zip(together, results, strict=True):
                ticket.results = (result,)
        except BaseException as fault:
            for ticket in together:
                ticket.fault = fault
        for ticket in together:
            ticket.called.release()
        if len(together) > 1:
            sleep(0)  # those just served may have more to hand in, to be settled with the rest
        with self._guard:
            self._busy = bool(self._waiting)
            following = [self._waiting[0]] if self._waiting else []
        for ticket in following:
            ticket.leads = True
            ticket.called.release()
