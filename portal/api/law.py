"""/api/v1/law, /states-parties, /elements: what dossiers are judged by, for anybody."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Path, Query

from engine.parameters import Parameters
from portal.api.caller import Reading
from portal.api.declared import Tags, problems
from portal.api.found import not_there
from portal.api.shapes.law import (
    Element,
    Elements,
    Law,
    Parameter,
    Rule,
    StateParty,
    States,
    Value,
)
from portal.api.shapes.said import said
from portal.here import Here
from portal.register import register_on
from workflows.states_parties import states_parties
from workflows.working_days import day_in_paris

Key = Annotated[str, Path(max_length=64, examples=["submission"])]
ListOf = Annotated[
    Literal["", "USL", "RL", "GSP"], Query(alias="list", description="A List, or the Register.")
]
Party = Annotated[str, Query(max_length=200, description="A State, by UNESCO's name.")]
Day = Annotated[date | None, Query(description="As it stood on that day; today, where none is.")]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    shown = _Shown(here)
    tags: Tags = ["law"]
    app.get(
        "/law", tags=tags, response_model=Law, summary="Every parameter and every rule",
        responses=problems(),
    )(shown.law)  # fmt: skip
    app.get(
        "/law/{key}", tags=tags, response_model=Parameter, summary="One parameter",
        responses=problems(404),
    )(shown.parameter)  # fmt: skip
    app.get(
        "/states-parties", tags=tags, response_model=States, summary="Every State",
        responses=problems(),
    )(shown.states)  # fmt: skip
    app.get(
        "/elements", tags=tags, response_model=Elements, responses=problems(),
        summary="What stands on the Lists and in the Register",
    )(shown.elements)  # fmt: skip


@dataclass(frozen=True)
class _Shown:
    here: Here

    def law(self, caller: Reading) -> Law:
        """The values in force, and all before and after them, each with its paragraph."""
        book = self.here.office.book
        values = book.law.document()
        return Law(
            digest=book.law.digest,
            parameters=[_parameter(book.law, name, values[name]) for name in book.law.names()],
            rules=[
                Rule(name=one.name, cite=str(one.citation), requirement=said(one.requirement))
                for one in sorted(book.rules.values(), key=lambda one: one.name)
            ],
        )

    def parameter(self, caller: Reading, key: Key) -> Parameter:
        """All its values."""
        law = self.here.office.book.law
        if key not in law.names():
            raise not_there(
                "There is no such parameter; they are all at /api/v1/law.",
                "Ce paramètre n'existe pas ; ils sont tous à /api/v1/law.",
            )
        return _parameter(law, key, law.document()[key])

    def states(self, caller: Reading) -> States:
        """With the codes and groups under which rules know them."""
        return States(
            states=[
                StateParty(
                    name=one.name, iso3=one.iso3, group=one.group, sids=one.sids, ldc=one.ldc
                )
                for one in states_parties().values()
            ]
        )

    def elements(
        self, caller: Reading, on: Day = None, list_: ListOf = "", party: Party = ""
    ) -> Elements:
        """As imported, and as the decided dossiers have changed them since."""
        day = on or day_in_paris(self.here.office.clock())
        found = register_on(self.here.office, day).values()
        elements = [
            Element(
                file_no=one.file_no, name=one.name, listed=one.list, year=one.year, since=one.since,
                states=list(one.states), decision=one.decision or None,
            )
            for one in sorted(found, key=lambda one: one.file_no)
            if list_ in ("", one.list) and (not party or party in one.states)
        ]  # fmt: skip
        return Elements(day=day, elements=elements)


def _parameter(law: Parameters, key: str, values: list[dict[str, Any]]) -> Parameter:
    return Parameter(key=key, label=law.labels[key], values=[Value(**one) for one in values])
