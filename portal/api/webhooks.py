"""/api/v1/webhooks: where programs are told what happened."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Path, Response

from engine.runtime import notices, webhooks
from engine.runtime.database import Link, writer
from engine.runtime.queries import looking
from engine.words import Words
from portal.access.sight import visible
from portal.api.caller import Signed, Signing
from portal.api.declared import WRITES, Tags, problems
from portal.api.found import not_there
from portal.api.problems import Problem
from portal.api.scopes import WEBHOOKS
from portal.api.shapes.webhooks import (
    Notice,
    Notices,
    Webhook,
    WebhookAsked,
    WebhookMade,
    Webhooks,
)
from portal.here import Here
from portal.webhooks.kept import Made, set_up

Reader = Annotated[Signed, Depends(Signing(WEBHOOKS, "webhooks"))]
Head = Annotated[Signed, Depends(Signing(WEBHOOKS, "webhooks", writes=True))]
Number = Annotated[int, Path(ge=1, le=999_999_999, examples=[1])]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    hooks = _Webhooks(here)
    tags: Tags = ["webhooks"]
    app.get(
        "/webhooks", tags=tags, response_model=Webhooks, summary="The webhooks",
        responses=problems(),
    )(hooks.listed)  # fmt: skip
    app.post(
        "/webhooks", tags=tags, response_model=WebhookMade, status_code=201,
        summary="Set one up", responses=problems(*WRITES),
    )(hooks.add)  # fmt: skip
    app.get(
        "/webhooks/{number}/notices", tags=tags, response_model=Notices,
        summary="What became of its latest notices", responses=problems(404),
    )(hooks.notices)  # fmt: skip
    app.post(
        "/webhooks/{number}/again", tags=tags, response_model=Webhook,
        summary="Tell it again what it has not heard", responses=problems(404),
    )(hooks.again)  # fmt: skip
    app.delete(
        "/webhooks/{number}", tags=tags, status_code=204, summary="End it",
        responses=problems(404),
    )(hooks.end)  # fmt: skip


@dataclass(frozen=True)
class _Webhooks:
    here: Here

    def listed(self, reader: Reader) -> Webhooks:
        """For the head of the office and auditors."""
        with looking(self.here.office.database) as connection:
            return Webhooks(webhooks=[Webhook(**one) for one in counted(connection)])

    def add(self, head: Head, asked: WebhookAsked) -> WebhookMade:
        """It has the eyes of the account that sets it up, as they are whenever it is told."""
        if head.account is None:
            raise Problem("not-yours", _NO_ACCOUNT)
        office, strict = self.here.office, self.here.settings.production
        made = set_up(office, asked.url, asked.events, head.account, strict=strict)
        if not isinstance(made, Made):
            errors = [
                {"rule": "webhook", "sentence": one._asdict(), "cite": "House rule 9"}
                for one in made
            ]
            raise Problem("not-as-asked", made[0], errors)
        with looking(office.database) as connection:
            one = next(one for one in counted(connection) if one["number"] == made.number)
        return WebhookMade(**one, secret=made.secret)

    def notices(self, reader: Reader, number: Number) -> Notices:
        """The latest fifty."""
        with looking(self.here.office.database) as connection:
            self._there(connection, number)
            found = webhooks.told(connection, number, visible(reader.who))
        told = [
            Notice(
                reference=one.reference, number=one.number, status=one.status, due_at=one.due_at,
                sent_at=one.sent_at, attempts=one.attempts, problem=one.problem,
            )
            for one in found
        ]  # fmt: skip
        return Notices(webhook=number, notices=told)

    def again(self, head: Head, number: Number) -> Webhook:
        """Every notice that failed is told once more, beginning now."""
        office = self.here.office
        with writer(office.database).begin() as connection:
            self._there(connection, number)
            notices.again(connection, number, office.clock())
            one = next(one for one in counted(connection) if one["number"] == number)
        return Webhook(**one)

    def end(self, head: Head, number: Number) -> Response:
        """Nothing more is told to it, not even what waits."""
        office = self.here.office
        with writer(office.database).begin() as connection:
            self._there(connection, number)
            webhooks.end(connection, number, office.clock())
        return Response(status_code=204)

    def _there(self, connection: Link, number: int) -> None:
        if webhooks.webhook_of(connection, number) is None:
            raise not_there("There is no such webhook.", "Ce webhook n'existe pas.")


def counted(connection: Link) -> list[dict[str, Any]]:
    """Every webhook as data, with how many notices wait, were heard, and were not."""
    by = notices.statuses(connection)
    return [
        {
            "number": one.number, "url": one.url, "events": list(one.events), "owner": one.owner,
            "made_at": one.made_at, "ended_at": one.ended_at,
            "waiting": by.get((one.number, "waiting"), 0) + by.get((one.number, "claimed"), 0),
            "sent": by.get((one.number, "sent"), 0), "failed": by.get((one.number, "failed"), 0),
        }
        for one in webhooks.webhooks(connection)
    ]  # fmt: skip


_NO_ACCOUNT = Words(
    "A webhook belongs to an account; you have none.",
    "Un webhook appartient à un compte ; vous n'en avez pas.",
)
