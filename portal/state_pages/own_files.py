"""The files that a State ranks: which of them it may still rank, and why not the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from engine.decide import Asked, Refused, decide, outlook
from engine.dossier import Actor, Dossier
from engine.rules import Finding
from engine.runtime.database import Link
from engine.runtime.files_of_a_state import dossiers_of
from engine.runtime.office import Office
from engine.words import Words
from engine.workflow import Workflow
from portal.access.sight import whole
from portal.state_pages.standing import CLOSED
from workflows.selection.dossiers import of_the_committee
from workflows.states_parties import in_words

RANK: Final = "rank"
"""The step by which a State ranks a file, or names a multinational one."""

_FIRST: Final = 1
"""The rank of a file that a State names as its priority file, where it has none yet."""


@dataclass(frozen=True, slots=True)
class Row:
    """A file of a State: its number in the State's own order (None: none), the State that names it
    where several submit it, whether it may still be ranked and what stands against that."""

    dossier: Dossier
    state: Words
    order: int | None
    named_by: str
    open: bool
    against: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The files of a State in a cycle: those it submits alone, and those of several States."""

    cycle: int
    state: str
    own: tuple[Row, ...]
    shared: tuple[Row, ...]

    @property
    def named(self) -> Row | None:
        """The multinational file that the State names as its priority file."""
        return next((one for one in self.shared if one.named_by == self.state), None)

    @property
    def open(self) -> bool:
        """Whether anything of it may still be changed by whoever looks."""
        return any(one.open for one in (*self.own, *self.shared))


def files_of(known: Iterable[Ranking]) -> dict[str, Dossier]:
    """Every dossier that is ranked in these, by reference."""
    rows = (row for one in known for row in (*one.own, *one.shared))
    return {row.dossier.reference: row.dossier for row in rows}


def rankings(connection: Link, office: Office, who: Actor, now: datetime) -> tuple[Ranking, ...]:
    """What each State of this person ranks: the next cycle first, then by the name of the State."""
    known = [
        one
        for one in dossiers_of(connection, who.states, whole(who), never_in=CLOSED)
        if of_the_committee(one) and one.cycle is not None
    ]
    rows = [_row(connection, office, who, one, now) for one in known]
    return tuple(_by_cycle_and_state(rows, who.states))


def _by_cycle_and_state(rows: Iterable[Row], states: Iterable[str]) -> Iterator[Ranking]:
    rows = list(rows)
    for cycle in sorted({one.dossier.cycle or 0 for one in rows}):
        for state in sorted(states):
            mine = [
                one for one in rows
                if one.dossier.cycle == cycle and state in one.dossier.states
            ]  # fmt: skip
            if mine:
                own = sorted((one for one in mine if _alone(one)), key=_in_order)
                shared = (one for one in mine if not _alone(one))
                yield Ranking(cycle, state, tuple(own), tuple(shared))


def _alone(one: Row) -> bool:
    return len(one.dossier.states) == 1


def _in_order(one: Row) -> tuple[bool, int, str]:
    return one.order is None, one.order or 0, one.dossier.reference


def _row(connection: Link, office: Office, who: Actor, one: Dossier, now: datetime) -> Row:
    workflow = office.book.pinned(connection, one.workflow, one.definition)
    order = one.facts.get("order")
    against = _against(workflow, one, who, now, office)
    return Row(
        one,
        workflow.state[one.state].office,
        order if isinstance(order, int) else None,
        one.text("named_by"),
        not against,
        against,
    )


def _against(
    workflow: Workflow, one: Dossier, who: Actor, now: datetime, office: Office
) -> tuple[Words, ...]:
    for step, findings in outlook(workflow, one, who, now, office.book.law):
        if step.trigger == RANK:
            return tuple(_with_its_paragraph(finding) for finding in findings)
    asked = Asked(RANK, who, {"order": _FIRST})
    refused = decide(workflow, one, asked, now, office.book.law)
    findings = refused.findings if isinstance(refused, Refused) else ()
    return tuple(_with_its_paragraph(finding) for finding in findings)


def may_name(
    connection: Link, office: Office, who: Actor, one: Row, state: str, now: datetime
) -> tuple[Words, ...]:
    """What stands against a State's naming this multinational file as its priority file."""
    if taken := named_by_another(one, state):
        return taken
    workflow = office.book.pinned(connection, one.dossier.workflow, one.dossier.definition)
    answers = {"order": one.order or _FIRST, "named_by": state}
    verdict = decide(workflow, one.dossier, Asked(RANK, who, answers), now, office.book.law)
    findings = verdict.findings if isinstance(verdict, Refused) else ()
    return tuple(_with_its_paragraph(finding) for finding in findings)


def named_by_another(one: Row, state: str) -> tuple[Words, ...]:
    """Why a State cannot name a file that another one names: its word would be overwritten."""
    if one.named_by in ("", state):
        return ()
    of = in_words(one.named_by)
    said = Words(
        f"{of.en} names it already; a file is named by one State [19.COM 15.6].",
        f"{of.fr} le désigne déjà ; un dossier est désigné par un seul État [19.COM 15.6].",
    )
    return (said,)


def named_another(ranking: Ranking) -> tuple[Words, ...]:
    """Why a State that names one file cannot name a second one."""
    if ranking.named is None:
        return ()
    name, of = ranking.named.dossier.reference, in_words(ranking.state)
    said = Words(
        f"{of.en} names {name} already; a State names one file [19.COM 15.6].",
        f"{of.fr} désigne déjà {name} ; un État désigne un seul dossier [19.COM 15.6].",
    )
    return (said,)


def answers_naming(one: Row, state: str) -> dict[str, object]:
    """The answers of the step by which a State names a multinational file."""
    return {"order": one.order or _FIRST, "named_by": state}


def _with_its_paragraph(finding: Finding) -> Words:
    en, fr = finding.said
    return Words(f"{en} [{finding.cited('en')}]", f"{fr} [{finding.cited('fr')}]")
