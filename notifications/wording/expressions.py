"""What stands in a tag, taken apart: the names it uses, and what no letter may do."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from jinja2 import nodes

from notifications.wording import sentences
from notifications.wording.conditions import Scope, conditions, path_of
from notifications.wording.fault import Fault
from notifications.wording.filters import filtered
from notifications.wording.use import Conditions, How, Use

MOST_DEEP: Final = 20
"""How many operations may stand within one another."""

LARGEST: Final = 10**12
"""No whole number that is written in a text is as large."""

TESTS: Final = ("defined", "decided_by_the_bureau")

Found = Iterator[Use | Fault]
_ORDER: Final = ("lt", "lteq", "gt", "gteq")
_FITS: Final = {
    "text": ("written", "asked"), "number": ("written", "asked", "number"), "answer": ("asked",)
}  # fmt: skip
"""What can be done with what an operation gives."""

_NAMES: Final = {
    "Call": "`name(...)`", "Getitem": "`name[...]`", "Mul": "`*`", "Div": "`/`",
    "FloorDiv": "`//`", "Mod": "`%`", "Pow": "`**`", "List": "`[...]`", "Tuple": "`(..., ...)`",
    "Dict": "`{...}`",
}  # fmt: skip
"""What a text cannot do, as it is written."""


def expression(node: nodes.Expr, how: How, under: Conditions, scope: Scope) -> Found:
    """The uses in an expression of which that is done, and its faults."""
    if _deep(node):
        yield Fault(node.lineno, sentences.TOO_LONG)
    else:
        yield from Reading(under, scope).read(node, how)


def _deep(node: nodes.Node) -> bool:
    level = [node]
    for _ in range(MOST_DEEP):
        level = [child for one in level for child in one.iter_child_nodes()]
    return bool(level)


@dataclass(frozen=True, slots=True)
class Reading:
    """Where an expression stands: under which conditions, and in which loops."""

    under: Conditions
    scope: Scope

    def read(self, node: nodes.Expr, how: How) -> Found:
        """The uses in it, and what no letter may do."""
        path = path_of(node, self.scope)
        if path is not None:
            yield Use(path, how, node.lineno, self.under)
            return
        kind = type(node)
        if kind in _OPERATIONS:
            given, taken = _OPERATIONS[kind]
            yield from self.gives(given, node, how)
            for one in node.iter_child_nodes():
                yield from self.read(cast(nodes.Expr, one), taken)
        elif kind in _READERS:
            yield from _READERS[kind](self, node, how)
        else:
            what = _NAMES.get(kind.__name__, f"`{kind.__name__}`")
            yield Fault(node.lineno, sentences.not_in_a_letter(what))

    def gives(self, kind: str, node: nodes.Expr, how: How) -> Iterator[Fault]:
        """A fault where that cannot be done with a text, a number or the answer to a condition."""
        if how not in _FITS[kind]:
            yield Fault(node.lineno, sentences.not_for(how))

    def knowing(self, more: Conditions) -> "Reading":
        """The same place where more is known."""
        return Reading(self.under | more, self.scope)

    def constant(self, node: nodes.Const | nodes.TemplateData, how: How) -> Found:
        """A text, a number, yes or no, as it is written out."""
        value = "" if isinstance(node, nodes.TemplateData) else node.value
        if value is None or isinstance(value, bool):
            yield from self.gives("answer", node, how)
        elif isinstance(value, str):
            yield from self.gives("text", node, how)
        elif isinstance(value, int) and value < LARGEST:
            yield from self.gives("number", node, how)
        else:
            yield Fault(node.lineno, sentences.NO_SUCH_NUMBER)

    def joined(self, node: nodes.And | nodes.Or, how: How) -> Found:
        """Two conditions; the second is asked where the first leaves it open."""
        yield from self.gives("answer", node, how)
        yield from self.read(node.left, "asked")
        known = conditions(node.left, isinstance(node, nodes.And), self.scope)
        yield from self.knowing(known).read(node.right, "asked")

    def tested(self, node: nodes.Test, how: How) -> Found:
        """What is asked with `is`."""
        yield from self.gives("answer", node, how)
        path = path_of(node.node, self.scope)
        if node.name not in TESTS:
            yield Fault(node.lineno, sentences.unknown_test(node.name, TESTS))
        elif node.args or node.kwargs or node.dyn_args or node.dyn_kwargs or path is None:
            yield Fault(node.lineno, sentences.DEFINED)
        elif node.name == "defined":
            yield Use(path, "asked", node.lineno, self.under, must=False)
        elif path == "dossier":
            yield Use("dossier.workflow", "asked", node.lineno, self.under)
        else:
            yield Fault(node.lineno, sentences.BY_THE_BUREAU)

    def compared(self, node: nodes.Compare, how: How) -> Found:
        """Two values side by side, or one beside a list of them."""
        yield from self.gives("answer", node, how)
        orders = any(one.op in _ORDER for one in node.ops)
        side: How = "number" if orders else "asked"
        yield from self.read(node.expr, side)
        for one in node.ops:
            if one.op not in ("in", "notin"):
                yield from self.read(one.expr, side)
            elif not _is_list(one.expr):
                yield Fault(node.lineno, sentences.A_LIST)

    def chosen(self, node: nodes.CondExpr, how: How) -> Found:
        """One of two values, by a condition."""
        yield from self.read(node.test, "asked")
        yes, no = (conditions(node.test, answer, self.scope) for answer in (True, False))
        yield from self.knowing(yes).read(node.expr1, how)
        if node.expr2 is None:
            yield Fault(node.lineno, sentences.NO_ELSE)
        else:
            yield from self.knowing(no).read(node.expr2, how)


def _is_list(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.List | nodes.Tuple) and all(
        isinstance(one, nodes.Const) for one in node.items
    )


_OPERATIONS: Final[Mapping[type[nodes.Expr], tuple[str, How]]] = {
    nodes.Add: ("number", "number"),
    nodes.Sub: ("number", "number"),
    nodes.Neg: ("number", "number"),
    nodes.Pos: ("number", "number"),
    nodes.Concat: ("text", "written"),
    nodes.Not: ("answer", "asked"),
}
"""What simple operations give, and what they do with each of their parts."""

_READERS: Final[Mapping[type[nodes.Expr], Callable[..., Found]]] = {
    nodes.Const: Reading.constant,
    nodes.TemplateData: Reading.constant,
    nodes.Filter: filtered,
    nodes.Test: Reading.tested,
    nodes.Compare: Reading.compared,
    nodes.CondExpr: Reading.chosen,
    nodes.And: Reading.joined,
    nodes.Or: Reading.joined,
}
"""How each other part of an expression is read."""
