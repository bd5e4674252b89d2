"""What would be otherwise: a cycle under another policy or with other facts, compared."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from engine.cycle_file import CycleFile
from engine.words import Language
from workflows.selection.cut import NO_DECISION
from workflows.selection.cycle import Cycle
from workflows.selection.policy import Policy
from workflows.selection.selection import Selection, select
from workflows.selection.why import Reason, Reasons

OUTSIDE: Final = "outside"
WITHDRAWN: Final = "withdrawn"
TREATED: Final = ("selected", OUTSIDE)
MULTINATIONAL: Final = "multinational"
NOT_KNOWN: Final = "not known"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a file stands in one of the two: its status (selected, undecided, backlog, outside or
    withdrawn), and under the ceiling its rank and level."""

    status: str
    rank: int | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A file that stands elsewhere, and why it stands there in the trial."""

    file: CycleFile
    base: Stand
    trial: Stand
    why: tuple[Reason, ...]

    @property
    def enters(self) -> bool:
        """Whether it is treated in the trial alone."""
        return self.trial.status in TREATED and self.base.status not in TREATED

    @property
    def leaves(self) -> bool:
        """Whether it is treated in the base alone."""
        return self.base.status in TREATED and self.trial.status not in TREATED


@dataclass(frozen=True, slots=True)
class Trial:
    """The same cycle twice: as it is, and as it would be."""

    base: Selection
    trial: Selection
    changes: tuple[Change, ...]
    language: Language = "en"
    """In which the reasons of the changes are said."""

    def treated_by_group(self, groups: Mapping[str, str]) -> dict[str, tuple[int, int]]:
        """How many files of each electoral group are treated in the base and in the trial;
        multinational files are a group of their own. `groups` names the group of each State."""
        before, after = (_treated_by_group(one, groups) for one in (self.base, self.trial))
        return {name: (before[name], after[name]) for name in sorted({*before, *after})}

    def treated_by_level(self) -> dict[str, tuple[int, int]]:
        """How many files of each level are selected in the base and in the trial."""
        before, after = self.base.by_level(), self.trial.by_level()
        return {name: (before.get(name, 0), after.get(name, 0)) for name in {**before, **after}}


def tried(
    base: tuple[Cycle, Policy], trial: tuple[Cycle, Policy], language: Language = "en"
) -> Trial:
    """Select twice and compare, with reasons in that language. What people decided about the cycle
    is left out of both."""
    first, second = (
        select(replace(cycle, placed={}, outside=frozenset()), policy, NO_DECISION)
        for cycle, policy in (base, trial)
    )
    return Trial(first, second, tuple(_changes(first, second, language)), language)


def _changes(base: Selection, trial: Selection, language: Language) -> Iterable[Change]:
    before, after = _stands(base), _stands(trial)
    reasons = Reasons(trial, language)
    files = {file.file_no: file for one in (base, trial) for file in one.cycle.files}
    for file_no in sorted(files, key=lambda one: _in_order(before.get(one), after.get(one), one)):
        was, now = before.get(file_no, Stand(WITHDRAWN)), after.get(file_no, Stand(WITHDRAWN))
        if was != now:
            file = files[file_no]
            yield Change(file, was, now, tuple(_why(reasons, file, now)))


def _in_order(before: Stand | None, after: Stand | None, file_no: str) -> tuple[int, int, str]:
    """The order of the trial, then what has no rank there."""
    ranks = [one.rank for one in (after, before) if one is not None and one.rank]
    return (not (after and after.rank), ranks[0] if ranks else 0, file_no)


def _why(reasons: Reasons, file: CycleFile, now: Stand) -> Sequence[Reason]:
    if now.status == WITHDRAWN:
        return reasons.withdrawn()
    return reasons.of(now.rank - 1) if now.rank else reasons.outside(file)


def _stands(made: Selection) -> dict[str, Stand]:
    stands = {
        one.file.file_no: Stand(status, rank, one.level) for rank, one, status in made.inside()
    }
    return stands | {file.file_no: Stand(OUTSIDE) for file in made.outside}


def _treated_by_group(made: Selection, groups: Mapping[str, str]) -> Counter[str]:
    inside = (one.file for _, one, status in made.inside() if status == "selected")
    return Counter(group_of(file, groups) for file in (*made.outside, *inside))


def group_of(file: CycleFile, groups: Mapping[str, str]) -> str:
    """The electoral group whose file it is; multinational files are a group of their own."""
    if not file.national:
        return MULTINATIONAL
    return groups.get(file.states[0]) or NOT_KNOWN
