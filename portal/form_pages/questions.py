"""The questions of a section as a page shows them: what is in each input, what is said of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from engine.runtime.drafts import Conflict, Place
from engine.runtime.papers import escaped
from engine.words import Words
from forms.answers import Filled, read, texts
from forms.form import Field, Section
from forms.plain import nothing
from forms.printed import limit_in_words
from forms.shapes import Part
from forms.words_counted import SPACES, characters, words
from portal.filing.draft import Begun
from portal.form_pages.in_words import in_words
from portal.form_pages.inputs import inputs
from portal.form_pages.names import PARTS, TABLES, Name
from portal.form_pages.posted import again, shown
from portal.form_pages.told import Said, said

_FEWEST: Final = 3
_BLANK: Final = 2
"""Empty rows after those that are filled in."""

_MORE: Final = 5
"""Rows that are added at once."""

_SHOWN: Final = 400


@dataclass(frozen=True, slots=True)
class Shown:
    """A section of a draft on a page. `mine` is what somebody wrote and could not be saved: it
    stays in the inputs; `conflicts` is what stands instead; `more` names the table that gets more
    rows."""

    of: Begun
    section: Section
    mine: Mapping[Place, Any] = field(default_factory=dict)
    conflicts: Mapping[Place, Conflict] = field(default_factory=dict)
    more: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, to one State or to all (`state` is empty): its id on the page; what is ticked,
    and what stands in each input by its name; what the page shows of it, to be sent back; its
    rows; its length and its sum; what is said of it; as it was given, where no input can show
    that; what somebody else has saved."""

    id: str
    asked: Field
    state: str
    chosen: tuple[str, ...]
    texts: Mapping[str, str]
    was: str
    rows: int
    count: int
    total: int
    said: Said
    as_given: str
    conflict: Conflict | None

    def name(self, row: object = "", part: str = "") -> str:
        """The name of an input."""
        return str(Name(self.asked.name, str(row), part, self.state))

    @property
    def unknown(self) -> list[str]:
        """What is ticked and is none of the choices, or is ticked again."""
        known = {value for value, _ in self.asked.choices}
        known |= {"yes", "no"} if self.asked.kind == "yes_no" else set()
        return [
            value
            for at, value in enumerate(self.chosen)
            if value not in known or value in self.chosen[:at]
        ]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of its answer, or of a row of it."""
        return PARTS[self.asked.kind]

    @property
    def limit(self) -> Words | None:
        """How long the answer may be."""
        return None if self.asked.limit is None else limit_in_words(self.asked.limit)

    @property
    def theirs(self) -> Words | None:
        """The answer that somebody else has saved."""
        if self.conflict is None:
            return None
        return in_words(self.asked, self.conflict.theirs.given)


def questions(page: Shown) -> Iterator[tuple[Field, list[Question]]]:
    """Every field of a section with its questions: one, or one to each State in their order."""
    filled = _filled(page)
    for number, asked in enumerate(page.section.fields, 1):
        if asked.per_state:
            states = enumerate(page.of.dossier.states, 1)
            yield asked, [_question(page, filled, f"q{number}-{n}", asked, s) for n, s in states]
        else:
            yield asked, [_question(page, filled, f"q{number}", asked, "")]


def _filled(page: Shown) -> Filled:
    """The form with what is in the inputs."""
    if not page.mine:
        return page.of.filled
    given = dict(page.of.given)
    for (name, state), mine in page.mine.items():
        given[name] = {**given.get(name, {}), state: mine} if state else mine
    return read(page.of.edition, page.of.dossier.states, given)


def _question(page: Shown, filled: Filled, id_: str, asked: Field, state: str) -> Question:
    place = (asked.name, state)
    draft = page.of.draft
    standing = draft.answers[place].given if place in draft.answers else None
    given = page.mine.get(place, standing)
    pairs = inputs(asked, state, given)
    carried = again(asked, state, given)
    told = said(asked, state, filled)
    lost = given != carried and not nothing(given) and bool(told.faults or told.inputs)
    added = _MORE if page.more == str(Name(asked.name, "", "", state)) else 0
    return Question(
        id_,
        asked,
        state,
        tuple(text for _, text in pairs),
        dict(pairs),
        shown(draft.version, asked, state, standing),
        _rows(asked, carried) + added,
        counted(asked, carried),
        total(carried),
        told,
        _cut(escaped(given)) if lost else "",
        page.conflicts.get(place),
    )


def _rows(asked: Field, carried: Any) -> int:
    if asked.kind not in TABLES:
        return 0
    return max(_FEWEST, (len(carried) if carried else 0) + _BLANK)


def counted(asked: Field, given: Any) -> int:
    """How long an answer is, in the unit of its limit; 0 where it has none."""
    if asked.limit is None:
        return 0
    count = words if asked.limit.unit == "words" else characters
    return sum(count(one.strip(SPACES)) for one in texts(given))


def total(given: Any) -> int:
    """What the amounts of a table come to in US$, those that are numbers."""
    rows = given if isinstance(given, list) else []
    amounts = (row.get("amount") for row in rows if isinstance(row, Mapping))
    return sum(one for one in amounts if isinstance(one, int))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} ..."
