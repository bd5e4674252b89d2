"""What the page of one dossier tells: where it stands, what can happen, what has happened."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from engine.decide import outlook
from engine.dossier import Actor, Dossier, Facts
from engine.events import Entry, fault_of
from engine.parameters import Parameters
from engine.rules import Finding
from engine.runtime.queries import File
from engine.words import Words
from engine.workflow import State, Step, Workflow
from portal.words import words

Pinned = Callable[[str, str], Workflow]
"""Gives the definition of a workflow that has a hash."""

Answer = tuple[str, Words, str, Any]
"""A fact as a page shows it: its name, its words, its kind, its value."""

WITHHELD: Final = frozenset({"contact"})
"""Facts about a person, which a page that does not know its reader keeps to itself."""

ABOVE: Final = frozenset({"title", "states", "file_no", "illustrative"})
"""Facts that the head of a dossier's page says already."""


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
        "possible": list(possible(workflow, dossier, now, law)),
        "happened": [_happened(file, entry, pinned) for entry in reversed(entries)],
        "reminders": [post for post in file.letters if post.number is None],
        "facts": [one for one in _answers(workflow, dossier.facts) if one[0] not in ABOVE],
        "way": list(way(workflow, dossier.state, entries)),
        "successors": file.successors,
        "broken": fault_of(dossier, entries),
        "withheld": WITHHELD,
    }


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
