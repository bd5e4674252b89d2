"""A State's own order of its files, and the multinational file it may name instead."""

from engine.parameters import UnknownParameter
from engine.rules import Question, rule


@rule("OD", "34")
def ranks_from_one(q: Question) -> str | None:
    """A State ranks its files from 1 on."""
    return "the first file of a State has rank 1, not 0" if q.answers.get("order") == 0 else None


@rule("19.COM", "15")
def may_be_named(q: Question) -> str | None:
    """One of the States of a multinational file may name it as its priority file, in the cycles
    for which the Committee decided so."""
    state = q.answers.get("named_by")
    if state is None:
        return None
    states, cycle = _submitted(q)
    try:
        allowed = q.law.for_cycle("priorities", cycle)["names_multinational"]
    except UnknownParameter as unknown:
        return str(unknown)
    if not allowed:
        return f"in the cycle of {cycle} no State may name a multinational file"
    if len(states) < 2:
        return "only a multinational file may be named as a priority file"
    return None if state in states else f"{state} does not submit this file"


def _submitted(q: Question) -> tuple[list[str], int]:
    """The States and the cycle: at an opening they are answered, later they are facts."""
    states = q.answers.get("states", q.dossier.facts.get("states"))
    cycle = q.answers.get("cycle", q.dossier.cycle)
    return (states if isinstance(states, list) else []), int(str(cycle or 0))
