"""The sentences of a forecast: what a State has, what was treated, what would change a level."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from engine.cycle_file import CycleFile
from engine.dates import said_day
from engine.words import Words
from workflows.states_parties import in_words, together


def takes_part(state: str, has: int, alone: int, day: date) -> Words:
    """What the register says of a State on the day from which counts are taken."""
    on, of = (said_day(day), said_day(day, "fr")), in_words(state)
    if not has:
        return Words(
            f"{state} takes part in no element or practice (counted on {on[0]}).",
            f"{of.fr} ne participe à aucun élément ni à aucune pratique (décompte au {on[1]}).",
        )
    en, fr = elements(has)
    return Words(
        f"{state} takes part in {en}, {alone} of them alone (counted on {on[0]}).",
        f"{of.fr} participe à {fr}, dont {alone} à titre individuel (décompte au {on[1]}).",
    )


def treated(state: str, cycle: int, files: Sequence[CycleFile]) -> Words:
    """The files with which a State used its turn in a cycle."""
    of = in_words(state)
    if not files:
        return Words(
            f"No file of {state} is recorded that used its turn in the cycle of {cycle}.",
            f"{of.fr} : aucun dossier ayant fait usage de son tour au cycle {cycle} "
            "n'est enregistré.",
        )
    named = ", ".join(f"{one.file_no} ({one.name})" for one in files)
    return Words(
        f"Files of {state} treated in the cycle of {cycle}: {named}.",
        f"{of.fr} : dossiers traités au cycle {cycle} : {named}.",
    )


def elements(number: int) -> Words:
    """So many elements and practices, one or more."""
    if number == 1:
        return Words("1 element or practice", "1 élément ou pratique")
    return Words(f"{number} elements and practices", f"{number} éléments et pratiques")


@dataclass(frozen=True, slots=True)
class Filled:
    """A sentence with places in it, the first of them for States."""

    words: Words

    def filled(self, states: Iterable[str], *parts: str) -> Words:
        """The sentence with these in its places."""
        of = together(states)
        return Words(self.words.en.format(of.en, *parts), self.words.fr.format(of.fr, *parts))


NOT_IN_THIS_CYCLE: Final = Filled(
    Words(
        "Nothing gives it level (0) in this cycle: {0} used its turn in the cycle of {1}.",
        "Rien ne lui donne le niveau (0) dans ce cycle : {0} a fait usage de son tour au cycle "
        "{1}.",
    )
)
WHILE_FIRST: Final = Filled(
    Words(
        "It loses level (0) if {0} ranks another of its files before it, or names a multinational "
        "file as its priority file where the cycle allows that.",
        "Il perd le niveau (0) si {0} classe un autre de ses dossiers avant lui, ou désigne un "
        "dossier multinational comme dossier prioritaire lorsque le cycle le permet.",
    )
)
IF_FIRST: Final = Filled(
    Words(
        "It has level (0) if {0} ranks it first.",
        "Il est de niveau (0) si {0} le classe premier.",
    )
)
WHILE_NAMED: Final = Filled(
    Words(
        "It loses level (0) if {0} no longer names it.",
        "Il perd le niveau (0) si {0} ne le désigne plus.",
    )
)
IF_NAMED: Final = Filled(
    Words(
        "It has level (0) if one of its States names it as its priority file: {0}.",
        "Il est de niveau (0) si l'un de ses États le désigne comme dossier prioritaire : {0}.",
    )
)
