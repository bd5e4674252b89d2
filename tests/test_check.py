"""The completeness check tells everything that is missing, each thing once, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from engine.words import Words
from forms.form import Field
from tests.whole_file import EVERY_EDITION, ITEM_OF, answering, document, item_of, whole
from workflows.check.check import Checked, Seen, check, what_follows
from workflows.check.filed import Attachment, Filed
from workflows.check.items import ITEMS
from workflows.law import law

CONFORM = tuple(Seen(item.code, "conform") for item in ITEMS if item.eyes is not None)


def found(filed: Filed) -> list[str]:
    """The codes of the items under which something is missing, as often as it is."""
    return [one.item.code for one in check(filed, law()).missing]


def test_there_are_seventeen_items_in_order_each_with_its_words():
    assert [item.number for item in ITEMS] == list(range(1, 18))
    assert len({item.code for item in ITEMS}) == 17
    assert [item.code for item in ITEMS if item.severity == "noted"] == ["NEUTRALITY", "UNASKED"]
    for item in ITEMS:
        assert all((*item.title, *item.remedy, *(item.eyes or ("-", "-"))))


@pytest.mark.parametrize(("code", "cycle"), EVERY_EDITION)
@pytest.mark.parametrize("states", [("Ghana",), ("Ghana", "Togo")])
def test_a_complete_file_has_nothing_missing_and_waits_for_eyes_alone(
    code: str, cycle: int, states: tuple[str, ...]
):
    filed, _ = whole(code, cycle, states)
    checked = check(filed, law())
    waiting = tuple(item for item in checked.applying if item.eyes)
    assert (checked.missing, checked.unseen, checked.complete) == ((), waiting, False)
    assert check(filed, law(), CONFORM) == Checked((), (), checked.applying)
    assert check(filed, law(), CONFORM).complete


def without_each(filed: Filed, given: dict[str, Any]) -> Iterator[tuple[Field, Filed]]:
    """The file without one required answer, for each of them and each State."""
    for field in filed.edition.fields:
        if not field.required:
            continue
        if not field.per_state:
            yield field, answering(filed, {k: v for k, v in given.items() if k != field.name})
            continue
        for state in filed.dossier.states:
            rest = {name: one for name, one in given[field.name].items() if name != state}
            yield field, answering(filed, {**given, field.name: rest})


@pytest.mark.parametrize(("code", "cycle"), EVERY_EDITION)
@pytest.mark.parametrize("states", [("Ghana",), ("Ghana", "Togo")])
def test_any_answer_that_is_missing_is_told_once_under_its_item(
    code: str, cycle: int, states: tuple[str, ...]
):
    filed, given = whole(code, cycle, states)
    for field, lacking in without_each(filed, given):
        assert (field.name, found(lacking)) == (field.name, [item_of(field)])


@pytest.mark.parametrize(("code", "cycle"), EVERY_EDITION)
def test_any_document_that_is_missing_is_told_once_under_its_item(code: str, cycle: int):
    filed, _ = whole(code, cycle)
    for one in filed.attachments:
        rest = tuple(other for other in filed.attachments if other is not one)
        lacking = replace(filed, attachments=rest)
        assert (one.name, found(lacking)) == (one.name, [ITEM_OF[one.document]])


@pytest.mark.parametrize("code", ["ICH-01", "ICH-02"])
@pytest.mark.parametrize("by", [-1, 0, 1])
def test_a_limit_is_met_on_both_sides(code: str, by: int):
    filed, given = whole(code, 2023)
    for field in filed.edition.fields:
        limit = field.limit
        if field.kind != "text" or field.per_state or limit is None or not field.required:
            continue
        for bound, wrong in ((limit.least, by < 0), (limit.most, by > 0)):
            if bound is None or bound + by < 1 or limit.unit != "words":
                continue
            told = found(answering(filed, {**given, field.name: " ".join(["w"] * (bound + by))}))
            header = field.name in ("communities", "location", "other_names")
            assert (field.name, told) == (
                field.name, ["HEADER" if header else "SECTIONS"] if wrong else [],
            )  # fmt: skip


@pytest.mark.parametrize(
    ("states", "own_files", "facts", "told"),
    [
        (("Ghana",), 1, {}, []),
        (("Ghana",), 2, {}, ["ORDER"]),
        (("Ghana",), 2, {"order": 1}, []),
        (("Ghana", "Togo"), 2, {}, []),
    ],
)
def test_a_state_with_several_files_ranks_each(
    states: tuple[str, ...], own_files: int, facts: dict[str, Any], told: list[str]
):
    filed, _ = whole("ICH-02", states=states, **facts)
    assert found(replace(filed, own_files=own_files)) == told


def test_too_many_photographs_are_told_with_how_many_are_asked_for():
    filed, _ = whole("ICH-02")
    more = (*filed.attachments, document("photographs", 11, ""))
    (one,) = check(replace(filed, attachments=more), law()).missing
    assert one.sentence == Words(
        "Photographs: 11 attached, 10 asked for", "Photographies : 11 joint(s), 10 demandé(s)"
    )


def test_what_is_wrong_with_a_document_is_told_by_its_name():
    filed, _ = whole("ICH-02")
    fault = Words("it lasts 4:59, five minutes at least", "elle dure 4:59, cinq minutes au moins")
    broken = tuple(
        replace(one, name="a.mp4", faults=(fault,)) if one.document == "video" else one
        for one in filed.attachments
    )
    (one,) = check(replace(filed, attachments=broken), law()).missing
    assert (one.item.code, one.sentence.en, one.sentence.fr) == (
        "IMAGES", f"a.mp4: {fault.en}", f"a.mp4 : {fault.fr}",
    )  # fmt: skip


def test_a_document_nobody_asked_for_is_noted_and_blocks_nothing():
    filed, _ = whole("ICH-03")
    extra = replace(filed, attachments=(*filed.attachments, Attachment("report", "more.pdf")))
    checked = check(extra, law(), CONFORM)
    assert [one.item.code for one in checked.missing] == ["UNASKED"]
    assert checked.complete


def test_an_answer_that_is_not_understood_is_told_under_its_item():
    filed, given = whole("ICH-02", states=("Ghana",))
    assert found(answering(filed, {**given, "inventory_date": {"Ghana": "soon"}})) == ["INVENTORY"]
    assert found(answering(filed, {**given, "nobody_asks": "x"})) == ["SECTIONS"]


# --- what officers see, and what the State is told ---------------------------------------------


def test_what_an_officer_sees_stands_beside_what_the_machine_sees():
    filed, _ = whole("ICH-02", states=("Ghana",))
    rest = tuple(one for one in filed.attachments if one.document != "signature")
    seen = (Seen("CONSENT", "outdated", "the letter of Ho is of 2015"), *CONFORM[:1])
    checked = check(replace(filed, attachments=rest), law(), seen)
    assert checked.letter("en") == (
        "4. Signature of every State [OD 20-25]\n"
        "   - Signature of Ghana: nothing is attached.\n"
        "   Please have the file signed by an official empowered to act for the State.\n"
        "7. Evidence of consent [OD 1-2]\n"
        "   - outdated: the letter of Ho is of 2015.\n"
        "   Please send evidence of the free, prior and informed consent of the communities named, "
        "dated, with a translation into English or French."
    )
    assert checked.letter("fr").startswith(
        "4. Signature de chaque État [DO 20-25]\n   - Signature (Ghana) : rien n'est joint.\n   "
    )
    assert checked.still_open == Words("2 of 17 still open", "2 sur 17 encore à compléter")
    assert [item.code for item in checked.unseen] == [
        "SIGNATURE", "INVENTORY", "IMAGES", "PLACE", "NEUTRALITY", "NAME",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (Seen("RECEIPT", "wrong", "late"), "RECEIPT is no item that officers look at"),
        (Seen("COLOUR", "conform"), "COLOUR is no item that officers look at"),
        (Seen("CONSENT", "wrong", " "), "CONSENT: say in a note what is not as asked for"),
    ],
)
def test_an_officer_judges_what_asks_for_eyes_with_a_note(seen: Seen, why: str):
    filed, _ = whole("ICH-02")
    with pytest.raises(ValueError, match=f"^{why}$"):
        check(filed, law(), [seen])


def test_what_follows_is_said_with_the_day_that_counts():
    filed, _ = whole("ICH-02")
    assert what_follows(filed, law()) == Words(
        "If what is missing arrives by 30 September 2027, 23:59 (Paris time), the file stays in "
        "the cycle of 2028; otherwise it is returned [OD 54].",
        "Si ce qui manque arrive au plus tard le 30 septembre 2027 à 23 h 59 (heure de Paris), le "
        "dossier reste dans le cycle 2028 ; à défaut, il est renvoyé [DO 54].",
    )


def test_a_request_without_a_deadline_is_told_that_there_is_none():
    for code, cycle in (("ICH-04", None), ("ICH-05", 2028), ("ICH-05", None), ("ICH-06", 2028)):
        filed, _ = whole(code, cycle)
        assert what_follows(filed, law()) == Words(
            "The request is decided once it is complete; no day is set for that [OD 54].",
            "La demande sera examinée dès qu'elle sera complète ; aucune date n'est fixée [DO 54].",
        )
