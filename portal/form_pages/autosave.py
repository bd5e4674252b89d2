"""Answers saved while one types: what is saved, and what the page has to say of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.dossier import Actor
from engine.runtime.drafts import Conflict, Place
from engine.runtime.office import Office
from portal.filing.draft import Begun, begin, save
from portal.form_pages.in_words import in_words
from portal.form_pages.told import sentences
from portal.words import iso

NO_STATE = ""


def saved(
    office: Office, of: Begun, answers: Mapping[str, Any], seen: int, who: Actor
) -> dict[str, Any]:
    """Save these answers of which version `seen` was looked at; what the page is told, as JSON.

    NotYours and drafts.Closed as `portal.filing.draft.save` raises them.
    """
    kept = save(office, of, answers, seen, who)
    now = begin(office, of.dossier.reference, who)
    fields = {field.name: field for field in now.edition.fields}
    told = [
        {"question": name, "state": state, **said._asdict()}
        for name, state in _places(now, answers)
        for said in sentences(fields[name], state, now.filled)
    ]
    told += [{"question": "", "state": "", **said._asdict()} for said in kept.strange]
    return {
        "version": kept.version,
        "saved_at": iso(now.draft.saved_at),
        "conflicts": [_conflict(now, one) for one in kept.conflicts],
        "told": told,
        "still_open": now.filled.still_open._asdict(),
    }


def _places(of: Begun, answers: Mapping[str, Any]) -> Iterator[Place]:
    for field in of.edition.fields:
        given = answers.get(field.name)
        if field.name in answers and not field.per_state:
            yield field.name, NO_STATE
        elif isinstance(given, Mapping):
            yield from ((field.name, state) for state in of.dossier.states if state in given)


def _conflict(of: Begun, one: Conflict) -> dict[str, Any]:
    question, state = one.place
    (field,) = (field for field in of.edition.fields if field.name == question)
    return {
        "question": question,
        "state": state,
        "theirs": one.theirs.given,
        "in_words": in_words(field, one.theirs.given)._asdict(),
        "by": one.theirs.by,
        "at": iso(one.theirs.at),
    }
