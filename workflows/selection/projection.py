"""What a projection says: the backlog and the waiting time of each group, and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from workflows.selection.policy import Policy

MULTINATIONAL: Final = "multinational"
NOT_KNOWN: Final = "not known"
GROUPS: Final = ("I", "II", "III", "IV", "V(a)", "V(b)", MULTINATIONAL, NOT_KNOWN)
"""The electoral groups of States that submit alone, files of several States, and the rest."""


@dataclass(frozen=True, slots=True)
class Row:
    """A group in a cycle under a policy, in files: `new` come in for the first time, `given_up`
    were left before and are not entered again, `outside` are treated outside the ceiling; of those
    `inside` it `treated` are taken and `backlog` are left.

    In cycles: how long the treated ones waited, together (`waited`) and the `longest` of them; and
    how long those in the backlog have waited, together (`waits`) and the longest (`longest_waits`).
    """

    policy: str
    cycle: int
    group: str
    new: int
    given_up: int
    outside: int
    inside: int
    treated: int
    backlog: int
    waited: int
    longest: int
    waits: int
    longest_waits: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long the files of a group wait under a policy, in cycles; `mean`, `longest` of the
    `treated` ones, the others of those `left` after the last cycle. None where there is no file."""

    policy: str
    group: str
    treated: int
    mean: Fraction | None
    longest: int | None
    left: int
    mean_left: Fraction | None
    longest_left: int | None


@dataclass(frozen=True, slots=True)
class Span:
    """The cycles, one after the other, for which a policy is the same."""

    policy: str
    first: int
    last: int
    holds: Policy


@dataclass(frozen=True, slots=True)
class Projection:
    """What a projection says: a row for each policy, cycle and group in that order, and all that
    it rests on."""

    policies: tuple[str, ...]
    cycles: range
    rows: tuple[Row, ...]
    spans: tuple[Span, ...]
    assumptions: tuple[str, ...]

    def of(self, policy: str, *, cycle: int | None = None, group: str | None = None) -> list[Row]:
        """The rows of a policy, of one cycle or one group where that is asked for."""
        return [
            row
            for row in self.rows
            if row.policy == policy
            and cycle in (None, row.cycle)
            and group in (None, row.group)
        ]  # fmt: skip

    def waiting(self) -> list[Waiting]:
        """How long each group waits, all policies of a group side by side."""
        return [
            _waiting(policy, group, self.of(policy, group=group))
            for group in GROUPS
            for policy in self.policies
        ]


def one_decimal(mean: Fraction) -> str:
    """A mean that is not negative, with one decimal, halves up: 37/12 is 3.1."""
    tenths = (20 * mean.numerator + mean.denominator) // (2 * mean.denominator)
    return f"{tenths // 10}.{tenths % 10}"


def _waiting(policy: str, group: str, rows: Sequence[Row]) -> Waiting:
    treated, left = sum(row.treated for row in rows), rows[-1].backlog
    return Waiting(
        policy,
        group,
        treated,
        Fraction(sum(row.waited for row in rows), treated) if treated else None,
        max(row.longest for row in rows) if treated else None,
        left,
        Fraction(rows[-1].waits, left) if left else None,
        rows[-1].longest_waits if left else None,
    )
