"""What stands against an officer's ticks before they are put on a sheet."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.answers import unreadable
from engine.bilingual import headed
from engine.dossier import Dossier
from engine.runtime.papers import short_name
from engine.runtime.ticks import Tick
from engine.words import Words
from workflows.catalogue import workflows
from workflows.check.check import VERDICTS, Seen, faults_of
from workflows.check.item import Item

LONGEST_NOTE: Final = 5_000
"""Characters of an officer's note."""

_CONFORM: Final = Words("conform", "conforme")


@dataclass(frozen=True, slots=True)
class Standing:
    """A sheet as far as ticks ask of it: its dossier, the items that apply, the tick of each."""

    dossier: Dossier
    applying: Collection[Item]
    ticks: Mapping[str, Tick | None]


def against(sheet: Standing, wanted: Iterable[Seen], shown: Mapping[str, str]) -> Iterator[Words]:
    """What stands against these ticks: the dossier is not being checked, an item does not ask for
    one, a note that could not stand in a letter, or another officer's tick that came after the one
    that was `shown` under this item."""
    dossier = sheet.dossier
    if dossier.state != "checking":
        stands = workflows()[dossier.workflow].state[dossier.state].office
        yield Words(
            f'{dossier.reference} is "{stands.en}": ticks are put while it is checked',
            f"{dossier.reference} est à l'état « {stands.fr} » : les constats se font pendant le "
            "contrôle",
        )
        return
    for one in wanted:
        if fault := faults_of(one, sheet.applying) or _unfit(one):
            yield fault
            continue
        there = sheet.ticks[one.code]
        if there is not None and name_of(there) not in (
            shown.get(one.code, name_of(there)), named(one.verdict, one.note)
        ):  # fmt: skip
            verdict, note = _found(there), there.note.strip()
            said = headed(verdict, Words(note, note)) if note else verdict
            yield Words(
                f"{one.code}: {there.by} has meanwhile ticked: {said.en}. Your tick was not put",
                f"{one.code} : {there.by} a entre-temps constaté : {said.fr}. Votre constat n'a "
                "pas été enregistré",
            )


def _found(one: Tick) -> Words:
    return next((said for name, said in VERDICTS.items() if name == one.verdict), _CONFORM)


def name_of(one: Tick | None) -> str:
    """A short name for a tick, to see whether it changed; empty where there is none."""
    return "" if one is None else named(one.verdict, one.note)


def named(verdict: str, note: str) -> str:
    """A short name for a verdict with its note."""
    return short_name([verdict, note.strip()])


def _unfit(one: Seen) -> Words | None:
    if len(one.note) > LONGEST_NOTE:
        return Words(
            f"{one.code}: the note is longer than {LONGEST_NOTE} characters",
            f"{one.code} : la remarque dépasse {LONGEST_NOTE} caractères",
        )
    fault = unreadable(one.note)
    if fault is None:
        return None
    return Words(
        f"{one.code}: the note cannot be kept: {fault.en}",
        f"{one.code} : la remarque ne peut être conservée : {fault.fr}",
    )
