"""A refusal as a problem: every reason with its paragraph, and a pointer to what it is about."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from engine.decide import Refused
from engine.rules import Finding
from engine.words import Words
from engine.workflow import Step
from portal.api.problems import Problem, reason
from portal.api.versions import tag_of

_OF_ANSWERS: Final = frozenset({"answers", "reason"})

_STALE: Final = Words(
    "The dossier has moved since the version that you named; nothing was done.",
    "Le dossier a changé depuis la version que vous avez indiquée ; rien n'a été fait.",
)
_UNANSWERED: Final = Words(
    "The step cannot be taken with these answers; nothing was done.",
    "L'étape ne peut être accomplie avec ces réponses ; rien n'a été fait.",
)
_REFUSED: Final = Words(
    "The step cannot be taken; every reason is told, and nothing was done.",
    "L'étape ne peut être accomplie ; chaque motif est indiqué, et rien n'a été fait.",
)


def refusal(
    refused: Refused, asked: Iterable[str] = (), seen: int | None = None, current: int = 0
) -> Problem:
    """The problem that a refusal is: 412 where the dossier moved since version `seen`, 422 where
    only answers are wrong, else 409. `asked` are the names of the answers that were given."""
    rules = {one.rule for one in refused.findings}
    errors = list(_errors(refused.findings, set(asked)))
    if "version" in rules:
        headers = {"ETag": tag_of(current)}
        return Problem("stale", _STALE, errors, headers, seen=seen, current=current)
    if rules <= _OF_ANSWERS:
        return Problem("unanswered", _UNANSWERED, errors)
    return Problem("refused", _REFUSED, errors)


def pointed(step: Step | None) -> frozenset[str]:
    """The names of what a step asks for."""
    return frozenset() if step is None else frozenset(one.name for one in step.asks)


def _errors(findings: Iterable[Finding], asked: set[str]) -> Iterator[dict[str, Any]]:
    for one in findings:
        yield reason(one, pointer(one, asked))


_NAMED: Final = re.compile(r"\((\w+)\)|'(\w+)'")


def pointer(finding: Finding, asked: set[str]) -> str | None:
    """Where the answer stands that a reason names."""
    if finding.rule == "reason":
        return "/reason"
    if finding.rule != "answers":
        return None
    names = (one for pair in _NAMED.findall(finding.sentence) for one in pair if one in asked)
    name = next(names, None)
    return None if name is None else f"/answers/{name}"
