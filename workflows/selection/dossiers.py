"""A dossier as a file of its cycle, and what becomes of it when places are given."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from engine.cycle_file import CycleFile
from engine.dossier import Dossier
from engine.parameters import Parameters
from workflows.selection.cycle import Status

_MECHANISM: Final = {
    "usl": "USL",
    "rl": "RL",
    "gsp": "GSP",
    "transfer_usl_rl": "RL",
    "transfer_rl_usl": "USL",
    "assistance_bureau": "IA",
    "assistance_committee": "IA",
}
_KINDS: Final = ("extension", "reduction", "transfer_usl_rl", "transfer_rl_usl")
_NEW: Final = {"USL": "usl", "RL": "rl", "GSP": "gsp"}
_OF_THE_COMMITTEE: Final = (*_NEW.values(), *_KINDS, "assistance_committee")
"""The workflows on which a dossier is given a place; what the Bureau decides takes none."""

_WAITING: Final = ("registered", "complete")
"""Where a dossier waits for a place: before the completeness check, or after it."""

BEFORE_RECEIPT: Final = ("draft", "submitted", "late", "deferred")


def workflow_of(file: CycleFile, law: Parameters, cycle: int) -> str:
    """The workflow on which the file travels. A request for assistance is the Committee's in the
    cycles in which it received such requests, and the Bureau's since."""
    if file.kind != "new":
        return file.kind
    if file.mechanism in _NEW:
        return _NEW[file.mechanism]
    open_to_all = law.for_cycle("committee_assistance", cycle)["open"]
    return "assistance_committee" if open_to_all else "assistance_bureau"


def asks_for(workflow: str, listed: str) -> tuple[str, str]:
    """The mechanism and the kind of a file on that workflow; `listed` is the List of an element
    that is extended or reduced."""
    return _MECHANISM.get(workflow, listed), workflow if workflow in _KINDS else "new"


def file_of(dossier: Dossier) -> CycleFile:
    """The dossier as a file that asks for a place."""
    order = dossier.facts.get("order")
    return CycleFile(
        dossier.text("file_no"),
        dossier.text("title"),
        *asks_for(dossier.workflow, dossier.text("list")),
        dossier.states,
        dossier.instant("received_at"),
        order if isinstance(order, int) else None,
        dossier.text("named_by"),
        bool(dossier.text("place")),
    )


def considered(dossiers: Iterable[Dossier], law: Parameters, cycle: int) -> list[Dossier]:
    """Those of the cycle's dossiers that ask, or asked, for a place: received and registered, not
    withdrawn or returned before one was given, and checked where the check comes first."""
    checked_first = law.for_cycle("order_of_work", cycle)["first"] == "check"
    waiting = "complete" if checked_first else "registered"
    asking = (waiting, "backlog", "carried_over", "included")
    for_the_bureau = not law.for_cycle("committee_assistance", cycle)["open"]
    return [
        one for one in dossiers
        if (of_the_committee(one) and (one.text("place") or one.state in asking))
        or (for_the_bureau and _of_the_bureau(one))
    ]  # fmt: skip


def of_the_committee(dossier: Dossier) -> bool:
    """Whether it is of a kind that is given a place in a cycle."""
    return dossier.workflow in _OF_THE_COMMITTEE


def waits(dossier: Dossier) -> bool:
    """Whether the dossier can still be given a place, or be left without one."""
    return of_the_committee(dossier) and dossier.state in _WAITING and not dossier.text("place")


def _of_the_bureau(dossier: Dossier) -> bool:
    """A request that was entered with the cycle's files, and takes no place."""
    return dossier.workflow == "assistance_bureau" and dossier.state != "withdrawn"


def placed(dossiers: Iterable[Dossier]) -> dict[str, Status]:
    """What a person has already decided, by file number."""
    known: dict[str, Status] = {}
    for one in dossiers:
        if one.text("place") == "inside":
            known[one.text("file_no")] = "selected"
        elif one.state in ("backlog", "carried_over"):
            known[one.text("file_no")] = "backlog"
    return known


def past_files(imported: Iterable[CycleFile], dossiers: Iterable[Dossier]) -> list[CycleFile]:
    """The files of a past cycle: those that were imported, and the dossiers of the office, which
    know better where both speak of a file. Requests that the Bureau decides asked for no place, and
    what was withdrawn before it had one asks no more."""
    files = {file.file_no: file for file in imported}
    for one in dossiers:
        asked = of_the_committee(one) and one.state not in (*BEFORE_RECEIPT, "withdrawn")
        if one.text("file_no") and (asked or one.text("place")):
            files[one.text("file_no")] = _remembered(one)
    return list(files.values())


def _remembered(dossier: Dossier) -> CycleFile:
    """A past file. That a State named it is remembered unless it held no turn: its level was found
    to be another one, or it stood outside the ceiling."""
    file = file_of(dossier)
    in_vain = dossier.text("level") not in ("", "0") or dossier.text("place") == "outside"
    return replace(file, named_by="") if in_vain else file


def approved_assistance(dossiers: Iterable[Dossier], as_of: date) -> Iterator[str]:
    """For every request that the Committee approved by that day, its States: it decided those above
    the threshold of their day."""
    for one in dossiers:
        decided_on = one.day("decided_on")
        approved = one.workflow == "assistance_committee" and "approved_amount" in one.facts
        if approved and decided_on is not None and decided_on <= as_of:
            yield from one.states


def carried(files: Iterable[CycleFile], predecessors: Mapping[str, str]) -> list[CycleFile]:
    """Past files under the numbers they have in the present cycle: `predecessors` names, for a
    present number, the number of the dossier it succeeds."""
    now = {before: present for present, before in predecessors.items()}
    return [
        replace(file, file_no=now[file.file_no])
        if not file.treated and file.file_no in now else file
        for file in files
    ]  # fmt: skip
