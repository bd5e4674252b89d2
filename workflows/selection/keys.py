"""What orders the files inside a level: the keys that a set of rules may name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

from engine.cycle_file import CycleFile
from engine.words import Words
from workflows.selection.cycle import Cycle
from workflows.selection.levels import Levels, is_usl


@dataclass(frozen=True, slots=True)
class Known:
    """What a key may look at. `unit` is a number that every count of States divides, so that means
    are compared exactly, as whole numbers."""

    cycle: Cycle
    levels: Levels
    unit: int


Value = int | bool | str


@dataclass(frozen=True, slots=True)
class Key:
    """A key: less is better. `sorts` gives a whole number to compare, `shows` what a person reads,
    `label` the words for it."""

    label: Words
    sorts: Callable[[Known, CycleFile], int]
    shows: Callable[[Known, CycleFile], Value]


def known(cycle: Cycle, levels: Levels, files: Sequence[CycleFile]) -> Known:
    """What the keys of these files may look at."""
    return Known(cycle, levels, lcm(*{len(file.states) for file in files}))


def counted_states(levels: Levels, file: CycleFile) -> tuple[str, ...]:
    """The States whose elements count for the file: of a multinational file that holds a State's
    turn, that State's alone."""
    if not file.national and levels.named.get(file.named_by) is file:
        return (file.named_by,)
    return file.states


def _mean(
    which: str,
) -> tuple[Callable[[Known, CycleFile], int], Callable[[Known, CycleFile], Value]]:
    def total(known: Known, file: CycleFile) -> tuple[int, int]:
        counts: Mapping[str, int] = getattr(known.cycle.counts, which)
        states = counted_states(known.levels, file)
        if len(states) == 1:
            return counts.get(states[0], 0), 1
        return sum(counts.get(state, 0) for state in states), len(states)

    def sorts(known: Known, file: CycleFile) -> int:
        elements, states = total(known, file)
        return elements * (known.unit // states)

    def shows(known: Known, file: CycleFile) -> Value:
        elements, states = total(known, file)
        return elements if states == 1 else str(Fraction(elements, states))

    return sorts, shows


def _yes(
    is_so: Callable[[Known, CycleFile], bool],
) -> tuple[Callable[[Known, CycleFile], int], Callable[[Known, CycleFile], Value]]:
    """Files of which it is so come first."""
    return lambda known, file: not is_so(known, file), is_so


def _as_first_time(known: Known, file: CycleFile) -> bool:
    """Whether OD 34 would give the file level (i) if nobody had a turn."""
    (first, *_) = counted_states(known.levels, file)
    return is_usl(file) or not known.cycle.counts.inscribed.get(first)


def _carried_over(known: Known, file: CycleFile) -> bool:
    return file.file_no in known.cycle.past.untreated


def without_an_element(known: Known, file: CycleFile) -> list[str]:
    """The file's States that have no element of their own alone."""
    return [state for state in file.states if not known.cycle.counts.national.get(state)]


def _without(known: Known, file: CycleFile) -> bool:
    return bool(without_an_element(known, file))


def _without_and_unserved(known: Known, file: CycleFile) -> bool:
    return any(state not in known.levels.served for state in without_an_element(known, file))


def _nth(known: Known, file: CycleFile) -> int:
    return known.levels.nth.get(file.file_no, 0)


KEYS: Final[Mapping[str, Key]] = {
    "as_level_i": Key(
        Words(
            "whether it would otherwise have level (i)", "s'il relèverait autrement du niveau (i)"
        ),
        *_yes(_as_first_time),
    ),
    "nth": Key(
        Words("the files of the same State above it", "dossiers du même État placés avant lui"),
        _nth,
        _nth,
    ),
    "inscribed": Key(
        Words("elements and practices per State", "éléments et pratiques par État"),
        *_mean("inscribed"),
    ),
    "inscribed_national": Key(
        Words(
            "elements and practices per State, not counting multinational ones",
            "éléments et pratiques par État, sans les multinationaux",
        ),
        *_mean("national"),
    ),
    "carried_over": Key(
        Words(
            "whether it was submitted for the cycle before and could not be treated",
            "s'il a été soumis pour le cycle précédent sans pouvoir être traité",
        ),
        *_yes(_carried_over),
    ),
    "state_without_element": Key(
        Words(
            "whether one of its States has no element of its own",
            "si l'un de ses États n'a aucun élément propre",
        ),
        *_yes(_without),
    ),
    "state_without_element_or_file": Key(
        Words(
            "whether one of its States has no element of its own, and no other file in this cycle",
            "si l'un de ses États n'a ni élément propre ni autre dossier dans ce cycle",
        ),
        *_yes(_without_and_unserved),
    ),
}
"""Every key by its name in the law."""
