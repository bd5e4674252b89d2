"""An item applies to a file only where its form asks for what the item is about."""

from dataclasses import replace

import pytest

from tests.whole_file import document, whole
from workflows.check.check import Seen, check, faults_of
from workflows.check.items import ITEMS
from workflows.law import law

ALL = tuple(item.code for item in ITEMS)


def aside(code: str, cycle: int | None = 2028, states: tuple[str, ...] = ("Ghana",)) -> set[str]:
    """The items that do not apply to a complete file on that form."""
    checked = check(whole(code, cycle, states)[0], law())
    return set(ALL) - {item.code for item in checked.applying}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("ICH-01", {"MULTINATIONAL", "ORDER"}),
        ("ICH-02", {"BUDGET", "MULTINATIONAL", "ORDER"}),
        ("ICH-03", {"INVENTORY", "BUDGET", "MULTINATIONAL", "ORDER"}),
        ("ICH-01 RL to USL", {"IMAGES", "MULTINATIONAL", "ORDER"}),
        ("ICH-02 USL to RL", {"IMAGES", "BUDGET", "MULTINATIONAL", "ORDER"}),
        ("ICH-04", {"CONSENT", "INVENTORY", "IMAGES", "MULTINATIONAL", "ORDER", "NAME"}),
        ("ICH-05", {"CONSENT", "INVENTORY", "IMAGES", "MULTINATIONAL", "ORDER", "NAME"}),
        ("ICH-06", {"CONSENT", "INVENTORY", "IMAGES", "MULTINATIONAL", "ORDER", "NAME"}),
    ],
)
def test_what_a_form_does_not_ask_for_does_not_apply(code: str, expected: set[str]):
    assert aside(code) == expected


def test_several_states_bring_their_item_and_no_cycle_takes_the_receipt_away():
    assert aside("ICH-02", states=("Ghana", "Togo")) == {"BUDGET", "ORDER"}
    assert aside("ICH-04", None) - aside("ICH-04") == {"RECEIPT"}


def test_the_order_applies_once_the_state_has_a_second_file():
    filed, _ = whole("ICH-02", states=("Ghana",), order=1)
    checked = check(replace(filed, own_files=2), law())
    assert "ORDER" in [item.code for item in checked.applying]
    assert checked.still_open.en == "0 of 17 still open"


def test_a_document_that_may_be_given_is_looked_at_once_it_is_given():
    filed, _ = whole("ICH-04", states=("Ghana",))
    given = replace(filed, attachments=(*filed.attachments, document("consent", 1, "Ghana")))
    before, after = check(filed, law()).unseen, check(given, law()).unseen
    assert {one.code for one in after} - {one.code for one in before} == {"CONSENT"}


def test_nobody_waits_for_eyes_on_what_is_not_there():
    waiting = [item.code for item in check(whole("ICH-05", None)[0], law()).unseen]
    assert waiting == ["LANGUAGE", "SIGNATURE", "BUDGET", "PLACE", "MULTINATIONAL", "NEUTRALITY"]


def test_a_verdict_on_what_does_not_apply_is_passed_over_by_a_check_and_refused_as_a_tick():
    filed, _ = whole("ICH-04", states=("Ghana",))
    seen = Seen("IMAGES", "missing", "no photograph")
    checked = check(filed, law(), [seen])
    assert checked.missing == ()
    assert faults_of(seen, checked.applying) == (
        "IMAGES does not apply to this file: its form asks for nothing of it",
        "IMAGES ne s'applique pas à ce dossier : son formulaire ne demande rien à cet égard",
    )
    assert faults_of(seen) is None
