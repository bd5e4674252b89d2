"""The selection: a cycle's files under a policy and what a person decided."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from engine.citation import Citation, house
from engine.cycle_file import CycleFile
from engine.rules import Finding
from engine.words import Words
from workflows.selection.cut import Cut, Decision, cut
from workflows.selection.cycle import Cycle, Status
from workflows.selection.policy import Policy
from workflows.selection.ranking import Ranked, Ranking, ranking
from workflows.selection.words import places


@dataclass(frozen=True, slots=True)
class Selection:
    """Who is treated outside the ceiling, and under it in order of priority. `number` is how many
    places there are, by the ceiling or by a person's decision."""

    cycle: Cycle
    policy: Policy
    decision: Decision
    outside: Sequence[CycleFile]
    ranking: Ranking
    cut: Cut

    @property
    def number(self) -> int:
        """How many places there are."""
        decided = self.decision.ceiling
        return self.policy.ceiling.number if decided is None else decided

    def inside(self) -> Iterator[tuple[int, Ranked, Status]]:
        """Every file under the ceiling, with its rank (from 1) and status."""
        return zip(
            range(1, len(self.ranking.ranked) + 1), self.ranking.ranked, self.cut.statuses,
            strict=True,
        )  # fmt: skip

    def counts(self) -> dict[str, int]:
        """How many files were considered, and how many are in each status."""
        by_status = Counter(self.cut.statuses)
        names: tuple[Status, ...] = ("selected", "backlog", "undecided")
        return {
            "considered": len(self.outside) + len(self.cut.statuses),
            "outside": len(self.outside),
            **{status: by_status[status] for status in names},
        }

    def by_level(self, status: Status = "selected") -> dict[str, int]:
        """How many files of that status each level has."""
        levels = Counter(one.level for _, one, now in self.inside() if now == status)
        return {level.name: levels[level.name] for level in self.policy.rules.levels}


def select(cycle: Cycle, policy: Policy, decision: Decision) -> Selection:
    """Rank the cycle's files and take them until the places end. Pure; the same whatever order the
    files come in."""
    if policy.rules.counts_assistance:
        cycle = replace(cycle, counts=cycle.counts.with_assistance())
    inside: list[CycleFile] = []
    outside: list[CycleFile] = []
    for file in cycle.files:
        counts = policy.ceiling.counts(file) and file.file_no not in cycle.outside
        (inside if counts else outside).append(file)
    outside.sort(key=lambda file: file.file_no)
    order = ranking(cycle, policy.rules, inside)
    number = policy.ceiling.number if decision.ceiling is None else decision.ceiling
    made = cut(order.ranked, number, decision, cycle.placed)
    return Selection(cycle, policy, decision, outside, order, made)


def against(selection: Selection) -> list[Finding]:
    """What stands against the decision behind a selection, all at once; empty when nothing does."""
    decision, made = selection.decision, selection.cut
    paragraph = Citation("OD", "33-34")
    findings = []
    if decision.decides and not decision.reason.strip():
        findings.append(Finding("reason", _UNREASONED, house("5")))
    if decision.ties and decision.picks:
        findings.append(Finding("tie", _TWO_WAYS, paragraph))
    tied = {selection.ranking.ranked[place].file.file_no for place in made.tie}
    if strangers := [pick for pick in decision.picks if pick not in tied]:
        findings.append(Finding("tie", _strangers(strangers, sorted(tied)), paragraph))
    elif len(set(decision.picks)) > made.free:
        findings.append(Finding("tie", _too_many(len(set(decision.picks)), made.free), paragraph))
    if decision.ceiling is not None and decision.ceiling < 0:
        findings.append(Finding("ceiling", _NEGATIVE, paragraph))
    return [*findings, *_unranked(selection), *_named_twice(selection)]


_UNREASONED: Final = Words(
    "this decision needs a written reason", "cette décision exige un motif écrit"
)
_TWO_WAYS: Final = Words(
    "a tie is taken or left as a whole, or some of its files are picked, not both",
    "des dossiers à égalité sont tous retenus ou tous laissés, ou certains sont choisis, mais non "
    "les deux à la fois",
)
_NEGATIVE: Final = Words(
    "a number of files is not negative", "un nombre de dossiers ne peut être négatif"
)


def _strangers(picks: Sequence[str], tied: Sequence[str]) -> Words:
    named = ", ".join(picks)
    why = Words("no tie is there", "aucun dossier n'est à égalité")
    if tied:
        why = Words(
            f"the files of equal priority at the cut are {', '.join(tied)}",
            f"les dossiers de même priorité à la limite sont {', '.join(tied)}",
        )
    return Words(f"{named} cannot be picked: {why.en}", f"impossible de choisir {named} : {why.fr}")


def _too_many(picked: int, free: int) -> Words:
    s = "" if free < 2 else "s"
    return Words(
        f"{picked} files are picked for {places(free)}",
        f"{picked} dossiers sont choisis pour {free} place{s}",
    )


def _unranked(selection: Selection) -> Iterator[Finding]:
    """A State with several national files that ask for a place gives each its own order; one that
    was decided on before cannot be ranked any more."""
    for state, own in selection.ranking.known.levels.own.items():
        files = [file for file in own if file.file_no not in selection.cycle.placed]
        given = [file.order for file in files]
        if len(files) > 1 and (None in given or len(set(given)) < len(given)):
            numbers = ", ".join(file.file_no for file in files)
            unranked = Words(
                f"{state} has {len(files)} files and has not ranked them all: {numbers}",
                f"{state} a {len(files)} dossiers et ne les a pas tous classés : {numbers}",
            )
            yield Finding("own_order", unranked, Citation("OD", "34"))


def _named_twice(selection: Selection) -> Iterator[Finding]:
    """A State names one multinational file as its priority file."""
    if not selection.policy.rules.names_multinational:
        return
    named: dict[str, list[str]] = {}
    for one in selection.ranking.ranked:
        if one.file.named_by and not one.file.national:
            named.setdefault(one.file.named_by, []).append(one.file.file_no)
    for state, numbers in sorted(named.items()):
        if len(numbers) > 1:
            files = ", ".join(sorted(numbers))
            twice = Words(
                f"{state} names {len(numbers)} priority files: {files}",
                f"{state} désigne {len(numbers)} dossiers prioritaires : {files}",
            )
            yield Finding("named_by", twice, Citation("19.COM", "15.6"))
