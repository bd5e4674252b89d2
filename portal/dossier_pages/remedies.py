"""What would make a step possible: found by asking the rule that stands against it again, at a
later instant, for somebody else, or with what is missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.dossier import NEW, Actor
from engine.rules import Finding, Question, Rule
from engine.workflow import Step, Workflow
from portal.dossier_pages.looked_at import looked_at

_PARIS: Final = ZoneInfo("Europe/Paris")
_JUST_AFTER: Final = timedelta(seconds=1)

INTERNAL: Final = frozenset({"filing", "sheet"})
"""Answers that name a paper, which the page of the form or of the check gives by itself."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would make a step possible. `rule` names the words of what is required; `by` the roles
    that may take the step where others may not; `after` an instant (UTC) from which the rule lets
    it through; `steps` those that record what is missing; `given` whether the answers decide."""

    rule: str = ""
    by: tuple[str, ...] = ()
    after: datetime | None = None
    steps: tuple[Step, ...] = ()
    given: bool = False


def turns_of_time(about: Mapping[str, Any]) -> list[datetime]:
    """The instants (UTC) at which what is possible may change: when a deadline closes, when the
    session opens. `about` is what may be said of the dossier beyond its facts."""
    found = [deadline.closes for deadline in about["deadlines"].values()]
    if session := about.get("session"):
        found.append(datetime.combine(session["opens"], time(0), _PARIS).astimezone(UTC))
    return sorted(found)


def remedy(
    workflow: Workflow, step: Step, finding: Finding, asked: Question, turns: Iterable[datetime]
) -> Remedy:
    """What would take this reason against the step away."""
    if finding.rule == "role":
        return Remedy(by=step.by)
    rule = _rule(workflow, step, finding.rule)
    if rule is None:
        return Remedy()
    after = next(_lets_through(rule, asked, turns), None)
    by = tuple(role for role in step.by if role != asked.actor.role and _open_to(rule, asked, role))
    seen = looked_at(rule, asked)
    missing = seen.facts - set(asked.dossier.facts)
    asks = {ask.name for ask in step.asks}
    steps = () if after else _recording(workflow, asked.dossier.state, missing, step)
    return Remedy(rule.name, by, after, steps, bool(seen.answers & asks))


def open_until(
    rules: Sequence[Rule], asked: Question, turns: Iterable[datetime]
) -> datetime | None:
    """The instant (UTC) after which one of the rules stands against what they let through now; None
    where time alone changes nothing."""
    for at in turns:
        later = replace(asked, now=at + _JUST_AFTER)
        if at >= asked.now and any(rule.ask(later) is not None for rule in rules):
            return at
    return None


def _rule(workflow: Workflow, step: Step, name: str) -> Rule | None:
    rules = (*workflow.always, *step.guards)
    return next((rule for rule in rules if rule.name == name), None)


def _lets_through(rule: Rule, asked: Question, turns: Iterable[datetime]) -> Iterator[datetime]:
    for at in turns:
        if at >= asked.now and rule.ask(replace(asked, now=at + _JUST_AFTER)) is None:
            yield at


def _open_to(rule: Rule, asked: Question, role: str) -> bool:
    somebody = Actor("somebody", role, frozenset(asked.dossier.states))
    return rule.ask(replace(asked, actor=somebody)) is None


def _recording(
    workflow: Workflow, state: str, facts: frozenset[str], but: Step
) -> tuple[Step, ...]:
    """The steps that record one of these facts: those from here, or else one of each name."""
    found = [
        step
        for step in workflow.steps
        if step.source != NEW
        and step.trigger != but.trigger
        and facts & {*(ask.name for ask in step.asks), *step.stamps} - INTERNAL
    ]
    here = [step for step in found if step.source == state]
    return tuple({step.trigger: step for step in here or found}.values())
