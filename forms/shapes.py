"""The answer to one question, by its kind: as far as it is understood, whatever was given."""

from collections.abc import Callable, Collection, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple

from engine.words import Words
from forms import plain
from forms.form import Field, Kind
from forms.plain import Unread, grouped, nothing, visible
from forms.told import Fault, Place, Told

MOST_ROWS: Final = 1_000
"""Rows of a list or a table."""

_NAMED: Final = 10
"""Unknown names told one by one; of more their number is enough."""

_SHOWN: Final = 40
"""Characters of an unknown name that are repeated."""

Read = Callable[[Any], Any]


class Part(NamedTuple):
    """One part of a contact, or one cell of a row."""

    name: str
    called: Words
    read: Read


CONTACT: Final = (
    Part("name", Words("name", "nom"), plain.line),
    Part("title", Words("title", "titre"), plain.line),
    Part("institution", Words("institution", "institution"), plain.line),
    Part("address", Words("address", "adresse"), plain.text),
    Part("phone", Words("telephone", "téléphone"), plain.line),
    Part("email", Words("e-mail", "courriel"), plain.email),
)
MONEY: Final = (
    Part("item", Words("item", "poste"), plain.line),
    Part("amount", Words("amount in US$", "montant en dollars É.-U."), plain.number),
    Part("paid_by", Words("paid by", "financé par"), plain.line),
)
TIMETABLE: Final = (
    Part("activity", Words("activity", "activité"), plain.line),
    Part("from", Words("first month", "premier mois"), plain.month),
    Part("to", Words("last month", "dernier mois"), plain.month),
)

_SIMPLE: Final[Mapping[Kind, Read]] = {
    "line": plain.line,
    "text": plain.text,
    "yes_no": plain.yes_no,
    "day": plain.day,
    "number": plain.number,
}


def answer(asked: Field, place: Place, given: Any, told: Told) -> Any:
    """What an answer that is not blank says, as far as it is understood; None if nothing is."""
    match asked.kind:
        case "choice":
            return _one(place, given, told, _choice(asked))
        case "choices":
            return _list(place, given, told, _choice(asked), once=True)
        case "list":
            return _list(place, given, told, plain.line)
        case "contact":
            return _contact(place, given, told)
        case "money":
            return _table(place, given, told, MONEY)
        case "timetable":
            return _table(place, given, told, TIMETABLE)
        case simple:
            return _one(place, given, told, _SIMPLE[simple])


def strangers(
    place: Place, given: Mapping[str, Any], known: Collection[str], why: Words, told: Told
) -> None:
    """Tells of every name that is not known, with what it was given: the first ones by name, more
    by their number."""
    others = ((name, value) for name, value in given.items() if name not in known)
    for name, value in islice(others, _NAMED):
        shown = visible(name[:_SHOWN] or '""') + ("..." if len(name) > _SHOWN else "")
        told.faults.append(Fault(place.within(shown), why, {name: value}))
    if rest := dict(others):
        more = grouped(len(rest))
        whose = place.within("...")
        told.fault(whose, f"{why.en} ({more.en} more)", f"{why.fr} ({more.fr} autres)", rest)


def _one(place: Place, given: Any, told: Told, read: Read) -> Any:
    try:
        value = read(given)
    except Unread as fault:
        told.faults.append(Fault(place, fault.said, given))
        return None
    if isinstance(value, str) and (said := plain.turned(value)):
        told.remarks.append(Fault(place, said, given))
    return value


def _choice(asked: Field) -> Read:
    known = {value for value, _ in asked.choices}

    def chosen(value: Any) -> str:
        if isinstance(value, str) and value in known:
            return value
        raise Unread("it is none of the choices", "ce n'est aucun des choix proposés")

    return chosen


def _rows(place: Place, given: Any, told: Told) -> list[tuple[Place, Any]]:
    if not isinstance(given, list | tuple):
        told.fault(place, "it is not a list", "ce n'est pas une liste", given)
        return []
    if len(given) > MOST_ROWS:
        has, most = grouped(len(given)), grouped(MOST_ROWS)
        told.fault(
            place,
            f"it has {has.en} rows, at most {most.en} are read",
            f"il y a {has.fr} lignes, {most.fr} au plus sont lues",
            given,
        )
        return []
    return [
        (place.within(str(at), Words(f"row {at}", f"ligne {at}")), row)
        for at, row in enumerate(given, 1)
        if not nothing(row)
    ]


def _list(place: Place, given: Any, told: Told, read: Read, *, once: bool = False) -> Any:
    values: list[Any] = []
    for where, row in _rows(place, given, told):
        value = _one(where, row, told, read)
        if once and value in values:
            told.fault(where, "it is chosen twice", "c'est choisi deux fois", row)
        elif value is not None:
            values.append(value)
    return values or None


def _contact(place: Place, given: Any, told: Told) -> Any:
    return _parts(place, given, told, CONTACT) or None


def _table(place: Place, given: Any, told: Told, parts: tuple[Part, ...]) -> Any:
    rows = []
    for where, row in _rows(place, given, told):
        if value := _parts(where, row, told, parts):
            rows.append(value)
    return rows or None


def _parts(place: Place, given: Any, told: Told, parts: tuple[Part, ...]) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        told.fault(place, "it is not made of parts", "ce n'est pas fait de rubriques", given)
        return {}
    why = Words("there is no such part", "il n'y a pas de telle rubrique")
    strangers(place, given, {part.name for part in parts}, why, told)
    values = {}
    missing = []
    for part in parts:
        where = place.within(part.name, part.called)
        if nothing(given.get(part.name)):
            missing.append(where)
        elif (value := _one(where, given[part.name], told, part.read)) is not None:
            values[part.name] = value
    if len(missing) < len(parts):
        told.missing += missing
    if values.get("to", "9999-12") < values.get("from", ""):
        _backwards(place, values, told)
    return values


def _backwards(place: Place, values: dict[str, Any], told: Told) -> None:
    told.fault(
        place.within("to", TIMETABLE[2].called),
        f"it is before the first month, {values['from']}",
        f"c'est avant le premier mois, {values['from']}",
        values.pop("to"),
    )
