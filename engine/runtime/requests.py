"""Request keys: the same request, sent twice, moves a dossier once."""

import re
from typing import Final

from engine import answers
from engine.dossier import NEW
from engine.events import Entry
from engine.runtime.moves import Move
from engine.workflow import Workflow

KEY: Final = re.compile(r"[!-~]{1,200}")
"""What can be a request key: 1 to 200 printable characters."""


def same(move: Move, entry: Entry, definition: Workflow) -> bool:
    """Whether the move asks for what the entry recorded: nothing else, more or less."""
    step = definition.step[entry.trigger, entry.source]
    facts, faults = answers.read(step, move.answers)
    recorded = {name: fact for name, fact in entry.facts.items() if name not in step.stamps}
    opened = entry.workflow if entry.source == NEW else None
    asked = (move.reference, move.opens, move.trigger, move.actor.name, move.actor.role)
    done = (entry.reference, opened, entry.trigger, entry.actor, entry.role)
    return (asked, move.reason, facts, faults) == (done, entry.reason, recorded, [])
