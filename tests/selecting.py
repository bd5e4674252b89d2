"""Cycles for the tests of the selection: small ones by hand, whole ones by hypothesis."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from engine.cycle_file import CycleFile
from workflows.law import law
from workflows.selection.cut import NO_DECISION, Decision
from workflows.selection.cycle import Counts, Cycle, Status, past_of
from workflows.selection.keys import KEYS
from workflows.selection.policy import KINDS, LEVELS, MECHANISMS, Level, Policy, policy_for
from workflows.selection.selection import Selection, select

STATES = ("Algeria", "Benin", "Chad", "Dominica", "Egypt", "Finland", "Ghana", "Haiti", "Italy")
STANDING: Mapping[Status, int] = {"backlog": 0, "undecided": 1, "selected": 2}
FIRST, LAST = 2014, 2029
"""The cycles that have an order of priority."""


def file(number: int, *states: str, **said: Any) -> CycleFile:
    """A new nomination to the Representative List, unless something else is said."""
    given = {"mechanism": "RL", "kind": "new", **said}
    return CycleFile(f"{number:05}", f"Element {number}", states=states, **given)


@dataclass(frozen=True, slots=True)
class Asked:
    """A selection before it is made: what changes in it makes another one."""

    number: int
    files: tuple[CycleFile, ...]
    has: Mapping[str, tuple[int, int]]
    before: tuple[CycleFile, ...]
    policy: Policy
    placed: Mapping[str, Status]
    decision: Decision = NO_DECISION

    def made(self) -> Selection:
        """The selection."""
        counts = Counts(
            date(self.number - 1, 3, 31),
            {state: inscribed for state, (inscribed, _) in self.has.items()},
            {state: alone for state, (_, alone) in self.has.items()},
        )
        past = past_of(self.number - 1, self.before)
        cycle = Cycle(self.number, self.files, counts, past, self.placed)
        return select(cycle, self.policy, self.decision)

    def changed(self, **parts: Any) -> "Asked":
        """The same with other parts."""
        return replace(self, **parts)

    def with_places(self, number: int) -> "Asked":
        """The same under another ceiling."""
        return replace(self, policy=under(self.policy, number))

    def without(self, file: CycleFile) -> "Asked":
        """The same after a file was withdrawn."""
        return replace(self, files=tuple(one for one in self.files if one is not file))


def under(policy: Policy, number: int) -> Policy:
    """The same order of priority with another number of places."""
    return Policy(replace(policy.ceiling, number=number), policy.rules)


def ask(
    number: int,
    *files: CycleFile,
    has: Mapping[str, tuple[int, int]] | None = None,
    before: Iterable[CycleFile] = (),
    places: int | None = None,
    placed: Mapping[str, Status] | None = None,
    **decided: Any,
) -> Asked:
    """A selection as the law of the cycle asks for it, with these places if any are said."""
    policy = policy_for(law(), number)
    policy = policy if places is None else under(policy, places)
    return Asked(number, files, has or {}, tuple(before), policy, placed or {}, Decision(**decided))


def statuses(selection: Selection) -> dict[str, Status]:
    """The status of each file under the ceiling, by its number, in order of priority."""
    return {one.file.file_no: status for _, one, status in selection.inside()}


def lowered(before: Mapping[str, Status], after: Mapping[str, Status]) -> list[str]:
    """The files that stand worse than before."""
    return [number for number in after if STANDING[after[number]] < STANDING[before[number]]]


# --- whole cycles ------------------------------------------------------------------------------

_counts = st.dictionaries(
    st.sampled_from(STATES), st.tuples(st.integers(0, 3), st.integers(0, 3)).map(
        lambda two: (max(two), min(two))
    )
)  # fmt: skip
_orders = st.none() | st.integers(1, 4)
_placings: st.SearchStrategy[Status | None] = st.sampled_from((None, None, "selected", "backlog"))


@st.composite
def _files(draw: st.DrawFn, first: int, most: int, *, past: bool) -> tuple[CycleFile, ...]:
    files = []
    naming: set[str] = set()
    for number in range(first, first + draw(st.integers(0, most))):
        states = draw(
            st.lists(st.sampled_from(STATES), min_size=1, max_size=1)
            | st.lists(st.sampled_from(STATES), min_size=2, max_size=8, unique=True)
        )
        may_name = [state for state in states if state not in naming and len(states) > 1]
        named_by = draw(st.sampled_from(["", *may_name]))
        naming.add(named_by)
        files.append(
            file(
                number, *states, named_by=named_by, order=draw(_orders),
                mechanism=draw(st.sampled_from(("RL", "USL", *MECHANISMS))),
                kind=draw(st.sampled_from((*["new"] * 8, *KINDS))),
                treated=past and draw(st.booleans()),
            )
        )  # fmt: skip
    return tuple(files)


@st.composite
def _other_keys(draw: st.DrawFn, policy: Policy) -> Policy:
    """The policy with any keys inside its levels."""
    keys = st.lists(st.sampled_from(sorted(KEYS)), unique=True, min_size=1, max_size=4)
    levels = tuple(Level(name, tuple(draw(keys)), "draft", "illustrative") for name in LEVELS)
    return Policy(policy.ceiling, replace(policy.rules, levels=levels))


@st.composite
def cycles(
    draw: st.DrawFn, first: int = FIRST, last: int = LAST, *, by_law: bool = False,
    placed: bool = False,
) -> Asked:  # fmt: skip
    """A whole cycle: files of one to eight States, of every mechanism and kind, in a State's own
    order or without one, some named; what the States have; what was submitted for the cycle before;
    any number of places, and with any keys unless the law's own are wanted. No State names two."""
    number = draw(st.integers(first, last))
    files = draw(_files(1, 12, past=False))
    submitted_before = draw(st.lists(st.sampled_from(files), max_size=1)) if files else []
    before = (*draw(_files(101, 6, past=True)), *submitted_before)
    policy = under(policy_for(law(), number), draw(st.integers(0, 13)))
    if not by_law and draw(st.booleans()):
        policy = draw(_other_keys(policy))
    earlier = {one.file_no: draw(_placings) for one in files} if placed else {}
    told = {file_no: status for file_no, status in earlier.items() if status}
    return Asked(number, files, draw(_counts), before, policy, told)
