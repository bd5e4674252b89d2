"""Filing: the State hands in what there is, told what is missing and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.dossier import Actor
from engine.events import Entry
from engine.runtime import attachments, drafts, papers, reading
from engine.runtime.attachments import Attachment
from engine.runtime.database import Link
from engine.runtime.held import moved_with
from engine.runtime.moves import Move, Outcome
from engine.runtime.office import Office
from engine.runtime.requests import KEY
from engine.words import Words
from portal.filing.confirmed import Confirmed, as_filed, confirmed
from portal.filing.draft import Begun, begin, begun, dossier_of, writes
from portal.filing.filed import drafted
from workflows.check.check import Checked, check, what_follows

STEP: Final[Mapping[str, str]] = {"draft": "submit", "incomplete": "resubmit"}
"""The step by which a dossier is filed from each state."""


@dataclass(frozen=True, slots=True)
class Forewarned:
    """What a State is told before it files: everything that a machine sees to be missing, what
    follows if nothing more comes, and of a file of several States which of them has confirmed it;
    that keeps none of them from filing."""

    checked: Checked
    follows: Words
    confirmed: tuple[Confirmed, ...] = ()

    @property
    def name(self) -> str:
        """A short name for what is missing: that of a page opened an hour ago may be another. When
        a late file would be received is told to the second, and is no part of it."""
        said = sorted(
            (one.item.code, one.sentence.en if one.item.code != "RECEIPT" else "")
            for one in self.checked.missing
        )
        return papers.short_name(said)


@dataclass(frozen=True, slots=True)
class NotKnowing:
    """Nothing was filed: something is missing, and the State has not said that it knows."""

    forewarned: Forewarned


def forewarned(office: Office, of: Begun) -> Forewarned:
    """What the machine sees of a file as it stands now."""
    with office.database.connect() as connection:
        return _forewarned(office, connection, of)


def _forewarned(office: Office, connection: Link, of: Begun) -> Forewarned:
    filed = drafted(connection, of, office.clock())
    law = office.book.law
    return Forewarned(check(filed, law), what_follows(filed, law), confirmed(connection, of))


def file(
    office: Office, reference: str, who: Actor, knowing: bool | str, request: str | None = None
) -> Outcome | NotKnowing:
    """File a dossier as its draft stands, complete or not, in time or late; `knowing` says that the
    State was told what is missing, or names what it was told (`Forewarned.name`), which must be
    what is missing still. LookupError, NotYours as in `begin`.

    The answers and the attachments are read, kept as a paper and filed in one transaction, in which
    nobody else writes: what is saved meanwhile is in the filing, or is refused.
    """
    begin(office, reference, who)

    def prepared(connection: Link) -> Move | NotKnowing:
        dossier = dossier_of(connection, reference)
        writes(dossier, who)
        if before := entry_under(connection, reference, request):
            answers = {"filing": before.facts.get("filing")}
            return Move(reference, before.trigger, who, answers, request=request)
        draft = drafts.draft_of(connection, reference)
        trigger = STEP.get(dossier.state)
        if trigger is None or draft is None:
            return Move(reference, "submit", who)
        of = begun(dossier, draft)
        told = _forewarned(office, connection, of)
        if told.checked.missing and knowing not in (True, told.name):
            return NotKnowing(told)
        there = attachments.attachments(connection, reference)
        attachments.file_them(connection, reference, (one.number for one in there))
        content = content_of(of, there, told)
        name = papers.keep(connection, "filing", reference, content, office.clock())
        return Move(reference, trigger, who, {"filing": name}, request=request)

    return moved_with(office, reference, prepared)


def entry_under(connection: Link, reference: str, request: str | None) -> Entry | None:
    """The step of that dossier that was made under that request key before."""
    if request is None or not KEY.fullmatch(request):
        return None
    entry = reading.entries_under(connection, [request]).get(request)
    return entry if entry is not None and entry.reference == reference else None


def content_of(of: Begun, there: list[Attachment], told: Forewarned) -> dict[str, Any]:
    """A filing as it is kept for ever: the answers as given, the documents by their hash, and what
    the State was told when it filed."""
    return {
        "format": 1,
        "form": of.form.code,
        "edition": of.edition.name,
        "states": list(of.dossier.states),
        "answers": dict(of.given),
        "replies": dict(of.replies),
        "replies_to": of.dossier.text("sheet"),
        "attachments": [_named(one) for one in there],
        "told": [{"item": one.item.code, **one.sentence._asdict()} for one in told.checked.missing],
        "follows": told.follows._asdict(),
        **({"confirmed": as_filed(told.confirmed)} if told.confirmed else {}),
    }


_NAMED: Final = (
    "number", "document", "state", "name", "media_type", "size", "sha256", "caption", "credit",
    "status",
)  # fmt: skip


def _named(one: Attachment) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in _NAMED},
        "facts": dict(one.facts),
        "faults": [list(fault) for fault in one.faults],
    }
