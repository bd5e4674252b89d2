"""The phases of a dossier: each state it stood in, from when to when, by whom it came there, and
what may come next."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.events import Entry
from engine.workflow import State, Workflow


@dataclass(frozen=True, slots=True)
class Phase:
    """A state that a dossier stood in: the entry that brought it there, until when it stayed (None
    while it is there), and for how many whole days."""

    state: State
    entry: Entry
    until: str | None
    days: int


def phases(
    entries: Sequence[Entry], definition: Callable[[Entry], Workflow], now: datetime
) -> Iterator[Phase]:
    """Every phase in order; `now` is an aware instant."""
    came = [entry for entry in entries if entry.source != entry.target]
    for entry, following in zip(came, [*came[1:], None], strict=True):
        until = None if following is None else following.at
        end = now if until is None else datetime.fromisoformat(until)
        stayed = (end - datetime.fromisoformat(entry.at)).days
        yield Phase(definition(entry).state[entry.target], entry, until, max(0, stayed))


def may_follow(workflow: Workflow, state: str) -> list[State]:
    """The states that a step leads to from here, in the order of the table."""
    next_ones = {step.target for step in workflow.steps_from(state)} - {state}
    return [one for one in workflow.states if one.name in next_ones]
