"""One answer as it is laid out: paragraphs, a list, boxes, a person, or a table."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from engine.dates import said_day, said_month
from engine.words import Language
from forms.answers import texts
from forms.form import Field, Kind
from forms.plain import Unread, day, grouped, month, nothing, text
from forms.shapes import CONTACT
from forms.told import Place
from forms.words_counted import characters, words
from portal.pdf.legible import NARROW, breakable, legible, line, paragraphs, replaced
from portal.pdf.sentences import length
from portal.word.given import Given
from portal.word.sentences import NO, YES
from portal.word.tags import TABLES, Asked

Block = dict[str, Any]
"""What the template draws: its `kind`, and what that is made of."""

_ONE_PAGE: Final = 800
"""Characters of a contact that is kept together on its page, whatever its line ends."""

_NARROW: Final = frozenset({"amount", "paid_by", "from", "to"})


def answered(asked: Asked, answer: Any, given: Given) -> Block | None:
    """An answer laid out; None where there is nothing to print."""
    return None if nothing(answer) else _BY_KIND[asked.field.kind](asked, answer, given)


def how_long(field: Field, answer: Any, language: Language) -> str:
    """How long an answer is in the unit of its limit, or a text in words; empty for others."""
    if nothing(answer) or (field.limit is None and field.kind != "text"):
        return ""
    unit = field.limit.unit if field.limit else "words"
    measure = words if unit == "words" else characters
    return length(unit, sum(measure(_as_read(one)) for one in texts(answer)), language)


def _as_read(given: str) -> str:
    try:
        return text(given)
    except Unread:
        return given


def said(place: Place, value: Any, given: Given) -> str:
    """A text, a number or a truth that a page can hold, with a remark where it was changed."""
    if not isinstance(value, str):
        return given.text(place, value)
    if (remark := replaced(value)) is not None:
        given.remarks.append(place.saying(remark))
    return legible(value)


def _text(asked: Asked, answer: Any, given: Given) -> Block | None:
    made = paragraphs(said(asked.place, answer, given))
    return {"kind": "text", "paragraphs": made} if made else None


def _choice(asked: Asked, answer: Any, given: Given) -> Block | None:
    known = dict(asked.field.choices) or {"yes": YES, "no": NO}
    if isinstance(answer, str) and answer in known:
        answer = known[answer].spoken(given.language)
    return _text(asked, answer, given)


def _choices(asked: Asked, answer: Any, given: Given) -> Block | None:
    known = dict(asked.field.choices)
    taken = given.chosen(asked.place, answer, known)
    if not taken:
        return None
    boxes = [[value in taken, words.spoken(given.language)] for value, words in known.items()]
    return {"kind": "boxes", "boxes": boxes}


def _day(asked: Asked, answer: Any, given: Given) -> Block | None:
    return _text(asked, _day_in_words(answer, given.language), given)


def _list(asked: Asked, answer: Any, given: Given) -> Block | None:
    rows = [said(asked.place, row, given) for row in given.rows(asked.place, answer)]
    items = [line(row) for row in rows if row]
    return {"kind": "list", "items": items} if items else None


def _contact(asked: Asked, answer: Any, given: Given) -> Block | None:
    parts = given.parts(asked.place, answer, {part.name for part in CONTACT})
    pairs = [
        [
            part.called.spoken(given.language),
            paragraphs(said(asked.place.within(part.name, part.called), parts[part.name], given)),
        ]
        for part in CONTACT
        if not nothing(parts.get(part.name))
    ]
    short = sum(len(one) for _, lines in pairs for one in texts(lines)) <= _ONE_PAGE
    return {"kind": "pairs", "pairs": pairs, "short": short} if pairs else None


def _table(asked: Asked, answer: Any, given: Given) -> Block | None:
    columns = TABLES[asked.field.kind]
    names = {part.name for part in columns}
    rows = []
    for row in given.rows(asked.place, answer):
        parts = given.parts(asked.place, row, names)
        cells = []
        for part in columns:
            value = _CELLS.get(part.name, _as_it_is)(parts.get(part.name), given.language)
            cell = said(asked.place.within(part.name, part.called), value, given)
            cells.append(line(cell, NARROW) if part.name in _NARROW else breakable(cell, NARROW))
        if any(cells):
            rows.append(cells)
    called = [part.called.spoken(given.language) for part in columns]
    made = {"kind": "table", "columns": called, "rows": rows}
    return {**made, "money": asked.field.kind == "money"} if rows else None


def _as_it_is(value: Any, language: Language) -> Any:
    return value


def _amount(value: Any, language: Language) -> Any:
    """An amount with its thousands apart; whatever is no amount, as it was given."""
    is_one = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15
    return grouped(value).spoken(language) if is_one else value


def _day_in_words(value: Any, language: Language) -> Any:
    try:
        return said_day(date.fromisoformat(day(value)), language)
    except Unread:
        return value


def _month_in_words(value: Any, language: Language) -> Any:
    try:
        first = date.fromisoformat(f"{month(value)}-01")
    except Unread:
        return value
    return f"{said_month(first, language)} {first.year}"


_CELLS: Final[Mapping[str, Callable[[Any, Language], Any]]] = {
    "amount": _amount,
    "from": _month_in_words,
    "to": _month_in_words,
}
_BY_KIND: Final[Mapping[Kind, Callable[[Asked, Any, Given], Block | None]]] = {
    "line": _text,
    "text": _text,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _choice,
    "day": _day,
    "number": _text,
    "list": _list,
    "contact": _contact,
    "money": _table,
    "timetable": _table,
}
