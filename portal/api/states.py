"""/api/v1/state: the desk of a State: where each of its files stands, and its letters."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Query, Response

from engine.runtime.files_of_a_state import how_many_of
from engine.runtime.letters_of_a_state import Notice, letters_of
from engine.runtime.queries import looking
from portal.access.sight import whole
from portal.api.caller import Signed, Signing
from portal.api.cursor import Cursor, parts_of, place
from portal.api.declared import Tags, problems
from portal.api.lines import dated, named
from portal.api.lists import LINKED
from portal.api.problems import AT
from portal.api.scopes import READ
from portal.api.shapes.letters import Copy
from portal.api.shapes.said import said
from portal.api.shapes.states import (
    LettersTo,
    LetterTo,
    OwnFile,
    OwnFiles,
    OwnGroup,
    StillMissing,
)
from portal.here import Here
from portal.state_pages.clocks import PARIS
from portal.state_pages.letters import to_others
from portal.state_pages.missing import Missing
from portal.state_pages.standing import CLOSED, Group, Standing, standing

Reader = Annotated[Signed, Depends(Signing(READ, "state"))]
Limit = Annotated[int, Query(ge=1, le=100)]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    shown = _State(here)
    tags: Tags = ["state"]
    app.get(
        "/state", tags=tags, response_model=OwnFiles, summary="Where your files stand",
        responses=problems(),
    )(shown.files)  # fmt: skip
    app.get(
        "/state/letters", tags=tags, response_model=LettersTo, summary="The letters to your State",
        responses=problems() | LINKED,
    )(shown.letters)  # fmt: skip


@dataclass(frozen=True)
class _State:
    here: Here

    def files(self, reader: Reader) -> OwnFiles:
        """For focal points and delegations: every open file, the nearest date first."""
        who, office = reader.who, self.here.office
        with looking(office.database) as connection:
            groups = standing(connection, office, who, PARIS, office.clock())
            closed = how_many_of(connection, who.states, whole(who), CLOSED)
        asked = [*(("party", one) for one in sorted(who.states)), ("turn", "nobody")]
        return OwnFiles(
            states=sorted(who.states), groups=[_group(one) for one in groups if one.number],
            closed=closed, past=f"{AT}/dossiers?{urlencode(asked)}",
        )  # fmt: skip

    def letters(
        self, response: Response, reader: Reader, limit: Limit = 20, cursor: Cursor = None
    ) -> LettersTo:
        """Those that were sent, as they left, the latest first."""
        who = reader.who
        after = parts_of(cursor, 1)[0] if cursor else None
        with looking(self.here.office.database) as connection:
            found = letters_of(connection, who.states, whole(who), to_others(), limit, after)
        follows = None
        if found.after is not None:
            asked = {"limit": limit, "cursor": place(found.after)}
            follows = f"{AT}/state/letters?{urlencode(asked)}"
            response.headers["Link"] = f'<{follows}>; rel="next"'
        return LettersTo(letters=[_letter(one) for one in found.letters], next=follows)


def _group(group: Group) -> OwnGroup:
    return OwnGroup(
        turn=group.owner, number=group.number, files=[_file(one) for one in group.files]
    )


def _file(one: Standing) -> OwnFile:
    due = None if one.date is None else dated(one.date.due.key, one.date.due)
    return OwnFile(
        **named(one.dossier), version=one.dossier.version, mechanism=said(one.mechanism),
        state=one.state.name, stands=said(one.state.office), due=due,
        missing=one.missing and _missing(one.missing), follows=said(one.follows),
    )  # fmt: skip


def _missing(one: Missing) -> StillMissing:
    return StillMissing(
        begun=one.begun, still_open=said(one.still_open), more=one.more, letter=one.letter,
        sentences=[said(each) for each in one.said], asked=[said(each) for each in one.asked],
    )  # fmt: skip


def _letter(one: Notice) -> LetterTo:
    return LetterTo(
        key=one.key, template=one.template, references=list(one.references), sent_at=one.sent_at,
        copies=[Copy.model_validate(each, from_attributes=True) for each in one.copies],
    )  # fmt: skip
