"""The order of priority that a State gives its own files: read from a page, moved up and down, and
told where it has ties or gaps (OD 34)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from engine.words import Words

LAST: Final = 999
"""The largest number that a page takes."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file of a State in its order: the number it has or is to have, as text (empty: none), and
    whether it may still be ranked."""

    reference: str
    number: str
    open: bool = True


def in_order(places: Sequence[Place]) -> list[Place]:
    """The files as their numbers say; those without one come last, as they came."""
    return sorted(places, key=lambda one: number_of(one.number) or LAST + 1)


def number_of(text: str) -> int | None:
    """A number from 1 to 999; None where the text is none."""
    known = text.strip()
    if known.isascii() and known.isdecimal() and len(known) <= 3 and int(known) > 0:
        return int(known)
    return None


def moved(places: Sequence[Place], reference: str, by: int) -> list[Place]:
    """The files with that one moved up (-1) or down (+1) past the nearest that may still be ranked,
    all of these numbered anew; a file that cannot be ranked any more keeps its number."""
    ordered = in_order(places)
    free = [one for one in ordered if one.open]
    at = next((n for n, one in enumerate(free) if one.reference == reference), None)
    if at is not None and 0 <= at + by < len(free):
        free[at], free[at + by] = free[at + by], free[at]
    taken = {number_of(one.number) for one in ordered if not one.open}
    numbers = (number for number in range(1, LAST + 1) if number not in taken)
    renumbered = [Place(one.reference, str(n)) for one, n in zip(free, numbers, strict=False)]
    return in_order([*renumbered, *(one for one in ordered if not one.open)])


def faults(places: Sequence[Place]) -> Mapping[str, Words]:
    """What is wrong with a number that somebody typed, by reference: an empty one is not wrong, it
    leaves the file as it is."""
    said = Words(
        f"This is no whole number from 1 to {LAST} [OD 34].",
        f"Ce n'est pas un nombre entier de 1 à {LAST} [DO 34].",
    )
    return {
        one.reference: said
        for one in places
        if one.open and one.number.strip() and number_of(one.number) is None
    }


def notes(places: Sequence[Place]) -> Iterator[Words]:
    """What a State must know of its numbers: files that share one, files without one, numbers that
    are left out."""
    numbers = [number for one in places if (number := number_of(one.number)) is not None]
    if len(places) < 2:
        return
    for number in sorted(one for one, times in Counter(numbers).items() if times > 1):
        yield _TIE.filled(number)
    if len(numbers) < len(places):
        yield _UNRANKED.filled(len(places) - len(numbers))
    gaps = sorted(set(range(1, max(numbers, default=0))) - set(numbers))
    if gaps:
        yield _GAP.filled(gaps[0])


@dataclass(frozen=True, slots=True)
class _Told:
    words: Words

    def filled(self, number: int) -> Words:
        return Words(self.words.en.format(number), self.words.fr.format(number))


_TIE: Final = _Told(
    Words(
        "Several files have the number {}. Places are not given while two files of a State are "
        "equal in its order: please give each its own number [OD 34].",
        "Plusieurs dossiers portent le numéro {}. Aucune place n'est attribuée tant que deux "
        "dossiers d'un État sont au même rang : veuillez donner à chacun le sien [DO 34].",
    )
)
_UNRANKED: Final = _Told(
    Words(
        "Files without a number: {}. A State with several files ranks them all; until then they "
        "count after the others [OD 34].",
        "Dossiers sans numéro : {}. Un État qui a plusieurs dossiers les classe tous ; d'ici là, "
        "ils comptent après les autres [DO 34].",
    )
)
_GAP: Final = _Told(
    Words(
        "The number {} is not used. That does no harm: only the order counts [OD 34].",
        "Le numéro {} n'est pas utilisé. Cela est sans conséquence : seul l'ordre compte [DO 34].",
    )
)
