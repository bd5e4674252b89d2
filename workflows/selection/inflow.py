"""What comes into the cycles of a projection: new files, drawn with a seed, and those that the
States enter again, ranked and named as they would."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from random import Random
from typing import Final

from engine.cycle_file import CycleFile
from engine.element import Element
from engine.parameters import Parameters, Value
from workflows.register import LISTS
from workflows.selection.cycle import Past
from workflows.selection.levels import by_own_order
from workflows.selection.policy import Policy

RECENT_YEARS: Final = 5
"""From how many last years of the register the new files take their form."""

EXTENSIONS, TRANSFERS = 5, 2
"""Of 100 new files. Outside the ceiling stood 10 files of 2024 and 9 of 2025 (19.COM 15), which is
7 in 100 of the 137 to consider in 2026; in 2024 six were extensions and three transfers."""

MOST_FILES: Final = 1000
"""The most new files of a cycle that are drawn: far more than there ever were."""


@dataclass(frozen=True, slots=True)
class Inflow:
    """How many new files a cycle has: one of `numbers`, each as likely as the others, by `seed`.

    `reentry` says how many of 100 files of the backlog are entered again, and `source` in a
    sentence or more where the numbers come from.
    """

    numbers: Sequence[int]
    seed: int
    reentry: int = 100
    source: tuple[str, ...] = ()


def numbers_in(text: str) -> Sequence[int]:
    """The numbers of new files that a person writes: "140", "120,140,170" or "120..170".

    Raises ValueError with a sentence when it is none of these, or a number is above MOST_FILES.
    """
    if not re.fullmatch(r"[0-9]{1,9}(\.\.[0-9]{1,9}|(,[0-9]{1,9})*)", text):
        raise ValueError(f"{text!r} is not like 140, 120,140,170 or 120..170")
    first, *last = (int(one) for one in re.split(r",|\.\.", text))
    numbers = range(first, last[0] + 1) if ".." in text else (first, *last)
    if not numbers:
        raise ValueError(f"{text!r} ends before it begins")
    if max(numbers) > MOST_FILES:
        raise ValueError(f"{max(numbers)} new files in a cycle are more than {MOST_FILES}")
    return numbers


def reported(law: Parameters, seed: int, reentry: int = 100) -> Inflow:
    """The inflow from the figures that were reported, with what each of them is."""
    rows = law.values("reported_files")
    figures = "; ".join(f"{_figure(row)} ({row.cite})" for row in rows)
    sources = (
        f"Where the numbers of new files come from: {figures}.",
        "None of these figures counts the new files of one cycle: what was treated in two cycles "
        "together is no number for one, and what was to consider includes the files carried over. "
        "Taken as new files of each cycle they overstate; other numbers can be given.",
    )
    return Inflow([row["files"] for row in rows], seed, reentry, sources)


def _figure(row: Value) -> str:
    if row.to_cycle is None:
        return f"{row['files']} files {row['what']} in the cycle of {row.cycle}"
    return f"{row['files']} files {row['what']} in the cycles {row.from_cycle}-{row.to_cycle}"


def recent(register: Iterable[Element]) -> list[Element]:
    """The elements of the register's last years, from which new files take their form."""
    elements = sorted(register, key=lambda one: one.file_no)
    last = max((one.year for one in elements), default=0)
    return [one for one in elements if one.year > last - RECENT_YEARS]


def new_files(
    inflow: Inflow, cycles: Iterable[int], register: Iterable[Element], states: Iterable[str]
) -> dict[int, list[CycleFile]]:
    """The new files of each cycle, in the order in which they come.

    Each has the list and the number of States of an element drawn from `recent`, and States drawn
    without repetition, each as often as it has elements in the register, plus one. A cycle's files
    depend on the seed and the cycle alone, not on which other cycles are asked for. Random is
    seeded with a text and asked for whole numbers alone, which gives the same on every machine and
    with every Python from 3.2 on. ValueError when the register has no element.
    """
    elements = list(register)
    forms = recent(elements)
    if not forms:
        raise ValueError(
            "the register has no element before the first cycle to draw new files from"
        )
    has = Counter(state for element in elements for state in element.states)
    names = sorted({*states, *has})
    bounds = list(accumulate(has[name] + 1 for name in names))
    return {
        cycle: list(_new_files(cycle, _random(inflow.seed, cycle), inflow, forms, names, bounds))
        for cycle in cycles
    }


def _random(seed: int, what: object) -> Random:
    return Random(f"{seed} {what}")  # noqa: S311  # a draw that anybody can repeat keeps no secret


def _new_files(
    cycle: int,
    random: Random,
    inflow: Inflow,
    forms: Sequence[Element],
    names: Sequence[str],
    bounds: Sequence[int],
) -> Iterator[CycleFile]:
    for number in range(1, random.choice(inflow.numbers) + 1):
        form = random.choice(forms)
        kind, mechanism = _kind(random, form)
        states: dict[str, None] = {}
        while len(states) < min(len(set(form.states)), len(names)):
            states[names[bisect(bounds, random.randrange(bounds[-1]))]] = None
        file_no = f"{cycle}-{number:04}"
        yield CycleFile(file_no, f"New file {file_no}", mechanism, kind, tuple(states))


def _kind(random: Random, form: Element) -> tuple[str, str]:
    """The kind of a new file and its mechanism."""
    drawn = random.randrange(100)
    if drawn < EXTENSIONS:
        return "extension", form.list
    if drawn < EXTENSIONS + TRANSFERS:
        return "transfer_usl_rl", "RL"
    return "new", form.list


def is_entered_again(inflow: Inflow, cycle: int, file: CycleFile) -> bool:
    """Whether a file that was left is entered again for that cycle: the same under every policy."""
    if inflow.reentry >= 100:
        return True
    return _random(inflow.seed, f"{cycle} {file.file_no}").randrange(100) < inflow.reentry


def as_entered(
    files: Iterable[CycleFile], first: Mapping[str, int], policy: Policy, past: Past
) -> list[CycleFile]:
    """The files as the States enter them for a cycle; `first` is the cycle for which each was
    entered first.

    A State ranks its own files as it has them waiting. One with its turn and no file of its own
    under the ceiling names the multinational file that has waited longest of those that nobody
    names yet, where the rules know that. Who a file says names it does, while it has its turn.
    """
    waiting = sorted(files, key=lambda one: (first[one.file_no], *by_own_order(one)))
    names = _names(waiting, policy, past)
    ranks: Counter[str] = Counter()
    entered = []
    for file in waiting:
        if file.national:
            ranks[file.states[0]] += 1
            entered.append(replace(file, order=ranks[file.states[0]]))
        else:
            entered.append(replace(file, named_by=names.get(file.file_no, "")))
    return entered


def _names(waiting: Iterable[CycleFile], policy: Policy, past: Past) -> dict[str, str]:
    """Which State names which multinational file, by file number."""
    if not policy.rules.names_multinational:
        return {}
    taking = [file for file in waiting if policy.ceiling.counts(file)]
    joint = [file for file in taking if not file.national]
    names = {
        file.file_no: file.named_by
        for file in joint
        if file.named_by and file.named_by not in past.turns
    }
    barred = {*past.turns, *names.values(), *(one.states[0] for one in taking if one.national)}
    for file in joint:
        able = [state for state in file.states if state not in barred]
        if able and file.file_no not in names:
            names[file.file_no] = able[0]
            barred.add(able[0])
    return names


def assumed(inflow: Inflow, register: Iterable[Element]) -> list[str]:
    """What the inflow assumes, a sentence each. The register has an element."""
    forms = recent(register)
    years = [one.year for one in forms]
    mix = Counter(one.list for one in forms)
    joint = [len(one.states) for one in forms if not one.national]
    sizes = f" (of {min(joint)} to {max(joint)} States)" if joint else ""
    again = (
        "Every file of the backlog is entered again for the next cycle."
        if inflow.reentry >= 100
        else f"Of 100 files of the backlog {inflow.reentry} are entered again for the next cycle, "
        "by the seed and the same ones under every policy; the others are given up."
    )
    return [
        f"Each cycle has {_told(inflow.numbers)}, by the seed {inflow.seed}; all policies see the "
        "same files. This is one possible course and no forecast: another seed gives another one.",
        *inflow.source,
        "A State submits as often as it has elements in the register given, plus one, in every "
        "cycle alike. The States of a multinational file are drawn so too, wherever they lie.",
        "A new file takes its list and its number of States from one of the elements of the last "
        f"{RECENT_YEARS} years of the register ({min(years)}-{max(years)}): of {len(forms)} "
        f"elements {len(joint)} are multinational{sizes}, "
        f"{', '.join(f'{mix[name]} {name}' for name in LISTS)}. What was "
        "refused, withdrawn or not treated has left no trace there.",
        f"Of 100 new files {EXTENSIONS} are extensions and {TRANSFERS} transfers, so that about 10 "
        "files of a cycle stand outside the ceiling, as 10 of 2024 and 9 of 2025 did (19.COM 15). "
        "There are no reductions and no requests for assistance.",
        again,
        "A State ranks its own files in the order in which they wait. A State with its turn and no "
        "file of its own under the ceiling names a multinational file, where the rules know that.",
    ]


def _told(numbers: Sequence[int]) -> str:
    if len(set(numbers)) == 1:
        return f"{numbers[0]} new files"
    if isinstance(numbers, range):
        return f"from {numbers[0]} to {numbers[-1]} new files, each as likely as the others"
    *some, last = map(str, numbers)
    return f"{', '.join(some)} or {last} new files, each as likely as the others"
