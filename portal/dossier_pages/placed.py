"""Where each reason against a step is said: beside the answer it is about, or above them all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.rules import Finding, Question
from engine.workflow import Ask, Step, Workflow
from portal.dossier_pages.looked_at import looked_at

REASON = "reason"
"""The field of the reason, beside the answers."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A reason against a step, and the field it is about; empty where it is about none."""

    finding: Finding
    field: str


def placed(
    workflow: Workflow, step: Step, findings: Iterable[Finding], asked: Question
) -> list[Placed]:
    """Every reason with its field, in the order in which they were given."""
    return [Placed(one, _field(workflow, step, one, asked)) for one in findings]


def _field(workflow: Workflow, step: Step, finding: Finding, asked: Question) -> str:
    if finding.rule == REASON:
        return REASON if step.needs_reason else ""
    if finding.rule == "answers":
        return next((ask.name for ask in step.asks if _names(finding, ask)), "")
    rules = (*workflow.always, *step.guards)
    rule = next((one for one in rules if one.name == finding.rule), None)
    if rule is None:
        return ""
    return _first(step.asks, looked_at(rule, asked).answers & set(asked.answers))


def _names(finding: Finding, ask: Ask) -> bool:
    return finding.sentence.startswith(f"{ask.label.en} ({ask.name})")


def _first(asks: Sequence[Ask], names: frozenset[str]) -> str:
    return next((ask.name for ask in asks if ask.name in names), "")
