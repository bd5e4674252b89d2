"""Under which question of the form each line, control and table of a Word document stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from forms.form import Edition, Field, Section
from forms.plain import nothing
from portal.word.content import Block, Control, Line, Table, plain
from portal.word.headings import Headings, belongs, headings
from portal.word.shaped import column, same
from portal.word.tags import TABLES, Asked, questions, tagged


@dataclass(slots=True)
class Under:
    """What stands under one heading, outside of controls. `asked` is None under no question, and
    `whose` says that the State is not named."""

    heading: str = ""
    asked: Asked | None = None
    whose: bool = False
    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass(slots=True)
class Walked:
    """All that was found, in order: parts of answers in controls, tables of controls, the rest by
    heading, and controls that the form does not know."""

    controls: list[tuple[Asked, tuple[str, ...], str]] = field(default_factory=list)
    tables: list[tuple[Asked, Table]] = field(default_factory=list)
    under: list[Under] = field(default_factory=list)
    unknown: list[Control] = field(default_factory=list)


def walked(found: Sequence[Block], edition: Edition, states: Sequence[str]) -> Walked:
    """Go through a document from its beginning to its end."""
    by_tag = {asked.tag: asked for asked in questions(edition, states)}
    walk = _Walk(by_tag, headings(edition, states), Walked(under=[Under()]))
    walk.held = {one[0] for control in _controls(found) if (one := tagged(by_tag, control.tag))}
    walk.all(found)
    return walk.made


def _controls(found: Iterable[Block]) -> Iterator[Control]:
    for block in found:
        if isinstance(block, Control):
            yield block
        elif isinstance(block, Table):
            yield from (one for row in block.rows for cell in row for one in _controls(cell))


def _lines(found: Iterable[Block]) -> Iterator[str]:
    for block in found:
        if isinstance(block, Line):
            yield from block.text.split("\n")
        elif isinstance(block, Table):
            yield from (one for row in block.rows for cell in row for one in _lines(cell))


@dataclass(slots=True)
class _Walk:
    by_tag: dict[str, Asked]
    headings: Headings
    made: Walked
    held: set[Asked] = field(default_factory=set)
    """The questions that have controls in this document."""

    @property
    def here(self) -> Under:
        return self.made.under[-1]

    def all(self, found: Iterable[Block]) -> None:
        for block in found:
            if isinstance(block, Control):
                self.control(block)
            elif isinstance(block, Table):
                self.table(block)
            else:
                for one in block.text.split("\n"):
                    self.line(one)

    def control(self, block: Control) -> None:
        found = tagged(self.by_tag, block.tag)
        if found is None or found[0].field.kind in TABLES:
            self.made.unknown.append(block)
            return
        asked, part = found
        self.made.controls.append((asked, part, block.text))
        self.stand(asked)

    def stand(self, asked: Asked) -> None:
        if self.here.asked != asked:
            self.made.under.append(Under(asked.place.name.en, asked))

    def line(self, text: str) -> None:
        found = self.headings.found(text)
        if found is not None:
            self.heading(text, found)
            return
        field = self.here.asked.field if self.here.asked else None
        if field is not None and field.per_state and same(text) in self.headings.states:
            state = self.headings.states[same(text)]
            self.made.under.append(Under(text, Asked(field, state)))
        elif not self.printed(text):
            self.here.lines.append(text)

    def heading(self, text: str, found: Field | Section) -> None:
        if isinstance(found, Section):
            if len(found.fields) != 1:
                self.made.under.append(Under(text))
                return
            found = found.fields[0]
        states = list(self.headings.states.values())
        if not found.per_state:
            self.made.under.append(Under(text, Asked(found)))
        elif len(states) == 1:
            self.made.under.append(Under(text, Asked(found, states[0])))
        else:
            self.made.under.append(Under(text, Asked(found), whose=True))

    def printed(self, text: str) -> bool:
        """Whether a line is the form's own: everywhere, or beside the controls of a question."""
        asked = self.here.asked
        if asked is None or not any(one.field == asked.field for one in self.held):
            return self.headings.is_own(text)
        return self.headings.is_own(text) or belongs(asked.field, text)

    def table(self, block: Table) -> None:
        field = self.here.asked.field if self.here.asked else None
        whose = self._whose(block)
        if whose is not None:
            self.made.tables.append((whose, block))
            self.stand(whose)
        elif field is not None and _is_rows(field, block):
            self.here.tables.append(block)
        elif self._lays_out(block):
            for row in block.rows:
                for cell in row:
                    self.all(cell)
        elif field is not None and field.kind in (*TABLES, "contact"):
            self.here.tables.append(block)
        else:
            self.text(block)

    def _whose(self, block: Table) -> Asked | None:
        """The question whose rows the controls of this table are."""
        for control in (one for row in block.rows for cell in row for one in cell):
            if isinstance(control, Control):
                found = tagged(self.by_tag, control.tag)
                if found is not None and found[0].field.kind in TABLES:
                    return found[0]
        return None

    def _lays_out(self, block: Table) -> bool:
        """Whether questions stand in this table, as they do in many official forms."""
        return any(tagged(self.by_tag, one.tag) for one in _controls((block,))) or any(
            self.headings.found(one) for one in _lines((block,))
        )

    def text(self, block: Table) -> None:
        """A table in an answer that is a text, or under no question."""
        for row in block.rows:
            for cell in row:
                for one in _controls(cell):
                    self.made.unknown.append(one)
            told = "\t".join(" ".join(_lines(cell)) for cell in row)
            if not nothing(told) and not self.printed(told):
                self.here.lines.append(told)


def _is_rows(field: Field, block: Table) -> bool:
    """Whether a table has a column of that field, so that nothing in it is a heading."""
    first = block.rows[0] if block.rows else ()
    return any(column(TABLES.get(field.kind, ()), plain(cell)) for cell in first)
