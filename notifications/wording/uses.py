"""Which names a text uses, what it does with each, and under which conditions."""

from collections.abc import Iterable
from typing import NamedTuple, cast

from jinja2 import nodes

from notifications.wording import sentences
from notifications.wording.conditions import Scope, conditions, path_of
from notifications.wording.expressions import expression
from notifications.wording.fault import Fault
from notifications.wording.use import Conditions, Use


class Uses(NamedTuple):
    """The uses of a text in its order, and what it does that no letter may do."""

    used: tuple[Use, ...]
    faults: tuple[Fault, ...]


def uses(tree: nodes.Template | None) -> Uses:
    """What a text uses, which has no other tags than read(text) leaves it; nothing where there is
    no tree of it."""
    found: list[Use | Fault] = []
    _body(() if tree is None else tree.body, frozenset(), {}, found)
    used = tuple(one for one in found if isinstance(one, Use))
    return Uses(used, tuple(one for one in found if isinstance(one, Fault)))


def _body(
    body: Iterable[nodes.Node], under: Conditions, scope: Scope, found: list[Use | Fault]
) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            for one in node.nodes:
                found += expression(one, "written", under, scope)
        elif isinstance(node, nodes.If):
            _asked(node, under, scope, found)
        else:
            _gone_through(cast(nodes.For, node), under, scope, found)


def _asked(node: nodes.If, under: Conditions, scope: Scope, found: list[Use | Fault]) -> None:
    for one in (node, *node.elif_):
        found += expression(cast(nodes.Expr, one.test), "asked", under, scope)
        _body(one.body, under | conditions(one.test, True, scope), scope, found)
        under |= conditions(one.test, False, scope)
    _body(node.else_, under, scope, found)


def _gone_through(
    node: nodes.For, under: Conditions, scope: Scope, found: list[Use | Fault]
) -> None:
    path, target = path_of(node.iter, scope), node.target
    if node.recursive or node.test or path is None or not isinstance(target, nodes.Name):
        found.append(Fault(node.lineno, sentences.NOT_GONE_THROUGH))
        return
    found += expression(cast(nodes.Expr, node.iter), "looped", under, scope)
    inner = {**scope, target.name: f"{path}[]", "loop": f"{path}[].loop"}
    _body(node.body, under, inner, found)
