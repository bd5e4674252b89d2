"""The filters of a text: which there are, what each takes and what it gives."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

from jinja2 import nodes

from notifications.wording import sentences
from notifications.wording.conditions import path_of
from notifications.wording.fault import Fault
from notifications.wording.use import How, Use

if TYPE_CHECKING:
    from notifications.wording.expressions import Reading

OWN: Final = ("moment", "day", "dollars", "listed", "spoken", "derived", "cited")
"""The office's own; each takes what is of its kind, and gives a text."""

OF_TEXT: Final = ("upper", "lower", "capitalize", "trim")
FILTERS: Final = (*OWN, *OF_TEXT, "abs", "default", "format", "length")

_MOST_GIVEN: Final = {"moment": 1, "default": 1, "format": 9}
_LEAST_GIVEN: Final = {"default": 1, "format": 1}
_DIRECTIVE: Final = re.compile("%.?", re.DOTALL)
_COUNTS: Final = {"%d": "number", "%s": "written"}


def filtered(here: "Reading", node: nodes.Filter, how: How) -> Iterator[Use | Fault]:
    """The uses in a value that goes through a filter, and what is wrong with it."""
    name, inner = node.name, cast(nodes.Expr, node.node)
    if name not in FILTERS:
        yield Fault(node.lineno, sentences.unknown_filter(name, FILTERS))
        yield from here.read(inner, "asked")
    elif not _LEAST_GIVEN.get(name, 0) <= len(node.args) <= _MOST_GIVEN.get(name, 0) or (
        node.kwargs or node.dyn_args or node.dyn_kwargs
    ):
        yield Fault(node.lineno, sentences.arguments(name))
    elif name == "default":
        yield from _default(here, node, inner, how)
    elif name == "format":
        yield from here.gives("text", node, how)
        yield from _format(here, node, inner)
    elif name in ("abs", "length"):
        yield from here.gives("number", node, how)
        yield from here.read(inner, "number" if name == "abs" else "looped")
    else:
        yield from here.gives("text", node, how)
        yield from here.read(inner, cast(How, name) if name in OWN else "written")
        for zone in node.args:
            yield from _zone(here, node, zone)


def _default(
    here: "Reading", node: nodes.Filter, inner: nodes.Expr, how: How
) -> Iterator[Use | Fault]:
    path = path_of(inner, here.scope)
    if path is None:
        yield Fault(node.lineno, sentences.arguments("default"))
        return
    yield Use(path, how, node.lineno, here.under, must=False)
    yield from here.read(node.args[0], how)


def _format(here: "Reading", node: nodes.Filter, inner: nodes.Expr) -> Iterator[Use | Fault]:
    text = inner.value if isinstance(inner, nodes.Const) else ""
    wanted = [one for one in _DIRECTIVE.findall(str(text)) if one != "%%"]
    if len(wanted) != len(node.args) or not set(wanted) <= set(_COUNTS):
        yield Fault(node.lineno, sentences.ONLY_DIGITS)
        return
    for directive, one in zip(wanted, node.args, strict=True):
        yield from here.read(one, cast(How, _COUNTS[directive]))


def _zone(here: "Reading", node: nodes.Filter, zone: nodes.Expr) -> Iterator[Use | Fault]:
    path = path_of(zone, here.scope)
    if path is None:
        yield Fault(node.lineno, sentences.arguments(node.name))
    else:
        yield Use(path, "zone", node.lineno, here.under)
