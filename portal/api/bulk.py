"""/api/v1/steps and /leads: one step, or one officer in charge, for many dossiers, each by
itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Annotated, Any, cast

from fastapi import Depends, FastAPI

from engine.runtime import desk
from engine.runtime.papers import unkept
from engine.runtime.queries import looking
from engine.runtime.tokens import new_token
from engine.words import Words
from portal.api.caller import Signed, Signing
from portal.api.declared import WRITES, Tags, problems
from portal.api.keys import IdempotencyKey, request_of
from portal.api.not_as_asked import sent_otherwise
from portal.api.problems import reason
from portal.api.refusals import pointer
from portal.api.scopes import MOVE, READ
from portal.api.seeing import seeing
from portal.api.shapes.bulk import (
    Came,
    CameTogether,
    InCharge,
    Officer,
    Officers,
    StepTogether,
    Ticked,
)
from portal.api.shapes.said import Reason, said
from portal.api.stepping import DryRun
from portal.desk_pages.leading import officers, put_in_charge
from portal.desk_pages.picked import Picked, standing
from portal.desk_pages.together import Result, Same, taken, tried
from portal.here import Here

Reader = Annotated[Signed, Depends(Signing(READ, "desk"))]
Mover = Annotated[Signed, Depends(Signing(MOVE, "desk", writes=True))]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    bulk = _Bulk(here)
    tags: Tags = ["desk"]
    app.post(
        "/steps", tags=tags, response_model=CameTogether, summary="One step for many dossiers",
        responses=problems(*WRITES),
    )(bulk.step)  # fmt: skip
    app.post(
        "/leads", tags=tags, response_model=CameTogether,
        summary="Put one officer in charge of many dossiers", responses=problems(*WRITES),
    )(bulk.lead)  # fmt: skip
    app.get(
        "/officers", tags=tags, response_model=Officers,
        summary="Those who may be put in charge", responses=problems(),
    )(bulk.officers)  # fmt: skip


@dataclass(frozen=True)
class _Bulk:
    here: Here

    def step(
        self,
        mover: Mover,
        asked: StepTogether,
        idempotency_key: IdempotencyKey = None,
        dry_run: DryRun = False,
    ) -> CameTogether:
        """Each takes it by itself, or stays as it was with every reason: the same moves as on the
        desk. Each names the version that was seen. Under the same Idempotency-Key each moves once.
        """
        office = self.here.office
        picked = self._standing(mover, asked.dossiers)
        same = Same(asked.trigger, asked.answers, asked.reason)
        if dry_run:
            found = self._without_papers(tried(office, mover.who, same, picked), same)
        else:
            found = taken(office, mover.who, same, picked, _key(idempotency_key, mover))
        return self._told(mover, found, set(asked.answers), dry_run=dry_run)

    def lead(self, mover: Mover, asked: InCharge, dry_run: DryRun = False) -> CameTogether:
        """Whoever is in charge already stays, so that the same request may be sent twice."""
        office = self.here.office
        with looking(office.database) as connection:
            known = {one.address for one in officers(connection)}
        if asked.officer not in known:
            raise sent_otherwise("officer", "/officer", _NO_OFFICER)
        picked = self._standing(mover, [Ticked(reference=one, version=1) for one in asked.dossiers])
        found = put_in_charge(office, mover.who, asked.officer, picked, sure=not dry_run)
        return self._told(mover, found, set(), dry_run=dry_run)

    def officers(self, reader: Reader) -> Officers:
        """Who holds the post of an officer, or of the head."""
        with looking(self.here.office.database) as connection:
            found = officers(connection)
        return Officers(officers=[Officer(name=one.name, address=one.address) for one in found])

    def _standing(self, mover: Signed, asked: Sequence[Ticked]) -> list[Picked]:
        """They as they stand now. Problem where one is named twice."""
        seen: set[str] = set()
        for place, one in enumerate(asked):
            if one.reference in seen:
                raise sent_otherwise("dossiers", f"/dossiers/{place}", _TWICE)
            seen.add(one.reference)
        picked = [Picked(one.reference, one.version) for one in asked]
        with looking(self.here.office.database) as connection:
            return standing(connection, seeing(connection, self.here, mover), picked)

    def _without_papers(self, found: Sequence[Result], same: Same) -> list[Result]:
        """The same, where an answer names a paper that none of that dossier is."""
        with looking(self.here.office.database) as connection:
            lost = [tuple(unkept(connection, one.reference, same.answers)) for one in found]
        return [
            replace(one, went="not", leads_to=None, findings=(*one.findings, *against))
            if against and one.shown
            else one
            for one, against in zip(found, lost, strict=True)
        ]

    def _told(
        self, mover: Signed, found: Sequence[Result], asked: set[str], *, dry_run: bool
    ) -> CameTogether:
        with looking(self.here.office.database) as connection:
            sight = seeing(connection, self.here, mover).sight
            rows = desk.of_references(connection, sight, [one.reference for one in found])
        now: dict[str, tuple[int | None, str | None]] = {
            one.reference: (one.version, one.state) for one in rows
        }
        came = [_came(one, now.get(one.reference, (None, None)), asked) for one in found]
        went = sum(one.went != "not" for one in came)
        return CameTogether(dry_run=dry_run, went=went, of=len(came), dossiers=came)


def _came(one: Result, now: tuple[int | None, str | None], asked: set[str]) -> Came:
    return Came(
        reference=one.reference, went=cast("Any", one.went), version=now[0], state=now[1],
        leads_to=one.leads_to and said(one.leads_to),
        against=[Reason(**reason(each, pointer(each, asked))) for each in one.findings],
    )  # fmt: skip


def _key(given: str | None, mover: Signed) -> str:
    """The key of all of them, short enough for each reference to follow it."""
    request = request_of(given, mover)
    if request is None:
        return f"api:{new_token()}"
    return f"api:{mover.account}:{sha256(request.encode()).hexdigest()[:32]}"


_TWICE = Words("it is named twice", "il est indiqué deux fois")
_NO_OFFICER = Words(
    "nobody of that address may be put in charge; those who may are at /api/v1/officers",
    "personne à cette adresse ne peut en être chargé ; les agents figurent à /api/v1/officers",
)
