"""Filing: the State hands in what there is, told what is missing and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.decide import Refused, outlook
from engine.dossier import Actor, Dossier
from engine.events import Entry
from engine.runtime import attachments, papers, reading
from engine.runtime.attachments import Attachment
from engine.runtime.database import writer
from engine.runtime.moves import Move, Outcome
from engine.runtime.office import Office
from engine.words import Words
from portal.filing.draft import Begun, begin, writes
from portal.filing.filed import drafted
from workflows.check.check import Checked, check, what_follows

STEP: Final[Mapping[str, str]] = {"draft": "submit", "incomplete": "resubmit"}
"""The step by which a dossier is filed from each state."""


@dataclass(frozen=True, slots=True)
class Forewarned:
    """What a State is told before it files: everything that a machine sees to be missing, and what
    follows if nothing more comes."""

    checked: Checked
    follows: Words


@dataclass(frozen=True, slots=True)
class NotKnowing:
    """Nothing was filed: something is missing, and the State has not said that it knows."""

    forewarned: Forewarned


def forewarned(office: Office, of: Begun) -> Forewarned:
    """What the machine sees of a file as it stands now."""
    with office.database.connect() as connection:
        filed = drafted(connection, of, office.clock())
    return Forewarned(check(filed, office.book.law), what_follows(filed, office.book.law))


def file(
    office: Office, reference: str, who: Actor, knowing: bool, request: str | None = None
) -> Outcome | NotKnowing:
    """File a dossier as its draft stands, complete or not, in time or late; `knowing` says that the
    State was told what is missing. LookupError, NotYours as in `begin`."""
    if before := _under(office, reference, request):
        answers = {"filing": before.facts.get("filing")}
        return office.execute(Move(reference, before.trigger, who, answers, request=request))
    of = begin(office, reference, who)
    writes(of.dossier, who)
    told = forewarned(office, of)
    if told.checked.missing and not knowing:
        return NotKnowing(told)
    trigger = STEP.get(of.dossier.state)
    if trigger is None:
        return office.execute(Move(reference, "submit", who, seen=of.dossier.version))
    if refused := _against(office, of.dossier, trigger, who):
        return refused
    with writer(office.database).begin() as connection:
        there = attachments.attachments(connection, reference)
        attachments.file_them(connection, reference, (one.number for one in there))
        content = content_of(of, there, told)
        name = papers.keep(connection, "filing", reference, content, office.clock())
    answers = {"filing": name}
    return office.execute(
        Move(reference, trigger, who, answers, seen=of.dossier.version, request=request)
    )


def _under(office: Office, reference: str, request: str | None) -> Entry | None:
    """The filing that was made under that request key before."""
    with office.database.connect() as connection:
        found = reading.entries_under(connection, [request] if request else [])
    entry = found.get(str(request))
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


def _against(office: Office, dossier: Dossier, trigger: str, who: Actor) -> Refused | None:
    """What stands against the step already now: then no paper is kept for nothing."""
    with office.database.connect() as connection:
        definition = office.book.pinned(connection, dossier.workflow, dossier.definition)
    for step, findings in outlook(definition, dossier, who, office.clock(), office.book.law):
        if step.trigger == trigger and findings:
            return Refused(findings)
    return None
