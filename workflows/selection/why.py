"""Why a file stands where it stands: its level, the facts, its rank, and what would change it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from engine.cycle_file import CycleFile
from engine.words import Language
from workflows.selection.cycle import Status
from workflows.selection.in_french import InFrench
from workflows.selection.keys import KEYS
from workflows.selection.levels import is_usl
from workflows.selection.policy import TRIAL
from workflows.selection.ranking import Ranked
from workflows.selection.selection import Selection
from workflows.selection.sentences import Sentences
from workflows.selection.turn import Turn
from workflows.selection.words import MOST_NAMED, its_like, value

SAYING: Final[Mapping[Language, Sentences]] = {"en": Sentences(), "fr": InFrench()}


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

    def __init__(self, selection: Selection, language: Language = "en") -> None:
        self._selection = selection
        self._ranked = selection.ranking.ranked
        self._levels = {level.name: level for level in selection.policy.rules.levels}
        self._groups = selection.ranking.groups
        self._tie = frozenset(selection.cut.tie)
        self._say = SAYING[language]
        self._turn = Turn(selection, self._say)
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
        if one.level != "0" and (other := self._turn.would_have(one.file)):
            said.append(Reason(other, self._levels["0"].cite))
        return said

    def outside(self, file: CycleFile) -> list[Reason]:
        """Why a file takes no place under the ceiling."""
        ceiling = self._selection.policy.ceiling
        if ceiling.counts(file):
            return [Reason(self._say.outside_before(), ceiling.cite)]
        sentence = self._say.outside(its_like(file), self._selection.cycle.number)
        return [Reason(sentence, ceiling.cite)]

    def withdrawn(self) -> list[Reason]:
        """Why a file of another selection is not in this one."""
        return [Reason(self._say.withdrawn(), TRIAL)]

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
            return self._say.level("0", self._turn.had_by(one.file))
        return self._say.level(one.level, self._as_such(one), self._turn.not_had_by(one.file))

    def _as_such(self, one: Ranked) -> str:
        file = one.file
        if one.level == "ii":
            return self._say.together(len(file.states))
        if is_usl(file):
            return self._say.urgent()
        (state,) = file.states
        has = self._selection.cycle.counts.inscribed.get(state, 0)
        return self._say.alone(state, has) if has else self._say.first_time(state)

    def _facts(self, file: CycleFile) -> str:
        counts, past = self._selection.cycle.counts, self._selection.cycle.past
        if file.national:
            (state,) = file.states
            has, alone = counts.inscribed.get(state, 0), counts.national.get(state, 0)
            told = self._say.has(counts.as_of, state, has, alone)
        else:
            each = (
                (state, counts.inscribed.get(state, 0), counts.national.get(state, 0))
                for state in file.states[:MOST_NAMED]
            )
            told = self._say.have(counts.as_of, each, len(file.states))
        return told + self._say.untreated(past.cycle) if file.file_no in past.untreated else told

    def _rank(self, place: int) -> str:
        group = self._groups[place]
        told = self._say.rank(place + 1, len(self._ranked)) + self._shared(group).rank
        if len(group) > 1:
            others = [self._ranked[n].file.file_no for n in group[: MOST_NAMED + 1] if n != place]
            told += self._say.equal(others[:MOST_NAMED], len(group) - 1)
        return told

    def _of_all(self, group: range) -> _Shared:
        return _Shared(self._order(group), self._places(group))

    def _order(self, group: range) -> str:
        """By what the level is ordered, and in what the file before this group is better."""
        one = self._ranked[group.start]
        keys = ((key, self._value(key, one)) for key in self._levels[one.level].keys)
        told = self._say.ordered(one.level, keys)
        if group.start:
            before = self._ranked[group.start - 1]
            file = before.file
            better = self._better(before, one)
            told += self._say.follows(file.file_no, file.states[0], not file.national, better)
        return told

    def _better(self, before: Ranked, one: Ranked) -> str:
        """In what the file before is better: its level, or the first key that differs."""
        if before.level != one.level:
            return self._say.of_level(before.level)
        differing = [a != b for a, b in zip(before.key[1:], one.key[1:], strict=True)]
        key = self._levels[one.level].keys[differing.index(True)]
        return self._say.against(self._value(key, before), self._value(key, one), key)

    def _value(self, key: str, one: Ranked) -> str:
        known = self._selection.ranking.known
        return value(KEYS[key].shows(known, one.file), self._say.language)

    def _status(self, place: int, status: Status) -> str:
        decision, cut = self._selection.decision, self._selection.cut
        if decided := self._selection.cycle.placed.get(self._ranked[place].file.file_no):
            return self._say.before(decided)
        if place in self._tie:
            if status == "undecided":
                return self._say.undecided(len(cut.tie), cut.free)
            return self._say.chosen(status, len(cut.tie), cut.free, decision.reason)
        ceiling = self._selection.policy.ceiling.said(self._say.language)
        return self._say.standing(status, place, ceiling, decision.ceiling, decision.reason)

    def _places(self, group: range) -> str:
        if len(group) == 1:
            return self._say.reached(group.stop)
        return self._say.reached_together(group.stop, group.start + 1, group.stop - 1)


def every_reason(selection: Selection, language: Language = "en") -> Iterator[list[Reason]]:
    """The reasons of every file, in order of priority."""
    reasons = Reasons(selection, language)
    return (reasons.of(place) for place in range(len(selection.ranking.ranked)))
