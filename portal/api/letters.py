"""/api/v1/letters: the letters of the office, found again, shown in full, released, ended."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

from fastapi import Depends, FastAPI, Path, Query, Request
from pydantic import AwareDatetime, BaseModel, Field

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime.kept_letters import InFull, Kept, letter_in_full, search
from engine.runtime.queries import looking
from engine.words import Language
from portal.api.answers import unless_against
from portal.api.caller import Signed, Signing
from portal.api.declared import WRITES, Tags, problems
from portal.api.found import not_there
from portal.api.problems import AT
from portal.api.scopes import LETTERS
from portal.api.shapes.letters import Act, Copy, Letter, LetterInFull, Letters, Preview
from portal.held_letter import Shown, shown
from portal.here import Here
from portal.letter_pages import in_hand, settled
from portal.letter_pages.answered import Answered
from portal.letter_pages.in_hand import Read

Reader = Annotated[Signed, Depends(Signing(LETTERS, "letters"))]
Officer = Annotated[Signed, Depends(Signing(LETTERS, "letters", writes=True))]
Key = Annotated[str, Path(max_length=200, examples=["RL-2028-0001:submission_received:2"])]
Tongue = Annotated[Language | None, Query(description="The language of the preview.")]
Status = Literal[
    "held", "waiting", "claimed", "sending", "sent", "uncertain", "failed", "dropped", "cancelled"
]
What = Literal["release", "cancel", "hold", "retry", "arrived", "again", "save"]


class Sought(BaseModel):
    """What is asked of the letters."""

    q: Annotated[str, Field(max_length=200, description="Words in its subject or text.")] = ""
    reference: Annotated[str | None, Field(max_length=64)] = None
    address: Annotated[str | None, Field(max_length=320)] = None
    template: Annotated[str | None, Field(max_length=64)] = None
    status: Status | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str | None, Field(max_length=200)] = None


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    letters = _Letters(here)
    tags: Tags = ["letters"]
    app.get(
        "/letters", tags=tags, response_model=Letters, summary="The letters of the office",
        responses=problems(),
    )(letters.listed)  # fmt: skip
    app.get(
        "/letters/{key}", tags=tags, response_model=LetterInFull, summary="One letter in full",
        responses=problems(404),
    )(letters.one)  # fmt: skip
    app.post(
        "/letters/{key}/{what}", tags=tags, response_model=LetterInFull,
        summary="Release a letter, cancel it, hold it back, word its paragraph, try it again",
        responses=problems(*WRITES, 404, 409),
    )(letters.act)  # fmt: skip


@dataclass(frozen=True)
class _Letters:
    here: Here

    def listed(
        self, request: Request, reader: Reader, given: Annotated[Sought, Query()]
    ) -> Letters:
        """For the Secretariat and auditors; the latest first."""
        with looking(self.here.office.database) as connection:
            page = search(
                connection, given.q, given.reference, given.address, given.template, given.status,
                given.since, given.until, given.limit, given.cursor,
            )  # fmt: skip
        follows = None
        if page.after is not None:
            asked = [one for one in request.query_params.multi_items() if one[0] != "cursor"]
            follows = f"{AT}/letters?{urlencode([*asked, ('cursor', page.after)])}"
        found = [Letter(**_kept(one)) for one in page.letters]
        return Letters(letters=found, next=follows)

    def one(self, reader: Reader, key: Key, preview: Tongue = None) -> LetterInFull:
        """With every copy as it left, and as it would leave while it is held; `preview` shows it in
        the other language."""
        return self._told(self._found(key), preview)

    def act(self, officer: Officer, key: Key, what: What, given: Act) -> LetterInFull:
        """As a button on its page does. `save` keeps the free paragraph of a held letter; of one
        that may have left, `arrived` says that it has, and `again` sends it once more."""
        self._found(key)
        office, who = self.here.office, officer.who
        acts: dict[What, Callable[[], Answered]] = {
            "release": lambda: self._release(key, given.mark, officer.who),
            "cancel": lambda: in_hand.end(office, key, given.reason, who),
            "hold": lambda: in_hand.keep_back(office, key, given.reason, who),
            "retry": lambda: settled.retry(office, [key], who),
            "arrived": lambda: settled.settle(office, key, who, arrived=True),
            "again": lambda: settled.settle(office, key, who, arrived=False),
            "save": lambda: in_hand.save(office, key, Read(given.seen, "", given.paragraph), who),
        }
        unless_against(acts[what]())
        return self._told(self._found(key))

    def _release(self, key: str, mark: str, who: Actor) -> Answered:
        office, needed = self.here.office, self.here.settings.released_by
        found = self._held(key)
        if found is None:
            return in_hand.released_before(office, key, who, needed)
        paragraph = found.held.paragraph
        read = Read(paragraph.number, mark, paragraph.text)
        return in_hand.let_leave(office, found, read, who, needed)

    def _held(self, key: str, language: Language | None = None) -> Shown | None:
        found = shown(self.here.office, self.here.settings, key, language)
        return None if isinstance(found, Refused) else found

    def _found(self, key: str) -> InFull:
        with looking(self.here.office.database) as connection:
            found = letter_in_full(connection, key)
        if found is None:
            raise not_there("There is no such letter.", "Ce courrier n'existe pas.")
        return found

    def _told(self, letter: InFull, language: Language | None = None) -> LetterInFull:
        # What tells reminders is written for its recipient alone.
        tongue = None if letter.told else language
        held = self._held(letter.kept.key, tongue) if letter.kept.status == "held" else None
        return LetterInFull(
            **_kept(letter.kept),
            number=letter.number,
            due_at=letter.due_at,
            sent_at=letter.sent_at,
            paragraph=letter.paragraph.text,
            paragraph_seen=letter.paragraph.number,
            copies=[
                Copy(at=one.at, address=one.address, subject=one.subject, text=one.text)
                for one in letter.copies
            ],
            released_by=[one.name for one in letter.releases],
            preview=None if held is None else _preview(held),
        )


def _preview(held: Shown) -> Preview:
    return Preview(
        to=in_hand.headed(held, "To"), subject=in_hand.headed(held, "Subject"),
        text=in_hand.body(held), mark=in_hand.mark(held),
    )  # fmt: skip


def _kept(one: Kept) -> dict[str, Any]:
    return {
        "key": one.key, "template": one.template, "references": list(one.references),
        "address": one.address, "at": one.at, "status": one.status, "problem": one.problem,
        "attempts": one.attempts, "subject": one.subject,
        "url": f"{AT}/letters/{quote(one.key, safe='')}",
    }  # fmt: skip
