"""Why a file stands where it stands: its level, the facts, its rank, and what would change it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from engine.cycle_file import CycleFile
from engine.dates import said_day
from workflows.selection.cycle import Status
from workflows.selection.keys import KEYS
from workflows.selection.levels import is_usl
from workflows.selection.ranking import Ranked
from workflows.selection.selection import Selection
from workflows.selection.turn import has_the_turn, without_the_turn, would_have_the_turn
from workflows.selection.words import (
    MOST_NAMED,
    elements,
    files_stand,
    its_like,
    listed,
    named,
    places,
    value,
)


class Reason(NamedTuple):
    """A sentence a diplomat can read, and the paragraph or decision it rests on."""

    sentence: str
    cite: str


class _Shared(NamedTuple):
    """What equal files have in common: why the group stands there, and with how many places it is
    selected."""

    rank: str
    places: str


class Reasons:
    """The reasons of every file of a selection; places are counted from 0 here."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._ranked = selection.ranking.ranked
        self._levels = {level.name: level for level in selection.policy.rules.levels}
        self._groups = selection.ranking.groups
        self._tie = frozenset(selection.cut.tie)
        self._day = said_day(selection.cycle.counts.as_of)
        # Equal files share most of their reasons, and are asked for one after the other.
        self._shared = lru_cache(maxsize=1)(self._of_all)

    def of(self, place: int) -> list[Reason]:
        """The reasons of the file at that place in the order of priority."""
        one = self._ranked[place]
        policy = self._selection.policy
        level, ceiling = self._levels[one.level].cite, policy.ceiling.cite
        said = [
            Reason(self._level(one), level),
            Reason(self._facts(one.file), policy.rules.cite),
            Reason(self._rank(place), level),
            Reason(self._status(place, self._selection.cut.statuses[place]), ceiling),
        ]
        if not self._selection.cycle.placed:
            said.append(Reason(self._shared(self._groups[place]).places, ceiling))
        if one.level != "0" and (other := would_have_the_turn(self._selection, one.file)):
            said.append(Reason(other, self._levels["0"].cite))
        return said

    def outside(self, file: CycleFile) -> list[Reason]:
        """Why a file takes no place under the ceiling."""
        cycle, ceiling = self._selection.cycle.number, self._selection.policy.ceiling
        if ceiling.counts(file):
            return [Reason("It was given a place outside the ceiling before.", ceiling.cite)]
        sentence = f"Outside the ceiling: {its_like(file)} take no place in the cycle of {cycle}."
        return [Reason(sentence, ceiling.cite)]

    def equals(self, place: int) -> list[str]:
        """The file numbers of the others that are equal to it on every key."""
        return [self._ranked[n].file.file_no for n in self._groups[place] if n != place]

    def keys(self, place: int) -> dict[str, object]:
        """What the file has under each key of its level."""
        one = self._ranked[place]
        known = self._selection.ranking.known
        return {name: KEYS[name].shows(known, one.file) for name in self._levels[one.level].keys}

    def _level(self, one: Ranked) -> str:
        if one.level == "0":
            return f"Level (0): {has_the_turn(self._selection, one.file)}."
        not_first = without_the_turn(self._selection, one.file)
        but = f" It does not have level (0): {not_first}." if not_first else ""
        return f"Level ({one.level}): {self._as_such(one)}.{but}"

    def _as_such(self, one: Ranked) -> str:
        file = one.file
        if one.level == "ii":
            return f"{len(file.states)} States submit it together"
        if is_usl(file):
            return "it is for the Urgent Safeguarding List"
        (state,) = file.states
        has = self._selection.cycle.counts.inscribed.get(state, 0)
        if has:
            return f"{state} submits it alone and has {elements(has)} already"
        return f"{state} has no element inscribed and no practice selected"

    def _facts(self, file: CycleFile) -> str:
        counts, past = self._selection.cycle.counts, self._selection.cycle.past
        told = f"On {self._day}, the day from which counts are taken, "
        if file.national:
            (state,) = file.states
            has, alone = counts.inscribed.get(state, 0), counts.national.get(state, 0)
            told += f"{state} takes part in {elements(has)}"
            told += f", {alone} of them alone." if has else "."
        else:
            shown = [
                f"{state} in {counts.inscribed.get(state, 0)} ({counts.national.get(state, 0)})"
                for state in file.states[:MOST_NAMED]
            ]
            told += "its States take part in so many elements and practices (and have alone): "
            told += f"{listed(shown, len(file.states))}."
        if file.file_no in past.untreated:
            told += f" It was submitted for the cycle of {past.cycle} and not treated."
        return told

    def _rank(self, place: int) -> str:
        group = self._groups[place]
        told = f"Rank {place + 1} of {len(self._ranked)}. {self._shared(group).rank}"
        if len(group) > 1:
            others = [self._ranked[n].file.file_no for n in group[: MOST_NAMED + 1] if n != place]
            equal = listed(others[:MOST_NAMED], len(group) - 1)
            told += f" It is equal on every key with {equal}: the order among them has no meaning."
        return told

    def _of_all(self, group: range) -> "_Shared":
        return _Shared(self._order(group), _places(group))

    def _order(self, group: range) -> str:
        """By what the level is ordered, and in what the file before this group is better."""
        one, known = self._ranked[group.start], self._selection.ranking.known
        keys = [KEYS[name] for name in self._levels[one.level].keys]
        shown = ", then ".join(
            f"{key.label} (here {value(key.shows(known, one.file))})" for key in keys
        )
        told = f"Level ({one.level}) is ordered by {shown}."
        if group.start:
            before = self._ranked[group.start - 1]
            told += f" It follows {named(before.file)}, which has {self._better(before, one)}."
        return told

    def _better(self, before: Ranked, one: Ranked) -> str:
        """In what the file before is better: its level, or the first key that differs."""
        if before.level != one.level:
            return f"level ({before.level})"
        differing = [a != b for a, b in zip(before.key[1:], one.key[1:], strict=True)]
        key = KEYS[self._levels[one.level].keys[differing.index(True)]]
        known = self._selection.ranking.known
        theirs, its = key.shows(known, before.file), key.shows(known, one.file)
        return f"{value(theirs)} against {value(its)} ({key.label})"

    def _status(self, place: int, status: Status) -> str:
        decision, cut = self._selection.decision, self._selection.cut
        if decided := self._selection.cycle.placed.get(self._ranked[place].file.file_no):
            what = "given its place" if decided == "selected" else "left in the backlog"
            return f"It was {what} before."
        if place in self._tie:
            equal = f"there are {len(cut.tie)} files of equal priority for {places(cut.free)}"
            if status == "undecided":
                return f"Undecided: {equal}, and a person decides, with a reason."
            word = "Selected" if status == "selected" else "Not selected"
            return f"{word} by decision: {equal}. Reason: {decision.reason}"
        ceiling = f"the ceiling is {self._selection.policy.ceiling}"
        if decision.ceiling is not None:
            ceiling = f"the number is {decision.ceiling} by decision, while {ceiling}"
        word = "Selected" if status == "selected" else "Not selected"
        because = f"Reason: {decision.reason}" if decision.ceiling is not None else ""
        return f"{word}: {ceiling}, and {files_stand(place)} above it. {because}".rstrip()


def _places(group: range) -> str:
    if len(group) == 1:
        return f"It is selected with {places(group.stop)} or more, and not with fewer."
    between = range(group.start + 1, group.stop)
    some = str(between[0]) if len(between) == 1 else f"{between[0]} to {between[-1]}"
    return (
        f"It is selected with {places(group.stop)} or more; with {some} a person decides among "
        "equals; with fewer it is not."
    )


def every_reason(selection: Selection) -> Iterator[list[Reason]]:
    """The reasons of every file, in order of priority."""
    reasons = Reasons(selection)
    return (reasons.of(place) for place in range(len(selection.ranking.ranked)))
