"""What the page of one dossier tells of its facts and of what has happened to it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from engine.decide import outlook
from engine.dossier import Actor, Dossier, Facts
from engine.events import Entry
from engine.parameters import Parameters
from engine.rules import Finding
from engine.words import Words
from engine.workflow import State, Step, Workflow
from portal.words import words

Pinned = Callable[[str, str], Workflow]
"""Gives the definition of a workflow that has a hash."""

WITHHELD: Final = frozenset({"contact"})
"""Facts about a person: for those alone who read the letters of a dossier."""

ABOVE: Final = frozenset({"title", "states", "file_no", "illustrative"})
"""Facts that the head of a dossier's page says already."""

PAPERS: Final = frozenset({"filing", "sheet"})
"""Facts that name a paper by its hash, which other pages show."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as a page shows it: its name, its words, its kind, its value."""

    name: str
    label: Words
    kind: str
    value: Any


@dataclass(frozen=True, slots=True)
class Happened:
    """An entry, the step it was, and the answers that were given with it."""

    entry: Entry
    step: Step | None
    answers: tuple[Told, ...]


def way(workflow: Workflow, state: str, entries: Iterable[Entry]) -> Iterator[tuple[State, str]]:
    """Every state of the workflow in its order, and how the dossier knows it: `here`, `been`,
    `next`, or not at all."""
    been = {name for entry in entries for name in (entry.source, entry.target)}
    following = {step.target for step in workflow.steps_from(state)}
    for one in workflow.states:
        if one.name == state:
            yield one, "here"
        elif one.name in been:
            yield one, "been"
        else:
            yield one, "next" if one.name in following else ""


def facts_told(workflow: Workflow, facts: Facts) -> list[Told]:
    """The facts in the order in which the workflow asks for them, then all others; without those
    that name papers."""
    known: dict[str, tuple[Words, str]] = {}
    for step in workflow.steps:
        known |= {ask.name: (ask.label, ask.kind) for ask in step.asks}
        known |= {name: (_plain(name), "instant") for name in step.stamps}
    names = [*(n for n in known if n in facts), *sorted(set(facts) - set(known))]
    return [
        Told(name, *known.get(name, (_plain(name), "text")), facts[name])
        for name in names
        if name not in PAPERS
    ]


def happened(entry: Entry, pinned: Pinned) -> Happened:
    """An entry with what was given when it was made."""
    workflow = pinned(entry.workflow, entry.definition)
    step = workflow.step.get((entry.trigger, entry.source))
    stamped = step.stamps if step is not None else ()
    given = {name: value for name, value in entry.facts.items() if name not in stamped}
    return Happened(entry, step, tuple(facts_told(workflow, given)))


def possible(
    workflow: Workflow, dossier: Dossier, now: datetime, law: Parameters
) -> Iterator[tuple[Step, tuple[Finding, ...]]]:
    """The steps from here, each with what stands against it for somebody who has its role."""
    against = {}
    for role in {step.by[0] for step in workflow.steps_from(dossier.state)}:
        somebody = Actor("somebody", role, frozenset(dossier.states))
        for step, findings in outlook(workflow, dossier, somebody, now, law):
            if step.by[0] == role:
                against[step.trigger] = findings
    for step in workflow.steps_from(dossier.state):
        yield step, against[step.trigger]


def _plain(name: str) -> Words:
    said = name.replace("_", " ")
    return words()["fact"].get(name, Words(said, said))
