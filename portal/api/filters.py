"""Which dossiers a request asks a list for: filters as names of its query."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final, Literal

from fastapi import Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from engine.runtime.asked_for import NOBODY, Among, Asked
from engine.runtime.desk import Order
from engine.sight import Sight
from engine.words import Words
from portal.access.sight import visible, whole
from portal.api.caller import Caller
from portal.api.cursor import Cursor
from portal.api.not_as_asked import not_as_asked
from workflows.catalogue import workflows
from workflows.states_parties import states_parties

MOST: Final = 100
_NOBODY: Final = "nobody"

Named = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f]+$")]
Names = Annotated[list[Named], Field(max_length=50)]
Sort = Literal["due", "reference", "-moved"]

_ORDERS: Final[Mapping[Sort, Order]] = {"due": "due", "reference": "reference", "-moved": "moved"}


class Filter(BaseModel):
    """What is asked for; a name that is given several times asks for any of its values."""

    model_config = ConfigDict(extra="ignore")

    workflow: Names = Field([], description="The workflow, like `rl` or `usl`.")
    state: Names = Field([], description="Where it stands, like `checking`. (1)")
    turn: Names = Field([], description="The role whose turn it is; `nobody` where closed. (1)")
    party: Names = Field([], description="A submitting State, by UNESCO's name or ISO 3166 code.")
    cycle: Annotated[
        list[Annotated[str, StringConstraints(pattern=r"^([0-9]{4}|none)$")]],
        Field(max_length=50, description="The year of the session; `none` outside cycles."),
    ] = []
    lead: Names = Field([], description="The officer in charge, by address; `nobody`. (1)")
    due_after: Annotated[
        AwareDatetime | None, Field(description="The next date is not before this. (1)")
    ] = None
    due_before: Annotated[
        AwareDatetime | None, Field(description="The next date is before this. (1)")
    ] = None
    under_process: Annotated[bool, Field(description="Only what is not over, in any view.")] = False
    q: Annotated[
        str, Field(max_length=200, description="Words in title, reference or file number.")
    ] = ""

    @property
    def looks_inside(self) -> bool:
        """Whether it asks for what only those know who see all of a dossier."""
        return bool(self.state or self.turn or self.lead or self.due_after or self.due_before)


class Listing(Filter):
    """A page of a list."""

    sort: Sort = Field(
        "reference", description="By reference; by the next date (1); by the last move (1)."
    )
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50
    cursor: Cursor = None

    @property
    def order(self) -> Order:
        """The order, as the rows know it."""
        return _ORDERS[self.sort]


Filtering = Annotated[Filter, Query()]
Paged = Annotated[Listing, Query()]

INSIDE: Final = (
    "(1) looks only at the dossiers of which the caller sees everything: nobody learns by a filter "
    "or an order what they may not read."
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked for, and among which dossiers."""

    asked: Asked
    sight: Sight


def sought(given: Filter, caller: Caller, *, inside: bool = False) -> Sought:
    """The list that is asked for. Problem where a filter names what there is not."""
    sight = whole(caller.who) if inside or given.looks_inside else visible(caller.who)
    asked = Asked(
        workflows=_known("workflow", given.workflow, workflows()),
        states=_known("state", given.state, _states()),
        turns=_turns(given),
        parties=Among(frozenset(_party(one) for one in given.party)),
        cycles=Among(frozenset(None if one == "none" else int(one) for one in given.cycle)),
        leads=Among(frozenset(_none(one, _NOBODY, NOBODY) for one in given.lead)),
        since=given.due_after,
        until=given.due_before,
        words=tuple(_words(given.q)),
        owners=_owners(),
    )
    return Sought(asked, sight)


def _turns(given: Filter) -> Among[str]:
    named = _known("turn", [_none(one, _NOBODY, "") for one in given.turn], _owners())
    return Among(named.any_of, frozenset({""})) if given.under_process else named


def _none(given: str, name: str, meant: str) -> str:
    return meant if given == name else given


def _known(name: str, given: list[str], known: Mapping[str, Any]) -> Among[str]:
    for one in given:
        if one not in known:
            there = ", ".join(sorted(key or _NOBODY for key in known))
            raise not_as_asked(
                name,
                Words(f"no {name} is called so; there are {there}",
                      f"rien ne porte ce nom ; il existe {there}"),
            )  # fmt: skip
    return Among(frozenset(given))


def _party(given: str) -> str:
    """The name of a State Party that is called so, or has that code."""
    if given in states_parties():
        return given
    for name, one in states_parties().items():
        if one.iso3 == given.upper():
            return name
    raise not_as_asked(
        "party",
        Words(
            "no State is called so; States have UNESCO's English names, or their ISO 3166 code",
            "aucun État ne s'appelle ainsi ; les États portent leur nom anglais à l'UNESCO, ou "
            "leur code ISO 3166",
        ),
    )


def _words(text: str) -> list[str]:
    if any(not (c.isprintable() or c.isspace()) for c in text):
        raise not_as_asked(
            "q", Words("it holds what is no text", "cela contient ce qui n'est pas du texte")
        )
    return text.split()[:20]


@cache
def _states() -> Mapping[str, Words]:
    return {state.name: state.office for one in workflows().values() for state in one.states}


@cache
def _owners() -> Mapping[str, frozenset[str]]:
    """The states in which it is the turn of each role; of nobody where a dossier is closed."""
    owners: dict[str, set[str]] = {}
    for one in workflows().values():
        for state in one.states:
            owners.setdefault(state.owner, set()).add(state.name)
    return {role: frozenset(states) for role, states in owners.items()}
