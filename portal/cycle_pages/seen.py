"""What was seen of a cycle before something is decided in it: its mark, and the tie at its cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from engine.content import digest
from engine.cycle_file import CycleFile
from engine.parameters import Parameters
from portal.cycle import Standing
from workflows.selection.selection import Selection


@dataclass(frozen=True, slots=True)
class Seen:
    """The files of equal priority at the cut by number, how many places are free for them, and how
    many files had a place already or were left without one."""

    tie: tuple[str, ...] = ()
    free: int = 0
    placed: int = 0

    def __str__(self) -> str:
        return f"{','.join(self.tie)}:{self.free}:{self.placed}"


NOTHING: Final = Seen()


def mark_of(now: Standing, law: Parameters) -> str:
    """A mark that changes whenever anything changes that the places depend on: a dossier of the
    cycle, what the States have, the cycle before, or the law."""
    cycle = now.cycle
    return digest(
        [
            law.digest,
            sorted((number, one.reference, one.version) for number, one in now.dossiers.items()),
            dict(cycle.counts.inscribed),
            dict(cycle.counts.national),
            sorted(cycle.past.turns),
            sorted(cycle.past.untreated),
        ]
    )


def illustrative(now: Standing) -> frozenset[str]:
    """The numbers of the files in which something is illustrative."""
    return frozenset(number for number, one in now.dossiers.items() if one.text("illustrative"))


def seen_in(made: Selection) -> Seen:
    """What a page shows of it."""
    return Seen(tuple(one.file_no for one in tied(made)), made.cut.free, len(made.cycle.placed))


def tied(made: Selection) -> Sequence[CycleFile]:
    """The files of equal priority at the cut, decided or not."""
    return [made.ranking.ranked[place].file for place in made.cut.tie]


def read(text: str) -> Seen:
    """What a page said it showed; nothing where the text is not of a page of ours."""
    parts = text.split(":")
    if len(parts) != 3 or not all(_is_number(part) for part in parts[1:]):
        return NOTHING
    tie = tuple(one for one in parts[0].split(",") if _is_number(one))
    return Seen(tie, int(parts[1]), int(parts[2]))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 8
