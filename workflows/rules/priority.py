"""A State's own order of its files, and the multinational file it may name instead."""

from engine.parameters import UnknownParameter
from engine.rules import Question, rule
from engine.words import Words


@rule("OD", "34", "Un État classe ses dossiers à partir du rang 1.")
def ranks_from_one(q: Question) -> Words | None:
    """A State ranks its files from 1 on."""
    if q.answers.get("order") != 0:
        return None
    return Words(
        "the first file of a State has rank 1, not 0",
        "le premier dossier d'un État a le rang 1, et non 0",
    )


@rule(
    "19.COM",
    "15",
    "L'un des États d'un dossier multinational peut désigner celui-ci comme son dossier "
    "prioritaire, pour les cycles pour lesquels le Comité en a décidé ainsi.",
)
def may_be_named(q: Question) -> Words | None:
    """One of the States of a multinational file may name it as its priority file, in the cycles
    for which the Committee decided so."""
    state = q.answers.get("named_by")
    if state is None:
        return None
    states, cycle = _submitted(q)
    try:
        allowed = q.law.for_cycle("priorities", cycle)["names_multinational"]
    except UnknownParameter as unknown:
        return unknown.said
    if not allowed:
        return Words(
            f"in the cycle of {cycle} no State may name a multinational file",
            f"pour le cycle {cycle}, aucun État ne peut désigner un dossier multinational",
        )
    if len(states) < 2:
        return Words(
            "only a multinational file may be named as a priority file",
            "seul un dossier multinational peut être désigné comme dossier prioritaire",
        )
    if state in states:
        return None
    return Words(f"{state} does not submit this file", f"{state} ne soumet pas ce dossier")


def _submitted(q: Question) -> tuple[list[str], int]:
    """The States and the cycle: at an opening they are answered, later they are facts."""
    states = q.answers.get("states", q.dossier.facts.get("states"))
    cycle = q.answers.get("cycle", q.dossier.cycle)
    return (states if isinstance(states, list) else []), int(str(cycle or 0))
