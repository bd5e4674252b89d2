"""Whether a column has one of the names that definitions give: to states, workflows, letters."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, false, literal_column


def among(column: ColumnElement[Any], names: Iterable[str]) -> ColumnElement[bool]:
    """Whether the column has one of these names; no row does where none is given. ValueError where
    one is no identifier.

    They are written out and are no parameters: forty of them would be forty values to hand over
    with every question, and the database could not plan it once for all times.
    """
    written = _written(frozenset(names))
    return column.op("IN", is_comparison=True)(literal_column(written)) if written else false()


@lru_cache
def _written(names: frozenset[str]) -> str:
    for name in names:
        if not (name.isascii() and name.isidentifier()):
            raise ValueError(f"{name!r} is no name of a definition")
    return "('" + "', '".join(sorted(names)) + "')" if names else ""
