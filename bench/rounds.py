"""Two sides measured in turns, so that whatever else the machine does hits both."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from bench.rows import Row, Show, Target

ROUNDS = 7
"""Odd, so that the median is a round that happened."""

Side = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Compared:
    """The medians of both sides, and the median of what each round had as its own ratio."""

    ours: float
    other: float
    ratio: float

    def row(self, what: str, show: Show, target: Target, note: str = "") -> Row:
        """The comparison as a line of the table."""
        return Row(what, show(self.ours), show(self.other), self.ratio, target, note)


def in_turns(ours: Side, other: Side, rounds: int = ROUNDS) -> Compared:
    """Both sides once to warm up, then in turns; who begins changes from round to round."""
    ours(), other()
    gc.collect()
    gc.freeze()  # as a server does after its start: what is loaded is not searched for garbage
    pairs = []
    for number in range(rounds):
        if number % 2:
            right = other()
            left = ours()
        else:
            left = ours()
            right = other()
        pairs.append((left, right))
    gc.unfreeze()
    return Compared(
        median(left for left, _ in pairs),
        median(right for _, right in pairs),
        median(left / right for left, right in pairs),
    )
