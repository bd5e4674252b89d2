"""Each item of the check on both sides of its boundary, on every form to which it applies."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine.parameters import UnknownParameter
from engine.words import Words
from forms.form import Document, Field, Section
from tests.whole_file import (
    ASSISTANCE,
    EVERY_EDITION,
    answer,
    answering,
    carried_over,
    document,
    received,
    text,
    whole,
)
from workflows.check.check import check
from workflows.check.filed import Filed
from workflows.check.seen import HEADER
from workflows.law import law
from workflows.timetable import submission

Told = list[tuple[str, str]]

REPORTS = ("ICH-10", "ICH-11")
"""Reports of States are due on days of their own, in no cycle."""

every_edition = pytest.mark.parametrize(("code", "cycle"), EVERY_EDITION)


def told(filed: Filed) -> Told:
    """What is missing: the item and the sentence, in order."""
    return [(one.item.code, one.sentence.en) for one in check(filed, law()).missing]


def codes(filed: Filed) -> list[str]:
    """The items under which something is missing, as often as it is."""
    return [one.item.code for one in check(filed, law()).missing]


# --- 1, 2: the edition, the instant ------------------------------------------------------------


@every_edition
def test_a_file_of_another_cycle_passes_as_long_as_that_cycle_has_the_same_edition(
    code: str, cycle: int
):
    filed, _ = whole(code, cycle)
    first = filed.edition.from_cycle
    assert codes(carried_over(whole(code, first)[0], cycle)) == []
    assert codes(carried_over(filed, first - 1)) == ["EDITION"]
    if last := filed.edition.to_cycle:
        assert (codes(filed), codes(carried_over(filed, last + 1))) == ([], ["EDITION"])


@pytest.mark.parametrize("code", ASSISTANCE)
def test_a_request_of_no_cycle_comes_on_the_edition_of_its_year(code: str):
    filed, _ = whole(code, None)
    first = filed.edition.from_cycle
    assert codes(replace(filed, year=first)) == []
    (one,) = check(replace(filed, year=first - 1), law()).missing
    assert (one.item.code, one.sentence) == (
        "EDITION",
        Words(
            f"a request filed in {first - 1} comes on the current edition of form {code}, not "
            f"on that of {filed.edition.name}",
            f"une demande déposée en {first - 1} est présentée sur l'édition en vigueur du "
            f"formulaire {code}, et non sur celle de {filed.edition.name}",
        ),
    )


@pytest.mark.parametrize(("code", "cycle"), [one for one in EVERY_EDITION if one[0] not in REPORTS])
def test_receipt_is_in_time_at_the_instant_and_late_a_microsecond_after(code: str, cycle: int):
    filed, _ = whole(code, cycle, ("Ghana",))
    closes = submission(law(), filed.dossier).closes
    for by, expected in ((0, []), (1, ["RECEIPT"])):
        at = (closes + timedelta(microseconds=by)).isoformat()
        assert codes(whole(code, cycle, ("Ghana",), received_at=at)[0]) == expected


@pytest.mark.parametrize("code", ASSISTANCE)
def test_a_request_of_no_cycle_is_never_late(code: str):
    filed, _ = whole(code, None, received_at="2026-12-31T22:59:59.999999+00:00")
    with pytest.raises(UnknownParameter):
        submission(law(), filed.dossier)
    assert told(filed) == []


def test_a_cycle_of_which_no_deadline_is_known_makes_no_file_late():
    filed, _ = whole("ICH-02", 2023)
    assert codes(carried_over(filed, 2009)) == ["EDITION"]


# --- 5, 6: limits ------------------------------------------------------------------------------


def of_length(field: Field, count: int) -> str:
    """A text of that many words or characters."""
    assert field.limit is not None
    return " ".join(["w"] * count) if field.limit.unit == "words" else "w" * count


def limited(code: str, cycle: int) -> Iterator[tuple[Field, int, bool]]:
    """Every text that has a limit, with a length, and whether it is within: both bounds exactly,
    and one beyond each."""
    for field in whole(code, cycle)[0].edition.fields:
        limit = field.limit
        if limit is None or field.per_state or field.kind not in ("line", "text"):
            continue
        if limit.most is not None:
            yield from ((field, limit.most, True), (field, limit.most + 1, False))
        if limit.least is not None:
            yield field, limit.least, True
            if limit.least > 1:
                yield field, limit.least - 1, False


@every_edition
def test_a_text_may_be_exactly_as_short_or_as_long_as_its_limit(code: str, cycle: int):
    filed, given = whole(code, cycle)
    for field, count, within in limited(code, cycle):
        expected = "HEADER" if field.name in HEADER else "SECTIONS"
        found = codes(answering(filed, {**given, field.name: of_length(field, count)}))
        assert (field.name, count, found) == (field.name, count, [] if within else [expected])


# --- 4, 7, 8, 9: documents ---------------------------------------------------------------------


def with_so_many(filed: Filed, of: Document, state: str, count: int) -> Filed:
    """The same file with that many of a document, of one State."""
    rest = [one for one in filed.attachments if (one.document, one.state) != (of, state)]
    new = [document(of, number, state) for number in range(1, count + 1)]
    return replace(filed, attachments=(*rest, *new))


@every_edition
@pytest.mark.parametrize("states", [("Ghana",), ("Ghana", "Togo")])
def test_there_are_as_many_documents_as_the_edition_asks_for(
    code: str, cycle: int, states: tuple[str, ...]
):
    filed, _ = whole(code, cycle, states)
    for asked in filed.edition.attached:
        most = asked.least + 5 if asked.most is None else asked.most
        for state in states if asked.per_state else ("",):
            found = {
                count: bool(told(with_so_many(filed, asked.document, state, count)))
                for count in range(most + 1)
            }
            assert found == {count: count < asked.least for count in range(most + 1)}
            if asked.most is not None:
                assert len(told(with_so_many(filed, asked.document, state, most + 1))) == 1


@pytest.mark.parametrize("code", ["ICH-01", "ICH-02", "ICH-03"])
@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (9, [("IMAGES", "Photographs: 9 attached, 10 asked for")]),
        (10, []),
        (11, [("IMAGES", "Photographs: 11 attached, 10 asked for")]),
    ],
)
def test_ten_photographs_are_neither_nine_nor_eleven(code: str, count: int, expected: Told):
    assert told(with_so_many(whole(code)[0], "photographs", "", count)) == expected


@pytest.mark.parametrize("code", ["ICH-01", "ICH-02", "ICH-03"])
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"caption": " "}, [Words("3.jpg: it has no caption", "3.jpg : la légende manque")]),
        (
            {"credit": "\t"},
            [
                Words(
                    "3.jpg: photographer and copyright are not named",
                    "3.jpg : l'auteur et les droits ne sont pas indiqués",
                )
            ],
        ),
        ({"caption": "x", "credit": "y"}, []),
    ],
)
def test_each_photograph_has_a_caption_and_a_credit(
    code: str, changes: dict[str, Any], expected: list[Words]
):
    filed, _ = whole(code)
    third = [one for one in filed.attachments if one.document == "photographs"][2]
    lacking = tuple(
        replace(one, name="3.jpg", **changes) if one is third else one for one in filed.attachments
    )
    found = check(replace(filed, attachments=lacking), law()).missing
    assert [(one.item.code, one.sentence) for one in found] == [
        ("IMAGES", sentence) for sentence in expected
    ]


@pytest.mark.parametrize("code", ASSISTANCE)
def test_a_photograph_that_no_one_asked_for_needs_no_caption_and_is_told_once(code: str):
    filed, _ = whole(code)
    fault = Words("it is blurred", "elle est floue")
    extra = replace(document("photographs", 1, ""), caption="", credit="", faults=(fault,))
    assert told(replace(filed, attachments=(*filed.attachments, extra))) == [
        ("UNASKED", "photographs 1: the form asks for no such document")
    ]


@every_edition
def test_the_element_was_in_the_inventory_on_the_day_of_submission_at_the_latest(
    code: str, cycle: int
):
    filed, given = whole(code, cycle, ("Ghana",))
    if not any(field.name == "inventory_date" for field in filed.edition.fields):
        return
    day = received(cycle)[:10]
    after = day[:-2] + "21"
    for one, expected in ((day, []), (after, ["INVENTORY"])):
        assert codes(answering(filed, {**given, "inventory_date": {"Ghana": one}})) == expected


# --- 10, 12, 14: tables, States, persons -------------------------------------------------------


@every_edition
def test_a_budget_a_timetable_and_a_contact_with_a_gap_are_told(code: str, cycle: int):
    filed, given = whole(code, cycle, ("Ghana",))
    part = {"money": "amount", "timetable": "activity", "contact": "email"}
    for field in filed.edition.fields:
        if field.kind not in part:
            continue
        sound: Any = answer(field, ("Ghana",))
        first = dict(sound if field.kind == "contact" else sound[0])
        del first[part[field.kind]]
        gap: Any = first if field.kind == "contact" else [first]
        expected = "CONTACTS" if field.kind == "contact" else "BUDGET"
        lacking = {**given, field.name: {"Ghana": gap} if field.per_state else gap}
        assert (field.name, codes(answering(filed, lacking))) == (field.name, [expected])


@pytest.mark.parametrize(
    ("states", "expected"), [(("Ghana",), ["SECTIONS"]), (("Ghana", "Togo"), ["MULTINATIONAL"])]
)
def test_what_each_state_answers_is_its_part_only_where_there_are_several(
    states: tuple[str, ...], expected: list[str]
):
    filed, given = whole("ICH-02", states=states)
    role = Field("role", "line", Words("Role", "Rôle"), Words("", ""), per_state=True)
    section = Section("9", Words("Roles", "Rôles"), (role,))
    edition = replace(filed.edition, sections=(*filed.edition.sections, section))
    asked = replace(filed, edition=edition)
    roles = {state: text(role) for state in states}
    assert codes(answering(asked, {**given, "role": roles})) == []
    del roles["Ghana"]
    assert codes(answering(asked, {**given, "role": roles})) == expected


@every_edition
@pytest.mark.parametrize(
    ("states", "own_files", "facts", "expected"),
    [
        (("Ghana",), 1, {}, []),
        (("Ghana",), 2, {}, ["ORDER"]),
        (("Ghana",), 2, {"order": 1}, []),
        (("Ghana", "Togo"), 2, {}, []),
    ],
)
def test_a_state_with_a_second_file_ranks_each(
    code: str, cycle: int, states: tuple[str, ...], own_files: int,
    facts: dict[str, Any], expected: list[str],
):  # fmt: skip
    filed, _ = whole(code, cycle, states, **facts)
    assert codes(replace(filed, own_files=own_files)) == expected
