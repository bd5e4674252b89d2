"""What every workflow promises: the faults of a table, all of them, in sentences."""

from collections import Counter
from collections.abc import Iterator

from engine.dossier import NEW
from engine.workflow import State, Workflow


def faults(workflow: Workflow) -> list[str]:
    """Everything wrong with the table; empty when it is well formed."""
    return [
        f"{workflow.name}: {fault}"
        for check in (_repeated, _undeclared, _openings, _unreachable, _stuck, _silent)
        for fault in check(workflow)
    ]


def _repeated(workflow: Workflow) -> Iterator[str]:
    for name, times in Counter(state.name for state in workflow.states).items():
        if times > 1:
            yield f"the state {name} is declared {times} times"
    for (trigger, source), times in Counter((s.trigger, s.source) for s in workflow.steps).items():
        if times > 1:
            yield f"there are {times} ways to {trigger} from {source}"


def _undeclared(workflow: Workflow) -> Iterator[str]:
    for step in workflow.steps:
        if step.source not in (NEW, *workflow.state):
            yield f"{step.trigger} leaves the state {step.source}, which is not declared"
        if step.target not in workflow.state:
            yield f"{step.trigger} reaches the state {step.target}, which is not declared"
    if NEW in workflow.state:
        yield f"the state {NEW} is declared, but a dossier is {NEW} only before its opening"
    for old, new in workflow.renamed.items():
        if old in workflow.state or new not in workflow.state:
            yield f"renaming {old} to {new} does not lead from a lost state to a declared one"


def _openings(workflow: Workflow) -> Iterator[str]:
    if not workflow.steps_from(NEW):
        yield "no step opens it"


def _unreachable(workflow: Workflow) -> Iterator[str]:
    reached = {NEW}
    while more := {s.target for s in workflow.steps if s.source in reached} - reached:
        reached |= more
    for state in workflow.states:
        if state.name not in reached:
            yield f"no step leads to {state.name}"


def _stuck(workflow: Workflow) -> Iterator[str]:
    for state in workflow.states:
        ways = [step for step in workflow.steps_from(state.name) if step.target != state.name]
        if state.final and ways:
            yield f"{state.name} is final, yet {ways[0].trigger} leaves it"
        if not state.final and not any(state.owner in step.by for step in ways):
            yield f"{state.owner or 'nobody'} owns {state.name} and cannot leave it"
        yield from _wanting(workflow, state)


def _wanting(workflow: Workflow, state: State) -> Iterator[str]:
    """A fact that a state needs is brought by every way into it, or was there before."""
    for step in workflow.steps:
        if step.target != state.name or step.source == state.name:
            continue
        brought = {ask.name for ask in step.asks if ask.required} | set(step.stamps)
        before = workflow.state.get(step.source)
        if missing := set(state.needs) - brought - set(before.needs if before else ()):
            yield f"{step.trigger} reaches {state.name} without {', '.join(sorted(missing))}"


def _silent(workflow: Workflow) -> Iterator[str]:
    for step in workflow.steps:
        if not (step.by and step.cite.source and all(step.event)):
            yield f"{step.trigger} from {step.source} lacks a role, a paragraph or its event"
    for state in workflow.states:
        if not all((*state.office, *state.public, *state.future)):
            yield f"{state.name} lacks one of its three names in one of the two languages"
