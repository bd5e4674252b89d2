"""How many letters may leave in a minute."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """A purse of `per_minute` tokens: a letter costs one, which comes back a minute later; so no
    minute, wherever it begins, sees more. 0 is without a limit. Each process has its own."""

    per_minute: int
    clock: Callable[[], datetime]
    _spent: deque[datetime] = field(default_factory=deque)

    def room(self, most: int) -> int:
        """How many letters may leave now, at most so many."""
        if not self.per_minute:
            return most
        now = self.clock()
        while self._spent and self._spent[0] <= now - MINUTE:
            self._spent.popleft()
        return min(most, self.per_minute - len(self._spent))

    def spend(self) -> None:
        """A letter leaves."""
        if self.per_minute:
            self._spent.append(self.clock())
