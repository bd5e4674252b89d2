"""Golden cases of the selection: the tables of workflows/cases, read with all that is wrong."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from engine.cycle_file import CycleFile
from engine.parameters import Parameters
from workflows.selection.cut import Decision
from workflows.selection.cycle import Counts, Cycle, Status, past_of
from workflows.selection.policy import KINDS, LEVELS, MECHANISMS, Policy, policy_for
from workflows.selection.selection import Selection, select
from workflows.states_parties import states_parties

Case = Mapping[str, Any]

STATUSES: tuple[Status, ...] = ("selected", "undecided", "backlog")
OUT = ("levels", "order", *STATUSES, "outside", "number", "wording")
"""What a case may say must come out."""
_SHAPES: Mapping[str, type] = {
    "title": str, "source": str, "cycles": list, "files": list, "before": list, "has": dict,
    "assistance": dict, "places": int, "already": dict, "decision": dict,
    "levels": dict, "order": list, "selected": list, "undecided": list, "backlog": list,
    "outside": list, "number": int, "wording": str,
}  # fmt: skip
_NEEDED = ("title", "source", "cycles", "files")
_OF_A_FILE: Mapping[str, type] = {
    "no": int, "states": str, "mechanism": str, "kind": str, "order": int, "named_by": str,
    "treated": bool,
}  # fmt: skip
_OF_A_DECISION: Mapping[str, type] = {"ceiling": int, "ties": str, "picks": list, "reason": str}
_OF_ALREADY: Mapping[str, type] = {"selected": list, "backlog": list}
_SOURCE = re.compile(r"OD [0-9]+( \(i{1,3}\))?|[0-9]+\.(COM|GA) [0-9]+(\.[a-z0-9]+)?( \([a-z]\))?")
_IN_WORDS = {str: "a text", int: "a whole number", bool: "true or false", list: "a list"}


def must_come_out(case: Case) -> dict[str, Any]:
    """What the case says must come out. What stands outside is always said: nothing, where it is
    not; and so is every status, where one is."""
    says = {name: case[name] for name in OUT if name in case}
    if any(status in case for status in STATUSES):
        says = {status: [] for status in STATUSES} | says
    return {"outside": []} | says


def came_out(selection: Selection) -> dict[str, Any]:
    """What came out of a selection, in the shape in which a case says it."""
    policy, ranked = selection.policy, selection.ranking.ranked
    levels: dict[str, list[int]] = {}
    for one in ranked:
        levels.setdefault(one.level, []).append(int(one.file.file_no))
    inside = list(selection.inside())
    return {
        "levels": {level: sorted(numbers) for level, numbers in levels.items()},
        "order": list(_order(selection)),
        **{
            s: sorted(int(one.file.file_no) for _, one, now in inside if now == s) for s in STATUSES
        },
        "outside": [int(file.file_no) for file in selection.outside],
        "number": selection.number,
        "wording": policy.ceiling.wording,
    }


def _order(selection: Selection) -> Iterator[int | list[int]]:
    place = 0
    while place < len(selection.ranking.ranked):
        group = selection.ranking.equals(place)
        numbers = [int(selection.ranking.ranked[n].file.file_no) for n in group]
        yield numbers if len(numbers) > 1 else numbers[0]
        place = group.stop


def played(case: Case, cycle: int, law: Parameters) -> Selection:
    """Select as the case says."""
    policy = policy_for(law, cycle)
    number = case.get("places", policy.ceiling.number)
    policy = Policy(replace(policy.ceiling, number=number), policy.rules)
    decision = dict(case.get("decision", {}))
    picks = tuple(_file_no(number) for number in decision.pop("picks", ()))
    return select(_cycle(case, cycle), policy, Decision(**decision, picks=picks))


def _cycle(case: Case, number: int) -> Cycle:
    has = case.get("has", {})
    counts = Counts(
        date(number - 1, 3, 31),
        {state: inscribed for state, (inscribed, _) in has.items()},
        {state: alone for state, (_, alone) in has.items()},
        case.get("assistance", {}),
    )
    past = past_of(number - 1, map(_file, case.get("before", ())))
    already = case.get("already", {})
    placed = {_file_no(no): status for status in already for no in already[status]}
    return Cycle(number, tuple(map(_file, case["files"])), counts, past, placed)


def _file_no(number: int) -> str:
    return f"{number:05}"


def _file(row: Mapping[str, Any]) -> CycleFile:
    states = tuple(row["states"].split("; "))
    return CycleFile(
        _file_no(row["no"]), f"Element {row['no']}", row.get("mechanism", "RL"),
        row.get("kind", "new"), states, None, row.get("order"), row.get("named_by", ""),
        row.get("treated", False),
    )  # fmt: skip


# --- reading -----------------------------------------------------------------------------------


def read(texts: Iterable[tuple[str, str]]) -> list[Case]:
    """The cases of TOML texts, given as (file name, text). ValueError with all that is wrong."""
    cases: list[Case] = []
    faults: list[str] = []
    for file_name, text in texts:
        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            faults.append(f"{file_name}: it is no TOML ({fault})")
            continue
        found = content.get("case", [])
        if set(content) != {"case"} or not _tables(found):
            faults.append(f"{file_name}: it has something else than [[case]] tables")
            continue
        for number, case in enumerate(found, 1):
            name = f"{file_name}: case {number} ({case.get('title', 'without a title')})"
            faults += [f"{name}: {fault}" for fault in _faults(case)]
        cases += found
    titles = [case.get("title") for case in cases]
    faults += [f"{title!r} is the title of two cases" for title in _twice(titles)]
    if faults:
        raise ValueError("\n".join(faults))
    return cases


def _faults(case: Case) -> Iterator[str]:
    """What is wrong with a case: first with its shape, and only then with what it says."""
    faults = [f"{name} is missing" for name in _NEEDED if name not in case]
    faults += _faults_of_shape(case, _SHAPES)
    for name, shapes in (("decision", _OF_A_DECISION), ("already", _OF_ALREADY)):
        if isinstance(case.get(name), dict):
            faults += [f"{name}: {fault}" for fault in _faults_of_shape(case[name], shapes)]
    if not faults:
        faults += _faults_of_lists(case)
    yield from faults or _faults_of_content(case)


def _faults_of_lists(case: Case) -> Iterator[str]:
    if not (case["cycles"] and all(type(cycle) is int for cycle in case["cycles"])):
        yield "cycles has something else than cycles"
    for name in ("files", "before"):
        if not _tables(rows := case.get(name, [])):
            yield f"{name} has something else than files"
            continue
        for row in rows:
            told = f"file {row.get('no')}"
            yield from (f"{told}: {n} is missing" for n in ("no", "states") if n not in row)
            yield from (f"{told}: {fault}" for fault in _faults_of_shape(row, _OF_A_FILE))
    for name, numbers in _numbers(case):
        if not isinstance(numbers, list):
            yield f"{name} is not a list"
            continue
        strange = [one for one in numbers if type(one) is not int]
        yield from (f"{name.split(':')[0]}: {one!r} is not the number of a file" for one in strange)


def _tables(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def _numbers(case: Case) -> Iterator[tuple[str, Any]]:
    """Every list of file numbers that stands outside of the files themselves, with its name."""
    for name in ("levels", "already"):
        yield from ((f"{name}: {key}", numbers) for key, numbers in case.get(name, {}).items())
    yield from ((name, case[name]) for name in (*STATUSES, "outside") if name in case)
    for one in case.get("order", []):
        yield "order", one if isinstance(one, list) else [one]
    yield "picks", case.get("decision", {}).get("picks", [])


def _faults_of_shape(table: Mapping[str, Any], shapes: Mapping[str, type]) -> Iterator[str]:
    for name, value in table.items():
        if name not in shapes:
            yield f"{name} is not known; known are {', '.join(shapes)}"
        elif type(value) is not shapes[name]:
            yield f"{name} is not {_IN_WORDS.get(shapes[name], 'a table')}"


def _faults_of_content(case: Case) -> Iterator[str]:
    for part in case["source"].split("; "):
        if part not in ("reading", "draft") and not _SOURCE.fullmatch(part):
            yield f"the source {part!r} is no paragraph, no decision, no draft and no reading"
    yield from _faults_of_counts(case)
    for name in ("files", "before"):
        yield from _faults_of_files(name, case.get(name, []))
    yield from _faults_of_what_comes_out(case)


def _faults_of_counts(case: Case) -> Iterator[str]:
    has, assistance = case.get("has", {}), case.get("assistance", {})
    yield from (f"no State is named {state!r}" for state in _unknown((*has, *assistance)))
    for state, numbers in has.items():
        if not (isinstance(numbers, list) and list(map(type, numbers)) == [int, int]):
            yield f"{state} has not two numbers: what it takes part in, and what it has alone"
    for state, number in assistance.items():
        if type(number) is not int:
            yield f"{state} has not a number of requests"


def _faults_of_files(name: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from (f"file {no} is in {name} twice" for no in _twice([row["no"] for row in rows]))
    for row in rows:
        yield from (f"file {row['no']}: {fault}" for fault in _faults_of_file(row))


def _faults_of_what_comes_out(case: Case) -> Iterator[str]:
    if not any(name in case for name in OUT):
        yield "it does not say what must come out"
    for level in case.get("levels", {}):
        if level not in LEVELS:
            yield f"{level!r} is none of the levels {', '.join(LEVELS)}"
    numbers = {row["no"] for row in case["files"]}
    said = {number for _, listed in _numbers(case) for number in listed}
    yield from (f"there is no file {no}" for no in sorted(said - numbers))


def _faults_of_file(row: Mapping[str, Any]) -> Iterator[str]:
    states = row["states"].split("; ")
    yield from (f"no State is named {state!r}" for state in _unknown(states))
    for name, known in (("mechanism", MECHANISMS), ("kind", KINDS)):
        if row.get(name, known[0]) not in known:
            yield f"{row[name]!r} is no {name}"
    if row.get("named_by", states[0]) not in states:
        yield f"{row['named_by']} names it and is none of its States"


def _unknown(states: Iterable[str]) -> list[str]:
    return [state for state in states if state not in states_parties()]


def _twice(names: Sequence[Any]) -> list[Any]:
    return sorted({name for name in names if names.count(name) > 1}, key=str)
