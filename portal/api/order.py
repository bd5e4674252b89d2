"""/api/v1/state/order: the order of priority that a State gives its files, and what each may
expect."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI

from engine.dossier import Actor
from engine.runtime.queries import looking
from engine.words import Words
from portal.api.caller import Signed, Signing
from portal.api.declared import WRITES, Tags, problems
from portal.api.found import not_there
from portal.api.not_as_asked import sent_otherwise
from portal.api.problems import Problem
from portal.api.scopes import MOVE, READ
from portal.api.shapes.said import said
from portal.api.shapes.states import (
    Because,
    Expecting,
    OrderAsked,
    OrderOf,
    OrderRow,
    Orders,
    OrderSaved,
)
from portal.here import Here
from portal.state_pages.forecast import Forecasts, forecasts_of
from portal.state_pages.level_told import Forecast, Reason
from portal.state_pages.ordering import Place, notes
from portal.state_pages.own_files import Ranking, Row, files_of, rankings
from portal.state_pages.saved_order import Typed, save

Reader = Annotated[Signed, Depends(Signing(READ, "state"))]
Mover = Annotated[Signed, Depends(Signing(MOVE, "state", writes=True))]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    shown = _Order(here)
    tags: Tags = ["state"]
    app.get(
        "/state/order", tags=tags, response_model=Orders, summary="Your order of priority",
        responses=problems(),
    )(shown.look)  # fmt: skip
    app.post(
        "/state/order", tags=tags, response_model=OrderSaved, summary="Rank your files",
        responses=problems(*WRITES, 404, 409),
    )(shown.save)  # fmt: skip


@dataclass(frozen=True)
class _Order:
    here: Here

    def look(self, reader: Reader) -> Orders:
        """Each file with its number, and the level that it may expect, drafts as if they were filed
        as they stand."""
        who, office = reader.who, self.here.office
        with looking(office.database) as connection:
            known = rankings(connection, office, who, office.clock())
            expected = forecasts_of(connection, office, who, files_of(known).values())
        return Orders(orders=[_told(one, expected.get(one.cycle, _NONE)) for one in known])

    def save(self, mover: Mover, asked: OrderAsked) -> OrderSaved:
        """Saved together, every file at once, or none; each names the version that was seen. Sent
        twice, it is saved once."""
        ranking = self._ranking(mover.who, asked.cycle, asked.state)
        _unless_theirs(ranking, asked)
        if closed := _closed(ranking, asked):
            raise _refused(closed)
        typed = Typed(
            {one.reference: "" if one.order is None else str(one.order) for one in asked.files},
            {one.reference: one.version for one in asked.files},
            next((one.reference for one in asked.files if one.named), ""),
        )
        outcome = save(self.here.office, ranking, typed, mover.who)
        if not isinstance(outcome, int):
            raise _refused(outcome)
        return OrderSaved(saved=outcome)

    def _ranking(self, who: Actor, cycle: int, state: str) -> Ranking:
        office = self.here.office
        with looking(office.database) as connection:
            known = rankings(connection, office, who, office.clock())
        for one in known:
            if (one.cycle, one.state) == (cycle, state):
                return one
        raise not_there(
            "Your State ranks no file in that cycle.",
            "Votre État ne classe aucun dossier dans ce cycle.",
        )


_NONE = Forecasts({})


def _unless_theirs(ranking: Ranking, asked: OrderAsked) -> None:
    """Problem where a file is none that the State ranks, or is asked for what it cannot have."""
    own = {row.dossier.reference for row in ranking.own}
    shared = {row.dossier.reference for row in ranking.shared}
    for at, one in enumerate(asked.files):
        if one.reference not in own | shared:
            raise sent_otherwise("files", f"/files/{at}/reference", _NOT_THEIRS)
        if one.order is not None and one.reference in shared:
            raise sent_otherwise("files", f"/files/{at}/order", _SHARED)
        if one.named and one.reference in own:
            raise sent_otherwise("files", f"/files/{at}/named", _ALONE)
    if sum(one.named for one in asked.files) > 1:
        raise sent_otherwise("files", "/files", _ONE)


def _closed(ranking: Ranking, asked: OrderAsked) -> Mapping[str, tuple[Words, ...]]:
    """What stands against ranking files anew that cannot be ranked any more, or not by them."""
    wanted = {one.reference: one.order for one in asked.files if one.order is not None}
    return {
        row.dossier.reference: row.against
        for row in ranking.own
        if not row.open and wanted.get(row.dossier.reference, row.order) != row.order
    }


def _told(ranking: Ranking, of: Forecasts) -> OrderOf:
    places = [
        Place(row.dossier.reference, "" if row.order is None else str(row.order), row.open)
        for row in ranking.own
    ]
    named = ranking.named
    return OrderOf(
        cycle=ranking.cycle,
        state=ranking.state,
        own=[_row(row, of) for row in ranking.own],
        shared=[_row(row, of) for row in ranking.shared],
        named=named and named.dossier.reference,
        notes=[said(one) for one in notes(places)],
        cite=of.cite.en or None,
        mark=of.mark or None,
        under=of.under,
        none=of.none and said(of.none),
    )


def _row(row: Row, of: Forecasts) -> OrderRow:
    dossier = row.dossier
    expects = of.by_reference.get(dossier.reference)
    return OrderRow(
        reference=dossier.reference, title=dossier.text("title"), version=dossier.version,
        stands=said(row.state), order=row.order, named_by=row.named_by or None, open=row.open,
        against=[said(one) for one in row.against], expects=expects and _expecting(expects),
    )  # fmt: skip


def _expecting(one: Forecast) -> Expecting:
    def because(reasons: tuple[Reason, ...]) -> list[Because]:
        return [Because(sentence=said(each.said), cite=each.cite.en) for each in reasons]

    return Expecting(
        level=one.level or None, why=because(one.why), facts=because(one.facts),
        change=because(one.change),
    )  # fmt: skip


def _refused(against: Mapping[str, tuple[Words, ...]]) -> Problem:
    errors = [
        {"rule": "order", "sentence": {"en": f"{name}: {one.en}", "fr": f"{name} : {one.fr}"},
         "cite": "OD 34"}
        for name, several in against.items()
        for one in several
    ]  # fmt: skip
    return Problem("refused", _NOTHING, errors)


_NOTHING = Words(
    "Nothing of the order was saved; every reason is told.",
    "Rien de l'ordre n'a été enregistré ; chaque motif est indiqué.",
)
_NOT_THEIRS = Words(
    "your State ranks no such file in that cycle",
    "votre État ne classe pas de tel dossier dans ce cycle",
)
_ONE = Words("a State names one file", "un État désigne un seul dossier")
_SHARED = Words(
    "a file of several States has no number: a State may name it",
    "un dossier de plusieurs États n'a pas de numéro : un État peut le désigner",
)
_ALONE = Words(
    "only a file of several States is named", "seul un dossier de plusieurs États est désigné"
)
