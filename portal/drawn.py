"""docs/states.md: every workflow as a diagram and two tables, drawn from the workflows."""

from collections.abc import Iterator

from engine.dossier import NEW
from engine.workflow import State, Step, Workflow
from workflows.catalogue import rules, workflows

_HEAD = """# States and steps

Drawn from the workflows by `make states`; the tests compare this page with them. What several
workflows share stands once, before what each has alone. Requirements stand with their paragraphs at
the end; in brackets what may be left unanswered.
"""

_STATES = """| state | turn | for the Secretariat | for the public | in the future | en français |
|---|---|---|---|---|---|"""
_STEPS = """| step | from | to | by | asks for | requires | letters | paragraph |
|---|---|---|---|---|---|---|---|"""


def states_page() -> str:
    """The whole page, in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    states = _shared({w.name: [_state(one) for one in w.states] for w in workflows().values()})
    steps = _shared({w.name: [_row(one) for one in w.steps] for w in workflows().values()})
    together = [names for names in dict.fromkeys((*states, *steps)) if len(names) > 1]
    for names in together:
        yield f"## Shared by {', '.join(f'`{name}`' for name in names)}\n"
        yield from _tables(states.get(names, []), steps.get(names, []))
    for workflow in workflows().values():
        yield f"## {workflow.title.en}\n"
        yield f"*{workflow.title.fr}* — `{workflow.name}`\n"
        yield from diagram(workflow)
        alone = (workflow.name,)
        yield from _tables(states.get(alone, []), steps.get(alone, []))
    yield "## Requirements\n"
    yield "| requirement | paragraph | in words |"
    yield "|---|---|---|"
    for name, rule in sorted(rules().items()):
        yield f"| {name} | {rule.citation} | {rule.requirement.en} |"


def _shared(rows: dict[str, list[str]]) -> dict[tuple[str, ...], list[str]]:
    """The rows by the names of the workflows that have them, in the order they come in."""
    owners: dict[str, list[str]] = {}
    for name, of_one in rows.items():
        for row in of_one:
            owners.setdefault(row, []).append(name)
    grouped: dict[tuple[str, ...], list[str]] = {}
    for row, names in owners.items():
        grouped.setdefault(tuple(names), []).append(row)
    return grouped


def _tables(states: list[str], steps: list[str]) -> Iterator[str]:
    for head, rows in ((_STATES, states), (_STEPS, steps)):
        if rows:
            yield head
            yield from rows
            yield ""


def _state(state: State) -> str:
    turn = state.owner.replace("_", " ") or "closed"
    names = (state.office.en, state.public.en, state.future.en)
    french = " / ".join((state.office.fr, state.public.fr, state.future.fr))
    return f"| {state.name} | {turn} | {' | '.join(names)} | {french} |"


def _row(step: Step) -> str:
    asks = [ask.name if ask.required else f"({ask.name})" for ask in step.asks]
    asks += ["a written reason"] if step.needs_reason else []
    letters = [f"{key} (held)" if step.held else key for key in step.notify]
    cells = (
        step.trigger,
        step.source,
        step.target,
        ", ".join(step.by).replace("_", " "),
        ", ".join(asks),
        ", ".join(rule.name for rule in step.guards),
        ", ".join(letters),
        str(step.cite),
    )
    return f"| {' | '.join(cells)} |"


def diagram(workflow: Workflow) -> Iterator[str]:
    """The workflow as a Mermaid diagram; withdrawals and cancellations are left to the table."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for step in workflow.steps:
        if step.target in ("withdrawn", "cancelled"):
            continue
        source = "[*]" if step.source == NEW else step.source
        yield f"    {source} --> {step.target}: {step.trigger}"
    for state in workflow.states:
        if state.final and state.name != "cancelled":
            yield f"    {state.name} --> [*]"
    yield "```\n"
