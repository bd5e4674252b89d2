"""What is said beside each question: what was not understood, what is missing or too long."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.words import Words
from forms.answers import Filled
from forms.form import Field
from portal.form_pages.names import PARTS, TABLES, Name


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one question: of single inputs by their name; of the question as a whole;
    and what is no fault, only worth knowing or still to come."""

    inputs: Mapping[str, tuple[Words, ...]]
    faults: tuple[Words, ...]
    notes: tuple[Words, ...]


def said(asked: Field, state: str, filled: Filled) -> Said:
    """What is said of a question to that State (empty: to all)."""
    here = (asked.name, state)
    path = " / ".join(filter(None, here))
    inputs: dict[str, tuple[Words, ...]] = {}
    whole: list[Words] = []
    for fault in filled.faults:
        if not _within(path, fault.path):
            continue
        name = _input(asked, state, fault.path.removeprefix(path))
        if name is None:
            whole.append(_without(fault.sentence, asked, state))
        else:
            inputs[name] = (*inputs.get(name, ()), Words(*map(_capital, fault.said)))
    whole += [
        _without(one.sentence, asked, state)
        for one in filled.beyond
        if (one.field, one.state) == here
    ]
    notes = tuple(
        _without(sentence, asked, state)
        for sentence in (
            *(one.sentence for one in filled.open if one.parts and (one.field, one.state) == here),
            *(one.sentence for one in filled.remarks if _within(path, one.path)),
        )
    )
    return Said(inputs, tuple(whole), notes)


def sentences(asked: Field, state: str, filled: Filled) -> Iterator[Words]:
    """All that is said of a question: where in it, and what."""
    here = (asked.name, state)
    path = " / ".join(filter(None, here))
    for fault in (*filled.faults, *filled.remarks):
        if _within(path, fault.path):
            yield _without(fault.sentence, asked, state)
    for beyond in filled.beyond:
        if (beyond.field, beyond.state) == here:
            yield _without(beyond.sentence, asked, state)


def _within(path: str, other: str) -> bool:
    return other == path or other.startswith(f"{path} / ")


def _input(asked: Field, state: str, rest: str) -> str | None:
    """The input that the rest of a path leads to; None where it leads to none of its own."""
    known = {part.name for part in PARTS.get(asked.kind, ())}
    match rest.removeprefix(" / ").split(" / "):
        case [row, part] if asked.kind in TABLES and row.isdecimal() and part in known:
            return str(Name(asked.name, str(int(row) - 1), part, state))
        case [part] if asked.kind == "contact" and part in known:
            return str(Name(asked.name, "", part, state))
    return None


def _without(sentence: Words, asked: Field, state: str) -> Words:
    """The sentence without the name of the question, which stands above it."""
    en, fr = (" / ".join(filter(None, (label, state))) for label in asked.label)
    return Words(_cut(sentence.en, en, ": "), _cut(sentence.fr, fr, " : "))


def _cut(sentence: str, name: str, colon: str) -> str:
    rest = sentence.removeprefix(name)
    rest = rest.removeprefix(colon).removeprefix(" / ")
    return _capital(rest)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
