"""A list of a cycle's files, brought into the office whole or not at all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from engine.cycle_file import CycleFile
from engine.decide import Refused
from engine.dossier import Actor
from engine.parameters import UnknownParameter
from engine.runtime import past, reading
from engine.runtime.database import writer
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.queries import looking
from workflows.cycle_csv import read
from workflows.rules.succession import MAY_BE_SUCCEEDED
from workflows.selection.dossiers import asks_for, file_of, workflow_of
from workflows.selection.policies import last_set


@dataclass(frozen=True, slots=True)
class Imported:
    """How many files were added, how many were there already, and every fault. With a fault
    nothing was imported. `to_come` are those whose receipt still lies ahead, as in a trial."""

    added: int
    known: int
    faults: list[str]
    to_come: int = 0


def import_past_cycle(office: Office, cycle: int, content: bytes) -> Imported:
    """Record the files of a past cycle, and which of them were treated."""
    with writer(office.database).begin() as connection:
        past.one_at_a_time(connection)
        recorded = {one.file_no: one for one in past.past_cycle(connection, cycle)}

        def clashes(file: CycleFile) -> str | None:
            if recorded.get(file.file_no, file) == file:
                return None
            return f"the file {file.file_no} of the cycle of {cycle} is recorded with other content"

        files, faults = _read(office, cycle, content, clashes, history=True)
        if faults:
            return Imported(0, 0, faults)
        fresh = [one for one in files if one.file_no not in recorded]
        past.add(connection, cycle, fresh)
    return Imported(len(fresh), len(files) - len(fresh), [])


def import_cycle(office: Office, cycle: int, content: bytes, actor: Actor) -> Imported:
    """Enter the files of a present cycle as dossiers, by ordinary moves in one unit of work.

    A file that could not be treated before keeps its number: its dossier is carried over.
    """
    done = _entered(office, cycle, content, actor)
    if isinstance(done, Refused):
        # Somebody may have entered the same files meanwhile: then they are there already.
        done = _entered(office, cycle, content, actor)
    if isinstance(done, Refused):
        return Imported(0, 0, _by_line(office, cycle, content, done))
    return done


def _entered(office: Office, cycle: int, content: bytes, actor: Actor) -> Imported | Refused:
    with looking(office.database) as connection:
        entered = {one.text("file_no"): one for one in reading.dossiers_where(connection, cycle)}
        numbered = reading.numbered(connection)

    def clashes(file: CycleFile) -> str | None:
        there = entered.get(file.file_no)
        if there is not None:
            same = replace(file_of(there), treated=False) == _as_entered(office, cycle, file)
            return None if same else f"{there.reference} bears this number with other content"
        return "; ".join(_still_under_way(numbered.get(file.file_no, ()), cycle)) or None

    files, faults = _read(office, cycle, content, clashes, history=False)
    if faults:
        return Imported(0, 0, faults)
    fresh = [one for one in files if one.file_no not in entered]
    moves = [
        move
        for file in fresh
        for move in _entering(office, cycle, file, numbered.get(file.file_no, ()), actor)
    ]
    outcome = office.execute_together(moves) if moves else []
    if isinstance(outcome, Refused):
        return outcome
    now = office.clock()
    to_come = sum(one.received_at is not None and one.received_at > now for one in fresh)
    return Imported(len(fresh), len(files) - len(fresh), [], to_come)


def _as_entered(office: Office, cycle: int, file: CycleFile) -> CycleFile:
    """The file as a dossier tells it: a transfer is to one of the Lists, whichever it was under."""
    mechanism, _ = asks_for(workflow_of(file, office.book.law, cycle), file.mechanism)
    return replace(file, mechanism=mechanism)


_Bearer = tuple[int | None, str, str]


def _still_under_way(bearers: Iterable[_Bearer], cycle: int) -> Iterator[str]:
    for found_in, reference, state in bearers:
        where = f"in the cycle of {found_in}" if found_in else "outside cycles"
        if state != "backlog" and state not in MAY_BE_SUCCEEDED:
            yield f"its number belongs to {reference}, which is {state.replace('_', ' ')} {where}"
        elif found_in is not None and found_in > cycle:
            yield f"its number belongs to {reference} {where}, a later one"


def _entering(
    office: Office, cycle: int, file: CycleFile, bearers: Iterable[_Bearer], actor: Actor
) -> Iterator[Move]:
    before = max(bearers, key=lambda one: one[0] or 0, default=None)
    answers = _answers(file, cycle)
    if before is not None:
        _, reference, state = before
        answers["predecessor"] = reference
        if state == "backlog":
            yield Move(reference, "carry_over", actor)
    workflow = workflow_of(file, office.book.law, cycle)
    yield Move(_reference(office, cycle, file), "enter", actor, answers, opens=workflow)


def _reference(office: Office, cycle: int, file: CycleFile) -> str:
    workflow = workflow_of(file, office.book.law, cycle)
    return f"{workflow.upper().replace('_', '-')}-{cycle}-{file.file_no}"


def _by_line(office: Office, cycle: int, content: bytes, refused: Refused) -> list[str]:
    """The reasons of a refusal, those against a dossier with the line of its file."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for finding in refused.findings:
        reference, _, sentence = str(finding).partition(": ")
        reasons[reference].append(sentence)

    def against(file: CycleFile) -> str | None:
        return "; ".join(reasons.pop(_reference(office, cycle, file), ())) or None

    _, told = _read(office, cycle, content, against, history=False)
    left = [one for one in map(str, refused.findings) if one.partition(": ")[0] in reasons]
    return [*told, *left]


def _answers(file: CycleFile, cycle: int) -> dict[str, Any]:
    received = file.received_at.isoformat() if file.received_at else None
    told = {
        "title": file.name,
        "cycle": cycle,
        "file_no": file.file_no,
        "states": list(file.states),
        "received_at": received,
        "order": file.order,
        "named_by": file.named_by,
        "list": file.mechanism if file.kind in ("extension", "reduction") else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _read(
    office: Office,
    cycle: int,
    content: bytes,
    against: Callable[[CycleFile], str | None],
    *,
    history: bool,
) -> tuple[list[CycleFile], list[str]]:
    law = office.book.law
    rules = last_set(law, "priorities", cycle)
    named = rules is not None and bool(rules["names_multinational"])
    try:
        return read(
            content, cycle, law, history=history, multinational_may_be_named=named, against=against
        )
    except UnknownParameter as unknown:
        return [], [str(unknown)]
