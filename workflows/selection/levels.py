"""The level of priority of each file: (0), (i), (ii) or (iii) (OD 34)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.cycle_file import CycleFile
from workflows.selection.cycle import Cycle
from workflows.selection.policy import RuleSet


@dataclass(frozen=True, slots=True)
class Levels:
    """The level of each file, by its place among the files that were given.

    `own` are the national files of each State in its own order, `named` the multinational file
    that a State with its turn names instead, `in_vain` that which one names that has used its turn,
    `nth` how many national files of the same State stand above one, where any does (by file
    number).
    """

    of: Sequence[str]
    own: Mapping[str, Sequence[CycleFile]]
    named: Mapping[str, CycleFile]
    in_vain: Mapping[str, CycleFile]
    nth: Mapping[str, int]
    served: frozenset[str]
    """The States that take part in a file of the levels (0) and (i)."""


def is_usl(file: CycleFile) -> bool:
    """Whether the file asks for a place on the Urgent Safeguarding List."""
    if file.kind in ("transfer_usl_rl", "transfer_rl_usl"):
        return file.kind == "transfer_rl_usl"
    return file.mechanism == "USL"


def levels(cycle: Cycle, rules: RuleSet, files: Sequence[CycleFile]) -> Levels:
    """The level of each of these files, which all count under the ceiling."""
    own = _own_files(files)
    naming = _naming(files) if rules.names_multinational else {}
    turns = cycle.past.turns
    named = {state: file for state, file in naming.items() if state not in turns}
    in_vain = {state: file for state, file in naming.items() if state in turns}
    inscribed = cycle.counts.inscribed
    of = []
    for file in files:
        if _has_the_turn(file, cycle, own, named):
            of.append("0")
        elif is_usl(file) or (file.national and not inscribed.get(file.states[0])):
            of.append("i")
        else:
            of.append("iii" if file.national else "ii")
    served = frozenset(
        state for file, level in zip(files, of, strict=True) if level in ("0", "i")
        for state in file.states
    )  # fmt: skip
    above = {level.name: number for number, level in enumerate(rules.levels)}
    several = {file.file_no: above[level] for file, level in zip(files, of, strict=True)
               if file.national and len(own[file.states[0]]) > 1}  # fmt: skip
    return Levels(of, own, named, in_vain, _nth(own.values(), several), served)


def _naming(files: Iterable[CycleFile]) -> dict[str, CycleFile]:
    """The multinational file that each State names; of two the one with the lower number."""
    named = (file for file in files if file.named_by and not file.national)
    in_order = sorted(named, key=lambda file: file.file_no, reverse=True)
    return {file.named_by: file for file in in_order}


def _own_files(files: Iterable[CycleFile]) -> dict[str, list[CycleFile]]:
    own: dict[str, list[CycleFile]] = {}
    for file in files:
        if file.national:
            own.setdefault(file.states[0], []).append(file)
    for several in own.values():
        several.sort(key=by_own_order)
    return own


def by_own_order(file: CycleFile) -> tuple[bool, int, str]:
    """Sorts the files of one State as it ranks them; those it did not rank come last."""
    return file.order is None, file.order or 0, file.file_no


def _has_the_turn(
    file: CycleFile,
    cycle: Cycle,
    own: Mapping[str, Sequence[CycleFile]],
    named: Mapping[str, CycleFile],
) -> bool:
    if not file.national:
        return named.get(file.named_by) is file
    state = file.states[0]
    return state not in cycle.past.turns and state not in named and own[state][0] is file


def _nth(own: Iterable[Sequence[CycleFile]], level: Mapping[str, int]) -> dict[str, int]:
    """How many national files of its State stand above each: levels in order, and inside a level
    the State's own order."""
    nth = {}
    for files in own:
        if len(files) > 1:
            in_order = sorted(files, key=lambda one: (level[one.file_no], by_own_order(one)))
            nth.update({file.file_no: number for number, file in enumerate(in_order)})
    return nth
