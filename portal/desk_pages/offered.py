"""The steps that all the ticked dossiers could take together, and what each of them asks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from engine.dossier import Actor
from engine.runtime.database import Link
from engine.runtime.definitions import Lawbook
from engine.workflow import Ask, Step
from portal.desk_pages.picked import Picked

ALIKE: Final = ("choice", "yes_no", "day")
"""The kinds of answers that may be the same for many files; all others are of one file."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A step for all of them; `asks` is what the one form for all of them asks."""

    step: Step
    asks: Sequence[Ask]


def offered(connection: Link, book: Lawbook, who: Actor, picked: Iterable[Picked]) -> list[Offer]:
    """The steps that somebody of this role could take with every one of these dossiers, as far as
    one form can ask for all of them. Whether anything stands against a step is asked later."""
    common: dict[str, Step] | None = None
    for one in picked:
        ways = _ways(connection, book, who, one)
        common = ways if common is None else _shared(common, ways)
    return [Offer(step, _asks(step)) for step in (common or {}).values()]


def _ways(connection: Link, book: Lawbook, who: Actor, one: Picked) -> dict[str, Step]:
    if one.dossier is None:
        return {}
    workflow = book.pinned(connection, one.dossier.workflow, one.dossier.definition)
    steps = workflow.steps_from(one.dossier.state)
    return {step.trigger: step for step in steps if _together(step, who)}


def _shared(common: Mapping[str, Step], ways: Mapping[str, Step]) -> dict[str, Step]:
    return {
        trigger: step
        for trigger, step in common.items()
        if trigger in ways and _asks(ways[trigger]) == _asks(step)
    }


def _together(step: Step, who: Actor) -> bool:
    own = (ask for ask in step.asks if ask.required and ask.kind not in ALIKE)
    return who.role in step.by and not step.posts and not any(own)


def _asks(step: Step) -> tuple[Ask, ...]:
    return tuple(_alike(step.asks))


def _alike(asks: Iterable[Ask]) -> Iterator[Ask]:
    return (ask for ask in asks if ask.kind in ALIKE)
