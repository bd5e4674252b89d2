"""What each State of a file says of its draft: confirmed as it stands, confirmed before it was
changed, or not confirmed; it never keeps a State from filing."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.content import stamp
from engine.dossier import Actor, Dossier
from engine.runtime import attachments, confirmations, drafts, papers
from engine.runtime.attachments import Attachment
from engine.runtime.confirmations import Confirmation
from engine.runtime.database import Link, writer
from engine.runtime.drafts import Closed
from engine.runtime.held import hold
from engine.runtime.office import Office
from engine.words import Language, Words
from forms.answers import read
from forms.catalogue import forms
from forms.differences import Change, changed
from portal.access import files
from portal.access.denied import unless
from portal.filing.draft import WRITES_IN, Begun, NotThere, begun, dossier_of, looks


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The latest word of a State on a draft, None where it gave none; whether the draft is still
    what it saw."""

    state: str
    last: Confirmation | None
    stands: bool

    @property
    def told(self) -> Words:
        """How a State stands to a draft, in a sentence."""
        if self.last is None:
            return Words(
                f"{self.state} has not confirmed this file.",
                f"{self.state} n'a pas confirmé ce dossier.",
            )
        by, version = self.last.name, self.last.version
        if self.last.through:
            by = f"{by} ({self.last.through})"
        if self.stands:
            return Words(
                f"{self.state} has confirmed version {version}, as it stands now: {by}.",
                f"{self.state} a confirmé la version {version}, telle qu'elle est : {by}.",
            )
        return Words(
            f"{self.state} has confirmed version {version}, which was changed since: {by}.",
            f"{self.state} a confirmé la version {version}, modifiée depuis lors : {by}.",
        )


@dataclass(frozen=True, slots=True)
class Since:
    """What was changed since a version: answers, documents added and documents taken out; whether
    it is all on another edition of the form, so that answers cannot be compared."""

    answers: tuple[Change, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    edition: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """Nothing was confirmed: the draft is no longer the one that was looked at."""


def drafted(connection: Link, reference: str, who: Actor) -> tuple[Dossier, Begun | None]:
    """A dossier and its draft, None where nobody has begun one, for somebody who only reads.
    LookupError where they may not know of it, NotYours where they may not read it."""
    dossier = dossier_of(connection, reference)
    looks(dossier, who)
    draft = drafts.draft_of(connection, reference)
    return dossier, None if draft is None else begun(dossier, draft)


def content_of(of: Begun, there: Collection[Attachment]) -> dict[str, Any]:
    """What a State confirms: every answer of the draft, and its documents by their hash."""
    return {
        "format": 1,
        "form": of.form.code,
        "edition": of.edition.name,
        "states": list(of.dossier.states),
        "answers": dict(of.given),
        "attachments": [{name: getattr(one, name) for name in _NAMED} for one in there],
    }


_NAMED: Final = ("number", "document", "state", "name", "sha256", "caption", "credit")


def seen(of: Begun, there: Collection[Attachment]) -> str:
    """A short name of what would be confirmed, to see whether it changed."""
    return papers.short_name(content_of(of, there))


def confirm(
    office: Office, reference: str, states: Collection[str], shown: str, who: Actor
) -> int | Changed:
    """Confirm a draft for these States as it was `shown` (its `seen`); the version confirmed.

    LookupError, NotYours for whoever does not speak for one of them, Closed when it is not the
    States' turn to write. Sent twice, it is written once.
    """
    with writer(office.database).begin() as connection:
        hold(connection, reference)
        dossier, of = drafted(connection, reference, who)
        for state in states:
            unless(files.confirms(who, dossier, state))
        if dossier.state not in WRITES_IN:
            raise Closed(dossier.state)
        if of is None:
            raise NotThere(f"no form was filled in for {reference}")
        there = attachments.attachments(connection, reference)
        if shown != seen(of, there):
            return Changed()
        kept = confirmations.keep(
            connection, reference, states, content_of(of, there), who, office.clock()
        )
        return kept or 0


def confirmed(connection: Link, of: Begun) -> tuple[Confirmed, ...]:
    """The word of every State of a file of several, in their order; nothing for a State alone."""
    dossier = of.dossier
    if len(dossier.states) < 2:
        return ()
    last = {one.state: one for one in confirmations.confirmations(connection, dossier.reference)}
    now = content_of(of, attachments.attachments(connection, dossier.reference))
    versions = {one.version for one in last.values()}
    still = {
        version: confirmations.confirmed(connection, dossier.reference, version) == _stored(now)
        for version in versions
    }
    return tuple(
        Confirmed(state, last.get(state), state in last and still[last[state].version])
        for state in dossier.states
    )


def since(connection: Link, of: Begun, version: int, language: Language) -> Since:
    """What was changed in a draft since that version was confirmed."""
    before = confirmations.confirmed(connection, of.dossier.reference, version)
    now = _stored(content_of(of, attachments.attachments(connection, of.dossier.reference)))
    old, new = (_documents(one) for one in (before, now))
    added = tuple(name for key, name in new.items() if key not in old)
    removed = tuple(name for key, name in old.items() if key not in new)
    if (before["form"], before["edition"]) != (now["form"], now["edition"]):
        return Since((), added, removed, edition=True)
    then = read(_edition(before), before["states"], before["answers"])
    return Since(changed(of.edition, then.values, of.filled.values, language), added, removed)


def as_filed(given: Collection[Confirmed]) -> list[dict[str, Any]]:
    """The word of every State, as it is kept for ever in what is filed."""
    return [
        {"state": one.state, "stands": one.stands, **({} if one.last is None else _kept(one.last))}
        for one in given
    ]


def _kept(one: Confirmation) -> dict[str, Any]:
    return {
        "version": one.version,
        "name": one.name,
        "role": one.role,
        "through": one.through,
        "at": stamp(one.at),
    }


def _stored(content: Mapping[str, Any]) -> Any:
    """A content as it comes back from where papers are kept."""
    return json.loads(papers.escaped(content))


def _documents(content: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    return dict(_each(content))


def _each(content: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for one in content["attachments"]:
        key = tuple(str(one[part]) for part in _NAMED)
        yield key, f"{one['name']} ({one['state']})" if one["state"] else one["name"]


def _edition(content: Mapping[str, Any]) -> Any:
    form = forms()[content["form"]]
    return next(one for one in form.editions if one.name == content["edition"])
