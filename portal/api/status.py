"""/api/v1/dossiers/{reference}/status: a file in plain words, in three tenses, as for anybody."""

from dataclasses import dataclass
from datetime import UTC
from functools import partial

from fastapi import FastAPI

from engine.runtime.queries import looking
from portal.api.caller import Reading
from portal.api.declared import problems
from portal.api.found import known
from portal.api.one import Reference, file_of
from portal.api.shapes.published import DateToCome, StatusTold, WasTold
from portal.api.shapes.said import said
from portal.cycle_pages.timetable import Date
from portal.here import Here
from portal.public_pages.status import coming, done, following


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this address."""
    app.get(
        "/dossiers/{reference}/status", tags=["dossiers"], response_model=StatusTold,
        summary="What was done, where it is, where it can go", responses=problems(404),
    )(_Status(here).status)  # fmt: skip


@dataclass(frozen=True)
class _Status:
    here: Here

    def status(self, caller: Reading, reference: Reference) -> StatusTold:
        """In the words of the public, whoever asks."""
        office = self.here.office
        with looking(office.database) as connection:
            dossier = known(connection, reference, caller.who).dossier
            pinned = partial(office.book.pinned, connection)
            was = list(done(file_of(connection, dossier), pinned))
            workflow = pinned(dossier.workflow, dossier.definition)
        state = workflow.state[dossier.state]
        will = dict.fromkeys(one.future for one in following(workflow, state))
        dates = [] if state.final else coming(office.book.law, dossier.cycle, office.clock())
        return StatusTold(
            reference=dossier.reference,
            was=[WasTold(at=at.astimezone(UTC), said=said(words)) for at, words in was],
            status=said(state.public),
            will=[said(one) for one in will],
            dates=[_date(one) for one in dates],
        )


def _date(one: Date) -> DateToCome:
    first, last = one.days or (None, None)
    return DateToCome(
        key=one.name, at=one.instant and one.instant.astimezone(UTC), first=first, last=last,
        cite=one.cite.en, mark=one.mark,
    )  # fmt: skip
