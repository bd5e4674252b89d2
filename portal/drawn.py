"""docs/states.md: every workflow as a diagram and two tables, drawn from the workflows."""

from collections.abc import Iterator

from engine.dossier import NEW
from engine.workflow import Step, Workflow
from workflows.catalogue import rules, workflows

_HEAD = """# States and steps

Drawn from the workflows by `make states`; the tests compare this page with them.
Every requirement named below stands with its paragraph at the end.
"""


def states_page() -> str:
    """The whole page, in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    for workflow in workflows().values():
        yield from _workflow(workflow)
    yield "## Requirements\n"
    yield "| requirement | paragraph | in words |"
    yield "|---|---|---|"
    for name, rule in sorted(rules().items()):
        yield f"| {name} | {rule.citation} | {' '.join(rule.requirement.split())} |"


def _workflow(workflow: Workflow) -> Iterator[str]:
    yield f"## {workflow.title.en}\n"
    yield f"*{workflow.title.fr}* — `{workflow.name}`\n"
    yield from diagram(workflow)
    yield "| state | turn | for the Secretariat | for the public | in the future | en français |"
    yield "|---|---|---|---|---|---|"
    for state in workflow.states:
        turn = state.owner.replace("_", " ") or "closed"
        names = (state.office.en, state.public.en, state.future.en)
        french = " / ".join((state.office.fr, state.public.fr, state.future.fr))
        yield f"| {state.name} | {turn} | {' | '.join(names)} | {french} |"
    yield ""
    yield "| step | from | to | by | asks for | requires | letters | paragraph |"
    yield "|---|---|---|---|---|---|---|---|"
    for step in workflow.steps:
        yield _row(step)
    yield ""


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
