"""/api/v1/openings: what whoever asks may open, and what an opening asks for."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel

from portal.api.caller import Signed, Signing
from portal.api.declared import problems
from portal.api.problems import Problem
from portal.api.scopes import READ
from portal.api.shapes.said import Said, said
from portal.api.shapes.steps import Asked
from portal.api.stepping import asked_told
from portal.dossier_pages.opening_page import OF_A_DEMONSTRATION, opening_for
from portal.here import Here
from portal.words import words

Reader = Annotated[Signed, Depends(Signing(READ))]


class OpeningTold(BaseModel):
    """A workflow that may be opened, and what its opening asks for."""

    workflow: str
    mechanism: Said
    cite: str
    asks: list[Asked]


class Openings(BaseModel):
    """Every workflow that whoever asks may open."""

    openings: list[OpeningTold]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this address."""
    app.get(
        "/openings", tags=["dossiers"], response_model=Openings, summary="What you may open",
        responses=problems(),
    )(_Openings(here).look)  # fmt: skip


@dataclass(frozen=True)
class _Openings:
    here: Here

    def look(self, reader: Reader) -> Openings:
        """By role: whether anything stands against one is asked when it is opened."""
        found = [
            (one, step)
            for one in self.here.office.book.workflows.values()
            if (step := opening_for(one, reader.who))
        ]
        if not found:
            raise Problem("not-yours", words()["page"]["opening_not_yours"])
        return Openings(
            openings=[
                OpeningTold(
                    workflow=one.name, mechanism=said(one.title), cite=str(step.cite),
                    asks=[asked_told(each) for each in step.asks
                          if each.name != OF_A_DEMONSTRATION],
                )
                for one, step in found
            ]
        )  # fmt: skip
