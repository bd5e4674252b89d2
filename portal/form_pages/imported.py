"""A filled Word form is saved: what was put in place, what stood there, and what was not saved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.dossier import Actor
from engine.runtime.drafts import Conflict, Place, Saved
from engine.runtime.office import Office
from engine.words import Words
from forms.form import Field, Section
from portal.filing.draft import Begun, Kept, begin, save
from portal.form_pages.in_words import in_words
from portal.form_pages.told import sentences
from portal.word.placed import Placed


@dataclass(frozen=True, slots=True)
class Put:
    """A question, to that State (empty: to all), that was answered by the document: where it
    stands on the pages, what was answered before (None: nothing), what is said of the answer."""

    section: Section
    number: int
    asked: Field
    state: str
    before: Words | None
    told: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """A question whose answer somebody else changed meanwhile: theirs stands, both are told."""

    section: Section
    number: int
    asked: Field
    state: str
    theirs: Words
    mine: Words
    saved: Saved


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a document: the draft now, the answers that were put, how many say what was
    there already, those that somebody else had changed, and those that cannot be kept."""

    of: Begun
    put: tuple[Put, ...]
    same: int
    clashes: tuple[Clash, ...]
    strange: tuple[Words, ...]


def imported(office: Office, before: Begun, placed: Placed, seen: int, who: Actor) -> Imported:
    """Save the answers of a document by somebody who looked at version `seen` of the draft.

    NotYours and drafts.Closed as `portal.filing.draft.save` raises them.
    """
    kept = save(office, before, placed.answers, seen, who)
    now = begin(office, before.dossier.reference, who)
    others = {one.place: one for one in kept.conflicts}
    answered = list(_answered(now, placed.answers))
    return Imported(
        now,
        tuple(_put(*one, before, now) for one in answered if _saved(one, now, kept)),
        sum(_stood(one, now, kept, placed.answers) for one in answered),
        tuple(_clash(*one, others[place]) for one in answered if (place := _place(one)) in others),
        kept.strange,
    )


Asked = tuple[Section, int, Field, str]
"""A question to a State, and where it stands on the pages."""


def _answered(of: Begun, answers: Mapping[str, Any]) -> Iterator[Asked]:
    for section in of.edition.sections:
        for number, field in enumerate(section.fields, 1):
            if field.name not in answers:
                continue
            for state in answers[field.name] if field.per_state else ("",):
                yield section, number, field, state


def _place(asked: Asked) -> Place:
    _, _, field, state = asked
    return field.name, state


def _saved(asked: Asked, now: Begun, kept: Kept) -> bool:
    there = now.draft.answers.get(_place(asked))
    return there is not None and there.version == kept.version


def _stood(asked: Asked, now: Begun, kept: Kept, answers: Mapping[str, Any]) -> bool:
    _, _, field, state = asked
    there = now.draft.answers.get(_place(asked))
    given = answers[field.name][state] if state else answers[field.name]
    return there is not None and there.version < kept.version and there.given == given


def _put(section: Section, number: int, asked: Field, state: str, before: Begun, now: Begun) -> Put:
    there = before.draft.answers.get((asked.name, state))
    stood = None if there is None or there.given is None else in_words(asked, there.given)
    return Put(section, number, asked, state, stood, tuple(sentences(asked, state, now.filled)))


def _clash(section: Section, number: int, asked: Field, state: str, other: Conflict) -> Clash:
    theirs, mine = in_words(asked, other.theirs.given), in_words(asked, other.mine)
    return Clash(section, number, asked, state, theirs, mine, other.theirs)
