"""Who has had a dossier for how long: the time in each state, counted for whose turn it was."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from engine.events import Entry
from engine.workflow import Workflow
from workflows.roles import BUREAU, COMMITTEE, EVALUATION_BODY, HEAD, SECRETARIAT, STATE_PARTY

HANDS: Final = (STATE_PARTY, SECRETARIAT, EVALUATION_BODY, COMMITTEE, BUREAU)
"""Those whose turn it can be, in the order in which they are shown."""

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HeldFor:
    """How long a dossier was in somebody's hands: whole days, and the share of all time in per
    cent; `now` whether it still is."""

    role: str
    days: int
    share: float
    now: bool


def held_for(
    entries: Sequence[Entry], definition: Callable[[Entry], Workflow], now: datetime
) -> list[HeldFor]:
    """Who has had the dossier for how long until `now` (an aware instant), in the order of HANDS;
    what is closed is nobody's."""
    hands: Counter[str] = Counter()
    turns = [(datetime.fromisoformat(one.at), _owner(one, definition(one))) for one in entries]
    for (since, owner), (until, _) in pairwise([*turns, (now, "")]):
        hands[owner] += max(0, int((until - since).total_seconds()))
    last = turns[-1][1] if turns else ""
    whole = sum(hands[role] for role in HANDS) or 1
    return [
        HeldFor(
            role, hands[role] // int(_DAY.total_seconds()), 100 * hands[role] / whole, role == last
        )
        for role in HANDS
        if hands[role] or role == last
    ]


def _owner(entry: Entry, workflow: Workflow) -> str:
    owner = workflow.state[entry.target].owner
    return SECRETARIAT if owner == HEAD else owner
