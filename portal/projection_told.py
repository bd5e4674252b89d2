"""A projection as others read it: plain data for JSON, a CSV file, and the tables for people."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from fractions import Fraction
from typing import Any, Final

from workflows.selection.inflow import Inflow
from workflows.selection.projection import (
    GROUPS,
    Projection,
    Row,
    Span,
    Waiting,
    one_decimal,
)

COLUMNS: Final = tuple(field.name for field in fields(Row))
"""The columns of the CSV file."""

LETTERS: Final = "ABCDEFGH"
"""Each policy has a letter, in the tables and in the drawing."""

FLOW: Final = ("cycle", "new", "given up", "outside", "inside", "treated", "backlog")
BACKLOG: Final = ("cycle", "backlog", *GROUPS[:-2], "multi-\nnational", "not\nknown")
WAITING: Final = (
    "group", "policy", "treated", "mean\nwait", "longest", "left", "mean\nso far", "longest",
)  # fmt: skip

_SUMS: Final = ("new", "given_up", "outside", "inside", "treated", "backlog")


def document(projection: Projection, inflow: Inflow) -> dict[str, Any]:
    """The whole projection as plain data; a mean is an exact fraction, and as it is shown."""
    return {
        "from": projection.cycles[0],
        "to": projection.cycles[-1],
        "seed": inflow.seed,
        "reentry": inflow.reentry,
        "inflow": list(inflow.numbers),
        "assumptions": list(projection.assumptions),
        "policies": [_policy(projection, name) for name in projection.policies],
    }


def csv_text(projection: Projection) -> str:
    """A line for each policy, cycle and group, under a header."""
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(COLUMNS)
    lines.writerows([getattr(row, name) for name in COLUMNS] for row in projection.rows)
    return written.getvalue()


def key(projection: Projection) -> list[str]:
    """The policies with their letters, like "A: law"."""
    return [f"{a}: {name}" for a, name in zip(LETTERS, projection.policies, strict=False)]


def flow(projection: Projection, policy: str) -> Iterator[tuple[int, ...]]:
    """The cycles of a policy over all groups, as FLOW names them."""
    for cycle in projection.cycles:
        sums = _sums(projection.of(policy, cycle=cycle))
        yield cycle, *(sums[name.replace(" ", "_")] for name in FLOW[1:])


def backlog(projection: Projection, policy: str) -> Iterator[tuple[int, ...]]:
    """The backlog after each cycle of a policy, together and of each group, as BACKLOG names it."""
    for cycle in projection.cycles:
        left = [row.backlog for row in projection.of(policy, cycle=cycle)]
        yield cycle, sum(left), *left


def waiting(projection: Projection) -> Iterator[tuple[str, ...]]:
    """How long the files of each group wait, as WAITING names it."""
    letter = dict(zip(projection.policies, LETTERS, strict=False))
    for one in projection.waiting():
        yield (
            one.group, letter[one.policy], str(one.treated), shown(one.mean), _count(one.longest),
            str(one.left), shown(one.mean_left), _count(one.longest_left),
        )  # fmt: skip


def shown(mean: Fraction | None) -> str:
    """A mean with one decimal, or a dash where there is none."""
    return "–" if mean is None else one_decimal(mean)


def _count(number: int | None) -> str:
    return "–" if number is None else str(number)


def _sums(rows: Sequence[Row]) -> dict[str, int]:
    return {name: sum(getattr(row, name) for row in rows) for name in _SUMS}


def _policy(projection: Projection, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "holds": [_span(one) for one in projection.spans if one.policy == name],
        "cycles": [
            {
                "cycle": cycle,
                **_sums(rows := projection.of(name, cycle=cycle)),
                "groups": {row.group: _row(row) for row in rows},
            }
            for cycle in projection.cycles
        ],
        "waiting": {one.group: _waiting(one) for one in projection.waiting() if one.policy == name},
    }


def _row(row: Row) -> dict[str, int]:
    return {name: getattr(row, name) for name in COLUMNS[3:]}


def _span(span: Span) -> dict[str, Any]:
    ceiling, rules = span.holds.ceiling, span.holds.rules
    return {
        "from": span.first,
        "to": span.last,
        "ceiling": ceiling.number,
        "wording": str(ceiling),
        "ceiling_cite": ceiling.cite,
        "rules": rules.name,
        "rules_cite": rules.cite,
    }


def _waiting(one: Waiting) -> dict[str, Any]:
    said = asdict(one)
    for name in ("mean", "mean_left"):
        mean = said[name]
        said[name] = None if mean is None else {"exact": str(mean), "shown": one_decimal(mean)}
    return {name: said[name] for name in said if name not in ("policy", "group")}
