"""What the pages lay out: groups and bars of many dossiers, the way and the story of one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from engine.decide import outlook
from engine.dossier import Actor, Dossier, Facts
from engine.events import Entry, after, misfit
from engine.parameters import Parameters
from engine.rules import Finding
from engine.runtime.queries import Count, File, Line
from engine.words import Words
from engine.workflow import State, Step, Workflow
from portal.words import words

Definitions = Mapping[tuple[str, str], Workflow]
"""Workflows by their name and the hash of their definition."""

Pinned = Callable[[str, str], Workflow]
"""Gives the definition of a workflow that has a hash."""

Answer = tuple[str, Words, str, Any]
"""A fact as a page shows it: its name, its words, its kind, its value."""

WITHHELD: Final = frozenset({"contact"})
"""Facts about a person, which a page that does not know its reader keeps to itself."""

ABOVE: Final = frozenset({"title", "states", "file_no", "illustrative"})
"""Facts that the head of a dossier's page says already."""


@dataclass(frozen=True, slots=True)
class Group:
    """The dossiers of a list that stand in one state; `share` is per cent of the largest group."""

    state: State
    lines: Sequence[Line]
    share: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar: where it starts and how long it is, in per cent of the bar."""

    name: str
    dossiers: int
    start: float
    length: float


def order_of_travel(workflows: Iterable[Workflow]) -> list[str]:
    """The states of all these workflows, each in its place along the way they share."""
    order: list[str] = []
    for workflow in workflows:
        place = 0
        for state in workflow.states:
            if state.name in order:
                place = order.index(state.name) + 1
            else:
                order.insert(place, state.name)
                place += 1
    return order


def groups(lines: Sequence[Line], definitions: Definitions) -> list[Group]:
    """The lines by state, in the order of travel; states where no dossier stands are left out."""
    standing: dict[str, list[Line]] = {}
    for line in lines:
        standing.setdefault(line.state, []).append(line)
    most = max(map(len, standing.values()), default=1)
    return [
        Group(
            definitions[here[0].workflow, here[0].definition].state[name],
            here,
            100 * len(here) / most,
        )
        for name in order_of_travel(definitions.values())
        if (here := standing.get(name))
    ]


def by_workflow(counts: Iterable[Count]) -> dict[str, int]:
    """How many dossiers each workflow has, by its name."""
    found: Counter[str] = Counter()
    for count in counts:
        found[count.workflow] += count.dossiers
    return dict(sorted(found.items()))


def turns(found: Iterable[Group], order: Iterable[str]) -> list[Segment]:
    """A bar of whose turn it is, by the owners of the states, in that order of owners."""
    owned: Counter[str] = Counter()
    for group in found:
        owned[group.state.owner] += len(group.lines)
    owners = [*(name for name in order if name in owned), *sorted(set(owned) - set(order))]
    segments: list[Segment] = []
    start = 0.0
    for owner in owners:
        length = 100 * owned[owner] / owned.total()
        segments.append(Segment(owner, owned[owner], round(start, 3), round(length, 3)))
        start += length
    return segments


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


def told(
    file: File, about: Mapping[str, Any], pinned: Pinned, law: Parameters, now: datetime
) -> dict[str, Any]:
    """All that the page of one dossier says."""
    dossier, entries = file.dossier, file.entries
    workflow = pinned(dossier.workflow, dossier.definition)
    came = [entry.at for entry in entries if entry.source != entry.target]
    return {
        "dossier": dossier,
        "definition": workflow,
        "mechanism": about["mechanism"],
        "state": workflow.state[dossier.state],
        "since": came[-1],
        "deadlines": [
            (key, deadline, (deadline.instant - now).total_seconds() / 86_400)
            for key, deadline in about["deadlines"].items()
        ],
        "possible": list(_possible(workflow, dossier, now, law)),
        "happened": [_happened(file, entry, pinned) for entry in reversed(entries)],
        "reminders": [post for post in file.letters if post.number is None],
        "facts": [one for one in _answers(workflow, dossier.facts) if one[0] not in ABOVE],
        "way": list(way(workflow, dossier.state, entries)),
        "successors": file.successors,
        "broken": _broken(dossier, entries),
        "withheld": WITHHELD,
    }


def _possible(
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


def _happened(file: File, entry: Entry, pinned: Pinned) -> tuple[Entry, Step | None, Any, Any]:
    """An entry, the step it was, the answers given with it, the letters it caused."""
    workflow = pinned(entry.workflow, entry.definition)
    step = workflow.step.get((entry.trigger, entry.source))
    stamped = step.stamps if step is not None else ()
    given = {name: value for name, value in entry.facts.items() if name not in stamped}
    posts = [post for post in file.letters if post.number == entry.number]
    return entry, step, list(_answers(workflow, given)), posts


def _answers(workflow: Workflow, facts: Facts) -> Iterator[Answer]:
    """The facts in the order in which the workflow asks for them, then all others."""
    known: dict[str, tuple[Words, str]] = {}
    for step in workflow.steps:
        known |= {ask.name: (ask.label, ask.kind) for ask in step.asks}
        known |= {name: (_plain(name), "instant") for name in step.stamps}
    for name in (*(n for n in known if n in facts), *sorted(set(facts) - set(known))):
        yield name, *known.get(name, (_plain(name), "text")), facts[name]


def _plain(name: str) -> Words:
    said = name.replace("_", " ")
    return words()["fact"].get(name, Words(said, said))


def _broken(dossier: Dossier, entries: Sequence[Entry]) -> str | None:
    """What is wrong with the dossier's audit trail, in a sentence; None when it is whole."""
    so_far = Dossier(dossier.reference, "")
    for entry in entries:
        if fault := misfit(so_far, entry):
            return fault
        so_far = after(so_far, entry)
    if so_far != dossier:
        return f"dossier {dossier.reference} differs from what its entries say"
    return None
