"""The register: what stands on the Lists and in the Register of practices on a given day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from engine.dossier import Dossier
from engine.element import Element

LISTS: Final = ("USL", "RL", "GSP")

_LIST_OF: Final = {"usl": "USL", "rl": "RL", "gsp": "GSP"}
_MOVES_TO: Final = {"transfer_usl_rl": "RL", "transfer_rl_usl": "USL"}

ON_THE_REGISTER: Final = ("inscribed", "selected", "transferred")
"""The states of dossiers that changed the register."""


def standing(
    imported: Iterable[Element], decided: Iterable[Dossier], as_of: date
) -> dict[str, Element]:
    """The register on that day, by file number: what was imported, and what the dossiers decided
    by then made of it.

    An element moved between the Lists, extended or reduced counts once, as it stands now.
    """
    register = {one.file_no: one for one in imported if one.since <= as_of}
    in_order = sorted(decided, key=lambda one: (one.text("decided_on"), one.reference))
    for dossier in in_order:
        decided_on = dossier.day("decided_on")
        if decided_on is not None and decided_on <= as_of:
            _apply(register, dossier, decided_on)
    return register


def _apply(register: dict[str, Element], dossier: Dossier, day: date) -> None:
    if dossier.workflow in _LIST_OF:
        one = _element(dossier, _LIST_OF[dossier.workflow], day)
        register.setdefault(one.file_no, one)
        return
    changed = register.get(dossier.text("element"))
    if changed is not None and dossier.workflow in _MOVES_TO:
        register[changed.file_no] = replace(changed, list=_MOVES_TO[dossier.workflow])
        if dossier.facts.get("on_the_register"):
            register[dossier.text("file_no")] = _element(dossier, "GSP", day)
    elif changed is not None:
        register[changed.file_no] = replace(changed, states=dossier.states)


def _element(dossier: Dossier, name: str, day: date) -> Element:
    return Element(
        dossier.text("file_no"),
        dossier.text("title"),
        name,
        dossier.cycle or day.year,
        day,
        dossier.states,
        dossier.text("decision"),
    )


def counts(register: Iterable[Element]) -> tuple[int, int, dict[str, int]]:
    """How many elements, how many States have one, and how many stand on each list."""
    elements = list(register)
    by_list = Counter(one.list for one in elements)
    states = {state for one in elements for state in one.states}
    return len(elements), len(states), {name: by_list[name] for name in LISTS}


def by_state(register: Iterable[Element]) -> list[tuple[str, int, int]]:
    """Every State that has an element, with how many it takes part in, and how many it has alone;
    in the order of names."""
    elements = list(register)
    inscribed = Counter(state for one in elements for state in one.states)
    alone = Counter(state for one in elements if one.national for state in one.states)
    return [(state, inscribed[state], alone[state]) for state in sorted(inscribed)]
