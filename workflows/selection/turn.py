"""Whose turn it is: why a file has level (0) or not, and what would give it that level."""

from collections.abc import Sequence

from engine.cycle_file import CycleFile
from workflows.selection.selection import Selection


def has_the_turn(selection: Selection, file: CycleFile) -> str:
    """Why the file holds the turn of a State."""
    none = f"is recorded as treated in the cycle of {selection.cycle.past.cycle}"
    if not file.national:
        names = f"{file.named_by} names this multinational file as its priority file"
        return f"{names}, and no file that {file.named_by} submits alone {none}"
    (state,) = file.states
    several = len(selection.ranking.known.levels.own[state])
    only = (
        "its only file" if several == 1 else f"the first of its {several} files, as it ranks them"
    )
    return f"no file that {state} submits alone {none}, and this is {only}"


def without_the_turn(selection: Selection, file: CycleFile) -> str:
    """Why the file does not hold the turn of a State; empty when none could have given it one."""
    past, levels = selection.cycle.past, selection.ranking.known.levels
    if not file.national:
        if not file.named_by:
            return ""
        if not selection.policy.rules.names_multinational:
            return "in this cycle a State cannot name a multinational file as its priority file"
        if named := levels.named.get(file.named_by):
            return f"{file.named_by} names the file {named.file_no} too"
        return _used(selection, file.named_by)
    (state,) = file.states
    if state in past.turns:
        return _used(selection, state)
    if named := levels.named.get(state):
        return f"{state} names the multinational file {named.file_no} as its priority file"
    return f"{state} ranks its file {levels.own[state][0].file_no} before it"


def _used(selection: Selection, state: str) -> str:
    past = selection.cycle.past
    used = _numbers(past.turns[state])
    return f"{state} used its turn in the cycle of {past.cycle} with {used}"


def _numbers(files: Sequence[CycleFile]) -> str:
    return " and ".join(file.file_no for file in files)


def would_have_the_turn(selection: Selection, file: CycleFile) -> str:
    """What would have given the file level (0); empty when nothing simple would have."""
    if file.national:
        return f"It would have level (0) had {_of_one_state(selection, file)}."
    if not selection.policy.rules.names_multinational:
        return ""
    had = _of_several_states(selection, file)
    return f"It would have level (0) had {had}." if had else ""


def _of_one_state(selection: Selection, file: CycleFile) -> str:
    (state,) = file.states
    past, levels = selection.cycle.past, selection.ranking.known.levels
    had = []
    if state in past.turns:
        had.append(f"{_numbers(past.turns[state])} not been treated in the cycle of {past.cycle}")
    if named := levels.named.get(state) or levels.in_vain.get(state):
        had.append(f"{state} not named {named.file_no}")
    if levels.own[state][0] is not file:
        had.append(f"{state} ranked it first")
    return " and ".join(had)


def _of_several_states(selection: Selection, file: CycleFile) -> str:
    past, levels = selection.cycle.past, selection.ranking.known.levels
    if levels.in_vain.get(file.named_by) is file:
        used = _numbers(past.turns[file.named_by])
        return f"{used} not been treated in the cycle of {past.cycle}"
    able = [state for state in file.states if state not in past.turns]
    if file.named_by or not able:
        return ""
    more = f" or one of {len(able) - 1} more of its States" if len(able) > 1 else ""
    return f"{able[0]}{more} named it as its priority file"
