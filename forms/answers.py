"""What a State fills in: its answers read, what is wrong with them, what is open or too long."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.words import Words
from forms.form import Edition, Field, Limit, Unit
from forms.plain import grouped, nothing
from forms.shapes import answer, strangers
from forms.told import Beyond, Fault, Open, Place, Told
from forms.words_counted import characters, words


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it is filled in. Whatever was given is in `values`, or as given in a fault; a
    remark stands beside a value. `questions` are all that are asked, a question to every State
    once for each."""

    values: Mapping[str, Any]
    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...]
    open: tuple[Open, ...]
    beyond: tuple[Beyond, ...]
    questions: int

    @property
    def whole(self) -> bool:
        """Whether every question is answered, understood and within its limit."""
        return not (self.faults or self.open or self.beyond)

    @property
    def still_open(self) -> Words:
        """How many questions are open: "3 of 41 questions are open"."""
        few, all_ = grouped(len(self.open)), grouped(self.questions)
        one = len(self.open) == 1
        return Words(
            f"{few.en} of {all_.en} questions {'is' if one else 'are'} open",
            f"{few.fr} question{'' if len(self.open) < 2 else 's'} sur {all_.fr} "
            f"{'reste' if len(self.open) < 2 else 'restent'} sans réponse complète",
        )


def read(edition: Edition, states: Sequence[str], given: Any) -> Filled:
    """The form as these answers fill it in, for these States in their agreed order."""
    told, nowhere = Told(), Place("", Words("", ""))
    form = Place("", Words("form", "formulaire"))
    if not isinstance(given, Mapping):
        if not nothing(given):
            told.fault(form, "these are not answers", "ce ne sont pas des réponses", given)
        given = {}
    values: dict[str, Any] = {}
    waiting: list[Open] = []
    beyond: list[Beyond] = []
    for asked in edition.fields:
        place = nowhere.within(asked.name, asked.label)
        for state, where, one in _asked(asked, place, states, given.get(asked.name), told):
            value, is_open = _answered(asked, state, where, one, told)
            waiting += is_open
            if value is None:
                continue
            beyond += _measured(asked, state, where, value)
            if asked.per_state:
                values.setdefault(asked.name, {})[state] = value
            else:
                values[asked.name] = value
    why = Words("the form does not ask for it", "le formulaire ne le demande pas")
    strangers(nowhere, given, {asked.name for asked in edition.fields}, why, told)
    return Filled(
        values,
        tuple(told.faults),
        tuple(told.remarks),
        tuple(waiting),
        tuple(beyond),
        sum(len(states) if asked.per_state else 1 for asked in edition.fields),
    )


def _asked(
    asked: Field, place: Place, states: Sequence[str], given: Any, told: Told
) -> Iterator[tuple[str, Place, Any]]:
    """Every question that a field asks: the State it is for, its place, and what was given."""
    if not asked.per_state:
        yield "", place, given
        return
    if not isinstance(given, Mapping):
        if not nothing(given):
            told.fault(place, "it is not given by State", "ce n'est pas donné par État", given)
            return
        given = {}
    for state in states:
        yield state, place.within(state), given.get(state)
    why = Words(
        "this State does not submit the file", "cet État n'est pas parmi ceux qui soumettent"
    )
    strangers(place, given, states, why, told)


def _answered(
    asked: Field, state: str, place: Place, given: Any, told: Told
) -> tuple[Any, list[Open]]:
    """What one answer says, and whether it is open: not given though required, or in parts."""
    if nothing(given):
        return None, [Open(asked.name, state, place)] if asked.required else []
    before = len(told.faults), len(told.missing)
    value = answer(asked, place, given, told)
    parts = tuple(told.missing[before[1] :])
    if value is None and len(told.faults) == before[0] and asked.required:
        return None, [Open(asked.name, state, place)]
    return value, [Open(asked.name, state, place, parts)] if parts else []


def _measured(asked: Field, state: str, place: Place, value: Any) -> Iterator[Beyond]:
    if (limit := asked.limit) is None:
        return
    count = sum(_count(limit.unit, one) for one in texts(value))
    if not _within(limit, count):
        yield Beyond(asked.name, state, place, count, limit)


def _within(limit: Limit, count: int) -> bool:
    return (limit.least is None or count >= limit.least) and (
        limit.most is None or count <= limit.most
    )


def _count(unit: Unit, text: str) -> int:
    return words(text) if unit == "words" else characters(text)


def texts(value: Any) -> Iterator[str]:
    """Every text in an answer of any kind."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)
