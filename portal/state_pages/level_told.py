"""The level of priority of a State's files as things stand, with the reasons, the facts they rest
on, and what would change it (OD 34)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from engine.bilingual import cited
from engine.cycle_file import CycleFile
from engine.words import Words
from portal.state_pages.level_sentences import (
    IF_FIRST,
    IF_NAMED,
    NOT_IN_THIS_CYCLE,
    WHILE_FIRST,
    WHILE_NAMED,
    elements,
    takes_part,
    treated,
)
from workflows.selection.cycle import Cycle
from workflows.selection.levels import Levels, is_usl, levels
from workflows.selection.policy import Policy
from workflows.states_parties import in_words

MOST: Final = 12
"""States that one sentence names the facts of."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence, and the paragraph or decision it rests on."""

    said: Words
    cite: Words


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a file may expect: its level (empty: it takes no place under the ceiling), why, by which
    facts, and what would change it."""

    level: str
    why: tuple[Reason, ...]
    facts: tuple[Reason, ...]
    change: tuple[Reason, ...]


def forecasts(
    cycle: Cycle, policy: Policy, of: Collection[str] | None = None
) -> Mapping[str, Forecast]:
    """The forecast of every file of the cycle, by file number; with the facts of these States
    alone, where they are named: the level of a shared file depends on no count."""
    if policy.rules.counts_assistance:
        cycle = replace(cycle, counts=cycle.counts.with_assistance())
    inside = [one for one in cycle.files if policy.ceiling.counts(one)]
    found = levels(cycle, policy.rules, inside)
    seen = _Seen(cycle, policy, found, of)
    told = {
        file.file_no: seen.forecast(file, level)
        for file, level in zip(inside, found.of, strict=True)
    }
    outside = (one for one in cycle.files if one.file_no not in told)
    return told | {one.file_no: seen.outside() for one in outside}


@dataclass(frozen=True, slots=True)
class _Seen:
    cycle: Cycle
    policy: Policy
    levels: Levels
    of: Collection[str] | None

    def forecast(self, file: CycleFile, level: str) -> Forecast:
        why = [self._cited(self._as_such(file, level), level)]
        if level != "0" and (without := self._without_the_turn(file)):
            why.append(self._cited(without, "0"))
        change = tuple(self._cited(one, "0") for one in self._change(file, level))
        return Forecast(level, tuple(why), tuple(self._facts(file)), change)

    def outside(self) -> Forecast:
        said = Words(
            "Files of this kind take no place under the ceiling; they have no level.",
            "Les dossiers de cette nature n'occupent pas de place au regard du plafond ; ils n'ont "
            "pas de niveau.",
        )
        return Forecast("", (Reason(said, cited(self.policy.ceiling.cite)),), (), ())

    def _cited(self, said: Words, level: str) -> Reason:
        known = {one.name: one.cite for one in self.policy.rules.levels}
        return Reason(said, cited(known.get(level, self.policy.rules.cite)))

    def _as_such(self, file: CycleFile, level: str) -> Words:
        if level == "0":
            return self._the_turn(file)
        if level == "ii":
            return Words(
                f"{len(file.states)} States submit it together.",
                f"{len(file.states)} États le soumettent ensemble.",
            )
        if is_usl(file):
            return Words(
                "It is for the Urgent Safeguarding List.",
                "Il relève de la Liste de sauvegarde urgente.",
            )
        (state,) = file.states
        has, of = self.cycle.counts.inscribed.get(state, 0), in_words(state)
        if has:
            en, fr = elements(has)
            return Words(
                f"{state} submits it alone and has {en} already.",
                f"{of.fr} le soumet seul et a déjà {fr}.",
            )
        return Words(
            f"{state} has no element inscribed and no practice selected.",
            f"{of.fr} n'a aucun élément inscrit ni aucune pratique sélectionnée.",
        )

    def _the_turn(self, file: CycleFile) -> Words:
        past = self.cycle.past.cycle
        if not file.national:
            of = in_words(file.named_by)
            return Words(
                f"{of.en} names this multinational file as its priority file, and used no "
                f"turn in the cycle of {past}.",
                f"{of.fr} désigne ce dossier multinational comme son dossier prioritaire "
                f"et n'a pas fait usage de son tour au cycle {past}.",
            )
        (state,) = file.states
        several, of = len(self.levels.own[state]), in_words(state)
        if several == 1:
            return Words(
                f"{state} used no turn in the cycle of {past}, and this is its only file.",
                f"{of.fr} n'a pas fait usage de son tour au cycle {past}, et ce dossier est le "
                "seul qu'il soumet.",
            )
        return Words(
            f"{state} used no turn in the cycle of {past}, and this is the first of its {several} "
            "files, as it ranks them.",
            f"{of.fr} n'a pas fait usage de son tour au cycle {past}, et ce dossier est le premier "
            f"de ses {several} dossiers, selon son classement.",
        )

    def _without_the_turn(self, file: CycleFile) -> Words | None:
        if not file.national:
            return self._used(file.named_by) if file.named_by in self.cycle.past.turns else None
        (state,) = file.states
        if state in self.cycle.past.turns:
            return self._used(state)
        of = in_words(state)
        if named := self.levels.named.get(state):
            return Words(
                f"It does not have level (0): {state} names the multinational file {named.file_no} "
                "as its priority file.",
                f"Il n'est pas de niveau (0) : {of.fr} désigne le dossier multinational "
                f"{named.file_no} comme son dossier prioritaire.",
            )
        first = self.levels.own[state][0].file_no
        return Words(
            f"It does not have level (0): {state} ranks {first} before it.",
            f"Il n'est pas de niveau (0) : {of.fr} classe {first} avant lui.",
        )

    def _used(self, state: str) -> Words:
        past, of = self.cycle.past, in_words(state)
        numbers = [one.file_no for one in past.turns[state]]
        return Words(
            f"It does not have level (0): {state} used its turn in the cycle of {past.cycle} with "
            f"{' and '.join(numbers)}.",
            f"Il n'est pas de niveau (0) : {of.fr} a fait usage de son tour au cycle {past.cycle} "
            f"avec {' et '.join(numbers)}.",
        )

    def _change(self, file: CycleFile, level: str) -> Iterator[Words]:
        turns = self.cycle.past.turns
        if not file.national:
            yield from self._of_several(file, level)
            return
        (state,) = file.states
        if state in turns:
            yield NOT_IN_THIS_CYCLE.filled([state], str(self.cycle.past.cycle))
        elif level == "0":
            yield WHILE_FIRST.filled([state])
        elif state not in self.levels.named:
            yield IF_FIRST.filled([state])

    def _of_several(self, file: CycleFile, level: str) -> Iterator[Words]:
        if level == "0":
            yield WHILE_NAMED.filled([file.named_by])
            return
        if not self.policy.rules.names_multinational:
            return
        able = [one for one in file.states if one not in self.cycle.past.turns]
        if able and not file.named_by:
            yield IF_NAMED.filled(able[:MOST])

    def _facts(self, file: CycleFile) -> Iterator[Reason]:
        counts, past = self.cycle.counts, self.cycle.past
        cite = cited(self.policy.rules.cite)
        states = [one for one in file.states if self.of is None or one in self.of][:MOST]
        for state in states:
            has, alone = counts.inscribed.get(state, 0), counts.national.get(state, 0)
            yield Reason(takes_part(state, has, alone, counts.as_of), cite)
        for state in states:
            yield Reason(treated(state, past.cycle, past.turns.get(state, ())), cite)
        if file.file_no in past.untreated:
            said = Words(
                f"It was submitted for the cycle of {past.cycle} and not treated.",
                f"Il a été soumis pour le cycle {past.cycle} et n'a pas été traité.",
            )
            yield Reason(said, cite)
