"""What a State's files of a cycle may expect, from the rows that concern its States alone."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from engine.bilingual import cited
from engine.cycle_file import CycleFile
from engine.dossier import Actor, Dossier
from engine.element import Element
from engine.parameters import Parameters, UnknownParameter
from engine.runtime.database import Link
from engine.runtime.files_of_a_state import changing_elements, dossiers_of
from engine.runtime.office import Office
from engine.runtime.past import past_cycle
from engine.runtime.register import imported
from engine.words import Words
from portal.access.sight import PUBLIC, whole
from portal.state_pages.level_told import Forecast, forecasts
from portal.state_pages.standing import CLOSED
from workflows.project import PROJECT_STATES
from workflows.register import ON_THE_REGISTER
from workflows.register import standing as register_standing
from workflows.selection.cycle import Cycle, counted, past_of
from workflows.selection.dossiers import approved_assistance, file_of, of_the_committee, past_files
from workflows.selection.policy import Policy, policy_for
from workflows.timetable import submission

_EARLIER: Final = 5
"""How many cycles back an order of priority is taken from where none is decided yet."""

_NOT_ASKING: Final = (*sorted(CLOSED), "late")
"""Where a dossier asks for no place in its cycle."""

_APPROVED: Final = [one.name for one in PROJECT_STATES]
_GENERAL: Final = "rl"
"""A workflow whose submission deadline is the general one of the cycle."""


NOWHERE: Final = Words("", "")


@dataclass(frozen=True, slots=True)
class Forecasts:
    """The forecasts of a cycle by reference, by the order of priority of `cite` and how sure that
    is; `under` is the cycle whose order was used where none is decided for this one, and `none` why
    there is no forecast."""

    by_reference: Mapping[str, Forecast]
    cite: Words = NOWHERE
    mark: str = ""
    under: int | None = None
    none: Words | None = None


def forecasts_of(
    connection: Link, office: Office, who: Actor, own: Iterable[Dossier]
) -> Mapping[int, Forecasts]:
    """By cycle, the forecast of the files that this person's States submit (`own`), drafts as if
    they were filed as they stand."""
    mine = [one for one in own if _asks(one)]
    if not mine:
        return {}
    seen = _Seen(connection, office.book.law, who, _register(connection, who.states))
    cycles = sorted({one.cycle for one in mine if one.cycle is not None})
    return {
        cycle: _of_a_cycle(seen, cycle, [one for one in mine if one.cycle == cycle])
        for cycle in cycles
    }


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the forecasts of all cycles look at: the law, who asks, and the register with what was
    decided since."""

    connection: Link
    law: Parameters
    who: Actor
    register: tuple[list[Element], list[Dossier]]


def _register(connection: Link, states: Collection[str]) -> tuple[list[Element], list[Dossier]]:
    """What is on the register of these States: public, whoever asks."""
    decided = dossiers_of(connection, states, PUBLIC, stands_in=ON_THE_REGISTER)
    changing = changing_elements(connection, ON_THE_REGISTER)
    both = {one.reference: one for one in (*decided, *changing)}
    return imported(connection), list(both.values())


def _of_a_cycle(seen: _Seen, cycle: int, own: list[Dossier]) -> Forecasts:
    try:
        policy, under = _policy(seen.law, cycle)
        found = forecasts(_cycle(seen, cycle, own, policy), policy, seen.who.states)
    except UnknownParameter as unknown:
        return Forecasts({}, none=unknown.said)
    told = {one.reference: found[_number(one)] for one in own}
    rules = policy.rules
    return Forecasts(told, cited(rules.cite), rules.mark, None if under == cycle else under)


def _asks(one: Dossier) -> bool:
    return of_the_committee(one) and one.state not in _NOT_ASKING


def _policy(law: Parameters, cycle: int) -> tuple[Policy, int]:
    """The order of priority of the cycle, or the last one that was decided before it."""
    for before in range(_EARLIER):
        try:
            return policy_for(law, cycle - before), cycle - before
        except UnknownParameter:
            continue
    return policy_for(law, cycle), cycle


def _cycle(seen: _Seen, cycle: int, own: list[Dossier], policy: Policy) -> Cycle:
    """The cycle as far as the levels of these files depend on it: on what their own States submit
    and have, and on what those who share them have used of their turns, which is public."""
    connection, law = seen.connection, seen.law
    states = {state for one in own for state in one.states}
    before = dossiers_of(connection, states, PUBLIC, cycle=cycle - 1)
    as_of = submission(law, Dossier("", _GENERAL, facts={"cycle": cycle})).local.date()
    approved: list[Dossier] = []
    if policy.rules.counts_assistance:
        approved = dossiers_of(connection, seen.who.states, whole(seen.who), stands_in=_APPROVED)
    elements, decided = seen.register
    register = register_standing(elements, decided, as_of).values()
    counts = counted(register, as_of, approved_assistance(approved, as_of))
    past = past_of(cycle - 1, past_files(past_cycle(connection, cycle - 1), before))
    return Cycle(cycle, tuple(map(_file, own)), counts, past)


def _file(one: Dossier) -> CycleFile:
    """A dossier as a file of its cycle; a draft under its reference."""
    return replace(file_of(one), file_no=_number(one))


def _number(one: Dossier) -> str:
    return one.text("file_no") or one.reference
