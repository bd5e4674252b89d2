"""Officers tick one sheet: what one put, no other overwrites unseen, and the letter can be sent."""

import pytest

from engine.dossier import Actor
from engine.runtime.moves import Moved
from portal.filing.draft import begin
from portal.filing.sheet import conclude, sheet_of, tick
from tests.bilingual import faults_of
from tests.browsing import words_of
from tests.filing import REFERENCE, all_conform, concluded, filed, under_check
from tests.moves import GHANA, OFFICER, opened
from tests.signed_in import Portal
from workflows.check.check import Seen
from workflows.check.items import ITEMS

SHEET = f"/dossiers/{REFERENCE}/check"
OTHER = Actor("B. Roy", OFFICER.role)


@pytest.fixture
def portal(office, tmp_path):
    opened(office)
    return Portal(office, tmp_path)


def checking(office):
    """A filed dossier on the desk of the officer."""
    begin(office, REFERENCE, GHANA)
    filed(office)
    under_check(office)


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("\x00", "CONSENT: the note cannot be kept: it holds control characters"),
        ("a\ud800", "CONSENT: the note cannot be kept: it holds control characters"),
        ("x" * 5_001, "CONSENT: the note is longer than 5000 characters"),
    ],
)
def test_a_note_that_could_not_stand_in_the_letter_is_not_put(office, note, told):
    opened(office)
    checking(office)
    (fault,) = tick(office, REFERENCE, [Seen("CONSENT", "wrong", note)], OFFICER)
    assert (fault.en, faults_of(fault)) == (told, [])
    assert tick(office, REFERENCE, [Seen("CONSENT", "wrong", "x" * 5_000)], OFFICER) == []


def test_nobody_ticks_once_the_check_has_ended(office):
    opened(office)
    checking(office)
    all_conform(office)
    concluded(office)
    (told,) = tick(office, REFERENCE, [Seen("CONSENT", "wrong", "late")], OFFICER)
    assert told == (
        f'{REFERENCE} is "Incomplete, with the State": ticks are put while it is checked',
        f"{REFERENCE} est à l'état « Incomplet, chez l'État » : les constats se font pendant le "
        "contrôle",
    )


def test_a_tick_that_stands_keeps_who_gave_it_and_one_changed_meanwhile_is_not_overwritten(
    office, clock
):
    opened(office)
    checking(office)
    mine = [Seen("CONSENT", "wrong", "no date"), Seen("NAME", "conform")]
    assert tick(office, REFERENCE, mine, OFFICER, {"CONSENT": "", "NAME": ""}) == []
    clock.later(minutes=5)
    assert tick(office, REFERENCE, mine, OTHER) == []
    theirs = [Seen("CONSENT", "missing", "page 2"), Seen("NEUTRALITY", "conform")]
    (told,) = tick(office, REFERENCE, theirs, OTHER, {"CONSENT": ""})
    assert told == (
        "CONSENT: A. Lind has meanwhile ticked: not as asked for: no date. Your tick was not put",
        "CONSENT : A. Lind a entre-temps constaté : non conforme : no date. Votre constat n'a pas "
        "été enregistré",
    )
    ticks = {row.item.code: row.tick for row in sheet_of(office, REFERENCE).rows if row.tick}
    assert {code: (one.by, one.verdict, one.note) for code, one in ticks.items()} == {
        "CONSENT": ("A. Lind", "wrong", "no date"), "NAME": ("A. Lind", "conform", ""),
    }  # fmt: skip


def test_the_page_of_an_officer_overwrites_nothing_that_another_ticked_since_it_was_opened(
    office, portal
):
    checking(office)
    page = {f"shown {one.code}": "" for one in ITEMS if one.eyes}
    lines = {"verdict CONSENT": "wrong", "note CONSENT": "page 1\r\npage 2"}
    first, second = portal.browser(OFFICER), portal.browser(OTHER)
    assert first.post(SHEET, data=page | lines).status_code == 303
    assert second.post(SHEET, data=page | {"verdict NAME": "conform"}).status_code == 303
    stale = second.post(SHEET, data=page | {"verdict CONSENT": "conform", "then": "conclude"})
    assert stale.status_code == 422
    assert "CONSENT: A. Lind has meanwhile ticked: not as asked for: page 1 page 2." in words_of(
        stale
    )


def test_a_check_that_is_ended_twice_under_one_key_is_ended_once(office):
    opened(office)
    checking(office)
    all_conform(office)
    first = conclude(office, REFERENCE, OFFICER, request="k")
    again = conclude(office, REFERENCE, OFFICER, request="k")
    assert isinstance(first, Moved)
    assert isinstance(again, Moved)
    assert (first.again, again.again, first.dossier) == (False, True, again.dossier)
