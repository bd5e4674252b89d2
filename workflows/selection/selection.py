"""The selection: a cycle's files under a policy and what a person decided."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engine.citation import Citation, house
from engine.cycle_file import CycleFile
from engine.rules import Finding
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
        findings.append(Finding("reason", "this decision needs a written reason", house("5")))
    if decision.ties and decision.picks:
        sentence = "a tie is taken or left as a whole, or some of its files are picked, not both"
        findings.append(Finding("tie", sentence, paragraph))
    tied = {selection.ranking.ranked[place].file.file_no for place in made.tie}
    if strangers := [pick for pick in decision.picks if pick not in tied]:
        among = f"the files of equal priority at the cut are {', '.join(sorted(tied))}"
        sentence = (
            f"{', '.join(strangers)} cannot be picked: {among if tied else 'no tie is there'}"
        )
        findings.append(Finding("tie", sentence, paragraph))
    elif len(set(decision.picks)) > made.free:
        sentence = f"{len(set(decision.picks))} files are picked for {places(made.free)}"
        findings.append(Finding("tie", sentence, paragraph))
    if decision.ceiling is not None and decision.ceiling < 0:
        findings.append(Finding("ceiling", "a number of files is not negative", paragraph))
    return [*findings, *_unranked(selection), *_named_twice(selection)]


def _unranked(selection: Selection) -> Iterator[Finding]:
    """A State with several national files that ask for a place gives each its own order; one that
    was decided on before cannot be ranked any more."""
    for state, own in selection.ranking.known.levels.own.items():
        files = [file for file in own if file.file_no not in selection.cycle.placed]
        given = [file.order for file in files]
        if len(files) > 1 and (None in given or len(set(given)) < len(given)):
            numbers = ", ".join(file.file_no for file in files)
            sentence = f"{state} has {len(files)} files and has not ranked them all: {numbers}"
            yield Finding("own_order", sentence, Citation("OD", "34"))


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
            sentence = f"{state} names {len(numbers)} priority files: {', '.join(sorted(numbers))}"
            yield Finding("named_by", sentence, Citation("19.COM", "15.6"))
