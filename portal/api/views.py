"""/api/v1/views: lists kept under names, as on the desk: one's own."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, FastAPI, Path, Response

from engine.runtime import saved_views
from engine.runtime.database import Link, writer
from engine.runtime.queries import looking
from engine.runtime.saved_views import LONGEST_NAME, Full, View
from engine.runtime.tallied import how_many
from portal.api.caller import Signed, Signing
from portal.api.declared import WRITES, Tags, problems
from portal.api.desk import read
from portal.api.found import not_there
from portal.api.not_as_asked import sent_otherwise
from portal.api.problems import AT, Problem
from portal.api.scopes import DESK, READ
from portal.api.seeing import seeing
from portal.api.shapes.desk import ListAsked, SavedList, SavedLists
from portal.desk_pages.query import parse
from portal.desk_pages.seeing import Seeing
from portal.here import Here
from portal.words import words

Reader = Annotated[Signed, Depends(Signing(READ, "desk"))]
Keeper = Annotated[Signed, Depends(Signing(DESK, "desk", writes=True, own=True))]
Name = Annotated[str, Path(max_length=4 * LONGEST_NAME, examples=["What I check"])]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    views = _Views(here)
    tags: Tags = ["desk"]
    app.get(
        "/views", tags=tags, response_model=SavedLists, summary="Your lists", responses=problems()
    )(views.listed)
    app.post(
        "/views", tags=tags, response_model=SavedList, summary="Keep a list under a name",
        responses=problems(*WRITES, 409),
    )(views.keep)  # fmt: skip
    app.delete(
        "/views/{name:path}", tags=tags, status_code=204, summary="Forget a list",
        responses=problems(404),
    )(views.forget)  # fmt: skip


@dataclass(frozen=True)
class _Views:
    here: Here

    def listed(self, reader: Reader) -> SavedLists:
        """By name, each with how many dossiers it has now."""
        account = _own(reader)
        with looking(self.here.office.database) as connection:
            sees = seeing(connection, self.here, reader)
            kept = saved_views.views(connection, account)
            return SavedLists(views=[_told(connection, sees, one) for one in kept])

    def keep(self, keeper: Keeper, asked: ListAsked) -> SavedList:
        """A list that can be read; sent twice, it is kept once."""
        account, now = _own(keeper), self.here.office.clock()
        with looking(self.here.office.database) as connection:
            read(asked.q, seeing(connection, self.here, keeper), "/q")
        try:
            name = saved_views.named(asked.name)
            with writer(self.here.office.database).begin() as connection:
                saved_views.keep(connection, account, View(name, asked.q), now)
        except Full as fault:
            raise Problem("refused", words()["page"]["desk_view_full"]) from fault
        except ValueError as fault:
            said = words()["page"]["desk_view_bad_name"]
            raise sent_otherwise("name", "/name", said) from fault
        with looking(self.here.office.database) as connection:
            return _told(connection, seeing(connection, self.here, keeper), View(name, asked.q))

    def forget(self, keeper: Keeper, name: Name) -> Response:
        """It is gone for good; nothing of its dossiers is."""
        account = _own(keeper)
        with writer(self.here.office.database).begin() as connection:
            if name not in {one.name for one in saved_views.views(connection, account)}:
                raise not_there("There is no such list.", "Cette liste n'existe pas.")
            saved_views.drop(connection, account, name)
        return Response(status_code=204)


def _own(signed: Signed) -> int:
    if signed.account is None:
        raise Problem("not-yours", words()["page"]["desk_view_no_account"])
    return signed.account


def _told(connection: Link, sees: Seeing, one: View) -> SavedList:
    line, faults = parse(one.query)
    return SavedList(
        name=one.name, q=one.query, url=f"{AT}/views/{quote(one.name, safe='')}",
        dossiers=None if faults else how_many(connection, sees.sight, sees.asks(line)),
    )  # fmt: skip
