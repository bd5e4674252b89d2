"""The gauge of a cycle: places inside the ceiling and outside, those that remain, the backlog."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.parameters import Parameters, UnknownParameter
from engine.runtime.cycles_in_sight import Placed
from workflows.selection.policy import Ceiling, ceiling_from


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the gauge: its name, its files, and its length, in per cent of the widest; one that
    does not begin at 0 says where it starts."""

    name: str
    files: int
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Gauge:
    """How the places of a cycle were given, under its ceiling where the law has one."""

    placed: Placed
    ceiling: Ceiling | None

    @property
    def remaining(self) -> int:
        """How many places the ceiling's number still leaves."""
        return max(self.ceiling.number - self.placed.inside, 0) if self.ceiling else 0

    @property
    def over(self) -> int:
        """How many more places were given inside than the ceiling's number."""
        return max(self.placed.inside - self.ceiling.number, 0) if self.ceiling else 0

    @property
    def limit(self) -> float:
        """Where the ceiling's number stands, in per cent of the widest bar."""
        return self._share(self.ceiling.number) if self.ceiling else 0

    def bars(self) -> Iterator[Bar]:
        """Inside, what remains after it, outside, and the backlog."""
        placed = self.placed
        inside = self._share(placed.inside)
        yield Bar("inside", placed.inside, 0, inside)
        yield Bar("remaining", self.remaining, inside, self._share(self.remaining))
        yield Bar("outside", placed.outside, 0, self._share(placed.outside))
        yield Bar("backlog", placed.backlog, 0, self._share(placed.backlog))

    def _share(self, files: int) -> float:
        placed = self.placed
        number = self.ceiling.number if self.ceiling else 0
        return round(100 * files / max(number, placed.inside, placed.outside, placed.backlog, 1), 2)


def gauge(law: Parameters, cycle: int, placed: Placed) -> Gauge:
    """The gauge of a cycle; without a ceiling while no decision has set one."""
    try:
        return Gauge(placed, ceiling_from(law.for_cycle("ceiling", cycle)))
    except UnknownParameter:
        return Gauge(placed, None)
