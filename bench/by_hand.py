"""The rows of a move as somebody would write them by hand: nothing is judged, nothing hashed."""

from collections.abc import Mapping
from typing import Any, Final

from bench.dossiers import NOW, WORKFLOW
from engine.content import stamp
from engine.runtime.moves import Move
from workflows.catalogue import workflows
from workflows.law import law

Row = dict[str, Any]

_TABLE = workflows()[WORKFLOW]
# Of a step that starts in several states, the first.
_STEPS = {trigger: step for (trigger, _), step in reversed([*_TABLE.step.items()])}
HASH: Final = "0" * 64
"""Stands where the office writes the hash of an entry."""


def entry_row(move: Move, version: int, at: object) -> Row:
    """The audit row after that version; its facts are what the step adds to the dossier."""
    step = _STEPS[move.trigger]
    return {
        "reference": move.reference,
        "number": version + 1,
        "at": at,
        "actor": move.actor.name,
        "role": move.actor.role,
        "trigger": move.trigger,
        "source": step.source,
        "target": step.target,
        "workflow": WORKFLOW,
        "definition": _TABLE.digest,
        "law": law().digest,
        "facts": {**move.answers, **dict.fromkeys(step.stamps, stamp(NOW))},
        "reason": "",
        "request": None,
        "previous": HASH,
        "hash": HASH,
    }


def letter_rows(entry: Mapping[str, Any], facts: object) -> list[Row]:
    """The letters that the office would write: one, or none."""
    return [
        {
            "key": f"{entry['reference']}:{template}:{entry['number']}",
            "reference": entry["reference"],
            "number": entry["number"],
            "template": template,
            "facts": facts,
            "status": "waiting",
            "due_at": entry["at"],
            "attempts": 0,
        }
        for template in _STEPS[entry["trigger"]].notify
    ]
