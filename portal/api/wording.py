"""/api/v1/wording: how the letters of the office are worded, each in each language."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast

from fastapi import Depends, FastAPI, Path, Query, Response

from engine.dossier import Actor
from engine.runtime import wordings
from engine.runtime.queries import looking
from engine.words import Language, Words
from notifications.letters import Letter, original, written
from notifications.wording.fault import Fault
from notifications.wording.faults import tidy
from notifications.wording.subject import BEGINS
from portal.access.sight import whole
from portal.api.bounds import Text
from portal.api.caller import Signed, Signing
from portal.api.declared import WRITES, Tags, problems
from portal.api.found import not_there
from portal.api.not_as_asked import sent_otherwise
from portal.api.one import TAGGED
from portal.api.problems import AT
from portal.api.scopes import LETTERS
from portal.api.shapes.said import said
from portal.api.shapes.wording import (
    Wording,
    WordingAsked,
    WordingFault,
    WordingLine,
    WordingRead,
    Wordings,
    WordingVersion,
)
from portal.api.stepping import DryRun
from portal.api.versions import IfMatch, Mark, seen_as
from portal.here import Here
from portal.wording_pages.preview import find_example, preview
from portal.wording_pages.saving import restore, save, text_in_force

Reader = Annotated[Signed, Depends(Signing(LETTERS, "wording"))]
Writer = Annotated[Signed, Depends(Signing(LETTERS, "wording", writes=True))]
Key = Annotated[str, Path(max_length=64, examples=["submission_received"])]
Tongue = Annotated[Literal["en", "fr"], Path()]
Dossier = Annotated[Text, Query(description="The dossier by which it is shown.")]


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these addresses."""
    shown = _Wording(here)
    tags: Tags = ["letters"]
    one = "/wording/{key}/{language}"
    app.get(
        "/wording", tags=tags, response_model=Wordings, summary="Every letter, and its wording",
        responses=problems(),
    )(shown.all)  # fmt: skip
    app.get(
        one, tags=tags, response_model=Wording, summary="How a letter is worded",
        responses=problems(404) | TAGGED,
    )(shown.one)  # fmt: skip
    app.put(
        one, tags=tags, response_model=Wording, summary="Word it otherwise, or as it was shipped",
        responses=problems(*WRITES, 404, 412, 428) | TAGGED,
    )(shown.write)  # fmt: skip


@dataclass(frozen=True)
class _Wording:
    here: Here

    def all(self, reader: Reader) -> Wordings:
        """With the version in force of each."""
        with looking(self.here.office.database) as connection:
            made = wordings.in_force(connection)
        return Wordings(letters=[_line(*of, made.get(of, (0, ""))[0]) for of in sorted(written())])

    def one(
        self,
        response: Response,
        reader: Reader,
        key: Key,
        language: Tongue,
        reference: Dossier = "",
    ) -> Wording:
        """The text in force, as it reads for that dossier, or for the one that had it last."""
        self._known(key, language)
        response.headers["ETag"] = self._mark(key, language).tag
        return self._told(reader.who, key, language, None, reference)

    def write(
        self,
        response: Response,
        writer: Writer,
        key: Key,
        language: Tongue,
        asked: WordingAsked,
        if_match: IfMatch = None,
        dry_run: DryRun = False,
    ) -> Wording:
        """It is checked line by line, and kept with its reason as the next version; a dry run says
        how the text reads and what stands against it. If-Match names the version that was seen."""
        self._known(key, language)
        mark = self._mark(key, language)
        seen_as(if_match, mark, _CHANGED)
        if not dry_run:
            self._keep(writer, key, language, asked, int(mark.text))
        response.headers["ETag"] = self._mark(key, language).tag
        shown = tidy(original(key, language)) if asked.text is None else asked.text
        text = shown if dry_run else None
        return self._told(writer.who, key, language, text, asked.reference)

    def _keep(
        self, writer: Signed, key: str, language: Language, asked: WordingAsked, seen: int
    ) -> None:
        office, by = self.here.office, writer.who.name
        if asked.text is None:
            outcome = restore(office, key, language, by, asked.reason, seen)
        else:
            outcome = save(
                office, key, language, asked.text, by, asked.reason, whole(writer.who), seen
            )
        if not isinstance(outcome, int):
            raise sent_otherwise("text", "/text", *(_in_words(one) for one in outcome))

    def _mark(self, key: str, language: str) -> Mark:
        with looking(self.here.office.database) as connection:
            made = wordings.versions(connection, key, language)
        return Mark(str(made[0].version if made else 0))

    def _known(self, key: str, language: str) -> None:
        if (key, language) not in written():
            raise not_there("There is no such letter.", "Ce courrier n'existe pas.")

    def _told(
        self, who: Actor, key: str, language: Language, text: str | None, reference: str
    ) -> Wording:
        office = self.here.office
        version, now = text_in_force(office, key, language)
        with looking(office.database) as connection:
            made = wordings.versions(connection, key, language)
        shown = now if text is None else text
        sight = whole(who)
        example = reference.strip() or find_example(office, key, sight) or ""
        read = preview(office, key, language, shown, example, sight)
        return Wording(
            key=key, language=language, version=version, text=now,
            original=tidy(original(key, language)),
            versions=[WordingVersion.model_validate(one, from_attributes=True) for one in made],
            read=_read(example, read),
            faults=[] if isinstance(read, Letter) else [_fault(one) for one in read],
        )  # fmt: skip


def _read(reference: str, read: Letter | tuple[Fault, ...]) -> WordingRead | None:
    if not isinstance(read, Letter):
        return None
    return WordingRead(reference=reference, subject=read.subject, text=read.text)


def _line(key: str, language: str, version: int) -> WordingLine:
    shipped = original(key, cast("Any", language)).partition("\n")[0]
    return WordingLine(
        key=key, language=language, subject=shipped.removeprefix(BEGINS), version=version,
        url=f"{AT}/wording/{key}/{language}",
    )  # fmt: skip


def _fault(one: Fault) -> WordingFault:
    return WordingFault(line=one.line, sentence=said(one.said))


def _in_words(one: Fault) -> Words:
    return Words(one.spoken("en"), one.spoken("fr"))


_CHANGED = Words(
    "Somebody has made another version meanwhile; nothing was kept.",
    "Une autre version a été établie entre-temps ; rien n'a été enregistré.",
)
