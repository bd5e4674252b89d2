"""What a text knows after it has asked something."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from jinja2 import nodes

from notifications.wording.use import Conditions

Scope = Mapping[str, str]
"""What the names of loops stand for: `state` for `dossier.states[]`."""


def path_of(node: nodes.Node, scope: Scope) -> str | None:
    """The path that a name with its attributes stands for; None for anything else."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        through = path_of(node.node, scope)
        return None if through is None else f"{through}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return _looked_up(node, scope)
    return None


def _looked_up(node: nodes.Getitem, scope: Scope) -> str | None:
    """What stands under a name in something named, or in a list of words written out."""
    name = path_of(node.arg, scope)
    if name is None:
        return None
    if isinstance(node.node, nodes.Dict):
        return _one_of(name, node.node)
    through = path_of(node.node, scope)
    return None if through is None else f"{through}[{name}]"


def _one_of(name: str, given: nodes.Dict) -> str | None:
    words = [part for one in given.items for part in (one.key, one.value)]
    if not all(isinstance(part, nodes.Const) and isinstance(part.value, str) for part in words):
        return None
    keys = sorted(part.value for part in words[::2] if isinstance(part, nodes.Const))
    return f"{name}[one of {', '.join(keys)}]"


def conditions(test: nodes.Node, answer: bool, scope: Scope) -> Conditions:
    """What is known where a test was answered with yes (or with no)."""
    if isinstance(test, nodes.Not):
        return conditions(test.node, not answer, scope)
    if isinstance(test, nodes.And if answer else nodes.Or):
        left, right = (conditions(one, answer, scope) for one in (test.left, test.right))
        return left | right
    if isinstance(test, nodes.Test) and test.name == "defined":
        told = f"{path_of(test.node, scope)} is defined"
        return frozenset({told if answer else f"not {told}"})
    path = path_of(test, scope)
    if path is not None and answer:
        return frozenset({path, f"{path} is defined"})
    return frozenset({f"{'' if answer else 'not '}{path or repr(test)}"})


def settled(places: Iterable[Conditions]) -> frozenset[Conditions]:
    """Under which conditions a name is there that is there in all of these places: what is there
    whether a thing is so or not is there without asking."""
    known = set(places)
    while more := {one for one in _whatever_is_so(known) if not any(it <= one for it in known)}:
        known |= more
    return frozenset(known)


def _whatever_is_so(places: Collection[Conditions]) -> Iterator[Conditions]:
    for place in places:
        for so in place:
            for other in places:
                if f"not {so}" in other:
                    yield place - {so, f"{so} is defined"} | other - {f"not {so}"}
