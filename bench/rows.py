"""One line of the table: what was measured, both sides of it, and whether the target holds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


class NotMeasured(Exception):
    """Why there is no figure: what the measurement needs is not on this machine."""


@dataclass(frozen=True, slots=True)
class Target:
    """A bound for the ratio: at least or at most."""

    side: Literal[">=", "<="]
    bound: float
    unit: str = "x"

    def holds(self, ratio: float) -> bool:
        """Whether the ratio keeps the bound."""
        return ratio >= self.bound if self.side == ">=" else ratio <= self.bound

    def __str__(self) -> str:
        return f"{self.side} {self.bound:g} {self.unit}"


@dataclass(frozen=True, slots=True)
class Row:
    """`ratio` is the figure that the target bounds; `other` is empty where there is no other side;
    `note` says under which circumstances."""

    what: str
    ours: str
    other: str
    ratio: float
    target: Target
    note: str = ""

    @property
    def held(self) -> bool:
        """Whether the target was held in this run."""
        return self.target.holds(self.ratio)


Show = Callable[[float], str]


def per_second(rate: float) -> str:
    """A rate in words."""
    return f"{rate:,.0f}/s"


def microseconds(seconds: float) -> str:
    """A short time in words."""
    return f"{seconds * 1e6:.1f} us"


def milliseconds(seconds: float) -> str:
    """A time in words."""
    return f"{seconds * 1e3:.1f} ms"
