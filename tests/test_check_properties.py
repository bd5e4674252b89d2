"""Whatever a complete file says, it passes; whatever it then lacks is told, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.form import Field
from tests.whole_file import (
    ASSISTANCE,
    EVERY_EDITION,
    ITEM_OF,
    answer,
    answering,
    document,
    item_of,
    whole,
)
from workflows.check.check import Checked, Seen, Verdict, check
from workflows.check.filed import Filed
from workflows.check.items import ITEMS
from workflows.law import law

STATES = ("Ghana", "Togo", "Côte d'Ivoire", "Viet Nam")
NOTES: tuple[Verdict, ...] = ("missing", "wrong", "outdated")


@dataclass(frozen=True)
class Lacking:
    """A file without one thing, with the ticks it has: what was taken, what is told of it."""

    what: str
    filed: Filed
    ticks: tuple[Seen, ...]
    missing: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


def texts(field: Field) -> st.SearchStrategy[str]:
    """Texts within the limit of a field, at its ends most of all."""
    limit = field.limit
    least = (limit.least if limit else None) or 1
    most = (limit.most if limit else None) or least + 40
    unit, between = ("w", "") if limit and limit.unit == "characters" else ("word", " ")
    counts = st.sampled_from([least, most]) | st.integers(least, most)
    return counts.map(lambda count: between.join([unit] * count))


def answered(field: Field, states: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Sound answers to a question."""
    values = [value for value, _ in field.choices]
    if field.kind in ("line", "text"):
        return texts(field)
    if field.kind == "choice":
        return st.sampled_from(values)
    if field.kind == "choices":
        return st.lists(st.sampled_from(values), min_size=1, unique=True)
    if field.kind == "yes_no":
        return st.booleans()
    return st.just(answer(field, states))


@st.composite
def complete(draw: st.DrawFn) -> tuple[Filed, dict[str, Any]]:
    """A complete file on any form, of any States, with or without what may be left out."""
    code, cycle = draw(st.sampled_from([*EVERY_EDITION, *((one, None) for one in ASSISTANCE)]))
    states = tuple(draw(st.lists(st.sampled_from(STATES), min_size=1, max_size=3, unique=True)))
    own_files = draw(st.integers(1, 3)) if len(states) == 1 else 1
    order = {"order": 1} if own_files > 1 else {}
    filed, answers = whole(code, cycle, states, **order)
    for field in filed.edition.fields:
        if field.required or draw(st.booleans()):
            sound = answered(field, states)
            answers[field.name] = (
                {state: draw(sound) for state in states} if field.per_state else draw(sound)
            )
    more = [
        document(asked.document, asked.least + 1, state)
        for asked in filed.edition.attached
        for state in (states if asked.per_state else ("",))
        if asked.most is None and draw(st.booleans())
    ]
    attachments = (*filed.attachments, *more)
    return replace(answering(filed, answers), attachments=attachments, own_files=own_files), answers


def ticked(filed: Filed) -> tuple[Seen, ...]:
    """Every item that waits for eyes is found conform."""
    return tuple(Seen(item.code, "conform") for item in check(filed, law()).unseen)


def without_an_answer(filed: Filed, answers: dict[str, Any]) -> Iterator[Lacking]:
    """Of each question, and of each State: without the answer. One that is not required is not
    missed."""
    for field in filed.edition.fields:
        if field.name not in answers:
            continue
        told = (item_of(field),) if field.required else ()
        for state in filed.dossier.states if field.per_state else ("",):
            rest = {name: one for name, one in answers.items() if name != field.name}
            if state:
                others = {name: one for name, one in answers[field.name].items() if name != state}
                rest[field.name] = others
            yield Lacking(f"{field.name} {state}", answering(filed, rest), ticked(filed), told)


def without_a_document(filed: Filed) -> Iterator[Lacking]:
    """Of each document: without it. One more than is asked for is not missed."""
    least = {asked.document: asked.least for asked in filed.edition.attached}
    for one in filed.attachments:
        rest = tuple(other for other in filed.attachments if other is not one)
        left = sum((other.document, other.state) == (one.document, one.state) for other in rest)
        told = (ITEM_OF[one.document],) if left < least[one.document] else ()
        yield Lacking(one.name, replace(filed, attachments=rest), ticked(filed), told)


def without_a_caption(filed: Filed) -> Iterator[Lacking]:
    """Of each photograph: without its caption, and without its credit."""
    for one in filed.attachments:
        if one.document != "photographs":
            continue
        for bare in (replace(one, caption=""), replace(one, credit="")):
            others = tuple(bare if other is one else other for other in filed.attachments)
            less = replace(filed, attachments=others)
            yield Lacking(f"caption or credit of {one.name}", less, ticked(filed), ("IMAGES",))


def without_a_tick(filed: Filed) -> Iterator[Lacking]:
    """Of each tick: without it, and with another verdict."""
    ticks = ticked(filed)
    for one in ticks:
        rest = tuple(another for another in ticks if another is not one)
        yield Lacking(f"tick of {one.code}", filed, rest, unseen=(one.code,))
        for verdict in NOTES:
            other = replace(one, verdict=verdict, note="see page 3")
            yield Lacking(f"{one.code} {verdict}", filed, (*rest, other), (one.code,))


@given(complete())
def test_a_complete_file_passes_once_it_is_ticked(of: tuple[Filed, dict[str, Any]]):
    filed, _ = of
    checked = check(filed, law(), ticked(filed))
    applying = tuple(item for item in ITEMS if item.applies(filed))
    assert checked == Checked((), (), applying)
    assert (checked.complete, checked.letter("en"), checked.letter("fr")) == (True, "", "")


def lacking_one(filed: Filed, answers: dict[str, Any]) -> list[list[Lacking]]:
    """The file without any one thing, by the kind of thing."""
    kinds = (
        without_an_answer(filed, answers), without_a_document(filed),
        without_a_caption(filed), without_a_tick(filed),
    )  # fmt: skip
    return [found for kind in kinds if (found := list(kind))]


def told_exactly(lacking: Lacking) -> None:
    """What was taken is told once, under its item, and nothing else is."""
    checked = check(lacking.filed, law(), lacking.ticks)
    assert (
        lacking.what,
        tuple(one.item.code for one in checked.missing),
        tuple(item.code for item in checked.unseen),
    ) == (lacking.what, lacking.missing, lacking.unseen)
    noted = all(one.item.severity == "noted" for one in checked.missing)
    assert checked.complete == (noted and not lacking.unseen)


@pytest.mark.parametrize(("code", "cycle"), [*EVERY_EDITION, *((one, None) for one in ASSISTANCE)])
def test_on_every_form_each_thing_that_can_be_taken_is_told_exactly(code: str, cycle: int | None):
    for kind in lacking_one(*whole(code, cycle)):
        for lacking in kind:
            told_exactly(lacking)


@given(complete(), st.data())
def test_whatever_a_file_says_one_thing_that_is_taken_is_told_exactly(
    of: tuple[Filed, dict[str, Any]], data: st.DataObject
):
    for kind in lacking_one(*of):
        told_exactly(data.draw(st.sampled_from(kind)))
