"""When a file of a cycle was received, and whether that was in time."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter
from engine.words import Words
from workflows.selection.policy import KINDS, MECHANISMS
from workflows.timetable import came_late, submission, unknown_cycle
from workflows.working_days import PARIS

Deadlines = Mapping[tuple[str, str], Deadline]
"""The submission deadline of each mechanism and kind that fit together."""

_GENERAL: Final = "rl"
"""A workflow whose submission deadline is the general one."""
_ON_A_LIST: Final = ("USL", "RL")
_WORKFLOWS: Final = {
    **{(list_, kind): kind for list_ in _ON_A_LIST for kind in KINDS},
    ("USL", "new"): "usl",
    ("RL", "new"): "rl",
    ("GSP", "new"): "gsp",
    # A request that asks for a place in the cycle comes with the other files.
    ("IA", "new"): _GENERAL,
}
_ISO: Final = re.compile(
    r"\d{4}-\d\d-\d\d"
    r"(?:[T ](?:[01]\d|2[0-3]):\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)


def fits(mechanism: str, kind: str) -> bool:
    """Whether there are files of that kind for that mechanism."""
    return (mechanism, kind) in _WORKFLOWS


def deadlines(law: Parameters, cycle: int) -> Deadlines:
    """The submission deadlines of a cycle. UnknownParameter where its timetable is not known."""
    if unknown := unknown_cycle(cycle):
        raise UnknownParameter(*unknown)
    general = _submission(law, cycle, _GENERAL)
    return {
        # The own days of transfers were seen for one year alone: the later deadline counts.
        fitting: max(_submission(law, cycle, workflow), general, key=_last)
        if workflow.startswith("transfer_")
        else _submission(law, cycle, workflow)
        for fitting, workflow in _WORKFLOWS.items()
    }


def instant(cell: str) -> datetime | None:
    """The instant of an ISO text, in UTC; without a zone it is said in the time of Paris, and a day
    alone means its first instant there. None where the text is none of these."""
    if not _ISO.fullmatch(cell):
        return None
    try:
        said_at = datetime.fromisoformat(cell)
        # By way of Paris, so that what passes can be said there too.
        in_paris = said_at.astimezone(PARIS) if said_at.tzinfo else said_at.replace(tzinfo=PARIS)
        return in_paris.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def late(
    received: datetime, mechanism: str, kind: str, deadlines: Deadlines, cycle: int
) -> Words | None:
    """Why a file was not received in time; None where it was. Where mechanism or kind is not known,
    or they do not fit, a file is late when it is late for all that they may mean."""
    meant = [
        deadline
        for (one, another), deadline in deadlines.items()
        if (mechanism == one or mechanism not in MECHANISMS)
        and (kind == another or kind not in KINDS)
    ]
    deadline = max(meant or deadlines.values(), key=_last)
    return None if received <= deadline.closes else came_late(deadline, received, cycle)


def _submission(law: Parameters, cycle: int, workflow: str) -> Deadline:
    return submission(law, Dossier("", workflow, facts={"cycle": cycle}))


def _last(deadline: Deadline) -> datetime:
    return deadline.closes
