"""/api/v1/cycles/{cycle}/places: the places of a cycle as they were given, and giving them."""

from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import Depends, FastAPI, Request, Response

from engine.decide import Refused
from engine.parameters import UnknownParameter
from engine.runtime import cycles_in_sight, listed
from engine.runtime.cycles_in_sight import Placed, Share
from engine.runtime.listed import ANYTHING, Wanted
from engine.runtime.queries import looking
from engine.sight import Reach
from engine.words import Language, Words
from portal.access.rooms import reads_in
from portal.access.sight import visible, whole
from portal.api.caller import Caller, Reading, Signed, Signing
from portal.api.cycles import Year, no_cycle, ranking
from portal.api.declared import WRITES, Tags, problems
from portal.api.not_as_asked import sent_otherwise
from portal.api.one import TAGGED
from portal.api.refusals import refusal
from portal.api.scopes import MOVE
from portal.api.shapes.law import Sentence
from portal.api.shapes.trials import PlaceOf, PlacesDecided, PlacesGiven, PlacesTold
from portal.api.stepping import DryRun
from portal.api.tongue import tongue_of
from portal.api.versions import IfMatch, Mark, seen_as
from portal.cycle import standing
from portal.cycle_pages.asked import Asked
from portal.cycle_pages.gauge import gauge
from portal.cycle_pages.seen import mark_of
from portal.here import Here
from portal.places import give_places, selection
from portal.words import words
from workflows.roles import OF_A_STATE
from workflows.selection.kept import read_again

Mover = Annotated[Signed, Depends(Signing(MOVE, "selection", writes=True))]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    places = _Places(here)
    tags: Tags = ["cycles"]
    at = "/cycles/{cycle}/places"
    app.get(
        at, tags=tags, response_model=PlacesTold, summary="The places as they were given",
        responses=problems(404),
    )(places.look)  # fmt: skip
    app.post(
        at, tags=tags, response_model=PlacesGiven, summary="Give the places",
        responses=problems(*WRITES, 404, 409, 412, 428) | TAGGED,
    )(places.give)  # fmt: skip


@dataclass(frozen=True)
class _Places:
    here: Here

    def look(self, request: Request, caller: Reading, cycle: Year) -> PlacesTold:
        """For anybody, of the dossiers that they may know of; a State reads why its own stand where
        they do."""
        sight = visible(caller.who)
        with looking(self.here.office.database) as connection:
            if not listed.counts(connection, sight, Wanted(cycle)):
                raise no_cycle()
            shares = cycles_in_sight.shares(connection, sight, cycle, ANYTHING)
            theirs = cycles_in_sight.shares(connection, whole(caller.who), cycle, _own(caller))
            placed = cycles_in_sight.placed(connection, sight, cycle).get(cycle, Placed())
        own = {one.reference for one in theirs}
        ceiling = gauge(self.here.office.book.law, cycle, placed).ceiling
        return PlacesTold(
            cycle=cycle, ceiling=ceiling and ceiling.number,
            inside=placed.inside, outside=placed.outside, backlog=placed.backlog,
            files=[_told(one, one.reference in own, tongue_of(request)) for one in shares],
        )  # fmt: skip

    def give(
        self,
        request: Request,
        response: Response,
        mover: Mover,
        cycle: Year,
        asked: PlacesDecided,
        if_match: IfMatch = None,
        dry_run: DryRun = False,
    ) -> PlacesGiven:
        """Every dossier of the cycle gets its place or joins the backlog, all or none; equal files
        at the cut wait until a person decides. If-Match names what was seen, as the ETag of the
        ranking: sent twice, the second is told that the cycle has changed."""
        self._unless_changed(cycle, if_match)
        given = Asked(
            asked.tie or "", tuple(asked.picks),
            "" if asked.ceiling is None else str(asked.ceiling), asked.reason,
        )  # fmt: skip
        for name, field in given.faults():
            raise sent_otherwise(field, f"/{field}", words()["page"][name])
        office, moved = self.here.office, 0
        if dry_run:
            made = selection(office, cycle, given.decision)
        else:
            made, moved = give_places(office, cycle, given.decision, mover.who)
        if isinstance(made, Refused):
            raise refusal(made)
        response.headers["ETag"] = self._mark(cycle).tag
        return PlacesGiven(dry_run=dry_run, moved=moved, ranking=ranking(made, tongue_of(request)))

    def _unless_changed(self, cycle: int, if_match: str | None) -> None:
        try:
            seen_as(if_match, self._mark(cycle), _CHANGED)
        except UnknownParameter as fault:
            raise no_cycle() from fault

    def _mark(self, cycle: int) -> Mark:
        office = self.here.office
        return Mark(mark_of(standing(office, cycle), office.book.law))


def _own(caller: Caller) -> Reach:
    """Of which dossiers the reasons are told: all that are read in full by those who prepare the
    selection, else the files of one's own State."""
    if reads_in(caller.who, "selection") is None:
        return ANYTHING
    who = caller.who
    return Reach(parties=who.states if who and who.role in OF_A_STATE else frozenset())


def _told(one: Share, theirs: bool, language: Language) -> PlaceOf:
    why = [
        Sentence(sentence=sentence, cite=cite) for sentence, cite in read_again(one.why, language)
    ]
    return PlaceOf(
        reference=one.reference, file_no=one.file_no, title=one.title, states=list(one.states),
        workflow=one.workflow, place=cast("Any", one.place or None), rank=one.rank,
        level=one.level, why=why if theirs else None, illustrative=one.illustrative,
    )  # fmt: skip


_CHANGED = Words(
    "The cycle has changed since you looked at its ranking; no place was given.",
    "Le cycle a changé depuis que vous avez consulté son classement ; aucune place n'a été "
    "attribuée.",
)
