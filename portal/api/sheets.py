"""/api/v1/dossiers/{reference}/sheet: an officer's check of a file, and its end."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, FastAPI, Response

from engine.decide import Refused
from engine.dossier import Dossier
from engine.runtime.queries import looking
from engine.words import Words
from portal.api.caller import Signed, Signing
from portal.api.declared import WRITES, Tags, problems
from portal.api.found import read_whole
from portal.api.keys import IdempotencyKey, request_of
from portal.api.not_as_asked import sent_otherwise
from portal.api.one import TAGGED, Reference
from portal.api.refusals import refusal
from portal.api.scopes import MOVE, READ
from portal.api.shapes.said import said
from portal.api.shapes.sheets import Sheet as Told
from portal.api.shapes.sheets import SheetRow, Ticks, TickTold
from portal.api.shapes.steps import Moved
from portal.api.stepping import moved
from portal.api.versions import IfMatch, seen_in, tag_of
from portal.filing.sheet import Row, Sheet, checks, conclude, sheet_of, tick
from portal.filing.ticked import name_of
from portal.here import Here
from workflows.check.check import Seen
from workflows.check.items import ITEMS

Reader = Annotated[Signed, Depends(Signing(READ))]
Mover = Annotated[Signed, Depends(Signing(MOVE, writes=True))]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    sheets = _Sheets(here)
    at = "/dossiers/{reference}/sheet"
    tags: Tags = ["checks"]
    app.get(
        at, tags=tags, response_model=Told, summary="The sheet of its check as it stands",
        responses=problems(404),
    )(sheets.look)  # fmt: skip
    app.patch(
        at, tags=tags, response_model=Told, summary="Tick items",
        responses=problems(*WRITES, 404),
    )(sheets.tick)  # fmt: skip
    app.post(
        f"{at}/conclusion", tags=tags, response_model=Moved, summary="End the check",
        responses=problems(*WRITES, 404, 409, 412, 428) | TAGGED,
    )(sheets.conclude)  # fmt: skip


@dataclass(frozen=True)
class _Sheets:
    here: Here

    def look(self, reader: Reader, reference: Reference) -> Told:
        """For the Secretariat: every item of the last filing, and the letter that would leave."""
        return self._told(self._dossier(reader, reference))

    def tick(self, mover: Mover, reference: Reference, given: Ticks) -> Told:
        """All of them, or none where anything stands against one."""
        dossier = self._dossier(mover, reference)
        known = {one.code for one in ITEMS}
        for place, one in enumerate(given.ticks):
            if one.item not in known:
                raise sent_otherwise("item", f"/ticks/{place}/item", _NO_ITEM)
        wanted = [Seen(one.item, one.verdict, one.note) for one in given.ticks]
        shown = {one.item: one.seen for one in given.ticks if one.seen is not None}
        office = self.here.office
        if faults := tick(office, dossier.reference, wanted, mover.who, shown):
            raise sent_otherwise("ticks", "/ticks", *faults)
        return self._told(dossier)

    def conclude(
        self,
        response: Response,
        mover: Mover,
        reference: Reference,
        if_match: IfMatch = None,
        idempotency_key: IdempotencyKey = None,
    ) -> Moved:
        """Found complete, or one letter with everything that is missing, which waits for an officer
        to release it. If-Match names the version of the dossier; refused while an item waits for
        eyes."""
        dossier = self._dossier(mover, reference)
        seen, request = seen_in(if_match), request_of(idempotency_key, mover)
        office = self.here.office
        outcome = conclude(office, dossier.reference, mover.who, seen, request)
        if isinstance(outcome, Refused):
            with looking(office.database) as connection:
                now = read_whole(connection, dossier.reference, mover.who)
            raise refusal(outcome, (), seen, now.version)
        response.headers["ETag"] = tag_of(outcome.dossier.version)
        with looking(office.database) as connection:
            return moved(self.here, connection, outcome, mover)

    def _dossier(self, signed: Signed, reference: str) -> Dossier:
        with looking(self.here.office.database) as connection:
            dossier = read_whole(connection, reference, signed.who)
        checks(signed.who)
        return dossier

    def _told(self, dossier: Dossier) -> Told:
        sheet = sheet_of(self.here.office, dossier.reference)
        return _sheet(sheet)


def _sheet(sheet: Sheet) -> Told:
    checked = sheet.checked
    return Told(
        reference=sheet.dossier.reference,
        version=sheet.dossier.version,
        form=sheet.form,
        edition=sheet.edition,
        items=[_row(one) for one in sheet.rows],
        complete=checked.complete,
        waiting=[one.code for one in checked.unseen],
        letter=checked.letter("fr" if sheet.dossier.text("language") == "fr" else "en"),
        follows=said(sheet.follows),
    )


def _row(row: Row) -> SheetRow:
    item, put = row.item, row.tick
    return SheetRow(
        item=item.code, number=item.number, title=said(item.title), cite=str(item.citation),
        severity=item.severity, eyes=item.eyes and said(item.eyes), applies=row.applies,
        found=[said(one) for one in row.found],
        tick=put and TickTold.model_validate(put, from_attributes=True),
        seen=name_of(put), reply=row.reply,
    )  # fmt: skip


_NO_ITEM: Final = Words(
    "the check has no item of that name", "le contrôle n'a pas de point de ce nom"
)
