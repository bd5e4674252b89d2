"""The backlog and the waiting time of each group over several cycles, under several policies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final

from engine.cycle_file import CycleFile
from engine.element import Element
from workflows.register import LISTS
from workflows.selection.cut import Decision
from workflows.selection.cycle import Cycle, Past, Status, counted, past_of
from workflows.selection.inflow import (
    Inflow,
    as_entered,
    assumed,
    is_entered_again,
    new_files,
)
from workflows.selection.policies import Proposal
from workflows.selection.projection import GROUPS, MULTINATIONAL, NOT_KNOWN, Projection, Row, Span
from workflows.selection.selection import Selection, select

EQUALS_ARE_TAKEN: Final = Decision(ties="include", reason="Files of equal priority stay together.")


@dataclass(frozen=True, slots=True)
class _Course:
    """What all policies share."""

    cycles: range
    inflow: Inflow
    new: Mapping[int, Sequence[CycleFile]]
    register: Sequence[Element]
    groups: Mapping[str, str]
    past: Past


def projected(
    cycles: range,
    proposals: Sequence[Proposal],
    inflow: Inflow,
    register: Iterable[Element],
    groups: Mapping[str, str],
    *,
    starting: Sequence[CycleFile] = (),
    past: Past | None = None,
) -> Projection:
    """Let the same files come in under each policy and treat them cycle by cycle.

    `groups` has every State that may submit, with its electoral group (empty where not known).
    `starting` are the files of the first cycle, instead of drawn ones, `past` the cycle before it;
    else that is what the register has of its year. Pure: the same call gives the same answer.

    Raises ValueError where there is no cycle, or the register has no element before the first one;
    UnknownParameter where nothing is set up to a cycle.
    """
    if not cycles:
        raise ValueError("there is no cycle to project")
    elements = list(register)
    standing = [one for one in elements if one.year < cycles[0]]
    spans = [span for one in proposals for span in _spans(cycles, one)]
    before = _before(cycles[0], standing) if past is None else past
    new = dict(new_files(inflow, cycles, standing, groups))
    if starting:
        new[cycles[0]] = list(starting)
    course = _Course(cycles, inflow, new, standing, groups, before)
    rows = [row for one in proposals for row in _rows(course, one)]
    later = len(elements) - len(standing)
    sentences = [
        *assumed(inflow, standing),
        *([f"The first cycle has the {len(starting)} files given."] if starting else []),
        *_assumed(course, spans, later),
        *(_of_span(span) for span in spans),
    ]
    names = tuple(one.name for one in proposals)
    return Projection(names, cycles, tuple(rows), tuple(spans), tuple(sentences))


def _before(first: int, register: Iterable[Element]) -> Past:
    """The cycle before the first as the register has it: what was inscribed then was treated."""
    files = [
        CycleFile(one.file_no, one.name, one.list, "new", one.states, treated=True)
        for one in register
        if one.year == first - 1
    ]
    return past_of(first - 1, files)


def _rows(course: _Course, proposal: Proposal) -> Iterator[Row]:
    """The cycles one after the other: what is treated in one counts from the second after it on."""
    register, past = list(course.register), course.past
    first: dict[str, int] = {}
    backlog: list[CycleFile] = []
    for cycle in course.cycles:
        new = course.new[cycle]
        first |= {one.file_no: _entered_first(one, cycle, past) for one in new}
        again = [one for one in backlog if is_entered_again(course.inflow, cycle, one)]
        came = {one.file_no: one for one in (*again, *new)}
        given_up = [one for one in backlog if one.file_no not in came]
        policy = proposal.policy(cycle, continued=True)
        entered = as_entered(came.values(), first, policy, past)
        day = date(cycle - 1, 3, 31)
        counts = counted((one for one in register if one.since <= day), day)
        made = select(Cycle(cycle, tuple(entered), counts, past), policy, EQUALS_ARE_TAKEN)
        backlog = [came[one.file_no] for one in _in(made, "backlog")]
        treated = {one.file_no for one in (*_in(made, "selected"), *made.outside)}
        register += [_inscribed(came[number], cycle) for number in sorted(treated)
                     if came[number].kind == "new" and came[number].mechanism in LISTS]  # fmt: skip
        past = past_of(cycle, (replace(one, treated=one.file_no in treated) for one in entered))
        yield from _by_group(proposal.name, made, course.groups, first, new, given_up)


def _entered_first(file: CycleFile, cycle: int, past: Past) -> int:
    return past.cycle if file.file_no in past.untreated else cycle


def _in(made: Selection, status: Status) -> list[CycleFile]:
    return [one.file for _, one, now in made.inside() if now == status]


def _inscribed(file: CycleFile, cycle: int) -> Element:
    day = date(cycle, 12, 1)
    return Element(file.file_no, file.name, file.mechanism, cycle, day, file.states)


def _by_group(
    policy: str,
    made: Selection,
    groups: Mapping[str, str],
    first: Mapping[str, int],
    new: Iterable[CycleFile],
    given_up: Iterable[CycleFile],
) -> Iterator[Row]:
    """A row for each group of a selection."""
    cycle = made.cycle.number
    parts = [new, given_up, made.outside, _in(made, "selected"), _in(made, "backlog")]
    for group in GROUPS:
        came, gone, outside, taken, left = (
            [first[one.file_no] for one in part if _group(one, groups) == group] for part in parts
        )
        waited = [cycle - one for one in taken]
        waits = [cycle + 1 - one for one in left]
        yield Row(
            policy, cycle, group, len(came), len(gone), len(outside), len(taken) + len(left),
            len(taken), len(left), sum(waited), max(waited, default=0), sum(waits),
            max(waits, default=0),
        )  # fmt: skip


def _group(file: CycleFile, groups: Mapping[str, str]) -> str:
    if not file.national:
        return MULTINATIONAL
    group = groups.get(file.states[0], "")
    return group if group in GROUPS else NOT_KNOWN


def _spans(cycles: range, proposal: Proposal) -> Iterator[Span]:
    holds = ((cycle, proposal.policy(cycle, continued=True)) for cycle in cycles)
    for policy, same in groupby(holds, key=lambda one: one[1]):
        its = [cycle for cycle, _ in same]
        yield Span(proposal.name, its[0], its[-1], policy)


def _of_span(span: Span) -> str:
    ceiling, rules = span.holds.ceiling, span.holds.rules
    return (
        f"Policy {span.policy!r}, {_said(span.first, span.last)}: {ceiling} files "
        f"({ceiling.cite}), in the order of {rules.name} ({rules.cite})."
    )


def _said(first: int, last: int) -> str:
    return f"cycle of {first}" if first == last else f"cycles {first}-{last}"


def _assumed(course: _Course, spans: Iterable[Span], later: int) -> list[str]:
    """What the course of the cycles assumes, a sentence each; `later` is how many elements of the
    register are of projected cycles."""
    first, past = course.cycles[0], course.past
    last = max(one.year for one in course.register)
    told = []
    if last < first - 1:
        told.append(
            f"The register given ends with {last}: what the {_said(last + 1, first - 1)} inscribed "
            "is missing from the counts."
        )
    if later:
        told.append(
            f"Of the register given {later} elements of {first} and later are left out, since "
            "those cycles are projected."
        )
    if any(span.holds.rules.counts_assistance for span in spans):
        told.append(
            "Some rules count approved assistance like an element; none is known here, none counts."
        )
    known = (
        f"Of the cycle of {past.cycle} {past.files} files are known, with which "
        f"{len(past.turns)} States used their turn."
    )
    unknown = f"No file of the cycle of {past.cycle} is known: in {first} every State has its turn."
    return [
        *told,
        known if past.files else unknown,
        "Every treated file is inscribed at the end of its cycle and counts from the second cycle "
        "after it on: the counts of a cycle are as of 31 March of the year before. Extensions and "
        "transfers change no counts.",
        "Files of equal priority at the cut are all taken. So a cycle may treat more files than "
        "its ceiling, and a higher ceiling need not leave fewer files in every later cycle.",
        "What the law set last, a ceiling or an order, holds on after the cycles it is set for.",
        "A file waits one cycle for each in which it is entered under the ceiling and left. Files "
        "outside the ceiling never wait and are in no mean. Those that still wait at the end are "
        "not in the mean of the treated ones: read both.",
        "A file of one State belongs to the electoral group of the State, where that is known; a "
        "file of several States to none.",
    ]
