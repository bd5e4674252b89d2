"""/api/v1/audit: everything that was recorded of the dossiers in sight, and the seal over it."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Query, Request, Response
from pydantic import BaseModel, Field

from engine.runtime import audited
from engine.runtime.audited import After, Line, Looked
from engine.runtime.queries import looking
from portal.access.sight import whole
from portal.api.bounds import Instant, Text
from portal.api.caller import Signed, Signing
from portal.api.cursor import Cursor, no_place, parts_of, place
from portal.api.declared import problems
from portal.api.lists import LINKED
from portal.api.problems import AT
from portal.api.scopes import READ
from portal.api.shapes.audit import Audit, AuditLine, AuditSeal
from portal.api.shapes.said import said
from portal.here import Here
from workflows.catalogue import workflows

Reader = Annotated[Signed, Depends(Signing(READ, "audit"))]


class Asked(BaseModel):
    """What is looked for in the trail."""

    since: Annotated[Instant | None, Field(description="Not before this.")] = None
    until: Annotated[Instant | None, Field(description="Before this.")] = None
    actor: Annotated[Text, Field(description="The name of who acted, whole.")] = ""
    trigger: Annotated[Text, Field(description="The step.", examples=["submit"])] = ""
    reference: Annotated[Text, Field(description="The dossier.", examples=["RL-2028-0001"])] = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Cursor = None


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this address."""
    app.get(
        "/audit", tags=["audit"], response_model=Audit, summary="The trail of all dossiers",
        responses=problems() | LINKED,
    )(_Trail(here).look)  # fmt: skip


@dataclass(frozen=True)
class _Trail:
    here: Here

    def look(
        self,
        request: Request,
        response: Response,
        reader: Reader,
        given: Annotated[Asked, Query()],
    ) -> Audit:
        """For the Secretariat and auditors, each in their own sight; the latest first."""
        after = _after(given.cursor)
        with looking(self.here.office.database) as connection:
            found = audited.lines(
                connection, whole(reader.who), self._looked(given), given.limit + 1, after
            )
            sealed = audited.last_seal(connection)
        shown = found[: given.limit]
        follows = None
        if len(found) > given.limit:
            asked = [one for one in request.query_params.multi_items() if one[0] != "cursor"]
            follows = f"{AT}/audit?{urlencode([*asked, ('cursor', _mark(shown[-1]))])}"
            response.headers["Link"] = f'<{follows}>; rel="next"'
        return Audit(
            entries=[_told(one) for one in shown],
            sealed=None if sealed is None else AuditSeal(**asdict(sealed)),
            next=follows,
        )

    def _looked(self, given: Asked) -> Looked:
        until = given.until or self.here.office.clock() + timedelta(days=1)
        return Looked(
            (given.since or _FIRST).astimezone(UTC), until.astimezone(UTC),
            given.actor, given.trigger, given.reference,
        )  # fmt: skip


_FIRST = datetime(1900, 1, 1, tzinfo=UTC)


def _mark(last: Line) -> str:
    return place(last.at.isoformat(), last.reference, str(last.number))


def _after(text: str | None) -> After | None:
    if not text:
        return None
    at, reference, number = parts_of(text, 3)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise no_place() from None
    if moment.tzinfo is None or not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise no_place()
    return moment, reference, int(number)


def _told(one: Line) -> AuditLine:
    known: dict[str, Any] = asdict(one)
    workflow = workflows().get(known["workflow"])
    step = workflow.step.get((one.trigger, one.source)) if workflow else None
    del known["definition"]
    return AuditLine(**known, event=None if step is None else said(step.event))
