"""/api/v1/me: who one is to this interface, and what may be done with it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel

from engine.runtime.accounts import account
from portal.access.rooms import ROOMS, reads_in, writes_in
from portal.api.caller import Signed, Signing
from portal.api.declared import problems
from portal.api.scopes import READ
from portal.here import Here

Reader = Annotated[Signed, Depends(Signing(READ))]


class Me(BaseModel):
    """Whoever asks: as whom they act, through whom if somebody does it in their place, with which
    account (null in a session without one), and which parts of the portal they read and write."""

    name: str
    role: str
    states: list[str]
    through: str | None
    account: int | None
    address: str | None
    language: str | None
    zone: str | None
    scopes: list[str]
    reads: list[str]
    writes: list[str]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this address."""
    app.get(
        "/me", tags=["account"], response_model=Me, summary="Who you are", responses=problems()
    )(_Me(here).me)


@dataclass(frozen=True)
class _Me:
    here: Here

    def me(self, reader: Reader) -> Me:
        """Role and States are those of the account at this instant."""
        found = None
        if reader.account is not None:
            with self.here.office.database.connect() as connection:
                found = account(connection, reader.account)
        who = reader.who
        return Me(
            name=who.name, role=who.role, states=sorted(who.states), through=who.through or None,
            account=reader.account, address=found and found.address,
            language=found and found.language, zone=found and found.zone,
            scopes=sorted(reader.scopes),
            reads=[room for room in ROOMS if reads_in(who, room) is None],
            writes=[room for room in ROOMS if writes_in(who, room) is None],
        )  # fmt: skip
