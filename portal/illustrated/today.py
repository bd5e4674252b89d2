"""What the office of a day has before it: files in every state that can be reached by then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final

from engine.dossier import Dossier
from engine.parameters import Parameters
from portal.illustrated.cycles import Cycles, cycles_on
from portal.illustrated.file import File
from portal.illustrated.office import Makes, held_today, planned, way
from portal.replay import Planned
from workflows.catalogue import workflows
from workflows.reports.due import PERIODIC_REPORT, USL_REPORT

AN_ELEMENT: Final = "02899"
"""The invented element that transfers, extensions and reports are about."""

DRAFTED: Final = (
    ("rl", "Ghana"), ("rl", "France", "Ghana"), ("usl", "Kenya"), ("gsp", "France"),
    ("extension", "Peru"), ("reduction", "Mongolia"), ("transfer_usl_rl", "Viet Nam"),
    ("transfer_rl_usl", "Mali"), ("rl", "Estonia", "Latvia", "Lithuania"), ("usl", "Bhutan"),
    ("rl", "Senegal"),
)  # fmt: skip
"""The drafts: the workflow and its States."""

OVER: Final = (
    "returned", "published", "examined", "unanswered", "not_inscribed", "referred", "carried_over",
    "withdrawn", "not_selected", "not_transferred", "transferred",
)  # fmt: skip
"""Where the files of the session that is over stand."""

_OF: Final = {"not_selected": "gsp", "transferred": "transfer_usl_rl",
              "not_transferred": "transfer_rl_usl"}  # fmt: skip

PLACED: Final = (
    "checking", "incomplete", "resubmitted", "complete", "under_evaluation", "in_dialogue",
    "answered", "unanswered", "evaluated",
)  # fmt: skip
"""How far files come that were given a place."""

_BY_TURNS: Final = (
    "assistance_bureau", "assistance_emergency", "assistance_bureau", "assistance_preparatory",
)  # fmt: skip

_CHECKED: Final = 4
"""So many states of a report come before it is analysed for a session."""

_ALONE: Final = ("France", "Ghana", "Peru", "Cambodia", "Malawi", "Georgia", "Fiji", "Jordan")
"""States that ask for assistance and report."""


@dataclass
class Today:
    """The office of a day: its law and its cycles, and the instant it is shown at."""

    law: Parameters
    now: datetime
    cycles: Cycles = field(init=False)
    _makes: Makes = field(init=False)

    def __post_init__(self) -> None:
        self.cycles = cycles_on(self.law, self.now)
        self._makes = Makes(self.law)

    def before_places(self, states: Sequence[str]) -> list[Planned]:
        """Everything until the places are given; `states` submit one file each for a place."""
        found = [*self._drafts(), *self._over(), *self._asking(states), *self._assistance(),
                 *self._reports()]  # fmt: skip
        return _in_order(found)

    def after_places(self, placed: Sequence[tuple[File, Dossier]], at: datetime) -> list[Planned]:
        """How files that have a place went on; the first of them has its letter held today."""
        found: list[Planned] = []
        targets = [state for state in PLACED for _ in range(2)]
        for target, (file, standing) in zip(targets, placed, strict=False):
            legs = way(self.law, file, target, at + timedelta(days=3), self._settled, standing)
            found += planned(file, legs or ())
        file, standing = placed[len(targets)]
        legs = way(self.law, file, "checking", at + timedelta(days=5), self._settled, standing)
        return [*_in_order([*found, *planned(file, legs or ())]), held_today(file, self.now)]

    @property
    def _settled(self) -> datetime:
        """Until when things have happened that are done with: the office had a morning since."""
        return self.now - timedelta(days=1)

    def _way(self, file: File, target: str, begins: datetime) -> Iterator[Planned]:
        yield from planned(file, way(self.law, file, target, begins, self._settled) or ())

    def _begins(self, cycle: int) -> datetime:
        return min(datetime(cycle - 2, 10, 6, 9, tzinfo=UTC), self._settled - timedelta(days=20))

    def _drafts(self) -> Iterator[Planned]:
        cycle = self.cycles.drafted
        for workflow, *states in DRAFTED:
            file = self._makes.file(workflow, cycle, states, element=AN_ELEMENT, list="RL")
            target = "withdrawn" if states == ["Senegal"] else "draft"
            yield from self._way(file, target, self._begins(cycle))

    def _over(self) -> Iterator[Planned]:
        cycle = self.cycles.over
        for place, target in enumerate(OVER):
            states = (_ALONE[place % len(_ALONE)],)
            workflow = _OF.get(target, ("rl", "usl")[place % 2])
            file = self._makes.file(workflow, cycle, states, element=AN_ELEMENT, place="inside")
            yield from self._way(file, target, self._begins(cycle))

    def _asking(self, states: Sequence[str]) -> Iterator[Planned]:
        cycle = self.cycles.placed
        for target in ("submitted", "late", "deferred", "withdrawn"):
            file = self._makes.file("rl", cycle, ("Serbia", "Slovenia"))
            yield from self._way(file, target, self._begins(cycle))
        for place, state in enumerate(states):
            file = self._makes.file(("rl", "rl", "rl", "gsp")[place % 4], cycle, (state,))
            self.asking[file.reference] = file
            yield from self._way(file, "registered", self._begins(cycle))

    asking: dict[str, File] = field(default_factory=dict)
    """The files that ask for a place, by reference."""

    def _assistance(self) -> Iterator[Planned]:
        done: set[str] = set()
        begins = self._settled - timedelta(days=420)
        for place, name in zip(count(), _BY_TURNS * 12, strict=False):
            left = [
                s for s in workflows()[name].state if s not in done and not _of_a_cycle(s, name)
            ]
            for target in left[:1]:
                done.add(target)
                state = _ALONE[place % len(_ALONE)]
                known = {"amount": 80_000, "emergency": "a flood in May"}
                file = self._makes.file(name, self.cycles.placed, (state,), **known)
                yield from self._way(file, target, self._near(file, target, begins))

    def _reports(self) -> Iterator[Planned]:
        for name in (USL_REPORT, PERIODIC_REPORT):
            for place, target in enumerate(workflows()[name].state):
                state = _ALONE[place % len(_ALONE)]
                # The last ones are before a session, whose days must be known.
                session_of = self.cycles.over if place > _CHECKED else self.cycles.placed
                due = session_of - 1
                known = {"element": AN_ELEMENT, "due_in": due, "inscribed_in": due - 4,
                         "session_of": session_of, "due_on": f"{due}-12-15"}  # fmt: skip
                file = self._makes.file(name, session_of, (state,), **known)
                yield from self._way(file, target, datetime(due, 1, 20, 9, tzinfo=UTC))

    def _near(self, file: File, target: str, begins: datetime) -> datetime:
        """A later beginning by which the file comes to the state only just by today."""
        legs = way(self.law, file, target, begins, self._settled)
        if not legs:
            return begins
        later = begins + (self._settled - legs[-1].at) - timedelta(days=1 + int(file.number) % 40)
        return later if way(self.law, file, target, later, self._settled) else begins


def _of_a_cycle(state: str, workflow: str) -> bool:
    """Whether files of cycles show this state already."""
    return state in ("late", "deferred", "registered") and workflow == "assistance_preparatory"


def _in_order(found: Sequence[Planned]) -> list[Planned]:
    return sorted(found, key=lambda one: one.at)
