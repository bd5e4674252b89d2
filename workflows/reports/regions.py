"""The regions of UNESCO, by which States report in turn: which State is in which, and their names.

A region is not an electoral group: two States of group II report with Asia and the Pacific.
"""

from engine.bilingual import both
from engine.parameters import Parameters
from engine.words import Words
from workflows.states_parties import StateParty, states_parties


def regions(law: Parameters, cycle: int) -> dict[str, Words]:
    """The names of the regions that report in turn, by key. UnknownParameter for a cycle before
    the regions report in turn."""
    row = law.for_cycle("regions", cycle)
    return {key: both(row.says["names"], key) for key in dict.fromkeys(row["groups"].values())}


def region_named(law: Parameters, region: str, cycle: int) -> Words:
    """The name of a region."""
    return regions(law, cycle)[region]


def region_of(law: Parameters, state: str, cycle: int) -> str | None:
    """The region with which a State reports; None of a State that is not known, or whose group is
    not."""
    row = law.for_cycle("regions", cycle)
    known = states_parties().get(state)
    own: str | None = row["states"].get(state)
    return own or (row["groups"].get(known.group) if known else None)


def states_of(law: Parameters, region: str, cycle: int) -> list[StateParty]:
    """The States of a region, by name."""
    return sorted(
        (one for one in states_parties().values() if region_of(law, one.name, cycle) == region),
        key=lambda one: one.name,
    )
