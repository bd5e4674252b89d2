"""A draft on the form: begun, saved answer by answer, taken up again where it was left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from engine.answers import LONGEST_REASON, unreadable
from engine.dossier import Actor, Dossier
from engine.runtime import drafts, reading
from engine.runtime.database import Link, writer
from engine.runtime.drafts import Conflict, Draft, Place
from engine.runtime.office import Office
from engine.runtime.papers import escaped
from engine.runtime.queries import looking
from engine.words import Words
from forms.answers import Filled, read
from forms.catalogue import forms
from forms.form import Edition, Form
from forms.plain import grouped
from portal.access import files
from portal.access.denied import unless
from portal.filing.asked import edition_of
from workflows.check.items import ITEMS

REPLY: Final = "reply "
"""Before the code of an item: the question under which a State's reply to that item is kept."""

MOST: Final = 1_000_000
"""Characters of one answer as JSON; the longest text that a form reads is far shorter."""

MOST_OF_ALL: Final = 10_000_000
"""Characters of all answers of a file together as JSON: a draft of thirty States has a tenth."""

_TOO_MUCH: Final = Words(
    "nothing was saved: with this, the answers of the file would be larger than ten million "
    "characters; longer texts belong into an attachment",
    "rien n'a été enregistré : les réponses du dossier dépasseraient ainsi dix millions de "
    "caractères ; les textes plus longs sont à joindre en annexe",
)

WRITES_IN: Final = frozenset({"draft", "incomplete"})
"""The states in which it is the State's turn to write."""


class NotThere(LookupError):
    """There is no such dossier, form, filing or attachment."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft with its dossier: the form and the edition it is on, what was given (a question to
    every State once for each), the replies to the items of a check, and how it reads."""

    dossier: Dossier
    draft: Draft
    form: Form
    edition: Edition
    given: Mapping[str, Any]
    replies: Mapping[str, str]
    filled: Filled


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a save: the version now, what somebody else had changed meanwhile, and what has
    no place on the form and was not kept."""

    version: int
    conflicts: tuple[Conflict, ...]
    strange: tuple[Words, ...]


def begin(office: Office, reference: str, who: Actor) -> Begun:
    """The draft of a dossier; where somebody looks who may write, begun on the edition of its cycle
    if it is not yet.

    LookupError where there is no such dossier, no form for it or nothing begun, NotYours for who
    does not read all of it.
    """
    now = office.clock()
    with looking(office.database) as connection:
        dossier = dossier_of(connection, reference)
        looks(dossier, who)  # before the answers are read: how long that takes would tell of them
        draft = drafts.draft_of(connection, reference)
    if dossier.state in WRITES_IN:
        form, edition = edition_of(dossier, now)
        # Most pages only look: they wait for nobody who writes.
        other = draft is None or (draft.form, draft.edition) != (form.code, edition.name)
        if other and files.writes_answers(who, dossier) is None:
            with writer(office.database).begin() as connection:
                drafts.start(connection, reference, form.code, edition.name, who.name, now)
                draft = drafts.draft_of(connection, reference)
    if draft is None:
        raise NotThere(f"no form was filled in for {reference}")
    return begun(dossier, draft)


def dossier_of(connection: Link, reference: str) -> Dossier:
    """The dossier of that reference. LookupError where there is none."""
    known = reading.REFERENCE.fullmatch(reference)  # no database may be asked for some texts
    found = reading.dossiers(connection, [reference]).get(reference) if known else None
    if found is None:
        raise NotThere(f"there is no dossier {reference!r}")
    return found


def begun(dossier: Dossier, draft: Draft) -> Begun:
    """What is in a draft."""
    form = forms()[draft.form]
    edition = next(one for one in form.editions if one.name == draft.edition)
    given, replies = _apart(draft, edition)
    filled = read(edition, dossier.states, given)
    return Begun(dossier, draft, form, edition, given, replies, filled)


def writes(dossier: Dossier, who: Actor) -> None:
    """Raises NotThere where this person may not know of the dossier, NotYours unless they may write
    its answers."""
    _unless_known(dossier, who)
    unless(files.writes_answers(who, dossier))


def reads(dossier: Dossier, who: Actor) -> None:
    """Raises NotThere where this person may not know of the dossier, NotYours where they may not
    read all of it."""
    _unless_known(dossier, who)
    unless(files.reads(who, dossier))


def looks(dossier: Dossier, who: Actor) -> None:
    """Raises NotThere and NotYours as `reads` does, and NotYours where the State is still writing
    what this person may read once it is filed."""
    reads(dossier, who)
    if dossier.state in WRITES_IN:
        unless(files.reads_draft(who, dossier))


def _unless_known(dossier: Dossier, who: Actor) -> None:
    if not files.knows(who, dossier):
        raise NotThere(f"there is no dossier {dossier.reference!r}")


def save(
    office: Office, of: Begun, given: Any, seen: int, who: Actor, replies: Mapping[str, str] = {}
) -> Kept:
    """Save answers: those that are named, and no others; None or nothing clears one.

    NotYours for a person of another State; drafts.Closed when it is not the State's turn to write.
    """
    writes(of.dossier, who)
    strange: list[Words] = []
    changes = dict(_places(of.edition, of.dossier.states, given, strange))
    for code in filter(_item, replies):
        reply = replies[code].replace("\r\n", "\n")
        if unreadable(reply):
            strange.append(_unfit(code))
        else:
            changes[f"{REPLY}{code}", ""] = reply
    for place in [one for one, value in changes.items() if len(escaped(value)) > MOST]:
        del changes[place]
        said = " / ".join(filter(None, place))
        strange.append(Words(f"{said}: it is too long", f"{said} : c'est trop long"))
    more = sum(len(escaped(value)) for value in changes.values() if value is not None)
    with writer(office.database).begin() as connection:
        if more and more + drafts.size(connection, of.dossier.reference, changes) > MOST_OF_ALL:
            changes = {}
            strange.append(_TOO_MUCH)
        version, conflicts = drafts.save(
            connection, of.dossier.reference, changes, seen, who.name, office.clock(), WRITES_IN
        )
    return Kept(version, tuple(conflicts), tuple(strange))


def _item(code: str) -> bool:
    return any(item.code == code for item in ITEMS)


def _places(
    edition: Edition, states: Sequence[str], given: Any, strange: list[Words]
) -> Iterator[tuple[Place, Any]]:
    """The answers by place; what has none is told, and stays with whoever gave it."""
    if not isinstance(given, Mapping):
        strange.append(Words("these are not answers", "ce ne sont pas des réponses"))
        return
    fields = {field.name: field for field in edition.fields}
    for name, value in given.items():
        field = fields.get(name)
        if field is None:
            strange.append(_no_place(name))
        elif not field.per_state:
            yield (name, ""), value
        elif isinstance(value, Mapping):
            for state, one in value.items():
                if state in states:
                    yield (name, state), one
                else:
                    strange.append(_no_place(f"{name} / {state}"))
        else:
            strange.append(_no_place(name))


def _unfit(code: str) -> Words:
    number = next(item.number for item in ITEMS if item.code == code)
    most = grouped(LONGEST_REASON)
    return Words(
        f"the reply to item {number} was not kept: it is longer than {most.en} characters, or "
        "holds some that are no text",
        f"la réponse au point {number} n'a pas été conservée : elle dépasse {most.fr} caractères, "
        "ou en contient qui ne sont pas du texte",
    )


def _no_place(name: str) -> Words:
    shown = name[:80]
    return Words(
        f"{shown!r} has no place on the form", f"« {shown} » n'a pas de place au formulaire"
    )


def _apart(draft: Draft, edition: Edition) -> tuple[dict[str, Any], dict[str, str]]:
    """What was given on the form, and the replies. An answer to a question that a later edition no
    longer asks stays in the draft, and is not on the form."""
    given: dict[str, Any] = {}
    replies: dict[str, str] = {}
    per_state = {field.name: field.per_state for field in edition.fields}
    for (question, state), saved in draft.answers.items():
        if saved.given is None:
            continue
        if question.startswith(REPLY):
            replies[question.removeprefix(REPLY)] = str(saved.given)
        elif per_state.get(question):
            given.setdefault(question, {})[state] = saved.given
        elif question in per_state:
            given[question] = saved.given
    return given, replies
