"""Whose turn it is: why a file has level (0) or not, and what would give it that level."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.cycle_file import CycleFile
from workflows.selection.selection import Selection
from workflows.selection.sentences import Sentences


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said of the turn of a State in a selection."""

    selection: Selection
    say: Sentences

    def had_by(self, file: CycleFile) -> str:
        """Why the file holds the turn of a State."""
        past = self.selection.cycle.past.cycle
        if not file.national:
            return self.say.turn_named(file.named_by, past)
        (state,) = file.states
        return self.say.turn(state, past, len(self.selection.ranking.known.levels.own[state]))

    def not_had_by(self, file: CycleFile) -> str:
        """Why the file does not hold the turn of a State; empty when none could have given it
        one."""
        past, levels = self.selection.cycle.past, self.selection.ranking.known.levels
        if not file.national:
            return self._not_named(file) if file.named_by else ""
        (state,) = file.states
        if state in past.turns:
            return self._used(state)
        if named := levels.named.get(state):
            return self.say.names_instead(state, named.file_no)
        return self.say.ranks_before(state, levels.own[state][0].file_no)

    def _not_named(self, file: CycleFile) -> str:
        """Why it does not help that the State names it."""
        if not self.selection.policy.rules.names_multinational:
            return self.say.cannot_name()
        if named := self.selection.ranking.known.levels.named.get(file.named_by):
            return self.say.names_too(file.named_by, named.file_no)
        return self._used(file.named_by)

    def _used(self, state: str) -> str:
        past = self.selection.cycle.past
        return self.say.used(state, past.cycle, _numbers(past.turns[state]))

    def would_have(self, file: CycleFile) -> str:
        """What would have given the file level (0); empty when nothing simple would have."""
        if file.national:
            return self.say.would(list(self._of_one_state(file)))
        if not self.selection.policy.rules.names_multinational:
            return ""
        had = self._of_several_states(file)
        return self.say.would([had]) if had else ""

    def _of_one_state(self, file: CycleFile) -> Iterator[str]:
        (state,) = file.states
        past, levels = self.selection.cycle.past, self.selection.ranking.known.levels
        if state in past.turns:
            yield self.say.not_treated(_numbers(past.turns[state]), past.cycle)
        if named := levels.named.get(state) or levels.in_vain.get(state):
            yield self.say.not_named(state, named.file_no)
        if levels.own[state][0] is not file:
            yield self.say.ranked_first(state)

    def _of_several_states(self, file: CycleFile) -> str:
        past, levels = self.selection.cycle.past, self.selection.ranking.known.levels
        if levels.in_vain.get(file.named_by) is file:
            return self.say.not_treated(_numbers(past.turns[file.named_by]), past.cycle)
        able = [state for state in file.states if state not in past.turns]
        if file.named_by or not able:
            return ""
        return self.say.named_it(able[0], len(able) - 1)


def _numbers(files: Sequence[CycleFile]) -> list[str]:
    return [file.file_no for file in files]
